"""Who is cited in a short text, by surface patterns: a light reader for passages that come without annotations.

It serves ``predict_origins`` and wherever a passage has not been read by the model. It knows "X said", "according to X",
", said X", "X told Y", "Y, citing X, reported", "Y quoted X as saying", "figures released by X show", "X put the toll at", and
a reporter at the scene, the outlet's own or another's. It does not resolve pronouns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from saidso.link.names import is_named, is_outlet, same_name
from saidso.values.number_words import AMOUNT

_SAY = (
    "said|says|say|told|reported|reports|announced|announces|stated|states|added|wrote|writes|tweeted|declared|confirmed|estimated|"
    "insisted|alleged|accused|blamed|revealed|warned|recalled|testified|explained|maintained|maintains|speaks|spoke|denied|denies|"
    "rejected|disputed|dismissed|doubted|concluded|condemned|took responsibility|acknowledged|admitted|informed|indicated|"
    "asserted|disclosed|specified|relayed|conceded|made known|made public|let it be known|"
    "assured|establish|briefed|clarified|called|has learned|learned"
)
_DO = (
    "claimed|counted|registered|recorded|documented|verified|listed|put|raised|lowered|revised|feared|noted|recovered|treated|"
    "observed|visited|found|described|published|gave|held|posted|tallied|established|saw|cited|quoted|set|report"
)
"""Verbs of saying that are verbs of doing too: they count only where no plain verb of saying has a speaker."""
_STRONG = re.compile(rf"\b(?:{_SAY})\b|\bclaimed responsibility\b", re.IGNORECASE)
_WEAK = re.compile(rf"\b(?:{_DO})\b", re.IGNORECASE)
_DENY = re.compile(
    r"\b(?:denied|denies|deny|denying|rejected|rejects|disputed|disputes|dismissed|dismisses|refuted|ruled out|"
    r"(?:could|can)(?: not|n['’]t) (?:\w+ )?(?:verify|confirm)|doubted|doubts|cast doubt|unclear whether|"
    r"(?:is|was|are|were) not true|(?:is|was|are|were) (?:untrue|false)|push(?:ed|es) back (?:on|against)|"
    r"propaganda|no such thing|neither (?:confirm|confirmed) nor|demand(?:ed|s) (?:a|the) retraction|rumou?rs?|hoax|"
    r"no information (?:to suggest|that)|challeng(?:ed|es) any(?:one|body)|contrary to what|disinformation|misinformation|"
    r"no (?:evidence|truth)|a lie|lies|fabricat\w+|groundless|baseless|unfounded|"
    r"contradict(?:ed|s)|repudiated|disavowed|not the case|nothing to do with|questioned|"
    r"refus(?:ed|es) to (?:accept|confirm|believe))\b",
    re.IGNORECASE,
)
"""Words of one who does not hold what is told: a denier or a doubter asserts nothing."""

_PHRASE = r"[^,.;]+"
_WITH_OFFICE = rf"{_PHRASE}?(?:,\s(?:the|an?)\s[^,.;]+(?=,))?"
_ACCORDING = re.compile(
    rf"\b(?:according to(?! which| whom)|by the account of|with reference to|(?<![\w-])per|in the words of|"
    rf"(?:as )?(?:first |previously )?reported by|by the (?:count|tally|estimate|reckoning) of|"
    rf"(?:toll|figure|number|count|estimate) (?:given|provided|issued|released|published) by)\s+(?P<name>{_WITH_OFFICE})"
    r"(?=[,.;]|\s(?:there|as|was|is|stood)\b|$)",
    re.IGNORECASE,
)
_BY = re.compile(
    rf"\b(?:was|were|(?:has|have) been|is|are)\s+(?:\w+ly\s+)?"
    rf"(?:stated|reported|announced|confirmed|disclosed|revealed|communicated"
    rf"|made (?:public|known))\s+by\s+(?P<name>{_PHRASE}?)(?=\s(?:on|late|early)\b|[,.;]|$)",
    re.IGNORECASE,
)
""" "That nine died was confirmed by X", "This was stated by X." """
_FROM = re.compile(
    rf"^\W*(?:(?:word|news|information|confirmation|details)\s+(?:came\s+|comes\s+|arrived\s+)?from"
    rf"|an?\s+(?:\w+\s+)?(?:message|letter|e-?mail|note|fax)(?:\s+sent)?(?:\s+to\s+[A-Z][^,.;]*?)?\s+(?:by|from))\s+"
    rf"(?P<name>{_PHRASE}?)(?=\s(?:on|late|early|that|indicat|suggest|show|said|says|reads?)\w*\b|,)",
    re.IGNORECASE,
)
""" "Word came from X that", "A message sent to the Bay Post by X said that"."""
_ATTRIBUTES = re.compile(
    rf"\battribut\w+\s+to\s+(?P<name>{_PHRASE}?)\s+(?:the|this|an?)\s+(?:information|claim|figure|report|news|account|toll)\b",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    r",[\"'”’]?\s*(?:said|says|states|stated|reported|announced|wrote|added|confirmed)\s+"
    r"(?P<name>(?!in\b|on\b|at\b|by\b|that\b|it\b|he\b|she\b|they\b|to\b|late\b|early\b|reporters\b|journalists\b)[^,.;]+)"
)
_CITING = re.compile(rf",?\s*\b(?:citing|quoting)\s+(?P<name>{_WITH_OFFICE})(?=[,.;]|$)", re.IGNORECASE)
_QUOTED_AS = re.compile(
    rf"\b(?:quoted|quotes|cited|cites)\s+(?P<name>{_PHRASE}?)\s+as\s+(?:saying|telling|reporting)\b", re.IGNORECASE
)
_WAS_QUOTED = re.compile(
    rf"\s(?:was|were|is|are)\s+(?:quoted|cited)\s+(?:by\s+(?P<relay>{_PHRASE}?)\s+)?as\s+(?:saying|telling)\b", re.IGNORECASE
)
_INTERVIEW = re.compile(
    r",?\s?\b(?:(?:in|during) an? (?:\w+ )?(?:interview|conversation|talk|phone call) (?:with|for|to)"
    r"|(?:speaking|talking) (?:to|with))\s+"
    r"(?P<relay>[^,.;]+),?",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"^(?:an?\s+|the\s+|its\s+|in\s+a\s+|new\s+|latest\s+)*(?:report|statement|figure|data|count|record|tally|communiqu[eé]"
    r"|list|bulletin|"
    r"post|text|message|video)s?\s+(?:put out\s+|drawn up\s+|\w+\s+)?(?:by|from|of)\s+",
    re.IGNORECASE,
)
"""A paper that speaks for a body: "a report by the mission", "figures released by the directorate"."""
_SHOWS = re.compile(r"\s(?:read|reads|show|shows|showed|suggest|suggests|suggested|indicate|indicates|put)\b", re.IGNORECASE)
_CLEFT = re.compile(
    r"^\W*it (?:was|is) (?=.{3,80}?\s(?:that|who)\s)|(?<=\w)\s(?:that|who)(?=\s(?:announced|said|reported|stated)\b)",
    re.IGNORECASE,
)
""" "It was the ministry that announced": a plain sentence in another order."""
_RELATIVE = re.compile(
    r",\s*(?:who|which|whose|where|in (?:comments|remarks|an? (?:message|speech|address|post))"
    r"|(?!citing|quoting|according|speaking|talking)[a-z]+ing)\b[^,]*,"
)
_CREW = r"(?:staff|correspondent|reporter|journalist|photographer|cameraman|crew|team|stringer)s?"
_REPORTER = r"(?:correspondent|reporter|journalist|photographer|cameraman|stringer)s?"
_SCENE = re.compile(
    rf"\bI (?:stood|saw|counted|visited|walked|watched|witnessed)\b|\b{_CREW}\s(?:that\s)?we\s(?:had\s)?(?:sent"
    rf"|dispatched)\b|\b(?:our|this (?:newspaper|paper|channel|station"
    rf"|agency)['’]s)\s+(?:own\s+)?(?:\w+\s+)?(?:{_CREW})\b", re.IGNORECASE
)
_FIRST_PERSON = re.compile(
    r"\b(?:our (?:operations? room|command|leadership|fighters|forces|units|troops|heroes|brave|men|air force|navy|"
    r"army|soldiers|security|brothers|comrades|mujahideen|partisans|guerrillas)|we)\b", re.IGNORECASE
)
_OUTLET_CREW = re.compile(
    rf"^\W*(?:(?:[Aa]n?|[Tt]he|[Tt]wo|[Ss]everal)\s+)?(?P<before>(?!(?:An?|The)\s{_CREW}\b)(?:[A-Z][\w.'’-]*"
    rf"|of)(?:\s(?:[A-Z][\w.'’-]*|of))*?)"
    rf"(?:['’]s)?\s{_CREW}\b"
    rf"|\b(?:as|by)\s(?P<among>(?:[A-Z][\w.'’-]*)(?:\s[A-Z][\w.'’-]*)*)(?:['’]s)?\s(?i:{_CREW})\b"
    rf"|^\W*(?:[Aa]n?\s|[Tt]he\s)?(?:\w+\sand\san?\s)?(?i:{_REPORTER})\s(?:of|from|for|with)\s"
    r"(?P<behind>(?:[Tt]he\s)?[A-Z][\w.'’-]*(?:\s(?:[A-Z][\w.'’-]*|of))*)"
)
_QUOTED = re.compile(r"[\"“”][^\"“”]*[\"“”]|(?<![\w])['‘][^'’]*(?:[,.!?])['’]")
_LEAD = re.compile(
    r"^(?:.*\b(?:that|but|and|while|although|because|as|when|after|before|in a (?:statement|report)[^,]*)\s+)", re.IGNORECASE
)
_AUXILIARY = re.compile(
    r"\b(?:has|have|had|also|now|later|then|could not|did not|on \w+day|in a statement|first|earlier|already|"
    r"(?:was|were) (?:among )?the first to)\s*$",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+(?:who|which|in a (?:statement|post|report)|on (?:condition|[A-Z]\w+day)|late|early|that)\b")
_TOLD = re.compile(r"^\s+(?P<relay>(?:the\s+)?[A-Z][\w.'’-]*(?:\s(?:[A-Z][\w.'’-]*|of|the))*)")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """The voice that a short text gives for its account.

    ``name`` is None where nobody is quoted (the publisher speaks); ``at_scene`` says that an outlet's people saw it, or that
    the publisher speaks for itself ("our fighters"). ``denies`` is True for a denier or doubter. ``relay`` is the outlet that
    the voice spoke to, where the text has it from there: "X told the Valley Monitor".
    """

    name: str | None
    at_scene: bool = False
    denies: bool = False
    relay: str | None = None


def cited_in(text: str, publisher: str) -> Cited:
    """The innermost voice of ``text``: its last attributed sentence decides, for an introduction comes before the account.

    Args:
        text: one or a few sentences.
        publisher: the outlet's name; its own reporters are the outlet itself.
    """
    sentences = [part for part in re.split(r"(?<=[.!?])\s+(?=[A-Z\"'“])", text.strip()) if part]
    found = [voice for sentence in sentences if (voice := _in_sentence(sentence, publisher)) is not None]
    return found[-1] if found else Cited(name=None, at_scene=speaks_for_itself(text))


def _in_sentence(sentence: str, publisher: str) -> Cited | None:
    sentence = _LABEL.sub("", sentence)
    plain = _RELATIVE.sub(" ", _TO_US.sub("said", _PAPER_ALONE.sub("", _QUOTED.sub(" ,", sentence))))
    verdicts = (each for each in _QUOTED.findall(sentence) if len(each) < _A_FEW_WORDS)
    denies = any(_DENY.search(each) for each in (plain, *verdicts))
    if _SCENE.search(plain) or _FIRST_PERSON.match(_told_first(plain)):
        return Cited(name=None, at_scene=True, denies=denies)
    crew = _OUTLET_CREW.search(plain)
    found = Cited(name=crew["before"] or crew["among"] or crew["behind"], at_scene=True) if crew else _voice_in(plain)
    if found.name is not None and same_name(found.name, publisher):
        return Cited(name=None, at_scene=True, denies=denies)  # a body that speaks of itself, or the outlet's reporter
    if found.relay is not None and same_name(found.relay, publisher):
        found = replace(found, relay=None)
    return replace(found, denies=denies) if found.name is not None or denies else None


_LABEL = re.compile(
    r"^\W*(?:[A-Z]{4,}\s*[—–:-]\s+|(?:[A-Z][\w ]{0,30}\b)?(?i:developments|latest|updates?|live|breaking|brief"
    r"|summary)\b[^.:;—]{0,40}[:—]\s+)"
)
"""What a desk puts before its first sentence: "BREAKING —", "Key developments from Lomar this Monday:"."""
_A_FEW_WORDS = 40
"""Code points of a quotation that is a verdict on what others say ("pure fabrication"), and no account of its own."""
_TO_US = re.compile(
    r"\b(?:told|informed|said (?:in (?:comments|remarks) )?to|spoke to)\s+"
    r"(?:our|this (?:newspaper|paper|channel|station|agency)['’]s)"
    rf"\s+(?:own\s+)?(?:\w+\s+)?(?:{_CREW}|newsroom|desk)\b(?:\s+(?:by|over the) (?:tele)?phone)?",
    re.IGNORECASE,
)
""" "The mission told our correspondent": the mission speaks, our correspondent saw nothing."""
_PAPER_ALONE = re.compile(
    r"^\W*(?:citing|quoting|based on)\s+(?:an?|its|their|the)\s+"
    r"(?:(?:own|initial|preliminary|first|latest|early|provisional)\s+)*"
    r"(?:counts?|tally|figures?|estimates?|numbers?|data|information|reports?|records)\s*,\s*",
    re.IGNORECASE,
)
""" "Citing a preliminary count, X said": a paper of nobody's is no voice behind X."""


