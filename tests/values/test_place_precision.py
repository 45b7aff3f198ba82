"""ACLED's and UCDP's precision codes, case by case, as FIELD.md states the two codebooks."""

from __future__ import annotations

import pytest

from saidso.values.place import resolve
from saidso.values.place_precision import acled_precision, ucdp_precision

CASES = [
    # words, document's countries, ACLED, UCDP
    ("Manbij", ("SY",), 1, 1),
    ("the northern Syrian city of Manbij", ("SY",), 1, 1),
    ("al-Hol camp", ("SY",), 1, 1),
    ("Sina prison", ("SY",), 1, 1),
    ("Al-Invented neighbourhood in Aleppo city", ("SY",), 1, 1),
    ("the Torkham border crossing", ("AF", "PK"), 1, 1),
    ("near Manbij", ("SY",), 2, 2),
    ("the outskirts of Idlib", ("SY",), 2, 2),
    ("north of Raqqa", ("SY",), 2, 2),
    ("Afrin district", ("SY",), 2, 3),
    ("Dantewada district", ("IN",), 2, 3),
    ("Eastern Ghouta", ("SY",), 2, 4),
    ("Jebel Marra", ("SD",), 2, 4),
    ("Aleppo province", ("SY",), 3, 4),
    ("northern Idlib province", ("SY",), 3, 4),
    ("Qwertybad in Idlib province", ("SY",), 3, 4),
    ("Lake Assad", ("SY",), 3, 5),
    ("Darfur", ("SD",), None, 5),
    ("the M4 highway", ("SY",), None, 5),
    ("the Euphrates", ("SY", "IQ"), None, 5),
    ("northern Syria", ("SY",), None, 5),
    ("Syria", ("SY",), None, 6),
    ("the Gulf of Aden", ("YE",), None, 7),
    ("the Red Sea", ("YE", "SA"), None, 7),
    ("their homes", ("SY",), None, None),
    ("Ariha", (), None, None),
]


@pytest.mark.parametrize(("words", "countries", "acled", "ucdp"), CASES)
def test_each_kind_of_place_has_its_code(words: str, countries: tuple[str, ...], acled: int | None, ucdp: int | None) -> None:
    """A town is 1 in both; ACLED has nothing coarser than a province; an open place has no code."""
    place = resolve(words, countries=countries)
    assert (acled_precision(place), ucdp_precision(place)) == (acled, ucdp), place
