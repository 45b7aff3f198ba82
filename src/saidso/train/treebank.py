"""CoNLL-U treebanks (EWT, GUM) -> documents with syntax and, where annotated, proper names.

Arguments are mostly syntax: a parser's task beside ours teaches the encoder who does what to whom on 380,000 words.
"""

from __future__ import annotations

import csv
import gzip
import re
from dataclasses import dataclass, field
from pathlib import Path

from saidso.train.corpora import Annotated, Pair, Word

NAMED = ("person", "place", "organization")


def ewt(shared: Path) -> list[Annotated]:
    """The English Web Treebank's training documents: syntax."""
    return [
        _document("ewt", doc_id, block, named=False) for doc_id, block in _blocks(shared / "data/ud/en_ewt-ud-train.conllu.gz")
    ]


def gum(shared: Path) -> list[Annotated]:
    """GUM's training documents (non-commercial genres left out): syntax, proper names of people, places, organisations."""
    with (shared / "data/ud/gum_documents.tsv").open(encoding="utf-8") as file:
        free = {r["doc_id"] for r in csv.DictReader(file, delimiter="\t") if r["genre"] not in ("whow", "fiction")}
    blocks = _blocks(shared / "data/ud/en_gum-ud-train.conllu.gz")
    return [_document("gum", doc_id, block, named=True) for doc_id, block in blocks if doc_id in free]


def _blocks(path: Path) -> list[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        documents = re.split(r"^# newdoc id = ", file.read(), flags=re.M)[1:]
    return [(block.split("\n", 1)[0].strip(), block) for block in documents]


@dataclass(slots=True)
class _Names:
    """Runs of proper nouns inside GUM's mentions of people, places and organisations."""

    found: list[tuple[Pair, str]] = field(default_factory=list)
    open: list[tuple[str, str]] = field(default_factory=list)  # (id, type), innermost last
    run: tuple[int, int, str] | None = None

    def word(self, span: Pair, tag: str, entity: str) -> None:
        """Take one word in, with its part of speech and GUM's bracket notation."""
        self.open += [(m[0], m[1]) for m in re.findall(r"\(([^-()]+)-(\w+)", entity)]
        kind = self.open[-1][1] if self.open and tag == "PROPN" else ""
        if kind in NAMED:
            self.run = (self.run[0], span[1], kind) if self.run and self.run[2] == kind else (*span, kind)
            if self.found and self.found[-1][0][0] == self.run[0]:
                self.found.pop()
            self.found.append(((self.run[0], self.run[1]), kind))
        else:
            self.run = None
        for closed in re.findall(r"(?:^|\))([^-()]+)\)|\(([^-()]+)-[^()]*\)", entity):
            done = closed[0] or closed[1]
            self.open = [m for m in self.open if m[0] != done]


def _document(corpus: str, doc_id: str, block: str, *, named: bool) -> Annotated:
    text, names = "", _Names()
    sentences: list[Pair] = []
    words: list[Word] = []
    for sentence in block.split("\n\n"):
        begun, first = len(text), len(words)
        names.run = None
        rows = [line.split("\t") for line in sentence.split("\n") if re.match(r"\d+\t", line)]
        for row in rows:
            start = len(text)
            text += row[1]
            head = first + int(row[6]) - 1 if row[6] not in ("0", "_") else -1
            words.append(Word(span=(start, len(text)), head=head, relation=row[7].split(":")[0]))
            if named:
                entity = next((p[7:] for p in row[9].split("|") if p.startswith("Entity=")), "")
                names.word((start, len(text)), row[3], entity)
            text += "" if "SpaceAfter=No" in row[9] else " "
        if text[begun:].strip():
            sentences.append((begun, len(text.rstrip())))
        text += "" if not text or text.endswith(" ") else " "
    return Annotated(
        corpus=corpus,
        doc_id=doc_id,
        text=text,
        sentences=tuple(sentences),
        names=tuple(names.found) if named else None,
        words=tuple(words),
    )
