"""What each document adds to each figure, in groups of documents, and the 95 % interval of a figure.

The counting itself is the shared scorers' (``gold_tool.py``, ``score_*.py``), which are loaded by path and never copied.
"""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import numpy as np
from claim_status import count_document

Line = Mapping[str, Any]
Row = tuple[float, float, float, float]
"""Right among the found, found, right among the wanted, wanted: of one document."""
Reading = Literal["F1", "recall", "precision"]

RESAMPLES = 1000
SEED = 13
# With fewer documents that hold a case, resamples are mostly the same cases again, and their interval says nothing.
FEWEST_DOCUMENTS = 5

# Bodies that publish their own words: their texts are statements, not reports.
ISSUERS = frozenset({"UK Government", "CENTCOM", "US State Department"})
CHRONICLES = frozenset({"satp", "india"})
REGIONS = {
    "fakes": "Middle East",
    "re3d": "Middle East",
    "muc4": "Latin America",
    "insight": "Latin America",
    "satp": "South Asia",
    "india": "South Asia",
}


@dataclass(slots=True, kw_only=True)
class Tally:
    """The counts of one figure, a row a document."""

    rows: dict[str, Row] = field(default_factory=dict)
    reading: Reading = "F1"

    def among(self, documents: Iterable[str]) -> Tally:
        """The same figure on some of the documents."""
        return Tally(rows={name: self.rows[name] for name in documents}, reading=self.reading)

    @property
    def wanted(self) -> int:
        """How many there are in the gold."""
        return round(sum(row[3] for row in self.rows.values()))

    @property
    def found(self) -> int:
        """How many the reader gave."""
        return round(sum(row[1] for row in self.rows.values()))


Tallies = dict[str, Tally]


def figure(tally: Tally) -> float | None:
    """The figure over all documents, between 0 and 1; None where there is nothing to find and nothing was found."""
    rows = np.array(list(tally.rows.values()), dtype=float).reshape(-1, 4)
    value = float(_read(rows.sum(axis=0, keepdims=True), tally.reading)[0])
    return None if np.isnan(value) else value


def interval(tally: Tally, *, resamples: int = RESAMPLES, seed: int = SEED) -> tuple[float, float] | None:
    """The middle 95 % of the figure over resampled documents; None where fewer than five of them hold a case of it.

    Documents are drawn with replacement, as many as there are; the same seed draws the same documents for every figure
    of a set, so that figures of one set can be compared.
    """
    rows = np.array([row for _, row in sorted(tally.rows.items())], dtype=float)
    telling = sum(row[1] + row[3] > 0 for row in tally.rows.values())
    if telling < FEWEST_DOCUMENTS or figure(tally) is None:
        return None
    drawn = np.random.default_rng(seed).integers(0, len(rows), (resamples, len(rows)))
    values = _read(rows[drawn].sum(axis=1), tally.reading)
    low, high = np.nanpercentile(values, [2.5, 97.5])
    return float(low), float(high)


def _read(sums: np.ndarray, reading: Reading) -> np.ndarray:
    """Figures from summed rows, ``(resamples, 4)`` to ``(resamples,)``; NaN where undefined."""
    with np.errstate(invalid="ignore", divide="ignore"):
        precision, recall = sums[:, 0] / sums[:, 1], sums[:, 2] / sums[:, 3]
        if reading != "F1":
            return np.asarray(recall if reading == "recall" else precision)
        both = 2 * precision * recall / (precision + recall)
    # Something to find or found, but nothing right: 0, though one of the two shares is undefined.
    nothing_right = (sums[:, 1] + sums[:, 3] > 0) & (sums[:, 0] + sums[:, 2] == 0)
    return np.where(nothing_right, 0.0, both)


def scorer(path: Path) -> ModuleType:
    """A shared scorer, loaded from its file.

    Raises:
        FileNotFoundError: it is not there, or no Python file.
    """
    if not path.is_file():
        raise FileNotFoundError(f"{path}: no such scorer")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"{path}: this is no Python file")
    module = importlib.util.module_from_spec(spec)
    written, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # the shared folder is not ours to write in
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = written
    return module


def claim_tallies(tool: ModuleType, gold: Sequence[Line], found: Sequence[Line]) -> Tallies:
    """Every line of ``gold_tool.py agree``, counted a document."""
    answers = {line["doc_id"]: line for line in found}
    tallies: Tallies = {}
    for line in gold:
        name = line["doc_id"]
        agreed: dict[str, Any] = tool.agree([line], [answers[name]] if name in answers else [])
        for key, (_, (right, wanted, given)) in agreed.items():
            tallies.setdefault(key, Tally()).rows[name] = (right, given, right, wanted)
    return tallies


