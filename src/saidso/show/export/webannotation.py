"""Claims as W3C Web Annotations (JSON-LD): one annotation a claim, pinned to its exact words in the document.

The body is the claim twice: as words that people read, and as the JSON of ``saidso show --json`` for programs. The target is the
document with two selectors: the quote with what stands before and after it, and the position. Positions count code points of the
document's text as it leaves, as the Recommendation asks; browsers count UTF-16 units, so ``saidso:utf16Start`` and
``saidso:utf16End`` stand beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from saidso.ledger import Ledger
from saidso.nouns.claim import Claim
from saidso.nouns.document import Document
from saidso.nouns.judgement import Review
from saidso.nouns.span import Evidence, Span
from saidso.show.export.asked import reviews_asked
from saidso.show.export.atomic import writing
from saidso.show.export.json_stream import Json, counts_of, write_with_list
from saidso.show.export.linked_data import SAIDSO, claim_iri, document_iri, named_iri
from saidso.show.export.options import EVERYTHING, ExportOptions
from saidso.show.export.pages import pages, provenance
from saidso.show.export.told import claim_sentence, web_address
from saidso.show.guard import Profile
from saidso.show.page import Page
from saidso.show.shapes import claim_json
from saidso.show.wording import CLAIMS_NOT_FINDINGS

CONTEXT = (
    "http://www.w3.org/ns/anno.jsonld",  # the Recommendation wants it by its address; the second part is ours, written out
    {
        "saidso": SAIDSO,
        "note": "saidso:note",
        "redacted": "saidso:redacted",
        "unit": "saidso:unit",
        "claim": {"@id": "saidso:claim", "@type": "@json"},
        "counts": {"@id": "saidso:counts", "@type": "@json"},
    },
)
_UNIT = "start and end: code points of the text as exported; saidso:utf16Start and saidso:utf16End: UTF-16 code units"
_AROUND = 40
"""Code points of prefix and suffix: enough to find the words again in a text that has been edited elsewhere."""


def write(ledger: Ledger, path: Path, profile: Profile, options: ExportOptions = EVERYTHING) -> dict[str, int]:
    """Write one annotation page; returns how many annotations it holds."""
    head = {
        "@context": list(CONTEXT),
        "id": "urn:saidso:annotations",
        "type": "AnnotationPage",
        "note": CLAIMS_NOT_FINDINGS,
        "redacted": profile.value,
        "unit": _UNIT,
    }
    reviews = reviews_asked(ledger, options)
    with writing(path) as file:
        found = (each for page in pages(ledger, profile, options) for each in annotations_of(page, reviews, options))
        return {"annotation": write_with_list(file, head, "items", found)}


def annotations_of(page: Page, reviews: dict[str, Review], options: ExportOptions = EVERYTHING) -> Iterator[Json]:
    """The claims of one incident as annotations."""
    counts = counts_of(provenance(page, reviews, options))
    documents = {document.id: document for document in page.documents}
    for claim in page.claims:
        yield _annotation(claim, documents[claim.document_id], counts)


def _annotation(claim: Claim, document: Document, counts: Json) -> Json:
    words = f"{claim_sentence(claim)} [{CLAIMS_NOT_FINDINGS}]"
    return {
        "id": claim_iri(claim.id),
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"id": named_iri("model", claim.model), "type": "Software", "name": f"saidso, model {claim.model}"},
        "body": [
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": words},
            {"type": "Dataset", "id": f"{claim_iri(claim.id)}#values", "claim": claim_json(claim)},
        ],
        "target": {
            "type": "SpecificResource",
            "source": web_address(document) or document_iri(document.id),
            "scope": document_iri(document.id),
            "selector": selectors(_words_of(claim), document.text),
        },
        "counts": counts,
    }


def _words_of(claim: Claim) -> Evidence:
    """What a reader should see marked: the first piece of what is said, else the word that tells of the act."""
    return claim.content[0] if claim.content else claim.trigger


def selectors(evidence: Evidence, text: str) -> list[Json]:
    """The quote selector and the position selector of some words of ``text``."""
    start, end = evidence.span.start, evidence.span.end
    first, last = utf16(evidence.span, text)
    return [
        {
            "type": "TextQuoteSelector",
            "exact": evidence.quote,
            "prefix": text[max(0, start - _AROUND) : start],
            "suffix": text[end : end + _AROUND],
        },
        {
            "type": "TextPositionSelector",
            "start": start,
            "end": end,
            "saidso:utf16Start": first,
            "saidso:utf16End": last,
        },
    ]


def utf16(span: Span, text: str) -> tuple[int, int]:
    """The span in UTF-16 code units, as browsers count."""
    before, inside = text[: span.start], text[span.start : span.end]
    first = len(before) + sum(letter > "\uffff" for letter in before)
    return first, first + len(inside) + sum(letter > "\uffff" for letter in inside)
