"""Where everything in a ledger comes from, as PROV-O (JSON-LD): drawn from what the ledger keeps anyway, no second bookkeeping.

Entities are documents, their texts, claims, incidents and judgements; activities are reading, linking and reviewing; agents are
publishers, models and reviewers (pseudonyms under ``public``). Reading and linking carry no clock time, because the ledger keeps
none; a review has the moment in which its person decided. The context is written out, so that nothing need be fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from saidso.ledger import Ledger
from saidso.nouns.claim import Claim
from saidso.nouns.document import Document
from saidso.nouns.judgement import Judgement, Review, concerns
from saidso.show.export.asked import guards_asked, is_on, reviews_asked
from saidso.show.export.atomic import writing
from saidso.show.export.json_stream import Json, counts_of, write_with_list
from saidso.show.export.linked_data import SAIDSO, claim_iri, document_iri, incident_iri, named_iri, text_iri
from saidso.show.export.options import EVERYTHING, ExportOptions
from saidso.show.export.pages import pages, provenance
from saidso.show.export.told import claim_sentence, publisher_of, title_of, web_address
from saidso.show.guard import Profile
from saidso.show.page import Page
from saidso.show.redaction import Guards
from saidso.show.wording import CLAIMS_NOT_FINDINGS, document_words

_LINKS = (
    *("used", "wasGeneratedBy", "wasDerivedFrom", "wasAssociatedWith", "wasAttributedTo", "wasRevisionOf", "hadMember"),
    *("wasQuotedFrom", "wasInvalidatedBy", "hadPrimarySource"),
)
CONTEXT: Json = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "saidso": SAIDSO,
    "label": "rdfs:label",
    "note": "saidso:note",
    "redacted": "saidso:redacted",
    **{name: {"@id": f"prov:{name}", "@type": "@id"} for name in _LINKS},
    "startedAtTime": {"@id": "prov:startedAtTime", "@type": "xsd:dateTime"},
    "endedAtTime": {"@id": "prov:endedAtTime", "@type": "xsd:dateTime"},
    "saidso:counts": {"@type": "@json"},
}
_LINKER = named_iri("software", "saidso-link")


def write(ledger: Ledger, path: Path, profile: Profile, options: ExportOptions = EVERYTHING) -> dict[str, int]:
    """Write the graph; returns how many things and how many acts stand in it."""
    head = {"@context": CONTEXT, "note": CLAIMS_NOT_FINDINGS, "redacted": profile.value}
    acts = 0

    def nodes() -> Iterator[Json]:
        nonlocal acts
        for node in _nodes(ledger, profile, options):
            acts += "prov:Activity" in node["@type"]
            yield node

    with writing(path) as file:
        many = write_with_list(file, head, "@graph", nodes())
    return {"entity or agent": many - acts, "activity": acts}


def _nodes(ledger: Ledger, profile: Profile, options: ExportOptions) -> Iterator[Json]:
    """Everything once: documents before what was read in them, incidents after their claims, people's decisions last."""
    reviews = reviews_asked(ledger, options)
    seen: dict[str, None] = {}
    documents: dict[str, None] = {}
    incidents: set[str] = set()
    yield _agent(_LINKER, "saidso, linking", "prov:SoftwareAgent")
    for page in pages(ledger, profile, options):
        incidents.add(page.incident.id)
        documents.update(dict.fromkeys(page.incident.documents))
        for node in (*_of_documents(page), *_of_claims(page), *_of_incident(page, reviews, options)):
            if node["@id"] not in seen:
                seen[node["@id"]] = None
                yield node
    for node in _of_judgements(ledger, guards_asked(ledger, profile, options), documents, options.only is None):
        if node["@id"] not in seen:
            seen[node["@id"]] = None
            yield node
    yield from _of_changes(ledger, incidents)


def _of_documents(page: Page) -> Iterator[Json]:
    for document in page.documents:
        publisher = publisher_of(document)
        yield _agent(named_iri("publisher", publisher), publisher, "prov:Organization")
        yield _document(document, named_iri("publisher", publisher))
        yield {
            "@id": text_iri(document.id),
            "@type": ["prov:Entity", "saidso:Text"],
            "label": f"working copy of the text of {document.id}",
            "wasDerivedFrom": document_iri(document.id),
        }


def _document(document: Document, publisher: str) -> Json:
    node: Json = {
        "@id": document_iri(document.id),
        "@type": ["prov:Entity", "saidso:Document"],
        "label": document_words(document),
        "saidso:sha256": document.sha256,
        "wasAttributedTo": publisher,
    }
    if address := web_address(document):
        node["hadPrimarySource"] = address
    return node


