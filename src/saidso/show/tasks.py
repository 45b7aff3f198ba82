"""What ``saidso predict`` can do: one function a task, from lines in to lines out.

Each reads only the keys of DESIGN.md section 4; everything else in a line may be gold and is never looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from saidso.errors import ReadError
from saidso.link.predict import predict_accord, predict_origins
from saidso.nouns.claim import Attribution, EventMention
from saidso.nouns.span import Span
from saidso.understand import incident_templates_in, load_model, outer_attributions_in, plain_entities_in
from saidso.understand.model import Model
from saidso.understand.sentences import split

Line = dict[str, Any]
Task = Callable[[Iterator[Line]], Iterator[Line]]


def claims(lines: Iterator[Line]) -> Iterator[Line]:
    """Keys in: doc_id publisher published title text sentences. Out: an annotation as ``gold_tool.py check`` writes it."""
    for line in lines:
        text = _text(line)
        sentences = [(int(a), int(b)) for a, b in line.get("sentences") or split(text)]
        mentions = _model().mentions(text, sentences)
        yield {
            "doc_id": line["doc_id"],
            "voice": line.get("publisher"),
            "events": [_event(e) for e in mentions.events],
            "attributions": [_attribution(a) for a in mentions.attributions],
        }


def attribution(lines: Iterator[Line]) -> Iterator[Line]:
    """Keys in: doc_id text. Out: outermost attributions, each part a list of pieces."""
    for line in lines:
        found = outer_attributions_in(_text(line), _model())
        yield {
            "doc_id": line["doc_id"],
            "attributions": [
                {
                    "id": a.id,
                    "source": [_pair(a.source)] if a.source else [],
                    "cue": [_pair(a.cue)] if a.cue else [],
                    "content": [_pair(piece) for piece in a.content],
                }
                for a in found
            ],
        }


def entities(lines: Iterator[Line]) -> Iterator[Line]:
    """Keys in: doc_id text. Out: entities of re3d's types, without overlap."""
    for line in lines:
        found = plain_entities_in(_text(line), _model())
        yield {"doc_id": line["doc_id"], "entities": [{"start": e.span.start, "end": e.span.end, "type": e.type} for e in found]}


def muc4(lines: Iterator[Line]) -> Iterator[Line]:
    """Keys in: doc_id text. Out: templates of violent incidents; an entity is the list of its names, copied from the text."""
    for line in lines:
        found = incident_templates_in(_text(line), _model())
        yield {
            "doc_id": line["doc_id"],
            "templates": [
                {
                    "incident_type": t.incident_type,
                    **{role: [list(names) for names in entities] for role, entities in t.fillers.items()},
                    "org_confidence": list(t.org_confidence),
                }
                for t in found
            ],
        }


def accord(lines: Iterator[Line]) -> Iterator[Line]:
    """Keys in: case slot claims. Out: case agreement kinds span."""
    yield from map(predict_accord, lines)


def origins(lines: Iterator[Line]) -> Iterator[Line]:
    """Keys in: case slot docs. Out: case lo hi origins."""
    yield from map(predict_origins, lines)


TASKS: dict[str, Task] = {
    "claims": claims,
    "attribution": attribution,
    "entities": entities,
    "muc4": muc4,
    "accord": accord,
    "origins": origins,
}
"""Every task by name, in the order of the help."""


@cache
def _model() -> Model:
    return load_model()


def _text(line: Line) -> str:
    text = line.get("text")
    if not isinstance(text, str) or "doc_id" not in line:
        raise ReadError(f"document {line.get('doc_id')!r}: a line needs doc_id and text (a string).", reason="damaged")
    return text


def _event(event: EventMention) -> Line:
    return {
        "id": event.id,
        "trigger": _pair(event.trigger),
        "type": event.type.value,
        "status": event.status.value,
        "incident": event.incident,
        "args": [{"role": a.role.value, "span": _pair(a.span)} for a in event.arguments],
    }


def _attribution(found: Attribution) -> Line:
    longest = max(found.content, key=len)
    return {
        "id": found.id,
        "content": _pair(longest),
        "stance": found.stance.value,
        "about": list(found.about),
        "parent": found.parent,
        "source": _pair(found.source) if found.source else None,
        "cue": _pair(found.cue) if found.cue else None,
    }


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]
