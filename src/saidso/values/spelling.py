"""Three keys of a name: as written, folded, and the skeleton that transliterations share.

The gazetteer is built with these keys and asked with the same ones, so a change here needs a new gazetteer
(``scripts/build_gazetteer.py``). Measured on 104 forms of 34 contested names: LIBRARIES.md, section 3.

    written_key("Al-Ḥasakah")   'al hasakah'   case, diacritics, apostrophes and hyphens gone
    folded_key("Al-Ḥasakah")    'hasakah'      the leading article gone, words joined
    skeleton_key("Hesekê")      'hasaka'       vowels alike, sh = s, kh = x: use it inside one country only
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from saidso.values.late import pattern

ARTICLES = frozenset("al el ul ar er ash esh as es at et ath eth ad ed adh edh an en az ez ed il".split())
"""The Arabic article, plain and assimilated to the letter that follows it."""

_MARKS = pattern(r"[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]|['’‘`´ʻʼʽʾʿ′ʹʺ\u200b-\u200f]")
_GAPS = pattern(r"[\W_]+")
_ARABIC_LETTERS = str.maketrans("أإآٱةىیکؤئ", "ااااهييكوي")
_LATIN_LETTERS = str.maketrans({"þ": "th", "æ": "ae", "œ": "oe", "ŋ": "ng", **dict(zip("ıłøđðəħɓɗƙ", "iloddehbdk", strict=True))})


@lru_cache(maxsize=65536)
def written_key(name: str) -> str:
    """The name without case, diacritics, apostrophes and hyphens; its words and its article stay."""
    key = name.casefold()
    if not key.isascii():
        # NFKD parts a letter from its marks; the Arabic table goes first, for a hamza is a mark to NFKD.
        key = unicodedata.normalize("NFKD", key.translate(_ARABIC_LETTERS)).translate(_LATIN_LETTERS)
    return _GAPS.sub(" ", _MARKS.sub("", key).translate(_ARABIC_LETTERS)).strip()


@lru_cache(maxsize=65536)
def folded_key(name: str) -> str:
    """The written key without its leading article, words joined: "Ar-Raqqah" and "Raqqah" share it."""
    words = written_key(name).split()
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    key = "".join(words)
    # Arabic script writes the article on the word; four letters must remain, for "البا" is no name without it.
    return key[2:] if key.startswith("ال") and len(key) > 5 else key


_WORDS_ALIKE = {
    **dict.fromkeys(("tall", "tell", "tel", "til", "tal", "tull", "tepe"), "tal"),
    **dict.fromkeys(("ayn", "ain", "ein", "eyn", "aayn", "ayin"), "ain"),
    **dict.fromkeys(("dayr", "deir", "dair", "der", "deyr", "dier"), "dair"),
    **dict.fromkeys(("kafr", "kafar", "kfar", "kefr", "kufr", "kefer"), "kafr"),
    **dict.fromkeys(("maarat", "maarrat", "maaret", "maarret", "marat", "maarra", "maara"), "marat"),
    **dict.fromkeys(("shaykh", "sheikh", "sheik", "shaikh", "cheikh", "sheykh", "sex", "xeikh"), "saix"),
}
"""Words that Arabic place names are made of, which spellers write in many ways."""

_LETTERS_ALIKE = (
    ("sch", "s"), ("tch", "c"), ("sh", "s"), ("kh", "x"), ("gh", "g"), ("ch", "c"), ("dh", "d"), ("th", "t"), ("ph", "f"),
    ("zh", "z"), ("dj", "j"), ("ck", "k"), ("q", "k"), ("v", "w"),
)  # fmt: skip
_VOWELS = pattern(r"[aeiouyw]+")
_DOUBLES = pattern(r"(.)\1+")
_KURDISH_C = frozenset({"SY", "IQ", "TR", "IR"})
"""Where a Latin c is the sound of j (Kurmanji and Turkish): "Cerablûs" is "Jarablus" there, but "Cali" stays."""


@lru_cache(maxsize=65536)
def skeleton_key(name: str, country: str) -> str:
    """What is left of a name when its vowels and its ways of transliteration no longer count.

    Meant for one country at a time, and empty for a name not in Latin letters or with fewer than two consonants.
    "Deir ez-Zor", "Dêrazor" and "Dayr az Zawr" share a skeleton in Syria; so do some neighbours, which stay ambiguous.
    """
    marked = name.casefold().replace("ç", "ch").replace("ş", "sh").replace("ẍ", "gh")
    words = written_key(marked).split()
    if not words or not all(word.isascii() for word in words):
        return ""
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    key = "".join("a" if at and word in ARTICLES else _word_skeleton(word, country) for at, word in enumerate(words))
    key = _DOUBLES.sub(r"\1", _VOWELS.sub("a", key))
    return key if len(key.replace("a", "")) >= 2 else ""


def _word_skeleton(word: str, country: str) -> str:
    word = _WORDS_ALIKE.get(word, word)
    for letters, letter in _LETTERS_ALIKE:
        word = word.replace(letters, letter)
    if country in _KURDISH_C:
        word = word.replace("c", "j")
    return word[:-1] if len(word) > 2 and word.endswith("h") else word


def plain_name(name: str) -> str:
    """A name in letters that every keyboard has: "Ra’s al ‘Ayn" becomes "Ras al Ayn"."""
    from anyascii import anyascii  # its tables load in 20 ms; few names need them

    return str(anyascii(name)).replace("'", "").replace("`", "").strip()
