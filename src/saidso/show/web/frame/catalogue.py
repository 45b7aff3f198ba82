"""The interface's own words, from catalogues: a folder per language, a file per page, plural forms of the language.

``catalogues/en/incidents.toml`` with ``title = "Incidents"`` gives the key ``incidents.title``. A text with plural forms is a
table: ``claims = { one = "{n} claim", other = "{n} claims" }``; which forms a language has, CLDR says (Arabic has six).
Babel brings CLDR; it is in the core environment already, with the package that reads dates of web pages.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from saidso.errors import ConfigError
from saidso.show.web.frame.messages import message_in

if TYPE_CHECKING:
    from babel import Locale

CATALOGUES = Path(__file__).parents[1] / "catalogues"
LANGUAGES = ("en", "ar")
"""What the interface speaks; the first is its own. Documents are shown in whatever language they are."""
_OWN_NAMES = {"en": "English", "ar": "العربية"}
RIGHT_TO_LEFT = frozenset({"ar"})
_DIGITS = {"arab": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")}
"""CLDR's name of a numbering system -> its digits, for the languages above."""

Text = str | dict[str, str]


class Words:
    """One reader's language: texts by key, numbers and days as the reader's region writes them."""

    def __init__(self, tag: str) -> None:
        from babel import Locale

        self.locale: Locale = Locale.parse(tag, sep="-")
        self.language = self.locale.language
        self.direction = "rtl" if self.language in RIGHT_TO_LEFT else "ltr"
        self.tag = tag
        self._texts = texts_of(self.language)

    def __call__(self, key: str, /, **given: Any) -> Markup:
        """The text of ``key``, escaped, with ``{name}`` filled in; ``n`` chooses the plural form.

        Raises:
            ConfigError: the catalogue has no such text. A test finds that before a reader does.
        """
        # Only whole numbers are kept: a name from a document and one that is escaped already compare equal.
        if all(type(value) is int for value in given.values()):
            return _kept(self.tag, key, tuple(given.items()))
        return self.filled(key, given)

    def filled(self, key: str, given: Mapping[str, Any]) -> Markup:
        """What a call gives, made anew."""
        text = self._texts.get(key)
        if text is None:
            raise ConfigError(f"catalogue {self.language}: no text for {key}. Add it to {key.partition('.')[0]}.toml.")
        if isinstance(text, dict):
            text = text.get(self.locale.plural_form(given.get("n", 0)), text["other"])
        return Markup(escape(text)).format(**{name: self._written(value) for name, value in given.items()})

    def word(self, group: str, value: str) -> Markup:
        """A word of a closed vocabulary: ``word("stance", "denies")``; one the catalogue lacks stands as it is."""
        text = self._texts.get(f"words.{group}.{value}")
        return Markup(escape(text if isinstance(text, str) else value.replace("_", " ")))

    def message(self, said: str) -> str:
        """A message that another room says in English, in this language; not escaped, for a template does that."""
        return message_in(self.language, said)

    def number(self, value: int | float) -> str:
        """A number with the reader's digits and marks."""
        return _number_kept(self.tag, value) if type(value) is int else self.written(value)

    def written(self, value: int | float) -> str:
        """What ``number`` gives, made anew."""
        from babel.numbers import format_decimal

        return self._digits(format_decimal(value, locale=self.locale, numbering_system="default"))

    def percent(self, share: float) -> str:
        """A share of one as a percentage."""
        from babel.numbers import format_percent

        return self._digits(format_percent(share, locale=self.locale, numbering_system="default"))

    def day(self, value: date | None) -> str:
        """A day as the reader writes it: "12 March 2024"; a text of ours where it is not known."""
        from babel.dates import format_date

        if value is None:
            return str(self("frame.day_unknown"))
        return self._digits(format_date(value, "d MMMM y", locale=self.locale))

    def short_day(self, value: date, *, far: bool = False) -> str:
        """A day on an axis: "12 Mar", or "Mar 2024" where the axis spans many months."""
        from babel.dates import format_date

        return self._digits(format_date(value, "MMM y" if far else "d MMM", locale=self.locale))

    def days(self, earliest: date | None, latest: date | None) -> str:
        """An interval of days; one day where both ends are the same."""
        if earliest == latest or latest is None or earliest is None:
            return self.day(earliest or latest)
        return f"{self.day(earliest)} – {self.day(latest)}"

    def month(self, value: date) -> str:
        """A month: "March 2024"."""
        from babel.dates import format_date

        return self._digits(format_date(value, "LLLL y", locale=self.locale))

    def country(self, code: str) -> str:
        """A country by its two letters, in the reader's language; the letters where CLDR has no name."""
        return str(self.locale.territories.get(code, code))

    def tongue(self, code: str) -> str:
        """A language by its code, in the reader's language; the code where CLDR has no name."""
        return str(self.locale.languages.get(code.partition("-")[0].lower(), code))

    def reads(self, code: str) -> str:
        """Which way a language is written, as far as CLDR knows it: "ltr" or "rtl", or "auto"."""
        from babel import Locale, UnknownLocaleError

        try:
            return str(Locale.parse(code, sep="-").text_direction)
        except (UnknownLocaleError, ValueError):
            return "auto"

    def moment(self, value: datetime) -> str:
        """A day with its time of day, in the zone it carries."""
        from babel.dates import format_datetime

        return self._digits(format_datetime(value, "d MMM y, HH:mm", locale=self.locale))

    def _written(self, value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, (int, float, datetime, date)):
            return value
        if isinstance(value, (int, float)):
            return self.number(value)
        return self.moment(value) if isinstance(value, datetime) else self.day(value)

    def _digits(self, text: str) -> str:
        """Babel knows which digits a region writes, but writes Latin ones."""
        return text.translate(_DIGITS.get(self.locale.default_numbering_system, {}))


