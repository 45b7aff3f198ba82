"""Corpora on disk -> ``Annotated`` documents: one shape for all; gold, PolNeAR and re3d are read here.

Nothing of these texts leaves this room but weights; docs/model-card.md names every source with its licence.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

Pair = tuple[int, int]
BEGINNING = 120
"""Letters and digits at the beginning of a text that tell it from others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """An annotated event mention; arguments are (role, span)."""

    id: str
    trigger: Pair
    type: str
    status: str
    incident: str
    arguments: tuple[tuple[str, Pair], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldAttribution:
    """An annotated attribution; source, cue and content as pieces. Stance is None where the corpus has none."""

    id: str
    source: tuple[Pair, ...]
    cue: tuple[Pair, ...]
    content: tuple[Pair, ...]
    stance: str | None = None
    about: tuple[str, ...] = ()
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a treebank: the index of its head word in the document (-1: root) and the universal relation to it."""

    span: Pair
    head: int
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """One document with what its corpus annotates; None means "not annotated here", () means "none there"."""

    corpus: str
    doc_id: str
    text: str
    sentences: tuple[Pair, ...]
    events: tuple[GoldEvent, ...] | None = None
    attributions: tuple[GoldAttribution, ...] | None = None
    entities: tuple[tuple[Pair, str], ...] | None = None
    names: tuple[tuple[Pair, str], ...] | None = None
    words: tuple[Word, ...] | None = None
    scene: tuple[tuple[Pair, str], ...] | None = None
    gun: tuple[tuple[Pair, str], ...] | None = None
    fillers: tuple[tuple[Pair, str], ...] | None = None


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file, gzipped or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def gold(shared: Path) -> list[Annotated]:
    """Our own gold (gold/train.jsonl), without the texts whose licence forbids it (re3d's BBC part)."""
    docs = {row["doc_id"]: row for row in lines(shared / "gold/docs.jsonl") if row["publisher"] != "BBC Online"}
    return [_gold_document(row, docs[row["doc_id"]]) for row in lines(shared / "gold/train.jsonl") if row["doc_id"] in docs]


def invented() -> list[Annotated]:
    """Our own short invented reports on rare stances (invented.jsonl beside this file; who labelled them stands in each line)."""
    return [_gold_document(row, row) for row in lines(Path(str(files("saidso.train").joinpath("invented.jsonl"))))]


def labelled(shared: Path) -> list[Annotated]:
    """Further reports of the corpora on disk labelled by us: labels.jsonl holds offsets, the texts stay where they are.

    Raises:
        SystemExit: a text is not the one that was labelled.
    """
    rows = list(lines(Path(str(files("saidso.train").joinpath("labels.jsonl")))))
    texts = {path: _texts(shared / path) for path in sorted({row["path"] for row in rows})}
    found = []
    for row in rows:
        text = texts[row["path"]].get(row["id"], "")
        if hashlib.sha1(text.replace("\n", " ").encode()).hexdigest() != row["sha1"]:
            raise SystemExit(
                f"{shared / row['path']}: {row['id']} is not the text that was labelled. Take the corpus as prepared."
            )
        found.append(_gold_document(row, {**row, "text": text}))
    return found


def rounds() -> dict[str, str]:
    """Of the documents of a late round of labelling the round's name: ``reader.toml`` reads each round as a corpus of its own."""
    names = ("labels.jsonl", "invented.jsonl")
    rows = (row for name in names for row in lines(Path(str(files("saidso.train").joinpath(name)))))
    return {row["doc_id"]: row["round"] for row in rows if "round" in row}


def collection(document: Annotated) -> str:
    """Where the text comes from, as the beginning of its id has it (fakes, satp, insight, india, DEV for MUC-4, ...)."""
    return document.corpus if document.corpus != "gold" else re.split(r"[-_:]", document.doc_id)[0]


def _texts(path: Path) -> dict[str, str]:
    return {row.get("doc_id") or row["id"]: row["text"] for row in lines(path)}


def _gold_document(row: dict[str, Any], doc: dict[str, Any]) -> Annotated:
    events = tuple(
        GoldEvent(
            id=e["id"],
            trigger=_pair(e["trigger"]),
            type=e["type"],
            status=e["status"],
            incident=e["incident"],
            arguments=tuple((a["role"], _pair(a["span"])) for a in e["args"]),
        )
        for e in row["events"]
    )
    attributions = tuple(
        GoldAttribution(
            id=a["id"],
            source=(_pair(a["source"]),) if a["source"] else (),
            cue=(_pair(a["cue"]),) if a["cue"] else (),
            content=(_pair(a["content"]),),
            stance=a["stance"],
            about=tuple(a["about"]),
            parent=a["parent"],
        )
        for a in row["attributions"]
    )
    return Annotated(
        corpus="gold",
        doc_id=row["doc_id"],
        text=doc["text"],
        sentences=tuple(map(_pair, doc["sentences"])),
        events=events,
        attributions=attributions,
    )


def dev_ids() -> frozenset[str]:
    """Ids of the gold documents that are never trained on: the list in gold_dev.txt."""
    rows = files("saidso.train").joinpath("gold_dev.txt").read_text("utf-8").splitlines()
    return frozenset(row for row in rows if row and not row.startswith("#"))


def dev_ids_by_rule(shared: Path) -> list[str]:
    """The ids that belong into gold_dev.txt: sha1 of the id modulo 10 is 0, or the text stands in a dev file of re3d or ECB+."""
    documents = gold(shared)
    also = texts_of_other_dev_files(shared, documents)
    return sorted(
        d.doc_id for d in documents if int(hashlib.sha1(d.doc_id.encode()).hexdigest(), 16) % 10 == 0 or d.doc_id in also
    )


def texts_of_other_dev_files(shared: Path, documents: list[Annotated]) -> frozenset[str]:
    """Ids of gold documents whose text also stands in the dev file of re3d or ECB+."""
    other = [_squeezed(row["text"]) for name in ("re3d", "ecbplus") for row in lines(shared / f"data/{name}/dev.jsonl")]
    return frozenset(d.doc_id for d in documents if any(_squeezed(d.text)[:200] in text for text in other))


def apart(documents: list[Annotated], dev: list[Annotated]) -> list[Annotated]:
    """The documents whose text is not one of ``dev``: ours of a text may be dev while another corpus trains on it."""
    begins = {_squeezed(d.text)[:BEGINNING] for d in dev}
    texts = ((d, _squeezed(d.text)) for d in documents)
    return [d for d, text in texts if not any(begin in text for begin in begins)]


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def polnear(shared: Path, part: str) -> list[Annotated]:
    """PolNeAR ("train" or "dev"): outermost attributions, pieces as annotated. Sentences are cut here."""
    path = shared / "data/polnear" / {"train": "train.jsonl.gz", "dev": "dev.jsonl"}[part]
    return [
        Annotated(
            corpus="polnear",
            doc_id=row["doc_id"],
            text=row["text"],
            sentences=sentences_of(row["text"]),
            attributions=tuple(
                GoldAttribution(
                    id=a["id"],
                    source=tuple(map(_pair, a["source"])),
                    cue=tuple(map(_pair, a["cue"])),
                    content=tuple(map(_pair, a["content"])),
                )
                for a in row["attributions"]
            ),
        )
        for row in lines(path)
    ]


def re3d(shared: Path, part: str, least: float = 0.5) -> list[Annotated]:
    """re3d by document, entities of confidence ``least`` and more, the longest of overlapping ones; its BBC texts left out."""
    found = []
    for row in lines(shared / f"data/re3d/{part}.jsonl"):
        if "BBC" in row["source"] and part == "train":
            continue
        sure = [((e["start"], e["end"]), e["type"]) for e in row["entities"] if (e["confidence"] or 0) >= least]
        found.append(
            Annotated(
                corpus="re3d",
                doc_id=row["doc_id"],
                text=row["text"],
                sentences=sentences_of(row["text"]),
                entities=tuple(longest_apart(sure)),
            )
        )
    return found


def longest_apart(spans: list[tuple[Pair, str]]) -> list[tuple[Pair, str]]:
    """The longest of overlapping spans, in text order."""
    kept: list[tuple[Pair, str]] = []
    for span, kind in sorted(set(spans), key=lambda s: (s[0][0] - s[0][1], s[0][0], s[1])):
        if not any(a < span[1] and span[0] < b for (a, b), _ in kept):
            kept.append((span, kind))
    return sorted(kept)


def sentences_of(text: str) -> tuple[Pair, ...]:
    """Sentences of raw text, as at run time."""
    from saidso.understand.sentences import split

    return split(text)


def _pair(value: Any) -> Pair:
    return (int(value[0]), int(value[1]))
