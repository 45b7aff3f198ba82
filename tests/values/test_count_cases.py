"""Counts by example: one line a case, to be read like a list. Sentences are invented."""

from __future__ import annotations

import pytest

from saidso.values.count import find_counts, population_of, read_count

READ = """
three                          3     3     exact
no                             0     0     exact
none                           0     0     exact
nobody                         0     0     exact
not a single                   0     0     exact
zero                           0     0     exact
a                              1     1     exact
one                            1     1     exact
both                           2     2     exact
23                             23    23    exact
1,200                          1200  1200  exact
1 200                          1200  1200  exact
12.000                         12000 12000 exact
٢٥                             25    25    exact
twenty-five                    25    25    exact
one hundred and twenty-three   123   123   exact
two thousand three hundred     2300  2300  exact
250k                           250000 250000 exact
1.2m                           1200000 1200000 exact
2.5 million                    2500000 2500000 exact
half a million                 500000 500000 exact
half a dozen                   6     6     exact
two and a half million         2500000 2500000 exact
a quarter of a million         250000 250000 exact
two dozen                      24    24    exact
twelve (12)                    12    12    exact
a family of five               5     5     exact
the three                      3     3     exact
a total of 31                  31    31    exact
a pair of                      2     2     exact
a couple of                    2     2     hedged
about 40                       40    40    hedged
some 2,500                     2500  2500  hedged
nearly 200                     200   200   hedged
an estimated 900               900   900   hedged
a hundred or so                100   100   hedged
20-odd                         20    20    hedged
at least 12                    12    -     hedged
At Least Ten                   10    -     hedged
no fewer than six              6     -     hedged
upwards of 70                  70    -     hedged
12 or more                     12    -     hedged
20+                            20    -     hedged
more than 57                   58    -     hedged
well over 1000                 1001  -     hedged
more than a dozen              13    -     hedged
up to 20                       0     20    hedged
as many as 30                  0     30    hedged
no more than four              0     4     hedged
fewer than ten                 0     9     hedged
between 10 and 15              10    15    hedged
between 10-15                  10    15    hedged
12-15                          12    15    hedged
12–15                          12    15    hedged
from 20 to 30                  20    30    hedged
four or five                   4     5     hedged
two to three hundred           200   300   hedged
three, perhaps four            3     4     hedged
at least three and as many as seven 3 7    hedged
dozens                         24    -     vague
dozens of                      24    -     vague
SCORES OF                      40    -     vague
hundreds                       200   -     vague
thousands of                   2000  -     vague
tens of thousands              20000 -     vague
hundreds of thousands          200000 -    vague
several                        3     -     vague
several hundred                300   -     vague
several dozen                  36    -     vague
a few                          3     -     vague
many                           3     -     vague
a number of                    3     -     vague
a large number of              3     -     vague
more than several hundred      300   -     vague
an unknown number of           1     -     vague
some                           1     -     vague
casualties                     1     -     vague
the 47th                       nothing
M4                             nothing
122mm                          nothing
13-year-old                    nothing
80 percent                     nothing
five tonnes                    nothing
nearly half                    nothing
2.5                            nothing
first                          nothing
killed                         nothing
"""

FIND = {
    "Three Sarit soldiers and two civilians were killed.": ["3-3 soldiers killed", "2-2 civilians killed"],
    "The blast killed 16 people, including two children.": ["16-16 people killed", "2-2 children killed part"],
    "At least nine nurses were hurt and another four are missing.": ["9-… nurses injured", "4-4 – missing"],
    "Nobody was hurt.": ["0-0 – injured"],
    "No casualties were reported.": ["0-0 – casualties"],
    "The strike caused casualties.": ["1-… – casualties"],
    "It is not clear whether there were any casualties.": [],
    "There were no reports of casualties.": [],
    "The ministry gave no figure.": [],
    "No group has claimed the raid.": [],
    "A 13-year-old boy and a man, 35, were found near Route 66.": [],
    "Omar Fadl (22) left the 3rd Brigade in March 2031.": [],
    "On 3 May 2031 five carts were burnt.": ["5-5 carts –"],
    "In 2031 200 families returned.": ["200-200 families –"],
    "At 5 p.m. guards in Sector 4 fired on 3 men.": ["3-3 men –"],
    "A 12 km convoy of 40 lorries reached Karaf at 20:30.": ["40-40 lorries –"],
    "Aid worth $3 million reached 40% of Harun.": [],
    "Talks on Resolution 1701 entered their third day.": [],
    "The 1920 Revolution Brigades denied it.": [],
    "Both brothers were shot dead; both sides denied it.": ["2-2 brothers killed"],
    "One of the herders died, one after another they fled.": ["1-1 herders killed"],
    "Up to 20 rebels were captured, according to two officers.": ["0-20 rebels captured", "2-2 officers –"],
    "Between 200 and 300 people were displaced.": ["200-300 people displaced"],
    "Hundreds of thousands have fled since 2011.": ["200000-… – displaced"],
    "The guard won 5-4 and drove 4 x 4 cars for 12 hours.": [],
    "A family of five was abducted.": ["5-5 family members captured"],
    "The deaths of 12 miners; the capture of 3 pilots.": ["12-12 miners killed", "3-3 pilots captured"],
    "Fighters killed or wounded dozens of recruits.": ["24-… recruits casualties"],
    "Four gunmen opened fire, killing two.": ["4-4 gunmen –", "2-2 – killed"],
    "Seven women and children were evacuated.": ["7-7 women and children displaced"],
    "Of the nine sailors, four of them teachers, none died.": ["9-9 sailors –", "4-4 teachers – part", "0-0 – killed"],
}

POPULATIONS = {
    "three Russian soldiers": "soldiers",
    "persons": "people",
    "12 people": "people",
    "a woman": "women",
    "at least two civilians in Harun": "civilians",
    "one of the herders": "herders",
    "members of the civil guard": "members",
    "the police officer": "officers",
    "a family of five": "family members",
    "the army": "armies",
    "three others": None,
    "them": None,
    "Fakhr Hassan": None,
    "": None,
}


def _bound(word: str) -> int | None:
    return None if word == "-" else int(word)


@pytest.mark.parametrize("line", READ.strip().splitlines())
def test_number_words_are_read_as_the_table_says(line: str) -> None:
    """Every kind of number word gives its bounds, and says whether it was hedged or vague."""
    if line.endswith("nothing"):
        assert read_count(line.removesuffix("nothing").strip()) is None
        return
    words, low, high, kind = line.rsplit(None, 3)
    count = read_count(words)
    assert count is not None
    assert (count.low, count.high) == (_bound(low), _bound(high))
    assert (count.exact, count.vague) == (kind == "exact", kind == "vague")
    assert count.rule == ("literal@1" if kind == "vague" else None)


@pytest.mark.parametrize(("text", "expected"), FIND.items(), ids=lambda value: str(value)[:40])
def test_counts_are_found_in_running_text(text: str, expected: list[str]) -> None:
    """Counts of people and things are found with whom they count and what befell them; other numbers are passed over."""
    found = []
    for start, end, count in find_counts(text):
        assert text[start:end] == count.words
        high = "…" if count.high is None else count.high
        found.append(f"{count.low}-{high} {count.population or '–'} {count.outcome or '–'}{' part' if count.subset else ''}")
    assert found == expected


@pytest.mark.parametrize(("words", "population"), POPULATIONS.items())
def test_population_is_the_head_noun_in_plural(words: str, population: str | None) -> None:
    """A target phrase names its population by its head noun; a name or a pronoun names none."""
    assert population_of(words) == population
