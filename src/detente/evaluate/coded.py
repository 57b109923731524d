"""Words of a coder for what an event is, turned into ours: its type, its reality, its day."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from detente.errors import DataError, InputError
from detente.ontology import cameo, plover
from detente.types import ASSERTED, Reality

if TYPE_CHECKING:
    from collections.abc import Mapping

REALITIES: tuple[str, ...] = get_args(Reality)
Days = tuple[date, date]

#: Types of older versions of PLOVER, and of data sets that join two types.
FORMER: Mapping[str, tuple[str, ...]] = {
    "YIELD": ("CONCEDE", "RETREAT"),
    "DEMAND": ("REQUEST",),
    "APPEAL": ("REQUEST",),
    "DISAPPROVE": ("ACCUSE",),
    "INVESTIGATE": ("ACCUSE",),
    "FIGHT": ("ASSAULT",),
}
_CODE = re.compile(r"\d{2,4}")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def types_of(value: Any, place: str) -> tuple[str, ...]:
    """The types that are right for an event: `plover.STATEMENT` alone for a pure statement.

    Args:
        value: a PLOVER type, a type of an older version, a CAMEO code or its name, or a list
            of such. A root of two digits stands for every type that its codes convert to.
        place: file, line and event, for messages.

    Raises:
        InputError: it is none of those.
    """
    given = value if isinstance(value, list) else [value]
    if not given or not all(given):
        raise InputError(
            f"{place} says no type",
            hint=f"the types are {', '.join(plover.TYPES)}; or a CAMEO code",
        )
    found = tuple(dict.fromkeys(kind for one in given for kind in _types(one, place)))
    real = tuple(kind for kind in found if kind != plover.STATEMENT)
    return real or found


def realities_of(value: Any, place: str) -> frozenset[str]:
    """The realities that are right for an event; empty where nothing is said.

    Raises:
        InputError: a word that is none of ours, nor ``asserted`` or ``not asserted``.
    """
    if value is None or value == "":
        return frozenset()
    found: set[str] = set()
    for word in value if isinstance(value, list) else [value]:
        folded = str(word).strip().lower().replace("_", " ")
        name = folded.replace(" ", "_")
        if folded == "asserted":
            found |= ASSERTED
        elif folded == "not asserted":
            found |= set(REALITIES) - ASSERTED
        elif name in REALITIES:
            found.add(name)
        else:
            raise InputError(
                f"{place} has {word!r} for its reality",
                hint=f"there are {', '.join(REALITIES)}; asserted and not asserted stand for "
                "several",
            )
    return frozenset(found)


def days_of(value: Any, place: str) -> Days | None:
    """First and last day that an event may have: of a day, month, year or a pair of them.

    Raises:
        InputError: it is no date.
    """
    if value is None or value == "":
        return None
    ends = value if isinstance(value, list) else [value]
    try:
        first, last = (_days(str(end)) for end in (ends[0], ends[-1]))
    except (ValueError, IndexError):
        raise InputError(
            f"{place} has {value!r} for its date",
            hint='write "YYYY-MM-DD", "YYYY-MM", "YYYY" or a list of the first and last of them',
        ) from None
    return first[0], last[1]


def _types(one: Any, place: str) -> tuple[str, ...]:
    name = str(one).strip()
    upper = name.upper()
    if upper in plover.TYPES or upper == plover.STATEMENT:
        return (upper,)
    if upper in FORMER:
        return FORMER[upper]
    code = name if _CODE.fullmatch(name) and isinstance(one, str) else cameo.code_of(name)
    try:
        if code is not None:
            return _converted(code)
    except DataError as error:
        raise InputError(f"{place}: {error}", hint=error.hint) from error
    raise InputError(
        f"{place} has {one!r} for its type",
        hint='CAMEO codes are text and keep their leading zero: "036"'
        if isinstance(one, int)
        else f"the types are {', '.join(plover.TYPES)}; or give a CAMEO code as text",
    )


def _converted(code: str) -> tuple[str, ...]:
    """What a CAMEO code converts to; a root, to all that its codes do."""
    if len(code) > 2:
        return (cameo.lookup(code).type,)
    below = (entry.type for entry in cameo.codes().values() if entry.root == code)
    return tuple(dict.fromkeys(below)) or (cameo.lookup(code).type,)


def _days(text: str) -> Days:
    found = _DAY.fullmatch(text.strip()[:10])
    if found is None:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)
