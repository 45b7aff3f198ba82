"""Which files are found, in which order, and what becomes of those that are not read."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from pathlib import Path

import pytest
from read_zoo import LETTER, pdf, reading

from saidso.nouns.document import Skip
from saidso.read import ReadOptions, read


def reasons(*paths: Path | str, options: ReadOptions | None = None) -> list[str]:
    return [skip.reason for skip in reading(*paths, options=options)[1]]


def test_a_folder_is_read_to_its_depth_in_sorted_order(tmp_path: Path) -> None:
    """Two runs over one folder give the same documents in the same order, and hidden files are left out."""
    for name in ("b.txt", "a/z.txt", "a/c/d.txt", ".hidden.txt", ".git/x.txt", "~$lock.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{LETTER} {name}")
    documents, skips = reading(tmp_path)
    assert [Path(document.source).relative_to(tmp_path).as_posix() for document in documents] == ["b.txt", "a/z.txt", "a/c/d.txt"]
    assert skips == []
    assert documents == reading(tmp_path)[0]


def test_globs_find_files_and_say_when_they_find_none(tmp_path: Path) -> None:
    """A pattern stands for its files in sorted order; one that matches nothing is a Skip, not silence."""
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(f"{LETTER} {name}")
    assert [Path(one.source).name for one in reading(str(tmp_path / "*.txt"))[0]] == ["a.txt", "b.txt"]
    assert len(reading(str(tmp_path / "**"))[0]) == 3
    assert reasons(str(tmp_path / "*.pdf")) == ["missing"]


def test_standard_input_is_one_more_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """ "-" reads bytes from standard input, and its format is told from them."""
    for data, kind in ((LETTER.encode(), "txt"), (b'{"text": "%s"}\n' % LETTER.encode(), "jsonl"), (pdf([[LETTER[:60]]]), "pdf")):
        monkeypatch.setattr(sys, "stdin", type("In", (), {"buffer": io.BytesIO(data)})())
        documents, skips = reading("-")
        assert (documents[0].format, skips) == (kind, [])
        assert documents[0].source.startswith("standard input")


def test_every_unreadable_file_has_its_reason_and_the_run_goes_on(tmp_path: Path) -> None:
    """A folder of broken files yields its one good document and one Skip each, with the reasons of the manual."""
    docx = io.BytesIO()
    with zipfile.ZipFile(docx, "w") as archive:
        archive.writestr("word/document.xml", "<broken")
    sheet = io.BytesIO()
    with zipfile.ZipFile(sheet, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    files = {
        "binary.txt": (bytes(range(256)) * 4, "binary"),
        "cut.docx": (docx.getvalue()[:40], "damaged"),
        "damaged.docx": (docx.getvalue(), "damaged"),
        "damaged.pdf": (pdf([[LETTER[:70]]])[:180], "damaged"),
        "empty.txt": (b"", "empty"),
        "image.pdf": (pdf([[], []], picture=True), "image-only"),
        "latin.txt": ("Nach Angaben des Präsidiums fünf Tote".encode("cp1252"), "wrong-encoding"),
        "list.json": (b'[{"text": "a"}]', "unknown-format"),
        "locked.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        "nothing.html": (b"<!doctype html><html><body><script>x()</script></body></html>", "empty"),
        "notes.yaml": (b"a: 1\n", "unknown-format"),
        "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "unknown-format"),
        "picture.jpg": (b"\xff\xd8\xff\xe0" + b"\x00" * 40, "binary"),
        "rich.txt": (b"{\\rtf1 hello}", "unknown-format"),
        "sheet.xlsx": (sheet.getvalue(), "unknown-format"),
        "signs.txt": (b"--- *** ---\n", "empty"),
        "spaces.txt": (b" \n\t\r\n", "empty"),
        "text.pdf": (b"just text", "damaged"),
        "wide.txt": ("\ufeff".encode("utf-16-le") + b"\x00\xd8", "wrong-encoding"),
    }
    for name, (data, _) in files.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(LETTER)
    documents, skips = reading(tmp_path)
    assert [Path(document.source).name for document in documents] == ["good.txt"]
    assert {Path(skip.source).name: skip.reason for skip in skips} == {name: reason for name, (_, reason) in files.items()}
    for skip in skips:
        assert skip.message.startswith(skip.source + ":") and skip.message.endswith("."), skip.message
        assert len(skip.message) - len(skip.source) > 30, "a message says what to do now"


def test_a_missing_file_and_a_dead_link_are_told_apart_from_an_unreadable_one(tmp_path: Path) -> None:
    """Names that lead nowhere are "missing"; pipes, linked folders and closed files are "unreadable"."""
    (tmp_path / "dead.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    assert reasons(tmp_path / "absent.txt", tmp_path / "dead.txt", tmp_path / "pipe", tmp_path / "deep") == [
        "missing",
        "missing",
        "unreadable",
        "unreadable",
        "empty",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_closed_file_is_unreadable(tmp_path: Path) -> None:
    """A file without the right to read is a Skip."""
    (tmp_path / "closed.txt").write_text(LETTER)
    (tmp_path / "closed.txt").chmod(0)
    assert reasons(tmp_path / "closed.txt") == ["unreadable"]


def test_a_file_that_fails_while_it_is_opened_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the system while opening becomes a Skip and the next file is read (works for root too)."""
    (tmp_path / "a.txt").write_text(LETTER)
    (tmp_path / "b.txt").write_text(LETTER + " More.")
    before = Path.open

    def fails(self: Path, *args: object, **more: object) -> object:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return before(self, *args, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", fails)
    documents, skips = reading(tmp_path)
    assert [skip.reason for skip in skips] == ["unreadable"]
    assert len(documents) == 1


def test_the_same_bytes_are_read_once_and_the_second_names_the_first(tmp_path: Path) -> None:
    """A copy under another name is a "duplicate"; the same file named twice in one call is no copy of itself."""
    (tmp_path / "a.txt").write_text(LETTER)
    (tmp_path / "b.txt").write_text(LETTER)
    documents, skips = reading(tmp_path)
    assert len(documents) == 1
    assert skips[0].reason == "duplicate" and "a.txt" in skips[0].message and skips[0].sha256 == documents[0].sha256
    documents, skips = reading(tmp_path / "a.txt", tmp_path / "a.txt")
    assert (len(documents), skips) == (1, [])


def test_files_and_texts_over_their_limit_are_too_large(tmp_path: Path) -> None:
    """The limit of bytes holds for a file, for a row and for a row that never closes its quote; that of characters for a text."""
    (tmp_path / "a.txt").write_text(LETTER)
    (tmp_path / "b.csv").write_text('text\n"' + "never closed, " * 50)
    assert reasons(tmp_path, options=ReadOptions(max_bytes=100)) == ["too-large", "too-large"]
    assert reasons(tmp_path / "a.txt", options=ReadOptions(max_characters=100)) == ["too-large"]


def test_a_fragment_without_a_page_is_read(tmp_path: Path) -> None:
    """A paragraph of mark-up saved without head and body is still a document."""
    words = "The police said two people were killed in Orra on Monday. Rebels denied it."
    (tmp_path / "bit.html").write_text(f"<p>{words}</p>", "utf-8")
    skips: list[Skip] = []
    (document,) = read([tmp_path / "bit.html"], on_skip=skips.append)
    assert words in document.text and not skips
