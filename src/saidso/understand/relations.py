"""Which events a voice speaks about, which voice stands in another's words, which mentions are one incident."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from saidso.nouns.claim import Argument, Attribution, EntityMention, EventMention, Role, Stance
from saidso.nouns.span import Span
from saidso.understand import decode, pairs
from saidso.understand.anaphora import REACH, antecedent, cut_before, is_anaphor
from saidso.understand.backends.graphs import Engine, Floats
from saidso.understand.model import Mentions
from saidso.understand.only_a_claim import doubts
from saidso.understand.statements import goes_on, opens_statement
from saidso.understand.windows import Pieces
from saidso.values.event_type import COUNTED, EventType, Status

Pair = tuple[int, int]

FAR = 60
"""Mentions more than this many sentences apart are never asked about: the pairs of a book would not end."""

SURE = 0.6
"""A status or stance below this probability is marked as unsure wherever its claim is shown."""

STRETCH = 250
"""Mentions that are grouped together: 31,000 pairs. A book is grouped stretch by stretch; linking can still join across."""

NEAR = 24
"""Mentions this many places away, in the order of the text, can bear on each other's victims or contents."""

CARRY = 2
"""A sentence that goes on reporting takes the source of an attribution at most this many sentences before it."""

_SMALL = frozenset("the a an of in on for and".split())
"""Words that two names may share without being one."""


@dataclass(slots=True, kw_only=True)
class FoundEvent:
    """A decoded trigger with its labels and its vector (256,). ``piece`` is the word piece it begins with."""

    piece: int
    trigger: Pair
    type: EventType
    status: Status
    arguments: tuple[Argument, ...]
    unsure: tuple[Argument, ...]
    """What would be arguments at half the threshold."""
    confidence: float
    status_confidence: float
    vector: Floats


@dataclass(slots=True, kw_only=True)
class FoundAttribution:
    """A decoded attribution. ``piece`` is the word piece that its cue, or its content where it has none, begins with."""

    piece: int
    source: Pair | None
    cue: Pair | None
    content: Pair
    stance: Stance
    confidence: float
    stance_confidence: float
    bears: Mapping[int, float]
    """Piece of an event near it -> how probably the voice speaks about that event."""
    outer: Mapping[int, float]
    """Piece of another attribution near it -> how probably it stands in that one's words."""


