"""Where: a town, an area or a country; never anything finer than a town."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from saidso.values.atlas import Reading, atlas, countries_in, town_reading
from saidso.values.comparison import Agreement, Comparison
from saidso.values.gazetteer import Town, gazetteer
from saidso.values.place_choice import Near, Open, Within, choose, kilometres
from saidso.values.place_words import PlaceWords, read_words
from saidso.values.spelling import folded_key, skeleton_key, written_key

__all__ = ["Place", "compare", "countries_in", "resolve", "settle"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place as said, resolved as far as the words and the document allow.

    ``words`` are as written; ``name`` is None while unresolved or ambiguous. ``latitude`` and ``longitude`` are the
    town's centroid, in degrees rounded to one decimal: a Place has no field finer than a town.
    ``kind``: town, admin, country, territory, road, prison, camp, neighbourhood, base, dam, front, crossing (a border
    post), water (a river, lake, strait or sea), mountain, unknown.
    """

    words: str
    name: str | None = None
    kind: str = "unknown"
    country: str | None = None
    """ISO 3166 two letters: where GeoNames puts it, not whose it is. None for a sea or region of several countries."""
    admin: str | None = None
    geoname_id: int | None = None
    """Of the town; a prison, camp or neighbourhood carries its town's."""
    latitude: float | None = None
    longitude: float | None = None
    candidates: tuple[str, ...] = ()
    """Two or more "name (country)" that remain: then nothing is chosen."""
    reason: str = ""
    """How it was resolved, or why it was left open."""
    part: str | None = None
    """Set where the words mean a part of the place, its surroundings, or something in it that no table knows:
    "northern", "near", "outskirts", or the finer name as written. None: the place itself."""

    def __post_init__(self) -> None:
        for degrees in (self.latitude, self.longitude):
            if degrees is not None and round(degrees, 1) != degrees:
                raise ValueError(f"{self.words!r}: {degrees} is finer than a town. Round coordinates to one decimal.")
        if self.candidates and self.name is not None:
            raise ValueError(f"{self.words!r}: a place with candidates left cannot have a name. Leave one of the two out.")


def resolve(words: str, *, countries: Sequence[str] = (), near: Sequence[Place] = ()) -> Place:
    """The place that these words mean, or an open Place with its reason; total, it never raises on text.

    Order: own tables and the name as written, then folded, then as another transliteration inside the document's
    countries; a name that only looks alike is told in ``reason`` and never linked. See docs/places.md for the whole rule.

    Args:
        words: the phrase as the text has it ("the northern Syrian city of Manbij").
        countries: ISO codes that the document is about, from ``countries_in``; without them the country that most of
            ``near`` lie in, else a name that several places share resolves only where one is ten times as populous.
        near: the document's places, from ``settle``; they decide between namesakes.
    """
    return _resolve(words, tuple(countries) or _shared_country(tuple(near)), _surroundings(tuple(near)) if near else Near())


def settle(phrases: Iterable[str], *, countries: Sequence[str] = ()) -> tuple[Place, ...]:
    """The places of one document that resolve, each read in the light of the others: what ``near`` wants.

    Two passes, whatever the order of the phrases: those that need no help come first and decide between the namesakes
    that the first pass left open; these then help no further, for a guess must not carry the next.
    """
    distinct = tuple(dict.fromkeys(phrases))
    alone = tuple(resolve(words, countries=countries) for words in distinct)
    unsure = not countries and bool(_shared_country(alone))
    helped = tuple(resolve(p.words, countries=countries, near=alone) if p.candidates or unsure else p for p in alone)
    return tuple(place for place in helped if place.name is not None)


def compare(a: Place, b: Place) -> Comparison:
    """What two places of one slot are to each other.

    Same: one place, or the same words. Compatible (granularity): one contains the other or is a part of it.
    Contradictory (exclusive): both cannot be right. Not comparable: one is open, or the tables do not say.
    """
    if folded_key(a.words) == folded_key(b.words) and (a.name is None or b.name is None or _identity(a) == _identity(b)):
        return Comparison(agreement=Agreement.SAME, reason="the same words")
    if a.name is None or b.name is None:
        return Comparison(agreement=Agreement.NOT_COMPARABLE, reason="one of the places is not resolved")
    if _identity(a) == _identity(b):
        return _compare_parts(a, b)
    if _contains(a, b) or _contains(b, a):
        return Comparison(agreement=Agreement.COMPATIBLE, kind="granularity", reason=f"{a.name} or {b.name} contains the other")
    if unknown := _why_unknown(a, b) or _why_unknown(b, a):
        return Comparison(agreement=Agreement.NOT_COMPARABLE, reason=unknown)
    apart = f"neither of {a.name} and {b.name} contains the other"
    return Comparison(agreement=Agreement.CONTRADICTORY, kind="exclusive", reason=apart)


