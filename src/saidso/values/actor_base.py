"""The knowledge base of organised actors: ``data/actors.tsv``, and the offices that every state has.

An id is a row's own ("sdf"), a state ("TR": Turkey, its government), or an office of a state ("TR:armed-forces").
Ids form a tree by ``parent``: the YPG is part of the SDF, an air force of the armed forces, those of their state.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from saidso.values.atlas import atlas, read_table
from saidso.values.gazetteer import gazetteer
from saidso.values.spelling import written_key

DATA = Path(__file__).resolve().parent.parent / "data" / "actors.tsv"
LONGEST_NAME = 12
"""Words in the longest name or alias of the table; a test counts them."""

OFFICES = {
    "armed-forces": ("{} armed forces", "state_forces"),
    "air-force": ("{} air force", "state_forces"),
    "navy": ("{} navy", "state_forces"),
    "security-forces": ("{} security forces", "state_forces"),
    "intelligence": ("{} intelligence service", "state_forces"),
    "police": ("{} police", "police"),
    "parliament": ("{} parliament", "government"),
    "president": ("{} president", "government"),
    "judiciary": ("{} judiciary", "government"),
    **{
        f"{field}-ministry": ("{} " + field + " ministry", "government")
        for field in "defence foreign interior health information justice energy education finance transport".split()
    },
}
"""Office to its name (with the country's) and its kind: what every state has, without a row each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownActor:
    """An organised actor that the knowledge base knows."""

    id: str
    name: str
    kind: str
    country: str
    parent: str
    first_year: int | None = None
    last_year: int | None = None
    """Years under that name, where the table has them."""


class ActorBase:
    """Actors by name and by id. Use ``actor_base()`` for the one that ships with saidso."""

    def __init__(self, path: Path) -> None:
        self._by_id: dict[str, KnownActor] = {}
        self._by_key: dict[str, KnownActor] = {}
        self._acronyms: set[str] = set()
        for row in read_table(path):
            known = KnownActor(
                id=row["office"] or row["id"],
                name=row["name"],
                kind=row["kind"],
                country=row["country"],
                parent=row["parent"],
                first_year=int(row["from"]) if row["from"] else None,
                last_year=int(row["to"]) if row["to"] else None,
            )
            self._by_id[known.id] = known
            for name in filter(None, (row["name"], *row["other_names"].split("; "))):
                self._by_key.setdefault(written_key(name), known)
                if len(name) <= 5 and name.isupper():
                    self._acronyms.add(written_key(name))
        for country, capital in atlas().capitals.items():
            town = gazetteer().by_id(capital)
            if town is not None and country != "US":
                self._by_key.setdefault(written_key(atlas().town_names.get(capital, town.name)), self.state(country))

    def __len__(self) -> int:
        return len(self._by_id)

    def named(self, words: str) -> KnownActor | None:
        """The actor of this name; an acronym counts only where it is not written in lower case ("is", "who")."""
        key = written_key(words)
        if key in self._acronyms and words.islower():
            return None
        return self._by_key.get(key)

    def by_id(self, actor_id: str) -> KnownActor | None:
        """The actor of this id: a row, a state, or an office of a state; None where there is none."""
        if actor_id in self._by_id:
            return self._by_id[actor_id]
        country, _, office = actor_id.partition(":")
        if country not in atlas().country_names:
            return None
        if not office:
            return self.state(country)
        return self.office(country, office) if office in OFFICES else None

    def state(self, country: str) -> KnownActor:
        """A state as an actor: "Turkey", "Ankara", "the Turkish government"."""
        name = atlas().country_names[country]
        return self._by_id.get(country) or KnownActor(id=country, name=name, kind="government", country=country, parent="")

    def office(self, country: str, office: str) -> KnownActor:
        """An office that every state has, such as TR:armed-forces."""
        actor_id = f"{country}:{office}"
        label, kind = OFFICES[office]
        parent = f"{country}:armed-forces" if office in ("air-force", "navy") else country
        name = label.format(atlas().country_names[country] + "'s")
        return self._by_id.get(actor_id) or KnownActor(id=actor_id, name=name, kind=kind, country=country, parent=parent)

    def above(self, actor_id: str) -> tuple[str, ...]:
        """Ids of everything this actor is part of, nearest first."""
        found: list[str] = []
        known = self.by_id(actor_id)
        while known is not None and known.parent and known.parent not in found:
            found.append(known.parent)
            known = self.by_id(known.parent)
        return tuple(found)


@lru_cache(maxsize=1)
def actor_base() -> ActorBase:
    """The knowledge base that ships with saidso, read once per process."""
    return ActorBase(DATA)
