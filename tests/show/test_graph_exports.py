"""The graph formats, opened by readers we did not write: rdflib, pyshacl, pandas, followthemoney where it is installed."""

from __future__ import annotations

import csv
import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import mapped as mapped_module
import pytest
from mapped import HOSTILE, write_mapped
from test_geo_exports import written

from saidso.ledger import Ledger
from saidso.nouns.judgement import Judgement, points_at
from saidso.show.export import export
from saidso.show.export.options import ExportOptions
from saidso.values.event_type import EventType

if TYPE_CHECKING:
    from rdflib import Graph

SHAPES = Path(__file__).parents[2] / "src" / "saidso" / "data" / "schemas" / "prov.shapes.ttl"

OA = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dctypes": "http://purl.org/dc/dcmitype/",
    "id": "@id",
    "type": "@type",
    **{name: f"oa:{name}" for name in "Annotation TextualBody SpecificResource TextQuoteSelector TextPositionSelector".split()},
    **{name: f"oa:{name}" for name in "exact prefix suffix start end describing".split()},
    **{name: {"@id": f"oa:has{name.title()}", "@type": "@id"} for name in "body target source selector scope".split()},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "AnnotationPage": "as:OrderedCollectionPage",
    "Software": "as:Application",
    "Dataset": "dctypes:Dataset",
    "generator": {"@id": "as:generator", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "format": "dc:format",
    "name": "foaf:name",
    "value": "rdf:value",
}
"""What http://www.w3.org/ns/anno.jsonld says of the terms that we use (Web Annotation Vocabulary, appendix A): it stands for the
fetched context, for tests ask no network."""


@pytest.fixture
def mapped(tmp_path: Path) -> Path:
    return write_mapped(tmp_path / "mapped.ledger")


def loaded(ledger: Path, form: str, tmp_path: Path, profile: str = "public") -> Any:
    written(ledger, form, tmp_path / f"x.{form}", profile)
    return json.loads((tmp_path / f"x.{form}").read_text(encoding="utf-8"))


def graph_of(value: Any) -> Graph:
    from rdflib import Graph

    return Graph().parse(data=json.dumps(value), format="json-ld")


