"""The notes of a coded row: in one English sentence who said what of the incident, and who denied it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from saidso.link.slots import denies_the_doer
from saidso.nouns.claim import Claim, Stance, VoiceKind
from saidso.show.export.codebook_case import Case
from saidso.show.wording import CLAIMS_NOT_FINDINGS, count_words, day, place_words, value_words, when_words
from saidso.values.count import Count
from saidso.values.count_nouns import counted_as
from saidso.values.event_type import Status

_MANY = 8
"""Voices written out; a cell with more would not be read. The ledger has them all, and the row its link."""

_NUMBERS = (("killed", "killed"), ("injured", "injured"), ("abducted", "abducted"), ("captured", "captured"),
            ("displaced", "displaced"), ("released", "released"))  # fmt: skip


def notes(case: Case) -> str:
    """What a reader of the row must know that its columns cannot hold: whose numbers they are, and that some differ."""
    said = list(dict.fromkeys(_sentences(case)))
    more = f"; {len(said) - _MANY} more statements stand in the ledger" if len(said) > _MANY else ""
    told = "; ".join(said[:_MANY]) + more
    body = f"{told[:1].upper()}{told[1:]}." if told else ""
    return " ".join(part for part in (_opening(case), body, _division(case), f"[{CLAIMS_NOT_FINDINGS}]") if part)


def _opening(case: Case) -> str:
    act = case.page.incident.type.replace("_", " ")
    when = day(case.day) if case.day else when_words(case.when) if case.when else "date not said"
    where = place_words(case.place) if case.place else "place not said"
    return f"{when}, {where}: {act}."


def _division(case: Case) -> str:
    total = case.number("killed").stands
    if case.parts == 1 or not total:
        return ""
    return f"The {total} deaths given for {when_words(case.when) if case.when else ''} are divided over {case.parts} days."


def _sentences(case: Case) -> Iterator[str]:
    held = {claim.id: claim for claim in case.reviewed}
    for part in case.page.incident.origins.parts:
        claims = [held[claim] for claim in part if claim in held]
        for stance in Stance:
            same = [claim for claim in claims if claim.stance is stance]
            if same and (told := _told(stance, same)):
                yield f"{_speaker(same)} {told}"


def _speaker(claims: Sequence[Claim]) -> str:
    name, _ = Counter(claim.origin.resolved for claim in claims).most_common(1)[0]
    return name


def _told(stance: Stance, claims: Sequence[Claim]) -> str:
    """What one origin told with one stance; empty for demands, forecasts and praise, which tell nothing of the act."""
    if stance is Stance.DENIES:
        return _denied(claims)
    if stance is Stance.DOUBTS:
        return "called it unclear"
    if stance is Stance.CLAIMS_RESPONSIBILITY:
        numbers = _numbers(claims)
        return "claimed responsibility" + (f" and said that {numbers}" if numbers else "")
    if stance is Stance.ACCUSES:
        blamed = list(dict.fromkeys(value_words(given.value) for claim in claims for given in claim.of("actor")))
        numbers = _numbers(claims)
        return (f"blamed {' and '.join(blamed)}" if blamed else "laid blame") + (f" and said that {numbers}" if numbers else "")
    if stance is not Stance.SAYS:
        return ""
    if all(claim.status is Status.NEGATED for claim in claims):
        return "said that it did not happen"
    own = claims[0].origin.kind is VoiceKind.PUBLISHER
    numbers = _numbers(claims)
    return f"{'reported' if own else 'said'} that {numbers}" if numbers else ("reported it" if own else "said so")


def _denied(claims: Sequence[Claim]) -> str:
    if any(denies_the_doer(claim) for claim in claims):
        return "denied having done it"
    numbers = _numbers(claims, denied=True)
    return f"denied that {numbers}" if numbers else "denied it"


def _numbers(claims: Sequence[Claim], *, denied: bool = False) -> str:
    """ "3 soldiers were killed and 5 injured": each number once, as said."""
    found: list[str] = []
    for slot, word in _NUMBERS:
        counts = [given.value for claim in claims for given in claim.of(slot) if isinstance(given.value, Count)]
        told = dict.fromkeys(f"{_as_said(count, denied=denied)} {_be(count)} {word}" for count in counts)
        found += told
    return " and ".join(found)


def _as_said(count: Count, *, denied: bool) -> str:
    if count.low == count.high == 0:
        return counted_as("any" if denied else "no", count.population or "people")
    if count.vague:
        return f"“{count.words}”" if count.population in (None, "people") else counted_as(f"“{count.words}”", count.population)
    return count_words(count) if count.population else f"{count_words(count)} {'person' if count.high == 1 else 'people'}"


def _be(count: Count) -> str:
    return "was" if count.high == 1 else "were"
