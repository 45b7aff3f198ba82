"""What ``saidso predict`` can do: one function a task, from lines in to lines out.

Each reads only the keys of DESIGN.md section 4; everything else in a line may be gold and is never looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any

from saidso.errors import ReadError
from saidso.link.mention_clusters import VOID, Sight, linked_stories
from saidso.link.mention_scorer import mention_scorer
from saidso.link.predict import predict_accord, predict_origins
from saidso.link.stories import Story
from saidso.nouns.claim import Attribution, EventMention
from saidso.nouns.span import Span
from saidso.understand import event_sights_in, incident_templates_in, load_model, outer_attributions_in, plain_entities_in
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


def linking(lines: Iterator[Line]) -> Iterator[Line]:
    """Keys in: doc_id publish_date text, mentions (start end segments). Out: the mentions with cluster, the document with topic.

    All lines are one collection: mentions of one cluster are one event, documents of one topic tell of one incident.
    """
    given = [(line, _story(line)) for line in lines]
    scorer = mention_scorer()
    scorer.require(_model().name)
    linked = linked_stories([story for _, story in given], [_sights(story) for _, story in given], scorer)
    for (line, story), topic, clusters in zip(given, linked.documents, linked.mentions, strict=True):
        mentions = [
            {"start": start, "end": end, "text": story.text[start:end], "cluster": f"e{cluster}"}
            for (start, end), cluster in zip(story.mentions, clusters, strict=True)
        ]
        yield {"doc_id": line["doc_id"], "topic": f"i{topic}", "mentions": mentions}


def _story(line: Line) -> Story:
    text, where = _text(line), f"document {line.get('doc_id')!r}"
    spans: list[tuple[int, int]] = []
    for mention in line.get("mentions") or []:
        start, end = mention.get("start"), mention.get("end")
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
            raise ReadError(f"{where}: a mention from {start} to {end} does not stand in its text.", reason="damaged")
        spans.append((start, end))
    said = line.get("publish_date")
    try:
        published_on = date.fromisoformat(str(said)[:10]) if said else None
    except ValueError:
        published_on = None  # "2014-06" places no day; without one the words alone decide
    return Story(id=str(line["doc_id"]), text=text, published_on=published_on, mentions=tuple(spans))


def _sights(story: Story) -> list[Sight]:
    seen = event_sights_in(story.text, story.mentions, _model())
    return [
        Sight(VOID) if sight is None else Sight(sight.vector, [(a.role.value, a.span.start, a.span.end) for a in sight.arguments])
        for sight in seen
    ]


TASKS: dict[str, Task] = {
    "claims": claims,
    "attribution": attribution,
    "entities": entities,
    "muc4": muc4,
    "linking": linking,
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
