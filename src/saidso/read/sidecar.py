"""Sidecar files: what the user knows of a document, written beside it as ``NAME.meta.json`` or ``NAME.ext.meta.json``."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path, PurePosixPath

from saidso.errors import ReadError
from saidso.nouns.document import Known, Metadata, Provenance
from saidso.read.dates import read_date

SIDECAR_END = ".meta.json"

KEYS = ("publisher", "issuer", "title", "author", "published_on", "language", "agency", "url")
"""The keys of a sidecar file; ``published_on`` is a date as YYYY-MM-DD, all others are strings. null says nothing."""


def sidecar_of(path: Path) -> Path | None:
    """The sidecar of a document, or None: ``report.pdf.meta.json`` before ``report.meta.json``."""
    both = (path.with_name(name) for name in sidecar_names(path.name))
    return next((beside for beside in both if beside.is_file()), None)


def sidecar_names(name: str) -> tuple[str, str]:
    """How the sidecar of a document of this name may be called, the one that goes first in front."""
    return name + SIDECAR_END, str(PurePosixPath(name).with_suffix("")) + SIDECAR_END


def is_orphan(sidecar: Path) -> bool:
    """Whether no document stands beside this sidecar file."""
    name = sidecar.name.removesuffix(SIDECAR_END)
    if sidecar.with_name(name).is_file():
        return False
    beside = sidecar.parent.glob(f"{_literal(name)}.*")
    return not any(path.stem == name and not path.name.endswith(SIDECAR_END) for path in beside)


def _literal(name: str) -> str:
    """``name`` with the signs that mean something in a pattern made harmless."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def given_beside(path: Path) -> Metadata:
    """The metadata of the sidecar file of ``path``, each marked "given"; nothing known where there is no such file.

    Raises:
        ReadError: the sidecar cannot be used. The document is then skipped, for a document stored under the wrong
            publisher would be worse than a missing one.
    """
    sidecar = sidecar_of(path)
    if sidecar is None:
        return Metadata()
    try:
        return told_by(str(sidecar), sidecar.read_bytes())
    except OSError as error:
        raise _unusable(str(sidecar), f"not readable as JSON ({error})") from error


def told_by(sidecar: str, data: bytes) -> Metadata:
    """What the bytes of a sidecar file called ``sidecar`` say, each marked "given".

    Raises:
        ReadError: they are not what such a file may hold.
    """
    try:
        values = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _unusable(sidecar, f"not readable as JSON ({error})") from error
    if not isinstance(values, dict):
        raise _unusable(sidecar, "not a JSON object")
    unknown = sorted(set(values) - set(KEYS))
    if unknown:
        raise _unusable(sidecar, f"no such key: {', '.join(unknown)}; the keys are {', '.join(KEYS)}")
    return _metadata(sidecar, values)


def _metadata(sidecar: str, values: dict[str, object]) -> Metadata:
    known: dict[str, Known[str]] = {}
    for key, value in values.items():
        if value is None:
            continue
        if not isinstance(value, str) or not value.strip():
            raise _unusable(sidecar, f"{key} is {value!r}, not a string with words in it")
        known[key] = Known(value=value.strip(), how=Provenance.GIVEN)
    day = known.pop("published_on", None)
    published: Known[date] = Known()
    if day is not None and day.value is not None:
        value = read_date(day.value)
        if value is None:
            raise _unusable(sidecar, f"published_on is {day.value!r}, not a date as YYYY-MM-DD")
        published = Known(value=value, how=Provenance.GIVEN)
    return Metadata(**known, published_on=published)


def _unusable(sidecar: str, what: str) -> ReadError:
    return ReadError(f"{sidecar}: {what}. Mend the sidecar file and add its document again.", reason="damaged")
