"""Reads a codebook's TOML file and checks every key, code, case and column, so that a slip is told before a row is written."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from saidso.errors import ConfigError
from saidso.show.export.codebook import SHIPPED, SIDES, Codebook, TypeRow
from saidso.show.export.codebook_fields import FIELDS
from saidso.show.export.finer_types import FinerCase
from saidso.show.export.rules import rule_named
from saidso.values.actor import KINDS
from saidso.values.event_type import EventType
from saidso.values.vague_words import ACLED, LITERAL, UCDP, VagueTable

W = TypeVar("W", FinerCase, EventType)

_TABLES = {table.name: table for table in (LITERAL, ACLED, UCDP)}
_KEYS = ("name", "version", "about", "rule", "coarsest_time", "coarsest_place", "each_day", "least_deaths",
         "vague", "columns", "codes", "types", "actors", "targets", "weapons", "regions")  # fmt: skip
_ROW_KEYS = ("case", "type", "code", "actor", "target", "weapon", "trigger", "died", "fought", "attempted")
_TIMES = ("day", "week", "month", "year", "any")
_PLACES = ("town", "province", "any")
_CLASSES = (*sorted(KINDS), "external", "protesters", "rioters")
"""Words that [actors] may give: our kinds of actors, a state's forces abroad, and the two crowds."""


def shipped_names() -> tuple[str, ...]:
    """Names of the codebooks that come with saidso."""
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.toml")))


def codebook_named(wanted: str | Path) -> Codebook:
    """A codebook that ships with saidso by its name ("cameo"), or any by the path of its file.

    A bare name of ours is ours, whatever stands in the folder: exports ask for theirs by name.

    Raises:
        ConfigError: there is no such file or name, or the file is no codebook; the message says where and what to write.
    """
    path = SHIPPED / f"{wanted}.toml" if str(wanted) in shipped_names() else Path(wanted)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        names = ", ".join(shipped_names())
        raise ConfigError(f"codebook {wanted}: cannot be read ({error}). Give a TOML file, or one of: {names}.") from error
    return codebook_from(text, str(path))