def _told_first(sentence: str) -> str:
    """The sentence from its subject on: "With the help of God our fighters" begins at "our"."""
    if not _OWN_SUBJECT.match(sentence):
        return sentence
    return re.sub(r"^.*?(?=\b(?:our|we)\b)", "", sentence, count=1, flags=re.IGNORECASE)


_OWN_SUBJECT = re.compile(r"^\W*(?:(?:with|by|thanks to|in)\b[^,.]{0,40}?,?\s)?(?:our|we)\b", re.IGNORECASE)


def _voice_in(sentence: str) -> Cited:
    """The source of one sentence and the outlet it spoke to, by the forms that say more first."""
    seen = _SEEN_BY.search(sentence)
    if seen:  # a letter that an outlet has seen: whose letter it is speaks, and the outlet passes it on
        return replace(_voice_in(sentence[: seen.start()] + sentence[seen.end() :]), relay=_trim(seen["relay"]))
    interview = _INTERVIEW.search(sentence)
    if interview:
        rest = _speaker((sentence[: interview.start()].rstrip(" ,") + " " + sentence[interview.end() :].lstrip(" ,")).strip())
        return replace(rest, relay=rest.relay or _trim(interview["relay"]))
    sentence = _CLEFT.sub("", sentence)
    citing = _CITING.search(sentence)
    if citing:
        outer = _speaker(sentence[: citing.start()] + sentence[citing.end() :].lstrip(","))
        return Cited(name=_trim(citing["name"]), relay=outer.name)
    was = _WAS_QUOTED.search(sentence)
    if was:
        return Cited(name=_trim(_before(sentence[: was.start()])), relay=_trim(was["relay"]) if was["relay"] else None)
    quoted = _QUOTED_AS.search(sentence)
    if quoted:
        return Cited(name=_trim(quoted["name"]), relay=_trim(_before(sentence[: quoted.start()])))
    return _speaker(sentence)