@lru_cache(maxsize=16)
def words_in(tag: str) -> Words:
    """The words of a language tag ("ar-EG"), read once."""
    return Words(tag)


@lru_cache(maxsize=8192)
def _kept(tag: str, key: str, given: tuple[tuple[str, int], ...]) -> Markup:
    """A matrix asks for "Open quote 12" a dozen times; a plural form takes as long as a row."""
    return words_in(tag).filled(key, dict(given))


@lru_cache(maxsize=8192)
def _number_kept(tag: str, value: int) -> str:
    return words_in(tag).written(value)


@lru_cache(maxsize=8)
def texts_of(language: str) -> dict[str, Text]:
    """Every text of a language, by "file.key"; a table without plural forms gives "file.table.key"."""
    texts: dict[str, Text] = {}
    for path in sorted((CATALOGUES / language).glob("*.toml")):
        for key, text in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if isinstance(text, dict) and "other" not in text:
                texts |= {f"{path.stem}.{key}.{each}": words for each, words in text.items()}
            else:
                texts[f"{path.stem}.{key}"] = text
    return texts


def tag_of(asked: str | None, kept: str | None, accepted: str) -> str:
    """The language tag of a reader: what the address asks for, else what the browser kept, else what it accepts.

    Args:
        asked: ``?lang=``.
        kept: the cookie.
        accepted: the Accept-Language header ("ar-EG,ar;q=0.9,en;q=0.5").
    """
    offered = [part.partition(";")[0].strip() for part in accepted.split(",")]
    for tag in (asked, kept):
        if tag in LANGUAGES:  # the region of the header still says how its numbers look
            return _regional(tag, offered)
    return next((tag for tag in offered if _known(tag)), LANGUAGES[0])


def languages() -> tuple[tuple[str, str], ...]:
    """(tag, its own name) of every language of the interface."""
    return tuple((tag, _OWN_NAMES[tag]) for tag in LANGUAGES)


def _regional(language: str, offered: Iterable[str]) -> str:
    return next((tag for tag in offered if tag.partition("-")[0] == language and _known(tag)), language)


def _known(tag: str) -> bool:
    from babel import Locale, UnknownLocaleError

    if tag.partition("-")[0] not in LANGUAGES:
        return False
    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True