class Relations:
    """Scores pairs of what was found in one document and settles them into mentions."""

    def __init__(self, graphs: Engine, thresholds: dict[str, float], text: str, flat: Pieces) -> None:
        self._graphs, self._at, self._text, self._flat = graphs, thresholds, text, flat

    def settle(
        self, events: list[FoundEvent], attributions: list[FoundAttribution], entities: tuple[EntityMention, ...]
    ) -> Mentions:
        """Ids, about-links, parents and incident groups for all that was found."""
        _settle_disputed(events)
        attributions = without_doers(self._text, _without_doubles(attributions), events)
        self._carry_sources(attributions)
        attributions = self._with_statements(attributions, events)
        groups = self._incidents(events)
        about = self._about(attributions, events)
        parents = self._parents(attributions)
        self._take_up(attributions, events, about, parents)
        self._add_doubts(attributions, events, about, parents)
        mentions = tuple(
            EventMention(
                id=f"E{i + 1}",
                trigger=Span(*e.trigger),
                type=e.type,
                status=e.status,
                incident=f"I{groups[i] + 1}",
                arguments=e.arguments,
                doubtful=_doubtful(e),
                confidence=e.confidence,
                status_confidence=e.status_confidence,
                unsure=_unsure("status", e.status_confidence),
            )
            for i, e in enumerate(events)
        )
        voices = tuple(
            Attribution(
                id=f"A{i + 1}",
                source=Span(*a.source) if a.source else None,
                cue=Span(*a.cue) if a.cue else None,
                content=(Span(*a.content),),
                stance=a.stance,
                about=tuple(f"E{k + 1}" for k in about[i]),
                parent=None if parents[i] is None else f"A{parents[i] + 1}",  # type: ignore[operator]  # None is answered before
                confidence=a.confidence,
                stance_confidence=a.stance_confidence,
                unsure=_unsure("stance", a.stance_confidence),
            )
            for i, a in enumerate(attributions)
        )
        return Mentions(events=mentions, attributions=voices, entities=entities)

    def _sentence(self, at: int) -> int:
        first = int(np.searchsorted(self._flat.offsets[:, 1], at, side="right"))
        return int(self._flat.sentence[min(first, len(self._flat.sentence) - 1)])

    def _carry_sources(self, attributions: list[FoundAttribution]) -> None:
        """A content without cue and source goes on reporting the voice just before it, within the paragraph."""
        for i, a in enumerate(attributions):
            if a.source is not None or a.cue is not None:
                continue
            for before in reversed(attributions[max(0, i - 6) : i]):
                near = self._sentence(a.content[0]) - self._sentence(before.content[0]) <= CARRY
                if near and before.source is not None and "\n\n" not in self._text[before.content[0] : a.content[0]]:
                    a.source = before.source
                    break

    def _with_statements(self, attributions: list[FoundAttribution], events: list[FoundEvent]) -> list[FoundAttribution]:
        """Sentences of a statement that a colon opened, with the events in them that no voice holds yet."""
        sentences, held = self._sentences(), {k for about in self._about(attributions, events) for k in about}
        free: dict[int, set[int]] = {}
        for k, event in enumerate(events):
            if k not in held:
                free.setdefault(self._sentence(event.trigger[0]), set()).add(event.piece)
        found: list[FoundAttribution] = []
        for a in attributions if free else ():
            if a.cue is None or a.source is None:
                continue
            opening = bisect_right(sentences, (a.cue[0], len(self._text))) - 1
            if opening < 0 or a.content[0] < a.cue[1] or not opens_statement(self._text, sentences[opening], a.cue):
                continue
            others = [o.cue for o in attributions if o.cue is not None and o is not a]
            for number in goes_on(self._text, sentences, opening, self._text[slice(*a.source)], others):
                own, here = sentences[number], free.pop(self._sentence(sentences[number][0]), set())
                if here:  # the other events of the sentence are somebody else's: he denies them, perhaps
                    bears = {e.piece: float(e.piece in here) for e in events if own[0] <= e.trigger[0] < own[1]}
                    found.append(replace(a, piece=-1, cue=None, content=own, stance=Stance.SAYS, bears=bears))
        return sorted([*attributions, *found], key=lambda a: (a.cue or a.content, a.content)) if found else attributions

    def _about(self, attributions: list[FoundAttribution], events: list[FoundEvent]) -> list[list[int]]:
        """Events that each voice speaks about; of those beyond the model's reach, the ones in its words."""
        triggers, by_piece = [e.trigger for e in events], {e.piece: k for k, e in enumerate(events)}
        found: list[list[int]] = []
        for a in attributions:
            chosen = {by_piece[piece] for piece, score in a.bears.items() if score > self._at["about"]}
            inside = range(bisect_left(triggers, (a.content[0],)), bisect_left(triggers, (a.content[1],)))
            found.append(sorted(chosen | {k for k in inside if events[k].piece not in a.bears}))
        return found

    def _take_up(
        self,
        attributions: list[FoundAttribution],
        events: list[FoundEvent],
        about: list[list[int]],
        parents: list[int | None],
    ) -> None:
        """Give anaphors ("this was denied") their events; whom they answer is not their parent."""
        triggers = [e.trigger for e in events]
        for i, a in enumerate(attributions):
            if about[i] or not is_anaphor(self._text[a.content[0] : a.content[1]]):
                continue
            first = self._reach(a.content[0])
            answered, about[i] = antecedent(self._text, i, attributions, about, triggers, first)
            if answered is None:
                continue
            if parents[i] == answered:
                parents[i] = None
            attributions[answered].content = cut_before(self._text, attributions[answered].content, a.content[0])

    def _add_doubts(
        self,
        attributions: list[FoundAttribution],
        events: list[FoundEvent],
        about: list[list[int]],
        parents: list[int | None],
    ) -> None:
        """Set phrases of doubt that the model overlooked, where something before them can be doubted."""
        seen = [a.cue for a in attributions if a.cue and a.stance is Stance.DOUBTS]
        for doubt in doubts(self._text, self._sentences()):
            if any(cue[0] < doubt.cue[1] and doubt.what[0] < cue[1] for cue in seen):
                continue
            found = FoundAttribution(
                source=doubt.who,
                cue=doubt.cue,
                piece=-1,
                content=doubt.what,
                stance=Stance.DOUBTS,
                confidence=1.0,
                stance_confidence=1.0,
                bears={},
                outer={},
            )
            about.append([])
            parents.append(None)
            attributions.append(found)
            first = self._reach(doubt.what[0])
            _, about[-1] = antecedent(self._text, len(attributions) - 1, attributions, about, [e.trigger for e in events], first)
            if not about[-1]:
                attributions.pop(), about.pop(), parents.pop()

    def _sentences(self) -> list[Pair]:
        """Where each sentence begins and ends, as far as it was read."""
        numbers, offsets = self._flat.sentence, self._flat.offsets
        if not len(numbers):
            return []
        edges = np.flatnonzero(np.diff(numbers, prepend=-1))
        ends = np.append(edges[1:], len(numbers)) - 1
        return [(int(offsets[a, 0]), int(offsets[b, 1])) for a, b in zip(edges, ends, strict=True)]

    def _reach(self, at: int) -> int:
        """Where the first sentence begins that an anaphor at ``at`` can reach."""
        number = self._sentence(at)
        return next(
            (int(s) for s, n in zip(self._flat.offsets[:, 0], self._flat.sentence, strict=True) if n >= number - REACH), 0
        )

    def _parents(self, attributions: list[FoundAttribution]) -> list[int | None]:
        by_piece = {a.piece: i for i, a in enumerate(attributions)}
        scores = [(score, i, by_piece[k]) for i, a in enumerate(attributions) for k, score in a.outer.items() if k in by_piece]
        parents: list[int | None] = [None] * len(attributions)
        for score, i, k in sorted(scores, reverse=True):
            if score > self._at["parent"] and parents[i] is None and not _is_above(parents, i, k):
                parents[i] = k
        return parents

    def _incidents(self, events: list[FoundEvent]) -> list[int]:
        """Incident number of each event; a long document is grouped stretch by stretch."""
        found: list[int] = []
        for first in range(0, len(events), STRETCH):
            numbers = self._grouped(events[first : first + STRETCH])
            above = max(found, default=-1) + 1
            found.extend(above + number for number in numbers)
        return found

    def _grouped(self, events: list[FoundEvent]) -> list[int]:
        """Average linkage over the pairs' probabilities."""
        count, numbers = len(events), [self._sentence(e.trigger[0]) for e in events]
        couples = [(i, k) for i in range(count) for k in range(i) if numbers[i] - numbers[k] <= FAR]
        seen = [
            pairs.Sight.of(self._text, e.type, e.trigger, [(a.role.value, (a.span.start, a.span.end)) for a in e.arguments])
            for e in events
        ]
        flags = [pairs.same_flags(numbers[i] - numbers[k], seen[i], seen[k]) for i, k in couples]
        alike = np.zeros((count, count), dtype=np.float32)
        if couples:
            vectors, where = np.stack([e.vector for e in events]), np.array(couples)
            given = np.array(flags, dtype=np.float32)
            scores = decode.sigmoid(self._graphs.same(vectors[where[:, 0]], vectors[where[:, 1]], given))
            alike[where[:, 0], where[:, 1]] = alike[where[:, 1], where[:, 0]] = scores
        return decode.average_linkage(alike, self._at["same"])


