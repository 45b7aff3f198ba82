"""What stands beside a name and tells an office from private life: the cues of the guard's eyes (``people``)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from saidso.show.people_words import BODIES, GEOGRAPHY, GIVEN, OFFICES, PARTY_BODIES, PEOPLES, PRIVATE, RANKS, SPEECH, STOP
from saidso.show.written_words import WORD, Word, fold, joined, opens_sentence, shouting

_AGE_AFTER = re.compile(
    r",?\s*\(?\s*(?:aged?\s+)?\d{1,3}(?:\s*(?:years?[- ]old|yrs?))?\s*[,).;]|,?\s+aged?\s+\d{1,3}\b"
    r"|\s*\((?:b\.|born|née?)\s[^()\n]{0,20}\d{4}\)"
)
_AGE_BEFORE = re.compile(
    r"(?:year|month|week|day)s?[- ]olds?(?:\s+[\w-]+){0,2}\s*,?\s*$"
    r"|(?<![-‐‑])\b(?:named|called|identified(?:\s+by\s+\w+)?(?:\s+only)?\s+as|known as|names? (?:is|was)"
    r"|(?:gave|gives|giving)\s+(?:his|her|their)\s+names?(?:\s+only)?\s+as|name(?:\s+only)?\s+be\s+used,)\s+$",
    re.I,
)
LISTED = re.compile(
    r"\b(?:the (?:dead|victims|wounded|injured|missing) (?:were|are|include)|among the (?:dead|victims|wounded) (?:were|was)"
    r"|the bod(?:y|ies) of|the names? of the \w+ (?:were|was|are|is):?)\s+(?:[^.;:]*(?:,|\band)\s+)?$",
    re.I,
)
_IS_OFFICE_OF = re.compile(r"\s+(?:an? |the )?([a-z-]+)\s+(?:of|for)\s+(?:the|a|an|his|its)?\s*[^\W\d_]")
""" "Xxx Yyy head of the Front", where the comma is missing."""
_WHO_LEADS = re.compile(r",\s+who\s+(?:heads|leads|commands|chairs|headed|led|commanded|chaired)\b", re.I)
_OF_BODY = re.compile(r"\s+(?:of|from)\s+(?:the\s+)?((?:[^\W\d_a-z][\w'’-]*\s*){1,5})")
_LOWER_IS_NO_OFFICE = frozenset({"general", "major", "justice", "speaker", "king", "prince", "head", "queen"})
"""Lower case before a name these are more often something else: "in general", "a major"."""
_OFFICE_KNOWN_AS = re.compile(
    r"([^\W\d_]+(?:[-‐‑][^\W\d_]+)*),?\s+(?:(?:who|is|was|better|also|commonly|only|by|the)\s+)*"
    r"(?:known as|known only as|named|called|nicknamed|identified as|alias|nom de guerre)\s+[\"“'‘«]?$",
    re.I,
)
""" "The commander known as Abu Layth": the office is his, whatever he is called."""
_OF_HOME = re.compile(
    r"\b(?:house|home|houses|homes|residence|apartment|flat|farm|farmhouse|shop|car|tent|grave|body|bodies|corpse|remains|funeral"
    r"|coffin|parents|relatives|families|family|murder|death|deaths|killing|abduction|disappearance|arrest|detention"
    r"|case|testimony|life|lives)\s+of\s+(?:(?:the|a|an|his|her|their|local|one)\s+)*$",
    re.I,
)
"""What is a private person's: a home, a body, a family; where an office leads the name, that office was seen before."""
_HIS_HOME = re.compile(
    r"['’]s?\s+(?:house|home|apartment|flat|farm|shop|tent|grave|body|corpse|remains|funeral|coffin|family|parents|relatives"
    r"|mother|father|wife|husband|widow|son|daughter|brother|sister|children)\b"
)
_CLAN = re.compile(r"\s+(?:family|families|household|siblings|brothers|sisters|twins|couple)\b")
"""After a bare surname: "the Tarvin family"."""
_HARMS = (
    r"(?:shot dead|killed|murdered|beheaded|stabbed|beaten|beat|tortured|raped|abducted|kidnapped|arrested|detained|executed"
    r"|wounded|injured|buried|mourned|lynched|hanged)"
)
_HARMED = re.compile(rf"\b{_HARMS}\s+$")
_WAS_HARMED = re.compile(
    rf"\s+(?:was|were|is|has been|had been|have been)\s+(?:\w+ly\s+|also\s+|then\s+|shot and\s+)?{_HARMS}\b"
    r"|\s+(?:died|bled to death|lost (?:a|an|both|his|her))\b"
)
"""Who is hurt is a victim, and a victim's name goes, unless an office stands beside it."""
_BEFORE_A_PLACE = frozenset(
    """in near at from to of outside inside around toward towards into between through via on onto over across against under
    behind beyond throughout and or the a an this that these its their our your no any every each both like as than by with
    while when where is was are were be been but said says for""".split()
)
_AFTER_A_NAME = frozenset(
    """and or in at near on as with by during who whom whose when after while for from outside inside to before because of
    over under while but then this that last the a an was is had has were are between around along is""".split()
)
_LISTED_GAP = re.compile(
    r"(?:\s*\([^()]{1,40}\)|,?\s+(?:aged\s+)?\d{1,3})?(?:\s*[,;]\s*(?:and\s+|or\s+)?|\s+(?:and|or|&|y|et|und)\s+)"
    r"(?:(?:his|her|their|the|a|an|also)\s+(?:[^\W\d_]+\s+){1,2})?"
)
_FAMILY = re.compile(r"\s+(?:of\s+(?:the|a|his|her|their)?\s*(?:\w+\s+)?(?:family|household|house|clan)|teacher|cook)\b", re.I)
_WROTE = re.compile(r"\b(?:message|letter|note|e-?mail|postcard|call)s?\s+(?:sent\s+)?from\s+$", re.I)
_BODIES_SPEAK = frozenset({"according", "claimed", "denied", "denies", "reported", "reports", "said", "says", "stated"})
"""What towns, outlets and bodies do as often as people."""
_OFFICERS = frozenset({"district", "administrative", "returning", "liaison", "press", "political", "electoral"})
""""District officer" is an office; an officer without more is somebody on patrol."""
_ENDS_THE_PHRASE = frozenset({"of", "for", "to", "with", "by", "from", "near", "at", "in", "who", "whose", "and", "was", "were"})


