"""MUC-4 claim status: how well a reader says who is held to have done it, and on whose word.

A pair is an organisation and its label ("POSSIBLE", "CLAIMED OR ADMITTED" ...). The answer key allows several names of
one organisation and several labels for it: any of them is right. Pairs are counted once a document, not once a
template: whether an incident was split into templates as the key splits it is measured elsewhere (CEAF-REE, templates).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Normalise = Callable[[str], str]
Names = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPair:
    """An organisation of the answer key: its names, the labels that are right, and whether it may be left out."""

    names: Names
    labels: frozenset[str]
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPair:
    """An organisation that a reader found: its names, and the one label it was given."""

    names: Names
    label: str


def count_document(
    key: Iterable[Mapping[str, Any]], found: Iterable[Mapping[str, Any]], normalise: Normalise
) -> tuple[int, int, int]:
    """(right, found, wanted) pairs of one document; sum them over documents for the micro F1.

    Pairs are aligned one to one: a found organisation with any name of the key's, and an allowed label. A pair that the key
    marks optional (its template, its organisation or its label) is wanted only where it was found.

    Args:
        key: ``templates`` of a line of muc4/dev.jsonl.
        found: ``templates`` of a line of ``saidso predict muc4``.
        normalise: how two spellings of a name are made equal.
    """
    # The pairs that must be found come first: an augmenting path never gives up what is already aligned.
    wanted = sorted(_once(key_pairs(key, normalise)), key=lambda pair: (pair.optional, sorted(pair.names), sorted(pair.labels)))
    given = sorted(_once(found_pairs(found, normalise)), key=lambda pair: (sorted(pair.names), pair.label))
    fits = [[n for n, one in enumerate(given) if _right(pair, one)] for pair in wanted]
    aligned = _aligned(fits)
    needed = sum(not pair.optional or at in aligned for at, pair in enumerate(wanted))
    return len(aligned), len(given), needed


def key_pairs(templates: Iterable[Mapping[str, Any]], normalise: Normalise) -> Iterator[KeyPair]:
    """Every labelled organisation of the answer key; a label without ``refers_to`` belongs to the only organisation."""
    for one in templates:
        organisations = one["slots"]["perp_organization_id"]["fillers"]
        for label in one["slots"]["perp_organization_confidence"]["fillers"]:
            for organisation in _meant(label, organisations, normalise):
                yield KeyPair(
                    names=_names((a["text"] for a in organisation["alternatives"]), normalise),
                    labels=frozenset(a["text"].strip().upper() for a in label["alternatives"]),
                    optional=bool(one.get("optional") or organisation.get("optional") or label.get("optional")),
                )


def found_pairs(templates: Iterable[Mapping[str, Any]], normalise: Normalise) -> Iterator[FoundPair]:
    """Every organisation that was given a label; one without a label is an abstention and makes no pair.

    Raises:
        ValueError: PerpOrg and org_confidence are not parallel lists.
    """
    for one in templates:
        organisations, labels = one.get("PerpOrg") or [], one.get("org_confidence") or []
        if len(organisations) != len(labels):
            where = f"PerpOrg {organisations!r} and org_confidence {labels!r}"
            raise ValueError(f"{where}: not equally long. Give each organisation one label, or null.")
        for organisation, label in zip(organisations, labels, strict=True):
            names = _names([organisation] if isinstance(organisation, str) else organisation, normalise)
            if label is not None and names:
                yield FoundPair(names=names, label=label.strip().upper())


def _names(texts: Iterable[str], normalise: Normalise) -> Names:
    return frozenset(filter(None, map(normalise, texts)))


def _meant(label: Mapping[str, Any], organisations: list[Any], normalise: Normalise) -> list[Any]:
    """The organisations that a label is about."""
    named = _names(label.get("refers_to") or [], normalise)
    if not named:
        return organisations if len(organisations) == 1 else []
    return [one for one in organisations if named & _names((a["text"] for a in one["alternatives"]), normalise)]


def _once(pairs: Iterable[Any]) -> list[Any]:
    """Equal pairs once; where the key wants one in a template and makes it optional in another, it is wanted."""
    kept: dict[Any, Any] = {}
    for pair in pairs:
        same = (pair.names, pair.labels) if isinstance(pair, KeyPair) else pair
        if same not in kept or not getattr(pair, "optional", True):
            kept[same] = pair
    return list(kept.values())


def _right(wanted: KeyPair, given: FoundPair) -> bool:
    return bool(wanted.names & given.names) and given.label in wanted.labels


def _aligned(fits: list[list[int]]) -> set[int]:
    """The rows of a largest one-to-one alignment (augmenting paths); earlier rows are served first."""
    holder: dict[int, int] = {}

    def serve(row: int, tried: set[int]) -> bool:
        for column in fits[row]:
            if column not in tried:
                tried.add(column)
                if column not in holder or serve(holder[column], tried):
                    holder[column] = row
                    return True
        return False

    return {row for row in range(len(fits)) if serve(row, set())} & set(holder.values())
