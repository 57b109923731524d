"""Who a name stands for on a day."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from detente.actors.dates import last_day
from detente.actors.naming import resolve_name, suggest
from detente.errors import UnknownActor
from detente.standing.levels import is_others, state_of

if TYPE_CHECKING:
    from detente.actors.registry import Registry
    from detente.actors.tables import Row
    from detente.types import Actor

#: Columns of codes in other systems of states.
_CODES = ("iso_numeric", "cow", "gw")


def today() -> date:
    """This day, where the user is."""
    return datetime.now().astimezone().date()


def find_actor(registry: Registry, name: str, on: date) -> Actor:
    """The actor that a name stands for on a day.

    Raises:
        UnknownActor: nobody of that name; the nearest names are in the hint.
    """
    if is_others(name):
        raise UnknownActor(
            f"{name} is no actor but a party to `ask` and `timeline`",
            hint=f"ask at --level government, or name one actor, such as {state_of(name)}",
        )
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
    """Who a name stands for on a day (today if none is given), as a row.

    Its ``roles`` are the offices of a person, or the holders of an office, in time; its
    ``note`` says what the registry does not know for that day.
    """
    day = on or today()
    actor = find_actor(registry, name, day)
    office = registry.actor(actor.office, day) if actor.office else None
    holder = registry.holder(actor.id, day)
    row = registry.tables["actors"].get((actor.id,), {})
    return {
        "id": actor.id,
        "name": actor.name,
        "type": actor.type,
        "on": day,
        "state": actor.state,
        "start": row.get("start") or None,
        "end": row.get("end") or None,
        "codes": {code: row[code] for code in _CODES if row.get(code)},
        "office": actor.office,
        "office_name": office.name if office else None,
        "holder": holder.id if holder else None,
        "holder_name": holder.name if holder else None,
        "affiliation": actor.affiliation,
        "aliases": sorted({alias.text for alias in registry.aliases if alias.actor == actor.id}),
        "members": list(registry.members(actor.id, day)),
        "belongs_to": list(registry.bodies(actor.id, day)),
        "roles": [_role(registry, spell) for spell in registry.spells(actor.id)],
        "note": _note(registry, actor, day),
    }


def _role(registry: Registry, spell: Row) -> dict[str, Any]:
    """One spell in an office, with what it was called there."""
    holder = registry.actor(spell["person"])
    return {
        "office": spell["office"],
        "title": registry.title(spell["office"], spell["post"]),
        "of": registry.name(registry.owner(spell["office"])),
        "person": spell["person"],
        "person_name": holder.name if holder else spell["person"],
        "start": spell["start"] or None,
        "end": spell["end"] or None,
        "precision": spell["precision"],
        "status": spell["status"],
        "source": spell["source"],
        "checked": spell["checked"] or None,
    }


def _note(registry: Registry, actor: Actor, day: date) -> str | None:
    """What is not known about an office, or about a person's office, on a day."""
    if registry.is_person(actor.id):
        late = [row for row in registry.spells(actor.id) if not row["end"]]
        newest = max((row["checked"] for row in late if row["checked"]), default="")
        if actor.office is None and newest and last_day(newest) < day:
            return f"last known in office on {newest}; what came later is not listed"
        return None
    known = registry.checked(actor.id)
    if known is not None and known < day:
        return f"last checked for {known}: the holder on {day} is not known"
    return None
