"""The way of a file through this room: found, opened, told apart, read, laid out, signed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from saidso.errors import ReadError
from saidso.nouns.document import Block, Document, Metadata, Paragraph, Skip
from saidso.read.clean import lay_out
from saidso.read.draft import Draft
from saidso.read.find import Found, find
from saidso.read.layout import settle
from saidso.read.mail import attachments_of, read_eml
from saidso.read.markdown import read_markdown
from saidso.read.metadata import complete, from_words, given, merged
from saidso.read.options import ReadOptions
from saidso.read.packed import Member, archive_in, members
from saidso.read.pdf import read_pdf
from saidso.read.plain import pieces_of
from saidso.read.rows import Lines, read_rows
from saidso.read.seen import Seen
from saidso.read.sniff import HEAD, decode, decode_html, encoding_mark, row_format, whole_format
from saidso.read.turns import find_turns
from saidso.read.web import read_html
from saidso.read.word import read_docx

DEEPEST = 3
"""Mails forwarded in mails forwarded in mails: deeper ones are made to keep us busy."""

Outcome = tuple[Document, bytes] | Skip
Source = Found | Member


def outcomes(paths: Iterable[Path | str], options: ReadOptions) -> Iterator[Outcome]:
    """What becomes of everything under ``paths``, in order: a document with its bytes, or a skip."""
    seen = Seen()
    try:
        for found in find(paths):
            yield from _outcomes(_under(options.root, found), seen, options)
    finally:
        seen.close()


def _under(root: Path | None, found: Found | Skip) -> Found | Skip:
    """What was found, named from ``root`` on."""
    if root is None:
        return found
    folder = f"{root}{os.sep}"
    if isinstance(found, Found):
        return replace(found, name=found.name.removeprefix(folder))
    return replace(found, source=found.source.removeprefix(folder), message=found.message.replace(folder, ""))


def _outcomes(found: Source | Skip, seen: Seen, options: ReadOptions) -> Iterator[Outcome]:
    """Documents and skips of one file; whatever goes wrong in it becomes a skip of its name."""
    if isinstance(found, Skip):
        yield found
        return
    try:
        beside = found.beside()
        with found.open() as handle:
            try:
                archive = archive_in(handle) if isinstance(found, Found) else None  # one archive in another is never opened
            except ReadError as error:  # its bytes are the user's to find again, whether or not we can open them
                yield replace(_skip(found.name, error), sha256=_digest_of(handle))
                return
            if archive is None:
                yield from _file(found, handle, beside, seen, options)
            for member in members(archive, found.name, beside) if archive else ():
                yield from _outcomes(member, seen, options)
    except ReadError as error:
        yield _skip(found.name, error)
    except OSError as error:
        message = (
            f"{found.name}: cannot be opened ({error.strerror or error}). Give yourself the right to read it and add it again."
        )
        yield Skip(source=found.name, reason="unreadable", message=message)


def _file(found: Source, handle: BinaryIO, beside: Metadata, seen: Seen, options: ReadOptions) -> Iterator[Outcome]:
    """A table's rows, each a document, or the one document that the file is."""
    head = handle.read(HEAD)
    rows = row_format(head, found.extension)
    if rows:
        lines = Lines(head, handle, encoding_mark(head) or "utf-8", options.max_bytes)
        yield from _documents(read_rows(rows, lines, found.name, options), beside, seen, options)
    else:
        yield from _whole(found, _load(head, handle, options), beside, seen, options)


def _skip(source: str, error: ReadError, data: bytes = b"") -> Skip:
    # A sidecar's own trouble begins with the sidecar's name; everything else is told of the file.
    message = str(error) if str(error).startswith(source) else f"{source}: {error}"
    return Skip(source=source, reason=error.reason, message=message, sha256=_digest(data) if data else None)


def _load(head: bytes, handle: BinaryIO, options: ReadOptions) -> bytes:
    data = head + handle.read(max(0, options.max_bytes - len(head)) + 1)
    if len(data) > options.max_bytes:
        message = f"larger than {options.max_bytes} bytes, the limit for one file. Split it, or raise max_bytes."
        raise ReadError(message, reason="too-large")
    return data


