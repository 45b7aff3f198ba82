"""ZIP archives: what lies in one is read as the files of a folder are, from the archive itself; nothing is unpacked to disk.

An archive is hostile input. Its names are labels and never paths, so none leads out; what would fill a memory or keep us busy for
days is refused by the sizes it states, and Python reads no more of a member than it states.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from saidso.errors import ReadError
from saidso.nouns.document import Metadata, Skip
from saidso.read.metadata import merged
from saidso.read.sidecar import SIDECAR_END, sidecar_names, told_by
from saidso.read.sniff import BROKEN_ZIP, OFFICE, ZIP, broken_zip

MOST_MEMBERS = 20_000
"""Files in one archive: the largest collections that desks send each other hold some thousands."""
MOST_UNPACKED = 4_000_000_000
"""Bytes of all files in one archive: a hundred thousand reports. A bomb of nested copies states far more."""
STEEPEST = 250
"""Times its packed size that a file may unpack to. The dullest tables reach 100; what is made to fill a memory reaches 1,000."""
_SMALL = 1_000_000
"""Bytes that any file may unpack to, however well it packs."""
_LONGEST_LIST = 8_000_000
"""Bytes of an archive's list of files, which is read whole: 20,000 long names fit in."""
_LONGEST_NAME = 300
_LOCKED, _UTF8 = 0x1, 0x800
"""Bits of a member's flags (APPNOTE 4.4.4)."""
_READ = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file in an archive: found, opened and described as one in a folder is."""

    name: str
    """As the user would find it again: "reports.zip#march/0412.pdf"; a second of one name is "0412 (2).pdf"."""
    called: str
    """The archive's own name."""
    inside: str
    archive: zipfile.ZipFile
    info: zipfile.ZipInfo
    sidecars: Mapping[str, zipfile.ZipInfo] = field(default_factory=dict)
    given: Metadata = field(default_factory=Metadata)
    """What the sidecar file of the archive says of everything in it."""

    @property
    def extension(self) -> str:
        """The extension in lower case with its dot, or ""."""
        return PurePosixPath(self.inside).suffix.lower()

    def beside(self) -> Metadata:
        """What is given of it: by its sidecar in the archive, else by that of the archive.

        Raises:
            ReadError: the sidecar cannot be used.
        """
        own = next((name for name in sidecar_names(self.inside) if name in self.sidecars), None)
        if own is None:
            return self.given
        with _opened(self.archive, self.sidecars[own]) as handle:
            return merged(told_by(f"{self.called}#{own}", handle.read(_SMALL)), self.given, Metadata(), Metadata())

    def open(self) -> AbstractContextManager[BinaryIO]:
        """Its bytes, unpacked as they are read.

        Raises:
            ReadError: it is locked, a link, packed in a way we do not read, or packed too well; or its bytes are damaged.
        """
        return _opened(self.archive, self.info)


def archive_in(handle: BinaryIO) -> zipfile.ZipFile | None:
    """The archive of files that ``handle`` is, or None: then it is something else, and is read from its beginning.

    Raises:
        ReadError: it is damaged, its list of files is too long, or it states more bytes than we read.
    """
    archive = _zip(handle) if handle.seekable() else None
    if archive is None or {"word/document.xml", *OFFICE} & set(archive.namelist()):
        if handle.seekable():
            handle.seek(0)
        return None
    _refuse_large(archive.infolist())
    return archive


def members(archive: zipfile.ZipFile, called: str, given: Metadata) -> Iterator[Member | Skip]:
    """What lies in the archive ``called`` so, in the order of its names; hidden files are left out, as in a folder."""
    named = [(_label(info), info) for info in archive.infolist() if not info.is_dir()]
    seen = sorted((each for each in named if not _is_hidden(each[0])), key=lambda each: each[0])
    sidecars = {label: info for label, info in seen if label.endswith(SIDECAR_END)}
    documents = [(label, info) for label, info in seen if label not in sidecars]
    described = {name for label, _ in documents for name in sidecar_names(label)}
    for label in sorted(set(sidecars) - described):
        message = "a sidecar file without its document beside it. Put the two into one folder of the archive."
        yield Skip(source=f"{called}#{label}", reason="missing", message=f"{called}#{label}: {message}")
    for (label, info), name in zip(documents, _told_apart([label for label, _ in documents]), strict=True):
        named_so = f"{called}#{name}"
        yield Member(name=named_so, called=called, inside=label, archive=archive, info=info, sidecars=sidecars, given=given)
    if not seen:
        yield Skip(source=called, reason="empty", message=f"{called}: no files in this archive. Get it again, or leave it out.")