_SHARED_BY, _SHARE = 3, 0.75
"""A document that names no country is about the one in which three places and three of four lie."""


@lru_cache(maxsize=512)
def _shared_country(places: tuple[Place, ...]) -> tuple[str, ...]:
    counts = Counter(place.country for place in places if place.country)
    [(country, count)] = counts.most_common(1) or [("", 0)]
    return (country,) if count >= _SHARED_BY and count >= _SHARE * counts.total() else ()


@lru_cache(maxsize=512)
def _surroundings(places: tuple[Place, ...]) -> Near:
    """What decides between namesakes, in an order that does not hang on the document's."""
    points = {(place.latitude, place.longitude) for place in places if place.latitude is not None and place.longitude is not None}
    areas = {(place.country, place.admin) for place in places if place.country and place.admin}
    return Near(points=tuple(sorted(points)), areas=tuple(sorted(areas)))


# --- resolving -----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def _resolve(words: str, countries: tuple[str, ...], near: Near) -> Place:
    said = read_words(words)
    if not said.name:
        return _nameless(words, said, countries)
    if said.sort == "border":
        return Place(words=words, reason="a border is no place that the tables know")
    found = _find(said, said.countries or countries, near)
    if isinstance(found, Open) and not found.candidates and (parted := _side_by_side(said)):
        again = _find(parted, parted.countries or countries, near)
        said, found = (parted, again) if isinstance(again, Reading) else (said, found)
    if isinstance(found, Reading):
        # "Bastar region", "Idlib prison": the tables have only the town, which is not quite what the words mean.
        stretched = said.sort if found.kind == "town" and said.sort not in ("", "town") else None
        place = _place(words, found, part=said.part or stretched)
        return replace(place, kind=said.sort) if stretched in _IN_TOWN - {"neighbourhood", "front"} else place
    if said.inside and not found.candidates:
        # The name is not in the tables: what it lies in still says where, and ``part`` says that it is finer.
        holder = _resolve(", ".join(said.inside), countries, near)
        if holder.country is not None:
            return _within(words, said, holder)
    return Place(words=words, candidates=found.candidates, reason=found.reason)


def _find(said: PlaceWords, countries: tuple[str, ...], near: Near) -> Reading | Open:
    """The reading of the name: each step is tried only where the one before left nothing."""
    name = said.name
    holders = tuple(holder for phrase in said.inside if (holder := resolve(phrase, countries=countries)).name is not None)
    where = tuple(Within(p.country, p.admin, p.latitude, p.longitude) for p in holders if p.country) or _areas_around(said)
    spelled_for = tuple(dict.fromkeys([*(holder.country for holder in where), *countries[:_SPELLED_FOR]]))
    several = " and " in name.casefold() or " & " in name
    left = Open(reason="the words name several places" if several else "no place of this name in the tables")
    abroad: Reading | None = None
    for number, readings in enumerate(_steps(said, spelled_for)):
        found = choose(readings(), sort=said.sort, countries=countries, where=where, near=near)
        if isinstance(found, Reading) and not where and _must_wait(found, said, countries):
            abroad = abroad or found
        elif isinstance(found, Reading) or found.candidates:
            return found
        else:
            left = found if found.reason and not number else left
    if abroad and not name.islower() and not said.article:
        return abroad
    return _with_suggestions(left, said, countries)


def _with_suggestions(left: Open, said: PlaceWords, countries: tuple[str, ...]) -> Open:
    """Adds names that look alike. A look through a country's names takes milliseconds: only a name in capitals is worth it."""
    if said.common or said.name.islower() or not countries or len(said.name.split()) > _NAME_WORDS:
        return left
    alike = [f"{other} ({countries[0]})" for other in gazetteer().suggest(said.name, countries[0])]
    return Open(reason=f"{left.reason}; alike: {', '.join(alike)}") if alike else left


def _steps(said: PlaceWords, countries: tuple[str, ...]) -> tuple[Callable[[], list[Reading]], ...]:
    """As written, folded, respelled: what each step reads the name as, surest first."""
    name, towns, own = said.name, gazetteer(), atlas()
    if said.common:
        # "the graves", "the van": words, though some village or area is called so; only places.tsv may say otherwise.
        return (lambda: [one for one in own.named(name) if one.kind == "country" or (one.own and one.kind != "town")],)
    if own.is_adjective(name):
        return ()
    known = [reading for head in _HEADS.get(said.sort, ()) for reading in own.named(f"{name} {head}")]
    return (
        lambda: known or [*own.named(name), *_seats(name), *(_asked(town, name) for town in _written(name))],
        lambda: [_asked(town, name) for town in towns.folded(name) if len(name) > _SHORT],
        lambda: [one for one in _respelled(name, countries) if one.kind != "admin" or said.sort == "admin"],
    )


