"""What a place phrase says: its name, what sort of place it calls it, which part, and what it lies in.

"the northern Syrian city of Manbij"        name Manbij, sort town, in SY
"al-Midan neighborhood in Aleppo city"      name al-Midan, sort neighbourhood, in "Aleppo city"
"the outskirts of Idlib"                    name Idlib, around it
"residential areas"                         no name
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from saidso.values.atlas import atlas
from saidso.values.gazetteer import gazetteer
from saidso.values.late import pattern
from saidso.values.spelling import written_key

_SORTED = {
    "town": "city cities town towns village villages municipality hamlet settlement township commune port kibbutz moshav",
    "admin": """province provinces governorate state states oblast region department prefecture krai republic governorates
    muhafazah muhafaza wilaya wilayat canton emirate countryside prov territory""",
    "neighbourhood": "neighborhood neighbourhood neighborhoods neighbourhoods quarter quarters suburb suburbs",
    "prison": "prison prisons jail",
    "camp": "camp camps",
    "road": "road roads highway highways motorway street streets route avenue corridor",
    "base": "base bases airbase airport airfield barracks garrison",
    "dam": "dam dams",
    "front": "front fronts frontline frontlines axis direction",
    "crossing": "crossing crossings",
    "water": "river rivers lake lakes gulf strait straits sea ocean reservoir canal",
    "mountain": "mountain mountains mount hills massif volcano",
    "around": """district districts area areas county zone zones subdistrict nahiya tehsil agency enclave valley outskirts
    vicinity surroundings environs periphery plain plains desert forest forests peninsula gorge""",
    "inside": """hospital school mosque market church university station building buildings square bridge checkpoint hotel
    embassy office headquarters mall plant refinery field oilfield house houses home homes residence
    temple palace centre center downtown shop store factory farm farms hall courthouse""",
    "border": "border borders frontier",
}
SORTS = {word: sort for sort, words in _SORTED.items() for word in words.split()}
"""Head nouns of place phrases, with the sort of place each calls it."""

PARTS = frozenset(
    """north south east west northeast northwest southeast southwest northern southern eastern western northeastern
    northwestern southeastern southwestern north-eastern north-western south-eastern south-western north-east north-west
    south-east south-west central rural greater downtown upper lower midwestern""".split()
)
_LITTLE = frozenset(
    """the a an this that these those its their his her our my several some many few all both various number numbers of
    two three four five most whole entire main nearby neighboring neighbouring surrounding adjacent other another same
    in at near on from to outside inside around along across over towards toward within into by through between off
    residential border besieged strategic ancient historic historical capital coastal mountainous key small contested
    occupied war-torn industrial and side sides part parts place spot scene ground populated busy densely provincial
    adjoining nearest crowded remote restive volatile embattled holy sacred largest biggest major conflict-riven
    stronghold national international military civilian old new local there here country north-central refugee idp
    displacement displaced detention soil""".split()
)
"""Words that name no place by themselves."""

_HELD = pattern(r".+-(held|controlled|populated|majority|dominated|ruled|occupied|administered|hit|torn|riven|stricken|run)$")
_ASIDE = pattern(r"\s*[(\[][^)\]]*[)\]]?")
_POSTS = pattern(r"\bborder[ -](?:gate|post|crossing|point|checkpoint|terminal)(s?)\b|\bborder-crossing(s?)\b", re.I)
_PERSON = pattern(r".+?,\s+(?:(?:a|an|the|aged?)\s+)?\d{1,3}(?:[ -]year|,|\s*$)|.+?,\s+who\b", re.I)
""""Jordan, a 34-year-old medic", "Chad, 27": somebody, not somewhere."""
_SEVERAL = pattern(
    r"(?:the\s+)?(?:\w+\s+)?(?:provinces|governorates|departments|states|regions|cities|countries|oblasts)\s+of\s+.*(?:,|\band\b|&)"
    r"|(?!(?:north|south|east|west|central))[^,\s]+(?:\s[^,\s]+)?,\s+[^,\s]+(?:\s[^,\s]+)?,?\s+and\s+[^,\s]+(?:\s[^,\s]+)?$",
    re.I,
)
""""The provinces of Deir ez-Zor and Hasakah": neither lies in the other; nor in "Guazapa, Chalatenango, and Ilobasco"."""
_BESIDE = pattern(
    r"(.+?),?\s+(?:(?:some|about|around)\s+)?(?:\d[\d.,]*\s*(?:km|kms|kilomet(?:er|re)s?|miles?|mi)\s+)?(?:to\s+the\s+)?"
    r"(?:north|south|east|west)(?:[- ]?(?:east|west))?\s+of\s",
    re.I,
)
""""Sonsonate, 65 km west of San Salvador": the second place tells the way to the first, which does not lie in it."""
_CALENDAR = frozenset(
    """january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday""".split()
)
_PARTICLES = frozenset(
    "al el ul de del la las los le les da do dos das du di van von der den ibn bin abu abou umm oum bani sur".split()
)
"""Lower-case words that may begin or end a name."""
_HEADED = frozenset(("camp", "prison", "base", "dam", "crossing", "town"))
_SOIL = frozenset("soil territory territories airspace".split())
_SHORES = frozenset("bank banks shore shores mouth waters estuary".split())
_EDGES = " \t\n\r.,;:!?\"“”«»„'’‘`*_-–—"
_JOINS = pattern(
    r"\s*[,/]\s*|\s+(?:in|at|near|close to|next to|on|outside|inside|within|from|along|around|under|into|towards?)\s+", re.I
)
_DETERMINED = pattern(r"(?:the|a|an|this|that|these|those|its|their|his|her|our|my|your)\s", re.I)
_OF = pattern(r"\s+of\s+", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """A place phrase taken apart; ``name`` is empty where it names no place."""

    name: str
    sort: str = ""
    """town, admin, neighbourhood, prison, camp, road, base, dam, front, crossing, water, mountain; "around", "inside",
    "border", or empty."""
    part: str = ""
    """"northern", "outskirts": the phrase means a part of the place, or its surroundings."""
    inside: tuple[str, ...] = ()
    """Phrases of the places it lies in, nearest first."""
    countries: tuple[str, ...] = ()
    """Countries that the phrase itself names ("the Syrian city of")."""
    common: bool = False
    """A lower-case word after "the", "their" or the like: more likely a word than a name."""
    article: bool = False
    """Nothing but "the" and the name: "the Donbas", "the Duma"; hardly a town."""
    capital_of: str = ""
    """ISO code where the phrase is "the Syrian capital"; "?" for "the capital" of a country it does not say."""


@lru_cache(maxsize=32768)
def read_words(words: str) -> PlaceWords:
    """The parts of a place phrase. Total: words that name no place give an empty name."""
    phrase = " ".join(_ASIDE.sub("", words).split()).strip(_EDGES) or words.strip(_EDGES)
    phrase = re.sub(r"(?<=\w)-area\b", " area", _POSTS.sub("crossing", phrase))
    if _PERSON.match(phrase) or _SEVERAL.match(phrase) or phrase.casefold() in _CALENDAR:
        return PlaceWords(name="")
    if _known(phrase):
        return PlaceWords(name=phrase)
    beside = _BESIDE.match(phrase)
    first = _peel(beside[1]) if beside else PlaceWords(name="")
    if first.name and (phrase.islower() or not first.name.islower()) and _is_some_place(first.name):
        return first
    pieces = [piece for piece in _JOINS.split(phrase) if piece.strip(_EDGES)]
    if not pieces:
        return PlaceWords(name="")
    near = re.match(r"(?:near|outside|around|close to|next to)\s", phrase, re.I)
    first = _peel(pieces[0])
    inside = (*first.inside, *pieces[1:])
    while not first.name and not first.capital_of and inside:
        # "several neighbourhoods in Aleppo": no name of its own, so it is some part of what it lies in.
        around = first.part or first.sort or pieces[0]
        first, inside = _peel(inside[0]), inside[1:]
        first = replace(first, part=first.part or around)
        inside = (*first.inside, *inside)
    if near and first.name and not first.part:
        first = replace(first, part="near")
    # "the graves" is a word; "her house in viramgam town" names the town.
    own_words = first.name.islower() and first.name in pieces[0] and first.sort != "town"
    article = not (first.sort or first.part) and pieces[0].casefold() == f"the {first.name}".casefold()
    return replace(first, inside=inside, common=own_words and bool(_DETERMINED.match(phrase)), article=article)


def _known(phrase: str) -> bool:
    # "the capital", "central": some area of the world is called so, and no report means it.
    return bool(phrase) and bool(atlas().named(phrase)) and not all(_is_little(word) for word in phrase.split())


def _is_some_place(name: str) -> bool:
    return bool(atlas().named(name) or gazetteer().written(name))


def _is_little(word: str) -> bool:
    bare = word.casefold().strip(_EDGES)
    return bare in _LITTLE or bare in SORTS or bare in PARTS


def _peel(piece: str) -> PlaceWords:
    """One piece without what stands around its name; "X of Y" is taken apart here."""
    piece = piece.strip(_EDGES)
    if _known(bare := re.sub(r"^the\s+", "", piece, flags=re.I)) and " " in bare:
        return PlaceWords(name=bare)
    if not _known(piece):
        halves = _OF.split(piece, maxsplit=1)
        if len(halves) == 2:
            return _halves(*halves)
    return _strip(piece)


def _halves(left: str, right: str) -> PlaceWords:
    """ "X of Y": the city of Y is Y, the outskirts of Y a part of it, and any other X lies in Y."""
    head, rest = _strip(left), _peel(right)
    if head.sort == "water" and not head.name:
        # "the Gulf of Aden" is not Aden, nor anything in it: the whole is the name.
        return PlaceWords(name=f"{_tail(left.split())} of {right}", sort="water")
    if left.split()[-1].casefold() in _SHORES and rest.name:
        return replace(rest, sort=rest.sort or "water", part=left.split()[-1].casefold())
    if head.name and _names_what_follows(left, rest):
        sort = "" if head.sort == "neighbourhood" else head.sort  # a suburb may be a town
        return replace(rest, sort=rest.sort or sort, inside=(*rest.inside, head.name), countries=head.countries)
    if head.name:
        return replace(head, inside=(*head.inside, right))
    last = written_key(left).split()[-1:]
    if last == ["capital"] and rest.name and (country := atlas().country_of(rest.name)):
        return PlaceWords(name="", capital_of=country)
    # "the northern city of Manbij": the direction tells where the city lies, it is no part of the city.
    head_word = SORTS.get("".join(last))
    names_it = head_word in ("town", "admin", "camp") or last in (["neighborhood"], ["neighbourhood"], ["quarter"])
    part = rest.part or ("" if names_it else head.part or head.sort or "part")
    countries = (*head.countries, *rest.countries)
    return replace(rest, sort=rest.sort or (head.sort if names_it else ""), part=part, countries=countries)


def _names_what_follows(left: str, rest: PlaceWords) -> bool:
    """Whether "the A suburb of B" means B, which lies in A; "viramgam town of ahmedabad" is the other way round."""
    town = SORTS.get(_tail(left.split())) == "town" or _tail(left.split()) in ("suburb", "suburbs")
    return town and bool(rest.name) and bool(_DETERMINED.match(left))


def _strip(piece: str) -> PlaceWords:
    """Without articles, directions, adjectives and heads at either end, as far as a name is left."""
    tokens = piece.split()
    if len(tokens) > 1 and (_tail(tokens) in SORTS or tokens[0].casefold() in SORTS) and _is_whole_name(piece):
        return PlaceWords(name=piece)
    said = PlaceWords(name="")
    while tokens and not _known(" ".join(tokens)):
        word = written_key(tokens[0]).replace(" ", "-") if "-" in tokens[0] else tokens[0].casefold().strip(_EDGES)
        owner = _country_at_head(tuple(tokens[:4]))
        if _tail(tokens) in SORTS and _known(" ".join(tokens[:-1])):
            said, tokens = _with_sort(said, SORTS[_tail(tokens)]), tokens[:-1]
        elif word in PARTS:
            said, tokens = replace(said, part=said.part or word), tokens[1:]
        elif word in _LITTLE or _HELD.match(word):
            said, tokens = replace(said, capital_of=_capital(word, said)), tokens[1:]
        elif word in SORTS and not (len(tokens) > 1 and tokens[-1].casefold() not in SORTS and SORTS[word] in ("camp", "inside")):
            said, tokens = _with_sort(said, SORTS[word]), tokens[1:]
        elif owner and not atlas().country_of(" ".join(tokens[owner[1] :])):
            said, tokens = replace(said, countries=(*said.countries, owner[0])), tokens[owner[1] :]
        elif _tail(tokens) in SORTS:
            said, tokens = _with_sort(said, SORTS[_tail(tokens)]), tokens[:-1]
        elif _tail(tokens) in _LITTLE or _tail(tokens) in PARTS:
            said, tokens = replace(said, capital_of=_capital(_tail(tokens), said)), tokens[:-1]
        elif said.sort in _HEADED and _only_describes(tokens[0]) and not " ".join(tokens).islower():
            # "the sprawling al-Hol transit camp": in a phrase with capitals, a name begins and ends with one.
            tokens = tokens[1:]
        elif said.sort in _HEADED and _only_describes(tokens[-1]) and not " ".join(tokens).islower():
            tokens = tokens[:-1]
        else:
            break
    said = _owned(tokens, said)
    if not said.name and said.countries and _tail(piece.split()) in _SOIL:
        return PlaceWords(name=atlas().country_names[said.countries[-1]])
    if said.name:
        said = replace(said, capital_of="")
    if said.sort in ("around", "inside") and not said.part:
        said = replace(said, part=said.sort)
    return said


def _is_whole_name(piece: str) -> bool:
    """Whether a town's main name has the head in it: "Kansas City", "Mount Vernon"; "Aleppo City" is Aleppo."""
    return any(town.main for town in gazetteer().written(piece)) and not piece.islower()


