"""How many values saidso reads per second on one core, every text a new one: the best of ten passes, in CPU time.

    .venv/bin/python bench/values_speed.py

The bar is 50,000 a second. Texts are made here and never repeat within a pass, so that no cache
can answer.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Sequence
from datetime import date

from saidso.values import place
from saidso.values.actor import read_actor
from saidso.values.actor_find import actors_named
from saidso.values.atlas import atlas
from saidso.values.count import find_counts, read_count
from saidso.values.gazetteer import gazetteer
from saidso.values.place import resolve
from saidso.values.place_words import read_words
from saidso.values.spelling import folded_key, skeleton_key, written_key
from saidso.values.when import find_whens, read_when

PASSES = 10
COUNTED = ("", "soldiers", "people", "of them", "civilians were killed")


def rate(read: Callable[[str], object], texts: Sequence[str]) -> float:
    """Texts per second of CPU time in the best pass."""
    best = 0.0
    for _ in range(PASSES):
        began = time.process_time()
        for text in texts:
            read(text)
        best = max(best, len(texts) / (time.process_time() - began))
    return best


def count_words() -> list[str]:
    """The number words of arguments as reports have them: most are a plain number, a quarter has a modifier."""
    said = ("{}", "{}", "{}", "{}", "{}", "{}", "at least {}", "more than {}", "about {}", "{0}-{1}")
    return [said[n % len(said)].format(n, n + 7) for n in range(1, 5_000)]


def count_phrases() -> list[str]:
    """The same with a noun behind them."""
    return [f"{words} {COUNTED[n % len(COUNTED)]}".strip() for n, words in enumerate(count_words())]


def sentences() -> list[str]:
    """One sentence with three numbers in it."""
    return [f"At least {n} people were killed and {n + 3} wounded, including {n % 9 + 2} children." for n in range(20, 820)]


def counts() -> None:
    """Counts: number words alone, with their noun, and found in running text."""
    print(f"counts, number words: {rate(read_count, count_words()):,.0f} a second")
    print(f"counts, with a noun: {rate(read_count, count_phrases()):,.0f} a second")
    print(f"counts, found in text: {3 * rate(find_counts, sentences()):,.0f} a second")


MONTHS = "January February March April May June July August September October November December".split()


def time_words() -> list[str]:
    """Time arguments as reports have them, half of them weekdays and days of a month, each once."""
    said = (
        "on {m} {d}",
        "on {d} {m} {y}",
        "{m} {d}, {y}",
        "in {m} {y}",
        "since {d} {m} {y}",
        "{n} days ago",
        "on the night of {d} {m} {y}",
        "between {d} and {e} {m} {y}",
        "early {m} {y}",
        "{n} weeks later",
    )
    made = (
        form.format(m=MONTHS[n % 12], d=n % 27 + 1, e=n % 27 + 2, y=1980 + n % 46, n=n + 2) for n in range(1_200) for form in said
    )
    return list(dict.fromkeys(made))


def times() -> None:
    """Times: arguments alone, and found in running text."""
    day = date(2022, 1, 27)
    print(f"times, arguments: {rate(lambda words: read_when(words, published_on=day), time_words()):,.0f} a second")
    text = "On Tuesday a mine killed two men near Manbij. Two days earlier the road had been shelled, the mayor said. " * 20
    found = rate(lambda one: find_whens(one, published_on=day), [text])
    print(f"times, found in text: {len(text) * found:,.0f} characters a second")


def place_names() -> list[str]:
    """Names of towns as the gazetteer has them, from all over the world, each once."""
    towns = gazetteer()
    step = max(1, len(towns) // 4_000)
    return list(dict.fromkeys(towns._town(row).name for row in range(0, len(towns), step)))


def fresh(names: Sequence[str], said: str) -> Callable[[str], object]:
    """Resolves with every cache of names emptied first: each pass sees its names for the first time."""

    def read(name: str) -> object:
        return resolve(said.format(name), countries=("SY", "TR"))

    for cached in (written_key, folded_key, skeleton_key, read_words, place._resolve):
        cached.cache_clear()
    return read


def places() -> None:
    """Places: look-ups in the gazetteer, and whole phrases resolved; opening, in time and memory."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    gazetteer().written("Aleppo")
    opened = time.perf_counter()
    atlas()
    tables, after = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"gazetteer: opens in {1000 * (opened - began):.0f} ms, our tables in {1000 * (tables - opened):.0f} ms; "
          f"{(after - before) / 1024:.0f} MB")  # fmt: skip
    names = place_names()
    for what, said in (("name", "{}"), ("phrase", "the northern city of {}")):
        best = 0.0
        for _ in range(3):
            read = fresh(names, said)
            began = time.process_time()
            for name in names:
                read(name)
            best = max(best, len(names) / (time.process_time() - began))
        print(f"places, a {what} never seen before: {best:,.0f} a second")
    print(f"places, look-ups: {rate(gazetteer().written, names):,.0f} a second")
    print(f"places, names seen before: {rate(lambda name: resolve(name, countries=('SY', 'TR')), names):,.0f} a second")


def actor_phrases() -> list[str]:
    """Names with their people, offices of states, and what no table knows."""
    who = ("SDF fighters", "Turkish soldiers", "militants", "residents of the town", "the Syrian Observatory for Human Rights")
    return [f"{n} {who[n % len(who)]}" for n in range(2, 2_000)]


def actors() -> None:
    """Actors: phrases never seen before (the cache of ``read_actor`` is passed by), and names found in running text."""
    text = "The SDF said Turkish troops shelled a village near Manbij. The army denied it, and Anadolu named the group. " * 20
    print(f"actors, new phrases: {rate(read_actor.__wrapped__, actor_phrases()):,.0f} a second")
    print(f"actors, found in text: {len(text) * rate(lambda one: list(actors_named(one)), [text]):,.0f} characters a second")


def main() -> None:
    counts()
    times()
    places()
    actors()


if __name__ == "__main__":
    main()
