"""How sure a text is that an organisation did it, in MUC-4's words, told from who says so in our attributions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from saidso.nouns.claim import Attribution, EventMention, Role, Stance
from saidso.nouns.span import Span
from saidso.understand.model import Mentions
from saidso.understand.same_fillers import FillerEntity, is_acronym, plain_words
from saidso.values.event_type import Status

REPORTED = "REPORTED AS FACT"
CLAIMED = "CLAIMED OR ADMITTED"
ACCUSED = "SUSPECTED OR ACCUSED"
ACCUSED_BY_AUTHORITIES = "SUSPECTED OR ACCUSED BY AUTHORITIES"
POSSIBLE = "POSSIBLE"
ACQUITTED = "ACQUITTED"

_AUTHORITY = re.compile(
    r"\b(?:police|polic[ií]a|army|armed forces|military|government|ministry|minister|president|authorit\w+|officials?|official|"
    r"attorney|prosecutor|court|judge|governor|mayor|colonel|general|captain|major|lieutenant|commander|battalion|brigade|navy|"
    r"air force|security|intelligence|investigat\w+|das|coprefa|embassy|state department|spokesman for the (?:army|police))\b",
    re.IGNORECASE,
)
_MAYBE = re.compile(
    r"\b(?:possibl[ey]|probabl[ey]|presum\w+|alleged\w*|apparent\w*|suspect\w*|believed|may have|might have|could have|"
    r"attributed to|is thought|are thought|linked to)\b",
    re.IGNORECASE,
)


def org_confidence(text: str, org: FillerEntity, acts: Sequence[EventMention], mentions: Mentions) -> str:
    """MUC-4's label for ``org`` as perpetrator of ``acts``.

    The strongest hand-over decides: its own claim of responsibility, an acquittal by authorities, an accusation by authorities,
    one by others; then a denial or a doubt, its own denial among them, and words of doubt around its name; where nobody is
    quoted and nothing is denied the text reports it itself.
    """
    about = [a for a in mentions.attributions if _speaks_of(a, org, acts)]
    found = {label for a in about if (label := _label(text, a, org, acts))}
    for label in (CLAIMED, ACQUITTED, ACCUSED_BY_AUTHORITIES, ACCUSED, POSSIBLE):
        if label in found:
            return label
    doubtful = any(e.status in (Status.POSSIBLE, Status.NEGATED) for e in acts if _has(e, Role.ACTOR, org))
    return POSSIBLE if doubtful or _hedged(text, org) else REPORTED


def _label(text: str, a: Attribution, org: FillerEntity, acts: Sequence[EventMention]) -> str | None:
    source = a.holder or a.source
    voice = source.of(text) if source else ""
    itself = source is not None and (_names(voice, org.words) or any(source.overlaps(s) for s in org.spans))
    told = [e for e in acts if e.id in a.about]
    suffers = any(_has(e, Role.TARGET, org) for e in told) and not any(_has(e, Role.ACTOR, org) for e in told)
    if a.stance is Stance.CLAIMS_RESPONSIBILITY:
        return CLAIMED if itself or (not suffers and (not voice or _within(a.content, org.spans))) else None
    if a.stance in (Stance.DENIES, Stance.DOUBTS):
        return _denied(a, org, told, voice, itself=itself)
    if itself or suffers or not _within((*a.content, *((a.cue,) if a.cue else ())), org.spans):
        return None
    authority = bool(_AUTHORITY.search(voice))
    if a.stance is Stance.ACCUSES:
        return ACCUSED_BY_AUTHORITIES if authority else ACCUSED
    if a.stance is Stance.SAYS and authority and any(_has(e, Role.ACTOR, org) for e in told):
        return ACCUSED_BY_AUTHORITIES
    return None


def _denied(a: Attribution, org: FillerEntity, told: Sequence[EventMention], voice: str, *, itself: bool) -> str | None:
    """Authorities acquit only whom they deny to have done it; whoever else denies or doubts leaves it possible.

    "The government denied talks with the Front" acquits nobody; the Front's own denial is no acquittal, and no report either.
    """
    if not told or not (itself or _within(a.content, org.spans)):
        return None
    cleared = a.stance is Stance.DENIES and not itself and any(_has(e, Role.ACTOR, org) for e in told)
    return ACQUITTED if cleared and _AUTHORITY.search(voice) else POSSIBLE


def _speaks_of(a: Attribution, org: FillerEntity, acts: Sequence[EventMention]) -> bool:
    """Whether a voice speaks about the incident, or about the organisation where the model ties it to no event."""
    if a.about:
        return any(e.id in a.about for e in acts)
    return _within(a.content, org.spans)


def _has(event: EventMention, role: Role, org: FillerEntity) -> bool:
    return any(x.role is role and x.span.overlaps(s) for x in event.arguments for s in org.spans)


def _within(parts: Iterable[Span], spans: Sequence[Span]) -> bool:
    return any(part.overlaps(span) for part in parts for span in spans)


def _names(voice: str, words: str) -> bool:
    """Whether the voice's words hold the organisation's name, or its acronym."""
    said, name = plain_words(voice), plain_words(words)
    return bool(name) and (set(name) <= set(said) or any(is_acronym(word, words) for word in said))


def _hedged(text: str, org: FillerEntity) -> bool:
    """Whether a word of doubt stands close before or after its name, in the same sentence or nearly."""
    return any(_MAYBE.search(text, max(0, s.start - 60), min(len(text), s.end + 30)) for s in org.spans)
