"""ZIP archives: their files are read as those of a folder are, each bad one is a skip of its own, and bombs do not go off."""

from __future__ import annotations

import hashlib
import io
import random
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from read_zoo import LETTER, pdf, reading

from saidso.errors import ReadError
from saidso.nouns.document import Provenance
from saidso.read import packed
from saidso.read.coded.tables import raw_rows


def zipped(path: Path, files: dict[str, bytes | str], packing: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def patched(path: Path, name: str, *, at: int, value: bytes) -> None:
    """Bytes of the entry of ``name`` in the archive's list of files, and in front of the file itself, written anew."""
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        local = archive.getinfo(name).header_offset
    listed = data.index(b"PK\x01\x02")
    while data[listed + 46 : listed + 46 + len(name)] != name.encode():
        listed = data.index(b"PK\x01\x02", listed + 4)
    for start in (listed + at, local + at - 2):
        data[start : start + len(value)] = value
    path.write_bytes(data)


def test_an_archive_is_read_as_a_folder_is(tmp_path: Path) -> None:
    """The same documents with the same ids come from an archive as from the folder it was made of, in the same order."""
    files: dict[str, bytes | str] = {
        "b.txt": f"{LETTER} One.",
        "march/a.md": f"# Two bridges closed\n\n{LETTER}",
        "march/note.pdf": pdf([[LETTER[:70], LETTER[70:140]]]),
        "rows.csv": f'text,publisher\n"{LETTER} Three.",North Tribune\n"{LETTER} Four.",North Tribune\n',
        "b.txt.meta.json": '{"publisher": "Valley Herald", "published_on": "2021-05-03"}',
        ".hidden.txt": LETTER,
        "__MACOSX/b.txt": LETTER,
        "march/~$lock.txt": LETTER,
    }
    folder = tmp_path / "folder"
    for name, data in files.items():
        if not name.startswith("__"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    documents, skips = reading(zipped(tmp_path / "all.zip", files))
    expected, _ = reading(folder)
    assert skips == []
    known = [{(each.id, each.text, each.metadata) for each in found} for found in (documents, expected)]
    assert known[0] == known[1]
    inside = ["b.txt", "march/a.md", "march/note.pdf", "rows.csv#row 1", "rows.csv#row 2"]
    assert [each.source.removeprefix(f"{tmp_path}/all.zip#") for each in documents] == inside
    assert documents[0].metadata.publisher.value == "Valley Herald"
    assert {each.name for each in tmp_path.iterdir()} == {"folder", "all.zip"}, "nothing was unpacked"


def test_the_sidecar_of_an_archive_holds_for_all_in_it_and_a_nearer_one_goes_first(tmp_path: Path) -> None:
    """What is known of the whole archive is given to each document that has no sidecar of its own."""
    path = zipped(tmp_path / "all.zip", {"a.txt": LETTER, "b.txt": LETTER + " B.", "b.meta.json": '{"publisher": "Own Paper"}'})
    (tmp_path / "all.zip.meta.json").write_text('{"publisher": "North Tribune", "language": "en"}')
    documents, skips = reading(path)
    assert skips == []
    assert [each.metadata.publisher.value for each in documents] == ["North Tribune", "Own Paper"]
    assert all(each.metadata.language.how is Provenance.GIVEN for each in documents)


def test_each_bad_member_is_a_skip_of_its_own(tmp_path: Path) -> None:
    """Locked, linked, nested, damaged, empty and strange members are named with what to do now; the good one is read."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("deep.txt", LETTER)
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = tmp_path / "all.zip"
    names = ("damaged.txt", "good.txt", "locked.txt", "strange.txt")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, f"{LETTER} {name}")
        archive.writestr(link, "/etc/passwd")
        archive.writestr("nested.zip", inner.getvalue())
        archive.writestr("nested.tar.gz", b"\x1f\x8b\x08" + b"\x00" * 40)
        archive.writestr("empty.txt", b"")
        archive.writestr("lonely.meta.json", b"{}")
        archive.writestr("wrong.txt", LETTER + " wrong")
        archive.writestr("wrong.txt.meta.json", b'{"paper": "x"}')
    patched(path, "locked.txt", at=8, value=struct.pack("<H", 1))
    patched(path, "strange.txt", at=10, value=struct.pack("<H", 99))
    patched(path, "damaged.txt", at=16, value=b"\x00\x00\x00\x00")
    documents, skips = reading(path)
    assert [each.source for each in documents] == [f"{path}#good.txt"]
    assert {skip.source.removeprefix(f"{path}#"): skip.reason for skip in skips} == {
        "damaged.txt": "damaged",
        "empty.txt": "empty",
        "link.txt": "unreadable",
        "locked.txt": "encrypted",
        "lonely.meta.json": "missing",
        "nested.tar.gz": "unknown-format",
        "nested.zip": "unknown-format",
        "strange.txt": "unknown-format",
        "wrong.txt": "damaged",
    }
    for skip in skips:
        assert skip.message.startswith(f"{path}#") and skip.message.endswith("."), skip.message
        assert len(skip.message) - len(skip.source) > 30, "a message says what to do now"


def test_no_name_leads_out(tmp_path: Path) -> None:
    """Climbing, absolute and Windows names are labels: the words are read, and no file is written anywhere."""
    path = tmp_path / "in" / "all.zip"
    path.parent.mkdir()
    names = ("../../up.txt", "/etc/passwd.txt", "..\\win.txt", "a/../b\u202e\x07.txt")
    documents, skips = reading(zipped(path, {name: f"{LETTER} {name}" for name in names}))
    assert skips == []
    labels = sorted(each.source.removeprefix(f"{path}#") for each in documents)
    assert labels == ["a/b.txt", "etc/passwd.txt", "up.txt", "win.txt"]
    assert [each.name for each in tmp_path.rglob("*") if each.is_file()] == ["all.zip"]


def test_names_in_utf8_that_do_not_say_so_are_read_as_utf8(tmp_path: Path) -> None:
    """An Arabic name that a program wrote without the mark of UTF-8 is no row of signs of a code page."""
    path = zipped(tmp_path / "all.zip", {"بيان.txt": LETTER})
    patched_name = "بيان.txt".encode()
    data = bytearray(path.read_bytes())
    listed = data.index(b"PK\x01\x02")
    data[6:8] = data[listed + 8 : listed + 10] = b"\x00\x00"
    path.write_bytes(data)
    assert patched_name in bytes(data)
    assert reading(path)[0][0].source == f"{path}#بيان.txt"


def test_bombs_do_not_go_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many files, too many bytes in all, a file packed a thousand times, and one over the limit of a file are refused."""
    bomb = zipped(tmp_path / "steep.zip", {"zeros.txt": b"0" * 20_000_000, "good.txt": LETTER})
    documents, skips = reading(bomb)
    assert [each.source for each in documents] == [f"{bomb}#good.txt"]
    assert [(each.reason, each.source) for each in skips] == [("too-large", f"{bomb}#zeros.txt")]
    assert "times its size" in skips[0].message
    monkeypatch.setattr(packed, "MOST_MEMBERS", 3)
    many = zipped(tmp_path / "many.zip", {f"{number}.txt": LETTER for number in range(4)})
    assert [(each.reason, each.source) for each in reading(many)[1]] == [("too-large", str(many))]
    monkeypatch.setattr(packed, "MOST_MEMBERS", 20_000)
    monkeypatch.setattr(packed, "MOST_UNPACKED", 1_000)
    total = zipped(tmp_path / "total.zip", {f"{number}.txt": LETTER * 4 for number in range(4)})
    assert [(each.reason, each.source) for each in reading(total)[1]] == [("too-large", str(total))]


def test_a_list_of_files_that_would_fill_the_memory_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The archive's list of its files is looked at only where it is short."""
    path = zipped(tmp_path / "long.zip", {f"{number:0150}.txt": b"" for number in range(600)})
    monkeypatch.setattr(packed, "_LONGEST_LIST", 70_000)
    assert [(each.reason, each.source) for each in reading(path)[1]] == [("too-large", str(path))]


def test_a_member_gives_no_more_than_it_states(tmp_path: Path) -> None:
    """A file that says it is small and unpacks to much more is read to what it said, and found damaged."""
    path = zipped(tmp_path / "liar.zip", {"a.txt": LETTER * 50, "good.txt": LETTER})
    patched(path, "a.txt", at=24, value=struct.pack("<I", 100))
    documents, skips = reading(path)
    assert [each.source for each in documents] == [f"{path}#good.txt"]
    assert [(each.reason, each.source) for each in skips] == [("damaged", f"{path}#a.txt")]


def test_a_cut_or_empty_archive_is_said(tmp_path: Path) -> None:
    """An archive that ends too early is damaged, one without files is empty; neither stops the run."""
    whole = zipped(tmp_path / "whole.zip", {"a.txt": LETTER})
    (tmp_path / "cut.zip").write_bytes(whole.read_bytes()[:60])
    zipped(tmp_path / "none.zip", {"folder/": b""})
    documents, skips = reading(tmp_path)
    assert [each.source for each in documents] == [f"{whole}#a.txt"]
    assert {Path(each.source).name: each.reason for each in skips} == {"cut.zip": "damaged", "none.zip": "empty"}


def test_a_damaged_archive_keeps_its_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be opened, a DOCX or an archive of too many files, is still known by its bytes."""
    whole = zipped(tmp_path / "whole.zip", {"a.txt": LETTER, "b.txt": LETTER + " B."})
    (tmp_path / "cut.docx").write_bytes(whole.read_bytes()[:60])
    monkeypatch.setattr(packed, "MOST_MEMBERS", 1)
    _, skips = reading(tmp_path)
    digests = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in tmp_path.iterdir()}
    assert {(each.reason, each.sha256) for each in skips} == {
        ("damaged", digests[tmp_path / "cut.docx"]),
        ("too-large", digests[whole]),
    }


def test_two_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """An archive may hold two files of one name: both are read, each under a name of its own, one publisher for both."""
    path = tmp_path / "twice.zip"
    with zipfile.ZipFile(path, "w") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        for name, text in (("a.txt", "One."), ("a.txt", "Two."), ("a (2).txt", "Three."), ("a.txt", "Two.")):
            archive.writestr(name, f"{LETTER} {text}")
        archive.writestr("a.txt.meta.json", '{"publisher": "Valley Herald"}')
    documents, skips = reading(path)
    said = {each.source.removeprefix(f"{path}#"): each.text.split()[-1] for each in documents}
    assert said == {"a.txt": "One.", "a (3).txt": "Two.", "a (2).txt": "Three."}
    assert [each.source for each in documents if each.metadata.publisher.value != "Valley Herald"] == [f"{path}#a (2).txt"]
    assert [(each.reason, each.source) for each in skips] == [("duplicate", f"{path}#a (4).txt")]


def test_words_that_begin_like_an_archive_are_words(tmp_path: Path) -> None:
    """A report that begins with the letters PK is a report."""
    (tmp_path / "a.txt").write_text(f"PK officials spoke. {LETTER}")
    assert len(reading(tmp_path)[0]) == 1


def test_whatever_is_wrong_in_an_archive_nothing_stops_the_run(tmp_path: Path) -> None:
    """Archives with bytes changed by lot are read as far as they can be: every fault becomes a skip."""
    whole = zipped(tmp_path / "a.zip", {"a.txt": LETTER, "ب.txt": LETTER + " B.", "a.txt.meta.json": '{"publisher": "Paper"}'})
    data, lot = whole.read_bytes(), random.Random(7)
    outcomes = set()
    for _ in range(400):
        changed = bytearray(data)
        for _ in range(lot.randint(1, 4)):
            changed[lot.randrange(len(changed))] = lot.randrange(256)
        whole.write_bytes(changed)
        documents, skips = reading(whole)
        outcomes.add((len(documents), len(skips)))
    assert len(outcomes) > 2, "the lot has hit names, sizes and contents"


def test_coded_data_in_an_archive_is_refused_in_a_clear_line(tmp_path: Path) -> None:
    """A packed table, or a workbook, is no table of signs: the message says what to do."""
    path = zipped(tmp_path / "rows.zip", {"rows.csv": "id,date\nk1,2024-03-12\n"})
    with pytest.raises(ReadError, match=r"a workbook or a ZIP archive\. Save the table as CSV") as caught:
        raw_rows(path)
    assert caught.value.reason == "unknown-format"


def test_the_limit_of_the_list_is_not_one_of_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scanned report larger than the longest list of members is read: that limit is for the list alone."""
    monkeypatch.setattr(packed, "_LONGEST_LIST", 66_000)
    noise = random.Random(1).randbytes(100_000).hex()
    path = zipped(tmp_path / "scan.zip", {"scan.txt": f"{LETTER} {noise}"}, zipfile.ZIP_STORED)
    documents, skips = reading(path)
    assert (len(documents), skips) == (1, [])
