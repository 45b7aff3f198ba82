"""Corpora: what may be trained on."""

from __future__ import annotations

from saidso.train.corpora import Annotated, apart, collection, dev_ids, invented


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


def test_whose_words_a_text_is_shows_in_its_id() -> None:
    """What may be left out for its licence is named by collection, whoever labelled it."""
    ours = Annotated(corpus="gold", doc_id="satp-12", text="", sentences=())
    theirs = Annotated(corpus="polnear", doc_id="breitbart_7", text="", sentences=())
    assert (collection(ours), collection(theirs)) == ("satp", "polnear")
