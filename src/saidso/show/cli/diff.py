"""``saidso diff``: what was newly said of an incident since a day ("killed: 3 → 11, the same origin")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from saidso.errors import ConfigError
from saidso.show.cli.talk import AsJson, LedgerFile, Redact, give, give_json, profile_of

if TYPE_CHECKING:
    from saidso.link.changes import Change, Changes, Said
    from saidso.nouns.claim import Claim


def diff(
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="Its id, or how it begins.", show_default=False)],
    ledger: LedgerFile,
    since: Annotated[
        Optional[str],  # noqa: UP045 - Typer of 0.15 reads this form
        typer.Option(help="A day, as 2024-03-14: what was said then or later is new. Default: the last day anything was said."),
    ] = None,
    as_json: AsJson = False,
    redact: Redact = "public",
) -> None:
    """Say what changed in an incident since a day: new voices, new numbers of old voices, later denials."""
    from saidso.ledger import Ledger
    from saidso.show.since import changes_of

    profile = profile_of(redact)
    with Ledger.open_existing(ledger) as opened:
        page, found = changes_of(opened, incident, _day(since), profile)
    if as_json:
        give_json(changes_json(found, profile.value))
    else:
        give("\n".join(changes_text(found, page.claims, profile.value)))


def changes_text(found: Changes, claims: Sequence[Claim], profile: str) -> Iterator[str]:
    """Lines to read: each slot with its agreement before and after, each voice with what it held before and holds now."""
    from saidso.show.wording import CLAIMS_NOT_FINDINGS, day

    known = {claim.id: claim for claim in claims}
    new = f"{_many(len(found.new_claims), 'new claim')}, {_many(len(found.new_documents), 'new document')}"
    before, after = (_range(*each) for each in found.origins)
    origins = f"origins {before} → {after}" if before != after else f"origins {after} as before"
    yield f"Incident {found.incident}: what was said on {day(found.since)} or later"
    yield f"{new}, {origins} · {CLAIMS_NOT_FINDINGS} · redacted for: {profile}"
    if found.undated:
        yield f"{_many(found.undated, 'claim')} of which no day is known stand on both sides"
    if not found.changes:
        yield "Nothing new was said: no voice holds another value than before."
    bands = {band.slot: band for band in found.bands}
    for slot in dict.fromkeys(change.slot for change in found.changes):
        band = bands.get(slot)
        moved = f"  {band.before or 'not spoken of'} → {band.after}" if band else ""
        yield f"\n{slot}{moved}"
        for change in (change for change in found.changes if change.slot == slot):
            yield from _change_lines(change, known)


def _change_lines(change: Change, known: Mapping[str, Claim]) -> Iterator[str]:
    from saidso.show.wording import day

    now = "; ".join(_said(each) for each in change.after)
    if change.before:
        told = f"{'; '.join(_said(each) for each in change.before)} → {now}, the same origin"
    else:
        told = f"{now}, {'a new voice' if change.new_voice else 'new from this origin'}"
    yield f"  {change.voice}: {told}, {day(change.on)}"
    for claim_id in change.claims[:_QUOTED]:
        claim = known[claim_id]
        yield f"      “{' '.join(' '.join(part.quote for part in claim.content).split())}”  {claim.publisher}"
    if len(change.claims) > _QUOTED:
        yield f"      and {len(change.claims) - _QUOTED} more"


_QUOTED = 2
"""Quotes shown of one change; `saidso show` has all."""


def changes_json(found: Changes, profile: str) -> dict[str, Any]:
    """The same as JSON (docs/json.md)."""
    from saidso.show.wording import CLAIMS_NOT_FINDINGS

    (lo_before, hi_before), (lo, hi) = found.origins
    return {
        "note": CLAIMS_NOT_FINDINGS,
        "redacted": profile,
        "id": found.incident,
        "since": found.since.isoformat(),
        "origins": {"before": {"lo": lo_before, "hi": hi_before}, "after": {"lo": lo, "hi": hi}},
        "new_documents": list(found.new_documents),
        "new_claims": list(found.new_claims),
        "undated": found.undated,
        "agreement": [{"slot": band.slot, "before": band.before or None, "after": band.after} for band in found.bands],
        "changes": [_change_json(change) for change in found.changes],
    }


def _change_json(change: Change) -> dict[str, Any]:
    return {
        "slot": change.slot,
        "voice": change.voice,
        "new_voice": change.new_voice,
        "before": [{"value": each.value, "stance": each.stance.value} for each in change.before],
        "after": [{"value": each.value, "stance": each.stance.value} for each in change.after],
        "claims": list(change.claims),
        "said_on": change.on.isoformat() if change.on else None,
    }


def _said(said: Said) -> str:
    from saidso.show.wording import stance_word

    return f"{said.value or 'the event'} ({stance_word(said.stance)})"


def _day(words: str | None) -> date | None:
    if words is None:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise ConfigError(f"--since {words}: not a day. Write it as 2024-03-14.") from None


def _range(low: int, high: int) -> str:
    return str(high) if low == high else f"{low}–{high}"


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
