"""What became of those a number counts: killed, injured, missing, captured, displaced, or casualties where it is unsaid which.

Only the words decide: "seven were shot" says nothing of death. The patterns look at the words right before and after a counted
noun; where another verb or number stands between, nothing is said (None).
"""

from __future__ import annotations

from saidso.values.late import pattern

OUTCOMES: dict[str, str] = {
    word: outcome
    for outcome, words in {
        "killed": (
            "killed dead died slain murdered executed massacred beheaded perished deaths fatalities killings drowned"
            " hanged lynched"
        ),
        "injured": "injured wounded hurt harmed maimed injuries",
        "missing": "missing unaccounted disappeared vanished",
        "captured": "captured detained arrested abducted kidnapped seized imprisoned jailed",
        "displaced": "displaced fled uprooted evacuated relocated homeless",
        "casualties": "casualties",
    }.items()
    for word in words.split()
}
"""Words that say an outcome by themselves, whether before the noun ("two dead miners") or behind it."""

# "Moved" and "evacuated" displace people who live somewhere; troops and detainees are only taken elsewhere.
_CIVIL = frozenset(
    """people civilians families residents villagers households inhabitants persons children women men refugees individuals locals
    homes returnees citizens""".split()
)
# "Lost" kills people; a thing that is lost is only lost.
_THINGS = frozenset(
    """tanks vehicles lorries trucks cars aircraft planes jets helicopters drones houses homes buildings villages towns
    positions posts weapons rifles guns rockets ships boats seats points bases hills""".split()
)

_AUXILIARY = (
    r"(?:was|were|is|are|been|being|be|have|has|had|got|feared|reported|reportedly|confirmed|found|left|also|later|shot|said|to"
    r"|believed|remain|remained|remains|still|allegedly|presumed|burnt|burned|beaten|stabbed|blown|starved|who|that|then|all|already|declared|gone|go|apparently"
    r"|went|unlawfully|forcibly|seriously|badly|severely|critically|slightly|lightly|gravely|now|even|others?|more)"
)
_PARTICIPLE = (
    r"(?P<both>(?:killed|dead)\s+(?:or|and)\s+(?:wounded|injured)(?!\s+\d))|(?P<taken>(?:taken|led|dragged|marched)\s+away|taken\s+(?:hostage|prisoner|captive)"
    r"|(?:round(?:ed)?\s+up)|hostage|prisoner|captive)\b|(?P<lost>lost)\b(?!\s+(?:their\s+homes|contact))|(?P<die>dies?)\b|to\s+(?P<death>death)\b"
    r"|(?P<wounds>(?:sustain(?:ed|ing)?|suffer(?:ed|ing)?|receiv(?:ed|ing))\s+(?:[\w-]+\s+){0,3}(?:injur(?:y|ies)|wounds))"
    r"|(?P<driven>(?:forced|driven|chased|bombed)\s+(?:from|out\s+of|out|to\s+flee)|(?:left|abandoned|lost)\s+their\s+homes|made\s+homeless)\b"
    r"|among\s+(?:the|those)\s+(?P<among>dead|killed|wounded|injured|missing|detained|arrested|displaced|casualties)\b"
    rf"|(?P<moved>moved)\b|(?P<word>{'|'.join(OUTCOMES)})\b"
)
_AFTER = pattern(rf"(?:,(?=\s(?:was|were|have|had)\b))?\s*(?:{_AUXILIARY}\s+){{0,6}}(?:{_PARTICIPLE})")
# An aside between noun and verb ("including a child", "of one family", "- mainly women -") in which no other verb stands.
_ASIDE = pattern(
    r"(?:,\s+|\s+[-–—(]\s?|\s+)(?:(?!\b(?:who|which|that|while|when|where|after|as|before|because|but|said|says|left|opened|fled|died|took|went|held|is|none|no|nobody|neither|not|kill|wound"
    r"|[a-z]+ed|[a-z]+ing)\b(?<!including)(?<!aged))[^.;:!?]){2,90}?(?:,|\s[-–—]|\))?\s+(?=(?:was|were|have|has|had|died|die|are)\b)"
)
_OBJECT = r"(?:\s+(?:an?|the|his|her|its|their|one|both)(?:\s+(?!and\b)[\w-]+){1,4},?\s+(?:and|as\s+well\s+as|along\s+with))?"
_BEFORE = pattern(
    r"\b(?:(?P<toll>(?:death\s+toll|toll\s+of\s+dead|(?:number\s+of|total)\s+(?:[\w-]+\s+){0,2}(?:dead|deaths|killed|fatalities)|(?:put|puts|putting|counted)\s+the\s+dead)\b"
    r"[^.;,!?]{0,100}?\b(?:at|to|of|is|was|reached|stands|stood|hit|passed)(?:\s+at)?)"
    r"|(?P<list>killed|dead|deaths|wounded|injured|missing|detained|arrested|captured|abducted|displaced|casualties)\s*:"
    r"|(?:the|those|all)\s+(?P<those>dead|killed|wounded|injured|missing|detained|arrested|displaced)\s+(?:are|were|include[sd]?|included?|being)"
    r"|(?:among\s+the\s+)(?P<among>dead|killed|wounded|injured|missing|detained|arrested|displaced|casualties)\s+(?:are|were|was|is)"
    r"|(?P<lives>claim(?:ed|ing|s)|cost(?:ing|s)?|took|taking)"
    r"|(?:(?P<killed>kill(?:ing|ed|s)?|murder(?:ing|ed|s)?|massacr(?:ing|ed)|execut(?:ing|ed|es?)|slaughter(?:ing|ed)|lost|losing|(?:left|leaving|leaves)\s+dead"
    r"|behead(?:ing|ed)|lynch(?:ing|ed)|hang(?:ing|ed)|shot\s+dead|shooting\s+dead|gunned\s+down|gunning\s+down|(?:deaths?|killings?|murders?|slayings?|massacre|execution|bod(?:y|ies)|corpses?)\s+of"
    r"|(?:claim(?:ed|ing|s)|took|taking|taken)\s+the\s+lives\s+of)"
    r"|(?P<injured>(?:wound|injur|maim)(?:ing|ed|es|s|e)?|hurt(?:ing)?|(?:wounding|injury|injuries)\s+of|injuries\s+to)"
    r"|(?P<captured>captur(?:ing|ed|es?)|detain(?:ing|ed|s)?|arrest(?:ing|ed|s)?|abduct(?:ing|ed|s)?|kidnapp?(?:ing|ed|s)?|(?:took|taking)\s+(?:hostage|prisoner|captive)|"
    r"(?:capture|arrests?|detention|abduction|kidnapping)\s+of|round(?:ed|ing)\s+up)"
    r"|(?P<displaced>displac(?:ing|ed|es?)|uproot(?:ing|ed)|evacuat(?:ing|ed)|displacement\s+of))"
    r"(?:\s+(?:and|or)\s+(?P<also>wound(?:ing|ed|s)?|injur(?:ing|ed|es)))?"
    rf"{_OBJECT}(?:\s+(?:the|another|all|only|other|its|his|their|captive|up\s+to))?)\s*$"
)
_NAMED = ("list", "those", "among")
_VERBS = ("killed", "injured", "captured", "displaced")

