"""Who published what and when, by the words of invented documents: stated, given, guessed or unknown, never invented."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from read_zoo import LETTER, reading, text_of

from saidso.errors import ConfigError
from saidso.nouns.document import Document, Provenance
from saidso.read import ReadOptions

STATED, GUESSED, GIVEN, UNKNOWN = Provenance.STATED, Provenance.GUESSED, Provenance.GIVEN, Provenance.UNKNOWN


def known(document: Document, field: str) -> tuple[object, Provenance]:
    one = getattr(document.metadata, field)
    return one.value, one.how


def words(document: Document, field: str) -> str:
    span = getattr(document.metadata, field).span
    return span.of(document.text) if span else ""


def test_a_statement_states_its_issuer_and_its_day_and_keeps_other_days_apart(tmp_path: Path) -> None:
    """The header line gives both; the day of an earlier statement that is quoted inside is not taken."""
    document = text_of(
        tmp_path,
        "Port Oren: On the shelling of the bridges\n\nStatement of the Committee for a Free Oren (CFO), 3 May 2021,\n\n"
        f"1. {LETTER}\n\n2. We say again: “Nobody asked the town.” (CFO Statement, 15 March 2020) And so it is."
        "\n\nInternational Bureau of the CFO\n",
    )
    assert known(document, "issuer") == ("Committee for a Free Oren (CFO)", STATED)
    assert words(document, "issuer") == "Committee for a Free Oren (CFO)"
    assert known(document, "published_on") == (date(2021, 5, 3), STATED)
    assert words(document, "published_on") == "3 May 2021"
    assert known(document, "title") == ("Port Oren: On the shelling of the bridges", GUESSED)
    assert known(document, "publisher") == (None, UNKNOWN)


@pytest.mark.parametrize(
    ("above", "below", "issuer"),
    [
        ("", "International Bureau of the Oren League", "International Bureau of the Oren League"),
        ("", "Press Office of the Northern Front, 3 May 2021", "Press Office of the Northern Front"),
        ("Northern Front Press Office", "", "Northern Front Press Office"),
        ("Communiqué by the General Command of the Northern Front on the shelling", "", "General Command of the Northern Front"),
        ("Press release issued by the Ministry of Defence of Oren, 3 May 2021", "", "Ministry of Defence of Oren"),
        ("Party Office Bombed In Port Oren", "", None),
        ("Statement on the bridges", "Mara Velin", None),
        ("Council closes two bridges", "The council sat in its office.", None),
    ],
)
def test_letterheads_and_signatures_name_the_issuer_and_headlines_do_not(
    tmp_path: Path, above: str, below: str, issuer: str | None
) -> None:
    """An office on a line of its own issued the text; a headline with the word "office" in it did not."""
    text = "\n\n".join(part for part in (above, LETTER, LETTER, below) if part)
    assert known(text_of(tmp_path, text), "issuer")[0] == issuer


@pytest.mark.parametrize(
    ("dateline", "agency", "day"),
    [
        ("PORT OREN, 12 March 2021 (North Wire) - ", "North Wire", (date(2021, 3, 12), STATED)),
        ("PORT OREN (Reuters) - ", "Reuters", (None, UNKNOWN)),
        ("PORT OREN, Oren, March 12, 2021 (AP) — ", "Associated Press", (date(2021, 3, 12), STATED)),
        ("PORT OREN, 30 AUG 89 (ACAN - EFE) -- ", "Acan-EFE", (date(1989, 8, 30), GUESSED)),
        ("(Reuters) - ", "Reuters", (None, UNKNOWN)),
        ("The party (Front) - ", None, (None, UNKNOWN)),
        ("PORT OREN, 12 March 2021 — ", None, (date(2021, 3, 12), STATED)),
        ("On 12 March 2021 the council met. ", None, (None, UNKNOWN)),
    ],
)
def test_a_dateline_gives_agency_and_day(
    tmp_path: Path, dateline: str, agency: str | None, day: tuple[object, Provenance]
) -> None:
    """A wire mark is kept by the agency's one name; a date in running text is an event's and is left alone."""
    document = text_of(tmp_path, f"Two bridges closed in Port Oren\n\n{dateline}{LETTER}\n\n{LETTER}")
    assert document.metadata.agency.value == agency
    assert known(document, "published_on") == day


@pytest.mark.parametrize(
    ("last", "agency", "how"),
    [
        ("(AP)", "Associated Press", STATED),
        ("Source: AFP", "Agence France-Presse", STATED),
        ("(Reporting by Reuters; editing by Jane Doe)", "Reuters", STATED),
        ("Reporting by Jane Doe; Editing by John Smith", "Reporting by Jane Doe", GUESSED),
        ("The council (Council) said so.", None, UNKNOWN),
    ],
)
def test_credits_at_the_end_are_kept_for_origins(tmp_path: Path, last: str, agency: str | None, how: Provenance) -> None:
    """A known agency at the foot is stated; a credit to a person is kept as a guess."""
    assert known(text_of(tmp_path, f"{LETTER}\n\n{LETTER}\n\n{last}"), "agency") == (agency, how)


@pytest.mark.parametrize(
    ("line", "author", "publisher", "day"),
    [
        ("By Jane Doe and John Smith, 3 February 2021", "Jane Doe and John Smith", None, date(2021, 2, 3)),
        ("By Jane Doe, North Tribune", "Jane Doe", "North Tribune", None),
        ("By Jane Doe | North Tribune | March 3, 2021", "Jane Doe", "North Tribune", date(2021, 3, 3)),
        ("By JANE DOE in Port Oren", "JANE DOE", None, None),
        ("By Jane Doe, Reuters", "Jane Doe", None, None),
        ("By Jane Doe, war correspondent", "Jane Doe", None, None),
        ("By Monday the bridges were closed", None, None, None),
        ("By the river", None, None, None),
        ("Published by the North Tribune on 3 May 2021", None, "North Tribune", date(2021, 5, 3)),
    ],
)
def test_bylines(tmp_path: Path, line: str, author: str | None, publisher: str | None, day: date | None) -> None:
    """Names behind "By" are authors, a paper behind them the publisher, an agency is none, a weekday nobody."""
    document = text_of(tmp_path, f"Two bridges closed in Port Oren\n\n{line}\n\n{LETTER}")
    assert document.metadata.author.value == author
    assert document.metadata.publisher.value == publisher
    assert document.metadata.published_on.value == day
    assert author is None or words(document, "author") == author


@pytest.mark.parametrize(
    ("above", "below", "day"),
    [
        ("Published: 14 July 2020, 10:30 GMT", "", date(2020, 7, 14)),
        ("Tuesday 21 June 2016", "", date(2016, 6, 21)),
        ("2020-07-14", "", date(2020, 7, 14)),
        ("14.07.2020", "", date(2020, 7, 14)),
        ("12.08.2021", "", None),
        ("", "Port Oren, 12 August 2021", date(2021, 8, 12)),
        ("", "Media Center of the Northern Front 12 August 2021", date(2021, 8, 12)),
        ("What we know of the attack of 5 March 2020 on the bridge", "", None),
        ("31 February 2020", "", None),
    ],
)
def test_days_of_header_lines_and_signatures(tmp_path: Path, above: str, below: str, day: date | None) -> None:
    """A day that can be read in two ways, an impossible one and one in a headline are not taken."""
    text = "\n\n".join(part for part in ("Two bridges closed", above, LETTER, LETTER, below) if part)
    assert text_of(tmp_path, text).metadata.published_on.value == day


def test_a_day_in_the_name_of_the_file_is_a_guess(tmp_path: Path) -> None:
    """ "2021-05-03_report.txt" guesses; a day that the text states goes before it."""
    assert known(text_of(tmp_path, LETTER, "2021-05-03_report.txt"), "published_on") == (date(2021, 5, 3), GUESSED)
    document = text_of(tmp_path, f"Two bridges closed\n\nPublished 4 May 2021\n\n{LETTER}", "2021-05-03_b.txt")
    assert known(document, "published_on") == (date(2021, 5, 4), STATED)


def test_a_flag_beats_the_sidecar_and_the_sidecar_beats_the_document(tmp_path: Path) -> None:
    """Both are "given", field by field; the nearer sidecar name goes first, and sidecars are no documents."""
    (tmp_path / "a.txt").write_text(f"By Jane Doe, North Tribune\n\n{LETTER}")
    (tmp_path / "a.meta.json").write_text('{"publisher": "Wrong Sidecar"}')
    (tmp_path / "a.txt.meta.json").write_text(
        json.dumps({"publisher": "South Herald", "published_on": "2021-05-03", "agency": None})
    )
    documents, skips = reading(tmp_path)
    assert skips == []
    assert known(documents[0], "publisher") == ("South Herald", GIVEN)
    assert known(documents[0], "author") == ("Jane Doe", STATED)
    assert known(documents[0], "published_on") == (date(2021, 5, 3), GIVEN)
    documents, _ = reading(tmp_path, options=ReadOptions(publisher="East Post", published_on=date(2020, 1, 1), language="en"))
    assert known(documents[0], "publisher") == ("East Post", GIVEN)
    assert known(documents[0], "published_on") == (date(2020, 1, 1), GIVEN)
    assert known(documents[0], "language") == ("en", GIVEN)


@pytest.mark.parametrize("content", ["{", "[]", '{"publsher": "x"}', '{"published_on": "12.08.2021"}', '{"title": 3}'])
def test_a_sidecar_that_cannot_be_used_keeps_its_document_out(tmp_path: Path, content: str) -> None:
    """A document under the wrong publisher would be worse than a missing one; the message names the sidecar."""
    (tmp_path / "a.txt").write_text(LETTER)
    (tmp_path / "a.meta.json").write_text(content)
    documents, skips = reading(tmp_path)
    assert documents == [] and [skip.reason for skip in skips] == ["damaged"]
    assert "a.meta.json" in skips[0].message and skips[0].source.endswith("a.txt")


def test_a_sidecar_without_its_document_is_reported(tmp_path: Path) -> None:
    """A lonely sidecar is a document that got lost."""
    (tmp_path / "a.meta.json").write_text("{}")
    assert [skip.reason for skip in reading(tmp_path)[1]] == ["missing"]


def test_the_language_is_read_from_the_letters_and_marks_are_checked_against_them(tmp_path: Path) -> None:
    """English with a foreign name in front is English; German is a document too, with its language; a few words say nothing."""
    german = "Der Rat der Stadt teilte am Montag mit, dass zwei Brücken gesperrt wurden und niemand verletzt sei."
    assert known(text_of(tmp_path, f"(Arabic: الحسكة المدينة القديمة) {LETTER}"), "language") == ("en", GUESSED)
    assert known(text_of(tmp_path, LETTER.upper(), "b.txt"), "language") == ("en", GUESSED)
    assert known(text_of(tmp_path, german, "c.txt"), "language") == ("de", GUESSED)
    assert known(text_of(tmp_path, "Two were hurt.", "d.txt"), "language") == (None, UNKNOWN)
    page = '<!doctype html><html lang="en"><head><title>Brücken</title></head><body><article>'
    page += f"<p>{german}</p><p>{german} Mehr nicht.</p></article></body></html>"
    assert known(text_of(tmp_path, page, "e.html"), "language") == ("de", GUESSED)


def test_options_that_make_no_sense_are_refused_at_once() -> None:
    """An unknown field in the column mapping and a limit of nothing are the user's to mend before the run."""
    with pytest.raises(ConfigError, match="no field is called words"):
        ReadOptions(columns={"words": "text"})
    with pytest.raises(ConfigError, match="at least 1"):
        ReadOptions(max_bytes=0)
