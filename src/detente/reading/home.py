"""The one state that an article is about, and those in it whose state no word tells.

"Police" and "security sources" in a report that speaks of Sri Lanka alone are Sri Lanka's.
Where a report speaks of several states nobody is given one.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from detente.actors.naming import made_organ
from detente.reading.roles import RoleNouns
from detente.reading.unnamed import quantifier
from detente.types import Actor

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from detente.actors.registry import Registry
    from detente.reading.grammar import Clause, Found

#: How much of what is said of states must be said of one.
_SHARE = 0.8
#: Those who belong to the state where they are ("soldiers", "a senior official").
_AT_HOME = frozenset({"GOV", "MIL", "COP", "INT", "LEG", "PROTEST", "SETTLER", "OPP", "JUD"})
#: Voices that speak for a state by their first word ("security sources").
_OFFICIAL = ("security", "military", "official", "government", "defence", "defense", "police")
#: Words that say of somebody that he is not at home, or not known to be.
_FOREIGN = frozenset(
    {"non", "foreign", "foreigners", "international", "enemy", "allied", "other", "unidentified"}
)
CONFIDENCE = 0.5


def home_state(found: Iterable[Found]) -> str | None:
    """The state that nearly all mentions of an article belong to; None if there is none."""
    counts = Counter(
        item.actor.state for item in found if item.actor is not None and item.actor.state
    )
    if not counts:
        return None
    state, times = counts.most_common(1)[0]
    return state if times >= _SHARE * counts.total() else None


def place_unnamed(
    clauses: list[Clause], found: list[Found], home: str | None, registry: Registry, on: date
) -> None:
    """Give officials, soldiers and protesters without an owner the state of the article."""
    state = registry.actor(home, on) if home is not None else None
    if state is None:
        return
    nouns = RoleNouns(registry)
    for item in found:
        actor = item.actor
        if item.kind != "unnamed" or actor is None or actor.state or actor.affiliation:
            continue
        clause = clauses[item.sentence]
        role = nouns.before(clause, item.head + 1)
        if role is None or _FOREIGN & set(clause.low[max(0, item.first - 3) : item.last]):
            continue
        if role.code not in _AT_HOME and not role.word.startswith(_OFFICIAL):
            continue
        code = "GOV" if role.code == "UNNAMED" else role.code
        organ = made_organ(registry, state, code, role.word, on)
        item.confidence = CONFIDENCE
        if role.sense == "body" and quantifier(clause, item.first) is None:
            item.kind, item.actor = "group", organ
            continue
        item.actor = Actor(
            f"{state.id}.{actor.id}",
            actor.name,
            "unnamed",
            state=state.id,
            affiliation=organ.id,
            listed=False,
        )
