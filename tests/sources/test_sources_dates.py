"""Dates and titles are read where a text gives them as its own, and nowhere else."""

from __future__ import annotations

import time
from datetime import date

import pytest

from detente.sources import dates
from detente.sources.dateline import find_author, find_date, find_title

DAY = date(2018, 6, 2)


@pytest.mark.parametrize(
    "line",
    [
        "MOSCOW, 2 June 2018 (Agency) - The president said",
        "MOSCOW (Agency) — June 2, 2018 — The president said",
        "WASHINGTON, D.C., June 2, 2018: The president said",
        "DAMASCUS 2 June 2018",
        "Jane Roe , Saturday 2 Jun 2018",
        "By Jane Roe and John Doe | June 2, 2018 10:15 AM GMT",
        "June 2, 2018",
        "Sat., 2 Jun. 2018",
        "2nd of June 2018",
        "2018-06-02",
        "Published: 2 June 2018, updated 3 June 2018",
        "Last updated on June 2nd, 2018 at 14:05",
        "The Example, Saturday, June 2, 2018",
    ],
)
def test_a_line_that_gives_the_date_of_the_text(line: str) -> None:
    assert find_date(f"Ministers agree to meet\n\n{line}\n\nThey met.") == DAY


@pytest.mark.parametrize(
    "line",
    [
        "The president speaks during a meeting in Sochi, Russia May 17, 2018.",
        "Ministers meet in Sochi, May 17, 2018",
        "On 2 June 2018, the ministers met.",
        "MOSCOW, June 2 (Agency) - no year is told",
        "Moscow, 31 February 2018",
        "May 2018",
        "The agreement of 2 June 2018",
        "2 June 2018 was a quiet day",
        "1 June 20181",
    ],
)
def test_a_date_within_a_sentence_or_caption_is_not_taken(line: str) -> None:
    assert find_date(f"Ministers agree to meet\n\n{line}\n\nThey met.") is None


def test_only_the_head_of_a_text_is_looked_at() -> None:
    assert find_date("They met.\n\n" * 10 + "2 June 2018\n") is None


def test_no_line_stalls_the_search() -> None:
    lines = ["A-" * 60, "Aa " * 40, "AAA, (A " * 15, "2 June 2018," * 10, "A" + " " * 118 + "x"]
    started = time.process_time()
    for line in lines:
        assert find_date(f"Title\n\n{line}\n\nText") in (None, DAY)
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize(
    "value",
    [
        "2018-06-02", "20180602", "2018-06-02T23:59:00-05:00", "2018-06-02 10:00:00", "2018/06/02",
        "Sat, 02 Jun 2018 23:00:00 -0500", "2 June 2018", "June 2, 2018", "Saturday, 2 Jun 2018",
        "1527897600", "1527897600000",
    ],
)  # fmt: skip
def test_dates_given_as_such_mean_the_day_that_is_written(value: str) -> None:
    assert dates.parse(value) == DAY


@pytest.mark.parametrize(
    "value",
    ["02/06/2018", "6/2/18", "June 2018", "2018", "yesterday", "2018-13-02", "0", "", "Jun"],
)
def test_dates_that_can_be_read_in_two_ways_or_none_are_not_taken(value: str) -> None:
    assert dates.parse(value) is None


@pytest.mark.parametrize(
    ("stem", "day"),
    [
        ("2018-06-02-sochi", DAY),
        ("wire_20180602_0915", DAY),
        ("sochi.2018.06.02", DAY),
        ("000_14c1b4d1c42f959c", None),
        ("report-2018-06", None),
        ("20189999", None),
        ("120180602", None),
    ],
)
def test_dates_in_file_names(stem: str, day: date | None) -> None:
    assert dates.from_file_name(stem) == day


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Border to be opened\n\nThey met.", "Border to be opened"),
        ("# Border to be opened\n\nThey met.", "Border to be opened"),
        ("Will the border open?\r\n\r\nThey met.", "Will the border open?"),
        ("Border to be opened\nThey met on Monday.", "Border to be opened"),
        ("They met on Monday.\n\nThey agreed.", None),
        ("They met on Monday and agreed\nto open the border.\n\nMore follows.", None),
        ("2 June 2018\n\nThey met.", None),
        ("MOSCOW, 2 June 2018 - They met\n\nMore follows.", None),
        ("Border to be opened", None),
        ("Word " * 60 + "\n\nThey met.", None),
        ("", None),
    ],
)
def test_a_title_is_a_first_line_that_stands_alone(text: str, title: str | None) -> None:
    assert find_title(text) == title


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Roe", "Jane Roe"),
        ("By Jane Roe and John Doe | June 2, 2018", "Jane Roe and John Doe"),
        ("by Jane de Roe, Example Wire", "Jane de Roe"),
        ("By Monday", None),
        ("By Monday they had met and agreed.", None),
        ("New York, 2 June 2018", None),
    ],
)
def test_an_author_is_named_by_a_byline(line: str, author: str | None) -> None:
    assert find_author(f"Ministers agree to meet\n\n{line}\n\nThey met.") == author
