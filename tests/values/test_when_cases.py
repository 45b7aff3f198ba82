"""Times by example: one line a case, published on Thursday 27 January 2022. Sentences are invented."""

from __future__ import annotations

from datetime import date

import pytest

from saidso.values.when import find_whens, read_when

PUBLISHED = date(2022, 1, 27)

READ = """
on Tuesday                     2022-01-25 2022-01-25 day publication
ON TUESDAY                     2022-01-25 2022-01-25 day publication
on Thursday                    2022-01-27 2022-01-27 day publication
last Thursday                  2022-01-20 2022-01-20 day publication
next Tuesday                   2022-02-01 2022-02-01 day publication
Tuesday last week              2022-01-18 2022-01-18 day publication
on Friday evening              2022-01-21 2022-01-21 part publication
early Sunday                   2022-01-23 2022-01-23 part publication
at dawn on Wednesday           2022-01-26 2022-01-26 part publication
at around 7.20 pm on Monday    2022-01-24 2022-01-24 hour publication
today                          2022-01-27 2022-01-27 day publication
yesterday                      2022-01-26 2022-01-26 day publication
the day before yesterday       2022-01-25 2022-01-25 day publication
tomorrow                       2022-01-28 2022-01-28 day publication
this morning                   2022-01-27 2022-01-27 part publication
yesterday evening              2022-01-26 2022-01-26 part publication
overnight                      2022-01-26 2022-01-27 part publication
last night                     2022-01-26 2022-01-27 part publication
tonight                        2022-01-27 2022-01-27 part publication
last week                      2022-01-17 2022-01-23 week publication
this week                      2022-01-24 2022-01-27 week publication
next week                      2022-01-31 2022-02-06 week publication
earlier this week              2022-01-24 2022-01-27 week publication
over the weekend               2022-01-22 2022-01-23 day publication
last month                     2021-12-01 2021-12-31 month publication
earlier this month             2022-01-01 2022-01-27 month publication
early last month               2021-12-01 2021-12-10 month publication
last year                      2021-01-01 2021-12-31 year publication
late last year                 2021-09-01 2021-12-31 year publication
in January                     2022-01-01 2022-01-27 month publication
in March                       2021-03-01 2021-03-31 month publication
last June                      2021-06-01 2021-06-30 month publication
August last year               2021-08-01 2021-08-31 month publication
in late December               2021-12-21 2021-12-31 month publication
mid-March 2011                 2011-03-11 2011-03-20 month none
March 2011                     2011-03-01 2011-03-31 month none
14 July 2020                   2020-07-14 2020-07-14 day none
July 14, 2020                  2020-07-14 2020-07-14 day none
the 4th of April               2021-04-04 2021-04-04 day publication
on March 15                    2021-03-15 2021-03-15 day publication
Mon Jun 20 2016                2016-06-20 2016-06-20 day none
29 February 2021               nothing
2022-01-12                     2022-01-12 2022-01-12 day none
25.12.2021                     2021-12-25 2021-12-25 day none
12/01/2022                     2022-01-12 2022-01-12 day none
20-21 November                 2021-11-20 2021-11-21 day publication
September 9 to 12              2021-09-09 2021-09-12 day publication
between 1 and 15 March 2020    2020-03-01 2020-03-15 day none
from Friday to Sunday          2022-01-21 2022-01-23 day publication
from Tuesday to Saturday       2022-01-18 2022-01-22 day publication
on Saturday and Sunday         2022-01-22 2022-01-23 day publication
between April and June 2019    2019-04-01 2019-06-30 month none
from 2011 through 2014         2011-01-01 2014-12-31 year none
in 2011                        2011-01-01 2011-12-31 year none
mid-2014                       2014-05-01 2014-08-31 year none
the early 1990s                1990-01-01 1993-12-31 decade none
since 2011                     2011-01-01 2022-01-27 year none
since early July               2021-07-01 2022-01-27 month publication
until 31 December 2022         -          2022-12-31 day none
before 2014                    -          2013-12-31 year none
after 3 May 2021               2021-05-04 2022-01-27 day none
the past 24 hours              2022-01-26 2022-01-27 hour publication
the last three days            2022-01-24 2022-01-27 day publication
over the past two weeks        2022-01-13 2022-01-27 week publication
in recent days                 -          2022-01-27 day publication
two days ago                   2022-01-25 2022-01-25 day publication
two weeks ago                  2022-01-10 2022-01-16 week publication
three months ago               2021-10-01 2021-10-31 month publication
ten years ago                  2012-01-01 2012-12-31 year publication
several weeks ago              -          2022-01-26 week publication
the spring of 2018             2018-03-01 2018-05-31 season none
last summer                    2021-06-01 2021-08-31 season publication
the first week of July         2021-07-01 2021-07-07 week publication
the first half of 2015         2015-01-01 2015-06-30 month none
the first six months of 2013   2013-01-01 2013-06-30 month none
the second quarter of 2020     2020-04-01 2020-06-30 quarter none
Q3 2021                        2021-07-01 2021-09-30 quarter none
1 Muharram 1443 AH             2021-08-10 2021-08-10 day none
New Year's Eve                 2021-12-31 2021-12-31 day publication
two days earlier               -          -          day discourse
the next day                   -          -          day discourse
the same day                   -          -          day discourse
for two days                   -          -          day event
during the truce               -          -          day event
at 1430 GMT                    -          -          hour publication
2254                           nothing
Karaf                          nothing
"""

