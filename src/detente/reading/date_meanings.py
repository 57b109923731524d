"""What the patterns of calendar dates mean: from the words matched to a first and a last day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from detente.data import table
from detente.reading import date_stretches
from detente.reading.date_words import (
    NOTHING,
    ORDINALS,
    SEASONS,
    Context,
    Found,
    days_on,
    month_of,
    month_part,
    season,
    weekday_of,
    whole_month,
    whole_week,
    whole_year,
    year_for,
    year_part,
    ymd,
)

if TYPE_CHECKING:
    from collections.abc import Callable

#: "praised by May", "drawn up by Jan": the agent of a passive, not a day of reckoning.
_AGENT = re.compile(r"\w(?:ed|en|wn|de|id|ght|ung|eld|old)\s+(?:up\s+)?by\s$", re.I)
_NAMES = frozenset({"may", "april", "june", "august", "jan"})
_SHIFT = {"last": -1, "this": 0, "next": 1}
_NAMED = {row["name"].lower(): row for row in table("lexicons/named_days.csv")}


def _day_date(m: re.Match[str], c: Context) -> Found:
    month, day = month_of(m["m"]), int(m["d"])
    groups = m.groupdict()
    year = int(m["y"]) if groups.get("y") else year_for(month, day, c)
    if groups.get("which"):  # "12 May last year"
        year = c.published.year + _SHIFT[m["which"].lower()]
    found = ymd(year, month, day)
    return found, found, "day"


def _iso(m: re.Match[str], c: Context) -> Found:
    found = ymd(int(m["y"]), int(m["mm"]), int(m["d"]))
    return found, found, "day"


def _numeric(m: re.Match[str], c: Context) -> Found:
    """17/05/2018 or 05/17/2018; where both orders make a day, the stretch between the two."""
    a, b, year = int(m["a"]), int(m["b"]), int(m["y"])
    found = {ymd(year, b, a)} if m["sep"] == "." else {ymd(year, b, a), ymd(year, a, b)}
    days = sorted(day for day in found if day is not None)
    past = [day for day in days if day <= days_on(c.published, 45)]
    days = past or days
    if not days:
        return NOTHING
    return days[0], days[-1], "day" if len(days) == 1 else "range"


def _bare_day(m: re.Match[str], c: Context) -> Found:
    """As in "on the 30th": of this month, or of the one before where that is still to come."""
    day, month = int(m["d"]), c.published.month
    if not c.ahead and day > c.published.day:
        month -= 1
    elif c.ahead and day < c.published.day:
        month += 1
    year, month = c.published.year + (month - 1) // 12, (month - 1) % 12 + 1
    found = ymd(year, month, day)
    return found, found, "day"


def _named_day(m: re.Match[str], c: Context) -> Found:
    row = _NAMED[m["f"].lower().replace("’", "'")]
    month, day = int(row["month"]), int(row["day"])
    told = row["year"] or m.groupdict().get("y")
    found = ymd(int(told) if told else year_for(month, day, c), month, day)
    return found, found, "day"


def _day_range(m: re.Match[str], c: Context) -> Found:
    month = month_of(m["m"])
    groups = m.groupdict()
    last_month = month_of(groups["m2"]) if groups.get("m2") else month
    year = int(m["y"]) if groups.get("y") else year_for(last_month, int(m["d2"]), c)
    first = ymd(year - (1 if month > last_month else 0), month, int(m["d"]))
    last = ymd(year, last_month, int(m["d2"]))
    return first, last, "range"


def _month_year(m: re.Match[str], c: Context) -> Found:
    month = month_of(m["m"])
    groups = m.groupdict()
    if not groups.get("y") and m["m"].lower() in _NAMES and _AGENT.search(c.before):
        return NOTHING
    year = int(m["y"]) if groups.get("y") else year_for(month, 1, c)
    if groups.get("p"):
        return *month_part(year, month, m["p"].lower()), "range"
    return *whole_month(year, month), "month"


def _last_month_named(m: re.Match[str], c: Context) -> Found:
    month = month_of(m["m"])
    year = c.published.year
    which = m["which"].lower()
    if m.groupdict().get("of"):  # "in September last year"
        year += _SHIFT[which]
    elif which == "next":
        year += month <= c.published.month
    elif which == "last":
        year -= month >= c.published.month
    return *whole_month(year, month), "month"


def _month_range(m: re.Match[str], c: Context) -> Found:
    first, last = month_of(m["m"]), month_of(m["m2"])
    if m.groupdict().get("y2"):
        return date(int(m["y"]), first, 1), whole_month(int(m["y2"]), last)[1], "range"
    year = int(m["y"]) if m["y"] else year_for(last, 1, c)
    start = whole_month(year - (1 if first > last else 0), first)[0]
    return start, whole_month(year, last)[1], "range"


def _month_piece(m: re.Match[str], c: Context) -> Found:
    """As in "the first week of May", "the second half of April", "the last days of March"."""
    month, which, unit = month_of(m["m"]), m["k"].lower(), m["u"].lower()
    year = int(m["y"]) if m["y"] else year_for(month, 1, c)
    first, last = whole_month(year, month)
    nth = ORDINALS.get(which, 0)
    if unit == "half":
        halves = {1: (first, first.replace(day=15)), 2: (first.replace(day=16), last)}
        return (*halves[nth], "range") if nth in halves else NOTHING
    if unit == "weekend":
        saturday = days_on(first, (5 - first.weekday()) % 7 + 7 * (nth - 1))
        if not nth:
            saturday = days_on(last, -((last.weekday() - 5) % 7))
        return saturday, days_on(saturday, 1), "range"
    days = {"week": 7, "days": 7, "weeks": 14, "fortnight": 14}[unit]
    if not nth:
        return last - timedelta(days=days - 1), last, "range"
    start = first + timedelta(days=days * (nth - 1))
    return start, min(start + timedelta(days=days - 1), last), "range"


def _year(m: re.Match[str], c: Context) -> Found:
    year = int(m["y"])
    if m.groupdict().get("p"):
        return *year_part(year, m["p"].lower()), "range"
    return *whole_year(year), "year"


def _years(m: re.Match[str], c: Context) -> Found:
    last = m["y2"]
    end = int(last) if len(last) == 4 else int(m["y"][: 4 - len(last)] + last)
    return whole_year(int(m["y"]))[0], whole_year(end)[1], "range"


def _decade(m: re.Match[str], c: Context) -> Found:
    year = int(m["y"])
    first, last = date(year, 1, 1), date(year + 9, 12, 31)
    part = (m.groupdict().get("p") or "").lower()
    if part.startswith("early"):
        last = date(year + 3, 12, 31)
    elif part.startswith("late"):
        first = date(year + 6, 1, 1)
    elif part.startswith("mid"):
        first, last = date(year + 3, 1, 1), date(year + 6, 12, 31)
    return first, last, "range"


def _season(m: re.Match[str], c: Context) -> Found:
    name = m["s"].lower()
    groups = m.groupdict()
    if groups.get("y"):  # "the winter of 2006-07" ends in the year after
        return *season(name, int(m["y"]) + (groups.get("y2") is not None)), "range"
    first, last = SEASONS[name]
    now, year = c.published, c.published.year
    which = (groups.get("which") or "").lower()
    if which == "next":
        year += now.month > first
    elif which == "last" and now.month <= last:
        year -= 1
    elif not which:  # "in the autumn": the one under way or the nearest on the side looked to
        if c.ahead and season(name, year)[1] < now:
            year += 1
        elif not c.ahead and season(name, year)[0] > now:
            year -= 1
        elif not c.ahead and first > last and now.month == 12:
            year += 1
    return *season(name, year), "range"


def _weekday(m: re.Match[str], c: Context) -> Found:
    wanted = weekday_of(m["w"])
    which = (m.groupdict().get("which") or "").lower()
    back = (c.published.weekday() - wanted) % 7
    found = days_on(c.published, -back)
    if which == "last" and back == 0:
        found = days_on(found, -7)
    elif which in ("next", "this coming", "coming") or (c.ahead and not which):
        found = days_on(c.published, (wanted - c.published.weekday()) % 7 or 7)
    return found, found, "day"


def _weekday_of_week(m: re.Match[str], c: Context) -> Found:
    monday = whole_week(days_on(c.published, 7 * _SHIFT[m["which"].lower()]))[0]
    found = days_on(monday, weekday_of(m["w"]))
    return found, found, "day"


def _weekday_range(m: re.Match[str], c: Context) -> Found:
    first, last = weekday_of(m["w"]), weekday_of(m["w2"])
    length = (last - first) % 7
    if length > 4 and "and" in m.group():  # "on Sunday and Saturday" are two days, not a week
        first, last, length = last, first, 7 - length
    if c.ahead:
        start = days_on(c.published, (first - c.published.weekday()) % 7 or 7)
    else:
        start = days_on(c.published, -((c.published.weekday() - last) % 7) - length)
    return start, days_on(start, length), "range"


def _quarter(m: re.Match[str], c: Context) -> Found:
    number = {**ORDINALS, "last": 4}.get(m["q"].lower()) or int(m["q"][-1])
    year = int(m["y"]) if m["y"] else c.published.year
    return date(year, 3 * number - 2, 1), whole_month(year, 3 * number)[1], "range"


def _half(m: re.Match[str], c: Context) -> Found:
    year = int(m["y"]) if m["y"] else c.published.year
    if m["h"].lower() == "first":
        return date(year, 1, 1), date(year, 6, 30), "range"
    return date(year, 7, 1), date(year, 12, 31), "range"


MEANINGS: dict[str, Callable[[re.Match[str], Context], Found]] = {
    **date_stretches.MEANINGS,
    "bare_day": _bare_day,
    "day_date": _day_date,
    "day_range": _day_range,
    "decade": _decade,
    "half": _half,
    "iso": _iso,
    "last_month_named": _last_month_named,
    "month_piece": _month_piece,
    "month_range": _month_range,
    "month_year": _month_year,
    "named_day": _named_day,
    "numeric": _numeric,
    "quarter": _quarter,
    "season": _season,
    "weekday": _weekday,
    "weekday_of_week": _weekday_of_week,
    "weekday_range": _weekday_range,
    "year": _year,
    "years": _years,
}
