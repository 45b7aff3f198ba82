"""Places: what a name resolves to, what is left open, and what two places are to each other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saidso.values.comparison import Agreement
from saidso.values.gazetteer import DATA, gazetteer
from saidso.values.place import Place, compare, countries_in, resolve, settle
from saidso.values.place_precision import acled_precision, ucdp_precision

RESOLVED = [
    # words, document's countries, name, kind, country
    ("Kobanê", (), "Kobanê", "town", "SY"),
    ("Ayn al-Arab", (), "Kobanê", "town", "SY"),
    ("Efrîn", (), "Afrin", "town", "SY"),
    ("Girê Spî", (), "Tell Abyad", "town", "SY"),
    ("Tîl Temîr", (), "Tell Tamer", "town", "SY"),
    ("Zirgan", (), "Abu Rasin", "town", "SY"),
    ("Şengal", ("SY", "IQ"), "Sinjar", "town", "IQ"),
    ("Serêkaniyê", ("SY",), "Ras al-Ayn", "town", "SY"),
    ("Serêkaniyê", ("TR",), "Ceylanpınar", "town", "TR"),
    ("Aleppo", (), "Aleppo", "town", "SY"),
    ("Aleppo province", (), "Aleppo", "admin", "SY"),
    ("the northern province of Aleppo", ("SY",), "Aleppo", "admin", "SY"),
    ("the northern Syrian city of Manbij", (), "Manbij", "town", "SY"),
    ("the Syrian border town of Kobani", (), "Kobanê", "town", "SY"),
    ("Syrias Idlib province", (), "Idlib", "admin", "SY"),
    ("Syria's Idlib", (), "Idlib", "town", "SY"),
    ("Deir Ezzor city", ("SY",), "Deir ez-Zor", "town", "SY"),
    ("SAN SALVADOR", ("SV",), "San Salvador", "town", "SV"),
    ("Paris, France", ("SY",), "Paris", "town", "FR"),
    ("Paris, Texas", (), "Paris", "town", "US"),
    ("the Syrian capital", ("SY",), "Damascus", "town", "SY"),
    ("the capital", ("SD",), "Khartoum", "town", "SD"),
    ("Mexico", ("MX",), "Mexico", "country", "MX"),
    ("northern Syria", (), "Syria", "country", "SY"),
    ("Gujarat", ("IN",), "Gujarat", "admin", "IN"),
    ("North Darfur", ("SD",), "North Darfur", "admin", "SD"),
    ("Darfur", (), "Darfur", "territory", "SD"),
    ("Eastern Ghouta", ("SY",), "Eastern Ghouta", "territory", "SY"),
    ("the Donbas", (), "Donbas", "territory", "UA"),
    ("M4", ("SY",), "M4 highway", "road", "SY"),
    ("the M4 highway", (), "M4 highway", "road", "SY"),
    ("al-Hol camp", (), "al-Hol camp", "camp", "SY"),
    ("Tishreen Dam", (), "Tishrin Dam", "dam", "SY"),
    ("Ghweiran", (), "Ghuwayran", "neighbourhood", "SY"),
    ("Gwêran", ("SY",), "Ghuwayran", "neighbourhood", "SY"),
    ("Grozny", (), "Grozny", "town", "RU"),
    ("Грозный", (), "Grozny", "town", "RU"),
    ("El Fasher", (), "El Fasher", "town", "SD"),
    ("ANTIOQUIA", ("CO",), "Antioquia", "admin", "CO"),
    ("Kharkov", ("UA",), "Kharkiv", "town", "UA"),
    ("Jisr al-Shogur", ("SY",), "Jisr al-Shughur", "town", "SY"),
    ("the Bab al-Hawa border crossing", ("SY", "TR"), "Bab al-Hawa", "crossing", "SY"),
    ("the Rafah crossing", ("PS", "EG"), "Rafah crossing", "crossing", "PS"),
    ("the Gulf of Aden", ("YE", "SO"), "Gulf of Aden", "water", None),
    ("the left bank of the Dnipro", ("UA",), "Dnipro River", "water", None),
    ("south of the Litani", ("LB",), "Litani", "water", "LB"),
    ("Jebel Marra", ("SD",), "Jebel Marra", "mountain", "SD"),
    ("Kashmir", ("IN", "PK"), "Kashmir", "territory", None),
    ("Kashmir", ("IN",), "Jammu and Kashmir", "admin", "IN"),
    ("Kuje prison", ("NG",), "Kuje prison", "prison", "NG"),
    ("the sprawling al-Hawl displacement camp in Hassakeh", ("SY",), "al-Hol camp", "camp", "SY"),
    ("the Damascus suburb of Jaramana", ("SY",), "Jaramana", "town", "SY"),
    ("her house in viramgam town of ahmedabad rural district", (), "Viramgam", "town", "IN"),
    ("Azaz Aleppo", ("SY",), "Azaz", "town", "SY"),
    ("Corinto, Cauca", (), "Corinto", "town", "CO"),
    ("Kansas City", ("US",), "Kansas City", "town", "US"),
    ("Homs", (), "Homs", "town", "SY"),
    ("Iskandariya", ("IQ",), "Nahiyat al Iskandariyah", "town", "IQ"),
    ("Beni territory", ("CD",), "Beni", "town", "CD"),
    ("Bethlehem", ("ZA",), "Bethlehem", "town", "ZA"),
    ("inside Syrian territory", ("SY", "TR"), "Syria", "country", "SY"),
    ("a bank in the Woodburn-area, Oregon", ("US",), "Woodburn", "town", "US"),
    ("Congo", ("CD", "RW"), "Democratic Republic of the Congo", "country", "CD"),
]


@pytest.mark.parametrize(("words", "countries", "name", "kind", "country"), RESOLVED)
def test_a_name_resolves_to_its_place(words: str, countries: tuple[str, ...], name: str, kind: str, country: str | None) -> None:
    """Each name, in every form that reports give it, is one place, with the words kept."""
    place = resolve(words, countries=countries)
    assert (place.name, place.kind, place.country, place.words) == (name, kind, country, words), place


@pytest.mark.parametrize(
    ("words", "countries"),
    [
        ("the area", ("SY",)),
        ("their homes", ("SY",)),
        ("the city", ("SY", "TR")),
        ("the capital", ("SY", "TR")),
        ("the Turkish border", ("SY", "TR")),
        ("Qwertybad", ("SY",)),
        ("Iraq and Syria", ()),
        ("the Duma", ("RU",)),
        ("the van", ("TR",)),
        ("a tyre", ("LB",)),
        ("March", ("AF",)),
        ("reading", ("IQ",)),
        ("Jordan, a 34-year-old medic", ()),
        ("Nawa", ("AF",)),
        ("Syrian", ("SY",)),
        ("Ankara said", ("TR",)),
        ("", ()),
        ("  ,. ", ()),
    ],
)
def test_words_that_name_no_place_stay_open_with_a_reason(words: str, countries: tuple[str, ...]) -> None:
    """Where nothing is named or nothing is known, nothing is chosen and the reason says why."""
    place = resolve(words, countries=countries)
    assert place.name is None
    assert place.latitude is None
    assert place.reason


def test_two_candidates_are_listed_and_none_is_chosen() -> None:
    """Ariha is a town in Syria and the Arabic name of Jericho: without context both stand."""
    place = resolve("Ariha")
    assert place.name is None
    assert len(place.candidates) == 2
    assert any("Jericho" in candidate for candidate in place.candidates)


def test_the_document_decides_between_namesakes() -> None:
    """The country prior chooses; so does a place nearby that is already resolved."""
    assert resolve("Ariha", countries=("PS",)).name == "Jericho"
    assert resolve("Ariha", countries=("SY", "PS"), near=(resolve("Saraqib"),)).country == "SY"


def test_later_places_decide_earlier_namesakes() -> None:
    """Bijapur is two towns of India; the district of Chhattisgarh named further on says which, in any order of the phrases."""
    phrases = ["Bijapur", "Raipur", "Bastar region of Chhattisgarh"]
    assert len(resolve("Bijapur", countries=("IN",)).candidates) == 2
    for order in (phrases, phrases[::-1]):
        settled = settle(order, countries=("IN",))
        assert {place.words: place.geoname_id for place in settled}["Bijapur"] == 1275700
        assert resolve("Bijapur", countries=("IN",), near=settled).admin == "Chhattisgarh"


def test_a_famous_city_abroad_does_not_win_by_size() -> None:
    """Berlín of El Salvador and Berlin are both listed in a report on El Salvador; Armenia (Colombia) beside the country."""
    assert len(resolve("Berlín", countries=("SV",)).candidates) == 2
    assert len(resolve("Armenia", countries=("CO",)).candidates) == 2


def test_the_famous_sinjar_is_never_passed_over_in_silence() -> None:
    """A report about Syria alone may mean either Sinjar: both are listed."""
    assert len(resolve("Sinjar", countries=("SY",)).candidates) == 2


def test_a_village_abroad_is_not_linked_for_want_of_a_better() -> None:
    """A name that only a small place outside the document's countries bears stays open."""
    place = resolve("Pomfret", countries=("SY",))
    assert place.name is None
    assert "outside the document's countries" in place.reason


