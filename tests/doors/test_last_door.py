"""The last door: no format lets a private person out, in no file, column, encoding or file name; and no cell is a formula."""

from __future__ import annotations

import base64
import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

import pytest
from private_ledger import COMMAND, FORMULA, LATELY, LONG_AGO, PRIVATE, PUBLIC_ONLY, STAYS, UNSAID, write_private_ledger

from saidso.errors import ExportError
from saidso.ledger import Ledger
from saidso.show.export import FORMATS, export
from saidso.show.export.options import ExportOptions
from saidso.show.written_words import fold

_DATA = Path(__file__).parents[2] / "src" / "saidso" / "data"
_OPTIONS = {"own": ExportOptions(codebook=_DATA / "codebooks" / "acled.toml")}
"""What a format cannot be written without."""
_NAMES = {"csv": "out"}
"""Names for formats that refuse "out.FORMAT"."""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger(write_private_ledger(tmp_path_factory.mktemp("private") / "ledger.saidso")) as opened:
        yield opened


def written(ledger: Ledger, form: str, profile: str, folder: Path, now: datetime = LATELY) -> list[Path]:
    """Every file that one export leaves behind, with nothing else in ``folder``."""
    folder.mkdir()
    options = replace(_OPTIONS.get(form, ExportOptions()), now=now)
    try:
        export(ledger, form, folder / _NAMES.get(form, f"out.{form}"), profile, options=options)
    except ExportError as error:
        pytest.skip(str(error))
    return sorted(path for path in folder.rglob("*") if path.is_file())


def texts_of(path: Path) -> Iterator[str]:
    """All that can be read in a file and in its name, unpacked and undone from every way of writing that we know."""
    yield path.name
    yield from _unpacked(path.read_bytes(), path.suffix)


def _unpacked(data: bytes, suffix: str) -> Iterator[str]:
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive.comment.decode("utf-8", "replace")
            for name in archive.namelist():
                yield name
                yield from _unpacked(archive.read(name), Path(name).suffix)
        return
    if suffix == ".parquet":
        yield from _columns(data)
        return
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        text = data.decode(encoding, "replace")
        yield text
        yield html.unescape(html.unescape(text))
        yield unquote(text)
        yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)
    for block in re.findall(rb"base64,([A-Za-z0-9+/=]{16,})", data):
        yield from _unpacked(base64.b64decode(block + b"=="), "")


def _columns(data: bytes) -> Iterator[str]:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(data))
    yield repr(table.schema.metadata)
    for name in table.column_names:
        yield name
        yield repr(table.schema.field(name).metadata)
        yield json.dumps(table.column(name).to_pylist(), default=str, ensure_ascii=False)


def found_in(paths: list[Path], names: tuple[str, ...]) -> set[str]:
    """Which of the names stand in the files, whatever their case and accents, as words of their own or joined in a name."""
    whole = {name: re.compile(rf"(?<![^\W\d_]){re.escape(fold(name))}(?![^\W\d_])") for name in names}
    found = set()
    for path in paths:
        for text in texts_of(path):
            folded = fold(text)
            found |= {name for name, pattern in whole.items() if pattern.search(folded)}
    return found


@pytest.mark.parametrize("profile", ["public", "partner"])
@pytest.mark.parametrize("form", sorted(FORMATS))
def test_no_protected_word_is_in_any_file(form: str, profile: str, ledger: Ledger, tmp_path: Path) -> None:
    """Names, handles, numbers, addresses and coordinates of private people are in no byte, column, title or file name."""
    names = PRIVATE + (PUBLIC_ONLY if profile == "public" else ())
    paths = written(ledger, form, profile, tmp_path / "out")
    assert paths
    assert found_in(paths, names) == set()


@pytest.mark.parametrize("profile", ["public", "partner"])
@pytest.mark.parametrize("form", sorted(FORMATS))
def test_no_position_under_embargo_is_in_any_file(form: str, profile: str, ledger: Ledger, tmp_path: Path) -> None:
    """A column that was seen yesterday, and does not say so itself, is nowhere; days later it is where the desk has it too."""
    assert found_in(written(ledger, form, profile, tmp_path / "now"), UNSAID) == set()
    if found_in(written(ledger, form, "internal", tmp_path / "desk"), UNSAID):
        assert found_in(written(ledger, form, profile, tmp_path / "later", LONG_AGO), UNSAID)


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"lists", "gtd"}))
def test_the_search_would_find_them(form: str, ledger: Ledger, tmp_path: Path) -> None:
    """The same search finds the same names in the same format under internal: the test above can fail.

    Not of ``lists``, whose columns are origins that have a public name, nor of those that hold no names of victims.
    """
    paths = written(ledger, form, "internal", tmp_path / "out")
    assert found_in(paths, PRIVATE)


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"lists"}))
def test_officials_are_still_there(form: str, ledger: Ledger, tmp_path: Path) -> None:
    """Where the desk's own file names the governor, the public one does too: a door that lets nobody out is a wall."""
    if found_in(written(ledger, form, "internal", tmp_path / "in"), (STAYS,)):
        assert found_in(written(ledger, form, "public", tmp_path / "out"), (STAYS,))


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_no_cell_is_a_formula(form: str, ledger: Ledger, tmp_path: Path) -> None:
    """A paper called =HYPERLINK(...) and a speaker called +cmd are words in every table that a spreadsheet opens."""
    for path in written(ledger, form, "internal", tmp_path / "out"):
        for cell in _cells(path):
            assert not cell.startswith((FORMULA, COMMAND, "=", "+cmd", "@")), f"{path.name}: {cell!r}"


def _cells(path: Path) -> Iterator[str]:
    if path.suffix == ".xlsx":
        openpyxl = pytest.importorskip("openpyxl")
        for sheet in openpyxl.load_workbook(path):
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.data_type != "f", f"{path.name} {sheet.title}!{cell.coordinate} is a formula"
                    if cell.data_type != "s":
                        continue
                    yield ("'" if cell.quotePrefix else "") + str(cell.value)
        return
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    if path.suffix in {".csv", ".acled", ".ged", ".gtd", ".own", ".hxl", ".lists"}:
        yield from (cell for row in csv.reader(io.StringIO(text)) for cell in row if not cell.startswith("#"))


def test_the_search_sees_through_every_wrapping(tmp_path: Path) -> None:
    """A name in a zip in a zip, in UTF-16, as HTML or JSON escapes, percent-encoded, in base64, or in a file's name is found."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("x.xml", "<v>ŽOFIA</v>")
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
    (tmp_path / "b.txt").write_bytes("Zofia".encode("utf-16"))
    (tmp_path / "c.html").write_text("&#90;ofia", encoding="utf-8")
    (tmp_path / "d.json").write_text('"\\u017dofia"', encoding="utf-8")
    (tmp_path / "e.txt").write_text("by=%C5%BDofia", encoding="utf-8")
    (tmp_path / "f.html").write_bytes(b"src='data:text/html;base64," + base64.b64encode(b"<p>by Zofia alone</p>") + b"'")
    (tmp_path / "zofia-7.txt").write_text("", encoding="utf-8")
    for path in sorted(tmp_path.iterdir()):
        assert found_in([path], ("Zofia",)) == {"Zofia"}, path.name