def _of_claims(page: Page) -> Iterator[Json]:
    """The claims, and under which model each document was read."""
    for claim in page.claims:
        model, reading = named_iri("model", claim.model), _reading(claim)
        yield _agent(model, f"saidso, model {claim.model}", "prov:SoftwareAgent")
        yield {
            "@id": reading,
            "@type": ["prov:Activity", "saidso:Extract"],
            "label": f"{claim.model} reads {claim.document_id}",
            "used": text_iri(claim.document_id),
            "wasAssociatedWith": model,
        }
        yield {
            "@id": claim_iri(claim.id),
            "@type": ["prov:Entity", "saidso:Claim"],
            "label": claim_sentence(claim),
            "wasGeneratedBy": reading,
            "wasQuotedFrom": text_iri(claim.document_id),
            "saidso:start": claim.trigger.span.start,
            "saidso:end": claim.trigger.span.end,
            "saidso:quote": claim.trigger.quote,
        }


def _reading(claim: Claim) -> str:
    return named_iri("extract", f"{claim.document_id}@{claim.model}")


def _of_incident(page: Page, reviews: dict[str, Review], options: ExportOptions) -> Iterator[Json]:
    incident = page.incident
    members = [claim_iri(claim_id) for claim_id in incident.claims]
    linking = named_iri("link", incident.id)
    yield {
        "@id": linking,
        "@type": ["prov:Activity", "saidso:Link"],
        "label": f"linking finds {incident.id}",
        "used": members,
        "wasAssociatedWith": _LINKER,
    }
    yield {
        "@id": incident_iri(incident.id),
        "@type": ["prov:Entity", "prov:Collection", "saidso:Incident"],
        "label": f"{title_of(incident)} [{CLAIMS_NOT_FINDINGS}]",
        "wasGeneratedBy": linking,
        "hadMember": members,
        "saidso:counts": counts_of(provenance(page, reviews, options)),
    }


def _of_judgements(ledger: Ledger, guards: Guards, documents: Mapping[str, None], whole: bool) -> Iterator[Json]:
    """Every decision that anybody ever made on these documents, taken back or not: it is the audit log.

    ``whole``: those on no words as well.
    """
    for judgement, superseded_by in ledger.judgements_told():
        wanted = is_on(judgement, documents) or (whole and not judgement.on)
        if not wanted or guards.may_tell(judgement):
            continue
        on = [claim_iri(claim_id) for claim_id in _claims_under(ledger, judgement)]
        yield from _judgement(guards.judgement(judgement), on, superseded_by)


def _claims_under(ledger: Ledger, judgement: Judgement) -> list[str]:
    """The claims that a decision is about, as the newest model reads them."""
    found: dict[str, None] = {}
    for evidence in judgement.on:
        extraction = ledger.extraction(evidence.document_id)
        claims = extraction.claims if extraction else ()
        found.update({claim.id: None for claim in claims if concerns(judgement, claim) or _at(evidence, claim, judgement)})
    return list(found)


def _at(evidence: object, claim: Claim, judgement: Judgement) -> bool:
    """A link names two triggers, and no voice between them."""
    return judgement.decision in ("must-link", "cannot-link") and evidence == claim.trigger


def _judgement(judgement: Judgement, on: list[str], superseded_by: str | None) -> Iterator[Json]:
    person = named_iri("reviewer", judgement.person)
    act = named_iri("review", judgement.id)
    yield _agent(person, judgement.person, "prov:Person")
    yield {
        "@id": act,
        "@type": ["prov:Activity", "saidso:ReviewAct"],
        "label": f"{judgement.person} decides: {judgement.decision}",
        "used": on,
        "wasAssociatedWith": person,
        "startedAtTime": judgement.made_at.isoformat(),
        "endedAtTime": judgement.made_at.isoformat(),
    }
    node: Json = {
        "@id": named_iri("judgement", judgement.id),
        "@type": ["prov:Entity", "saidso:Judgement"],
        "label": f"{judgement.decision}: {judgement.reason}",
        "wasGeneratedBy": act,
        "wasAttributedTo": person,
        "saidso:decision": judgement.decision,
    }
    for key in ("slot", "value"):
        if (given := getattr(judgement, key)) is not None:
            node[f"saidso:{key}"] = given
    if judgement.supersedes is not None:
        node["wasRevisionOf"] = named_iri("judgement", judgement.supersedes)
    if superseded_by is not None:
        node["wasInvalidatedBy"] = named_iri("review", superseded_by)
    yield node


def _of_changes(ledger: Ledger, incidents: set[str]) -> Iterator[Json]:
    """What linking merged and split: a derivation between incident ids."""
    for change, old, new in dict.fromkeys(ledger.incident_changes()):
        if change != "new" and old != new and new in incidents:
            label = f"{old}, {change}"
            yield {"@id": incident_iri(old), "@type": ["prov:Entity"], "saidso:change": label}
            yield {"@id": incident_iri(new), "@type": ["prov:Entity"], "wasDerivedFrom": incident_iri(old)}


def _agent(iri: str, name: str, kind: str) -> Json:
    return {"@id": iri, "@type": ["prov:Agent", kind], "label": name}
