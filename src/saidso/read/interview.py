"""Interviews without labels: short questions, long answers, and the one who answers named above them."""

from __future__ import annotations

import re
from dataclasses import replace

from saidso.nouns.document import Block, Known, Provenance, Turn
from saidso.nouns.span import Span
from saidso.read.draft import Part
from saidso.read.names import ROLE_WORDS, last_name, name_at, whole_name

Parts = tuple[Part, ...]

FEWEST = 3
"""Questions under which a text is no interview: essays ask one or two."""

LONGEST = 90
"""Words of a question with all it says first; longer paragraphs that end in "?" are argument."""

ASKED = re.compile(r"\?[\"”’')\]]*$")
ADDRESSES = re.compile(r"\b(?:you|your|yours|yourself|yourselves)\b", re.IGNORECASE)
OWN = re.compile(r"\b(?:we|us|our|ours|i|my|me)\b", re.IGNORECASE)
TURNS_ON = re.compile(r"^(?:but|and|so|or|then|yet|because|why\?|how\?|still|well)\b", re.IGNORECASE)
INVITES = re.compile(
    r"\b(?:tell us|could you|can you|would you (?:like|please|say)|would you|"
    r"please (?:explain|describe|tell|share|introduce|elaborate)|"
    r"describe (?:for us|the|your)|let us (?:talk|turn|come)|your (?:final|last|closing) (?:words?|message|remarks?)|"
    r"anything (?:else )?(?:that )?you (?:want|wish|would like) to (?:add|say))\b",
    re.IGNORECASE,
)
TALKS = re.compile(
    r"\b(?:interview(?:ed|s)?|spoke (?:to|with)|talked (?:to|with)|asked|answered|conversation with|in conversation|Q\s?&\s?A)\b",
    re.IGNORECASE,
)
MEETS = re.compile(
    r"\b(?:interview(?:ed)?|spoke|speaks|talked|talks|conversation|discussion|sat down|Q\s?&\s?A)\b(?:\s+(?:with|to))?\s+",
    re.IGNORECASE,
)
AFTERWORD = re.compile(
    r"^\W*(?:ends?\W*$|this (?:interview|conversation|transcript|briefing)\b|(?:the )?interview (?:was|by)\b|interviewed by\b|"
    r"translat(?:ed|ion)\b|source\s*:|editor['’]?s note|note\s*:|first published|originally published|"
    r"photo\s*:|reporting by\b|edited by\b)",
    re.IGNORECASE,
)
"""Lines under the last answer that are nobody's turn."""


def unlabelled_turns(parts: Parts) -> tuple[Parts, tuple[Turn, ...]]:
    """Turns of an interview without labels; none where the text is no interview.

    It is one if at least three question paragraphs stand each before a longer answer, the answers are most of the text,
    and something shows that two people talk: a question says "you", or the lines above speak of an interview.
    """
    questions = _questions(parts)
    if not questions:
        return parts, ()
    stop = _stop(parts, questions[-1])
    answerer = interviewee_of(parts[: questions[0]])
    turns: list[Turn] = []
    blocks: dict[int, Block] = {}
    for place, end in zip(questions, (*questions[1:], stop), strict=True):
        first, last = place + 1, _last(parts, place + 1, end)
        turns.append(Turn(index=len(turns) + 1, span=parts[place].span, asks=True))
        span = Span(parts[first].span.start, parts[last].span.end)
        turns.append(Turn(index=len(turns) + 1, span=span, asks=False, speaker=answerer))
        blocks[place] = Block.QUESTION
        blocks |= dict.fromkeys(range(first, last + 1), Block.ANSWER)
    return settle_turns(parts, blocks), tuple(turns)


def settle_turns(parts: Parts, blocks: dict[int, Block]) -> Parts:
    """The parts with the blocks of their turns; boilerplate and embedded letters inside a turn stay what they are."""
    free = {place for place in blocks if parts[place].block not in (Block.BOILERPLATE, Block.EMBEDDED)}
    return tuple(replace(part, block=blocks[place]) if place in free else part for place, part in enumerate(parts))


def _questions(parts: Parts) -> list[int]:
    """The places of the question paragraphs, or none if they do not make an interview."""
    places = [place for place, part in enumerate(parts) if _may_ask(part)]
    strong = [place for place in places if parts[place].strong or parts[place].block is Block.HEADING]
    if len(strong) >= FEWEST and len(strong) >= len(places) / 2:
        # Where questions are set in bold, what is not bold and asks belongs to an answer.
        places = strong
    else:
        places = [place for place in places if not _is_rhetorical(parts[place].text)]
    places = [place for number, place in enumerate(places) if _is_answered(parts, place, [*places[number + 1 :], len(parts)][0])]
    plainly_asked = [place for place in places if ASKED.search(parts[place].text)]
    if len(plainly_asked) < FEWEST or not _two_talk(parts, places):
        return []
    body = sum(part.words for part in parts if part.block is not Block.BOILERPLATE)
    answered = sum(part.words for part in parts[places[0] :])
    return places if answered >= 0.6 * body else []