def codebook_from(text: str, source: str) -> Codebook:
    """The codebook of a file's text; ``source`` names the file in messages."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"codebook {source}: no TOML ({error}). Correct the line that it names.") from error
    return _Check(source=source, text=text, given=given).codebook()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Check:
    """One file on its way to a codebook; every method reads one part of it or says what is wrong with it."""

    source: str
    text: str
    given: Mapping[str, Any]

    def codebook(self) -> Codebook:
        """The codebook that the file holds, every key of it looked at."""
        self._known("the file", self.given, _KEYS)
        labels = self._labels()
        return Codebook(
            name=self._word("name"),
            version=self._whole("version", least=1),
            about=self._text("about"),
            rule=self._rule(),
            vague=self._vague(),
            columns=self._columns(labels),
            labels=labels,
            types=tuple(self._row(at, row, labels) for at, row in enumerate(self._rows(), start=1)),
            coarsest_time=self._one_of("coarsest_time", _TIMES, "any"),
            coarsest_place=self._one_of("coarsest_place", _PLACES, "any"),
            each_day=self._flag("each_day"),
            least_deaths=self._whole("least_deaths", least=0, default=0),
            actors=self._words_by("actors", _CLASSES),
            targets=self._words_by("targets", _CLASSES),
            weapons=self._words_by("weapons", None),
            regions=self._regions(),
        )

    def wrong(self, where: str, what: str, remedy: str) -> ConfigError:
        """The error, with the line of the first key of ``where`` that stands in the file."""
        key = re.split(r"[.\s]", where)[-1].strip("\"'")
        lines = (at for at, line in enumerate(self.text.splitlines(), start=1) if re.search(rf"\b{re.escape(key)}\b", line))
        at = next(lines, None)
        return ConfigError(f"codebook {self.source}{f', line {at}' if at else ''}: {where}: {what}. {remedy}")

    def _known(self, where: str, given: Mapping[str, Any], known: Iterable[str]) -> None:
        strange = [key for key in given if key not in known]
        if strange:
            prefix = "" if where == "the file" else f"{where}."
            raise self.wrong(f"{prefix}{strange[0]}", "there is no such key", f"Use: {', '.join(known)}.")

    def _text(self, key: str) -> str:
        value = self.given.get(key, "")
        if not isinstance(value, str):
            raise self.wrong(key, f"{value!r} is no text", "Put it in quotes.")
        return value

    def _word(self, key: str) -> str:
        value = self._text(key)
        if not re.fullmatch(r"[a-z][a-z0-9-]*", value):
            raise self.wrong(key, f"{value!r} is no name", f'Write small letters, digits and hyphens: {key} = "our-desk".')
        return value

    def _whole(self, key: str, *, least: int, default: int | None = None) -> int:
        value = self.given.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            raise self.wrong(key, f"{value!r} is no whole number from {least}", f"Write: {key} = {least}")
        return value

    def _flag(self, key: str) -> bool:
        value = self.given.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, f"{value!r} is neither true nor false", f"Write: {key} = true")
        return value

    def _one_of(self, key: str, words: tuple[str, ...], default: str) -> str:
        value = self.given.get(key, default)
        if value not in words:
            raise self.wrong(key, f"there is no {value!r}", f"Use one of: {', '.join(words)}.")
        return str(value)

    def _rule(self) -> str:
        try:
            return rule_named(self._text("rule") or "show-all").name
        except ConfigError as error:
            raise ConfigError(f"codebook {self.source}: {error}") from error

    def _table(self, key: str) -> Mapping[str, Any]:
        value = self.given.get(key, {})
        if not isinstance(value, dict):
            raise self.wrong(key, "it is no table", f"Begin it with a line [{key}].")
        return value

    def _vague(self) -> VagueTable:
        given = dict(self._table("vague"))
        like = given.pop("like", "literal")
        if like not in _TABLES:
            raise self.wrong("vague.like", f"there is no table {like!r}", f"Use one of: {', '.join(_TABLES)}.")
        if not given:
            return _TABLES[like]
        try:
            return _TABLES[like].changed(name=f"{self._word('name')}-codebook", version=self._whole("version", least=1), **given)
        except ConfigError as error:
            raise ConfigError(f"codebook {self.source}: [vague]: {error}") from error

    def _columns(self, labels: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
        given = self._table("columns")
        if not given:
            raise self.wrong("columns", "the codebook has none", 'Write [columns] and a line for each: date = "date".')
        for name, field in given.items():
            if not isinstance(field, str) or not self._is_field(field, labels):
                known = 'a field of docs/formats/own.md, "label:NAME" for a label of [codes], "=words", or "" for an empty column'
                raise self.wrong(f"columns.{name}", f"there is no field {field!r}{_likely(field)}", f"Write {known}.")
        return dict(given)

    @staticmethod
    def _is_field(field: str, labels: Mapping[str, Mapping[str, str]]) -> bool:
        which, _, name = field.partition(":")
        if which in ("label", "label2", "label3"):
            return any(name in each for each in labels.values())
        return field in FIELDS or not field or field.startswith("=")

    def _labels(self) -> Mapping[str, Mapping[str, str]]:
        """[codes], or, where the file has none, the codes of its types in their order."""
        given = self._table("codes")
        for code, labels in given.items():
            if not isinstance(labels, dict) or not all(isinstance(value, str) for value in labels.values()):
                raise self.wrong(f"codes.{code}", "its labels are no texts", f'Write: "{code}" = {{ label = "words" }}')
        if given:
            return given
        codes = (row.get("code") for row in self._rows() if isinstance(row, dict))
        return {code: {} for code in codes if isinstance(code, str) and code}

    def _rows(self) -> list[Any]:
        rows = self.given.get("types", [])
        if not isinstance(rows, list):
            raise self.wrong("types", "it is no list of rows", 'Write [[types]], then case = "bombing" and code = "..."')
        return rows

    def _row(self, at: int, row: Any, labels: Mapping[str, Any]) -> TypeRow:
        where = f"types, row {at}"
        if not isinstance(row, dict):
            raise self.wrong("types", f"row {at} is no table", 'Write: { case = "bombing", code = "..." }')
        strange = next((key for key in row if key not in _ROW_KEYS), None)
        if strange:
            raise ConfigError(f"codebook {self.source}: {where}: there is no key {strange}. Use: {', '.join(_ROW_KEYS)}.")
        if ("case" in row) == ("type" in row):
            raise ConfigError(f"codebook {self.source}: {where}: it needs a case or a type, and only one of them. Name one.")
        code = row.get("code")
        if not isinstance(code, str) or (code and code not in labels):
            known = ", ".join(labels) or "none"
            message = f'there is no code {code!r} in [codes]. Use one of: {known}; or "" for "not recorded".'
            raise ConfigError(f"codebook {self.source}: {where}: {message}")
        return TypeRow(
            code=code,
            cases=frozenset(self._member(where, "case", case, FinerCase) for case in _listed(row.get("case", ()))),
            type=self._member(where, "type", row["type"], EventType) if "type" in row else None,
            actors=self._sides(where, row, "actor"),
            targets=self._sides(where, row, "target"),
            weapons=self._words(where, row, "weapon"),
            triggers=self._words(where, row, "trigger"),
            **{name: self._asked(where, row, name) for name in ("died", "fought", "attempted")},
        )

    def _member(self, where: str, key: str, value: Any, words: type[W]) -> W:
        try:
            return words(value)
        except ValueError as error:
            known = ", ".join(words)
            raise ConfigError(f"codebook {self.source}: {where}: there is no {key} {value!r}. Use one of: {known}.") from error

    def _words(self, where: str, row: Mapping[str, Any], key: str) -> tuple[str, ...]:
        given = _listed(row.get(key, ()))
        if not all(isinstance(word, str) and word for word in given):
            raise ConfigError(f'codebook {self.source}: {where}: {key} {row[key]!r} is no word. Write: {key} = ["words"]')
        return tuple(given)

    def _sides(self, where: str, row: Mapping[str, Any], key: str) -> frozenset[str]:
        given = _listed(row.get(key, ()))
        strange = next((side for side in given if side not in SIDES), None)
        if strange is not None:
            raise ConfigError(f"codebook {self.source}: {where}: {key} {strange!r} is no side. Use: {', '.join(SIDES)}.")
        return frozenset(given)

    def _asked(self, where: str, row: Mapping[str, Any], key: str) -> bool | None:
        value = row.get(key)
        if value is not None and not isinstance(value, bool):
            raise ConfigError(f"codebook {self.source}: {where}: {key} is neither true nor false. Write: {key} = true")
        return value

    def _words_by(self, table: str, known: tuple[str, ...] | None) -> Mapping[str, tuple[str, ...]]:
        given = self._table(table)
        for kind, words in given.items():
            if known is not None and kind not in known:
                raise self.wrong(f"{table}.{kind}", "there is no such kind", f"Use: {', '.join(known)}.")
            if not words or not all(isinstance(word, str) for word in _listed(words)):
                remedy = f'Write: {kind} = "words", or a code and words in a list.'
                raise self.wrong(f"{table}.{kind}", f"{words!r} is no text", remedy)
        return {kind: tuple(_listed(words)) for kind, words in given.items()}

    def _regions(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for region, codes in self._table("regions").items():
            for code in str(codes).split():
                if not re.fullmatch("[A-Z]{2}", code):
                    raise self.wrong(f"regions.{region}", f"{code!r} is no country", 'Write ISO codes: "SY IQ".')
                if code in found:
                    raise self.wrong(f"regions.{region}", f"{code} stands in {found[code]} too", "Leave it in one of them.")
                found[code] = region
        return found


def _listed(value: Any) -> list[Any]:
    return [value] if isinstance(value, str) else list(value) if isinstance(value, (list, tuple)) else [value]


def _likely(field: object) -> str:
    """A field whose name looks like the one that was meant."""
    from rapidfuzz import process

    found = process.extractOne(str(field), list(FIELDS), score_cutoff=75)
    return f" (did you mean {found[0]}?)" if found else ""
