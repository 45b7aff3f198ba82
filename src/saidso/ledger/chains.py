"""What holds a claim to the extraction it was made from: mentions inside the text, every link of the chain accounted for."""

from __future__ import annotations

from collections.abc import Iterator

from saidso.nouns.claim import Attribution, Claim, Extraction, Voice, VoiceKind
from saidso.nouns.document import Document
from saidso.nouns.span import Evidence, Span


def loose_ends(extraction: Extraction, document: Document) -> Iterator[str]:
    """Mentions that run past the text, and references to mentions that are not there."""
    events = {event.id for event in extraction.events}
    attributions = {attribution.id for attribution in extraction.attributions}
    spans = [span for attribution in extraction.attributions for span in _spans(attribution)]
    spans += [event.trigger for event in extraction.events]
    spans += [argument.span for event in extraction.events for argument in event.arguments]
    spans += [entity.span for entity in extraction.entities]
    for span in spans:
        if span.end > len(document.text):
            yield f"a mention ends at {span.end}, the text at {len(document.text)}"
    for attribution in extraction.attributions:
        for event in attribution.about:
            if event not in events:
                yield f"attribution {attribution.id} is about event {event}, which is not there"
        if attribution.parent is not None and attribution.parent not in attributions:
            yield f"attribution {attribution.id} stands in {attribution.parent}, which is not there"


def broken_links(claim: Claim, extraction: Extraction, document: Document | None) -> Iterator[str]:
    """Links of a claim's chain, its event and its turn that the extraction and the document do not bear out.

    That a chain starts at the publisher and ends in the claim's stance is checked by ``Claim`` itself, at birth.
    """
    if not any(event.trigger == claim.trigger.span and event.type is claim.event_type for event in extraction.events):
        yield f"no event of its type was read at [{claim.trigger.span.start}, {claim.trigger.span.end})"
    for position, voice in enumerate(claim.chain):
        if position and voice.kind is VoiceKind.PUBLISHER:
            yield f"link {position} of its chain is a second publisher"
        if voice.kind is VoiceKind.SOURCE and not any(_spoken(voice, one) for one in extraction.attributions):
            yield f"link {position} of its chain ({voice.stance}) is no attribution that was read"
    if claim.turn is not None and document is not None and claim.turn not in {turn.index for turn in document.turns}:
        yield f"it was made in turn {claim.turn}, which the document has not"


def _spoken(voice: Voice, attribution: Attribution) -> bool:
    """Whether a link is this attribution: same stance, same cue, same source or the name the source stands for."""
    holders = (attribution.source, attribution.holder)
    return (
        voice.stance is attribution.stance
        and _at(voice.cue) == attribution.cue
        and (voice.evidence is None or voice.evidence.span in holders)
    )


def _at(evidence: Evidence | None) -> Span | None:
    return None if evidence is None else evidence.span


def _spans(attribution: Attribution) -> list[Span]:
    optional = (attribution.source, attribution.cue, attribution.holder)
    return [*attribution.content, *(span for span in optional if span is not None)]