def _may_ask(part: Part) -> bool:
    if part.block in (Block.BOILERPLATE, Block.EMBEDDED) or part.words > LONGEST or part.text[0] in '“"«':
        return False
    return ASKED.search(part.text) is not None or (part.words <= 40 and INVITES.search(part.text) is not None)


def _is_rhetorical(text: str) -> bool:
    """A question that goes on with the speaker's own argument ("But is this enough?") and addresses nobody."""
    return ADDRESSES.search(text) is None and (TURNS_ON.match(text) is not None or OWN.search(text) is not None)


def _is_answered(parts: Parts, place: int, following: int) -> bool:
    """Whether paragraphs up to the next question answer: with enough words, headings and boilerplate apart."""
    answer = [part for part in parts[place + 1 : following] if part.block not in (Block.BOILERPLATE, Block.HEADING)]
    return bool(answer) and sum(part.words for part in answer) >= max(12, parts[place].words // 2)


def _two_talk(parts: Parts, places: list[int]) -> bool:
    if not places:
        return False
    above = " ".join(part.text for part in parts[: places[0]])
    return any(ADDRESSES.search(parts[place].text) for place in places) or TALKS.search(above) is not None


def _stop(parts: Parts, question: int) -> int:
    """One behind the last answer: afterwords and the page's foot are nobody's turn."""
    return next((place for place in range(question + 2, len(parts)) if AFTERWORD.match(parts[place].text)), len(parts))


def _last(parts: Parts, first: int, end: int) -> int:
    """The last paragraph of an answer, without a heading or boilerplate at its end."""
    last = end - 1
    while last > first and parts[last].block in (Block.BOILERPLATE, Block.HEADING):
        last -= 1
    return last


def interviewee_of(above: Parts) -> Known[str]:
    """Who answers, by the headline and lead above the first question; unknown unless one person remains.

    Read are "NAME: words", "the Front's NAME: words", "interview with NAME", "NAME, spokesperson of the Front" and
    "representative NAME". A name in the headline goes before others in the lead.
    """
    lines = [part for part in above if part.block is not Block.BOILERPLATE]
    found = [
        (number, part.text[start:end], part.at(start, end))
        for number, part in enumerate(lines)
        for start, end in _names(part.text)
    ]
    people = _people([name for _, name, _ in found])
    if len(people) > 1:
        headline = {name for number, name, _ in found if number == 0}
        people = [person for person in people if any(_same(person, name) for name in headline)]
    if len(people) != 1:
        return Known()
    span = next(span for _, name, span in found if name == people[0])
    return Known(value=people[0], how=Provenance.STATED, span=span)


def _names(text: str) -> list[tuple[int, int]]:
    """Names of people who may be interviewed, where they stand in a headline or lead."""
    places: list[tuple[int, int]] = []
    colon = re.match(r"[^:“\"]{3,90}?(?=:\s)", text)
    if colon and (place := _before_colon(colon.group())):
        places.append(place)
    for match in MEETS.finditer(text):
        if place := name_at(text, match.end()):
            places.append(place)
    for match in re.finditer(r"[\w-]+", text):
        if match.group().lower() in ROLE_WORDS and (place := _beside_role(text, match)):
            places.append(place)
    return places


def _before_colon(label: str) -> tuple[int, int] | None:
    place = last_name(label)
    if place is None:
        return None
    lead = label[: place[0]].strip()
    # "The Front's Jane Doe: ..." and "Interview with Jane Doe: ..." lead to a name; "Attack on Port Oren: ..." does not.
    leads = not lead or re.search(r"(?:[’']s?|with|:|,)$", lead) is not None or lead.split()[-1].lower() in ROLE_WORDS
    return place if leads and (lead or whole_name(label)) else None


def _beside_role(text: str, role: re.Match[str]) -> tuple[int, int] | None:
    """The name straight behind a role ("spokesperson Jane Doe"), or before the comma that opens it ("Jane Doe, a member of")."""
    after = name_at(text, role.end()) if text[role.end() : role.end() + 1] == " " else None
    if after is not None:
        return after
    clause = re.search(r"(?P<who>[^,.;:!?]*),\s(?:[^,.;:!?]{0,60}\s)?$", text[: role.start()])
    if clause is None:
        return None
    before = last_name(clause["who"])
    return (clause.start("who") + before[0], clause.start("who") + before[1]) if before else None


def _people(names: list[str]) -> list[str]:
    """One name per person, the longest form; "Doe" and "Jane Doe" are one."""
    people: list[str] = []
    for name in sorted(dict.fromkeys(names), key=lambda name: -len(name.split())):
        if not any(_same(person, name) for person in people):
            people.append(name)
    return people


def _same(one: str, other: str) -> bool:
    short, full = sorted((set(one.casefold().split()), set(other.casefold().split())), key=len)
    return short <= full
