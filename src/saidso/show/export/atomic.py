"""A file, or a folder of files, that is there as a whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from saidso.errors import ExportError


@contextmanager
def writing(path: Path) -> Iterator[TextIO]:
    """A UTF-8 text file to write to; it takes its name only when all is written, and a failure leaves the old file as it was.

    Raises:
        ExportError: the folder is missing, or the disk or the rights do not allow it.
    """
    try:
        number, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.absolute().parent)
    except OSError as error:
        raise _refused(path, error) from error
    try:
        with os.fdopen(number, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        Path(name).unlink(missing_ok=True)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """The name of an empty file for a writer that opens its file itself; it becomes ``path`` only when all went well.

    Raises:
        ExportError: the folder is missing, or the disk or the rights do not allow it.
    """
    try:
        number, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.absolute().parent)
        os.close(number)
    except OSError as error:
        raise _refused(path, error) from error
    try:
        yield Path(name)
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        Path(name).unlink(missing_ok=True)


MARK = "saidso-export.txt"
"""Stands in every folder that an export wrote, so that the next export may replace it, and nothing else."""


@contextmanager
def writing_folder(path: Path) -> Iterator[Path]:
    """A new folder to write into; it takes the place of ``path`` only when all is written.

    What is there already goes only if an export wrote it (it holds ``MARK``) or it is empty: nobody loses a folder by a slip.

    Raises:
        ExportError: ``path`` is a file or holds other things, or the disk or the rights do not allow it.
    """
    _may_be_replaced(path)
    try:
        made = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".part", dir=path.absolute().parent))
    except OSError as error:
        raise _refused(path, error) from error
    try:
        yield made
        (made / MARK).write_text("Written by saidso export: claims, not findings. The next export replaces this folder.\n")
        os.chmod(made, 0o777 & ~_umask())
        if path.exists():
            shutil.rmtree(path)
        os.replace(made, path)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _may_be_replaced(path: Path) -> None:
    if not path.exists() or (path.is_dir() and ((path / MARK).exists() or not any(path.iterdir()))):
        return
    what = "is a folder with other files in it" if path.is_dir() else "is a file, and this format writes a folder"
    raise ExportError(f"{path}: {what}. Choose a folder that does not exist yet.")


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _refused(path: Path, error: OSError) -> ExportError:
    reason = error.strerror or str(error)
    return ExportError(f"{path}: cannot be written ({reason}). Choose a folder that exists and may be written to.")
