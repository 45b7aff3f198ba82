"""Document -> Extraction: sentences, the model's mentions, voices resolved, values read, claims made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from saidso.nouns.claim import Attribution, EntityMention, Extraction
from saidso.nouns.document import Block, Document
from saidso.understand.model import EventSight, Model, RoleFiller
from saidso.understand.sentences import split

if TYPE_CHECKING:
    from saidso.understand.incident_templates import IncidentTemplate


def understand(documents: Iterable[Document], model: Model) -> Iterator[Extraction]:
    """What ``model`` reads in each document: mentions, and the claims they make.

    Use ``reads`` first: a document in another language gives nonsense, not nothing.

    Returns:
        One Extraction a document, in order, as soon as it is read; memory does not grow with their number.
    """
    for document in documents:
        yield _extraction(document, model)


def reads(model: Model, document: Document) -> bool:
    """Whether the document is in a language of the model, or too short to tell."""
    language = document.metadata.language.value
    return language is None or language.split("-")[0].lower() in model.languages


def load_model(folder: str | Path | None = None, *, threads: int = 0) -> Model:
    """The reader that saidso ships, or one in ``folder``.

    Args:
        folder: a model folder (model.json, graphs, tokenizer); None for the one inside the package.
        threads: CPU threads of one pass; 0 = all cores.

    Raises:
        ModelError: no whole, undamaged model there.
    """
    from saidso.understand.backends.onnx import OnnxReader

    if folder is not None:
        return OnnxReader(Path(folder), threads=threads)
    with as_file(files("saidso.data").joinpath("model")) as shipped:
        return OnnxReader(Path(shipped), threads=threads)


def sentences_in(document: Document) -> tuple[tuple[int, int], ...]:
    """The sentences that are read: of every paragraph but boilerplate."""
    parts = (p.span for p in document.paragraphs if p.block is not Block.BOILERPLATE)
    return tuple(sentence for part in parts for sentence in split(document.text, part.start, part.end))


def outer_attributions_in(text: str, model: Model) -> tuple[Attribution, ...]:
    """Every attribution of a bare text, of any topic, outermost only: the reading that PolNeAR annotates."""
    return model.outer_attributions(text, split(text))


def plain_entities_in(text: str, model: Model) -> tuple[EntityMention, ...]:
    """Entities of a bare text in re3d's types, without overlap."""
    return model.plain_entities(text, split(text))


def role_fillers_in(text: str, model: Model) -> tuple[RoleFiller, ...]:
    """Who did the violent incidents of a bare text, to whom or what, and with which weapon, after MUC-4."""
    return model.role_fillers(text, split(text))


def event_sights_in(text: str, triggers: Sequence[tuple[int, int]], model: Model) -> tuple[EventSight | None, ...]:
    """Event mentions that somebody else marked in a bare text, each as the model sees it."""
    return model.event_sights(text, split(text), triggers)


def incident_templates_in(text: str, model: Model) -> tuple[IncidentTemplate, ...]:
    """The violent incidents of a bare text, one template each, after MUC-4; none for a text without any."""
    from saidso.understand.incident_templates import templates  # a good part of the start, and only this needs it

    sentences = split(text)
    return templates(text, sentences, role_fillers_in(text, model), model.mentions(text, sentences))


def _extraction(document: Document, model: Model) -> Extraction:
    from saidso.understand.chains import Chains  # with all value readers: not before there is something to read
    from saidso.understand.holders import resolve
    from saidso.understand.slots import Slots

    sentences = sentences_in(document)
    mentions = model.mentions(document.text, sentences)
    mentions = replace(mentions, attributions=resolve(document.text, sentences, mentions.attributions))
    claims = Chains(document, sentences, mentions, Slots(document, mentions.events), model.name).claims()
    return Extraction(
        document_id=document.id,
        model=model.name,
        events=mentions.events,
        attributions=mentions.attributions,
        entities=mentions.entities,
        claims=claims,
        refused=mentions.refused,
    )
