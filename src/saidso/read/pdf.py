"""PDF: the running text of its pages, without running heads and page numbers, sentences whole across page ends."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from saidso.errors import ReadError
from saidso.nouns.document import Known, Metadata, Provenance, Skip
from saidso.read.clean import clean
from saidso.read.draft import Draft, Piece
from saidso.read.labels import begins_anew

# What a parser meets in a damaged file is no error of its program; these are what pypdf was seen to raise on cut and
# overwritten files (tests/read/test_pdf.py), beside its own.
DAMAGE: tuple[type[Exception], ...] = (
    *(ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, ArithmeticError, RecursionError, OSError),
    *(struct.error, zlib.error, NotImplementedError, EOFError),
)

EDGE = 3
"""Lines at the top and at the foot of a page that may be running heads or feet."""

PAGE_NUMBER = re.compile(r"[-–—|\s]*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE)
JUNK_TITLE = re.compile(r"microsoft word|untitled|^document\s?\d*$|\.(?:docx?|pdf|odt|indd|rtf)$|^[\W\d_]*$", re.IGNORECASE)
JUNK_AUTHOR = re.compile(
    r"^(?:python-docx|microsoft|office|user|admin|administrator|windows|owner|pc|hp|lenovo|dell)\b", re.IGNORECASE
)
SENTENCE_END = re.compile(r"[.!?:;…][\"”’')\]]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line. ``gap`` is its distance from the line above in points, None at the top of a page or column."""

    text: str
    gap: float | None = None
    size: float = 0.0


def read_pdf(data: bytes, source: str) -> Iterator[Draft | Skip]:
    """The draft of a PDF, and a Skip for every page of it that holds a picture and no text.

    Raises:
        ReadError: "encrypted", "image-only" (no page has text) or "damaged".
    """
    from pypdf.errors import PyPdfError

    reader = _opened(data)
    try:
        pages = [_lines(page) for page in reader.pages]
        bare = [number for number, lines in enumerate(pages, start=1) if not lines]
        pictures = [number for number in bare if _has_picture(reader.pages[number - 1])]
        metadata = _metadata(reader)
    except PyPdfError as error:
        raise _damaged(error) from error
    except DAMAGE as error:
        raise _damaged(error) from error
    if len(bare) == len(pages):
        if pages and not pictures:
            raise ReadError("no page holds text or a picture. Check that this is the right file.", reason="empty")
        where = "page 1" if len(pages) == 1 else f"pages 1 to {len(pages)}"
        raise ReadError(f"{where}: no text found. Run OCR and add it again.", reason="image-only")
    for number in pictures:
        name = f"{source}#page {number}"
        yield Skip(source=name, reason="image-only", message=f"{source}, page {number}: no text found. Run OCR and add it again.")
    pieces = tuple(Piece(text=words) for words in _paragraphs(_without_running_lines(pages)))
    yield Draft(source=source, format="pdf", raw=data, pieces=pieces, metadata=metadata)


def _opened(data: bytes) -> Any:
    import pypdf
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    locked = ReadError("locked with a password. Save it without one and add it again.", reason="encrypted")
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        # Many files are locked against changes only and open with an empty password.
        if reader.is_encrypted and not reader.decrypt(""):
            raise locked
        len(reader.pages)
    except (DependencyError, FileNotDecryptedError) as error:
        raise locked from error
    except PyPdfError as error:
        raise _damaged(error) from error
    except DAMAGE as error:
        raise _damaged(error) from error
    return reader


def _damaged(error: Exception) -> ReadError:
    return ReadError(f"a PDF that is cut off or damaged ({type(error).__name__}: {error}). Get it again.", reason="damaged")


def _lines(page: Any) -> list[Line]:
    """The printed lines of a page with their distances; without distances where the page's operators hide them."""
    runs: list[tuple[str, float, float]] = []

    def visit(text: str, ctm: list[float], matrix: list[float], _font: object, size: float) -> None:
        scale = abs(matrix[3] * ctm[3]) or 1.0
        runs.append((text, matrix[5] * ctm[3] + ctm[5], size * scale))

    plain = page.extract_text(visitor_text=visit) or ""
    lines = _placed(runs)
    if _letters("".join(line.text for line in lines)) != _letters(plain):
        lines = [Line(text=words) for words in map(clean, plain.splitlines()) if words]
    return lines


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _placed(runs: list[tuple[str, float, float]]) -> list[Line]:
    """Runs of text joined to lines; a run's own line breaks part it, its height tells the gap to the line above."""
    lines: list[Line] = []
    text, height, size = "", 0.0, 0.0
    above: float | None = None
    for run, y, points in [*runs, ("\n", 0.0, 0.0)]:
        first, *rest = run.split("\n")
        if first.strip() and not text.strip():
            height, size = y, points
        text += first
        for more in rest:
            if words := clean(text):
                gap = above - height if above is not None and above > height else None
                lines.append(Line(text=words, gap=gap, size=size))
                above = height
            text, height, size = more, y, points
    return lines


