"""Ways to reach or find somebody: handles, e-mail addresses, phone numbers, house addresses, coordinates.

Numbers count as phones only with a plus, a label or a telling shape: tolls and dates must stay readable.
"""

from __future__ import annotations

import re

_CAPITAL = r"[^\W\d_a-z][\w'’-]+"
_STREET = r"(?:Street|St\.|Avenue|Ave\.?|Road|Rd\.?|Lane|Boulevard|Alley|Drive)"
_NUMBER = r"(?:no\. ?|number |No\. ?)"
_SITES = "".join(rf"|(?<={site}\.com/)" for site in ("/x", "twitter", "facebook", "instagram", "tiktok"))
_LABEL = "".join(rf"|(?<={label})" for label in ("phone: ", "tel. ", "tel: ", "Tel: ", "WhatsApp ", "call ", "mobile "))

CONTACTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("e-mail", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("handle", re.compile(r"(?<![\w@/.])@\w{2,40}(?:\.\w+)*")),
    ("handle", re.compile(rf"(?:(?<=t\.me/){_SITES})@?[\w.]+")),
    ("phone", re.compile(r"(?<![\w.,-])(?:\+|00)\d[\d\s().-]{6,16}\d(?![\w,-])")),
    ("phone", re.compile(r"(?<![\w.,-])\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\w)")),
    ("phone", re.compile(rf"(?:(?<=phone ){_LABEL})\d[\d\s().-]{{5,16}}\d")),
    ("phone", re.compile(r"(?<![\w.,-])0\d{8,11}(?!\w)")),
    ("address", re.compile(rf"\b\d{{1,4}}[A-Za-z]?,? (?:{_CAPITAL} ){{1,4}}{_STREET}(?!\w)")),
    ("address", re.compile(rf"\b(?:{_CAPITAL} ){{1,3}}{_STREET},? {_NUMBER}?\d{{1,4}}[a-z]?\b")),
    ("address", re.compile(rf"\b(?:[Hh]ouse|[Aa]partment|[Ff]lat) {_NUMBER}\d{{1,4}}[a-z]?\b")),
    ("place", re.compile(r"(?<![\w.])-?\d{1,2}\.\d{3,}°?\s?[NS]?,\s?-?\d{1,3}\.\d{3,}°?\s?[EW]?")),
)
"""What it is called in its pseudonym, and how it is found; the first that matches a stretch of text takes it."""

PSEUDONYM = re.compile(r"\bPerson [0-9a-f]{4,}\b|\[(?:handle|e-mail|phone|address|place) [0-9a-f]{4,}\]")
"""What the guard itself writes; it never touches it again."""
