"""What a file is, from its bytes first and its name second, and how its bytes become characters."""

from __future__ import annotations

import codecs
import io
import json
import re
import zipfile

from saidso.errors import ReadError
from saidso.read.rows import delimiter_of, header_names

HEAD = 65_536
"""Bytes looked at to tell a format: the header of any document and the first rows of any table stand in them."""

ROWS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".tab": "csv"}
TEXTS = {".txt", ".text", ".asc", ".md", ".markdown", ".htm", ".html", ".xhtml", ".eml", ".json", ""}
ENGINES = {".pdf": "a PDF", ".docx": "a Word document"}

MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32"}
MARKS |= {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}

PICTURES = {b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"II*\x00": "TIFF", b"MM\x00*": "TIFF"}
ARCHIVES = {b"7z\xbc\xaf\x27\x1c": "7z", b"Rar!\x1a\x07": "RAR", b"\x1f\x8b": "gzip", b"BZh91AY": "bzip2", b"\xfd7zXZ\x00": "xz"}
ARCHIVES |= {b"\x28\xb5\x2f\xfd": "Zstandard"}
_PACKED = "an archive ({}) where only a document is read. Unpack it, and add what lies in it."
OFFICE = frozenset(("[Content_Types].xml", "mimetype", "xl/workbook.xml", "ppt/presentation.xml"))
"""A file by one of these names in a ZIP archive: it is a document of an office program."""
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
BROKEN_ZIP = (zipfile.BadZipFile, ValueError, OSError, NotImplementedError)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
TAGS = re.compile(r"</(?:p|div|body|article|h\d|span|table)>", re.IGNORECASE)
MAIL = re.compile(r"(?:From [^\n]*\n)?(?:[A-Za-z][A-Za-z0-9-]*:(?:[ \t][^\n]*)?\r?\n(?:[ \t][^\n]*\r?\n)*){3,}")
MAIL_FIELDS = re.compile(r"^(?:From|Date|Subject|Received|Message-ID|MIME-Version|Return-Path):", re.IGNORECASE | re.MULTILINE)
CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)


def encoding_mark(head: bytes) -> str | None:
    """The encoding that a byte order mark at the front names, or None."""
    return next((name for mark, name in MARKS.items() if head.startswith(mark)), None)


def row_format(head: bytes, extension: str) -> str | None:
    """ "jsonl" or "csv" where the file holds one document a row, else None: it is then one document as a whole."""
    if extension in ROWS:
        if _is_binary(head):
            raise ReadError("not a table: its bytes are no text. Check what it is and export it again.", reason="binary")
        return ROWS[extension]
    if extension not in ("", ".json", ".txt") or _is_binary(head):
        return None
    first = head.decode(encoding_mark(head) or "utf-8", errors="replace").strip().split("\n", 1)[0].strip()
    if first.startswith("{") and _is_object(first):
        return "jsonl"
    names = header_names(first, delimiter_of(first))
    return "csv" if extension == "" and len(names) >= 2 and "text" in names else None


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def whole_format(data: bytes, extension: str) -> str:
    """Which reader a file needs: pdf, docx, html, eml, md or txt.

    Raises:
        ReadError: binary, encrypted, damaged or of a format we have no reader for; the message lacks the file's name.
    """
    if data.lstrip()[:5] == b"%PDF-" or (extension == ".pdf" and b"%PDF-" in data[:1024]):
        return "pdf"
    if data.startswith(ZIP):
        return _zipped(data)
    _refuse_foreign(data)
    start = data[:HEAD].decode(encoding_mark(data) or "utf-8", errors="replace")
    if HTML.match(start):
        return "html"
    if extension in ENGINES:
        raise ReadError(
            f"named {extension} but it is not {ENGINES[extension]}, or its beginning is lost. Get it again.", reason="damaged"
        )
    if extension not in TEXTS:
        message = f"no reader for {extension} files. Save it as text, HTML, PDF or DOCX and add it again."
        raise ReadError(message, reason="unknown-format")
    return _text_format(start, extension)