_HEADS = {
    **{sort: (sort,) for sort in ("prison", "camp", "base", "dam", "front", "crossing", "neighbourhood")},
    "water": ("river",),
    "mountain": ("mountain", "mountains"),
}
"""What a name is called in our tables where the words call it so: "Rafah" as a crossing is "Rafah crossing"."""


def _areas_around(said: PlaceWords) -> tuple[Within, ...]:
    """The area that the phrase puts the name in, where several are called so but only one has such a town: "Corinto, Cauca"."""
    for phrase in said.inside:
        areas = {(area.country, area.area or "") for area in atlas().named(read_words(phrase).name) if area.kind == "admin"}
        held = areas & {(town.country, town.area) for town in gazetteer().written(said.name)}
        if len(held) == 1:
            return tuple(Within(*one) for one in held)
    return ()


def _written(name: str) -> Iterable[Town]:
    return (town for town in gazetteer().written(name) if town.main or len(name) > _SHORT)


def _asked(town: Town, name: str) -> Reading:
    """A town asked for by this name; in its own script every name is a main one, for GeoNames keeps mains in Latin."""
    found = town_reading(town)
    return found if found.main or name.isascii() or _is_latin(name) else replace(found, main=True)


def _is_latin(name: str) -> bool:
    return any("a" <= letter <= "z" for letter in written_key(name))


def _seats(name: str) -> list[Reading]:
    """The towns that areas so called are named after: "Sulaimani" is the city too, though GeoNames does not write it so."""
    found: list[Reading] = []
    for area in atlas().named(name):
        if area.kind == "admin" and skeleton_key(name, area.country) == skeleton_key(area.name, area.country) != "":
            towns = [*gazetteer().written(area.name), *gazetteer().folded(area.name)]
            found += [town_reading(town) for town in towns if (town.country, town.area) == (area.country, area.name)]
    return found


def _must_wait(found: Reading, said: PlaceWords, countries: tuple[str, ...]) -> bool:
    """Whether a town abroad should give way to another spelling inside the document's countries, should there be one."""
    if not countries or found.kind != "town" or found.country in countries:
        return False
    return said.name.islower() or said.article or not (found.main or found.own)


def _side_by_side(said: PlaceWords) -> PlaceWords | None:
    """ "Azaz Aleppo", "Tabqa Syria": a name and what it lies in, with no comma between."""
    tokens = said.name.split()
    for at in range(len(tokens) - 1, 0, -1):
        holder, name = " ".join(tokens[at:]), " ".join(tokens[:at])
        holds = any(reading.kind in ("country", "admin", "territory") for reading in atlas().named(holder))
        if holds and (atlas().named(name) or any(town.main for town in gazetteer().written(name))):
            return replace(said, name=name, inside=(holder, *said.inside))
    return None


_SHORT = 3
"""A name of three letters is a town's only if it is its main name: "Sam" is a supermarket before it is Damascus."""

_SPELLED_FOR = 2
"""Only for the document's first countries: with each further one, chance alone finds more names that look alike."""

_NAME_WORDS = 3
"""A phrase of more words is no misspelt name."""

_TRANSLITERATED = frozenset(
    """SY IQ LB JO PS IL YE SA OM AE KW BH QA EG LY TN DZ MA SD SS ER ET SO DJ MR TD ML NE TR IR AF PK IN BD NP LK MM TJ UZ TM KG
    KZ AZ AM GE RU UA BY BG RS MK XK ME MN CN TH KH LA KP KR""".split()
)
"""Countries whose names come to English out of another script or spelling; "the crime scene" is no town in Maryland."""

_BONES = 3
"""Consonants that a name must have to be found by its skeleton in the gazetteer: with two, "site" meets "Satai"."""


_VOWELS_UNSAID = frozenset("SY IQ LB JO PS IL YE SA OM AE KW BH QA EG LY TN DZ MA SD IR AF PK TR".split())
"""Countries whose scripts leave most vowels out, and Turkey with its Kurdish names; elsewhere one consonant more is asked for:
"Palamu" in India is not Pulwama."""


def _respelled(name: str, countries: tuple[str, ...]) -> list[Reading]:
    found: list[Reading] = []
    for country in countries:
        found += atlas().respelled(name, country)
        bones = len(skeleton_key(name, country).replace("a", ""))
        if country in _TRANSLITERATED and bones >= _BONES + (country not in _VOWELS_UNSAID):
            found += map(town_reading, gazetteer().skeleton(name, country))
    return found


