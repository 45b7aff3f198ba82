"""Corpora: what may be trained on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from saidso.train.corpora import Annotated, apart, collection, dev_ids, invented

DATA = Path(__file__).resolve().parents[1] / "data"


def _document(doc_id: str, text: str) -> Annotated:
    return Annotated(corpus="any", doc_id=doc_id, text=text, sentences=((0, len(text)),))


def test_a_dev_text_is_found_under_another_name() -> None:
    """Another corpus may hold the same text under its own id, with other blanks, case and a dateline before it."""
    text = "Two guards were hurt when a shell fell on the customs post of Veld on Friday, the mayor said. He blamed nobody. " * 2
    dev = [_document("gold-7", text)]
    copy = _document("X7", "VELD, 3 MAY -- " + text.upper().replace(" ", "\n"))
    other = _document("X8", text.replace("customs post", "ferry"))
    assert apart([copy, other], dev) == [other]


def test_our_own_reports_are_no_dev_texts() -> None:
    """What we invented to train on has ids of its own, and each names who labelled it."""
    own = invented()
    assert len({d.doc_id for d in own}) == len(own) > 300
    assert not {d.doc_id for d in own} & dev_ids()
    assert all(d.events is not None and d.attributions is not None for d in own)


@pytest.mark.parametrize("name", ["contested", "disputed", "plain", "probes_docs"])
def test_no_report_that_we_test_on_is_trained_on(name: str) -> None:
    """By its words, not its id: blanks, case and punctuation aside."""
    rows = [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()]
    tested = [_document(row["doc_id"], row["text"]) for row in rows]
    own = invented()
    assert apart(own, tested) == own


def test_the_labels_of_the_disputed_reports_are_of_their_words() -> None:
    """Every span lies inside its text, every event an attribution is about exists, and so does every parent."""
    for row in [json.loads(line) for line in (DATA / "disputed.jsonl").read_text("utf-8").splitlines()]:
        spans = [e["trigger"] for e in row["events"]] + [a["span"] for e in row["events"] for a in e["args"]]
        spans += [a[key] for a in row["attributions"] for key in ("source", "cue", "content") if a[key]]
        assert all(0 <= start < end <= len(row["text"]) for start, end in spans), row["doc_id"]
        events, voices = {e["id"] for e in row["events"]}, {a["id"] for a in row["attributions"]}
        assert all(set(a["about"]) <= events and a["parent"] in {None, *voices} for a in row["attributions"]), row["doc_id"]


def test_whose_words_a_text_is_shows_in_its_id() -> None:
    """What may be left out for its licence is named by collection, whoever labelled it."""
    ours = Annotated(corpus="gold", doc_id="satp-12", text="", sentences=())
    theirs = Annotated(corpus="polnear", doc_id="breitbart_7", text="", sentences=())
    assert (collection(ours), collection(theirs)) == ("satp", "polnear")