def _has_picture(page: Any) -> bool:
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    return objects is not None and any(
        thing.get_object().get("/Subtype") in ("/Image", "/Form") for thing in objects.get_object().values()
    )


def _without_running_lines(pages: list[list[Line]]) -> list[list[Line]]:
    """Pages without page numbers and without the lines that return at the edge of half the pages or more, digits apart.

    The head of the first page stays: there it is the title or the masthead.
    """
    edges = Counter(shape for lines in pages for shape in {_shape(line) for line in (*lines[:EDGE], *lines[-EDGE:])})
    written = [number for number, lines in enumerate(pages) if lines]
    running = {shape for shape, count in edges.items() if count >= 2 and count >= len(written) / 2}

    def keeps(number: int, place: int) -> bool:
        lines = pages[number]
        edge = min(place, len(lines) - 1 - place)
        if edge == 0 and PAGE_NUMBER.fullmatch(lines[place].text):
            return False
        return edge >= EDGE or _shape(lines[place]) not in running or (number == written[0] and place < EDGE)

    return [[line for place, line in enumerate(lines) if keeps(number, place)] for number, lines in enumerate(pages)]


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())


def _paragraphs(pages: list[list[Line]]) -> list[str]:
    """Lines joined to paragraphs, page by page and across page ends; words cut at a line end are made whole."""
    known = Counter(re.findall(r"[\w-]+", " ".join(line.text for lines in pages for line in lines).casefold()))
    gaps = [line.gap for lines in pages for line in lines if line.gap]
    usual = median(gaps) if gaps else 0.0
    widths = sorted(len(line.text) for lines in pages for line in lines)
    width = widths[int(len(widths) * 0.9)] if widths else 0
    paragraphs: list[str] = []
    for lines in pages:
        for place, line in enumerate(lines):
            above = lines[place - 1] if place else None
            if paragraphs and not _begins(line, above, paragraphs[-1], usual, width):
                paragraphs[-1] = _join(paragraphs[-1], line.text, known)
            else:
                paragraphs.append(line.text)
    return paragraphs


def _begins(line: Line, above: Line | None, so_far: str, usual: float, width: int) -> bool:
    """Whether ``line`` begins a paragraph."""
    ended = SENTENCE_END.search(so_far) is not None
    if begins_anew(line.text) and (ended or above is None or _is_apart(line, above, usual)):
        return True
    if line.text[0].islower() and not ended:
        # A sentence is open, whatever the white space: a page end, a picture, a figure in another size.
        return False
    if above is None or line.gap is None:
        return ended or len(so_far) <= width * 0.7
    if _is_apart(line, above, usual):
        return True
    room = width - len(above.text) - len(line.text.split(" ", 1)[0])
    return room > width / 8 and (ended or room > width / 2)


def _is_apart(line: Line, above: Line, usual: float) -> bool:
    """Whether white space or another type size parts two lines; a third more than the usual gap is a designer's signal."""
    larger = max(line.size, above.size) > 1.15 * min(line.size, above.size) > 0
    return larger or (line.gap is not None and usual > 0 and line.gap > 1.3 * usual)


def _join(before: str, after: str, known: Counter[str]) -> str:
    cut = re.search(r"(\w+)-$", before)
    begun = re.match(r"\w+", after)
    if cut is None or begun is None or not after[0].islower():
        return f"{before} {after}"
    # The document's own spelling decides whether the hyphen belongs to the word; failing that, typesetters cut words.
    hyphened = known[f"{cut[1]}-{begun[0]}".casefold()] > known[f"{cut[1]}{begun[0]}".casefold()]
    return before + after if hyphened else before[:-1] + after


def _metadata(reader: Any) -> Metadata:
    info = reader.metadata or {}
    return Metadata(title=stated(info.get("/Title"), JUNK_TITLE), author=stated(info.get("/Author"), JUNK_AUTHOR))


def stated(words: object, junk: re.Pattern[str]) -> Known[str]:
    """A property of a file as metadata, unless it is what a program writes when nobody filled it in."""
    plain = clean(str(words)) if words is not None else ""
    return Known(value=plain, how=Provenance.STATED) if plain and not junk.search(plain) else Known()