def _place(words: str, found: Reading, *, part: str | None) -> Place:
    return Place(
        words=words,
        name=found.name,
        kind=found.kind,
        country=found.country or None,
        admin=found.area,
        geoname_id=found.geoname_id,
        latitude=found.latitude,
        longitude=found.longitude,
        part=part,
        reason="own table" if found.own else "gazetteer",
    )


def _nameless(words: str, said: PlaceWords, countries: tuple[str, ...]) -> Place:
    country = said.capital_of if said.capital_of != "?" else countries[0] if len(countries) == 1 else ""
    town = gazetteer().by_id(atlas().capitals.get(country, -1)) if country else None
    if town is not None:
        return _place(words, town_reading(town), part=said.part or None)
    return Place(words=words, reason="the words name no place")


def _within(words: str, said: PlaceWords, holder: Place) -> Place:
    sort = said.sort or ("neighbourhood" if said.part == "neighbourhood" else "")
    fine = holder.kind == "town" and sort in _IN_TOWN - {"front"}
    return Place(
        words=words,
        name=holder.name,
        kind=sort if fine else holder.kind,
        country=holder.country,
        admin=holder.admin,
        geoname_id=holder.geoname_id,
        latitude=holder.latitude,
        longitude=holder.longitude,
        part=said.name,
        reason=f"{said.name!r} is not in the tables; {holder.name}, in which it lies, stands",
    )


# --- comparing -----------------------------------------------------------------------------------------------------

_OPPOSITE = tuple(
    {first + end, second + end}
    for first, second in (("north", "south"), ("east", "west"), ("northeast", "southwest"), ("northwest", "southeast"))
    for end in ("", "ern")
)
_NEARBY_KM = 50.0
"""How far "near X" may reach: two districts; farther off, another town is another place."""

_IN_TOWN = frozenset({"neighbourhood", "prison", "camp", "base", "dam", "front", "crossing"})


_LONG = frozenset({"road", "front", "water", "mountain"})
"""Kinds that stretch through or along many places, without bounds in the tables."""


def _identity(place: Place) -> tuple[str | None, str | None, str | None, int | None]:
    fine = place.name if place.kind in _IN_TOWN and place.part is None else place.geoname_id and str(place.geoname_id)
    return (place.country, fine or place.name, None if place.kind in ("town", *_IN_TOWN) else place.kind, place.geoname_id)


def _compare_parts(a: Place, b: Place) -> Comparison:
    one, two = (a.part or "").casefold(), (b.part or "").casefold()
    if one == two:
        return Comparison(agreement=Agreement.SAME, reason=f"both are {a.name}")
    if {one, two} in _OPPOSITE:
        return Comparison(agreement=Agreement.CONTRADICTORY, kind="exclusive", reason=f"opposite parts of {a.name}")
    if one and two:
        return Comparison(agreement=Agreement.NOT_COMPARABLE, reason=f"two parts of {a.name}, of unknown bounds")
    return Comparison(agreement=Agreement.COMPATIBLE, kind="granularity", reason=f"{a.name}, and a part of or around it")


def _contains(whole: Place, part: Place) -> bool:
    """Whether the tables say that ``part`` lies in ``whole``."""
    if whole.country != part.country or whole.part is not None:
        return False
    if whole.kind == "country":
        return True
    if whole.kind == "admin":
        return part.admin == whole.admin and part.kind != "admin"
    if whole.kind == "town":
        return part.kind in _IN_TOWN and part.geoname_id is not None and part.geoname_id == whole.geoname_id
    territory = atlas().territories.get((whole.country or "", whole.name or ""))
    return territory is not None and territory.whole and part.admin in territory.areas


def _why_unknown(a: Place, b: Place) -> str | None:
    """Why the tables cannot say whether ``a`` and ``b`` exclude each other; None where they can."""
    if None in (a.country, b.country):
        return "the tables do not say which countries it touches"
    if a.country == b.country and a.kind in _LONG:
        return f"{a.name} has no fixed bounds, and may touch {b.name}"
    if a.geoname_id is not None and a.geoname_id == b.geoname_id:
        return "two places in one town; which contains which is not known"
    if a.part is not None and a.country == b.country:
        if b.kind in ("country", "admin") and a.kind == "country":
            return f"a part of {a.name}; whether {b.name} lies in it is not known"
        if a.kind in ("country", "admin", "territory") and (a.kind == "country" or a.admin == b.admin):
            return f"a part of {a.name}; whether {b.name} lies in it is not known"
        if kilometres(a, b) <= _NEARBY_KM:
            return f"the surroundings of {a.name} may reach {b.name}"
    territory = atlas().territories.get((a.country or "", a.name or "")) if a.kind == "territory" else None
    if territory is None or territory.whole or a.country != b.country:
        return None
    if not territory.areas or b.admin is None or b.admin in territory.areas:
        return f"{a.name} has no fixed border in the tables"
    return None
