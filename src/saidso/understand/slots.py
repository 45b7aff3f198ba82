"""Arguments of an event -> values with their words. What cannot be read keeps its words and a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from saidso.nouns.claim import NOT_SURE, Argument, EventMention, Role, SlotValue
from saidso.nouns.document import Document
from saidso.nouns.span import Evidence, Span
from saidso.nouns.value import Value
from saidso.values.actor import Actor
from saidso.values.actor_base import actor_base
from saidso.values.actor_cast import Cast
from saidso.values.count import find_counts, population_of, read_count
from saidso.values.event_type import COUNTED, Status, outcome_slot
from saidso.values.place import Place, countries_in, resolve, settle
from saidso.values.when import When, day_order, read_when_in

_PLACES = frozenset({Role.PLACE, Role.ORIGIN, Role.DESTINATION})


class Slots:
    """Reads the arguments of one document's events, each in the light of the others."""

    def __init__(self, document: Document, events: Sequence[EventMention]) -> None:
        self._document, self._events = document, events

    def of(self, event: EventMention) -> tuple[SlotValue, ...]:
        """Every value that the document ties to this event; a slot without words is silence and is not here."""
        sure = (*self._numbers(event), *(self._value(event, a) for a in event.arguments if a.role is not Role.COUNT))
        filled = {s.slot for s in sure}
        return (*sure, *(s for a in event.doubtful if (s := self._not_sure(event, a)).slot not in filled))

    def _not_sure(self, event: EventMention, argument: Argument) -> SlotValue:
        """A slot that stays empty: the words that might fill it, and how likely the model holds that."""
        slot = outcome_slot(event.type) if argument.role is Role.COUNT else argument.role.value
        return self._slot(slot, argument, None, f"{NOT_SURE} ({argument.confidence:.2f})")

    def _numbers(self, event: EventMention) -> Iterator[SlotValue]:
        slot = outcome_slot(event.type)
        targets = [a for a in event.arguments if a.role is Role.TARGET]
        counts = [a for a in event.arguments if a.role is Role.COUNT]
        for argument in counts:
            population = self._population(argument, targets)
            value = read_count(self._words(argument.span), population=population)
            yield self._slot(slot, argument, value, "no number read in these words")
        if event.type in COUNTED:
            for target in targets:
                if not any(target.span.overlaps(c.span) for c in counts):
                    yield from self._numbers_within(slot, target)

    def _numbers_within(self, slot: str, target: Argument) -> Iterator[SlotValue]:
        for start, end, value in find_counts(self._words(target.span))[:1]:
            span = Span(target.span.start + start, target.span.start + end)
            yield SlotValue(
                slot=slot,
                evidence=self._cut(span),
                value=value,
                confidence=target.confidence,
                reason="number inside the target's words",
            )

    def _population(self, count: Argument, targets: list[Argument]) -> str | None:
        """Whom a count counts: the target around it, else the only target."""
        around = [t for t in targets if t.span.overlaps(count.span)] or (targets if len(targets) == 1 else [])
        return population_of(self._words(around[0].span)) if around else None

    def _value(self, event: EventMention, argument: Argument) -> SlotValue:
        words, slot = self._words(argument.span), argument.role.value
        if argument.role is Role.TIME:
            return self._slot(slot, argument, self._time(event, argument.span), "no time read in these words")
        if argument.role in _PLACES:
            return self._slot(slot, argument, self._place(words), "")
        if argument.role is Role.INSTRUMENT:
            return self._slot(slot, argument, words, "")
        return self._slot(slot, argument, self._actor(argument.span), "")

    def _slot(self, slot: str, argument: Argument, value: Value | None, reason: str) -> SlotValue:
        evidence = self._cut(argument.span)
        return SlotValue(
            slot=slot,
            evidence=evidence,
            value=value,
            confidence=round(argument.confidence, 4),
            reason="" if value is not None else reason,
        )

    def _time(self, event: EventMention, span: Span) -> When | None:
        meta = self._document.metadata
        return read_when_in(
            self._document.text,
            (span.start, span.end),
            published_on=meta.published_on.value,
            future=event.status is Status.PLANNED,
            day_first=self._day_first,
            language=meta.language.value or "en",
        )

    @cached_property
    def _day_first(self) -> bool | None:
        """How the document writes 03/04/2021: by its own dates, else by the country of its outlet."""
        meta = self._document.metadata
        outlet = actor_base().named(meta.publisher.value or "", kinds=frozenset({"outlet"}))
        country = outlet.country if outlet and outlet.country else None
        return day_order(self._document.text, published_on=meta.published_on.value, country=country)

    def _place(self, words: str) -> Place:
        return resolve(words, countries=self._countries, near=self._near)

    @cached_property
    def _countries(self) -> tuple[str, ...]:
        return countries_in(self._document.text)

    @cached_property
    def _near(self) -> tuple[Place, ...]:
        """The places that the document's events name, before and after this one: they decide between namesakes."""
        words = (self._words(a.span) for e in self._events for a in e.arguments if a.role in _PLACES)
        return settle(words, countries=self._countries)

    def _actor(self, span: Span) -> Actor:
        return self._cast.read(span.start, span.end)

    @cached_property
    def _cast(self) -> Cast:
        """Who is named in the document: it settles shared names and descriptions."""
        return Cast(self._document.text, countries=self._countries)

    def _words(self, span: Span) -> str:
        return span.of(self._document.text)

    def _cut(self, span: Span) -> Evidence:
        return Evidence.cut(self._document.id, self._document.text, span)
