"""Every column that a codebook can ask for, by name: what it is, and how it is read off a case. docs/formats/own.md lists them.

A field is text: a cell is never None, and an empty cell says that nobody said it (or that the rule gives no number).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from saidso.ledger.review import CHOSEN
from saidso.nouns.claim import SlotValue
from saidso.show.export.codebook_case import Case
from saidso.show.export.codebook_countries import country_number
from saidso.show.export.codebook_fields_sources import SOURCES
from saidso.show.export.codebook_fields_who import WHO, country_name
from saidso.show.export.finer_types import FinerCase
from saidso.show.export.rules import Reduced, divided
from saidso.show.export.rules_reports import all_reports
from saidso.values.count import Count
from saidso.values.event_type import EventType
from saidso.values.place import Place
from saidso.values.place_precision import acled_precision
from saidso.values.place_precision import ucdp_precision as where_precision
from saidso.values.time_precision import Moment, acled_moment, days_of
from saidso.values.time_precision import ucdp_precision as date_precision

Fields = Mapping[str, tuple[str, Callable[[Case], str]]]

ID_PREFIX = "SSO-"
"""Before an incident's id where a scheme wants an id of its own: no project of the field uses these letters."""

NUMBERS = ("killed", "injured", "abducted", "captured", "displaced", "released", "damaged")


def _id(case: Case) -> str:
    return f"{ID_PREFIX}{case.provenance.incident}" + ("" if case.part is None else f"-{case.part}")


# ---------------------------------------------------------------- when


def moment(case: Case) -> Moment | None:
    """The day that stands for the incident; that of the row, where a span is written by days."""
    return Moment(day=case.day, precision=1) if case.day else acled_moment(case.when)


def _date(case: Case) -> str:
    found = moment(case)
    return found.day.isoformat() if found else ""


def _part_of_date(case: Case, part: str) -> str:
    """Year, month or day where every day of the time shares it; GTD writes 0 for a month or day that is not known."""
    when = case.when
    if when is None or when.earliest is None or when.latest is None:
        return "" if part == "year" else "0"
    names = ("year", "month", "day")[: ("year", "month", "day").index(part) + 1]
    shared = all(getattr(when.earliest, name) == getattr(when.latest, name) for name in names)
    first = getattr(when.earliest, part)
    return str(first if shared else 0) if part != "year" else str(first)


def _end(case: Case, end: str) -> str:
    day = getattr(case.when, end) if case.when else None
    return day.isoformat() if day else ""


def _words_if_vague(case: Case) -> str:
    return case.when.words if case.when and days_of(case.when) != 1 else ""


# ---------------------------------------------------------------- where


def _of_place(read: Callable[[Place], object]) -> Callable[[Case], str]:
    def field(case: Case) -> str:
        found = None if case.place is None else read(case.place)
        return "" if found is None else str(found)

    return field


def _point(case: Case) -> str:
    place = case.place
    return "" if place is None or place.latitude is None else f"POINT ({place.longitude} {place.latitude})"


def _grid(case: Case) -> str:
    """The PRIO-GRID cell (half a degree) of the town's rounded point: near a cell's edge it may be the neighbour."""
    place = case.place
    if place is None or place.latitude is None or place.longitude is None:
        return ""
    return str(int((90 + place.latitude) * 2) * 720 + int((180 + place.longitude) * 2) + 1)


def _specificity(place: Place) -> int:
    """GTD's: 1 in a town with its point, 3 around one, 4 a first-level area, 5 nothing so fine."""
    code = acled_precision(place)
    if code in (1, 2):
        return 1 if code == 1 and place.latitude is not None else 3
    return 4 if code == 3 else 5


def _region(case: Case) -> str:
    return case.codebook.regions.get(case.place.country or "", "") if case.place else ""


# ---------------------------------------------------------------- what and how many


def _code(case: Case, at: int) -> str:
    return case.codes[at] if at < len(case.codes) else ""


def label(case: Case, name: str, at: int = 0) -> str:
    """One label of the incident's code in the codebook's table of codes."""
    code = _code(case, at)
    return case.codebook.labels[code].get(name, "") if code else ""


