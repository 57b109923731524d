"""Dates of the tables of actors: a day, a month or a year."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_WRITTEN = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def is_date(cell: str) -> bool:
    """Whether a cell is YYYY-MM-DD, YYYY-MM or YYYY, and there is such a day."""
    if not _WRITTEN.fullmatch(cell):
        return False
    try:
        first_day(cell)
    except ValueError:
        return False
    return True


def first_day(cell: str) -> date:
    """The first day of a day, a month or a year."""
    return date.fromisoformat(cell + "-01-01"[len(cell) - 4 :])


def last_day(cell: str) -> date:
    """The last day of a day, a month or a year."""
    first = first_day(cell)
    if len(cell) == len("YYYY"):
        return first.replace(month=12, day=31)
    if len(cell) == len("YYYY-MM"):
        return first.replace(day=monthrange(first.year, first.month)[1])
    return first


def covers(start: str, end: str, day: str) -> bool:
    """Whether a day (YYYY-MM-DD) lies between two dates, either of which may be empty."""
    return (not start or start <= day) and (not end or day[: len(end)] <= end)