def test_likeness_alone_never_links() -> None:
    """A misspelt name is told as a suggestion in the reason, not linked."""
    place = resolve("Jarabulusk", countries=("SY",))
    assert place.name is None
    assert "alike: Jarabulus" in place.reason


def test_something_in_a_town_keeps_the_town_and_says_so() -> None:
    """A neighbourhood that no table knows resolves to its town, and ``part`` keeps its name."""
    place = resolve("Al-Invented neighbourhood in Aleppo city", countries=("SY",))
    assert (place.name, place.kind, place.part) == ("Aleppo", "neighbourhood", "Al-Invented")


def test_nothing_is_finer_than_a_town() -> None:
    """A prison carries its town's coordinates and id, and a Place with finer coordinates cannot be made."""
    prison, town = resolve("Sina prison"), resolve("Hesekê")
    assert (prison.latitude, prison.longitude, prison.geoname_id) == (town.latitude, town.longitude, town.geoname_id)
    assert prison.kind == "prison"
    with pytest.raises(ValueError, match="one decimal"):
        Place(words="a house", latitude=36.512)


@pytest.mark.parametrize(
    ("a", "b", "agreement", "kind"),
    [
        ("Kobanê", "Ayn al-Arab", Agreement.SAME, None),
        ("Aleppo", "Aleppo governorate", Agreement.COMPATIBLE, "granularity"),
        ("Mosul", "Kirkuk", Agreement.CONTRADICTORY, "exclusive"),
        ("Syria", "Idlib", Agreement.COMPATIBLE, "granularity"),
        ("Sina prison", "Hasakah", Agreement.COMPATIBLE, "granularity"),
        ("Sina prison", "Ghuwayran", Agreement.NOT_COMPARABLE, None),
        ("El Fasher", "Darfur", Agreement.COMPATIBLE, "granularity"),
        ("Khartoum", "Darfur", Agreement.CONTRADICTORY, "exclusive"),
        ("Syria", "Iraq", Agreement.CONTRADICTORY, "exclusive"),
        ("northern Syria", "southern Syria", Agreement.CONTRADICTORY, "exclusive"),
        ("northern Syria", "Syria", Agreement.COMPATIBLE, "granularity"),
        ("near Manbij", "Manbij", Agreement.COMPATIBLE, "granularity"),
        ("M4 highway", "Idlib", Agreement.NOT_COMPARABLE, None),
        ("M4 highway", "Syria", Agreement.COMPATIBLE, "granularity"),
        ("Qwertybad", "Idlib", Agreement.NOT_COMPARABLE, None),
        ("Qwertybad", "qwertybad", Agreement.SAME, None),
        ("Gaza Strip", "Gaza City", Agreement.COMPATIBLE, "granularity"),
        ("Idlib province", "Hama province", Agreement.CONTRADICTORY, "exclusive"),
        ("the Euphrates", "Raqqa", Agreement.NOT_COMPARABLE, None),
        ("the Gulf of Aden", "the Red Sea", Agreement.NOT_COMPARABLE, None),
        ("Jebel Marra", "Nyala", Agreement.NOT_COMPARABLE, None),
        ("Jebel Marra", "Sudan", Agreement.COMPATIBLE, "granularity"),
        ("the Rafah crossing", "Rafah", Agreement.COMPATIBLE, "granularity"),
        ("the Sahel", "Mali", Agreement.NOT_COMPARABLE, None),
    ],
)
def test_two_places_are_same_compatible_or_exclusive(a: str, b: str, agreement: Agreement, kind: str | None) -> None:
    """Names of one place are the same, a whole and its part are granularity, two places exclude each other."""
    answer = compare(resolve(a), resolve(b))
    assert (answer.agreement, answer.kind) == (agreement, kind), answer
    assert answer.reason


