"""Dates as files, feeds, datelines and file names write them; strict, never guessed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_tz

_MONTHS = "january february march april may june july august september october november december"
_NUMBER = {name: n for n, name in enumerate(_MONTHS.split(), 1)}
_NUMBER |= {name[:3]: n for name, n in _NUMBER.items()} | {"sept": 9}
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
#: A whole date with its year; groups are read by `_from_match`.
DATE = (
    rf"(?:{_DAY}\s+(?:of\s+)?({MONTH}),?\s+(\d{{4}})"
    rf"|({MONTH})\s+{_DAY},?\s+(\d{{4}})"
    r"|(\d{4})[-/.](\d{1,2})[-/.](\d{1,2}))"
)
_DATE = re.compile(rf"{WEEKDAY}?{DATE}(?!\d)", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:$|[T\s_])")
_FILE = re.compile(r"(?<!\d)(\d{4})([-_.]?)(\d{2})\2(\d{2})(?!\d)")
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?")
EARLIEST, LATEST = 1800, 2100


def make(year: int, month: int, day: int) -> date | None:
    """A date, or None if there is no such day or the year is out of bounds."""
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def from_match(groups: tuple[str | None, ...]) -> date | None:
    """The date of the nine groups of `DATE`."""
    d1, m1, y1, m2, d2, y2, y3, m3, d3 = groups
    if d1 and m1 and y1:
        return make(int(y1), month_number(m1), int(d1))
    if d2 and m2 and y2:
        return make(int(y2), month_number(m2), int(d2))
    return make(int(y3), int(m3), int(d3)) if y3 and m3 and d3 else None


def month_number(name: str) -> int:
    """1 to 12 of an English month name or its abbreviation; 0 of anything else."""
    return _NUMBER.get(name.lower().rstrip("."), 0)


def parse(value: str) -> date | None:
    """Read a date given as such: ISO 8601, RFC 2822, ``2 June 2018``, Unix time in UTC.

    The day is the one that is written, whatever the time zone. ``02/06/2018`` means two
    days to two readers and is not taken.
    """
    value = value.strip()[:100]
    iso = _ISO.match(value)
    if iso:
        return make(int(iso[1]), int(iso[2]), int(iso[3]))
    epoch = _EPOCH.fullmatch(value)
    if epoch:
        return datetime.fromtimestamp(int(epoch[1]), tz=UTC).date()
    words = _DATE.match(value)
    if words:
        return from_match(words.groups())
    try:
        mail = parsedate_tz(value) if re.search(r"[A-Za-z]{3}", value) else None
    except (ValueError, IndexError, TypeError):
        return None
    return make(mail[0], mail[1], mail[2]) if mail else None


def from_file_name(stem: str) -> date | None:
    """The date in a file name such as ``2018-06-02-sochi`` or ``reuters_20180602``."""
    for found in _FILE.finditer(stem):
        day = make(int(found[1]), int(found[3]), int(found[4]))
        if day and day.year >= 1900:
            return day
    return None
