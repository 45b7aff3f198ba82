"""The notes of a coded row: in one English sentence who said what of the incident, and who denied it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from saidso.link.slots import denies_the_doer
from saidso.nouns.claim import Claim, Stance, VoiceKind
from saidso.show.export.codebook_case import Case
from saidso.show.export.codebook_parties import distinct, voice_name
from saidso.show.wording import CLAIMS_NOT_FINDINGS, count_words, day, place_words, value_words, when_words
from saidso.values.count import Count
from saidso.values.count_nouns import counted_as
from saidso.values.event_type import Status
from saidso.values.spelling import written_key

_MANY = 8
"""Voices written out; a cell with more would not be read. The ledger has them all, and the row its link."""

_NUMBERS = ("killed", "injured", "abducted", "captured", "displaced", "released")


def notes(case: Case) -> str:
    """What a reader of the row must know that its columns cannot hold: whose numbers they are, and that some differ."""
    said = list(_sentences(case))
    more = f"; {len(said) - _MANY} more voices stand in the ledger" if len(said) > _MANY else ""
    told = "; ".join(said[:_MANY]) + more
    body = f"{told[:1].upper()}{told[1:]}." if told else ""
    return " ".join(part for part in (_opening(case), body, _division(case), f"[{CLAIMS_NOT_FINDINGS}]") if part)


def _opening(case: Case) -> str:
    when = day(case.day) if case.day else when_words(case.when) if case.when else "date not said"
    where = place_words(case.place) if case.place else "place not said"
    return f"{when}, {where}: {_act(case)}."


def _act(case: Case) -> str:
    return case.page.incident.type.replace("_", " ")


def _division(case: Case) -> str:
    total = case.number("killed").stands
    if case.parts == 1 or not total:
        return ""
    when = when_words(case.when) if case.when else "the days"
    return f"The number of {total} killed, given for {when}, is divided over {case.parts} days."


def _sentences(case: Case) -> Iterator[str]:
    """One clause a voice, in the order of origins: all that it said, and how."""
    held = {claim.id: claim for claim in case.reviewed}
    for part in case.page.incident.origins.parts:
        claims = [held[claim] for claim in part if claim in held]
        for name in distinct(_voice(claim) for claim in claims):
            own = [claim for claim in claims if written_key(_voice(claim)) == written_key(name)]
            told = [words for stance in Stance if (words := _told(stance, [c for c in own if c.stance is stance]))]
            if told:
                yield f"{_subject(name, own[0])} {_joined(tuple(dict.fromkeys(told)))}"


def _joined(told: Sequence[str]) -> str:
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"


def _voice(claim: Claim) -> str:
    return voice_name(claim.origin.resolved) or "an unnamed voice"


def _subject(name: str, claim: Claim) -> str:
    """The name with the article that its document gives it, and a comma where a clause stands behind the name."""
    first = claim.origin.resolved.partition(" ")[0].casefold()
    article = f"{first} " if first in ("the", "a", "an") else ""
    return f"{article}{name}{',' if ', ' in name else ''}"


_ONE_WAY = {Stance.DOUBTS: "called it unclear", Stance.CONDEMNS: "condemned it", Stance.SUPPORTS: "spoke well of it"}


def _told(stance: Stance, claims: Sequence[Claim]) -> str:
    """What one voice told with one stance; empty for demands and forecasts, which tell nothing of the act."""
    if not claims or stance in _ONE_WAY:
        return _ONE_WAY[stance] if claims else ""
    numbers, act = _numbers(claims), claims[0].event_type.value.replace("_", " ")
    if stance is Stance.DENIES:
        return _denied(claims, act)
    if stance is Stance.CLAIMS_RESPONSIBILITY:
        return "claimed responsibility" + (f", saying that {numbers}" if numbers else "")
    if stance is Stance.ACCUSES:
        blamed = distinct(voice_name(value_words(given.value)) for claim in claims for given in claim.of("actor"))
        return f"blamed {' and '.join(blamed) or 'others'}" + (f", saying that {numbers}" if numbers else "")
    if stance is not Stance.SAYS:
        return ""
    if all(claim.status is Status.NEGATED for claim in claims) and not numbers:
        return "said that it did not happen"
    if claims[0].origin.kind is VoiceKind.PUBLISHER:
        return f"reported that {numbers}" if numbers else f"reported the {act}"
    return f"said that {numbers}" if numbers else f"spoke of the {act}"


def _denied(claims: Sequence[Claim], act: str) -> str:
    if any(denies_the_doer(claim) for claim in claims):
        return "denied having done it"
    numbers = _numbers(claims, denied=True)
    return f"denied that {numbers}" if numbers else f"denied the {act}"


def _numbers(claims: Sequence[Claim], *, denied: bool = False) -> str:
    """ "3 soldiers were killed and 5 people were injured": each number once, as said; several of one kind side by side."""
    found: list[str] = []
    for slot in _NUMBERS:
        counts = [given.value for claim in claims for given in claim.of(slot) if isinstance(given.value, Count)]
        told = distinct(_as_said(count, denied=denied) for count in counts)
        if told:
            be = "was" if len(told) == 1 and counts[0].high == 1 else "were"
            found.append(f"{', elsewhere '.join(told)} {be} {slot}")
    return " and ".join(found)


def _as_said(count: Count, *, denied: bool) -> str:
    if count.low == count.high == 0:
        return counted_as("any" if denied else "no", count.population or "people")
    if count.vague:
        whom = count.population or "people"
        return f"“{count.words}”" if whom in count.words.casefold() else f"“{count.words}” ({whom})"
    return count_words(count) if count.population else f"{count_words(count)} {'person' if count.high == 1 else 'people'}"