def _stands(case: Case, slot: str) -> str:
    """The number of the row; a total over a span of days is divided where the row is one of its days."""
    total = case.number(slot).stands
    if total is None:
        return case.number(slot).text if case.rule.gives == "text" else ""
    return str(divided(total, case.parts)[case.part - 1] if case.part else total)


def _aspect(slot: str, read: Callable[[Reduced], object]) -> Callable[[Case], str]:
    def field(case: Case) -> str:
        found = read(case.number(slot))
        return "" if found is None else str(found)

    return field


def _flag(*cases: FinerCase) -> Callable[[Case], str]:
    return lambda case: str(int(bool(case.scene.cases & set(cases))))


def _damaged(case: Case) -> str:
    return str(int(EventType.DESTRUCTION in case.scene.types or any(claim.of("damaged") for claim in case.held)))


_ATTACKERS = frozenset(
    word + end
    for word in ("attacker", "assailant", "bomber", "suicide bomber", "perpetrator", "hijacker", "kidnapper", "abductor")
    for end in ("", "s")
)
"""Words for those who did the act itself. Gunmen and militants may be on either side."""


def _of_attackers(slot: str) -> Callable[[Case], str]:
    """A number that claims give of the attackers themselves, by the rule; empty where nobody gives one."""

    def field(case: Case) -> str:
        claims = [replace(claim, values=tuple(filter(_counts_attackers, claim.of(slot)))) for claim in case.reviewed]
        page = replace(case.page, claims=tuple(claim for claim in claims if claim.values))
        stands = case.rule.reduce(all_reports(page, case.codebook.vague).get(slot, ())).stands if page.claims else None
        return "" if stands is None else str(stands)

    return field


def _counts_attackers(given: SlotValue) -> bool:
    return isinstance(given.value, Count) and (given.value.population or "").casefold() in _ATTACKERS


def _clarity(case: Case) -> str:
    """GED: 1 where one event on one day is told, 2 where reports sum up more than a day."""
    return "1" if days_of(case.when) == 1 else "2"


def _choice(slot: str) -> Callable[[Case], str]:
    return lambda case: (case.best[slot].value or "") if slot in case.best else ""


_WHAT: Fields = {
    "id": (f"id of the row: {ID_PREFIX} and the incident's id; -1, -2 ... where a span is written by days", _id),
    "incident": ("id of the incident in the ledger", lambda c: c.provenance.incident),
    "type": ("the incident's type in our own words", lambda c: c.page.incident.type),
    "cases": ("the finer cases found in it", lambda c: "; ".join(case for case in FinerCase if case in c.scene.cases)),
    "code": ("the highest code that fits", lambda c: _code(c, 0)),
    "code2": ("the next code", lambda c: _code(c, 1)),
    "code3": ("the one after", lambda c: _code(c, 2)),
    "rule": ("the rule behind the number of deaths, or who chose it", lambda c: c.number("killed").named),
    "vague_words": ("the table that vague words were read by", lambda c: c.codebook.vague.rule),
    "codebook": ("name and version of the codebook", lambda c: f"{c.codebook.name}@{c.codebook.version}"),
    "success": ("0 where it was only attempted, else 1", lambda c: str(int(not c.scene.attempted))),
    "suicide": ("1 for a suicide attack, else 0", _flag(FinerCase.SUICIDE_ATTACK)),
    "kidnapping": ("1 where people were taken, else 0", _flag(FinerCase.ABDUCTION, FinerCase.HOSTAGE_SIEGE_HIJACK)),
    "damage": ("1 where somebody speaks of damage, else 0", _damaged),
    "event_clarity": ("GED: 1 one event on one day, 2 reports that sum up more", _clarity),
    **{name: (f"a person's choice of {name}; empty until somebody chooses", _choice(name)) for name in CHOSEN},
}

