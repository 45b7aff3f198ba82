"""Counts in Spanish, French, Turkish, Russian and Arabic by example, and their laws. Sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saidso.errors import ConfigError
from saidso.values.count import find_counts, read_count
from saidso.values.count_tongues import TONGUES
from saidso.values.vague_words import ACLED, LITERAL, UCDP

READ = """
es | doce                       | 12     12
es | veintiún                   | 21     21
es | treinta y cinco mil        | 35000  35000
es | 2 millones                 | 2000000 2000000
es | medio millón de            | 500000 500000
es | una veintena               | 20     20
es | al menos siete             | 7      -
es | más de 300                 | 301    -
es | hasta 40                   | 0      40
es | menos de diez              | 0      9
es | entre veinte y treinta     | 20     30
es | 10-15                      | 10     15
es | decenas de miles           | 20000  -
es | varios                     | 3      -
es | ningún                     | 0      0
es | 1.500                      | 1500   1500
fr | quatre-vingt-dix-sept      | 97     97
fr | vingt et un                | 21     21
fr | deux mille trois cents     | 2300   2300
fr | une centaine               | 100    100
fr | jusqu'à 60                 | 0      60
fr | entre vingt et trente      | 20     30
fr | plusieurs centaines        | 300    -
fr | 15 000                     | 15000  15000
fr | aucun                      | 0      0
tr | yirmi üç                   | 23     23
tr | iki yüz elli               | 250    250
tr | otuz beş bin               | 35000  35000
tr | 2 bin 500                  | 2500   2500
tr | en az 18                   | 18     -
tr | 20'den fazla               | 21     -
tr | 30'a yakın                 | 30     30
tr | onlarca                    | 20     -
ru | двадцать пять              | 25     25
ru | двухсот                    | 200    200
ru | сто двадцать тысяч         | 120000 120000
ru | полторы тысячи             | 1500   1500
ru | 15 тыс.                    | 15000  15000
ru | не менее 20                | 20     -
ru | от 10 до 15                | 10     15
ru | сотни тысяч                | 200000 -
ru | трое                       | 3      3
ar | ثلاثة                      | 3      3
ar | خمسة وعشرون                | 25     25
ar | ١٥ ألف                     | 15000  15000
ar | ٣٬٥٠٠                      | 3500   3500
ar | ما لا يقل عن ٤٠            | 40     -
ar | أكثر من ١٢٠٠               | 1201   -
ar | عشرات                      | 20     -
ar | مئات الآلاف                | 200000 -
"""

FIND = {
    ("es", "Murieron tres soldados y otros cinco resultaron heridos."): ["3-3 soldiers killed", "5-5 – injured"],
    ("es", "El comandante, de 38 años, llegó el 3 de mayo de 2031 por la ruta 9."): [],
    ("es", "Unos 400 desplazados, entre ellos cien niños, llegaron."): [
        "400-400 displaced people displaced",
        "100-100 children displaced part",
    ],
    ("fr", "Quatre civils ont été tués et une dizaine blessés."): ["4-4 civilians killed", "10-10 – injured"],
    ("fr", "Le 27e régiment est parti le 12 mars 2031 à 14 h."): [],
    ("tr", "Saldırıda iki çocuk öldü, dokuz kişi yaralandı."): ["2-2 children killed", "9-9 people injured"],
    ("tr", "Patlamada can kaybı yaşanmadı."): ["0-0 – –"],
    ("ru", "Убиты двое детей, семь человек ранены."): ["2-2 children killed", "7-7 people injured"],
    ("ru", "Школа № 5 и 47-я бригада, 3 мая 2031 года."): [],
    ("ar", "قتل أربعة مدنيين وأصيب ٩ أطفال."): ["4-4 civilians killed", "9-9 children injured"],
    ("ar", "القرار ٢٢٥٤ صدر عام ٢٠١٥."): [],
}


def _bound(word: str) -> int | None:
    return None if word == "-" else int(word)


@pytest.mark.parametrize("line", READ.strip().splitlines())
def test_number_words_of_other_languages_are_read(line: str) -> None:
    """Each phrase gives the bounds beside it."""
    language, words, bounds = (part.strip() for part in line.split("|"))
    low, high = bounds.split()
    count = read_count(words, language=language)
    assert count is not None
    assert (count.low, count.high, count.words) == (_bound(low), _bound(high), words)


@pytest.mark.parametrize(("case", "expected"), FIND.items(), ids=lambda value: str(value)[:40])
def test_counts_of_other_languages_are_found(case: tuple[str, str], expected: list[str]) -> None:
    """Counts are found with whom they count, in English; ages, dates, roads and units are passed over."""
    language, text = case
    found = []
    for start, end, count in find_counts(text, language=language):
        assert text[start:end] == count.words
        high = "…" if count.high is None else count.high
        found.append(f"{count.low}-{high} {count.population or '–'} {count.outcome or '–'}{' part' if count.subset else ''}")
    assert found == expected


def test_a_language_without_a_table_is_refused() -> None:
    """An unknown language says so, and which ones there are, instead of finding nothing in silence."""
    with pytest.raises(ConfigError, match="es, fr, tr, ru, ar"):
        find_counts("tolv soldater", language="sv")
    with pytest.raises(ConfigError, match="'sv'"):
        read_count("tolv", language="sv")


def test_vague_words_of_other_languages_follow_the_table() -> None:
    """ "Docenas" takes the floor of "dozens" in whichever table is asked."""
    floors = [read_count("docenas de", language="es", table=table) for table in (LITERAL, ACLED, UCDP)]
    assert [(one.low, one.rule) for one in floors if one] == [(24, "literal@1"), (12, "acled@1"), (12, "ucdp@1")]


@given(st.sampled_from(sorted(TONGUES)), st.data())
@settings(max_examples=150, deadline=None)
def test_readers_of_other_languages_are_total_and_steady(language: str, data: st.DataObject) -> None:
    """Whatever the text, no error, the same answer twice, spans that slice and low not above high."""
    tongue = TONGUES[language]
    scraps = [
        *tongue.words.split(),
        *tongue.values,
        *(w.replace("_", " ") for w in tongue.vague),
        "12",
        "3.500",
        "1,5",
        "٢٥",
        ".",
        "-",
        "y",
        "et",
    ]
    scraps += [w.replace("_", " ") for listed in tongue.before.values() for w in listed.split("|")] + list(tongue.scales)
    text = " ".join(data.draw(st.lists(st.one_of(st.sampled_from(scraps), st.text(max_size=8)), max_size=9)))
    found = find_counts(text, language=language)
    assert found == find_counts(text, language=language)
    for start, end, count in found:
        assert 0 <= start < end <= len(text) and text[start:end] == count.words
        assert count.low is not None and count.low >= 0 and (count.high is None or count.low <= count.high)
    read_count(text, language=language)


@pytest.mark.parametrize("text", ["de nombreux de nombreux", "plusieurs de nombreux morts", "plusieurs dizaines de nombreux"])
def test_vague_words_side_by_side_are_no_trouble(text: str) -> None:
    """Found by the law above: two vague words of several words each ended in an error."""
    assert all(count.vague for _, _, count in find_counts(text, language="fr"))
