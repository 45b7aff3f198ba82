"""Event corpora of other projects -> documents: ECB+ (actions and who takes part), GVC (gun violence), MUC-4 (role fillers)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from saidso.train.corpora import Annotated, Pair, lines, longest_apart, sentences_of
from saidso.understand import labels


def ecbplus(shared: Path) -> list[Annotated]:
    """ECB+ training documents cut down to the sentences that are annotated; one sentence a line."""
    return [d for row in lines(shared / "data/ecbplus/train.jsonl") if (d := _scene(row)) is not None]


def _scene(row: dict[str, Any]) -> Annotated | None:
    seen = {m["sentence"] for m in row["mentions"]}
    sentences, at = [], 0
    for number, line in enumerate(row["text"].split("\n")):
        if number in seen and line.strip():
            sentences.append((at, at + len(line)))
        at += len(line) + 1
    spans = [((m["start"], m["end"]), _part(m["type"])) for m in (*row["mentions"], *row["entity_mentions"])]
    if not sentences:
        return None
    return Annotated(
        corpus="ecbplus", doc_id=row["doc_id"], text=row["text"], sentences=tuple(sentences), scene=tuple(longest_apart(spans))
    )


def _part(kind: str) -> str:
    if "ACTION" in kind:
        return "reporting" if "REPORTING" in kind else "action"
    return {"HUMAN": "human", "LOC": "place", "TIME": "time"}.get(kind.split("_")[0], "thing")


def gvc(shared: Path) -> list[Annotated]:
    """GVC's training documents: mentions of gun violence by kind."""
    found = []
    for row in lines(shared / "data/gvc/train.jsonl"):
        spans = [((m["start"], m["end"]), m["type"]) for m in row["mentions"] if m["type"] in labels.GUN_TYPES]
        found.append(
            Annotated(
                corpus="gvc",
                doc_id=row["doc_id"],
                text=row["text"],
                sentences=sentences_of(row["text"]),
                gun=tuple(longest_apart(spans)),
            )
        )
    return found


SLOTS = {
    "perp_individual_id": "PerpInd",
    "perp_organization_id": "PerpOrg",
    "phys_tgt_id": "Target",
    "hum_tgt_name": "Victim",
    "incident_instrument_id": "Weapon",
}
"""MUC-4's slots that hold words of the text, and the role that GRIT folds them into; it leaves descriptions of victims out."""


def muc4(shared: Path, part: str = "train") -> list[Annotated]:
    """MUC-4: every occurrence of every string of the answer keys, by role; a weak label, since the keys name strings."""
    path = shared / "data/muc4" / {"train": "train.jsonl.gz", "dev": "dev.jsonl"}[part]
    return [
        Annotated(
            corpus="muc4",
            doc_id=row["doc_id"],
            text=row["text"],
            sentences=sentences_of(row["text"]),
            fillers=tuple(_fillers(row["templates"])),
        )
        for row in lines(path)
    ]


def _fillers(templates: list[dict[str, Any]]) -> list[tuple[Pair, str]]:
    spans: dict[str, list[tuple[Pair, str]]] = {}
    for template in templates:
        for slot, role in SLOTS.items():
            for filler in template["slots"][slot]["fillers"]:
                for alternative in filler["alternatives"]:
                    spans.setdefault(role, []).extend(((a, b), role) for a, b in alternative.get("spans") or ())
    return [span for role in spans for span in longest_apart(spans[role])]
