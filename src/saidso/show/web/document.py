"""One document: its whole text with every claim marked in it, the claims beside, and how each thing about it is known."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from saidso.ledger.shelf import holds_document, keeps_bytes, linked_claims, not_read_reason
from saidso.nouns.claim import Claim, Extraction
from saidso.nouns.document import Document, Provenance
from saidso.show.guard import Profile
from saidso.show.redaction import Guards, redacted
from saidso.show.web.frame.accounts import Role
from saidso.show.web.frame.desk import Desk
from saidso.show.web.frame.marked import Passage, Piece, marks_of, passages_of
from saidso.show.web.frame.routing import screen

_FIELDS = ("publisher", "issuer", "title", "author", "published_on", "language", "agency", "url")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of text as it is drawn: what its marks are, whose claims they are, and which claim a click on it opens."""

    words: str
    what: str = ""
    claims: tuple[str, ...] = ()
    opens: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """A paragraph in stretches; ``speaker`` begins to speak here."""

    passage: Passage
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A piece of metadata: what it is called, its value, how it is known, and the words of the text that say it."""

    name: str
    value: Any
    how: Provenance
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim in the list beside the text."""

    number: int
    claim: Claim
    incident: str
    review: str


def document(desk: Desk) -> Response:
    """The page; ``?claim=`` chooses one of its claims."""
    shown, extraction = _past_the_guard(desk)
    linked = linked_claims(desk.ledger, shown.id)
    told = _told(extraction, linked)
    wanted = desk.query.get("claim")
    chosen = next((each for each in told if each.claim.id == wanted), None)
    inside = desk.profile is Profile.INTERNAL
    context: dict[str, Any] = {
        "document": shown,
        "told": told,
        "chosen": chosen,
        "lines": lines_of(shown, [each.claim for each in told], wanted if chosen else ""),
        "details": list(_details(shown)),
        "model": extraction.model if extraction else None,
        "reason": not_read_reason(desk.ledger, shown.id),
        "superseded": shown.id in desk.ledger.superseded(),
        "text_digest": hashlib.sha256(shown.text.encode("utf-8", "surrogatepass")).hexdigest() if inside else None,
        "file_name": file_name(shown),
        "size": keeps_bytes(desk.ledger, shown.id),
        "may_fetch": desk.viewer.may(Role.REVIEWER),
    }
    return desk.render("document.html", **context)


def raw(desk: Desk) -> Response:
    """The original bytes, to be saved and never shown: they may be a page with scripts."""
    found = _found(desk)
    if keeps_bytes(desk.ledger, found.id) is None:
        raise HTTPException(404, str(desk.words("document.no_bytes")))
    return _to_save(desk.ledger.raw(found.sha256), file_name(found))


def text(desk: Desk) -> Response:
    """The working copy of the text that every span points into, in UTF-8."""
    found = _found(desk)
    return _to_save(found.text.encode("utf-8", "surrogatepass"), f"{found.id}-text.txt")


def lines_of(shown: Document, claims: Iterable[Claim], chosen: str | None) -> tuple[Lines, ...]:
    """The text paragraph by paragraph; a click on words of several claims opens them in turn."""
    marks = [mark for claim in claims for mark in marks_of(claim)]
    return tuple(
        Lines(passage=passage, stretches=tuple(_stretch(piece, chosen or "") for piece in passage.pieces))
        for passage in passages_of(shown, marks)
    )


def file_name(shown: Document) -> str:
    """A name to save the bytes under: the document's id, and the ending of the file where that is a plain one."""
    ending = PurePath(shown.source.partition("#row ")[0].rpartition("#")[2]).suffix.lower()
    plain = ending[1:].isalnum() and ending.isascii() and len(ending) <= 6
    return f"{shown.id}{ending if plain else '.bin'}"


def _stretch(piece: Piece, chosen: str) -> Stretch:
    if not piece.marks:
        return Stretch(words=piece.words)
    claims = tuple(dict.fromkeys(mark.claim for mark in piece.marks))
    triggers = tuple(dict.fromkeys(mark.claim for mark in piece.marks if mark.what == "trigger"))
    return Stretch(
        words=piece.words, what=piece.what, claims=claims, opens=_next(triggers, chosen), current=chosen in claims
    )


def _next(claims: Sequence[str], chosen: str) -> str:
    if chosen in claims:
        return claims[(claims.index(chosen) + 1) % len(claims)]
    return claims[0] if claims else ""


def _past_the_guard(desk: Desk) -> tuple[Document, Extraction | None]:
    """The document and what was read in it, as this viewer may see them."""
    found = _found(desk)
    guards = Guards(desk.ledger, desk.profile, documents=(found.id,))
    extraction = desk.ledger.extraction(found.id)
    if desk.profile is Profile.INTERNAL:
        return found, extraction
    guard = guards.of(found.id)
    if extraction is None:
        return redacted(found, guard), None
    seen = guards.without_withheld(extraction)
    claims = tuple(redacted(claim, guard) for claim in seen.claims)  # only they are drawn
    return redacted(found, guard), Extraction(document_id=found.id, model=seen.model, claims=claims)


def _found(desk: Desk) -> Document:
    if not holds_document(desk.ledger, desk.part("document")):
        raise HTTPException(404, str(desk.words("document.unknown")))
    return desk.ledger.document(desk.part("document"))


def _told(extraction: Extraction | None, linked: dict[str, tuple[str, str]]) -> list[Told]:
    """The claims in the order of their words."""
    claims = sorted(extraction.claims if extraction else (), key=lambda claim: (claim.trigger.span.start, claim.id))
    return [
        Told(number=at, claim=claim, incident=linked.get(claim.id, ("", ""))[0], review=linked.get(claim.id, ("", ""))[1])
        for at, claim in enumerate(claims, start=1)
    ]


def _details(shown: Document) -> Iterable[Detail]:
    for name in _FIELDS:
        known = getattr(shown.metadata, name)
        words = known.span.of(shown.text) if known.span is not None else ""
        yield Detail(name=name, value=known.value, how=known.how, words=words)


def _to_save(content: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="application/octet-stream", headers=headers)


routes = [
    screen("/documents/{document}", document),
    screen("/documents/{document}/raw", raw, role=Role.REVIEWER),
    screen("/documents/{document}/text", text, role=Role.REVIEWER),
]