_WHEN: Fields = {
    "date": ("one day: the day itself, or the middle of the time (ACLED's rule)", _date),
    "time_precision": ("ACLED: 1 day, 2 week, 3 month", lambda c: str(found.precision) if (found := moment(c)) else ""),
    "year": ("year of that day", lambda c: _date(c)[:4]),
    "known_year": ("year of the first day", lambda c: _part_of_date(c, "year")),
    "known_month": ("month, 0 where it is not known", lambda c: _part_of_date(c, "month")),
    "known_day": ("day of the month, 0 where it is not known", lambda c: _part_of_date(c, "day")),
    "date_start": ("first day", lambda c: _end(c, "earliest")),
    "date_end": ("last day", lambda c: _end(c, "latest")),
    "date_prec": ("UCDP: 1 day, 2 two to six days, 3 week, 4 month, 5 year", lambda c: str(date_precision(c.when) or "")),
    "date_words": ("the time as written", lambda c: c.when.words if c.when else ""),
    "date_approximate": ("the time as written where it is more than a day", _words_if_vague),
    "extended": ("1 where it took more than a day by the words, else 0", lambda c: str(int(c.parts > 1))),
}

_WHERE: Fields = {
    "place": ("name of the town or area; as written where the tables do not know it", _of_place(lambda p: p.name or p.words)),
    "place_words": ("the place as written", _of_place(lambda p: p.words)),
    "country": ("name of the country", country_name),
    "country_code": ("ISO 3166, two letters", _of_place(lambda p: p.country)),
    "country_number": ("ISO 3166, the number", _of_place(lambda p: country_number(p.country or ""))),
    "region": ("the region in [regions]", _region),
    "admin1": ("first-level area", _of_place(lambda p: p.admin)),
    "latitude": ("of the town's centroid, one decimal", _of_place(lambda p: p.latitude)),
    "longitude": ("of the town's centroid, one decimal", _of_place(lambda p: p.longitude)),
    "geo_precision": ("ACLED: 1 town, 2 near it, 3 province", _of_place(acled_precision)),
    "where_prec": ("UCDP: 1 exact to 7 sea or air", _of_place(where_precision)),
    "specificity": ("GTD: 1 town, 3 around it, 4 province, 5 less", _of_place(_specificity)),
    "vicinity": ("GTD: 1 near a town, 0 in it", _of_place(lambda p: int(acled_precision(p) == 2))),
    "point": ("the point as WKT", _point),
    "priogrid": ("PRIO-GRID cell", _grid),
}

_HOW_MANY: Fields = {
    **{slot: (f"number {slot}, by the rule or a person's choice", lambda c, s=slot: _stands(c, s)) for slot in NUMBERS},  # type: ignore[misc]
    "killed_attackers": ("number of attackers killed, where claims count them", _of_attackers("killed")),
    "injured_attackers": ("number of attackers injured, where claims count them", _of_attackers("injured")),
    **{f"{slot}_low": (f"least number {slot} that anybody reports", _aspect(slot, lambda r: r.low)) for slot in NUMBERS},
    **{f"{slot}_high": (f"greatest number {slot} that anybody reports", _aspect(slot, lambda r: r.high)) for slot in NUMBERS},
    **{f"{slot}_best": (f"number {slot} that a person chose", _aspect(slot, lambda r: r.best)) for slot in NUMBERS},
    **{f"{slot}_chosen_by": ("who chose it", _aspect(slot, lambda r: r.chosen_by)) for slot in NUMBERS},
    **{f"{slot}_text": ("what all origins report, in words", _aspect(slot, lambda r: r.text)) for slot in NUMBERS},
    **{f"{slot}_basis": ("reported, only denied, nobody says ...", _aspect(slot, lambda r: r.basis)) for slot in NUMBERS},
}

FIELDS: Fields = {**_WHAT, **_WHEN, **_WHERE, **WHO, **_HOW_MANY, **SOURCES}
"""All fields by name."""


def cell(case: Case, field: str) -> str:
    """One cell: a field, "=words" for the same words in every row, "label:NAME" for a label of the code, or "" for empty."""
    if not field or field.startswith("="):
        return field[1:]
    if field.startswith("label"):
        which, name = field.split(":", 1)
        return label(case, name, int(which.removeprefix("label") or 1) - 1)
    return FIELDS[field][1](case)