def is_office(key: str) -> bool:
    return key in OFFICES or (("-" in key) and key.rsplit("-", 1)[-1] in OFFICES)


def speaks(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    """ "Xxx Yyy said", "said Xxx Yyy", "Xxx Yyy, who ..."."""
    after = words[last].key if last < len(words) and joined(text, words, last) else ""
    if last < len(words) and words[last].key in {"who", "whose"} and text[words[last - 1].end : words[last].start] == ", ":
        return True
    before = words[first - 1].key if first and joined(text, words, first) else ""
    return after in SPEECH or before in SPEECH


def alone(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a bare name does what a person does: "recalls Hugo.", "a message from Bogdan", "..., Mirela wept".

    For names that are no town, body or people of ours. A word that opens the sentence may be any noun.
    """
    start, end = words[first].start, words[last - 1].end
    if last - first != 1 or words[first].key in PEOPLES or words[first].key in PRIVATE or shouting(text, start):
        return False
    if _WROTE.search(text, max(0, start - 40), start):
        return True
    before = words[first - 1].key if first and joined(text, words, first) else ""
    if before in SPEECH - {"according", "reported", "reports", "denied"} and re.match(r"\s*(?:[.,;:!?\"”»]|$)", text[end:]):
        return True
    after = words[last].key if last < len(words) and joined(text, words, last) else ""
    return after in SPEECH - _BODIES_SPEAK and not opens_sentence(text, start)


def office_before(text: str, words: Sequence[Word], first: int) -> bool:
    """ "Colonel X", "ministry spokesman X", "the leader of the Front, X," – in one noun phrase with the name."""
    if first == 0:
        return False
    before = words[first - 1]
    known_as = _OFFICE_KNOWN_AS.search(text, max(0, words[first].start - 80), words[first].start)
    if known_as and is_office(fold(known_as[1])):
        return True
    if joined(text, words, first) or (text[before.end : words[first].start] == ". " and before.key in RANKS):
        if is_office(before.key) and (before.capital or before.key not in _LOWER_IS_NO_OFFICE):
            return True
        if before.key == "officer" and first > 1 and words[first - 2].key in _OFFICERS:
            return True
        return _office_of(text, words, first)
    if text[before.end : words[first].start] != ", ":
        return False
    body: list[str] = []
    for index in range(first - 1, max(-1, first - 9), -1):
        key = words[index].key
        if is_office(key):
            return not body or body[-1] in {"of", "for", "at", "in"}
        if key in PRIVATE or key in SPEECH or key.endswith("ed") or (index and not joined(text, words, index)):
            return False
        body.append(key)
    return False


def _office_of(text: str, words: Sequence[Word], first: int) -> bool:
    """ "Head of delegation X", "minister of defence X": an office with its "of" before the name, and no "wife of" before that."""
    found = False
    for index in range(first - 1, max(-1, first - 8), -1):
        key = words[index].key
        if key in PRIVATE:
            return False
        found = found or (is_office(key) and words[index + 1].key in {"of", "for"} and index + 2 < first)
        if key in SPEECH or (index and not joined(text, words, index)):
            break
    return found


def office_after(text: str, words: Sequence[Word], last: int) -> bool:
    """ "X, a ministry spokesman", "X (governor of Y)", "X, who leads the Front", "X of the Workers' Party"."""
    end = words[last - 1].end
    if _WHO_LEADS.match(text, end):
        return True
    body = _OF_BODY.match(text, end)
    if body and any(fold(word) in PARTY_BODIES for word in WORD.findall(body[1])):
        return True
    without_comma = _IS_OFFICE_OF.match(text, end)
    if without_comma and is_office(without_comma[1]) and not _FAMILY.match(text, without_comma.end(1)):
        return True
    if last >= len(words) or not re.fullmatch(r"(?:,|\s*\(|\s+[–—-])\s*", text[end : words[last].start]):
        return False
    for index in range(last, min(len(words), last + 7)):
        key = words[index].key
        if index > last and not re.fullmatch(r"['’]?s?[ \n]", text[words[index - 1].end : words[index].start]):
            return False
        if is_office(key):
            return not _FAMILY.match(text, words[index].end)
        if key == "member":
            phrase = re.split(r"[.;,()]", text[words[index].end : words[index].end + 80])[0]
            return any(fold(w) in BODIES for w in WORD.findall(phrase))
        if key in PRIVATE or key in _ENDS_THE_PHRASE:
            return False
    return False


def mourned(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a full name is a victim's or a householder's: "shot dead Xxx Yyy", "the house of Xxx Yyy", "the Yyy family".

    Weaker than ``private_cue``: towns, peoples and bodies are hurt and have families too, so ask that first.
    """
    start, end = words[first].start, words[last - 1].end
    lead = max(0, start - 80)
    if last - first == 1:
        return bool(_CLAN.match(text, end)) and text[:start].endswith("the ") and not _is_people(words[first].key)
    if _HIS_HOME.match(text, end) or _WAS_HARMED.match(text, end):
        return True
    follows = words[last] if last < len(words) and joined(text, words, last) else None
    if follows and not follows.capital and follows.key not in _AFTER_A_NAME:
        return False  # "killed Orran Valley herders": the name says which herders
    return bool(_HARMED.search(text, lead, start) or _OF_HOME.search(text, lead, start))


def _names_a_group(words: Sequence[Word], first: int) -> bool:
    """ "The forces, known as Kaibiles": a body or many people before "known as", and none of them in private life."""
    before = [word.key for word in words[max(0, first - 4) : first] if word.key not in {"known", "as", "called", "named", "also"}]
    last = before[-1] if before else ""
    return last in BODIES or last in {"group", "groups", "militia", "militias", "unit", "units", "operation", "gang"}


def stands_alone(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a full name stands in a sentence where a place or a body would have an article or a preposition before it.

    "Rescuers pulled Xxx Yyy alive": the model saw nothing there, neither a body nor a place, so it is taken for a person.
    """
    start, end = words[first].start, words[last - 1].end
    line_end = text.find("\n", end)
    if shouting(text, start) or text[: line_end if line_end >= 0 else len(text)].rstrip()[-1:] not in set(".!?:;,\"”’»)"):
        return False  # a heading has capitals of its own
    if first == 0 or not joined(text, words, first) or words[first - 1].capital or words[first - 1].key in _BEFORE_A_PLACE:
        return False
    follows = words[last] if last < len(words) and joined(text, words, last) else None
    return follows is None or not follows.capital


def _is_people(key: str) -> bool:
    """Whether a word before "family" says of which people it is: "the Syrian family"."""
    return key in PEOPLES or key in GEOGRAPHY or key in STOP or key.endswith(("ian", "ish", "ese", "ean"))


def coordinated(text: str, one: Word, other: Word) -> bool:
    """Whether two names stand in one list: "Xxx Yyy (34), Xxx Zzz", "Xxx Yyy and his wife Xxx"."""
    return bool(_LISTED_GAP.fullmatch(text, one.end, other.start))


def private_cue(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    """A sign of private life right beside the name: a calling, kinship, an age, "named ..."."""
    start, end = words[first].start, words[last - 1].end
    named = _AGE_BEFORE.search(text, max(0, start - 60), start)
    if _AGE_AFTER.match(text, end) or (named and not _names_a_group(words, first)):
        return True
    if shouting(text, start) and last - first == 1 and words[first].key not in GIVEN:
        return False  # "A PEASANT HOME": without capitals to go by, a calling before one word names nobody
    if first and words[first - 1].key in PRIVATE and re.fullmatch(r"['’]?s?,? ", text[words[first - 1].end : start]):
        return True
    if last >= len(words) or not re.fullmatch(r"(?:,|\s*\(|\s+[–—-])\s*", text[end : words[last].start]):
        return False
    for index in range(last, min(len(words), last + 5)):
        if index > last and text[words[index - 1].end : words[index].start] != " ":
            return False
        if words[index].key in PRIVATE or (is_office(words[index].key) and _FAMILY.match(text, words[index].end)):
            return True
        if words[index].capital or words[index].key in SPEECH:
            return False
    return False
