"""Small invented files of every format, written into a folder that the test gives."""

from __future__ import annotations

import zlib
from pathlib import Path

from saidso.nouns.document import Document, Skip
from saidso.read import ReadOptions, read_raw

LETTER = (
    "The council of Port Oren said on Monday that two bridges had been closed after shelling in the night, and that "
    "nobody had been hurt. The Northern Front denied that it had fired on the town."
)


def reading(*paths: Path | str, options: ReadOptions | None = None) -> tuple[list[Document], list[Skip]]:
    """Documents and skips of a run; every span is proved on the way, and the bytes of every digest."""
    import hashlib

    skips: list[Skip] = []
    documents = []
    for document, raw in read_raw(paths, on_skip=skips.append, options=options):
        assert hashlib.sha256(raw).hexdigest() == document.sha256
        prove(document)
        documents.append(document)
    return documents, skips


def prove(document: Document) -> None:
    """Paragraphs tile the text with one blank line between them; turns and metadata stand in it."""
    words = [paragraph.span.of(document.text) for paragraph in document.paragraphs]
    assert "\n\n".join(words) == document.text
    assert all(part == part.strip() and "\n" not in part and "\r" not in part and "\x00" not in part for part in words)
    for paragraph, part in zip(document.paragraphs, words, strict=True):
        assert paragraph.number is None or part.startswith(paragraph.number)
    for turn, following in zip(document.turns, document.turns[1:], strict=False):
        assert turn.span.end <= following.span.start
    assert [turn.index for turn in document.turns] == list(range(1, len(document.turns) + 1))
    for name in ("publisher", "issuer", "title", "author", "agency"):
        known = getattr(document.metadata, name)
        assert known.span is None or known.span.end <= len(document.text)
    for turn in document.turns:
        if turn.speaker.span is not None:
            assert turn.speaker.span.of(document.text) == turn.speaker.value


def text_of(tmp_path: Path, text: str, name: str = "a.txt") -> Document:
    """The one document of a plain text."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    documents, skips = reading(path)
    assert not skips, skips
    return documents[0]


def pdf(pages: list[list[str]], *, title: str = "", leading: int = 14, picture: bool = False) -> bytes:
    """A PDF of our own making: lines of Helvetica from the top of each page; "" leaves a line free."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    image = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
    image += b"/BitsPerComponent 8 /Length 1 >>\nstream\n\x00\nendstream"
    objects.append(image)
    kids = []
    for lines in pages:
        shown = []
        for number, line in enumerate(lines):
            words = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            if words:
                shown.append(f"BT /F1 11 Tf 1 0 0 1 60 {760 - leading * number} Tm ({words}) Tj ET")
        if picture and not lines:
            shown.append("q 500 0 0 700 50 50 cm /Im0 Do Q")
        stream = zlib.compress("\n".join(shown).encode("cp1252"))
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream))
        resources = b"/Font << /F1 3 0 R >>" + (b" /XObject << /Im0 4 0 R >>" if picture else b"")
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << %s >> /Contents %d 0 R >>"
        objects.append(page % (resources, len(objects)))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    objects.append(b"<< /Title (%s) >>" % title.encode("ascii"))
    return _file(objects)


def _file(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(objects), start)
    return bytes(out)
