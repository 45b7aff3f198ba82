"""Lists of incidents: every filter is what a plain look at every incident gives, for the desk and for readers."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from told_reports import NOON, ROWS, incident_of, linking, minute, row_document, told

from saidso.errors import ConfigError
from saidso.ledger import Ledger, schema
from saidso.ledger.review import Ruling, decide
from saidso.ledger.search import SORTS, Facets, IncidentFilter, incident_ids, incident_list, incident_rows, names
from saidso.ledger.search_index import Audience, Shown, forget, index, publish, reindex, unpublished
from saidso.ledger.search_words import fold
from saidso.nouns.claim import Claim
from saidso.nouns.incident import Incident, Linking, Origins
from saidso.nouns.judgement import Decision
from saidso.values.actor import Actor


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = told(tmp_path / "l")
    accept = Ruling(decision=Decision.ACCEPT, person="A", now=minute(1))
    decide(opened, opened.claim("c0"), accept)
    decide(opened, opened.claim("c4"), accept)
    decide(opened, opened.claim("c5"), accept)
    decide(
        opened, opened.claim("c5"), replace(accept, decision=Decision.REJECT, person="B", reason="another event", now=minute(2))
    )
    yield opened
    opened.close()


def review_in_plain(ledger: Ledger, incident: Incident) -> str:
    reviews = ledger.reviews()
    states = [reviews[each].state for each in incident.claims if each in reviews]
    if "disputed" in states:
        return "disputed"
    return "unreviewed" if not states else "reviewed" if len(states) == len(incident.claims) else "partly reviewed"


def said(claims: list[Claim]) -> str:
    return fold(" . ".join(claim.passage.quote for claim in claims))


Look = Callable[[Incident, list[Claim], str], bool]
FILTERS: list[tuple[IncidentFilter, Look]] = [
    (IncidentFilter(), lambda i, c, r: True),
    (IncidentFilter(text="AL-HASAKAH"), lambda i, c, r: "hasakah" in said(c).split()),
    (IncidentFilter(text="ministry died"), lambda i, c, r: {"ministry", "died"} <= set(said(c).split())),
    (IncidentFilter(text="25"), lambda i, c, r: "25" in said(c).split()),
    (IncidentFilter(text="الواديَ"), lambda i, c, r: fold("الوادي") in said(c).split()),
    (IncidentFilter(text="report day"), lambda i, c, r: True),
    (IncidentFilter(first_day=date(2031, 5, 5)), lambda i, c, r: i.when is not None and str(i.when.latest) >= "2031-05-05"),
    (IncidentFilter(last_day=date(2031, 5, 8)), lambda i, c, r: i.when is not None and str(i.when.earliest) <= "2031-05-08"),
    (IncidentFilter(country="sy"), lambda i, c, r: i.place is not None and i.place.country == "SY"),
    (IncidentFilter(place="deir ez"), lambda i, c, r: i.place is not None and i.place.name == "Deir ez-Zor"),
    (IncidentFilter(place="hasak"), lambda i, c, r: i.place is not None and i.place.name == "Al Hasakah"),
    (IncidentFilter(type="attack"), lambda i, c, r: i.type == "attack"),
    (IncidentFilter(actor="TARVEL min"), lambda i, c, r: any("Tarvel min" in one.origin.words for one in c)),
    (IncidentFilter(voice="celik"), lambda i, c, r: any("Çelik" in voice.words for one in c for voice in one.chain)),
    (IncidentFilter(voice="isik"), lambda i, c, r: any("Işık" in voice.words for one in c for voice in one.chain)),
    (IncidentFilter(voice="sik"), lambda i, c, r: False),
    (IncidentFilter(stance="denies"), lambda i, c, r: any(one.stance == "denies" for one in c)),
    (IncidentFilter(kind="polarity"), lambda i, c, r: any("polarity" in slot.kinds for slot in i.slots)),
    (IncidentFilter(least_origins=2), lambda i, c, r: i.origins.lo >= 2),
    *((IncidentFilter(review=state), lambda i, c, r, state=state: r == state)
      for state in ("unreviewed", "partly reviewed", "reviewed", "disputed")),
    (IncidentFilter(country="SY", stance="says", text="river"), lambda i, c, r: False),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "look"), FILTERS, ids=lambda part: "" if callable(part) else str(part)[16:70])
def test_a_filter_gives_what_a_plain_look_at_every_incident_gives(ledger: Ledger, asked: IncidentFilter, look: Look) -> None:
    """The derived tables are twins of the incidents, with their claims and their reviews."""
    expected = {
        one.id: one
        for one in ledger.incidents()
        if look(one, [ledger.claim(c) for c in one.claims], review_in_plain(ledger, one))
    }
    found = incident_list(ledger, asked)
    assert {row.id for row in found.rows} == set(expected) == incident_ids(ledger, asked)
    assert found.total == len(expected)
    assert incident_rows(ledger, asked) == found.rows
    assert ledger.incidents_with([row.id for row in found.rows]) == [expected[row.id] for row in found.rows]
    for row in found.rows:
        one = expected[row.id]
        assert (row.type, row.claims, row.documents) == (one.type, len(one.claims), len(one.documents))
        assert (row.origins_lo, row.origins_hi) == (one.origins.lo, one.origins.hi)
        assert (row.earliest, row.latest) == ((one.when.earliest, one.when.latest) if one.when else (None, None))
        assert row.review == review_in_plain(ledger, one)
        assert (row.place, row.country) == ((one.place.name, one.place.country) if one.place else (None, None))
    types = [one.type for one in expected.values()]
    assert dict(found.facets.types) == {kind: types.count(kind) for kind in types}
    held = [{ledger.claim(each).stance.value for each in one.claims} for one in expected.values()]
    assert dict(found.facets.stances) == {word: sum(word in each for each in held) for word in set().union(*held)}


def test_the_sorts_say_who_comes_first(ledger: Ledger) -> None:
    """Disagreement as the command line sorts it; silence comes last; ties go to the older id."""
    first = {sort: [row.id for row in incident_list(ledger, IncidentFilter(sort=sort)).rows] for sort in SORTS}
    assert first["disagreement"] == ["i1", "i2", "i3", "i4", "i5"]
    assert first["newest"] == ["i4", "i5", "i2", "i1", "i3"]
    assert first["toll"] == ["i3", "i1", "i5", "i2", "i4"]
    assert first["claims"][0] == first["origins"][0] == "i1"


def test_pages_part_a_list_without_gap_or_repeat(ledger: Ledger) -> None:
    """Two rows a page: every incident once, and the total on each page."""
    pages = [incident_list(ledger, IncidentFilter(page=at, size=2)) for at in (1, 2, 3, 4)]
    assert [row.id for page in pages for row in page.rows] == [row.id for row in incident_list(ledger, IncidentFilter()).rows]
    assert {(page.total, page.pages) for page in pages} == {(5, 3)}


def test_a_toll_is_the_highest_number_said_with_its_slot(ledger: Ledger) -> None:
    """ "At least 6" beside "4" is a toll of 6; "25 to 30" one of 30; no number is none."""
    tolls = {row.id: (row.toll, row.toll_slot) for row in incident_list(ledger, IncidentFilter()).rows}
    assert tolls == {"i1": (6, "killed"), "i2": (None, None), "i3": (30, "killed"), "i4": (None, None), "i5": (1, "killed")}


@pytest.mark.parametrize(
    ("field", "value"), [("sort", "best"), ("review", "done"), ("kind", "x"), ("stance", "lies"), ("page", 0), ("size", 501)]
)
def test_what_cannot_be_asked_is_refused_in_words(field: str, value: object) -> None:
    """The message says which words there are."""
    with pytest.raises(ConfigError, match=r"Choose one of|ask for page"):
        IncidentFilter(**{field: value})


def rows_of(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    """Every derived row under the id of its incident instead of its running number."""
    tables = [schema.incident_lines, schema.incident_terms, schema.claim_lines]
    with ledger.store.reading() as connection:
        ids = {row.line: row.incident_id for row in connection.execute(text("SELECT line, incident_id FROM incident_lines"))}
        found = {
            table.name: sorted(
                tuple(ids[value] if key == "line" else value for key, value in row._mapping.items())
                for row in connection.execute(table.select())
            )
            for table in tables
        }
        words = connection.execute(text("SELECT rowid, words, sounds FROM desk_words"))
        found["words"] = sorted((ids[row.rowid], row.words, row.sounds) for row in words)
        found["decisions"] = sorted(map(tuple, connection.execute(schema.claim_decisions.select())))
    return found


def test_made_anew_or_one_by_one_the_rows_are_the_same(ledger: Ledger) -> None:
    """Rebuilding, and forgetting and indexing single incidents, end in the same rows."""
    before = rows_of(ledger)
    assert all(before.values())
    with ledger.store.writing() as connection:
        reindex(connection)
    assert rows_of(ledger) == before
    with ledger.store.writing() as connection:
        forget(connection, "i1")
        forget(connection, "i-unknown")
        index(connection, incident_of("i5"))
        index(connection, incident_of("i1"), [ledger.claim(each) for each in incident_of("i1").claims])
    assert rows_of(ledger) == before


def test_an_incident_that_is_forgotten_leaves_nothing(ledger: Ledger) -> None:
    """No row of any derived table speaks of it."""
    with ledger.store.writing() as connection:
        forget(connection, "i1")
    left = rows_of(ledger)
    assert "i1" not in str(left) and "c0" not in str(left)
    assert incident_list(ledger, IncidentFilter(text="hasakah")).total == 0


def test_a_ledger_from_before_the_index_gets_it_at_the_first_question(ledger: Ledger) -> None:
    """Version 3 had incidents and no derived rows."""
    before = rows_of(ledger)
    with ledger.store.writing() as connection:
        for incident in ledger.incidents():
            forget(connection, incident.id)
    assert incident_list(ledger, IncidentFilter()).total == 5
    assert rows_of(ledger) == before


def test_linking_anew_leaves_no_row_of_before(ledger: Ledger) -> None:
    """What is linked no more cannot be found any more."""
    ledger.replace_incidents(Linking(incidents=linking().incidents[1:]))
    assert incident_list(ledger, IncidentFilter(text="hasakah")).total == 0
    assert incident_list(ledger, IncidentFilter()).total == 4


def test_derived_rows_are_no_content(ledger: Ledger) -> None:
    """The fingerprint is that of the records, whatever the index holds."""
    before = ledger.fingerprint()
    with ledger.store.writing() as connection:
        forget(connection, "i1")
    assert ledger.fingerprint() == before


def hide(claim: Claim) -> Claim:
    """What a guard makes of the one private name."""
    doc = row_document(int(claim.id[1:]))[0]
    hidden = doc.text.replace("Mira Tolan", "Person 3f2a")
    voices = tuple(replace(voice, words=voice.words.replace("Mira Tolan", "Person 3f2a"), evidence=None) for voice in claim.chain)
    values = tuple(
        replace(value, value=Actor(words="Person 3f2a", head="3f2a")) if "Tolan" in str(value.value) else value
        for value in claim.values
    )
    quote = replace(claim.passage, span=replace(claim.passage.span, end=len(hidden)), quote=hidden)
    return replace(claim, chain=voices, values=values, passage=quote)


def publish_all(ledger: Ledger, edition: str, until: datetime | None = None) -> None:
    waiting = [ledger.incident(each) for each in unpublished(ledger.store, edition, NOON)]
    shown = [
        Shown(id=one.id, incident=one, claims=tuple(hide(ledger.claim(c)) for c in one.claims), until=until) for one in waiting
    ]
    publish(ledger.store, shown, edition)


ORACLES = ("mira", "tolan", "mira tolan", '"Mira Tolan"', "MIRA*", "t*")


@pytest.mark.parametrize("published", [False, True])
def test_readers_cannot_find_by_a_private_name(ledger: Ledger, published: bool) -> None:
    """No search, filter, list of names or facet tells a reader that a guarded name stands there; the desk finds it."""
    if published:
        publish_all(ledger, "guard 1")
    for query in ORACLES[:-1]:
        assert [row.id for row in incident_list(ledger, IncidentFilter(text=query)).rows] == ["i5"]
        assert incident_list(ledger, IncidentFilter(text=query), Audience.PUBLIC).total == 0
    for query in ORACLES:
        for field in ("voice", "actor", "place"):
            found = incident_list(ledger, IncidentFilter(**{field: query}), Audience.PUBLIC)
            assert "i5" not in {row.id for row in found.rows}
        for kind in ("voice", "actor", "place"):
            assert not any("Tolan" in name for name in names(ledger, kind, query, audience=Audience.PUBLIC))
    assert "Mira Tolan" in names(ledger, "voice", "mir") and not names(ledger, "voice", "olan")


def test_readers_find_what_passed_the_guard_and_nothing_else(ledger: Ledger) -> None:
    """Published incidents are found; what is unpublished is in no list, no count and no facet of theirs."""
    asked = IncidentFilter(text="hasakah")
    before = incident_list(ledger, IncidentFilter(), Audience.PUBLIC)
    assert (before.total, before.rows, before.facets) == (0, (), Facets())
    publish_all(ledger, "guard 1")
    assert [row.place for row in incident_list(ledger, asked, Audience.PUBLIC).rows] == ["Al Hasakah"]
    assert incident_list(ledger, IncidentFilter(country="SY"), Audience.PUBLIC).total == 2
    assert [row.id for row in incident_list(ledger, IncidentFilter(text='"Person 3f2a"'), Audience.PUBLIC).rows] == ["i5"]
    for sort in SORTS:
        asked = IncidentFilter(sort=sort)
        assert incident_list(ledger, asked, Audience.PUBLIC).rows == incident_list(ledger, asked).rows
        assert incident_list(ledger, asked, Audience.PUBLIC).facets == incident_list(ledger, asked).facets


def test_a_claim_that_is_withheld_counts_in_no_list_of_readers(ledger: Ledger) -> None:
    """The line of an incident that is shown in part is made of that part; one that is not shown has none."""
    whole = ledger.incident("i1")
    part = replace(whole, claims=("c0",), documents=whole.documents[:1], slots=(), origins=Origins(lo=1, hi=1, parts=(("c0",),)))
    publish(ledger.store, [Shown(id="i1", incident=part, claims=(ledger.claim("c0"),))], "guard 1")
    found = incident_list(ledger, IncidentFilter(), Audience.PUBLIC)
    assert [(row.id, row.claims, row.toll, row.contradictions, row.review) for row in found.rows] == [("i1", 1, 4, 0, "reviewed")]
    assert dict(found.facets.stances) == {"says": 1} and found.facets.kinds == ()
    for asked in (IncidentFilter(stance="denies"), IncidentFilter(kind="polarity"), IncidentFilter(voice="celik")):
        assert incident_list(ledger, asked, Audience.PUBLIC).total == 0


def test_what_is_withheld_whole_is_looked_at_once_and_listed_never(ledger: Ledger) -> None:
    """The guard has nothing to show of it: it waits no more, and no sort, filter or facet knows it."""
    publish(ledger.store, [Shown(id="i4", incident=None, until=minute(60))], "guard 1")
    assert "i4" not in set(unpublished(ledger.store, "guard 1", NOON))
    assert "i4" in set(unpublished(ledger.store, "guard 1", minute(60)))
    found = incident_list(ledger, IncidentFilter(), Audience.PUBLIC)
    assert (found.total, found.rows, found.facets) == (0, (), Facets())


def test_the_guard_looks_again_when_it_is_another_or_an_embargo_ends(ledger: Ledger) -> None:
    """A new edition of the guard looks at everything again; so does the moment that was named."""
    publish_all(ledger, "guard 1", until=minute(60))
    assert list(unpublished(ledger.store, "guard 1", minute(59))) == []
    assert len(list(unpublished(ledger.store, "guard 1", minute(60)))) == 5
    assert len(list(unpublished(ledger.store, "guard 2", NOON))) == 5


def test_what_is_linked_anew_is_unpublished(ledger: Ledger) -> None:
    """An incident that changed is not found by readers until it passed the guard again."""
    publish_all(ledger, "guard 1")
    with ledger.store.writing() as connection:
        index(connection, incident_of("i5"))
    assert list(unpublished(ledger.store, "guard 1", NOON)) == ["i5"]
    assert {row.id for row in incident_list(ledger, IncidentFilter(), Audience.PUBLIC).rows} == {"i1", "i2", "i3", "i4"}
    ghost = replace(incident_of("i5"), id="i-gone")
    publish(ledger.store, [Shown(id=ghost.id, incident=ghost)], "guard 1")
    assert incident_list(ledger, IncidentFilter(), Audience.PUBLIC).total == 4


def test_a_list_reads_from_a_read_only_connection(tmp_path: Path) -> None:
    """The hits of a question leave nothing in the file."""
    with told(tmp_path / "l") as ledger:
        incident_list(ledger, IncidentFilter(text="river"))
    with sqlite3.connect(tmp_path / "l") as database:
        assert not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'hits'").fetchall()
    assert len(ROWS) == 7
