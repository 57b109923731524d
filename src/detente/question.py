"""What a headline asks of a record: two parties, a direction, a window and a level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.errors import QuestionError
from detente.standing.levels import OTHERS, as_level, examine_unit, is_others, state_of
from detente.types import Question

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from detente.actors.registry import Registry
    from detente.types import Direction, Level

    #: The id of the actor that a name stands for.
    Resolve = Callable[[str], str]

DIRECTIONS = ("apart", "closer")


def as_question(
    headline: str | None,
    *,
    dyad: tuple[str, str] | None,
    direction: str | None,
    window: tuple[date, date],
    level: str,
    registry: Registry,
    resolve: Resolve,
) -> Question:
    """A question with its parties as units of the level.

    Args:
        headline: such as "Russia moves away from Iran".
        dyad: the two parties, where no headline names them.
        direction: ``apart`` or ``closer``, where no headline says it.
        window: first and last day.
        level: ``state``, ``government`` or ``actor``.
        registry: the actors.
        resolve: finds the id of an actor by its name.

    Raises:
        QuestionError: no dyad, direction or level, or a party that the level does not know.
        UnknownActor: nobody of that name.
    """
    if direction is not None and direction not in DIRECTIONS:
        raise QuestionError(f"no direction {direction!r}", hint="a tie may move apart or closer")
    known = as_level(level)
    way: Direction = "closer" if direction == "closer" else "apart"
    if not (dyad and direction):
        if not headline:
            raise QuestionError(
                "the question lacks a direction" if dyad else "there is no question",
                hint="give a headline, or --dyad A B with --apart or --closer",
            )
        from detente.verdict.headline import parse_headline

        a, b, told = parse_headline(headline, registry, window[1])
        way = way if direction else told
        dyad = dyad or (a, b)
    one, other = (as_unit(name, known, registry, resolve) for name in dyad)
    return Question(one, other, way, *window, headline, known)


def as_unit(name: str, level: Level, registry: Registry, resolve: Resolve) -> str:
    """The unit that a name stands for: "Syria/others" is ``SYR/others``.

    At the level of governments "the Syrian government" is all that counts as such, not only
    what is coded to ``SYR.GOV``.

    Raises:
        QuestionError: the others of something that is no state, or at another level.
        UnknownActor: nobody of that name.
    """
    id = resolve(state_of(name))
    if is_others(name):
        found = registry.actor(id)
        if found is None or found.type != "state":
            raise QuestionError(f"{name}: only a state has others", hint="name a state: SYR/others")
        examine_unit(id + OTHERS, level)
        return id + OTHERS
    owner, _, organ = id.rpartition(".")
    return owner if organ == "GOV" and level == "government" else id
