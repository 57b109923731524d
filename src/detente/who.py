"""Who a name stands for on a day."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from detente.actors.naming import resolve_name, suggest
from detente.errors import UnknownActor

if TYPE_CHECKING:
    from detente.actors.registry import Registry
    from detente.types import Actor


def today() -> date:
    """This day, where the user is."""
    return datetime.now().astimezone().date()


def find_actor(registry: Registry, name: str, on: date) -> Actor:
    """The actor that a name stands for on a day.

    Raises:
        UnknownActor: nobody of that name; the nearest names are in the hint.
    """
    actor = resolve_name(registry, name, on)
    if actor is not None:
        return actor
    near = [f"{other.id} ({other.name})" for other in suggest(registry, name)]
    raise UnknownActor(
        f'no actor named "{name}"',
        hint=(f"did you mean {', '.join(near)}? " if near else "")
        + "the actors of a record are listed by `detente actors`",
    )


def describe_actor(registry: Registry, name: str, on: date | None = None) -> dict[str, Any]:
    """Who a name stands for on a day (today if none is given), as a row."""
    day = on or today()
    actor = find_actor(registry, name, day)
    office = registry.actor(actor.office, day) if actor.office else None
    holder = registry.holder(actor.id, day)
    return {
        "id": actor.id,
        "name": actor.name,
        "type": actor.type,
        "on": day,
        "state": actor.state,
        "office": actor.office,
        "office_name": office.name if office else None,
        "holder": holder.id if holder else None,
        "holder_name": holder.name if holder else None,
        "affiliation": actor.affiliation,
        "aliases": sorted({alias.text for alias in registry.aliases if alias.actor == actor.id}),
        "members": list(registry.members(actor.id, day)),
    }