def attribution_tallies(tool: ModuleType, gold: Sequence[Line], found: Sequence[Line]) -> Tallies:
    """PolNeAR: relation, content, recall by form, and the pieces of each role."""
    answers = {line["doc_id"]: line for line in found}
    tallies: Tallies = {}
    for line in gold:
        name, text = line["doc_id"], line["text"]
        given = tool.norm_atts(answers.get(name, {}).get("attributions", ()), text)
        n: Counter[Any] = tool.count_doc(tool.norm_atts(line["attributions"], text), given, text, 0.5)
        for key in ("relation", "content"):
            tallies.setdefault(key, Tally()).rows[name] = _row(n["rel", key], n["rel", "np"], n["rel", "ng"])
        for form in tool.FORMS:
            recalled = tallies.setdefault(f"relation, recall of {form} contents", Tally(reading="recall"))
            recalled.rows[name] = (n["form_mp", form], n["form_p", form], n["form_mg", form], n["form_g", form])
        for role in tool.ROLES:
            tallies.setdefault(f"{role} pieces", Tally()).rows[name] = _row(n[role, "piece"], n[role, "npp"], n[role, "npg"])
    return tallies


def entity_tallies(tool: ModuleType, gold: Path, found: Path) -> Tallies:
    """re3d by document: micro, and each type; gold entities of confidence 0.5 and more, the longest of overlapping ones."""
    wanted: dict[str, list[Any]] = tool.read_jsonl(str(gold), "entities", 0.5, False, None)
    answers: dict[str, list[Any]] = tool.read_jsonl(str(found), "entities", 0.0, False, None)
    units = {name: tool.exact_counts(entities, answers.get(name, [])) for name, entities in wanted.items()}
    types: Counter[str] = sum((unit[1] for unit in units.values()), Counter())
    tallies: Tallies = {"micro": Tally()}
    for name, (right, in_gold, given) in units.items():
        tallies["micro"].rows[name] = _row(right.total(), given.total(), in_gold.total())
        for kind, _ in types.most_common():
            tallies.setdefault(kind, Tally()).rows[name] = _row(right[kind], given[kind], in_gold[kind])
    return tallies


def muc_tallies(tool: ModuleType, gold: Path, found: Path) -> Tallies:
    """MUC-4: CEAF-REE and each role of it, templates as the published comparison counts them."""
    wanted: dict[str, Any] = tool.load_gold(str(gold), "doc", "string")
    answers: dict[str, Any] = tool.load_pred(str(found), "doc", "string", "jsonl", wanted)
    whole: dict[str, Any] = tool.load_gold(str(gold), "template", "string")
    parts: dict[str, Any] = tool.load_pred(str(found), "template", "string", "jsonl", whole)
    tallies: Tallies = {"CEAF-REE": Tally(), "templates": Tally()}
    for name, roles in wanted.items():
        counts: dict[str, Sequence[float]] = tool.doc_counts(roles, answers.get(name, {}), tool.phi_subset)
        tallies["CEAF-REE"].rows[name] = _summed(counts.values())
        for role, row in counts.items():
            tallies.setdefault(f"CEAF-REE {role}", Tally()).rows[name] = _summed([row])
        template = tool.template_counts(whole[name], parts.get(name, []), tool.phi_subset, True)
        tallies["templates"].rows[name] = _summed(template.values())
    return tallies


def status_tallies(tool: ModuleType, gold: Sequence[Line], found: Sequence[Line]) -> Tallies:
    """MUC-4: pairs of organisation and label (see claim_status.py)."""
    answers = {line["doc_id"]: line["templates"] for line in found}
    rows = {}
    for line in gold:
        right, given, wanted = count_document(line["templates"], answers.get(line["doc_id"], []), tool.normalise)
        rows[line["doc_id"]] = _row(right, given, wanted)
    return {"claim status": Tally(rows=rows)}


def _row(right: float, found: float, wanted: float) -> Row:
    return (right, found, right, wanted)


def _summed(rows: Iterable[Sequence[float]]) -> Row:
    a, b, c, d = (float(sum(column)) for column in zip(*rows, strict=True))
    return a, b, c, d


def genre(document: Line) -> str:
    """What kind of text a gold document is, from its collection and its publisher.

    A statement is a text whose publisher is the body that speaks (ISSUERS); MUC-4 is what stands in upper case.
    """
    if document["set"] == "muc4":
        return "upper case"
    if document["publisher"] in ISSUERS:
        return "statements"
    return "chronicle" if document["set"] in CHRONICLES else "agency and news"


def region(document: Line) -> str:
    """Where the events of its collection are, as far as the collection tells."""
    return REGIONS.get(document["set"], "other")


def language_of_origin(document: Line) -> str:
    """English, unless the collection was translated into it."""
    return "translated into English by FBIS" if document["set"] == "muc4" else "English"


def collection(document: Line) -> str:
    """The set that a gold document was taken from."""
    return str(document["set"])