_SEEN_BY = re.compile(
    r"\s(?:seen|obtained|reviewed|received|quoted|published)\s+by\s+(?P<relay>(?:[Tt]he\s+)?[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*)*)"
    r"(?=\s(?:say|state|read|put|show|speak)s?\b)"
)


def _speaker(sentence: str) -> Cited:
    """The one who says, by "according to", ", said X", "X said", "figures of X show", in this order; name None for nobody."""
    for pattern in (_ATTRIBUTES, _ACCORDING, _BY, _FROM, _INVERTED):
        match = pattern.search(sentence)
        if match and _is_voice(name := _trim(match["name"])):
            return Cited(name=name)
    for verbs in (_STRONG, _SHOWS, _WEAK):
        for verb in verbs.finditer(sentence):
            front = sentence[: verb.start()]
            paper = _DOCUMENT.match(front) if verbs is _SHOWS else None
            name = _trim(front[paper.end() :].strip(" ,") if paper else _before(front))
            if _PASSIVE.search(front) or not _is_voice(name) or (verbs is _SHOWS and not paper):
                continue
            if verbs is _WEAK and _COUNTED.match(name):
                continue  # "nine people found shelter"; "two officials said" is a voice
            told = _TOLD.match(sentence[verb.end() :]) if verb.group().lower() == "told" else None
            return Cited(name=name, relay=_trim(told["relay"]) if told else None)
    return Cited(name=None)