def _digest_of(handle: BinaryIO) -> str:
    """Of all bytes of an open file, however many."""
    handle.seek(0)
    digest = hashlib.sha256()
    while some := handle.read(1 << 20):
        digest.update(some)
    return digest.hexdigest()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _whole(found: Source, data: bytes, beside: Metadata, seen: Seen, options: ReadOptions, depth: int = 0) -> Iterator[Outcome]:
    """A file that is one document, and the documents attached to it where it is a mail."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        yield Skip(source=found.name, reason="empty", message=f"{found.name}: empty. Get it again, or leave it out.")
        return
    kind = ""
    try:
        kind = whole_format(data, found.extension)
        first = seen.first(_digest(data), found.name)
        if first is not None:
            yield from _again(found.name, first, data)
            return
        yield from _documents(_drafts(kind, data, found.name, options), beside, None, options)
    except ReadError as error:
        yield _skip(found.name, error, data)
    if kind == "eml" and depth < DEEPEST:
        yield from _attached(found, data, seen, options, depth)


def _attached(found: Source, data: bytes, seen: Seen, options: ReadOptions, depth: int) -> Iterator[Outcome]:
    try:
        for name, content in attachments_of(data):
            attached = Found(name=f"{found.name}#{name}", path=Path(name))
            yield from _whole(attached, content, Metadata(), seen, options, depth + 1)
    except ReadError as error:
        yield _skip(found.name, error, data)


def _again(source: str, first: str, data: bytes) -> Iterator[Skip]:
    """A duplicate; a file named twice in one call is no duplicate of itself and is passed over."""
    if first != source:
        message = f"{source}: the same bytes as {first}, which was read. Nothing is lost; remove one of the two."
        yield Skip(source=source, reason="duplicate", message=message, sha256=_digest(data))


def _drafts(kind: str, data: bytes, source: str, options: ReadOptions) -> Iterator[Draft | Skip]:
    """The reader of each format, one line each."""
    if kind == "pdf":
        yield from read_pdf(data, source)
    elif kind == "docx":
        yield read_docx(data, source, options.max_bytes)
    elif kind == "eml":
        yield read_eml(data, source)
    elif kind == "html":
        yield read_html(decode_html(data), data, source)
    elif kind == "md":
        yield read_markdown(decode(data), data, source)
    else:
        yield Draft(source=source, format="txt", raw=data, pieces=pieces_of(decode(data)))


def _documents(drafts: Iterable[Draft | Skip], beside: Metadata, seen: Seen | None, options: ReadOptions) -> Iterator[Outcome]:
    """Drafts made documents. ``seen`` is given for rows, whose bytes are known only now."""
    for draft in drafts:
        if isinstance(draft, Skip):
            yield draft
            continue
        first = seen.first(_digest(draft.raw), draft.source) if seen else None
        if first is not None:
            yield from _again(draft.source, first, draft.raw)
            continue
        try:
            yield document_of(draft, beside, options), draft.raw
        except ReadError as error:
            yield _skip(draft.source, error, draft.raw)


def document_of(draft: Draft, beside: Metadata, options: ReadOptions) -> Document:
    """The document of a draft: its text fixed, its layout read, its source signed.

    Raises:
        ReadError: "empty" without any words, "too-large" with too many.
    """
    text, parts = lay_out(draft.pieces)
    if not any(map(str.isalnum, text)):
        raise ReadError("no words in it. Check that this is the right file.", reason="empty")
    if len(text) > options.max_characters:
        message = f"a text of {len(text)} characters, the limit is {options.max_characters}. Split it, or raise max_characters."
        raise ReadError(message, reason="too-large")
    parts, turns = find_turns(settle(parts))
    words = from_words(parts, draft.source.partition("#row ")[0], draft.metadata.url)
    metadata = merged(given(options), beside, draft.metadata, words)
    digest = _digest(draft.raw)
    return Document(
        id=f"d{digest[:16]}",
        sha256=digest,
        text=text,
        source=draft.source,
        format=draft.format,
        paragraphs=tuple(Paragraph(span=part.span, block=part.block or Block.TEXT, number=part.number) for part in parts),
        turns=turns,
        metadata=complete(metadata, text, parts),
    )
