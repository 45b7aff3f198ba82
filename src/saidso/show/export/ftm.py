"""FollowTheMoney entities and statements, for Aleph, OpenAleph and the ``ftm`` command line.

``NAME`` holds entities, one JSON object a line: an ``Event`` an incident, an ``Article`` a document, a ``PublicBody`` or
``Organization`` a party of our actor table, a ``Mention`` where a document names it, and a ``Note`` a claim, for FollowTheMoney
4.11 has no schema for claims. ``NAME.statements.csv`` beside it holds the same values one by one with where each is from: the
document in ``dataset``, the claim id in ``origin``. Two claims that differ on a day or a place are two statements of one
property.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from saidso.ledger import Ledger
from saidso.nouns.claim import Claim
from saidso.nouns.document import Document
from saidso.nouns.judgement import Review
from saidso.show.export.asked import reviews_asked
from saidso.show.export.atomic import writing
from saidso.show.export.ftm_entities import COLUMNS, LANGUAGES, OURS, Drafts, Entity
from saidso.show.export.json_stream import dumped
from saidso.show.export.options import EVERYTHING, ExportOptions
from saidso.show.export.pages import Provenance, pages, provenance
from saidso.show.export.told import claim_sentence, embargo_of, publisher_of, title_of, told, web_address
from saidso.show.guard import Profile
from saidso.show.page import Page
from saidso.show.wording import CLAIMS_NOT_FINDINGS, document_words, place_words, stance_word
from saidso.values.actor import Actor, read_actor
from saidso.values.actor_base import actor_base
from saidso.values.place import Place
from saidso.values.when import When

_BODIES = frozenset({"state_forces", "government", "police", "international_body"})
_GROUPS = frozenset({"armed_group", "political_party", "militia", "ngo", "outlet"})


def write(ledger: Ledger, path: Path, profile: Profile, options: ExportOptions = EVERYTHING) -> dict[str, int]:
    """Write the entities to ``path`` and the statements beside it; returns how many of each."""
    reviews = reviews_asked(ledger, options)
    entities: set[str] = set()
    statements: set[str] = set()
    with writing(path) as file, writing(statements_path(path)) as beside:
        table = csv.writer(beside, dialect=csv.unix_dialect)
        table.writerow(COLUMNS)
        for entity in _entities(ledger, profile, options, reviews):
            if entity.id not in entities:
                entities.add(entity.id)
                file.write(dumped(entity.as_json()) + "\n")
            for row in entity.statements():
                if row[-1] not in statements:
                    statements.add(row[-1])
                    table.writerow(row)
    return {"entity": len(entities), "statement": len(statements)}


def statements_path(path: Path) -> Path:
    """Where the statements stand: "x.ftm.json" has "x.ftm.statements.csv" beside it."""
    return path.with_suffix(".statements.csv")


def _entities(ledger: Ledger, profile: Profile, options: ExportOptions, reviews: dict[str, Review]) -> Iterator[Entity]:
    """The entities of one incident after the other; a party or document comes again with each of its incidents."""
    for page in pages(ledger, profile, options):
        drafts = Drafts()
        event = _event(page, drafts, provenance(page, reviews, options))
        spoken = {document.id: _language(document) for document in page.documents}
        for document in page.documents:
            _article(document, drafts)
            event.add("publisher", document.metadata.publisher.value, document.id)
            event.add("sourceUrl", web_address(document), document.id)
        for claim in page.claims:
            _claim(claim, event, drafts, spoken.get(claim.document_id, ""))
        yield from drafts


def _event(page: Page, drafts: Drafts, counts: Provenance) -> Entity:
    """The incident, with what saidso itself says of it; its days, places and parties come from the claims."""
    incident = page.incident
    event = drafts.of(f"saidso-{incident.id}", "Event")
    event.add("name", title_of(incident), OURS)
    event.add("summary", told(page), OURS)
    event.add("recordId", incident.id, OURS)
    event.add("keywords", incident.type.replace("_", " "), OURS)
    if counts.permalink.startswith(("http://", "https://")):
        event.add("sourceUrl", counts.permalink, OURS)
    event.add("notes", CLAIMS_NOT_FINDINGS, OURS)
    event.add("notes", embargo_of(page), OURS)
    event.add(
        "notes",
        f"{counts.claims} claims in {counts.documents} documents from {counts.origins_lo} to {counts.origins_hi} origins; "
        f"{counts.denials} denials; {counts.contradictions} slots contradicted; {counts.review} ({counts.reviewed} claims); "
        f"{counts.permalink}; claims: {' '.join(counts.claim_ids)}",
        OURS,
    )
    return event


def _article(document: Document, drafts: Drafts) -> None:
    known = document.metadata
    article = drafts.of(f"saidso-{document.id}", "Article")
    dataset = document.id
    article.add("fileName", document.source, dataset)
    spoken = _language(document)
    article.add("title", known.title.value or document_words(document), dataset, lang=spoken if known.title.value else "")
    article.add("language", spoken, dataset)
    article.add("publisher", publisher_of(document), dataset)
    article.add("author", known.author.value, dataset)
    article.add("publishedAt", known.published_on.value.isoformat() if known.published_on.value else None, dataset)
    article.add("sourceUrl", web_address(document), dataset)
    article.add("notes", f"SHA-256 of the file as read: {document.sha256}", dataset)


def _language(document: Document) -> str:
    return LANGUAGES.get(document.metadata.language.value or "", "")


def _claim(claim: Claim, event: Entity, drafts: Drafts, spoken: str) -> None:
    """A claim as a note on its event; what it holds of an act that took place goes to the event as well."""
    article = f"saidso-{claim.document_id}"
    note = drafts.of(f"saidso-{claim.id}", "Note")
    sentence = claim_sentence(claim)
    note.add("name", f"{claim.origin.resolved} {stance_word(claim.stance)}: {claim.trigger.quote}", claim.document_id, claim)
    note.add("description", f"{sentence} [{CLAIMS_NOT_FINDINGS}]", claim.document_id, claim)
    note.add("summary", claim.passage.quote, claim.document_id, claim, lang=spoken)
    note.add("keywords", stance_word(claim.stance), claim.document_id, claim)
    note.add("entity", event.id, claim.document_id, claim)
    note.add("proof", article, claim.document_id, claim)
    event.add("proof", article, claim.document_id, claim)
    speaker = read_actor(claim.origin.resolved)
    _party(speaker, claim, drafts)
    for value in claim.values:
        _party(value.value, claim, drafts)
        if claim.holds and not value.doubtful:
            _value(value.slot, value.value, claim, event)


def _value(slot: str, value: object, claim: Claim, event: Entity) -> None:
    """One value of a claim as a statement about the event."""
    dataset = claim.document_id
    if isinstance(value, When):
        first, last = (day.isoformat() if day else None for day in (value.earliest, value.latest))
        if first == last:
            event.add("date", first, dataset, claim)
        else:
            event.add("startDate", first, dataset, claim)
            event.add("endDate", last, dataset, claim)
    elif isinstance(value, Place) and slot == "place":
        event.add("location", place_words(value), dataset, claim)
        event.add("country", value.country.lower() if value.country else None, dataset, claim)
    elif isinstance(value, Actor) and (party := _party_id(value)) and slot in ("actor", "target"):
        event.add("involved", party, dataset, claim)


def _party(value: object, claim: Claim, drafts: Drafts) -> None:
    """A party of our own table, and that this document names it. Words that the table does not know make no entity."""
    if not isinstance(value, Actor) or (party := _party_id(value)) is None:
        return
    body = drafts.of(party, _schema(value.kind))
    body.add("name", value.name, claim.document_id, claim)
    known = actor_base().by_id(value.canonical_id or "")
    for country in known.countries[:1] if known else ():
        body.add("country", country.lower(), claim.document_id, claim)
    mention = drafts.of(f"{party}-in-{claim.document_id}", "Mention")
    mention.add("document", f"saidso-{claim.document_id}", claim.document_id, claim)
    mention.add("name", value.words, claim.document_id, claim)
    mention.add("resolved", party, claim.document_id, claim)


def _party_id(actor: Actor) -> str | None:
    """ "saidso-actor-TR-armed-forces"; persons are never in the table."""
    if actor.canonical_id is None or actor.name is None or _schema(actor.kind) == "":
        return None
    return f"saidso-actor-{actor.canonical_id.replace(':', '-')}"


def _schema(kind: str) -> str:
    if kind in _BODIES:
        return "PublicBody"
    return "Organization" if kind in _GROUPS else ""