def _before(front: str) -> str:
    """The noun phrase that ends where the verb begins: from the last comma, else from the sentence's start.

    A description behind a name stays with it: "Joren Hadi, the mayor of Karaf, said".
    """
    front = _AUXILIARY.sub("", front.rstrip())
    parts = front.rstrip().rstrip(",").rsplit(",", 2)
    who = _PERSON.match(_LEAD.sub("", parts[-2]).strip()) if len(parts) > 1 else None
    if who and re.match(r"\s*(?:(?:the|an?)\s[a-z]|[a-z]+\s(?:of|at|for|in)\s)", parts[-1]):
        return f"{who.group()},{parts[-1]}"
    return _LEAD.sub("", parts[-1]).strip()


_PERSON = re.compile(
    r"(?!(?:On|In|At|By|After|Since|Before|Late|Early|From|Near)\b)[A-Z][\w.'’-]*(?:\s(?:[a-z]{2,3}\s)?[A-Z][\w.'’-]*){1,3}$"
)


def _trim(words: str) -> str:
    kept = _TAIL.split(words.strip(" '\"“”‘’()"))[0].strip()
    return _DOCUMENT.sub("", kept)


_NO_VOICE = re.compile(r"^(?:no|nobody|none|it|he|she|they|this|there|i|we|what|that|which|\d+)\b", re.IGNORECASE)
_COUNTED = re.compile(rf"(?:at least |some |about |more than )?{AMOUNT}\s", re.IGNORECASE)
_EVENTS = frozenset(
    "attack raid shelling bombardment assault ambush explosion strike airstrike blast bombing fire blaze flood crash clash "
    "clashes fighting battle toll number death deaths figure total road funeral incident disaster operation shooting offensive "
    "shell bomb drone missile mine bodies vehicles".split()
)
"""Heads of subjects that do and suffer but do not speak: "the raid claimed 31 lives"."""


def _is_voice(name: str) -> bool:
    """Whether the words before a verb can be a speaker: not a pronoun, not a clause, not "no group", not "the raid"."""
    return bool(name) and len(name.split()) <= 10 and not _NO_VOICE.match(name) and _subject(name) not in _EVENTS


def _subject(name: str) -> str:
    """The last word of a subject before its place: "strike" in "the strike near Karaf"."""
    front = re.split(r"\s(?:near|on|in|of|at|against|between|outside|around|by|from)\s", f"{name} ", maxsplit=1)[0]
    return front.split()[-1].lower() if front.split() else ""


def speaks_for_itself(passage: str) -> bool:
    """Whether the publisher's own words show own access: its people at the scene, or "our fighters"."""
    return bool(_SCENE.search(passage) or _FIRST_PERSON.search(_QUOTED.sub(" ", passage)))


def identifies(cited: Cited) -> bool:
    """Whether the voice can be told from others. What another outlet merely reports it may have from anybody."""
    if cited.name is None:
        return cited.at_scene
    return cited.at_scene or (is_named(cited.name) and not is_outlet(cited.name))
