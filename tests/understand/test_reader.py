"""The shipped model itself: deterministic, exact, whole. Texts are invented."""

from __future__ import annotations

import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from saidso.errors import ModelError
from saidso.nouns.claim import Stance
from saidso.nouns.document import Document, Paragraph
from saidso.nouns.span import Span
from saidso.understand import load_model, understand
from saidso.understand.model import Model
from saidso.understand.sentences import split
from saidso.values.event_type import EventType

FOLDER = Path(str(files("saidso.data").joinpath("model")))

TEXT = (
    "Gunmen attacked an army checkpoint near Oremi on Tuesday, killing three soldiers, the defence ministry said. "
    "The Highland Front claimed responsibility for the attack. The governor denied that any soldier had been killed."
)


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model(threads=1)


def read(model: Model, text: str) -> object:
    return model.mentions(text, split(text))


def test_threads_and_repetition_change_nothing(model: Model) -> None:
    """The same words give the same mentions: read twice, and with more threads."""
    assert read(model, TEXT) == read(model, TEXT) == read(load_model(threads=3), TEXT)


def test_a_plain_report_is_read(model: Model) -> None:
    """Three voices, their stances and the killing; every piece of evidence is the text at its span."""
    whole = (Paragraph(span=Span(0, len(TEXT))),)
    document = Document(id="d0", sha256="0" * 64, text=TEXT, source="t", format="txt", paragraphs=whole)
    (extraction,) = understand([document], model)
    assert all(e.proves(TEXT) for claim in extraction.claims for e in claim.every_evidence())
    held = {(claim.stance, claim.origin.words) for claim in extraction.claims}
    assert (Stance.CLAIMS_RESPONSIBILITY, "The Highland Front") in held
    assert (Stance.DENIES, "The governor") in held
    said = [c for c in extraction.claims if c.event_type is EventType.KILLING and c.origin.words == "the defence ministry"]
    assert said and all(c.stance is Stance.SAYS for c in said)


def test_a_voice_speaks_of_an_event_outside_its_words(model: Model) -> None:
    """ "Denied any part in it" is a denial of the attack in the sentence before, not of nothing."""
    text = (
        "Gunmen attacked an army checkpoint near Oremi on Tuesday, killing three soldiers. "
        "The Highland Front denied any part in it."
    )
    found = model.mentions(text, split(text))
    (denial,) = (a for a in found.attributions if a.stance is Stance.DENIES)
    (attack,) = (e for e in found.events if e.id in denial.about)
    assert attack.trigger.end < denial.content[0].start and attack.type is EventType.ATTACK


def test_a_doer_without_a_cue_is_no_voice(model: Model) -> None:
    """In a ministry's statement the Front that attacked does not report the dead: the issuer does."""
    text = (
        "Statement on the attack in Oremi\n\nStatement of the Ministry of Defence\n\n"
        "On Tuesday, 12 March 2024, fighters of the so-called Highland Liberation Front attacked an army checkpoint in Oremi. "
        "Three soldiers were killed and five soldiers were wounded. One military vehicle was destroyed by fire.\n\n"
        "No civilians were hurt in the attack. The army did not shell any houses in Oremi."
    )
    found = model.mentions(text, split(text))
    assert {e.type for e in found.events} >= {EventType.ATTACK, EventType.KILLING}
    assert not [a for a in found.attributions if a.cue is None]


def test_a_long_document_is_read_to_its_end(model: Model) -> None:
    """Groups of windows lose nothing at their borders: a sentence repeated 150 times is found each time."""
    text = " ".join(f"Shelling killed {n} soldiers in Oremi, the army said." for n in range(2, 152))
    found = model.mentions(text, split(text))
    killings = [e for e in found.events if e.type is EventType.KILLING]
    assert len(killings) >= 145
    assert len({e.id for e in found.events}) == len(found.events)


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "…", "?!", "☃" * 500, "word " * 3000, "\u202eمرحبا\u202c", "A" * 5000])
def test_no_text_is_too_odd(model: Model, text: str) -> None:
    """Empty, endless, symbol-only and right-to-left texts give mentions or none, never an error."""
    found = model.mentions(text, split(text))
    assert all(0 <= e.trigger.start < e.trigger.end <= len(text) for e in found.events)


def test_a_damaged_model_is_refused_in_words(tmp_path: Path) -> None:
    """A graph whose digest is not the described one never runs; a missing folder says what to do."""
    folder = tmp_path / "model"
    shutil.copytree(FOLDER, folder)
    with (folder / "bearing.onnx").open("ab") as file:
        file.write(b"x")
    with pytest.raises(ModelError, match=r"bearing\.onnx: damaged.*Reinstall"):
        load_model(folder)
    with pytest.raises(ModelError, match="no model here"):
        load_model(tmp_path / "none")
    described = json.loads((FOLDER / "model.json").read_text("utf-8"))
    (folder / "model.json").write_text(json.dumps(described | {"format": 99}), encoding="utf-8")
    with pytest.raises(ModelError, match="format 99"):
        load_model(folder)


def test_the_word_before_makes_the_type_exact(model: Model) -> None:
    """A martyrdom operation is a suicide attack, an operation is not."""
    text = "The Front said that one of its fighters carried out a martyrdom operation against the barracks in Oremi on Monday."
    found = [e.type for e in model.mentions(text, split(text)).events if "operation" in e.trigger.of(text)]
    assert found == [EventType.SUICIDE_ATTACK]
