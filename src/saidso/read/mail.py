"""EML: one mail, its text, its headers as metadata, and the documents attached to it."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage, Message, MIMEPart
from email.utils import parseaddr, parsedate_to_datetime

from saidso.errors import ReadError
from saidso.nouns.document import Block, Known, Metadata, Provenance
from saidso.read.draft import Draft, Piece, lead_with
from saidso.read.names import is_body
from saidso.read.pdf import DAMAGE
from saidso.read.plain import pieces_of
from saidso.read.web import extract

PRIVATE_HOSTS = (
    "gmail.",
    "yahoo.",
    "hotmail.",
    "outlook.",
    "proton",
    "gmx.",
    "icloud.",
    "aol.",
    "mail.ru",
    "riseup.",
    "googlemail.",
)
PREFIX = re.compile(r"^(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)
SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
WROTE = re.compile(r"^On .{6,120} wrote:$", re.MULTILINE)


def read_eml(data: bytes, source: str) -> Draft:
    """The draft of a mail: its plain text, or its HTML where it has no plain text; quoted mails are "embedded".

    From gives the author, or the publisher where it is an office ("Press Office of the Front"); the Date header is the
    day of publication, in the sender's own time zone.

    Raises:
        ReadError: "empty" without any text.
    """
    message = _parsed(data)
    try:
        body = message.get_body(preferencelist=("plain", "html"))
    except DAMAGE as error:
        raise _broken(error) from error
    words = _content(body) if body is not None else ""
    html = body is not None and body.get_content_subtype() == "html"
    pieces = (extract(words)[0] or _plain_html(words)) if html else _pieces(words)
    if not pieces:
        raise ReadError("a mail without text. If its words stand in an attachment, that is read on its own.", reason="empty")
    subject = PREFIX.sub("", _header(message, "Subject"))
    title: Known[str] = Known(value=subject, how=Provenance.STATED) if subject else Known()
    author, publisher = _sender(message)
    metadata = Metadata(title=title, author=author, publisher=publisher, published_on=_sent_on(message))
    return Draft(source=source, format="eml", raw=data, pieces=lead_with(subject, pieces), metadata=metadata)


def attachments_of(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The attached files of a mail with their names, forwarded mails too; pictures shown inside the text are left out."""
    try:
        parts = list(_parsed(data).iter_attachments())
    except DAMAGE as error:
        raise _broken(error) from error
    for number, part in enumerate(parts, start=1):
        if not isinstance(part, EmailMessage) or (
            part.get_content_maintype() == "image" and part.get_content_disposition() != "attachment"
        ):
            continue
        name = part.get_filename() or f"attachment {number}"
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], Message):
                yield part.get_filename() or f"forwarded mail {number}.eml", inner[0].as_bytes()
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            yield name, content


def _broken(error: Exception) -> ReadError:
    return ReadError(
        f"a mail whose parts do not fit together ({type(error).__name__}: {error}). Save it again.", reason="damaged"
    )


def _parsed(data: bytes) -> EmailMessage:
    return email.message_from_bytes(data, policy=email.policy.default)


def _content(part: MIMEPart) -> str:
    try:
        content = part.get_content()
    except (LookupError, ValueError) as error:
        raise ReadError(
            f"its text has an encoding we cannot read ({error}). Save it as text and add it again.", reason="wrong-encoding"
        ) from error
    return content if isinstance(content, str) else ""


def _plain_html(text: str) -> tuple[Piece, ...]:
    """The words of a mail too short for the article finder."""
    broken = re.sub(r"(?i)<br\s*/?>|</(?:p|div|li|h\d|tr)>", "\n", re.sub(r"(?is)<(style|script|head)\b.*?</\1>", "", text))
    from html import unescape

    return pieces_of(unescape(re.sub(r"<[^>]+>", "", broken)))


def _pieces(text: str) -> tuple[Piece, ...]:
    """Own words, quoted words as "embedded", everything under the signature's two dashes as boilerplate."""
    body, _, signature = _cut(text, SIGNATURE)
    pieces: list[Piece] = []
    for quoted, lines in _runs(body.replace("\r\n", "\n").split("\n")):
        words = "\n".join(re.sub(r"^(?:>\s?)+", "", line) for line in lines) if quoted else "\n".join(lines)
        block = Block.EMBEDDED if quoted else None
        for piece in pieces_of(words):
            pieces.append(Piece(text=piece.text, block=Block.BOILERPLATE if WROTE.match(piece.text) else block))
    pieces += [Piece(text=piece.text, block=Block.BOILERPLATE) for piece in pieces_of(signature)]
    return tuple(pieces)


def _cut(text: str, mark: re.Pattern[str]) -> tuple[str, str, str]:
    match = mark.search(text.replace("\r\n", "\n"))
    plain = text.replace("\r\n", "\n")
    return (plain[: match.start()], match.group(), plain[match.end() :]) if match else (plain, "", "")


def _runs(lines: list[str]) -> Iterator[tuple[bool, list[str]]]:
    run: list[str] = []
    quoted = False
    for line in lines:
        if line.startswith(">") != quoted and line.strip():
            yield quoted, run
            run, quoted = [], line.startswith(">")
        run.append(line)
    yield quoted, run


def _header(message: EmailMessage, name: str) -> str:
    """A header's words; a header too broken to be parsed says nothing."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, AttributeError, TypeError):
        return ""


def _sender(message: EmailMessage) -> tuple[Known[str], Known[str]]:
    """Author and publisher: the name before the address, and a guess at the publisher by the address's host."""
    name, address = parseaddr(_header(message, "From"))
    host = address.rpartition("@")[2].lower()
    guess: Known[str] = Known()
    if "." in host and not host.startswith(PRIVATE_HOSTS):
        guess = Known(value=host, how=Provenance.GUESSED)
    if not name:
        return Known(), guess
    stated = Known(value=name, how=Provenance.STATED)
    return (Known(), stated) if is_body(name) else (stated, guess)


def _sent_on(message: EmailMessage) -> Known[date]:
    try:
        sent = parsedate_to_datetime(_header(message, "Date"))
    except (ValueError, TypeError, IndexError):
        return Known()
    return Known(value=sent.date(), how=Provenance.STATED)
