"""How a ledger's own linking puts whole documents together: pairs of documents of one incident, against annotated topics.

    .venv/bin/python bench/linking_documents.py --prepare SHARED/data/gvc/train.jsonl train.jsonl
    .venv/bin/saidso build train.jsonl --ledger train.ledger
    .venv/bin/python bench/linking_documents.py train.ledger SHARED/data/gvc/train.jsonl

Every document gets its own publisher, named after it, so that nothing is joined for being of one paper. Claims are those that the
model read; they are linked anew here, by the code as it stands.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from saidso import Ledger
from saidso.link import link

Pairs = set[tuple[str, str]]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The documents of a corpus."""
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def prepare(corpus: Path, out: Path) -> None:
    """The documents as ``saidso build`` takes them."""
    made = ({"id": row["doc_id"], "text": row["text"], "publisher": f"paper {row['doc_id']}", "published_on": row["publish_date"]}
            for row in rows(corpus))  # fmt: skip
    out.write_text("".join(json.dumps(row) + "\n" for row in made), encoding="utf-8")


def pairs_of(sets: Iterable[Iterable[str]]) -> Pairs:
    """All pairs inside sets, the smaller first."""
    return {pair for each in sets for pair in combinations(sorted(set(each)), 2)}


def score(ledger: Path, corpus: Path) -> str:
    """Precision, recall and F1 of pairs of documents."""
    topic = {f"paper {row['doc_id']}": str(row["topic"]) for row in rows(corpus)}
    with Ledger(ledger) as opened:
        claims = list(opened.claims())
    paper = {claim.id: claim.publisher for claim in claims if claim.publisher in topic}
    found = pairs_of([paper[each] for each in one.claims if each in paper] for one in link(claims).incidents)
    papers = sorted(set(paper.values()))
    gold = pairs_of([each for each in papers if topic[each] == name] for name in sorted(set(topic.values())))
    right = len(found & gold)
    return (
        f"{len(papers)} documents: {len(found)} pairs, {right} right, of {len(gold)}; "
        f"precision {right / max(1, len(found)):.3f}, "
        f"recall {right / len(gold):.3f}, F1 {2 * right / (len(found) + len(gold)):.3f}"
    )


def main() -> None:
    """The command."""
    options = ArgumentParser(description="Pairs of documents of one incident.")
    options.add_argument("--prepare", action="store_true", help="write the corpus as saidso build takes it")
    options.add_argument("first", type=Path)
    options.add_argument("second", type=Path)
    given = options.parse_args()
    if given.prepare:
        prepare(given.first, given.second)
    else:
        print(score(given.first, given.second))


if __name__ == "__main__":
    main()