def _settle_disputed(events: list[FoundEvent]) -> None:
    """ "Killing three soldiers and wounding five": each number and each victim belongs to one of the two.

    Of two consequences of different kinds that claim the same victims, the less sure one gives them up, if others remain to it;
    a number goes with the victims around it.
    """
    for role in (Role.TARGET, Role.COUNT):
        held = [(e, a) for e in events if e.type in COUNTED for a in e.arguments if a.role is role]
        held.sort(key=lambda pair: pair[1].span)
        for i, (event, argument) in enumerate(held):
            for other, same in held[i + 1 :]:
                if same.span.start >= argument.span.end:
                    break
                if other.type is not event.type:
                    surer = argument.confidence >= same.confidence
                    _give_up(*((other, same, event) if surer else (event, argument, other)))
    for i, event in enumerate(events):
        if event.type in COUNTED and not any(a.role is Role.TARGET for a in event.arguments):
            event.arguments += _left_over(event, events[max(0, i - NEAR) : i + NEAR])


def _give_up(loser: FoundEvent, lost: Argument, winner: FoundEvent) -> None:
    """Take ``lost`` from ``loser`` where it keeps another of its role, or where only the winner has the victims counted."""
    if loser.type is EventType.DESTRUCTION and winner.type in (EventType.KILLING, EventType.INJURY):
        loser.arguments = tuple(a for a in loser.arguments if a is not lost)  # people are hurt, things are damaged
        return
    whose = [any(a.role is Role.TARGET and a.span.contains(lost.span) for a in e.arguments) for e in (loser, winner)]
    if sum(a.role is lost.role for a in loser.arguments) > 1 or (lost.role is Role.COUNT and whose == [False, True]):
        loser.arguments = tuple(a for a in loser.arguments if a is not lost)


