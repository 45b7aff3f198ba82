"""Ways to reach or find somebody: handles, e-mail addresses, phone numbers, house addresses, coordinates; and words in scripts
in which we cannot tell a name from another word.

Numbers count as phones only with a plus, a label or a telling shape: tolls and dates must stay readable.
"""

from __future__ import annotations

import re

_CAPITAL = r"[^\W\d_a-z][\w'’-]+"
_STREET = r"(?:Street|St\.|Avenue|Ave\.?|Road|Rd\.?|Lane|Boulevard|Alley|Drive)"
_NUMBER = r"(?:no\. ?|number |No\. ?)"
_SITES = "".join(rf"|(?<={site}\.com/)" for site in ("/x", "twitter", "facebook", "instagram", "tiktok"))
_LABELS = (
    "phone: ", "phone is ", "number is ", "number: ", "tel. ", "tel: ", "Tel: ", "WhatsApp ", "call ", "Call ", "mobile ",
)  # fmt: skip
_LABEL = "".join(rf"|(?<={label})" for label in _LABELS)

_CASELESS = (
    "\u0590-\u08ff\u0900-\u109f\u10d0-\u10ff\u1200-\u139f\u1780-\u18af\u2e80-\u2fff\u3005-\u3007\u3040-\u9fff\ua000-\ua4cf"
    "\uac00-\ud7af\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc"
)
"""Scripts without capitals: Hebrew, Arabic, those of India and South East Asia, Georgian, Ethiopic, Chinese, Japanese, Korean.
No cue of ours works there and the model does not read them, so they are withheld rather than let through."""

CONTACTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("e-mail", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("handle", re.compile(r"(?<![\w@/.])@\w{2,40}(?:\.\w+)*")),
    ("handle", re.compile(rf"(?:(?<=t\.me/){_SITES})@?[\w.]+")),
    ("phone", re.compile(r"(?<![\w.,-])(?:\+|00)\d[\d\s().-]{6,16}\d(?![\w,-])")),
    ("phone", re.compile(r"(?<![\w.,-])\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\w)")),
    ("phone", re.compile(rf"(?:(?<=phone ){_LABEL})\d[\d\s().-]{{5,16}}\d")),
    ("phone", re.compile(r"(?<![\w.,-])0\d{8,11}(?!\w)")),
    ("phone", re.compile(r"(?<![\w.,-])\(?0\d{1,4}\)?[-. ]\d{3,4}[-. ]\d{3,4}(?!\w)")),
    ("address", re.compile(rf"\b\d{{1,4}}[A-Za-z]?,? (?:{_CAPITAL} ){{1,4}}{_STREET}(?!\w)")),
    ("address", re.compile(rf"\b(?:{_CAPITAL} ){{1,3}}{_STREET},? {_NUMBER}?\d{{1,4}}[a-z]?\b")),
    ("address", re.compile(rf"\b(?:[Hh]ouse|[Aa]partment|[Ff]lat) {_NUMBER}\d{{1,4}}[a-z]?\b")),
    ("other script", re.compile(rf"[{_CASELESS}]+(?:[^\S\n]*[-.,:;()«»\u060c\u200c-\u200f]*[^\S\n]*[{_CASELESS}]+)*")),
    ("place", re.compile(r"(?<![\w.])-?\d{1,2}\.\d{3,}°?\s?[NS]?,\s?-?\d{1,3}\.\d{3,}°?\s?[EW]?")),
)
"""What it is called in its pseudonym, and how it is found; the first that matches a stretch of text takes it."""

PSEUDONYM = re.compile(
    r"\bPerson [0-9a-f]{4,}\b|\[(?:handle|e-mail|phone|address|place|other script) [0-9a-f]{4,}\]|\[withheld until [^\]\[]*\]"
)
"""What the guard itself writes; it never touches it again."""