def _only_describes(token: str) -> bool:
    return token.isascii() and token.islower() and token.isalpha() and token not in _PARTICLES and token != "and"


def _owned(tokens: list[str], said: PlaceWords) -> PlaceWords:
    """ "Aleppo's Salaheddin" is Salaheddin in Aleppo; reports in our corpora also lose the apostrophe ("Aleppos")."""
    for at in range(1, len(tokens)):
        owner = tokens[at - 1]
        bare = re.sub(r"['’]s$|s['’]$", "", owner)
        if bare == owner and owner.endswith("s") and _known(" ".join([*tokens[: at - 1], owner[:-1]])):
            bare = owner[:-1]
        if bare != owner:
            rest = _strip(" ".join(tokens[at:]))
            holder = " ".join([*tokens[: at - 1], bare])
            if not rest.name:
                return replace(said, name=holder, part=said.part or rest.part or rest.sort, sort=rest.sort)
            countries = (*said.countries, *rest.countries)
            return replace(rest, inside=(holder, *rest.inside), countries=countries, part=rest.part or said.part)
    return replace(said, name=_without_possessive(" ".join(tokens)))


def _without_possessive(name: str) -> str:
    bare = re.sub(r"['’]s?$", "", name)
    return bare[:-1] if bare.endswith("s") and not _known(bare) and _known(bare[:-1]) else bare


def _tail(tokens: list[str]) -> str:
    return tokens[-1].casefold().strip(_EDGES)


def _with_sort(said: PlaceWords, sort: str) -> PlaceWords:
    # The innermost head says what it is: in "residential area of the city" the city, in "Aleppo city area" the area.
    return replace(said, sort=said.sort or sort)


def _capital(word: str, said: PlaceWords) -> str:
    if word != "capital":
        return said.capital_of
    return said.countries[-1] if said.countries else "?"


@lru_cache(maxsize=8192)
def _country_at_head(head: tuple[str, ...]) -> tuple[str, int] | None:
    for size in (3, 2, 1):
        joined = len(head) > size and head[size].casefold() in ("and", "&", "or")  # "Iraq and Syria" are two places
        if len(head) > size and not joined and (country := atlas().country_of(" ".join(head[:size]))):
            return country, size
    return None
