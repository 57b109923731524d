"""The calendar behind the words of news dates: months, weekdays, numbers, seasons, parts."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.types import Precision

_MONTHS = [
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
]
_MONTH = {name: i for i, name in enumerate(_MONTHS, 1)}
_MONTH |= {name[:3]: i for name, i in _MONTH.items()} | {"sept": 9}
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_DAY = {name: i for i, name in enumerate(_DAYS)} | {name[:3]: i for i, name in enumerate(_DAYS)}
_DAY |= {"tues": 1, "thur": 3, "thurs": 3}
_NUMBERS = {
    word: i
    for i, word in enumerate(
        [
            *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
            *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
            *("seventeen", "eighteen", "nineteen", "twenty"),
        ]
    )
}
_NUMBERS |= {"a": 1, "an": 1, "several": 4, "few": 3, "a few": 3, "couple of": 2}
_NUMBERS |= {"a couple of": 2, "thirty": 30, "forty": 40, "fifty": 50, "a dozen": 12}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
SEASONS = {
    "winter": (12, 2),
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
}

Found = tuple[date | None, date | None, "Precision"]
NOTHING: Found = (None, None, "unknown")


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at beside the words it matched.

    Attributes:
        published: the day of the report.
        ahead: whether the clause looks ahead ("will meet").
        before: the clause up to the words.
    """

    published: date
    ahead: bool
    before: str = ""


def month_of(word: str) -> int:
    """The number of a month by its name or short name."""
    return _MONTH[word.lower().rstrip(".")]


def weekday_of(word: str) -> int:
    """The number of a weekday by its name or short name; Monday is 0."""
    return _DAY[word.lower().rstrip(".")]


def number_of(word: str) -> int:
    """A count in words or digits; what is vague counts as three."""
    word = word.lower()
    return int(word) if word.isdecimal() else _NUMBERS.get(word, 3)


def ymd(year: int, month: int, day: int) -> date | None:
    """A day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def year_for(month: int, day: int, context: Context) -> int:
    """The year of a month and day given without one.

    The latest in the past; but a day within the next six weeks is this year's, and words that
    look ahead reach up to a year on.
    """
    year = context.published.year
    there = ymd(year, month, min(day, monthrange(year, month)[1])) or context.published
    ahead = timedelta(days=300 if context.ahead else 45)
    if there > context.published + ahead:
        return year - 1
    if context.ahead and there < context.published - timedelta(days=90):
        return year + 1
    if (context.published - there).days > 320:
        return year + 1  # "on 3 January" in late December
    return year


def whole_month(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def whole_year(year: int) -> tuple[date, date]:
    """First and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def whole_week(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week of a day."""
    monday = days_on(day, -day.weekday())
    return monday, days_on(monday, 6)


def days_on(day: date, count: int) -> date:
    """A day so many days on, within what the calendar holds."""
    return date.fromordinal(min(max(day.toordinal() + count, 1), date.max.toordinal()))


def months_on(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(year, 1), MAXYEAR - 1)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def units_on(day: date, count: int, unit: str) -> date:
    """A day so many units on; hours and minutes stay within the day."""
    if unit in ("hour", "minute"):
        return day
    if unit in ("day", "week"):
        return days_on(day, count * (7 if unit == "week" else 1))
    return months_on(day, count * {"month": 1, "year": 12, "decade": 120}[unit])


def around(there: date, unit: str) -> Found:
    """The day, week, month or year that a count of such units leads to."""
    if unit in ("day", "hour", "minute"):
        return there, there, "day"
    if unit == "week":
        return *whole_week(there), "week"
    if unit == "month":
        return *whole_month(there.year, there.month), "month"
    if unit == "year":
        return *whole_year(there.year), "year"
    return whole_year(max(there.year - 2, 1))[0], whole_year(there.year + 2)[1], "range"


def month_part(year: int, month: int, part: str) -> tuple[date, date]:
    """Early (1st to 10th), mid (11th to 20th) or late (the rest) in a month."""
    first, last = whole_month(year, month)
    if part in ("early", "beginning of", "start of"):
        return first, first.replace(day=10)
    if part in ("mid", "middle of"):
        return first.replace(day=11), first.replace(day=20)
    return first.replace(day=21), last


def year_part(year: int, part: str) -> tuple[date, date]:
    """The first, second or last four months of a year."""
    if part in ("early", "beginning of", "start of"):
        return date(year, 1, 1), date(year, 4, 30)
    if part in ("mid", "middle of"):
        return date(year, 5, 1), date(year, 8, 31)
    return date(year, 9, 1), date(year, 12, 31)


def season(name: str, year: int) -> tuple[date, date]:
    """A season of the northern half, by months; winter is of the year it ends in."""
    first, last = SEASONS[name]
    return date(year - (first > last), first, 1), whole_month(year, last)[1]
