"""Dates in news prose: what a text says about when, resolved against the day it was published.

Our own patterns, because the general libraries take "may" for May, put "17 May" in the future
and lose "late April" and "since March". Every answer is an interval with both ends included,
a precision and the name of the rule that gave it.

Conventions: a bare weekday is the last one up to the dateline day itself; a month and day
without a year is the latest one in the past unless the sentence looks ahead; "early" is the
first ten days of a month (first third of a year), "mid" the 11th to 20th, "late" the rest;
weeks run from Monday to Sunday; "recent weeks" reaches back a month.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from functools import cache
from datetime import date, timedelta
from typing import TYPE_CHECKING

from detente.data import table
from detente.types import When

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from detente.reading.draft import Draft, Sentence
    from detente.types import Precision

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_MONTH = {name: i for i, name in enumerate(_MONTHS, 1)} | {
    name[:3]: i for i, name in enumerate(_MONTHS, 1)
}
_MONTH["sept"] = 9
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_DAY = {name: i for i, name in enumerate(_DAYS)} | {name[:3]: i for i, name in enumerate(_DAYS)}
_DAY |= {"tues": 1, "thur": 3, "thurs": 3}
_NUMBERS = {
    word: i
    for i, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
} | {"a": 1, "an": 1, "several": 4, "few": 3, "a few": 3, "couple of": 2, "a couple of": 2}
_SEASON = {
    "winter": (12, 2),
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
}

#: What the placeholders of ``data/lexicons/date_patterns.csv`` stand for; ``{0}`` is the group.
_PIECES = {
    "M": r"(?P<{0}>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)",
    "D": r"(?P<{0}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d)",
    "Y": r"(?P<{0}>(?:1[89]|20)\d\d)",
    "W": r"(?P<{0}>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|Mon\.?|Tues?\.?|Wed\.?|Thurs?\.?|Fri\.?|Sat\.?|Sun\.?)",
    "N": r"(?P<{0}>\d{1,3}|an?(?: few| couple of)?|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|several|few|couple of)",
    "U": r"(?P<{0}>day|week|month|year|decade|hour|minute)s?",
    "PART": r"(?P<{0}>early|late|mid|middle of|beginning of|start of|end of)",
    "DASH": r"\s*(?:-|–|—|to|through|until|and)\s*",
    "WHICH": r"(?P<which>this past|this coming|the coming|this|last|next|past|previous|coming)",
}
_PLACEHOLDER = re.compile(r"<([A-Z]+)(?::(\w+))?>")


@dataclass(frozen=True, slots=True)
class _Context:
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


def _year_for(month: int, day: int, context: _Context) -> int:
    """The year of a month and day given without one."""
    year = context.published.year
    there = _ymd(year, month, min(day, monthrange(year, month)[1])) or context.published
    ahead = timedelta(days=0 if not context.ahead else 400)
    if there > context.published + ahead:
        return year - 1
    if context.ahead and there < context.published - timedelta(days=14):
        return year + 1
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


# ----- what each pattern means ---------------------------------------------------------------


def _day_date(m: re.Match[str], c: _Context) -> Found:
    month, day = _month(m["m"]), int(m["d"])
    year = int(m["y"]) if m.groupdict().get("y") else _year_for(month, day, c)
    found = _ymd(year, month, day)
    return found, found, "day"


def _iso(m: re.Match[str], c: _Context) -> Found:
    found = _ymd(int(m["y"]), int(m["mm"]), int(m["d"]))
    return found, found, "day"


def _day_range(m: re.Match[str], c: _Context) -> Found:
    month = _month(m["m"])
    groups = m.groupdict()
    last_month = _month(groups["m2"]) if groups.get("m2") else month
    year = int(m["y"]) if groups.get("y") else _year_for(last_month, int(m["d2"]), c)
    first = _ymd(year - (1 if month > last_month else 0), month, int(m["d"]))
    last = _ymd(year, last_month, int(m["d2"]))
    return first, last, "range"


def _month_year(m: re.Match[str], c: _Context) -> Found:
    month = _month(m["m"])
    year = int(m["y"]) if m.groupdict().get("y") else _year_for(month, 1, c)
    if m.groupdict().get("p"):
        return *_third(year, month, m["p"].lower()), "range"
    return *_whole_month(year, month), "month"


def _last_month_named(m: re.Match[str], c: _Context) -> Found:
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


def _month_range(m: re.Match[str], c: _Context) -> Found:
    first, last = _month(m["m"]), _month(m["m2"])
    year = int(m["y"]) if m["y"] else _year_for(last, 1, c)
    start = _whole_month(year - (1 if first > last else 0), first)[0]
    return start, _whole_month(year, last)[1], "range"


def _year(m: re.Match[str], c: _Context) -> Found:
    year = int(m["y"])
    if m.groupdict().get("p"):
        return *_year_part(year, m["p"].lower()), "range"
    return date(year, 1, 1), date(year, 12, 31), "year"


def _years(m: re.Match[str], c: _Context) -> Found:
    last = m["y2"]
    end = int(last) if len(last) == 4 else int(m["y"][: 4 - len(last)] + last)
    return date(int(m["y"]), 1, 1), date(end, 12, 31), "range"


def _decade(m: re.Match[str], c: _Context) -> Found:
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


def _season(m: re.Match[str], c: _Context) -> Found:
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


def _weekday(m: re.Match[str], c: _Context) -> Found:
    wanted = _DAY[m["w"].lower().rstrip(".")]
    which = (m.groupdict().get("which") or "").lower()
    back = (c.published.weekday() - wanted) % 7
    found = c.published - timedelta(days=back)
    if which == "last" and back == 0:
        found -= timedelta(days=7)
    elif which in ("next", "this coming", "coming") or (c.ahead and not which):
        found = c.published + timedelta(days=(wanted - c.published.weekday()) % 7 or 7)
    return found, found, "day"


def _today(m: re.Match[str], c: _Context) -> Found:
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


def _this_unit(m: re.Match[str], c: _Context) -> Found:
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


def _ago(m: re.Match[str], c: _Context) -> Found:
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


def _past_units(m: re.Match[str], c: _Context) -> Found:
    groups = m.groupdict()
    count = _number(groups["n"]) if groups.get("n") else 1
    unit = m["u"].lower()
    return _back(c.published, count, unit), c.published, "range"


def _recent(m: re.Match[str], c: _Context) -> Found:
    unit = m["u"].lower()
    count = {"day": 7, "week": 4, "month": 4, "year": 4, "decade": 3, "hour": 0}.get(unit, 1)
    return _back(c.published, count, unit), c.published, "range"


def _coming_units(m: re.Match[str], c: _Context) -> Found:
    count = _number(m["n"]) if m.groupdict().get("n") else {"day": 7}.get(m["u"].lower(), 4)
    return c.published, _back(c.published, -count, m["u"].lower()), "range"


def _in_units(m: re.Match[str], c: _Context) -> Found:
    there = _back(c.published, -_number(m["n"]), m["u"].lower())
    unit = m["u"].lower()
    if unit in ("day", "hour", "minute"):
        return there, there, "day"
    if unit == "week":
        return *_week(there), "week"
    if unit == "month":
        return *_whole_month(there.year, there.month), "month"
    return date(there.year, 1, 1), date(there.year, 12, 31), "year"


def _quarter(m: re.Match[str], c: _Context) -> Found:
    words = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
    number = words.get(m["q"].lower()) or int(m["q"][-1])
    year = int(m["y"]) if m["y"] else c.published.year
    return date(year, 3 * number - 2, 1), _whole_month(year, 3 * number)[1], "range"


def _half(m: re.Match[str], c: _Context) -> Found:
    year = int(m["y"]) if m["y"] else c.published.year
    if m["h"].lower() == "first":
        return date(year, 1, 1), date(year, 6, 30), "range"
    return date(year, 7, 1), date(year, 12, 31), "range"


Rule = tuple[str, str, "Callable[[re.Match[str], _Context], Found]"]
_MEANINGS: dict[str, Callable[[re.Match[str], _Context], Found]] = {
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


@cache
def _rules() -> list[tuple[str, re.Pattern[str], Callable[[re.Match[str], _Context], Found]]]:
    """The patterns in the order of the table; the first wins among equals."""
    return [
        (
            row["rule"],
            re.compile(
                _PLACEHOLDER.sub(
                    lambda m: _PIECES[m[1]].replace("{0}", m[2] or ""), row["pattern"]
                ),
                re.IGNORECASE if row["any_case"] else 0,
            ),
            _MEANINGS[row["meaning"]],
        )
        for row in table("lexicons/date_patterns.csv")
    ]


#: A cheap look before the patterns: no date is told without one of these.
_HINT = re.compile(
    r"\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|[Dd]ay\b|[Tt]oday|[Tt]onight|[Tt]omorrow"
    r"|[Nn]ight|[Mm]orning|[Aa]fternoon|[Ee]vening|[Ww]eek|[Mm]onth|[Yy]ear|[Dd]ecade|[Hh]our"
    r"|days|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|[Qq]uarter|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
)
_UNTIL = re.compile(r"\b(until|till|by|before|through)\s+(?:the\s+)?$", re.I)
_AHEAD = re.compile(
    r"\b(will|'ll|’ll|shall|would|due|scheduled|set to|expected|plans?|planned|upcoming|next|ahead"
    r"|slated|going to|to be held|to take place|coming)\b",
    re.I,
)


def find_dates(
    text: str, published: date, *, ahead: bool | None = None
) -> list[tuple[int, int, When]]:
    """Every date and stretch of time a text names, in order and without overlaps.

    Args:
        text: a sentence or a paragraph.
        published: the day the report came out.
        ahead: whether days without a year lie in the future; None lets the words near each
            decide ("will meet on 12 June").

    Returns:
        Offsets of the words and the interval they name; ``rule`` is the pattern's name, with
        ``since-`` or ``until-`` before it where one end is open.
    """
    if not _HINT.search(text):
        return []
    hits: list[tuple[int, int, int, re.Match[str], int]] = []
    rules = _rules()
    for order, (_, pattern, _) in enumerate(rules):
        hits += [(m.start(), -m.end(), order, m, order) for m in pattern.finditer(text)]
    hits.sort(key=lambda hit: (hit[0], hit[1], hit[2]))
    found: list[tuple[int, int, When]] = []
    end = 0
    for start, minus_end, _, match, order in hits:
        if start < end or match.end() == start:
            continue
        name, _, meaning = rules[order]
        near = text[max(0, start - 80) : start]
        looks_ahead = bool(_AHEAD.search(near)) if ahead is None else ahead
        first, last, precision = meaning(match, _Context(published, looks_ahead))
        if first is None or last is None or first > last:
            continue
        when = _opened(text, start, When(first, last, precision, name), published)
        found.append((start, -minus_end, when))
        end = -minus_end
    return found


def _opened(text: str, start: int, when: When, published: date) -> When:
    """Widen "since March" to today; cut "until March" off at its end."""
    near = text[max(0, start - 24) : start]
    if re.search(r"\bsince\s+(?:the\s+|early\s+|late\s+)?$", near, re.I) and when.start is not None:
        end = max(published, when.start)
        return When(when.start, end, "range", f"since-{when.rule}")
    if _UNTIL.search(near) and when.end is not None and when.end > published:
        return When(published, when.end, "range", f"until-{when.rule}")
    return when


# ----- the date of an act ----------------------------------------------------------------------


def when_of(draft: Draft, sentence: Sentence, token: Token, *, dateline: bool = True) -> When:
    """When the act that a word tells took or takes place.

    The date that hangs on the word itself, on the verb that carries it or on the clause it
    opens; else, if ``dateline``, the day of publication (rule ``dateline``); else unknown.
    """
    published = draft.article.published
    if published is None:
        return When()
    found = find_dates(sentence.doc.text, published)
    best: tuple[int, int, When] | None = None
    for start, end, when in found:
        span = sentence.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            continue
        rank = _attached(span.root, token)
        if rank is not None and (best is None or (rank, abs(span.root.i - token.i)) < best[:2]):
            best = (rank, abs(span.root.i - token.i), when)
    if best is not None:
        return best[2]
    if dateline:
        return When(published, published, "day", "dateline")
    return When()


_CLAUSE = frozenset({"xcomp", "ccomp", "conj", "advcl", "pcomp", "acl", "relcl"})


def _attached(root: Token, token: Token) -> int | None:
    """How closely a date hangs on a word: 0 directly, 1 by its verb; None not at all."""
    if root.dep_ in ("poss", "compound", "nmod", "amod", "nummod"):
        # "this year's election" dates the election alone.
        return 0 if root.head.i == token.i else None
    chain: list[Token] = []
    at = root
    for _ in range(12):
        if at.head.i == at.i:
            break
        at = at.head
        chain.append(at)
        if at.i == token.i:
            return 0
        if at.pos_ in ("VERB", "AUX"):
            break
    if not chain:
        return None
    verb = chain[-1]
    # The verb the word is the object of, or to which it is joined.
    at = token
    for step in range(1, 5):
        dep = at.dep_
        if at.head.i == at.i or dep in ("ccomp", "relcl", "advcl", "acl"):
            return None
        if dep == "conj" and at.pos_ == "VERB" and root.i > at.i:
            return None
        at = at.head
        if at.i == verb.i:
            return step
    return None