def texts(ledger: Path, tmp_path: Path) -> dict[str, str]:
    """Document id -> its text as it leaves under public, from the JSON lines."""
    written(ledger, "jsonl", tmp_path / "all.jsonl")
    lines = map(json.loads, (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines())
    return {line["id"]: line["text"] for line in lines if line["kind"] == "document"}


# --- Web Annotation --------------------------------------------------------------------------------------------------


def test_an_annotation_points_at_its_exact_words(mapped: Path, tmp_path: Path) -> None:
    """Both selectors give the same words of the text as exported, with what stands around them; UTF-16 units do too."""
    found = loaded(mapped, "webannotation", tmp_path)
    papers = texts(mapped, tmp_path)
    assert len(found["items"]) == 5
    for each in found["items"]:
        text = papers[each["target"]["scope"].removeprefix("urn:saidso:document:")]
        quote, position = each["target"]["selector"]
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"] != ""
        assert text[:start].endswith(quote["prefix"]) and text[end:].startswith(quote["suffix"])
        units = text.encode("utf-16-le")
        first, last = position["saidso:utf16Start"], position["saidso:utf16End"]
        assert units[2 * first : 2 * last].decode("utf-16-le") == quote["exact"]
        assert first == start + 1, "the text has one letter beyond the sixteen bits before its trigger"


def test_annotations_are_rdf_of_the_recommendation(mapped: Path, tmp_path: Path) -> None:
    """Its context stands first by its address; read with it, each annotation has a body, a target and a motivation of OA."""
    found = loaded(mapped, "webannotation", tmp_path)
    assert found["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    graph = graph_of({**found, "@context": [OA, *found["@context"][1:]]})
    asked = """
        PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?anno ?words ?exact ?start WHERE {
          ?anno a oa:Annotation ; oa:motivatedBy oa:describing ; oa:hasBody [ a oa:TextualBody ; rdf:value ?words ] ;
            oa:hasTarget [ oa:hasSource ?source ; oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact ?exact ] ,
              [ a oa:TextPositionSelector ; oa:start ?start ] ] }"""
    rows = list(graph.query(asked))
    assert len(rows) == 5
    assert all("claims, not findings" in str(row.words) for row in rows)
    assert any("the island council | denies" in str(row.words) for row in rows)


def test_an_annotation_carries_the_claim_and_its_counts(mapped: Path, tmp_path: Path) -> None:
    """The body holds the whole claim with its chain; a source that is no web address is named, not linked."""
    found = {each["id"]: each for each in loaded(mapped, "webannotation", tmp_path)["items"]}
    denial = found["urn:saidso:claim:c-d1"]
    claim = denial["body"][1]["claim"]
    assert [voice["resolved"] for voice in claim["chain"]] == ["Radio North", "the island council"]
    assert claim["stance"] == "denies"
    assert denial["counts"]["denials"] == 1 and denial["counts"]["review"] == "partly reviewed"
    assert denial["target"]["source"] == "urn:saidso:document:d1"
    assert found["urn:saidso:claim:c-d0"]["target"]["source"] == "https://post.example/0"


# --- PROV ------------------------------------------------------------------------------------------------------------


def test_prov_holds_to_its_shapes(mapped: Path, tmp_path: Path) -> None:
    """pyshacl finds nothing missing; every prov term that the file uses is one of PROV-O."""
    from pyshacl import validate
    from rdflib.namespace import PROV

    graph = graph_of(loaded(mapped, "prov", tmp_path))
    conforms, _, report = validate(graph, shacl_graph=str(SHAPES), advanced=False)
    assert conforms, report
    used = {str(term) for triple in graph for term in triple[1:] if str(term).startswith(str(PROV))}
    assert {f"{PROV}wasQuotedFrom", f"{PROV}hadMember", f"{PROV}SoftwareAgent"} <= used
    assert [term for term in used if term not in PROV] == []


def test_the_shapes_would_see_a_claim_without_words(mapped: Path, tmp_path: Path) -> None:
    """Take a claim's text away and the shapes complain: they are no decoration."""
    from pyshacl import validate

    found = loaded(mapped, "prov", tmp_path)
    for node in found["@graph"]:
        node.pop("wasQuotedFrom", None)
    conforms, _, _ = validate(graph_of(found), shacl_graph=str(SHAPES))
    assert not conforms


def test_every_claim_leads_to_its_file_and_its_model(mapped: Path, tmp_path: Path) -> None:
    """From each claim a walk along PROV reaches the SHA-256 of a file and the model that read it; its incident has it."""
    graph = graph_of(loaded(mapped, "prov", tmp_path))
    asked = """
        PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX saidso: <urn:saidso:terms:>
        SELECT ?claim ?hash ?model ?incident WHERE {
          ?claim a saidso:Claim ; prov:wasQuotedFrom/prov:wasDerivedFrom/saidso:sha256 ?hash ;
            prov:wasGeneratedBy/prov:wasAssociatedWith ?model . ?incident prov:hadMember ?claim }"""
    rows = {str(row.claim): row for row in graph.query(asked)}
    with Ledger.open_existing(mapped) as ledger:
        assert set(rows) == {f"urn:saidso:claim:{claim.id}" for claim in ledger.claims()}
        for claim in ledger.claims():
            assert str(rows[f"urn:saidso:claim:{claim.id}"].hash) == ledger.document(claim.document_id).sha256
    assert {str(row.model) for row in rows.values()} == {"urn:saidso:model:invented-1"}


def test_prov_tells_who_decided_what_and_what_was_taken_back(mapped: Path, tmp_path: Path) -> None:
    """A review is an act with its moment; a later decision is a revision, and the earlier one is invalidated by it."""
    with Ledger(mapped) as ledger:
        claim = ledger.claim("c-d0")
        ledger.add_judgement(
            Judgement(
                id="j2",
                person="Olga Reviewer",
                made_at=datetime(2024, 4, 2, tzinfo=UTC),
                decision="reject",
                on=points_at(claim),
                reason="read again",
                supersedes="j1",
            )
        )
    graph = graph_of(loaded(mapped, "prov", tmp_path, "internal"))
    asked = """
        PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX saidso: <urn:saidso:terms:>
        SELECT ?who ?when ?old ?claim WHERE {
          ?new saidso:decision "reject" ; prov:wasRevisionOf ?old ; prov:wasGeneratedBy ?act ; prov:wasAttributedTo ?who .
          ?act prov:startedAtTime ?when ; prov:used ?claim . ?old prov:wasInvalidatedBy ?act }"""
    [row] = graph.query(asked)
    assert str(row.who) == "urn:saidso:reviewer:Olga%20Reviewer" and str(row.claim) == "urn:saidso:claim:c-d0"
    assert row.when.toPython() == datetime(2024, 4, 2, tzinfo=UTC)


def test_reviewers_are_pseudonyms_in_public(mapped: Path, tmp_path: Path) -> None:
    """Who reviewed stays on the desk, and so does the name in the reviewer's reason."""
    text = json.dumps(loaded(mapped, "prov", tmp_path))
    assert "Olga" not in text and "urn:saidso:reviewer:Person%20" in text


def test_a_decision_on_a_withheld_movement_is_withheld_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two days after an unstated movement was said, neither claim nor a reviewer's words on it leave; later they do."""
    first = mapped_module.REPORTS[0]
    monkeypatch.setattr(mapped_module, "REPORTS", ((*first[:5], EventType.MOVEMENT, *first[6:]), *mapped_module.REPORTS[1:]))
    ledger = write_mapped(tmp_path / "moving.ledger")
    for day, there in ((14, False), (25, True)):
        options = ExportOptions(now=datetime(2024, 3, day, tzinfo=UTC))
        with Ledger.open_existing(ledger) as opened:
            export(opened, "prov", tmp_path / "x.prov", options=options)
        ids = {node["@id"] for node in json.loads((tmp_path / "x.prov").read_text(encoding="utf-8"))["@graph"]}
        assert ("urn:saidso:claim:c-d0" in ids, "urn:saidso:judgement:j1" in ids) == (there, there)


# --- schema.org ------------------------------------------------------------------------------------------------------


def test_claims_of_schema_org(mapped: Path, tmp_path: Path) -> None:
    """rdflib finds each claim with its author, its appearance and its day; all terms are schema.org's or our own."""
    from rdflib import RDF, Namespace

    schema = Namespace("https://schema.org/")
    graph = graph_of(loaded(mapped, "claim", tmp_path))
    claims = set(graph.subjects(RDF.type, schema.Claim))
    assert len(claims) == 5
    for claim in claims:
        assert graph.value(claim, schema.author) and graph.value(claim, schema.appearance) and graph.value(claim, schema.text)
    author = next(graph.objects(next(c for c in claims if str(c).endswith("c-d1")), schema.author))
    assert str(graph.value(author, schema.name)) == "the island council"
    outside = [str(p) for p in graph.predicates() if not str(p).startswith((str(schema), str(RDF), "urn:saidso:terms:"))]
    assert outside == []


def test_a_denial_keeps_its_stance_in_the_text(mapped: Path, tmp_path: Path) -> None:
    """A reader who knows only schema.org must not take the words that somebody denies for what they hold."""
    found = {each["@id"]: each["text"] for each in loaded(mapped, "claim", tmp_path)["@graph"]}
    assert found["urn:saidso:claim:c-d1"] == "the island council denies: “killed”"
    assert found["urn:saidso:claim:c-d0"] == "the interior ministry says: “killed”"


def test_a_review_of_our_reading_is_no_claim_review(mapped: Path, tmp_path: Path) -> None:
    """A person accepted one claim: it is marked as a reading that was checked, and nothing rates the claim itself."""
    found = loaded(mapped, "claim", tmp_path)
    text = json.dumps(found)
    assert "ClaimReview" not in text and "reviewRating" not in text
    checked = {each["@id"]: each.get("saidso:extractionReview") for each in found["@graph"]}
    assert checked["urn:saidso:claim:c-d0"] == "accepted" and checked["urn:saidso:claim:c-d1"] is None


def test_the_first_appearance_is_the_earliest_of_its_origin(ledger_file: Path, tmp_path: Path) -> None:
    """Two papers of one wire on one day: nobody was first. Each of the other origins has one document, and that was it."""
    found = {each["@id"]: each for each in loaded(ledger_file, "claim", tmp_path)["@graph"]}
    first = {key.removeprefix("urn:saidso:claim:"): each.get("firstAppearance", {}).get("@id") for key, each in found.items()}
    assert first == {"c1": None, "c2": None, "c3": "urn:saidso:document:d3", "c4": "urn:saidso:document:d1"}


# --- HXL -------------------------------------------------------------------------------------------------------------


def test_pandas_reads_the_hxl_table(mapped: Path, tmp_path: Path) -> None:
    """The second row is hashtags of HXL's pattern; below it stand the incidents, numbers as numbers."""
    import pandas

    written(mapped, "hxl", tmp_path / "x.csv")
    tags = pandas.read_csv(tmp_path / "x.csv", header=None, skiprows=1, nrows=1, dtype=str).iloc[0].tolist()
    assert all(pandas.Series(tags).str.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*"))
    assert {"#event+type", "#affected+killed", "#affected+injured", "#date+start", "#geo+lat", "#meta+source"} <= set(tags)
    assert len(tags) == len(set(tags))
    rows = pandas.read_csv(tmp_path / "x.csv", header=1)
    assert len(rows) == 4 and set(rows["#meta+note"]) == {"claims, not findings"}
    by_place = rows.set_index("#loc+name")
    assert by_place.loc["Selfoss", "#affected+killed+min"] == 3
    assert by_place.loc["Akureyri", "#affected+injured+min"] == 2
    assert by_place.loc["Selfoss", "#geo+lon"] == -21.0
    assert by_place.loc["Selfoss", "#region+name"] == "Europe" and by_place["#region+name"].isna()["Oremi"]
    assert rows["#affected+killed"].isna().all(), "no person chose a number"


def test_a_number_chosen_by_a_person_stands_in_its_own_column(mapped: Path, tmp_path: Path) -> None:
    """Only a named person's choice fills #affected+killed."""
    from saidso.link import link

    with Ledger(mapped) as ledger:
        claim = ledger.claim("c-d0")
        best = {"decision": "best", "slot": "killed", "value": "3 soldiers", "reason": "both agree"}
        moment = datetime(2024, 4, 3, tzinfo=UTC)
        ledger.add_judgement(Judgement(id="j3", person="Olga Reviewer", made_at=moment, on=(claim.trigger,), **best))
        ledger.replace_incidents(link(ledger.claims(), ledger.judgements(), known_ids=ledger.incident_ids()))
    written(mapped, "hxl", tmp_path / "x.csv")
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as file:
        _, tags, *rows = csv.reader(file)
    chosen = {row[tags.index("#loc+name")]: row[tags.index("#affected+killed")] for row in rows}
    assert chosen == {"Selfoss": "3", "Akureyri": "", "Iceland": "", "Oremi": ""}


def test_no_cell_is_a_formula(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A paper whose name begins like a formula is words in every cell of the tables."""
    named = tuple((place, f"=1+1 {paper}", *rest) for place, paper, *rest in mapped_module.REPORTS)
    monkeypatch.setattr(mapped_module, "REPORTS", named)
    ledger = write_mapped(tmp_path / "formula.ledger")
    written(ledger, "hxl", tmp_path / "x.csv")
    written(ledger, "ftm", tmp_path / "x.ftm.json")
    for name in ("x.csv", "x.ftm.statements.csv"):
        with (tmp_path / name).open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert any(cell.startswith("'=1+1") for cell in cells) and not any(cell.startswith("=") for cell in cells)


# --- FollowTheMoney --------------------------------------------------------------------------------------------------


def entities(ledger: Path, tmp_path: Path) -> list[dict[str, Any]]:
    written(ledger, "ftm", tmp_path / "x.ftm.json")
    return [json.loads(line) for line in (tmp_path / "x.ftm.json").read_text(encoding="utf-8").splitlines()]


def statements(tmp_path: Path) -> list[dict[str, str]]:
    with (tmp_path / "x.ftm.statements.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, dialect=csv.unix_dialect))


def test_ftm_holds_an_event_an_incident_and_a_note_a_claim(mapped: Path, tmp_path: Path) -> None:
    """Each id that an entity names is an entity of the file; a claim's note leads to its event and its document."""
    found = entities(mapped, tmp_path)
    kinds = {each["id"]: each["schema"] for each in found}
    assert len(kinds) == len(found)
    assert [list(kinds.values()).count(kind) for kind in ("Event", "Article", "Note")] == [4, 5, 5]
    for each in found:
        for prop in ("proof", "entity", "involved", "document", "resolved"):
            assert set(each["properties"].get(prop, ())) <= set(kinds)
    note = next(each for each in found if each["id"] == "saidso-c-d1")
    assert "the island council | denies" in note["properties"]["description"][0]
    assert note["properties"]["proof"] == ["saidso-d1"]


def test_a_statement_names_its_document_and_its_claim(mapped: Path, tmp_path: Path) -> None:
    """``dataset`` is the document, ``origin`` the claim; what saidso itself says has the dataset saidso and no origin."""
    entities(mapped, tmp_path)
    rows = statements(tmp_path)
    places = {(row["value"], row["dataset"], row["origin"]) for row in rows if row["prop"] == "location"}
    assert ("Akureyri, IS", "d2", "c-d2") in places
    printed = {(row["value"], row["dataset"]) for row in rows if (row["schema"], row["prop"]) == ("Event", "publisher")}
    assert {("Harbour Post", "d0"), ("Radio North", "d1")} <= printed
    assert {row["dataset"] for row in rows if row["prop"] == "name" and row["schema"] == "Event"} == {"saidso"}
    assert {row["origin"] for row in rows if row["dataset"] == "saidso"} == {""}
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        key = f"{row['dataset']}.{row['entity_id']}.{row['prop']}.{row['value']}" + (f"@{row['lang']}" if row["lang"] else "")
        assert row["id"] == hashlib.sha1(key.encode()).hexdigest()


def test_copied_words_say_their_language(mapped: Path, tmp_path: Path) -> None:
    """Title and passage of an English report are English; of languages that followthemoney does not know nothing is said."""
    found = entities(mapped, tmp_path)
    spoken = {(row["schema"], row["prop"], row["lang"]) for row in statements(tmp_path) if row["dataset"] == "d0"}
    assert {("Article", "title", "eng"), ("Note", "summary", "eng"), ("Article", "publisher", "")} <= spoken
    assert {row["lang"] for row in statements(tmp_path) if row["dataset"] != "d0"} == {""}
    assert {each["id"]: each["properties"]["language"] for each in found if "language" in each["properties"]} == {
        "saidso-d0": ["eng"]
    }


def test_what_is_only_denied_is_no_statement_on_the_event(mapped: Path, tmp_path: Path) -> None:
    """The council denies that anybody was killed at Selfoss: its place and day are the ministry's statements alone."""
    entities(mapped, tmp_path)
    event = [row for row in statements(tmp_path) if row["schema"] == "Event" and row["prop"] in ("location", "date")]
    assert "c-d0" in {row["origin"] for row in event} and "c-d1" not in {row["origin"] for row in event}


def test_parties_of_our_table_are_entities(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A party that the actor table knows is an organisation with a mention in each document; unknown words make none."""
    first, *others = mapped_module.REPORTS
    monkeypatch.setattr(mapped_module, "REPORTS", ((*first[:2], "the Red Cross", *first[3:]), *others))
    ledger = write_mapped(tmp_path / "party.ledger")
    found = {each["schema"]: each for each in entities(ledger, tmp_path)}
    party = found.get("Organization") or found["PublicBody"]
    assert found["Mention"]["properties"]["resolved"] == [party["id"]]
    assert found["Mention"]["properties"]["document"] == ["saidso-d0"]


def test_followthemoney_takes_every_entity_and_statement(mapped: Path, tmp_path: Path) -> None:
    """Its own model validates each entity, and reads the statements back into entities with the same values."""
    ftm = pytest.importorskip("followthemoney", reason="pip install followthemoney (it builds PyICU, which has no wheel)")
    from followthemoney.proxy import EntityProxy
    from followthemoney.statement.serialize import read_csv_statements

    found = entities(mapped, tmp_path)
    for each in found:
        schema = ftm.model.get(each["schema"])
        assert schema is not None and set(each["properties"]) <= set(schema.properties)
        schema.validate(each)
        assert all(each["properties"].get(name) for name in schema.required), each
        # cleaned=False: every value must be one that its cleaning keeps.
        kept = EntityProxy.from_dict(each, cleaned=False).to_dict()["properties"]
        assert {prop: set(values) for prop, values in kept.items()} == {p: set(v) for p, v in each["properties"].items()}
    with (tmp_path / "x.ftm.statements.csv").open("rb") as file:
        rows = list(read_csv_statements(file))
    assert {(row.entity_id, row.prop, row.value) for row in rows} == {
        (each["id"], prop, value) for each in found for prop, values in each["properties"].items() for value in values
    }
    assert all(row.id == row.generate_key() for row in rows)


def test_hostile_titles_stay_words(mapped: Path, tmp_path: Path) -> None:
    """A title that is a script is a title in FollowTheMoney too."""
    titles = {value for each in entities(mapped, tmp_path) for value in each["properties"].get("title", ())}
    assert f"Report 1: {HOSTILE}" in titles