class _Short:
    """A file that gives its list of members only where that is short: a list of a gigabyte would be read whole."""

    def __init__(self, handle: BinaryIO) -> None:
        self._handle, self.listing = handle, True
        self.seek, self.tell, self.seekable = handle.seek, handle.tell, handle.seekable

    def read(self, size: int = -1) -> bytes:
        if self.listing and size > _LONGEST_LIST:
            raise ReadError(f"an archive of more than {MOST_MEMBERS:,} files. Pack it in parts.", reason="too-large")
        return self._handle.read(size)


def _zip(handle: BinaryIO) -> zipfile.ZipFile | None:
    if not handle.read(4).startswith(ZIP):
        return None
    short = _Short(handle)
    try:
        archive = zipfile.ZipFile(short)
    except BROKEN_ZIP as error:
        raise broken_zip(error) from error
    short.listing = False  # members have limits of their own
    return archive


def _refuse_large(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MOST_MEMBERS:
        message = f"an archive of {len(infos):,} files, the limit is {MOST_MEMBERS:,}. Pack it in parts."
        raise ReadError(message, reason="too-large")
    total = sum(info.file_size for info in infos)
    if total > MOST_UNPACKED:
        message = f"an archive that unpacks to {total:,} bytes, the limit is {MOST_UNPACKED:,}. Pack it in parts."
        raise ReadError(message, reason="too-large")


@contextmanager
def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[BinaryIO]:
    """A member's bytes; what goes wrong while they are read is told as trouble of this one member."""
    _refuse(info)
    try:
        handle = archive.open(info)
    except (*BROKEN_ZIP, RuntimeError) as error:  # its own beginning is not what the list says of it
        raise _damaged(error) from error
    try:
        with handle:
            yield cast(BinaryIO, handle)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise _damaged(error) from error


def _damaged(error: Exception) -> ReadError:
    return ReadError(f"damaged in its archive ({error}). Get the archive again.", reason="damaged")


def _refuse(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & _LOCKED:
        message = "locked with a password in its archive. Unpack it with the password, and add the file."
        raise ReadError(message, reason="encrypted")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise ReadError("a link to another file, not followed. Pack the file itself.", reason="unreadable")
    if info.compress_type not in _READ:
        message = f"packed in a way we do not read (method {info.compress_type}). Pack the archive again as a plain ZIP."
        raise ReadError(message, reason="unknown-format")
    times = info.file_size // max(1, info.compress_size)
    if info.file_size > _SMALL and times > STEEPEST:
        raise ReadError(f"unpacks to {times:,} times its size, as no document does. Check what it is.", reason="too-large")


def _label(info: zipfile.ZipInfo) -> str:
    """A member's name without a way out of its folder, without control letters, and not too long to be shown."""
    parts = _decoded(info).replace("\\", "/").split("/")
    kept = ("".join(each for each in part if each.isprintable()).strip() for part in parts if part not in (".", ".."))
    return "/".join(filter(None, kept))[-_LONGEST_NAME:] or "file without a name"


def _told_apart(labels: list[str]) -> Iterator[str]:
    """The labels in their order, a repeated one with a number that no other has: an archive may hold two files of one name."""
    taken: set[str] = set(labels)
    once: set[str] = set()
    for label in labels:
        if label in once:
            path = PurePosixPath(label)
            numbered = (f"{label.removesuffix(path.suffix)} ({number}){path.suffix}" for number in count(2))
            label = next(each for each in numbered if each not in taken)
            taken.add(label)
        once.add(label)
        yield label


def _decoded(info: zipfile.ZipInfo) -> str:
    """Many programs write names in UTF-8 and do not say so; Python then reads them as a code page of 1981."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _is_hidden(label: str) -> bool:
    return any(part.startswith((".", "~$")) or part == "__MACOSX" for part in label.split("/"))