def _text_format(start: str, extension: str) -> str:
    if extension == ".json":
        advice = "Write one document a line (jq -c '.[]' FILE > FILE.jsonl, or jq -c . for a single one) and add that."
        raise ReadError(f"JSON that is not one object a line. {advice}", reason="unknown-format")
    mail = MAIL.match(start)
    if mail and (extension == ".eml" or len(MAIL_FIELDS.findall(mail.group())) >= 2):
        return "eml"
    if extension in (".htm", ".html", ".xhtml") and TAGS.search(start):
        return "html"
    return "md" if extension in (".md", ".markdown") else "txt"


def _zipped(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except BROKEN_ZIP as error:
        raise broken_zip(error) from error
    if "word/document.xml" in names:
        return "docx"
    if OFFICE & set(names):
        raise ReadError("an office file other than DOCX. Save it as DOCX or PDF and add it again.", reason="unknown-format")
    raise ReadError(_PACKED.format("ZIP"), reason="unknown-format")


def broken_zip(error: Exception) -> ReadError:
    """What a ZIP file of any kind is refused with that cannot be opened."""
    return ReadError(f"a DOCX or ZIP file that is cut off or damaged ({error}). Get it again.", reason="damaged")


def _refuse_foreign(data: bytes) -> None:
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ReadError("locked with a password. Save it without one and add it again.", reason="encrypted")
        raise ReadError(
            "an old Office file (.doc, .msg or kin). Save it as DOCX or PDF and add it again.", reason="unknown-format"
        )
    if data.startswith(b"{\\rtf"):
        raise ReadError("a rich text file (RTF). Save it as DOCX or PDF and add it again.", reason="unknown-format")
    packed = next((name for mark, name in ARCHIVES.items() if data.startswith(mark)), None)
    if packed or data[257:262] == b"ustar":
        raise ReadError(_PACKED.format(packed or "tar"), reason="unknown-format")
    picture = next((name for mark, name in PICTURES.items() if data.startswith(mark)), None)
    if picture:
        raise ReadError(f"a picture ({picture}). Run OCR, save the text or a PDF with text, and add that.", reason="binary")
    if _is_binary(data[:HEAD]):
        raise ReadError("its bytes are no text and no format we read. Convert it to text, HTML, PDF or DOCX.", reason="binary")


def _is_binary(head: bytes) -> bool:
    """NUL bytes, or more control characters than any text has; UTF-16 and UTF-32 with their mark are text."""
    if encoding_mark(head) not in (None, "utf-8-sig"):
        return False
    controls = sum(head.count(bytes([code])) for code in (*range(1, 9), *range(14, 27), *range(28, 32)))
    return b"\x00" in head or controls > len(head) / 20


def decode(data: bytes) -> str:
    """The characters of a text file: UTF-8, or UTF-16 and UTF-32 with a byte order mark. We never guess another encoding.

    Raises:
        ReadError: "wrong-encoding", with the line of the first byte that does not fit.
    """
    encoding = encoding_mark(data) or "utf-8"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"line {line}: byte 0x{data[error.start]:02X} is not {encoding.upper()}. {_how_to_convert(data)}"
        raise ReadError(message, reason="wrong-encoding") from error


def _how_to_convert(data: bytes) -> str:
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "Find out its encoding, save it as UTF-8 and add it again."
    return "Save it as UTF-8 and add it again (if it is Western European: iconv -f WINDOWS-1252 -t UTF-8 FILE)."


def decode_html(data: bytes) -> str:
    """The characters of a web page: by its byte order mark, else by the charset that it declares, else UTF-8."""
    declared = CHARSET.search(data[:4096])
    if encoding_mark(data) or not declared:
        return decode(data)
    name = declared.group(1).decode("ascii")
    try:
        return data.decode(name)
    except LookupError:
        return decode(data)
    except UnicodeDecodeError as error:
        try:
            # Pages that declare an old charset and are UTF-8 are common, and UTF-8 cannot be met by chance.
            return data.decode("utf-8")
        except UnicodeDecodeError:
            message = f"byte {error.start} is not {name}, as the page says it is. Save it as UTF-8 and add it again."
            raise ReadError(message, reason="wrong-encoding") from error
