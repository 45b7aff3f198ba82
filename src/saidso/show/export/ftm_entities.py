"""FollowTheMoney entities as drafts that know, for each value, in which document and by which claims it is stated.

The JSON and the statement rows are those of followthemoney 4.11 (``ValueEntity``, ``Statement``, ``CSV_COLUMNS``); the id of a
statement is made as there, so that its tools find the same statement again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from saidso.nouns.claim import Claim
from saidso.show.export.cells import plain_cell

OURS = "saidso"
"""The dataset of what no document says: titles, counts, ids."""

COLUMNS = (
    *("canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin", "lang", "original_value"),
    *("external", "first_seen", "last_seen", "id"),
)
_TYPES = {
    **{("Event", prop): kind for prop, kind in {"recordId": "identifier", "location": "address"}.items()},
    **{("*", prop): "entity" for prop in ("proof", "involved", "document", "resolved", "entity")},
    **{("*", prop): "date" for prop in ("date", "startDate", "endDate", "publishedAt")},
    ("*", "sourceUrl"): "url",
    ("*", "country"): "country",
    ("*", "language"): "language",
    ("*", "name"): "name",
    **{("*", prop): "text" for prop in ("summary", "notes", "description")},
}
"""Kinds of the properties we fill, by schema; every other is a plain "string"."""

LANGUAGES = dict(
    pair.split(":")
    for pair in (
        "af:afr am:amh ar:ara az:aze be:bel bg:bul bn:ben bs:bos ca:cat cs:ces da:dan de:deu el:ell en:eng es:spa et:est fa:fas "
        "fi:fin fr:fra ga:gle he:heb hi:hin hr:hrv hu:hun hy:hye id:ind in:ind is:isl it:ita iw:heb ja:jpn ka:kat kk:kaz km:khm "
        "kn:kan ko:kor ky:kir lb:ltz lo:lao lt:lit lv:lav mk:mkd mn:mon mo:ron ms:msa mt:mlt my:mya ne:nep nl:nld no:nor pl:pol "
        "ps:pus pt:por ro:ron ru:rus si:sin sk:slk sl:slv sq:sqi sr:srp sv:swe sw:swa ta:tam te:tel tg:tgk th:tha tk:tuk tl:tgl "
        "tr:tur uk:ukr ur:urd uz:uzb vi:vie zh:zho "
    ).split()
)
"""Two letters of a language to the three that followthemoney 4.11 knows (``registry.language``); it drops every other."""


@dataclass(slots=True)
class _Stated:
    """One value with what it rests on."""

    prop: str
    value: str
    dataset: str
    lang: str = ""
    origins: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Entity:
    """One entity in the making; ``add`` takes its values one by one."""

    id: str
    schema: str
    stated: dict[tuple[str, str, str], _Stated] = field(default_factory=dict)

    def add(self, prop: str, value: str | None, dataset: str, claim: Claim | None = None, *, lang: str = "") -> None:
        """State a value: by a document (its id is the dataset) and, where one says so, by a claim. None and "" state nothing.

        ``lang``: the language of words that were copied, in three letters.
        """
        if not value or not value.strip():
            return
        value = " ".join(value.split())
        held = self.stated.setdefault((dataset, prop, value), _Stated(prop, value, dataset, lang))
        if claim is not None:
            held.origins.append(claim.id)
            held.days += [claim.said_on.isoformat()] if claim.said_on else []

    def as_json(self) -> dict[str, Any]:
        """The entity as a line of FollowTheMoney JSON."""
        properties: dict[str, list[str]] = {}
        for each in self.stated.values():
            values = properties.setdefault(each.prop, [])
            if each.value not in values:
                values.append(each.value)
        datasets = sorted({each.dataset for each in self.stated.values()})
        return {"id": self.id, "schema": self.schema, "properties": properties, "datasets": datasets}

    def statements(self) -> Iterator[tuple[str, ...]]:
        """The rows of this entity, in the order of ``COLUMNS``; claims of one document stand in one ``origin``, by commas."""
        for each in self.stated.values():
            kind = _TYPES.get((self.schema, each.prop)) or _TYPES.get(("*", each.prop), "string")
            first, last = (min(each.days), max(each.days)) if each.days else ("", "")
            origin = ",".join(dict.fromkeys(each.origins))
            value = plain_cell(each.value)  # before the id is made: it must be that of the value as a reader finds it
            yield (
                *(self.id, self.id, each.prop, kind, self.schema, value, each.dataset, origin, each.lang, "", "f"),
                *(first, last, self._key(each, value)),
            )

    def _key(self, each: _Stated, value: str) -> str:
        """followthemoney, Statement.make_key. SHA-1 is its choice; nothing rests on it but an id."""
        key = f"{each.dataset}.{self.id}.{each.prop}.{value}" + (f"@{each.lang}" if each.lang else "")
        return hashlib.sha1(key.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()


class Drafts:
    """The entities of one incident by id, in the order in which they were first spoken of."""

    def __init__(self) -> None:
        self._made: dict[str, Entity] = {}

    def of(self, id_: str, schema: str) -> Entity:
        """The entity of this id, made now if it is new."""
        return self._made.setdefault(id_, Entity(id_, schema))

    def __iter__(self) -> Iterator[Entity]:
        return iter(self._made.values())
