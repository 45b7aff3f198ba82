"""W3C Web Annotations (JSON-LD) -> judgements: what a person noted on words of a document, pinned to those words again.

An annotation names its words twice, by quote and by position. The quote decides: positions are tried as code points, as the
Recommendation has them, then as the UTF-16 units that browsers count; where neither fits, the quote is looked for with what
stood before and after it. Words that stand in several places are not guessed at.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from saidso.errors import ReadError
from saidso.nouns.document import Document
from saidso.nouns.judgement import Decision, Judgement
from saidso.nouns.span import Evidence, Span
from saidso.read.sniff import decode

Json = Mapping[str, Any]
_TYPES = frozenset({"Annotation", "AnnotationPage", "AnnotationCollection"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One annotation. ``sources`` are the addresses of its target; ``ours`` says that saidso made it: it is a claim."""

    where: str
    id: str
    person: str
    made_at: datetime | None
    words: str
    sources: tuple[str, ...]
    exact: str | None
    prefix: str = ""
    suffix: str = ""
    position: tuple[int, int] | None = None
    ours: bool = False


def are_annotations(value: object) -> bool:
    """Whether a JSON value is an annotation, a page of them or a list of them."""
    if isinstance(value, list):
        return bool(value) and all(are_annotations(one) for one in value)
    return isinstance(value, dict) and bool(_TYPES.intersection(_many(value.get("type"))))


def read_annotations(path: Path) -> Iterator[Annotation]:
    """The annotations of a file: one, a list, or a page with ``items``.

    Raises:
        ReadError: the file is no JSON, or holds no annotations.
    """
    try:
        value = json.loads(decode(path.read_bytes()))
    except (OSError, ValueError, RecursionError, ReadError) as error:
        raise ReadError(f"{path}: not readable as JSON ({error}). Export it again.", reason="damaged") from error
    if not are_annotations(value):
        message = f"{path}: no W3C annotations stand in it. Check that this is the right file."
        raise ReadError(message, reason="unknown-format")
    for number, one in enumerate(_each(value), start=1):
        yield _annotation(one, f"{path}, annotation {number}")


def judgement_of(annotation: Annotation, documents: Iterable[Document]) -> Judgement:
    """The note that an annotation is on a document of the ledger.

    Args:
        annotation: as read.
        documents: those that its address names, or all where it names none of the ledger.

    Raises:
        ReadError: nobody or no day is named, or its words stand nowhere or in several places.
    """
    if not annotation.person or annotation.made_at is None:
        missing = "creator" if not annotation.person else "created"
        what = f"it has no {missing}; a judgement is somebody's, of a day. Add it."
        raise ReadError(f"{annotation.where}: {what}", reason="damaged")
    evidence = placed(annotation, documents)
    content = f"{annotation.person}|{annotation.made_at.isoformat()}|{annotation.words}|{evidence.document_id}|{evidence.span}"
    return Judgement(
        id=f"{stem_of(annotation)}{_digest(content, 8)}",
        person=annotation.person,
        made_at=annotation.made_at,
        decision=Decision.NOTE.value,
        on=(evidence,),
        reason=annotation.words or "(no words)",
    )


def stem_of(annotation: Annotation) -> str:
    """How the ids of all judgements from one annotation begin: a changed one is known by it."""
    return f"a{_digest(annotation.id, 12)}-"


def placed(annotation: Annotation, documents: Iterable[Document]) -> Evidence:
    """The words of an annotation in the one document where they stand.

    Raises:
        ReadError: they stand nowhere, or in several places.
    """
    ways: list[list[Evidence]] = [[], [], []]
    for each in documents:
        for way, spans in zip(ways, (_at_position, _in_context, _anywhere), strict=True):
            way += [Evidence.cut(each.id, each.text, span) for span in spans(annotation, each.text)]
    found = next((way for way in ways if way), [])  # the surest way that finds anything decides
    if len(found) != 1:
        quote = f"“{(annotation.exact or '')[:40]}”" if annotation.exact else "its position"
        what = f"{quote} stands in no document of the ledger" if not found else f"{quote} stands in {len(found)} places"
        raise ReadError(f"{annotation.where}: {what}. Build the document first, or quote more of it.", reason="missing")
    return found[0]


