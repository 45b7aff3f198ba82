"""JSON files of any size, written entry by entry: a head, one long list, and no more in memory than one entry."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, TextIO

from saidso.show.export.pages import Provenance

Json = dict[str, Any]


def write_with_list(file: TextIO, head: Json, key: str, entries: Iterable[Json]) -> int:
    """Write ``head`` with one more member ``key`` that lists ``entries``, an entry a line; returns how many there were."""
    file.write(f"{dumped(head)[:-1]},\n{dumped(key)}: [")
    many = 0
    for many, entry in enumerate(entries, start=1):
        file.write(",\n" if many > 1 else "\n")
        file.write(dumped(entry))
    file.write("\n]}\n")
    return many


def dumped(value: Any) -> str:
    """A value as JSON on one line, letters as they are; "</" is escaped, so that a page which embeds the file cannot be left."""
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")


def counts_of(provenance: Provenance) -> Json:
    """The keys that every exported row of an incident carries."""
    return {**asdict(provenance), "claim_ids": list(provenance.claim_ids)}
