"""Files that were sent to be imported: kept in one private folder beside the ledger until they are taken in, and gone after.

The folder is there as a whole or not at all, with a note of how to read what lies in it. So an import that was cut off, by a
crash or by switching the machine off, is found again at the next start and goes on; reading a file twice adds nothing.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from saidso.errors import ConfigError, LedgerError

if TYPE_CHECKING:
    from starlette.datastructures import UploadFile

_NOTE, _BEGAN = "import.json", "began.json"
_LONGEST = 180
"""Bytes of a file's name; systems of files take 255, and a number may be put to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How what was sent is to be taken in. ``kind`` is "reports" or "coded"; the rest is as it was typed."""

    kind: str
    publisher: str = ""
    published: str = ""
    language: str = ""
    columns: str = ""
    coded_as: str = ""
    codebook: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Began:
    """How many documents a ledger held before a sending was taken in: later ones may be of it."""

    documents: int


class Incoming:
    """The folder of one ledger ("march.ledger.incoming"), readable by its owner only."""

    def __init__(self, ledger: Path) -> None:
        # From the root on, whatever folder the ledger was named from: names of what was sent are told from here.
        self.folder = Path(os.path.abspath(ledger.with_name(ledger.name + ".incoming")))

    @property
    def files(self) -> Path:
        """Where the files lie, under their own names."""
        return self.folder / "files"

    def names(self) -> tuple[str, ...]:
        """What is there to be taken in; nothing where nothing waits."""
        try:
            return tuple(sorted(path.name for path in self.files.iterdir()))
        except FileNotFoundError:
            return ()

    def order(self) -> Order:
        """How it is to be taken in.

        Raises:
            LedgerError: the note beside the files cannot be read.
        """
        path = self.folder / _NOTE
        try:
            return Order(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            what = f"how to take the files in cannot be read ({error})"
            raise LedgerError(f"{path}: {what}. Discard them and send them again.") from error

    def began(self, now: Began) -> Began:
        """How much the ledger held when this sending was begun: ``now`` the first time, the same again when it goes on."""
        path = self.folder / _BEGAN
        try:
            return Began(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):  # it begins, or the note was cut off with the machine: count from here
            with suppress(OSError):
                path.write_text(json.dumps(asdict(now)), encoding="utf-8")
            return now

    def take(self, uploads: Iterable[UploadFile], order: Order) -> None:
        """Keep the files until they are taken in.

        Raises:
            ConfigError: no file was sent, or others still wait.
            LedgerError: the disk or the rights do not allow it.
        """
        if self.folder.exists():
            raise ConfigError(f"{', '.join(self.names()[:3])}: still waits to be taken in. Go on with it, or discard it.")
        made = None
        try:
            made = Path(tempfile.mkdtemp(prefix=f".{self.folder.name}.", dir=self.folder.absolute().parent))
            (made / "files").mkdir(mode=0o700)
            for upload in uploads:
                with (made / "files" / _free(made / "files", own_name(upload.filename or ""))).open("xb") as file:
                    shutil.copyfileobj(upload.file, file, 1 << 20)
            if not any((made / "files").iterdir()):
                raise ConfigError("No file was chosen. Choose one or more, or drop them on the field.")
            (made / _NOTE).write_text(json.dumps(asdict(order)), encoding="utf-8")
            os.replace(made, self.folder)
        except OSError as error:
            what = f"the files cannot be kept ({error.strerror})"
            raise LedgerError(f"{self.folder}: {what}. Make room, or free the folder.") from error
        finally:
            if made is not None:
                shutil.rmtree(made, ignore_errors=True)

    def clear(self) -> None:
        """Let go of what was sent; what was taken in stands in the ledger."""
        shutil.rmtree(self.folder, ignore_errors=True)


def own_name(given: str) -> str:
    """A file's name as it may stand in the folder: no way out of it, nothing hidden, not too long, its ending kept.

    >>> own_name("../../etc/passwd")
    'passwd'
    >>> own_name(".hidden")
    'hidden'
    """
    name = given.replace("\\", "/").rpartition("/")[2]
    name = "".join(each for each in name if each.isprintable()).strip().lstrip(".~").strip()
    stem, dot, end = name.rpartition(".") if "." in name else (name, "", "")
    end = end[:20]
    while len(f"{stem}{dot}{end}".encode("utf-8", "surrogatepass")) > _LONGEST:
        stem = stem[:-1]
    made = f"{stem}{dot}{end}".encode("utf-8", "replace").decode()
    return made.strip(". ") or "file"


def _free(folder: Path, name: str) -> str:
    """The name, or with a number where another file of this sending has it."""
    stem, dot, end = name.rpartition(".") if "." in name else (name, "", "")
    number, free = 1, name
    while (folder / free).exists():
        number += 1
        free = f"{stem} ({number}){dot}{end}"
    return free


