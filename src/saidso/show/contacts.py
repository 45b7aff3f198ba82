"""Ways to reach or find somebody: handles, e-mail addresses, phone and identity numbers, plates, house addresses, coordinates;
and words in scripts in which we cannot tell a name from another word.

Numbers go only with a plus, a label or a telling shape: tolls and dates must stay readable. Where a pattern has a group
``what``, that goes and the label before it stays. All shapes are general; none is made for one text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from saidso.show.cuts import Stretches

_CAPITAL = r"[^\W\d_a-z][\w'’-]+"
_NAME = rf"(?:{_CAPITAL} ){{1,4}}"
_NO = r"(?:[Nn]o\.? ?:? ?|[Nn]r\.? ?|[Nn]umber |№ ?|#|n° ?)"
_HOUSE = r"\d{1,4}(?:[ -]?[A-Za-z]\b)?(?!\w|[.,]\d)"

# ---------------------------------------------------------------- handles, e-mail, telephones

_SITES = "".join(
    rf"|(?<={site}/)"
    for site in (
        *("/x.com", "twitter.com", "facebook.com", "instagram.com", "tiktok.com", "vk.com", "ok.ru", "threads.net", "wa.me"),
        *("linkedin.com/in", "youtube.com", "signal.me"),
    )
)
_LABELS = (
    "phone: ", "phone is ", "number is ", "number: ", "tel. ", "tel: ", "Tel: ", "WhatsApp ", "call ", "Call ", "mobile ",
    "ring ",
)  # fmt: skip
_LABEL = "".join(rf"|(?<={label})" for label in _LABELS)
_NETWORK = r"(?:telegram|whatsapp|signal|instagram|facebook|skype|viber|twitter|tiktok|wechat)"
_NO_DATE = r"(?!\d{1,2}[-./ ]\d{1,2}[-./ ]\d{2,4}(?!\d))"
_NINE = r"(?=(?:\D?\d){9})"
"""Nine digits: one more than a date has."""
_AT, _DOT = r"\s?[\[({]\s?at\s?[\])}]\s?", r"(?:\.|\s?[\[({]\s?dot\s?[\])}]\s?)"

_REACHED: tuple[tuple[str, str], ...] = (
    # Possessive, and from the start of a run only: a megabyte of letters without an @ must not take an hour.
    ("e-mail", r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+"),
    ("e-mail", rf"(?<![\w.+-])[\w.+-]++{_AT}[\w-]+(?:{_DOT}[\w-]+)+"),
    ("handle", r"(?<![\w@/.])@\w{2,40}(?:\.\w+)*"),
    ("handle", rf"(?:(?<=t\.me/){_SITES})@?[\w.+]+"),
    ("phone", r"(?<![\w.,-])(?:\+|00)\s?\(?\d[\d\s().-]{6,18}\d(?![\w-]|,\d)"),
    ("phone", r"(?<![\w.,-])\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\w)"),
    ("phone", rf"(?:(?<=phone ){_LABEL})\d[\d\s().-]{{5,16}}\d"),
    ("handle", rf"(?i:\b{_NETWORK}\b[^\S\n]*(?:account|user|id|name|as)?[^\S\n]*:[^\S\n]*)(?P<what>[\w.]{{3,40}})"),
    ("handle", rf"(?i:\b{_NETWORK}[^\S\n](?:name|account|user|id|handle)[^\S\n]is[^\S\n]+)(?P<what>[\w.]{{2,39}}\w)"),
    ("phone", r"(?<![\w.,-])8[- ]?\(?\d{3}\)?[- ]?\d{3}[- ]?\d{2}[- ]?\d{2}(?![\w-])"),
    ("phone", r"(?<![\w.,-])0\d{8,11}(?!\w)"),
    ("phone", r"(?<![\w.,-])\(?0\d{1,4}\)?[-. /]\d{3,4}[-. ]\d{3,4}(?!\w)"),
    ("phone", r"(?<![\w.,-])0\d{2,4}[-/]\d{5,9}(?!\w)"),
    ("phone", rf"(?<![\w.,-]){_NO_DATE}{_NINE}0\d{{1,4}}(?:[-. /]\d{{2,4}}){{2,4}}(?![\w-]|[.,]\d)"),
)

# ---------------------------------------------------------------- papers, plates, accounts

_CODE = r"(?P<what>(?=[A-Z\d /.-]*\d{2})[A-Z\d]{1,12}(?:[ /.-][A-Z\d]{1,12}){0,5})"
_PAPER = r"(?:[Pp]assport|ID(?: [Cc]ard)?|IBAN|IMEI|(?:(?:[Nn]umber|[Ll]icen[cs]e|[Rr]egistration|[Cc]ar) )plates?)"
"""Words that only a paper or a plate follows: the number may come right behind."""
_LIST = (
    r"(?:[Ii]dentity (?:card|document|paper)|[Nn]ational insurance|[Tt]ax(?:payer)?|[Ss]ocial security|[Pp]risoner|[Dd]etainee|"
    r"[Ii]nmate|[Rr]efugee card|[Rr]ation card|[Dd]riving licen[cs]e|[Aa]ccount|[Bb]adge|[Rr]egistration|[Ll]icen[cs]e|[Ss]erial)"
)
"""Words that need "no.", "number" or a colon before it is a number of theirs."""
_NUMBERED = rf"(?:\s?:\s?|,? {_NO})"

_PAPERS: tuple[tuple[str, str], ...] = (
    ("number", rf"\b{_PAPER}(?: card| document)?(?:{_NUMBERED}|:? | (?:reading|marked|bearing) ){_CODE}(?!\w)"),
    ("number", rf"\b(?:[Tt]ag|[Ww]ristband|[Bb]racelet) (?:read|reads|reading|said|marked|number|no\.):? {_CODE}(?!\w)"),
    ("number", rf"\b{_LIST}(?: card| document)?{_NUMBERED}{_CODE}(?!\w)"),
    ("number", r"\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,3})?\b"),
    ("number", r"(?<![\w.,-])\d{4}(?:[ -]\d{4}){3}(?![\w-])"),
    ("number", r"(?<![\w.,-])\d{10,}(?![\w-]|[.,]\d)"),
    ("number", r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)"),
    ("number", r"(?<![\w:])(?:[0-9a-fA-F]{1,4}:){5,7}[0-9a-fA-F]{1,4}(?![\w:])"),
)

# ---------------------------------------------------------------- houses

_STREET = r"(?:Street|St\.|Avenue|Ave\.?|Road|Rd\.?|Lane|Boulevard|Blvd\.?|Alley|Drive)"
_TERRACE = r"(?:Terrace|Square|Place|Court|Row|Close|Gardens|Crescent|Way|Hill|Street|Avenue|Road|Lane|Drive)"
"""With "No." before the number these are streets too; without it, "3 Supreme Court judges"."""
_VIA = (
    r"(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Cc]hemin|[Ii]mpasse|Via|Viale|Corso|Piazza|Calle|Avenida|Carrera|Plaza|Rua|Travessa|Strada|"
    r"[Uu]lica|[Uu]l\.|[Uu]litsa|[Vv]ul\.|[Vv]ulytsia|[Pp]rospekt|[Pp]rospect|[Ss]hari[’'a]?a?)"
)
_OF = r"(?:(?:de la|de los|de las|de|del|della|des|du|dos|da|do|al|el) |[dl][’'])?"
_GERMAN = r"[^\W\d_a-z]\w+(?:strasse|straße|str\.|gasse|allee|weg)"
_TURKISH = r"(?:[Ss]ok(?:ak|ağı|\.)|[Cc]ad(?:desi|\.)|[Mm]ah(?:allesi|\.))"
_ROOM = r"(?:[Hh]ouse|[Aa]partment|[Ff]lat|[Aa]pt\.?|[Bb]uilding|[Bb]lock|[Ee]ntrance|[Rr]oom)"

_HOUSES: tuple[tuple[str, str], ...] = (
    # "flat 21, building 5, Mill Lane": with a door in front, a street goes without a number too.
    ("address", rf"\b(?:{_ROOM} (?:{_NO})?(?:\d{{1,4}}[a-z]?|[A-Z]),\s){{1,4}}(?:{_NAME}{_STREET}|{_VIA} {_OF}{_CAPITAL})(?!\w)"),
    ("address", rf"\b\d{{1,4}}[A-Za-z]?,? {_NAME}{_STREET}(?!\w)"),
    ("address", rf"\b[Nn]o\.? ?\d{{1,4}}[A-Za-z]?,? {_NAME}{_TERRACE}(?!\w)"),
    ("address", rf"\b(?:{_CAPITAL} ){{1,3}}{_STREET},? (?:{_NO})?{_HOUSE}"),
    ("address", rf"\b\d{{1,4}}(?: ?bis| ?ter)?,? {_VIA} {_OF}{_CAPITAL}(?: {_OF}{_CAPITAL}){{0,3}}"),
    ("address", rf"\b{_VIA} {_OF}{_CAPITAL}(?: {_OF}{_CAPITAL}){{0,3}},? (?:{_NO})?{_HOUSE}"),
    ("address", rf"\b{_GERMAN} {_HOUSE}"),
    ("address", rf"\b{_NAME}{_TURKISH},? (?:{_NO})?{_HOUSE}"),
    ("address", rf"\b{_ROOM} {_NO}\d{{1,4}}[a-z]?\b"),
    ("address", r"\b(?:[Aa]partment|[Ff]lat|[Aa]pt\.?) \d{1,4}[a-z]?(?=\s*(?:[,.;:)]|$))"),
)

# ---------------------------------------------------------------- coordinates

_MINUTES, _SECONDS = r"['′’‘´]", r"(?:[\"″”“]|['′’]{2})"
_DEGREE = r"[°º˚]"
_POINT: tuple[tuple[str, str], ...] = (
    ("place", r"(?<![\w.])-?\d{1,2}\.\d{3,}°?\s?[NS]?\s?(?:[,;/]|%2C)\s?-?\d{1,3}\.\d{3,}°?\s?[EW]?"),
    ("place", r"(?<![\w.])-?\d{1,2}\.\d{4,}\s-?\d{1,3}\.\d{4,}(?![\w])"),
    ("place", r"(?i:\b(?:lat(?:itude)?|lon(?:g(?:itude)?)?|lng|[xy]) ?(?:=|:|is|of)? ?)(?P<what>-?\d{1,3}\.\d{2,})"),
    ("place", r"(?<=![34]d)-?\d{1,3}\.\d{2,}"),
    ("place", rf"\b[NSEW]\s?\d{{1,3}}\.\d{{2,}}\s?{_DEGREE}?(?!\w)|\b\d{{1,3}}\.\d{{2,}}\s?{_DEGREE}?\s?[NSEW]\b"),
    ("place", rf"\b\d{{1,3}}\.\d+\s?(?:{_DEGREE}|degrees)\s?(?:[NSEW]|[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est)\b"),
    (
        "place",
        rf"(?:\b[NSEW]\s?)?\b\d{{1,3}}\s?{_DEGREE}\s?\d{{1,2}}(?:\.\d+)?\s?(?:{_MINUTES}\s?(?:\d{{1,2}}(?:\.\d+)?\s?{_SECONDS})?)?"
        r"(?:\s?[NSEW]\b)?",
    ),
    ("place", r"\b\d{1,3} \d{1,2} \d{1,2}(?:\.\d+)?\s?[NSEW]\b"),
    ("place", r"\b\d{4,6}(?:\.\d+)?\s?[NS][ ,/]*\d{5,7}(?:\.\d+)?\s?[EW]\b"),
    ("place", r"\b\d{1,2}[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?\d{2,5}\s?\d{2,5}\b"),
    ("place", r"\b\d{1,2}\s?[C-HJ-NP-X]\s+\d{6}(?:\.\d+)?\s?m?E?,?\s+\d{6,7}(?:\.\d+)?\s?(?:mN?)?\b"),
    ("place", r"\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b"),
    ("place", r"(?<!:)///\w+\.\w+\.\w+"),
    ("place", r"(?:https?://)?(?:maps\.app\.goo\.gl|goo\.gl/maps)/[\w-]+"),
)

# ---------------------------------------------------------------- other scripts

_CASELESS = (
    "\u0590-\u08ff\u0900-\u109f\u10d0-\u10ff\u1200-\u139f\u1780-\u18af\u2e80-\u2fff\u3005-\u3007\u3040-\u9fff\ua000-\ua4cf"
    "\uac00-\ud7af\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc"
)
"""Scripts without capitals: Hebrew, Arabic, those of India and South East Asia, Georgian, Ethiopic, Chinese, Japanese, Korean.
No cue of ours works there and the model does not read them, so they are withheld rather than let through."""
_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("other script", rf"[{_CASELESS}]+(?:[^\S\n]*[-.,:;()«»\u060c\u200c-\u200f]*[^\S\n]*[{_CASELESS}]+)*"),
)

CONTACTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern)) for kind, pattern in (*_REACHED, *_POINT, *_PAPERS, *_HOUSES, *_SCRIPTS)
)
"""What it is called in its pseudonym, and how it is found; the first that matches a stretch of text takes it."""

def contacts_in(text: str) -> tuple[tuple[str, int, int], ...]:
    """Every way to reach somebody in ``text`` as (what it is called, start, end), apart from each other and from pseudonyms."""
    return _short_ones(text) if len(text) <= SHORT_TEXT else _contacts(text)


SHORT_TEXT = 240
"""Code points; names, values, reasons and passages are shorter, and come again with each document and incident."""


@lru_cache(maxsize=16_384)
def _short_ones(text: str) -> tuple[tuple[str, int, int], ...]:
    return _contacts(text)


def _contacts(text: str) -> tuple[tuple[str, int, int], ...]:
    found = []
    taken = Stretches(match.span() for match in PSEUDONYM.finditer(text))
    for kind, pattern in CONTACTS:
        for match in pattern.finditer(text):
            start, end = match.span("what" if "what" in pattern.groupindex else 0)
            if not taken.touch(start, end):
                taken.add(start, end)
                found.append((kind, start, end))
    return tuple(found)


PSEUDONYM = re.compile(
    r"\bPerson [0-9a-f]{4,}\b"
    r"|\[(?:handle|e-mail|phone|number|address|place|word|other script) [0-9a-f]{4,}\]"
    r"|\[withheld until [^\]\[]*\]"
)
"""What the guard itself writes; it never touches it again."""
