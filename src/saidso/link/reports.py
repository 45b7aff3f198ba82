"""Reports without annotations as the rules of origin see them: who holds the value of one slot, in whose name.

Each report is read alone first (``cited``, ``told``). Then all are looked at together, for surface patterns know few ways of
saying: an outlet, an agency or a voice that another report of the set names plainly is found again by its name alone.

    "The Bay Post carried a report that nine died"     no pattern; but the Bay Post's report is in the set: it is cited
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from saidso.link.cited import Cited, cited_in, identifies
from saidso.link.origins import OriginAssertion
from saidso.link.told import credited, sentences, speaks_of, tells
from saidso.link.understood import plain, understood
from saidso.values.publishers import publishers

Doc = Mapping[str, Any]


def assertions_of(docs: Iterable[Doc], slot: str) -> list[OriginAssertion]:
    """What each report asserts of the slot's value; a report that does not hold it gives nothing.

    Args:
        docs: reports with id, publisher, date and text, perhaps publisher_group.
        slot: "killed=9", or "killed" for every value.
    """
    texts = {str(doc["id"]): str(doc["text"]) for doc in docs}
    outlets = sorted({str(doc["publisher"]) for doc in docs}, key=len, reverse=True)
    alone = [one for doc in docs if (one := _assertion(doc, slot)) is not None]
    agencies = sorted({one.agency for one in alone if one.agency})
    voices = sorted({one.innermost for one in alone if one.identified and not one.own}, key=lambda name: (-len(name), name))
    voices = [name for name in voices if not _stands_in(slot.partition("=")[2], name)]
    found = [_with_voice(one, voices) for one in alone]
    found = [_with_outlet(one, [name for name in outlets if name != one.publisher]) for one in found]
    return [one if one.agency else replace(one, agency=_first(agencies, texts[one.id])) for one in found]


def _core(name: str) -> str:
    return re.sub(r"^(?:the|an?)\s+", "", name, flags=re.IGNORECASE)


def _stands_in(text: str, name: str) -> bool:
    """Whether a name of two words and up, or in capitals, stands in a text as it is written."""
    core = _core(name)
    return (" " in core or (core.isupper() and len(core) > 2)) and re.search(rf"(?<!\w){re.escape(core)}(?!\w)", text) is not None


def _first(names: Iterable[str], text: str) -> str | None:
    return next((name for name in names if _stands_in(text, name)), None)


def _with_voice(one: OriginAssertion, voices: Sequence[str]) -> OriginAssertion:
    """The same, in the name of a voice of the set whose name stands in the sentence, where no clear voice was read."""
    known = _first(voices, one.told)
    if known is None or one.innermost == known:
        return one
    unclear = not one.identified if one.own else one.identified and _stands_in(one.innermost, known)
    if not unclear:
        return one
    return replace(one, chain=(*(one.chain if one.own else one.chain[:-1]), known), own=False, identified=True)


def _with_outlet(one: OriginAssertion, outlets: Sequence[str]) -> OriginAssertion:
    """The same with another report's outlet in its chain, where the sentence names it; it is the voice if there is no other."""
    named = _first(outlets, one.told)
    if named is None or any(_stands_in(name, named) and name != one.innermost for name in one.chain):
        return one
    if one.own or _stands_in(one.innermost, named):
        at_scene = one.identified and not one.own and _core(named).casefold() == _core(one.innermost).casefold()
        return replace(one, chain=(one.chain[0], named), own=False, identified=at_scene)
    return replace(one, chain=(*one.chain[:-1], named, one.chain[-1]))


def _assertion(doc: Doc, slot: str) -> OriginAssertion | None:
    text, publisher = str(doc["text"]), str(doc["publisher"])
    body = sentences(text)
    told = _holding(body, slot, publisher)
    if not told:
        return None
    at, voice = next(((at, one) for at, one in told if one.name is not None), told[0])
    if voice.name is None and not voice.at_scene:
        voice = _from_around(body, slot, publisher, at=at) or voice
    voice = plain(voice)
    inwards = [name for name in (voice.relay, voice.name) if name is not None]
    return OriginAssertion(
        id=str(doc["id"]),
        document=str(doc["id"]),
        publisher=publisher,
        chain=(publisher, *inwards),
        passage=" ".join(body),
        own=voice.name is None,
        identified=identifies(voice) and (voice.name is None or voice.at_scene or understood(body[at], voice.name)),
        said_on=date.fromisoformat(str(doc["date"])[:10]) if doc.get("date") else None,
        agency=credited(text) or (publisher if publishers().is_agency(publisher) else None),
        publisher_group=doc.get("publisher_group"),
        told=body[at],
    )


def _holding(body: Sequence[str], slot: str, publisher: str) -> list[tuple[int, Cited]]:
    """The sentences that hold the slot's value, by their place, each with its voice; denials and doubts hold nothing."""
    name, _, wanted = slot.partition("=")
    voices = [(at, cited_in(part, publisher)) for at, part in enumerate(body) if tells(part, name, wanted)]
    return [(at, voice) for at, voice in voices if not voice.denies]


_REFERS = re.compile(
    r"(?:this|that|the (?:news|information|report|figure|toll|claim|announcement)) (?:was|has been|came)\b", re.IGNORECASE
)
""" "This was stated by the ministry." speaks of the sentence before."""


def _from_around(body: Sequence[str], slot: str, publisher: str, *, at: int) -> Cited | None:
    """The voice of the next sentence, where the one with the value quotes nobody and the next speaks of the same."""
    following = body[at + 1] if at + 1 < len(body) else ""
    if not (speaks_of(following, slot.partition("=")[0]) or _REFERS.match(following)):
        return None
    around = cited_in(following, publisher)
    return around if around.name is not None and not around.denies else None
