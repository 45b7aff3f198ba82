"""Claims as schema.org ``Claim`` (JSON-LD), the type that fact-checking tools and search engines know.

There is never a ``ClaimReview`` in it. That type needs a rating of the claim itself, by a person. A reviewer's accept or reject
in saidso says whether the machine read the words rightly, and nothing about the world, so it stands beside the claim as our own
``saidso:extractionReview`` and is no rating.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from saidso.ledger import Ledger
from saidso.nouns.claim import Claim, Voice, VoiceKind
from saidso.nouns.document import Document
from saidso.nouns.judgement import Review
from saidso.show.export.asked import reviews_asked
from saidso.show.export.atomic import writing
from saidso.show.export.json_stream import Json, counts_of, write_with_list
from saidso.show.export.linked_data import SAIDSO, claim_iri, document_iri, incident_iri, named_iri
from saidso.show.export.options import EVERYTHING, ExportOptions
from saidso.show.export.pages import pages, provenance
from saidso.show.export.told import claim_sentence, publisher_of, title_of, web_address
from saidso.show.guard import Profile
from saidso.show.page import Page
from saidso.show.wording import CLAIMS_NOT_FINDINGS, chain_words, stance_word
from saidso.values.actor import read_actor

CONTEXT = {
    "@vocab": "https://schema.org/",
    "saidso": SAIDSO,
    "note": "saidso:note",
    "redacted": "saidso:redacted",
    "saidso:counts": {"@type": "@json"},
    "datePublished": {"@type": "https://schema.org/Date"},
    "url": {"@type": "@id"},
}
_PEOPLE = frozenset({"person", "unidentified", "civilians"})


def write(ledger: Ledger, path: Path, profile: Profile, options: ExportOptions = EVERYTHING) -> dict[str, int]:
    """Write the graph; returns how many claims it holds."""
    head = {"@context": CONTEXT, "note": CLAIMS_NOT_FINDINGS, "redacted": profile.value}
    reviews = reviews_asked(ledger, options)
    with writing(path) as file:
        found = (each for page in pages(ledger, profile, options) for each in claims_of(page, reviews, options))
        return {"claim": write_with_list(file, head, "@graph", found)}


def claims_of(page: Page, reviews: dict[str, Review], options: ExportOptions = EVERYTHING) -> Iterator[Json]:
    """The claims of one incident."""
    documents = {document.id: document for document in page.documents}
    counts = counts_of(provenance(page, reviews, options))
    firsts = first_appearances(page, documents)
    about = {"@type": "Event", "@id": incident_iri(page.incident.id), "name": title_of(page.incident)}
    for claim in page.claims:
        found: Json = {
            "@type": "Claim",
            "@id": claim_iri(claim.id),
            "name": claim_sentence(claim),
            "text": _text(claim),
            "author": _author(claim.origin),
            "creditText": chain_words(claim),
            "appearance": _work(documents[claim.document_id]),
            "claimInterpreter": {"@type": "SoftwareApplication", "name": f"saidso, model {claim.model}"},
            "about": about,
            "disambiguatingDescription": CLAIMS_NOT_FINDINGS,
            "saidso:stance": stance_word(claim.stance),
            "saidso:status": claim.status.value,
            "saidso:counts": counts,
        }
        if claim.said_on is not None:
            found["datePublished"] = claim.said_on.isoformat()
        if claim.id in firsts:
            found["firstAppearance"] = _work(documents[firsts[claim.id]])
        if claim.id in reviews:
            found["saidso:extractionReview"] = reviews[claim.id].state.value
        yield found


def _text(claim: Claim) -> str:
    """The words with the voice and its stance: "The army denies: “shelling the farm”". Alone they would turn a denial round."""
    words = " … ".join(piece.quote for piece in claim.content) or claim.passage.quote
    return f"{claim.origin.resolved} {stance_word(claim.stance)}: “{words}”"


def first_appearances(page: Page, documents: Mapping[str, Document]) -> dict[str, str]:
    """Claim id -> the document in which its origin was heard first: where each document of it has a day, and one is first.

    It is first among the documents of this ledger. Where two share the day, or one has none, nothing is said.
    """
    held = {claim.id: claim for claim in page.claims}
    found: dict[str, str] = {}
    for part in page.incident.origins.parts:
        days: dict[str, date | None] = {}
        for document_id in {held[each].document_id for each in part if each in held}:
            days[document_id] = documents[document_id].metadata.published_on.value
        known = sorted((day, document_id) for document_id, day in days.items() if day is not None)
        if known and len(known) == len(days) and (len(known) == 1 or known[0][0] < known[1][0]):
            found.update(dict.fromkeys(part, known[0][1]))
    return found


def _author(voice: Voice) -> Json:
    """The innermost voice. A body of our tables is an organisation; of other words we do not know what they name."""
    actor = read_actor(voice.resolved)
    body = voice.kind in (VoiceKind.PUBLISHER, VoiceKind.ISSUER) or actor.kind not in _PEOPLE
    author: Json = {"@type": "Organization" if body else "Thing", "name": voice.resolved}
    if actor.canonical_id is not None and body:
        author["identifier"] = actor.canonical_id
    return author


def _work(document: Document) -> Json:
    """The document as a creative work."""
    known = document.metadata
    publisher = publisher_of(document)
    work: Json = {
        "@type": "CreativeWork",
        "@id": document_iri(document.id),
        "publisher": {"@type": "Organization", "@id": named_iri("publisher", publisher), "name": publisher},
    }
    if known.title.value:
        work["name"] = known.title.value
    if known.published_on.value is not None:
        work["datePublished"] = known.published_on.value.isoformat()
    if address := web_address(document):
        work["url"] = address
    return work