def _at_position(annotation: Annotation, text: str) -> list[Span]:
    """Where the position points, in either way of counting, if the quote stands there."""
    if annotation.position is None:
        return []
    for start, end in (annotation.position, _from_utf16(annotation.position, text)):
        if 0 <= start < end <= len(text) and annotation.exact in (None, text[start:end]):
            return [Span(start, end)]
    return []


def _in_context(annotation: Annotation, text: str) -> list[Span]:
    """Where the quote stands between what stood before and after it."""
    before, exact = annotation.prefix, annotation.exact
    if exact is None or not (before or annotation.suffix):
        return []
    starts = (at + len(before) for at in _places(before + exact + annotation.suffix, text))
    return [Span(at, at + len(exact)) for at in starts]


def _anywhere(annotation: Annotation, text: str) -> list[Span]:
    """Wherever the quote stands."""
    exact = annotation.exact
    return [Span(at, at + len(exact)) for at in _places(exact, text)] if exact else []


def _places(words: str, text: str) -> list[int]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _from_utf16(position: tuple[int, int], text: str) -> tuple[int, int]:
    """Offsets in UTF-16 units as code points; (-1, -1) where they cut a letter in two or run past the text."""
    wide = text.encode("utf-16-le", "surrogatepass")
    if not 0 <= 2 * position[1] <= len(wide):
        return -1, -1
    try:
        start, end = (len(wide[: 2 * at].decode("utf-16-le")) for at in position)
    except UnicodeDecodeError:
        return -1, -1
    return start, end


def _each(value: Any) -> Iterator[Json]:
    if isinstance(value, list):
        for one in value:
            yield from _each(one)
    elif "Annotation" in _many(value.get("type")):
        yield value
    else:
        first = value.get("first")
        yield from _each([one for one in (*_many(value.get("items")), *_many(first)) if isinstance(one, dict)])


def _annotation(one: Json, where: str) -> Annotation:
    targets = [target for target in _many(one.get("target")) if target]
    target = targets[0] if targets else {}
    full: Json = target if isinstance(target, dict) else {"source": target}
    selectors = {each.get("type"): each for each in _many(full.get("selector")) if isinstance(each, dict)}
    quote, position = selectors.get("TextQuoteSelector", {}), selectors.get("TextPositionSelector")
    made_by = [each for each in _many(one.get("generator")) if isinstance(each, dict)]
    return Annotation(
        where=where,
        id=str(one.get("id") or _digest(json.dumps(one, sort_keys=True), 16)),
        person=_name(one.get("creator")),
        made_at=_moment(one.get("modified") or one.get("created")),
        words="\n".join(words for body in _many(one.get("body") or one.get("bodyValue")) if (words := _body(body))),
        sources=tuple(str(full[key]) for key in ("source", "scope", "id") if isinstance(full.get(key), str)),
        exact=quote.get("exact") or None,
        prefix=quote.get("prefix") or "",
        suffix=quote.get("suffix") or "",
        position=_position(position),
        ours=any(str(each.get("name", "")).startswith("saidso") for each in made_by),
    )


def _position(selector: Json | None) -> tuple[int, int] | None:
    found = (selector or {}).get("start"), (selector or {}).get("end")
    return (found[0], found[1]) if isinstance(found[0], int) and isinstance(found[1], int) else None


def _name(creator: Any) -> str:
    """Who made it: a name, an account, or the address that stands for both."""
    given = _many(creator)[0] if _many(creator) else ""
    if isinstance(given, dict):
        given = given.get("name") or given.get("nickname") or given.get("id") or ""
    return str(given).strip()


def _body(body: Any) -> str:
    if isinstance(body, str):
        return body.strip()
    return str(body.get("value") or "").strip() if isinstance(body, dict) else ""


def _moment(words: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(words))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _many(value: Any) -> list[Any]:
    """A value that JSON-LD may write alone or in a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _digest(text: str, length: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]