FIND = {
    "Nine died on 10 January. Two days earlier, a clinic had been shelled.": [
        ("10 January", "2022-01-10", "2022-01-10"),
        ("Two days earlier", "2022-01-08", "2022-01-08"),
    ],
    "A week after the raid of 10 January, the search ended.": [
        ("A week after the raid of 10 January", "2022-01-17", "2022-01-17"),
        ("10 January", "2022-01-10", "2022-01-10"),
    ],
    "The ford fell on Monday. The next day the bridge burnt.": [
        ("Monday", "2022-01-24", "2022-01-24"),
        ("The next day", "2022-01-25", "2022-01-25"),
    ],
    "“They fired at us yesterday,” the mayor told a paper on 15 January.": [
        ("yesterday", "2022-01-14", "2022-01-14"),
        ("15 January", "2022-01-15", "2022-01-15"),
    ],
    "In a statement dated 2 February 2021, the guild said the barn was hit on Sunday.": [
        ("2 February 2021", "2021-02-02", "2021-02-02"),
        ("Sunday", "2021-01-31", "2021-01-31"),
    ],
    "The march marked the tenth anniversary of the 15 March 2011 protests.": [
        ("the tenth anniversary of the 15 March 2011", "2021-03-15", "2021-03-15"),
        ("the 15 March 2011", "2011-03-15", "2011-03-15"),
    ],
    "The talks will be held on Monday, the envoy said on Tuesday.": [
        ("Monday", "2022-01-31", "2022-01-31"),
        ("Tuesday", "2022-01-25", "2022-01-25"),
    ],
    "In March 12 people died.": [("March", "2021-03-01", "2021-03-31")],
    "The raid was dated 03/04/2021.": [("03/04/2021", "2021-03-04", "2021-04-03")],
    "On Sunday, may forces withdrew; March 8 Brigade denied it.": [("Sunday", "2022-01-23", "2022-01-23")],
    "Shells fell on the Friday Market, Colonel April Sarit said.": [],
    "Men of the 1920 Revolution Brigades cited Resolution 2254.": [],
    "They may march again and the wall may fall.": [],
}


def _day(word: str) -> date | None:
    return None if word == "-" else date.fromisoformat(word)


@pytest.mark.parametrize("line", READ.strip().splitlines())
def test_time_words_are_read_as_the_table_says(line: str) -> None:
    """Every kind of time word gives its days, how fine it is, and what it counts from."""
    if line.endswith("nothing"):
        assert read_when(line.removesuffix("nothing").strip(), published_on=PUBLISHED) is None
        return
    words, earliest, latest, granularity, relative_to = line.rsplit(None, 4)
    when = read_when(words, published_on=PUBLISHED)
    assert when is not None and when.words == words
    assert (when.earliest, when.latest) == (_day(earliest), _day(latest))
    assert (when.granularity, when.relative_to) == (granularity, relative_to)


@pytest.mark.parametrize(("text", "expected"), FIND.items(), ids=lambda value: str(value)[:40])
def test_times_are_found_and_anchored_in_running_text(text: str, expected: list[tuple[str, str, str]]) -> None:
    """Times of a text anchor each other, dated statements and quotes anchor what is said in them, names are passed over."""
    found = find_whens(text, published_on=PUBLISHED)
    assert [(when.words, str(when.earliest), str(when.latest)) for _, _, when in found] == expected
    assert all(text[start:end] == when.words for start, end, when in found)
