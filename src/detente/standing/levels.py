"""For whom an actor counts: the levels at which a record may be analysed.

At each level an actor counts for one *unit*, and a dyad is two units:

- ``state``: the state it belongs to. Armed groups and whoever leads them count for themselves:
  what Hizbullah does is not done by Lebanon.
- ``government``: its state (``SYR``) where it is the government on that day (see
  `detente.standing.sides`); everybody else of the state counts for its others (``SYR/others``),
  an armed group of no state (``ISIS``) for itself.
- ``actor``: itself, and ``RUS`` is only what is coded to Russia by name.

An actor that is asked about by name counts for itself at every level. Who belongs to no state
(the United Nations) counts only so, armed groups excepted, or at the level of actors.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING, get_args

from detente.actors.registry import Registry
from detente.errors import QuestionError
from detente.standing.sides import FIRST, GOVERNMENT, LAST, Sides, disjoint, offices
from detente.types import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from duckdb import DuckDBPyConnection

    from detente.standing.sides import Spell

    #: Actor, first and last day, and the unit it counts for in these days.
    Row = tuple[str, date, date, str]
    #: Id, type, state and office of an actor as the record has it.
    Met = tuple[str, str, str | None, str | None]

LEVELS: tuple[Level, ...] = get_args(Level)
#: What the name of a state's others ends in.
OTHERS = "/others"

#: The rows of `Units` as a table, for a query that is given `Units.values`.
COUNTS_AS = """counts_as AS (
    SELECT unnest($unit_actors::VARCHAR[]) AS actor, unnest($unit_firsts::DATE[]) AS first_day,
           unnest($unit_lasts::DATE[]) AS last_day, unnest($unit_units::VARCHAR[]) AS unit
)"""


def joined(found: str, actor: str, day: str) -> str:
    """The join of a query that finds, under the name ``found``, an actor's row on a day."""
    return (
        f"LEFT JOIN counts_as {found} ON {found}.actor = {actor} "
        f"AND {day} BETWEEN {found}.first_day AND {found}.last_day"
    )


def unit_of(found: str, actor: str, state: str) -> str:
    """The unit of an actor in a query, NULL where it counts for none; after `joined`."""
    return (
        f"coalesce({found}.unit, CASE $level WHEN 'actor' THEN {actor} "
        f"WHEN 'government' THEN {state} || '{OTHERS}' ELSE {state} END)"
    )


@dataclass(frozen=True)
class Units:
    """For whom the actors of a record count, at one level.

    Attributes:
        level: the level.
        rows: who, in which days, counts otherwise than the level has it for everybody: for the
            state rather than its others, or for itself rather than the state.
    """

    level: Level
    rows: tuple[Row, ...] = field(repr=False)

    @property
    def values(self) -> dict[str, object]:
        """The values of a query that uses `COUNTS_AS` and `unit_of`."""
        actors, firsts, lasts, units = zip(*self.rows, strict=True) if self.rows else ((),) * 4
        return {
            "level": self.level,
            "unit_actors": list(actors),
            "unit_firsts": list(firsts),
            "unit_lasts": list(lasts),
            "unit_units": list(units),
        }

    @cached_property
    def _spells(self) -> dict[str, list[Spell]]:
        index: dict[str, list[Spell]] = {}
        for actor, first, last, unit in self.rows:
            index.setdefault(actor, []).append((first, last, unit))
        return index

    def of(self, actor: str, state: str | None, on: date) -> str | None:
        """The unit of an actor that belongs to ``state``, on a day; as the queries have it."""
        for first, last, unit in self._spells.get(actor, ()):
            if first <= on <= last:
                return unit
        if self.level == "actor":
            return actor
        return f"{state}{OTHERS}" if state and self.level == "government" else state


def find_units(
    con: DuckDBPyConnection,
    level: str = "state",
    *,
    named: Collection[str] = (),
    registry: Registry | None = None,
) -> Units:
    """Find for whom the actors of a record count.

    Args:
        con: a connection to a record.
        level: ``state``, ``government`` or ``actor``.
        named: actors that count for themselves whatever the level.
        registry: who is the government of what and who held which office when; by default the
            tables that ship with detente.

    Raises:
        QuestionError: no such level.
    """
    known = as_level(level)
    rows: list[Row] = [(actor, FIRST, LAST, actor) for actor in sorted(set(named))]
    if known != "actor":
        met = con.execute("SELECT id, type, state, office FROM actor ORDER BY id").fetchall()
        spells = _groups if known == "state" else _governments
        found = spells([actor for actor in met if actor[0] not in named], registry or shipped())
        rows += [(actor, *spell) for actor, of_actor in found for spell in of_actor]
    return Units(known, tuple(rows))


def _groups(met: Iterable[Met], registry: Registry) -> Iterator[tuple[str, list[Spell]]]:
    """Armed groups, and persons while they hold an office of one and none of a government."""
    sides = Sides(registry)
    for id, type, _, office in met:
        if type == "armed_group":
            yield id, [(FIRST, LAST, id)]
        elif type == "person":
            held = offices(registry, id, office)
            led = [spell for spell in held if sides.is_group(spell[2])]
            if led:
                ruled = sides.of_offices(held)
                yield id, disjoint([*ruled, *led])


def _governments(met: Iterable[Met], registry: Registry) -> Iterator[tuple[str, list[Spell]]]:
    """Bodies that are the government of a state, and persons while they hold its offices."""
    sides = Sides(registry)
    for id, type, state, office in met:
        if type == "person":
            yield id, sides.of_offices(offices(registry, id, office))
        elif type == "armed_group" and not state:
            yield id, [(FIRST, LAST, id)]  # of no state's others
        elif id in registry:
            yield id, sides.of(id)
        elif type in GOVERNMENT and state:
            # Made for a name that nobody knows: its type is all there is to go by.
            yield id, [(FIRST, LAST, state)]


@cache
def shipped() -> Registry:
    """The tables that ship with detente."""
    return Registry.load()


def as_level(level: str) -> Level:
    """A level by its name.

    Raises:
        QuestionError: there is no such level.
    """
    for known in LEVELS:
        if level == known:
            return known
    raise QuestionError(f"no level {level!r}", hint=f"there are {', '.join(LEVELS)}")


def examine_unit(unit: str, level: str) -> None:
    """Refuse a unit that there is not at a level.

    Raises:
        QuestionError: it is the others of a state, and the level is not that of governments.
    """
    if is_others(unit) and level != "government":
        raise QuestionError(
            f"{unit} is no party at the level {level}",
            hint="ask at the level of governments: --level government",
        )


def is_others(unit: str) -> bool:
    """Whether a unit is the others of a state, those that are not its government."""
    return unit.endswith(OTHERS)


def state_of(unit: str) -> str:
    """The state whose others a unit is; any other unit as it is."""
    return unit.removesuffix(OTHERS)


def call(unit: str, name: Callable[[str], str]) -> str:
    """What to call a unit: the name of the actor, or "Syria (others)"."""
    return f"{name(state_of(unit))} (others)" if is_others(unit) else name(unit)