_ARABIC = {"قتل": "killed", "مقتل": "killed", "استشهد": "killed", "أصيب": "injured", "إصابة": "injured", "جرح": "injured"}


def outcome_before(before: str) -> str | None:
    """The outcome that the words right before a number say ("killing", "the deaths of"); None where they say none."""
    match = _BEFORE.search(before[-160:].lower())
    if match is None or match["lives"]:
        last = before[-60:].split()[-1:] or [""]
        return _ARABIC.get(last[0])
    if match["toll"]:
        return "killed"
    for name in _NAMED:
        if match[name]:
            return OUTCOMES[match[name]]
    if match["also"] and match["killed"]:
        return "casualties"
    return next((name for name in _VERBS if match[name]), None)


def claims_lives(before: str) -> bool:
    """Whether a verb stands before the number that takes lives: "claimed 900 lives"."""
    match = _BEFORE.search(before[-160:].lower())
    return match is not None and match["lives"] is not None


def is_part_of_named(before: str) -> bool:
    """Whether the number is a part of the dead or wounded named before it ("among the dead were", "the wounded included")."""
    match = _BEFORE.search(before[-160:].lower())
    return match is not None and (match["among"] is not None or (match["those"] is not None and "includ" in match[0]))


def outcome_after(after: str, population: str | None = None) -> str | None:
    """The outcome that the words after a counted noun say ("were killed", "fled"); None where they say none."""
    clause = after[:200].lower()
    match = _AFTER.match(clause)
    if match is None:
        aside = _ASIDE.match(clause)
        match = _AFTER.match(clause, aside.end() - 1) if aside else None
    if match is None:
        return None
    if match["both"]:
        return "casualties"
    if match["among"]:
        return OUTCOMES[match["among"]]
    if match["taken"]:
        return "captured"
    if match["driven"]:
        return "displaced"
    if match["wounds"]:
        return "injured"
    if match["moved"]:
        return "displaced" if population is None or population in _CIVIL else None
    if match["lost"]:
        return None if population is None or population in _THINGS else "killed"
    return "killed" if match["die"] or match["death"] else OUTCOMES[match["word"]]