def _left_over(event: FoundEvent, events: list[FoundEvent]) -> tuple[Argument, ...]:
    """The surest of its unsure victims that no other consequence has: somebody was hurt, something was damaged."""
    taken = [a.span for e in events if e is not event and e.type in COUNTED for a in e.arguments if a.role is Role.TARGET]
    free = [a for a in event.unsure if a.role is Role.TARGET and not any(a.span.overlaps(span) for span in taken)]
    return tuple(sorted(free, key=lambda a: -a.confidence)[:1])


def _doubtful(event: FoundEvent) -> tuple[Argument, ...]:
    """The surest of what was seen for each role that stays empty."""
    best: dict[Role, Argument] = {}
    for a in sorted(event.unsure, key=lambda a: a.confidence):
        best[a.role] = a
    filled = {a.role for a in event.arguments}
    taken = [a.span for a in event.arguments]
    return tuple(a for role, a in best.items() if role not in filled and not any(a.span.overlaps(t) for t in taken))


def _unsure(what: str, probability: float) -> tuple[str, ...]:
    return (f"{what}: {probability:.2f}",) if probability < SURE else ()


def _is_above(parents: list[int | None], start: int, above: int) -> bool:
    """Whether ``start`` already stands above ``above``: a parent link would then close a ring."""
    at: int | None = above
    while at is not None:
        if at == start:
            return True
        at = parents[at]
    return False


def _without_doubles(attributions: list[FoundAttribution]) -> list[FoundAttribution]:
    """A bare content that another attribution of the same stretch already hands over is dropped; order by place."""
    ordered = sorted(attributions, key=lambda a: (a.cue or a.content, a.content))
    kept = []
    for i, a in enumerate(ordered):
        cued = (o for o in ordered[max(0, i - NEAR) : i + NEAR] if o.cue is not None and o is not a)
        if a.cue is not None or not any(o.content[0] < a.content[1] and a.content[0] < o.content[1] for o in cued):
            kept.append(a)
    return kept


def without_doers(text: str, attributions: list[FoundAttribution], events: list[FoundEvent]) -> list[FoundAttribution]:
    """Without a cue nobody speaks whom the text only lets act: "The Front attacked. Three were killed" is the issuer's own.

    Whom a cue has let speak before goes on speaking, also under more or fewer words of the name ("the Front"). Of 325 contents
    without a cue in the gold none has another doer for its voice.
    """
    doers = [a.span for event in events for a in event.arguments if a.role in (Role.ACTOR, Role.TARGET)]
    kept: list[FoundAttribution] = []
    heard: list[set[str]] = []
    for a in attributions:
        words = set() if a.source is None else {*text[slice(*a.source)].casefold().split()} - _SMALL
        acts = a.source is not None and any(Span(*a.source).overlaps(one) for one in doers)
        if a.cue is None and acts and not any(words and (words <= names or names <= words) for names in heard):
            continue
        if a.cue is not None and words:
            heard.append(words)
        kept.append(a)
    return kept
