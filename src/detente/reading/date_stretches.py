"""What stretches counted from the day of the report mean: "two weeks ago", "later this year"."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from detente.reading.date_words import (
    NOTHING,
    Context,
    Found,
    around,
    days_on,
    month_of,
    month_part,
    months_on,
    number_of,
    units_on,
    whole_month,
    whole_week,
    year_for,
    year_part,
    ymd,
)

if TYPE_CHECKING:
    from collections.abc import Callable

#: How many units a plural without a number reaches: "recent weeks", "weeks ago".
VAGUE = {"minute": 0, "hour": 0, "day": 7, "week": 4, "month": 4, "year": 4, "decade": 3}
_PERFECT = re.compile(r"\b(?:has|have|had|'ve|’ve|been)\b", re.I)

PAST = re.compile(
    r"\b(?:was|were|had|did|spent|took|made|went|came|held|fought|left|died|grew|won|\w{2,}ed)\b"
    r"(?! (?:to|that)\b)",
    re.I,
)


def _today(m: re.Match[str], c: Context) -> Found:
    word = m.group().lower()
    shift = -1 if "yesterday" in word else 1 if "tomorrow" in word else 0
    if "before yesterday" in word:
        shift = -2
    elif "after tomorrow" in word:
        shift = 2
    elif word in ("last night", "overnight"):
        return days_on(c.published, -1), c.published, "day"
    found = days_on(c.published, shift)
    return found, found, "day"


def _this_unit(m: re.Match[str], c: Context) -> Found:
    which, unit = m["which"].lower(), m["u"].lower()
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(
        which.split()[-1], 0
    )
    part = (m.groupdict().get("p") or "").lower()
    of = {"week": _week, "weekend": _weekend, "month": _month, "year": _year}[unit]
    return of(c.published, shift, part, which)


def _week(day: date, shift: int, part: str, which: str) -> Found:
    first, last = whole_week(days_on(day, 7 * shift))
    if not part:
        return first, last, "week"
    if part.startswith(("early", "begin", "start")):
        last = days_on(first, 2)
    elif part == "later":
        first = max(first, day)
    elif part.startswith(("late", "end")):
        first = days_on(first, 3)
    elif part.startswith("earlier"):
        last = day
    return min(first, last), last, "range"


def _weekend(day: date, shift: int, part: str, which: str) -> Found:
    saturday = days_on(whole_week(day)[0], 5)
    if which == "last" or (which == "the" and saturday > day):
        saturday = days_on(saturday, -7)
    elif shift > 0:
        saturday = days_on(saturday, 7 if day >= saturday else 0)
    return saturday, days_on(saturday, 1), "range"


def _month(day: date, shift: int, part: str, which: str) -> Found:
    there = months_on(day.replace(day=1), shift)
    if part.startswith("earlier"):
        return there, day, "range"
    if part == "later":
        return day, whole_month(there.year, there.month)[1], "range"
    if part:
        return *month_part(there.year, there.month, part), "range"
    return *whole_month(there.year, there.month), "month"


def _year(day: date, shift: int, part: str, which: str) -> Found:
    year = day.year + shift
    if part.startswith("earlier"):
        return date(year, 1, 1), day if not shift else date(year, 12, 31), "range"
    if part == "later":
        return day if not shift else date(year, 1, 1), date(year, 12, 31), "range"
    if part:
        return *year_part(year, part), "range"
    return date(year, 1, 1), date(year, 12, 31), "year"


def _week_with(m: re.Match[str], c: Context) -> Found:
    """As in "the weekend of 19 May", "the week of 14 May": those in which the day lies."""
    month, day = month_of(m["m"]), int(m["d"])
    there = ymd(int(m["y"]) if m["y"] else year_for(month, day, c), month, day)
    if there is None:
        return NOTHING
    if m["u"] == "week":
        return *whole_week(there), "week"
    saturday = days_on(whole_week(there)[0], 5)
    return saturday, days_on(saturday, 1), "range"


def ago(count: int | None, unit: str, published: date) -> Found:
    """So many units before the report; without a number, a stretch of one to a few units."""
    if count is None:
        first = units_on(published, -VAGUE[unit], unit)
        return first, units_on(published, -1, unit), "range" if first < published else "day"
    return around(units_on(published, -count, unit), unit)


def _ago(m: re.Match[str], c: Context) -> Found:
    count = number_of(m["n"]) if m.groupdict().get("n") else None
    return ago(count, m["u"].lower(), c.published)


def _past_units(m: re.Match[str], c: Context) -> Found:
    count = number_of(m["n"]) if m.groupdict().get("n") else 1
    unit = m["u"].lower()
    if unit == "hour" and count >= 12:
        count, unit = (count + 23) // 24, "day"
    return units_on(c.published, -count, unit), c.published, "range"


def _lasting(m: re.Match[str], c: Context) -> Found:
    """As in "has besieged the town for three weeks": up to the report, in a perfect tense only."""
    return _past_units(m, c) if _PERFECT.search(c.before) and not c.ahead else NOTHING


def _recent(m: re.Match[str], c: Context) -> Found:
    unit = m["u"].lower()
    return units_on(c.published, -VAGUE[unit], unit), c.published, "range"


def _coming_units(m: re.Match[str], c: Context) -> Found:
    """As in "in the coming weeks"; "spent the next five decades" counts from elsewhere."""
    if PAST.search(c.before) and not c.ahead:
        return NOTHING
    unit = m["u"].lower()
    count = number_of(m["n"]) if m.groupdict().get("n") else VAGUE[unit]
    return c.published, units_on(c.published, count, unit), "range"


def _in_units(m: re.Match[str], c: Context) -> Found:
    """As in "in three days' time"; "in two weeks" only where the clause looks ahead."""
    if not c.ahead and "time" not in m.group():
        return NOTHING
    unit = m["u"].lower()
    return around(units_on(c.published, number_of(m["n"]), unit), unit)


MEANINGS: dict[str, Callable[[re.Match[str], Context], Found]] = {
    "ago": _ago,
    "coming_units": _coming_units,
    "in_units": _in_units,
    "lasting": _lasting,
    "past_units": _past_units,
    "recent": _recent,
    "this_unit": _this_unit,
    "today": _today,
    "week_with": _week_with,
}
