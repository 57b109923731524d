"""What each pattern of news dates means: from the words matched to a first and a last day."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from detente.types import Precision

_MONTHS = [
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
]


_MONTH = {name: i for i, name in enumerate(_MONTHS, 1)} | {
    name[:3]: i for i, name in enumerate(_MONTHS, 1)
}


_MONTH["sept"] = 9


_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


_DAY = {name: i for i, name in enumerate(_DAYS)} | {name[:3]: i for i, name in enumerate(_DAYS)}


_DAY |= {"tues": 1, "thur": 3, "thurs": 3}


_NUMBERS = {
    word: i
    for i, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
} | {"a": 1, "an": 1, "several": 4, "few": 3, "a few": 3, "couple of": 2, "a couple of": 2}


_SEASON = {
    "winter": (12, 2),
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
}


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at: the day of publication and whether the clause looks ahead."""

    published: date
    ahead: bool


Found = tuple[date | None, date | None, "Precision"]


def _month(word: str) -> int:
    return _MONTH[word.lower().rstrip(".")]


def _number(word: str) -> int:
    word = word.lower()
    return int(word) if word.isdigit() else _NUMBERS.get(word, 3)


def _ymd(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year_for(month: int, day: int, context: Context) -> int:
    """The year of a month and day given without one.

    The latest in the past; but a day within the next six weeks is this year's, and words that
    look ahead reach up to a year on.
    """
    year = context.published.year
    there = _ymd(year, month, min(day, monthrange(year, month)[1])) or context.published
    ahead = timedelta(days=300 if context.ahead else 45)
    if there > context.published + ahead:
        return year - 1
    if context.ahead and there < context.published - timedelta(days=90):
        return year + 1
    if (context.published - there).days > 320:
        return year + 1  # "on 3 January" in late December
    return year


def _whole_month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _add_months(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    year = min(max(year, 1), 9998)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _week(day: date) -> tuple[date, date]:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _back(day: date, count: int, unit: str) -> date:
    if unit in ("day", "hour", "minute"):
        return day - timedelta(days=count if unit == "day" else 0)
    if unit == "week":
        return day - timedelta(weeks=count)
    return _add_months(day, -count * {"month": 1, "year": 12, "decade": 120}[unit])


def _third(year: int, month: int, part: str) -> tuple[date, date]:
    first, last = _whole_month(year, month)
    if part in ("early", "beginning of", "start of"):
        return first, first.replace(day=10)
    if part in ("mid", "middle of"):
        return first.replace(day=11), first.replace(day=20)
    return first.replace(day=21), last


def _year_part(year: int, part: str) -> tuple[date, date]:
    if part in ("early", "beginning of", "start of"):
        return date(year, 1, 1), date(year, 4, 30)
    if part in ("mid", "middle of"):
        return date(year, 5, 1), date(year, 8, 31)
    return date(year, 9, 1), date(year, 12, 31)


def _day_date(m: re.Match[str], c: Context) -> Found:
    month, day = _month(m["m"]), int(m["d"])
    year = int(m["y"]) if m.groupdict().get("y") else _year_for(month, day, c)
    found = _ymd(year, month, day)
    return found, found, "day"


def _iso(m: re.Match[str], c: Context) -> Found:
    found = _ymd(int(m["y"]), int(m["mm"]), int(m["d"]))
    return found, found, "day"


def _day_range(m: re.Match[str], c: Context) -> Found:
    month = _month(m["m"])
    groups = m.groupdict()
    last_month = _month(groups["m2"]) if groups.get("m2") else month
    year = int(m["y"]) if groups.get("y") else _year_for(last_month, int(m["d2"]), c)
    first = _ymd(year - (1 if month > last_month else 0), month, int(m["d"]))
    last = _ymd(year, last_month, int(m["d2"]))
    return first, last, "range"


def _month_year(m: re.Match[str], c: Context) -> Found:
    month = _month(m["m"])
    year = int(m["y"]) if m.groupdict().get("y") else _year_for(month, 1, c)
    if m.groupdict().get("p"):
        return *_third(year, month, m["p"].lower()), "range"
    return *_whole_month(year, month), "month"


def _last_month_named(m: re.Match[str], c: Context) -> Found:
    month = _month(m["m"])
    year = c.published.year
    which = m["which"].lower()
    if which == "next":
        year += month <= c.published.month
    elif which == "last":
        year -= month >= c.published.month
    else:
        return *_whole_month(year, month), "month"
    return *_whole_month(year, month), "month"


def _month_range(m: re.Match[str], c: Context) -> Found:
    first, last = _month(m["m"]), _month(m["m2"])
    year = int(m["y"]) if m["y"] else _year_for(last, 1, c)
    start = _whole_month(year - (1 if first > last else 0), first)[0]
    return start, _whole_month(year, last)[1], "range"


def _year(m: re.Match[str], c: Context) -> Found:
    year = int(m["y"])
    if m.groupdict().get("p"):
        return *_year_part(year, m["p"].lower()), "range"
    return date(year, 1, 1), date(year, 12, 31), "year"


def _years(m: re.Match[str], c: Context) -> Found:
    last = m["y2"]
    end = int(last) if len(last) == 4 else int(m["y"][: 4 - len(last)] + last)
    return date(int(m["y"]), 1, 1), date(end, 12, 31), "range"


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
    first, last = _SEASON[m["s"].lower()]
    groups = m.groupdict()
    if groups.get("y"):
        year = int(m["y"])
    else:
        year = c.published.year
        which = (groups.get("which") or "this").lower()
        if which == "next":
            year += c.published.month > first
        elif which == "last" and c.published.month <= last:
            year -= 1
    if first > last:
        return date(year - 1, first, 1), _whole_month(year, last)[1], "range"
    return date(year, first, 1), _whole_month(year, last)[1], "range"


def _weekday(m: re.Match[str], c: Context) -> Found:
    wanted = _DAY[m["w"].lower().rstrip(".")]
    which = (m.groupdict().get("which") or "").lower()
    back = (c.published.weekday() - wanted) % 7
    found = c.published - timedelta(days=back)
    if which == "last" and back == 0:
        found -= timedelta(days=7)
    elif which in ("next", "this coming", "coming") or (c.ahead and not which):
        found = c.published + timedelta(days=(wanted - c.published.weekday()) % 7 or 7)
    return found, found, "day"


def _today(m: re.Match[str], c: Context) -> Found:
    word = m.group().lower()
    shift = -1 if "yesterday" in word else 1 if "tomorrow" in word else 0
    if "before yesterday" in word:
        shift = -2
    elif "after tomorrow" in word:
        shift = 2
    elif word in ("last night", "overnight"):
        return c.published - timedelta(days=1), c.published, "day"
    found = c.published + timedelta(days=shift)
    return found, found, "day"


def _this_unit(m: re.Match[str], c: Context) -> Found:
    which, unit = m["which"].lower(), m["u"].lower()
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(
        which.split()[-1], 0
    )
    day = c.published
    part = (m.groupdict().get("p") or "").lower()
    if unit == "week":
        first, last = _week(day + timedelta(weeks=shift))
        if part.startswith(("early", "begin", "start")):
            last = first + timedelta(days=2)
        elif part.startswith(("late", "end")):
            first = first + timedelta(days=3)
        elif part.startswith("earlier"):
            last = day
        return (min(first, last), last, "range") if part else (first, last, "week")
    if unit == "weekend":
        saturday = _week(day)[0] + timedelta(days=5)
        if which == "last" or (which == "the" and saturday > day):
            saturday -= timedelta(days=7)
        elif shift > 0:
            saturday += timedelta(days=7 if day >= saturday else 0)
        return saturday, saturday + timedelta(days=1), "range"
    if unit == "month":
        there = _add_months(day.replace(day=1), shift)
        if part.startswith("earlier"):
            return there, day, "range"
        if part == "later":
            return day, _whole_month(there.year, there.month)[1], "range"
        if part:
            return *_third(there.year, there.month, part), "range"
        return *_whole_month(there.year, there.month), "month"
    year = day.year + shift
    if part.startswith("earlier"):
        return date(year, 1, 1), day, "range"
    if part == "later":
        return day, date(year, 12, 31), "range"
    if part:
        return *_year_part(year, part), "range"
    return date(year, 1, 1), date(year, 12, 31), "year"


def _ago(m: re.Match[str], c: Context) -> Found:
    count, unit = _number(m["n"]), m["u"].lower()
    there = _back(c.published, count, unit)
    if unit in ("day", "hour", "minute"):
        return there, there, "day"
    if unit == "week":
        return *_week(there), "week"
    if unit == "month":
        return *_whole_month(there.year, there.month), "month"
    if unit == "year":
        return date(there.year, 1, 1), date(there.year, 12, 31), "year"
    return date(there.year - 2, 1, 1), date(there.year + 2, 12, 31), "range"


def _past_units(m: re.Match[str], c: Context) -> Found:
    groups = m.groupdict()
    count = _number(groups["n"]) if groups.get("n") else 1
    unit = m["u"].lower()
    return _back(c.published, count, unit), c.published, "range"


def _recent(m: re.Match[str], c: Context) -> Found:
    unit = m["u"].lower()
    count = {"day": 7, "week": 4, "month": 4, "year": 4, "decade": 3, "hour": 0}.get(unit, 1)
    return _back(c.published, count, unit), c.published, "range"


def _coming_units(m: re.Match[str], c: Context) -> Found:
    count = _number(m["n"]) if m.groupdict().get("n") else {"day": 7}.get(m["u"].lower(), 4)
    return c.published, _back(c.published, -count, m["u"].lower()), "range"


def _in_units(m: re.Match[str], c: Context) -> Found:
    there = _back(c.published, -_number(m["n"]), m["u"].lower())
    unit = m["u"].lower()
    if unit in ("day", "hour", "minute"):
        return there, there, "day"
    if unit == "week":
        return *_week(there), "week"
    if unit == "month":
        return *_whole_month(there.year, there.month), "month"
    return date(there.year, 1, 1), date(there.year, 12, 31), "year"


def _quarter(m: re.Match[str], c: Context) -> Found:
    words = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
    number = words.get(m["q"].lower()) or int(m["q"][-1])
    year = int(m["y"]) if m["y"] else c.published.year
    return date(year, 3 * number - 2, 1), _whole_month(year, 3 * number)[1], "range"


def _half(m: re.Match[str], c: Context) -> Found:
    year = int(m["y"]) if m["y"] else c.published.year
    if m["h"].lower() == "first":
        return date(year, 1, 1), date(year, 6, 30), "range"
    return date(year, 7, 1), date(year, 12, 31), "range"


MEANINGS: dict[str, Callable[[re.Match[str], Context], Found]] = {
    "ago": _ago,
    "coming_units": _coming_units,
    "day_date": _day_date,
    "day_range": _day_range,
    "decade": _decade,
    "half": _half,
    "in_units": _in_units,
    "iso": _iso,
    "last_month_named": _last_month_named,
    "month_range": _month_range,
    "month_year": _month_year,
    "past_units": _past_units,
    "quarter": _quarter,
    "recent": _recent,
    "season": _season,
    "this_unit": _this_unit,
    "today": _today,
    "weekday": _weekday,
    "year": _year,
    "years": _years,
}
