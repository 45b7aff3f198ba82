"""Whom a number counts, in the reader's language and its plural forms: "3 soldiers" is "3 جنود", "12 soldiers" "12 جنديًا".

A number's noun is read in English ("soldiers"), whatever the document's language. Frequent ones stand in
``catalogues/counted``, a file a language; any other stays as it was read, for a wrong word would be worse than a foreign one.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING

from saidso.values.count_nouns import counted_as

if TYPE_CHECKING:
    from saidso.show.web.frame.catalogue import Words

_FEW = "few"


def counted_in(words: Words, whom: str, number: str, *, last: int, between: bool = False) -> str:
    """A number with its noun.

    Args:
        words: the reader's language.
        whom: the noun in plural, maybe after a name ("Turkish soldiers"): the name stays, in brackets.
        number: as the reader writes it ("3", "من 3 إلى 5"); a form that says the number itself ("جنديان") has no use for it.
        last: the number that chooses the form; of a range its higher end.
        between: ``number`` is a range, which must not be lost to such a form.
    """
    found = _noun_of(words.language, whom)
    if found is None:
        return f"{number} {whom}"
    forms, name = found
    form = forms.get(words.locale.plural_form(last), forms["other"])
    if between and "{n}" not in form:
        form = forms.get(_FEW, forms["other"])
    said = form.replace("{n}", number)
    return f"{said} ({name})" if name else said


def noun_in(language: str, whom: str) -> str:
    """The noun alone, in plural; as it was read where the language has no word for it."""
    found = _noun_of(language, whom)
    if found is None:
        return whom
    forms, name = found
    said = forms.get(_FEW, forms["other"]).replace("{n} ", "")
    return f"{said} ({name})" if name else said


def _noun_of(language: str, whom: str) -> tuple[dict[str, str], str] | None:
    """The forms of the longest known noun that ``whom`` ends in, and what stands before it."""
    nouns, parts = nouns_of(language), whom.split()
    for at in range(len(parts)):
        if (forms := nouns.get(" ".join(parts[at:]))) is not None:
            return forms, " ".join(parts[:at])
    return None


@lru_cache(maxsize=8)
def nouns_of(language: str) -> dict[str, dict[str, str]]:
    """Every noun of a language by its English plural and singular, each with its forms by CLDR's names for them."""
    from saidso.show.web.frame.catalogue import CATALOGUES

    path = CATALOGUES / "counted" / f"{language}.toml"
    nouns = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {counted_as("1", noun).removeprefix("1 "): forms for noun, forms in nouns.items()} | nouns
