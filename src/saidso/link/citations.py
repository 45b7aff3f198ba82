"""Who repeats whom by saying so: rule 3 of ``origins``, and the agency that a text credits by name.

A publisher is cited where words of citing belong to its name ("the Bay Post reported"); a party that a text merely names is not
cited. What is cited of an outlet may be the one voice that it relays. A ministry, an army or an armed party relays nobody in
that sense: who cites it means its own words, and what it lays in the mouth of another stays that other's. A name that may be a
paper's ("the Morning Union") is taken for a paper's: that joins, and counts fewer origins.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from saidso.link.names import is_body, is_known, is_named, same_name
from saidso.values.spelling import written_key

if TYPE_CHECKING:
    from saidso.link.origins import OriginAssertion

Citation = tuple[str, str, str]
"""Ids of who cites and of what is cited, and the reason in words."""


def citations(given: Sequence[OriginAssertion], root_of: Mapping[str, str]) -> Iterator[Citation]:
    """Rule 3: who names another document's publisher as a source is joined to what that document asserts.

    Where the cited publisher relays several voices, its own voice is meant if it has one; else nothing is chosen.
    """
    by_publisher: dict[str, list[OriginAssertion]] = defaultdict(list)
    for one in given:
        by_publisher[one.publisher].append(one)
    for one in given:
        for name in dict.fromkeys(one.chain):
            # A party to the conflict is named; a ministry that names somebody without a word of citing cites no paper.
            named = name in one.uncited
            if named and (is_body(name) or is_body(one.publisher)):
                continue
            for publisher in sorted(by_publisher):
                if publisher == one.publisher or not is_known(publisher) or not names_outlet(name, publisher):
                    continue
                if named and is_body(publisher):  # "the Front" for the Liberation Front
                    continue
                cited = [other for other in by_publisher[publisher] if other.document != one.document]
                meant = _meant(one, name, cited, root_of)
                if meant is not None:
                    yield one.id, meant.id, f"{name!r} is the publisher of {meant.document}"


def wires(given: Sequence[OriginAssertion], root_of: Mapping[str, str]) -> Iterator[Citation]:
    """Rule 2 for a credit in the text: "North Wire reported" joins the one voice that others credit to that agency."""
    for one in given:
        for name in dict.fromkeys(one.chain[1:]):
            credited = [other for other in given if other.agency and names_outlet(name, other.agency) and one.near(other)]
            credited = [other for other in credited if other.document != one.document and one.may_be_one_act(other)]
            if name != one.innermost:
                credited = [other for other in credited if not (one.identified and other.identified)]
            if credited and len({root_of[other.id] for other in credited}) == 1:
                yield one.id, credited[0].id, f"{name!r} is the agency that {credited[0].document} credits"


@lru_cache(maxsize=65536)
def names_outlet(name: str, publisher: str) -> bool:
    """Whether a voice is a publisher: by its full name ("the Plains Observer" is no observer), or by a shorter one."""
    bare = [re.sub(r"^the ", "", written_key(each)) for each in (name, publisher)]
    return bare[0] == bare[1] or (is_named(name) and same_name(name, publisher))


def _meant(
    one: OriginAssertion, name: str, cited: Sequence[OriginAssertion], root_of: Mapping[str, str]
) -> OriginAssertion | None:
    cited = [other for other in cited if one.may_be_one_act(other)] or list(cited)
    if name == one.innermost:
        cited = [other for other in cited if _speaks_for(name, other)]
        cited = [other for other in cited if other.own] or cited
    else:
        cited = _of_a_relay(one, cited)
    return cited[0] if len({root_of[other.id] for other in cited}) == 1 else None


def _speaks_for(name: str, cited: OriginAssertion) -> bool:
    """Whether what is asserted there may be meant by who cites ``name`` for it: not another's words in a body's own paper."""
    if cited.own or not cited.identified or same_name(name, cited.innermost):
        return True
    return not is_body(name) and not is_body(cited.publisher) and cited.innermost not in cited.uncited


def _of_a_relay(one: OriginAssertion, cited: Sequence[OriginAssertion]) -> list[OriginAssertion]:
    """What a relay in the middle of a chain may be cited for. The origin stands further in: only the relay's unattributed words
    may be that voice, or, where the voice has no name, the one that the relay itself leaves without a name."""
    if one.identified:
        return [other for other in cited if not other.identified]
    unnamed = [other for other in cited if not other.own and not other.identified]
    alike = [other for other in unnamed if written_key(other.innermost) == written_key(one.innermost)]
    return [other for other in alike or unnamed or cited if not other.identified]
