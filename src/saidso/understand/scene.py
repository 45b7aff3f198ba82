"""The voices of one document on one stage: who spoke where, who is quoted inside whose words, who is who so far."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise, takewhile

from saidso.nouns.claim import Attribution
from saidso.nouns.span import Span
from saidso.understand.voice_words import VoiceWords, folded, taken_apart, words_of

Run = tuple[tuple[str, ...], Span]
"""A name of the running text: its folded tokens and where it stands."""

PRONOUNS = frozenset("he she it they i we".split())

_CAPITAL = r"(?:(?:al|el|ar|as|an|at)-)?[A-Z][\w.&-]*"
# Names run over capitalised words and the small words between them; a possessive or a comma ends them.
_RUN = re.compile(rf"\b{_CAPITAL}(?:[ \n]+(?:(?:for|of|al|bin|ibn|abu|de|del|la|von|van) ){{0,2}}{_CAPITAL})*")
_STOP = re.compile(r"(?<=\w{3})\.\s+")


class Scene:
    """One text with its sentences and the sources of its attributions.

    ``names`` holds who is resolved so far: a source and the span that names it.
    """

    def __init__(self, text: str, sentences: Sequence[tuple[int, int]], attributions: Iterable[Attribution]) -> None:
        self.text = text
        self.names: dict[Span, Span] = {}
        self._starts = [start for start, _ in sentences]
        self._spoken: dict[Span, list[Attribution]] = {}
        for one in attributions:
            if one.source is not None:
                self._spoken.setdefault(one.source, []).append(one)
        self.voices = tuple(taken_apart(text, span) for span in sorted(self._spoken))
        self.described = tuple(v for v in self.voices if not is_pronoun(v))

    def sentence_of(self, at: int) -> int:
        """The number of the sentence that ``at`` stands in."""
        return bisect_right(self._starts, at)

    def sentence_start(self, at: int) -> int:
        """Where the sentence of ``at`` begins."""
        number = self.sentence_of(at)
        return self._starts[number - 1] if number else 0

    def spoken_by(self, voice: VoiceWords) -> Sequence[Attribution]:
        """The attributions that have this very source."""
        return self._spoken[voice.span]

    def within(self, voice: VoiceWords) -> VoiceWords | None:
        """Whose reported words this source stands in, the narrowest; None where the document itself speaks."""
        return self._around[voice.span]

    @cached_property
    def _around(self) -> dict[Span, VoiceWords | None]:
        said = [(content, v) for v in self.voices for one in self._spoken[v.span] for content in one.content]
        said.sort(key=lambda pair: pair[0].start, reverse=True)
        around: dict[Span, VoiceWords | None] = {}
        open_: list[tuple[Span, VoiceWords]] = []
        for v in self.voices:  # in text order: a content that ended before one of them holds none of the later ones
            while said and said[-1][0].start <= v.span.start:
                open_.append(said.pop())
            open_ = [pair for pair in open_ if pair[0].end > v.span.start]
            holds = ((content, o) for content, o in open_ if o.span != v.span and content.contains(v.span))
            around[v.span] = min(holds, key=lambda pair: (len(pair[0]), pair[1].span), default=(None, None))[1]
        return around

    def lately(self, voice: VoiceWords, sentences: int) -> tuple[VoiceWords, ...]:
        """The sources that end before this one begins, of its sentence and ``sentences`` before it, in order."""
        last = bisect_left(self.voices, voice.span, key=lambda v: v.span)
        least = self.sentence_of(voice.span.start) - sentences
        near = takewhile(lambda v: self.sentence_of(v.span.start) >= least, reversed(self.voices[:last]))
        return tuple(v for v in near if v.span.end <= voice.span.start)[::-1]

    @cached_property
    def by_sentence(self) -> dict[int, list[VoiceWords]]:
        """The sources that begin in each sentence."""
        found: dict[int, list[VoiceWords]] = {}
        for voice in self.voices:
            found.setdefault(self.sentence_of(voice.span.start), []).append(voice)
        return found

    def before(self, voice: VoiceWords) -> tuple[VoiceWords, ...]:
        """The sources that end before this one begins, pronouns left out, in order."""
        return tuple(v for v in self.described if v.span.end <= voice.span.start)

    def named(self, span: Span) -> Span:
        """The fullest mention of the voice at ``span`` that is known so far, itself where none is."""
        seen = {span}
        while span in self.names and self.names[span] not in seen:
            span = self.names[span]
            seen.add(span)
        return span

    def full(self, voice: VoiceWords) -> VoiceWords:
        """The voice by its fullest mention."""
        span = self.named(voice.span)
        return voice if span == voice.span else taken_apart(self.text, span)

    @cached_property
    def one_case(self) -> bool:
        """Whether the text is all capitals or has none: then they tell no names."""
        letters = [c for c in self.text if c.isalpha()]
        capitals = sum(c.isupper() for c in letters)
        return not letters or capitals > 0.5 * len(letters) or capitals < 0.005 * len(letters)

    @cached_property
    def runs(self) -> tuple[Span, ...]:
        """Names by their capitals, headlines left out; nothing in a text of one case."""
        return () if self.one_case else tuple(self._runs())

    @cached_property
    def written(self) -> tuple[Run, ...]:
        """The folded tokens of every run, with the run."""
        return tuple((self.tokens(span), span) for span in self.runs)

    @cached_property
    def holding(self) -> dict[str, list[Run]]:
        """The runs that hold a word, in order."""
        found: dict[str, list[Run]] = {}
        for tokens, span in self.written:
            for word in set(tokens):
                found.setdefault(word, []).append((tokens, span))
        return found

    def written_between(self, start: int, end: int) -> Sequence[Run]:
        """The runs that begin in ``[start, end)``."""
        first, last = (bisect_left(self.written, at, key=lambda run: run[1].start) for at in (start, end))
        return self.written[first:last]

    @cached_property
    def singles(self) -> Counter[str]:
        """How often a word stands in a run."""
        return Counter(word for tokens, _ in self.written for word in tokens)

    @cached_property
    def pairs(self) -> Counter[tuple[str, str]]:
        """How often two words stand side by side in a run."""
        return Counter(pair for tokens, _ in self.written for pair in pairwise(tokens))

    def tokens(self, span: Span) -> tuple[str, ...]:
        """The folded tokens at ``span``."""
        return tuple(folded(w) for w in words_of(span.of(self.text)))

    def _runs(self) -> Iterator[Span]:
        starts = frozenset(self._starts)
        lower = set(re.findall(r"\b[a-z]{2,}\b", self.text))
        for found in _RUN.finditer(self.text):
            if len(found.group().split()) > 8:  # a headline, not a name
                continue
            start = found.start()
            for part in _STOP.split(found.group()):
                start = self.text.index(part, start)
                first = part.split()[0]
                opens = start in starts and first.lower() in lower and len(first) < len(part)
                at = start + (len(part) - len(part[len(first) :].lstrip()) if opens else 0)
                yield Span(at, start + len(part.rstrip(".")))


def is_pronoun(voice: VoiceWords) -> bool:
    """Whether the words are nothing but "he", "they", "we"."""
    return voice.words.strip().lower() in PRONOUNS
