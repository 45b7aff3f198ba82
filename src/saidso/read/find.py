"""Paths, folders, globs and standard input -> the files to read, in an order that is always the same."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from saidso.nouns.document import Metadata, Skip
from saidso.read.sidecar import SIDECAR_END, given_beside, is_orphan

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file to read: the name the user would find it by, and its path (None for standard input)."""

    name: str
    path: Path | None

    @property
    def extension(self) -> str:
        """The extension in lower case with its dot, or "" where the name has none worth the word.

        "Statement No. 4" and "report.2020" have none: an extension is short, and letters first.
        """
        end = self.path.suffix.lower() if self.path else ""
        return end if 1 < len(end) <= 10 and end[1:].isalnum() and end[1].isalpha() else ""

    def beside(self) -> Metadata:
        """What its sidecar file says of it.

        Raises:
            ReadError: the sidecar cannot be used.
        """
        return given_beside(self.path) if self.path else Metadata()

    def open(self) -> AbstractContextManager[BinaryIO]:
        """The file, open for reading bytes; standard input is left open afterwards."""
        return self.path.open("rb") if self.path else nullcontext(sys.stdin.buffer)


def find(paths: Iterable[Path | str]) -> Iterator[Found | Skip]:
    """Every file under ``paths``: files as named, folders with all below them in sorted order, globs, "-".

    In a folder, names that begin with a dot or "~$" (editors' and systems' own files) are left out, and so are sidecar
    files; a linked folder is named in a Skip, not followed, so that no loop can catch us.
    """
    for path in paths:
        name = os.path.normpath(path) if str(path) != STANDARD_INPUT else STANDARD_INPUT
        if name == STANDARD_INPUT:
            yield Found(name="standard input", path=None)
        elif os.path.isdir(name):
            yield from _folder(name)
        elif os.path.lexists(name):
            yield _file(name)
        elif glob.has_magic(name):
            yield from _glob(name)
        else:
            yield Skip(source=name, reason="missing", message=f"{name}: no such file or folder. Check the name and add it again.")


def _glob(pattern: str) -> Iterator[Found | Skip]:
    names = sorted(glob.glob(pattern, recursive=True))
    if not names:
        yield Skip(source=pattern, reason="missing", message=f"{pattern}: no file matches. Check the pattern and add it again.")
    for name in names:
        # With "**" a folder's files are matched one by one; a folder that is matched too would bring them twice.
        if not os.path.isdir(name):
            yield _file(name)
        elif "**" not in pattern:
            yield from _folder(name)


def _folder(top: str) -> Iterator[Found | Skip]:
    unreadable: list[OSError] = []
    empty = True
    for folder, below, names in os.walk(top, onerror=unreadable.append):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in below:
            if os.path.islink(os.path.join(folder, name)):
                yield _linked(os.path.join(folder, name))
        for name in sorted(names):
            if not name.startswith((".", "~$")):
                empty = False
                yield from _of_folder(os.path.join(folder, name))
    for error in unreadable:
        yield Skip(
            source=str(error.filename),
            reason="unreadable",
            message=f"{error.filename}: the folder cannot be opened ({error.strerror}). "
            "Give yourself the right to read it and add it again.",
        )
    if empty and not unreadable:
        yield Skip(source=top, reason="empty", message=f"{top}: no files in this folder. Check the name and add it again.")


def _of_folder(name: str) -> Iterator[Found | Skip]:
    if not name.endswith(SIDECAR_END) or is_orphan(Path(name)):
        yield _file(name)


def _linked(name: str) -> Skip:
    message = f"{name}: a link to another folder, not followed. Add that folder by its own name."
    return Skip(source=name, reason="unreadable", message=message)


def _file(name: str) -> Found | Skip:
    if name.endswith(SIDECAR_END):
        message = f"{name}: a sidecar file without its document beside it. Put the two into one folder and add the document."
        if not is_orphan(Path(name)):
            message = f"{name}: a sidecar file describes a document and is none itself. Add the document beside it."
        return Skip(source=name, reason="missing", message=message)
    if not os.path.exists(name):
        message = f"{name}: a link to a file that is not there. Mend the link and add it again."
        return Skip(source=name, reason="missing", message=message)
    if not os.path.isfile(name):
        # A pipe or a device would keep us waiting for ever.
        message = f"{name}: neither a file nor a folder (a pipe or a device). Save it as a file, or send it to standard input."
        return Skip(source=name, reason="unreadable", message=message)
    return Found(name=name, path=Path(name))
