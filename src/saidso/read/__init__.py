"""Files -> Documents: one module per format, cleaning that keeps the offsets, and who published it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from saidso.nouns.document import Document, Skip
from saidso.read.options import ReadOptions


def read_raw(
    paths: Iterable[Path | str], *, on_skip: Callable[[Skip], None], options: ReadOptions | None = None
) -> Iterator[tuple[Document, bytes]]:
    """Documents under ``paths``, each with the original bytes that its ``sha256`` is the digest of.

    For a row of JSONL these are the bytes of its line, for a row of CSV those of the header and of the row, for an
    attachment its own. Everything else is as in ``read``.

    Args:
        paths: files, folders (with all below them in sorted order), globs, "-" for standard input.
        on_skip: called for each file, row or page that is not read, in the order they are met.
        options: metadata that holds for all files, column names, limits.

    Returns:
        A generator: one document is held at a time, whatever the number of files.
    """
    # The eight formats and their engines load at the first call, so that importing saidso is instant.
    from saidso.read.reading import outcomes

    for outcome in outcomes(paths, options or ReadOptions()):
        if isinstance(outcome, Skip):
            on_skip(outcome)
        else:
            yield outcome


def read(
    paths: Iterable[Path | str], *, on_skip: Callable[[Skip], None], options: ReadOptions | None = None
) -> Iterator[Document]:
    """Documents under ``paths``: text, paragraphs, turns and where they come from. One bad file never stops the run.

    Use it wherever the original bytes are not needed; ``read_raw`` gives them too. docs/reading.md has the formats, the
    rules of metadata and the reasons of skips.

    Args:
        paths: files, folders (with all below them in sorted order), globs, "-" for standard input.
        on_skip: called with a ``Skip`` for each file, row or page that is not read: reason, and what to do now.
        options: metadata that holds for all files, column names, limits.
    """
    for document, _ in read_raw(paths, on_skip=on_skip, options=options):
        yield document


__all__ = ["ReadOptions", "read", "read_raw"]
