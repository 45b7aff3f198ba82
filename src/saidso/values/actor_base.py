"""The knowledge base of organised actors: ``data/actors.tsv``, the user's own tables, and the offices that every state has.

An id is a row's own ("sdf"), a state ("TR": Turkey, its government), or an office of a state ("TR:armed-forces"); a row
that is an office ("idf" is IL:armed-forces) answers to both. Ids form a tree by ``parent``: the YPG is part of the SDF,
an air force of the armed forces, those of their state. A name may belong to several actors: ``called`` gives them all.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import lru_cache
from pathlib import Path

from saidso.config import config
from saidso.errors import ConfigError
from saidso.values.actor_table import DATA, KINDS, KnownActor, read_actors
from saidso.values.actor_words import COMMON_WORDS
from saidso.values.atlas import atlas
from saidso.values.gazetteer import gazetteer
from saidso.values.spelling import written_key

__all__ = ["DATA", "KINDS", "LONGEST_NAME", "OFFICES", "ActorBase", "KnownActor", "actor_base"]

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


class ActorBase:
    """Actors by name and by id. Use ``actor_base()`` for the one that this project's settings give.

    Args:
        path: the table that ships with saidso.
        own: tables of the user, the first before the second. A row with an id of ours replaces ours, names and all;
            a name that a user's row holds is that row's, whoever of ours held it.

    Raises:
        ConfigError: a table cannot be read; file and line are named.
    """

    def __init__(self, path: Path = DATA, own: Sequence[Path] = ()) -> None:
        self._by_id: dict[str, KnownActor] = {}
        self._by_key: dict[str, list[KnownActor]] = {}
        self._seldom: dict[str, list[KnownActor]] = {}
        self._acronyms: set[str] = set()
        self._wordy: set[str] = set()
        self._capitals = dict(_capitals())
        replaced: set[str] = set()
        for table in own:
            rows = [row for row in read_actors(table) if row.row_id not in replaced]
            replaced |= {row.row_id for row in rows}
            self._add(rows)
        taken = {*self._by_key, *self._seldom}
        self._add([row for row in read_actors(path) if row.row_id not in replaced], taken)
        self.first_words = frozenset(key.split(" ", 1)[0] for key in (*self._by_key, *self._seldom, *self._capitals) if key)
        """The first word of every name's key: where no word is one of these, no name of the table begins."""
        self._refuse_orphans(path, own)

    def __len__(self) -> int:
        return len({known.row_id for known in self._by_id.values()})

    def rows(self) -> tuple[KnownActor, ...]:
        """Every actor that has a row, each once."""
        return tuple({known.row_id: known for known in self._by_id.values()}.values())

    def called(self, words: str, *, countries: Sequence[str] = (), kinds: frozenset[str] = KINDS) -> tuple[KnownActor, ...]:
        """Every actor that this name can stand for; several where it is shared and nothing settles it.

        An acronym counts only where it is not written in lower case ("is", "who"). A name that others bear too
        ("SNA", "AA", "Rangers") is its bearers' in the countries that the document is about; where those tell nothing, all
        its bearers are given.

        Args:
            words: the name as the text has it.
            countries: what the document is about, as ``place.countries_in`` gives it.
            kinds: kinds that the words around the name leave possible.
        """
        key = written_key(words)
        usual, seldom = self._by_key.get(key, ()), self._seldom.get(key, ())
        if not (usual or seldom):
            country = self._capitals.get(key)
            return (self.state(country),) if country and not words.islower() else ()
        if (key in self._acronyms and words.islower()) or (key in self._wordy and words.islower()):
            return ()
        here = [known for known in seldom if set(known.countries) & set(countries)]
        if here:
            usual = [known for known in usual if not known.countries or set(known.countries) & set(countries)]
        found = tuple(dict.fromkeys((*usual, *(here or (() if usual else seldom)))))
        fitting = tuple(known for known in found if known.kind in kinds)
        # "JeM" is written so by one of its bearers only.
        exact = tuple(known for known in fitting if words in known.seldom_names) if not words.isupper() else ()
        return exact if len(fitting) > 1 and exact else fitting

    def named(self, words: str, *, countries: Sequence[str] = (), kinds: frozenset[str] = KINDS) -> KnownActor | None:
        """The only actor of this name where it is sure, else None."""
        known = self.called(words, countries=countries, kinds=kinds)
        return known[0] if len(known) == 1 and self.is_sure(words, known[0], countries=countries, kinds=kinds) else None

    def is_sure(self, words: str, known: KnownActor, *, countries: Sequence[str], kinds: frozenset[str] = KINDS) -> bool:
        """Whether this name is the actor's own, or the document's countries or the words around it make it so."""
        key = written_key(words)
        if known in self._by_key.get(key, ()) or known not in self._seldom.get(key, ()):
            return True
        return bool(set(known.countries) & set(countries)) or kinds is not KINDS

    def shares(self, words: str) -> bool:
        """Whether the words hold a name that several bear, so that the document's countries matter."""
        tokens = words.split()
        runs = (" ".join(tokens[at : at + size]) for size in (1, 2, 3) for at in range(len(tokens) - size + 1))
        return any(written_key(run) in self._seldom for run in runs)

    def capital_of(self, words: str) -> str | None:
        """The country whose capital is called so: "Ankara", "Kyiv"."""
        return self._capitals.get(written_key(words))

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
        return self._by_id.get(country) or KnownActor(id=country, row_id=country, name=name, kind="government", country=country)

    def office(self, country: str, office: str) -> KnownActor:
        """An office that every state has, such as TR:armed-forces."""
        actor_id = f"{country}:{office}"
        label, kind = OFFICES[office]
        parent = f"{country}:armed-forces" if office in ("air-force", "navy") else country
        name = label.format(atlas().country_names[country] + "'s")
        known = KnownActor(id=actor_id, row_id=actor_id, name=name, kind=kind, country=country, parent=parent)
        return self._by_id.get(actor_id) or known

    def above(self, actor_id: str) -> tuple[str, ...]:
        """Ids of everything this actor is part of, nearest first."""
        found: list[str] = []
        known = self.by_id(actor_id)
        while known is not None and known.parent and known.parent not in found:
            found.append(known.parent)
            known = self.by_id(known.parent)
        return tuple(found)

    def _add(self, rows: Sequence[KnownActor], taken: Set[str] = frozenset()) -> None:
        for known in rows:
            self._by_id[known.row_id] = self._by_id[known.id] = known
            for name in (known.name, *known.other_names):
                self._index(self._by_key, name, known, taken)
            for name in known.seldom_names:
                self._index(self._seldom, name, known, taken)

    def _index(self, table: dict[str, list[KnownActor]], name: str, known: KnownActor, taken: Set[str]) -> None:
        key = written_key(name)
        if key in taken or known in table.get(key, ()):
            return
        table.setdefault(key, []).append(known)
        if len(name) <= 5 and name.isascii() and any(letter.isupper() for letter in name[1:]):
            self._acronyms.add(key)
        if not name.islower() and all(word in COMMON_WORDS for word in key.split()):
            self._wordy.add(key)  # "the interim government", "dawn": a name only with its capitals

    def _refuse_orphans(self, path: Path, own: Sequence[Path]) -> None:
        for known in self.rows():
            if known.parent and self.by_id(known.parent) is None:
                where = " or ".join(str(table) for table in (*own, path))
                told = f"{where}: {known.row_id!r} has the parent {known.parent!r}, which no row, country or office is."
                raise ConfigError(f"{told} Correct it, or leave the cell empty.")


def _capitals() -> dict[str, str]:
    """Key of each capital's name to its country; "Washington" stands in the table, for it is other things too."""
    found = {"new delhi": "IN", "kiev": "UA"}  # beside the gazetteer's own "Delhi" and "Kyiv"
    for country, capital in atlas().capitals.items():
        town = gazetteer().by_id(capital)
        if town is not None and country != "US":
            found.setdefault(written_key(atlas().town_names.get(capital, town.name)), country)
    return found


@lru_cache(maxsize=1)
def actor_base() -> ActorBase:
    """The knowledge base of this process, read once: ours, and the tables that ``saidso.toml`` names.

    Raises:
        ConfigError: as ``ActorBase`` and ``config``.
    """
    return ActorBase(DATA, config().actors)