def test_countries_of_a_document_stand_most_named_first() -> None:
    """Names, adjectives and areas count; a pronoun is no country."""
    text = "Syrian forces shelled a village, the Turkish ministry told us. In Syria, Damascus denied it. A US envoy left."
    assert countries_in(text) == ("SY", "TR", "US")
    assert countries_in("") == ()


def test_the_gazetteer_is_small_and_town_level() -> None:
    """At most 25 MB on disk, and coordinates to one decimal as stored."""
    assert sum(path.stat().st_size for path in DATA.iterdir()) <= 25_000_000
    assert len(gazetteer()) > 200_000
    assert all(round(town.latitude, 1) == town.latitude for town in gazetteer().written("Aleppo"))


PIECES = """the of in near, Gulf bank crossing a border camp river territory -area who Syria's Aleppo Idlib's northern city M4 (x)
    Hama and Ariha Ghouta's area al- Iraq""".split()
PHRASES = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=7).map(" ".join))


@settings(max_examples=120, deadline=None)
@given(PHRASES, PHRASES, st.sampled_from([(), ("SY",), ("US", "SY"), ("??",)]))
def test_reading_is_total_and_comparing_mirrors(a: str, b: str, countries: tuple[str, ...]) -> None:
    """Any text gives a Place of town level at the finest, and compare answers alike from both sides."""
    one, two = resolve(a, countries=countries), resolve(b, countries=countries)
    for place in (one, two):
        assert place.latitude is None or round(place.latitude, 1) == place.latitude
        assert place.name is not None or place.reason
        assert acled_precision(place) in (None, 1, 2, 3)
        assert ucdp_precision(place) in (None, 1, 2, 3, 4, 5, 6, 7)
        assert (ucdp_precision(place) is None) == (place.name is None)
    there, back = compare(one, two), compare(two, one)
    assert (there.agreement, there.kind) == (back.agreement, back.kind)
    assert compare(one, one).agreement is Agreement.SAME
    assert isinstance(countries_in(a), tuple)
    assert set(settle([a, b], countries=countries)) == set(settle([b, a], countries=countries))


@pytest.mark.parametrize("words", ["the crime scene", "the Sheraton hotel", "the graves", "their homeland", "Sam"])
def test_common_words_are_no_village_far_away(words: str) -> None:
    """Each of these is like the name of some town, and means none."""
    assert resolve(words, countries=("US", "FR")).name is None


def test_a_country_named_in_passing_is_the_country() -> None:
    """Lebanon in a report on Syria and the USA is no town in Tennessee; Georgia in one on the USA is left open."""
    assert resolve("Lebanon", countries=("SY", "US")).country == "LB"
    assert len(resolve("Georgia", countries=("US",)).candidates) == 2


def test_a_neighbourhood_is_not_a_town_elsewhere_of_its_name() -> None:
    """ "al-Hamidiyeh neighbourhood" without its city is not the town of that name."""
    assert resolve("al-Hamidiyeh neighbourhood", countries=("SY",)).name is None
    assert resolve("residential neighborhoods of Aleppo", countries=("SY",)).name == "Aleppo"
