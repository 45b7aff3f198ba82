"""Columns about sources: who published, whose words they were in the end, and what stands beside every row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from saidso.nouns.claim import VoiceKind
from saidso.nouns.document import Document
from saidso.show.export.codebook_case import Case
from saidso.show.export.codebook_notes import notes
from saidso.show.export.codebook_parties import distinct, voice_name
from saidso.show.wording import CLAIMS_NOT_FINDINGS

Fields = Mapping[str, tuple[str, Callable[[Case], str]]]

UNKNOWN_PUBLISHER = "unknown publisher"


def first_publishers(case: Case) -> tuple[str, ...]:
    """One publisher an origin: of papers that print one wire, the first. ACLED cites one report of many that are alike."""
    held = {claim.id: claim for claim in case.reviewed}
    found = []
    for part in case.page.incident.origins.parts:
        claims = [held[claim] for claim in part if claim in held]
        if claims:
            first = min(claims, key=lambda claim: (claim.said_on is None, claim.said_on, claim.document_id, claim.id))
            found.append(first.publisher)
    return _known(found)


def _known(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once; "unknown publisher" only where there is no other."""
    given = tuple(dict.fromkeys(names))
    return tuple(name for name in given if name != UNKNOWN_PUBLISHER) or given


def speakers(case: Case) -> tuple[str, ...]:
    """The innermost voices of the chains, those of papers' own words left out: GED's source_original."""
    voices = (claim.origin for claim in case.reviewed if claim.origin.kind is not VoiceKind.PUBLISHER)
    return distinct(voice_name(voice.resolved) for voice in voices)


def _documents(case: Case) -> list[Document]:
    return sorted(case.page.documents, key=lambda document: (str(document.metadata.published_on.value or "9999"), document.id))


def _publisher(document: Document) -> str:
    known = document.metadata
    return known.publisher.value or known.issuer.value or UNKNOWN_PUBLISHER


def _day(document: Document) -> str:
    day = document.metadata.published_on.value
    return day.isoformat() if day else ""


def _title(document: Document) -> str:
    return document.metadata.title.value or ""


def _article(document: Document) -> str:
    """One source as GED cites it: "publisher,date,headline" in quotes; of a document's own quotes none is left."""
    cited = ",".join((_publisher(document), _day(document), _title(document)))
    return '"' + cited.replace('"', "'") + '"'


def _citation(case: Case, at: int) -> str:
    documents = _documents(case)
    if at >= len(documents):
        return ""
    title = _title(documents[at])
    told = f"“{title}”" if title else ""
    return ", ".join(part for part in (told, _publisher(documents[at]), _day(documents[at])) if part)


def _tags(case: Case) -> str:
    """The row's provenance in the form of ACLED's tags, for a reader who has only the strict columns."""
    killed = case.number("killed")
    said = (
        f"rule={killed.named}",
        f"vague words={case.codebook.vague.rule}",
        f"deaths={killed.basis}",
        f"review={case.provenance.review}",
        f"record={case.provenance.permalink}",
        CLAIMS_NOT_FINDINGS,
    )
    return "; ".join(said)


SOURCES: Fields = {
    "sources": ("one publisher for each independent origin, the first to print it", lambda c: "; ".join(first_publishers(c))),
    "publishers": ("publisher of every document", lambda c: ";".join(_publisher(d) for d in _documents(c))),
    "source_dates": ("day of every document", lambda c: ";".join(_day(d) for d in _documents(c))),
    "headlines": ("headline of every document", lambda c: ";".join(_title(d) for d in _documents(c))),
    "articles": ("every document as GED cites it", lambda c: ";".join(_article(d) for d in _documents(c))),
    "speakers": ("the innermost voice of every chain: who said it first", lambda c: "; ".join(speakers(c))),
    "citation1": ("the first document: headline, publisher, day", lambda c: _citation(c, 0)),
    "citation2": ("the second document", lambda c: _citation(c, 1)),
    "citation3": ("the third document", lambda c: _citation(c, 2)),
    "notes": ("who said what and who denied it, in one English sentence", notes),
    "tags": ("rule, review state and link as “key=value; key=value”", _tags),
    "claim_ids": ("ids of all claims of the incident", lambda c: "; ".join(c.provenance.claim_ids)),
    "permalink": ("where the incident is looked up", lambda c: c.provenance.permalink),
    "n_claims": ("how many claims", lambda c: str(c.provenance.claims)),
    "n_documents": ("how many documents", lambda c: str(c.provenance.documents)),
    "n_origins_lo": ("how many independent origins at least", lambda c: str(c.provenance.origins_lo)),
    "n_origins_hi": ("how many independent origins at most", lambda c: str(c.provenance.origins_hi)),
    "n_denials": ("how many claims deny", lambda c: str(c.provenance.denials)),
    "n_contradictions": ("in how many slots voices contradict each other", lambda c: str(c.provenance.contradictions)),
    "n_reviewed": ("on how many claims a person decided", lambda c: str(c.provenance.reviewed)),
    "review": ("unreviewed, partly reviewed, reviewed or disputed", lambda c: c.provenance.review),
    "note": (f"“{CLAIMS_NOT_FINDINGS}”", lambda c: CLAIMS_NOT_FINDINGS),
}
"""Name of a field, what it is, and how it is read off a case."""
