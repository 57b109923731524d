"""Resolve a whole name, as it stands in event data or as a person types it."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from detente.actors.folding import fold_key
from detente.actors.persons import bearer, find_person
from detente.actors.wordlists import folded
from detente.types import Actor

if TYPE_CHECKING:
    from datetime import date

    from detente.actors.registry import Registry

_ROLE_OF = re.compile(r"^\s*(?P<role>.+?)\s*\((?P<owner>[^()]+(?:\([^()]*\))?)\)\s*$")
_OF = re.compile(r"^(?P<role>.+?) of (?:the )?(?P<owner>.+)$")
#: Offices of the heads of states and governments.
_LEADING = frozenset({"PRES", "PM", "MONARCH", "LEADER"})
_NOT_A_SLUG = re.compile(r"[^A-Z0-9]+")


def resolve_name(registry: Registry, name: str, on: date) -> Actor | None:
    """The actor that a whole name stands for, as of a day.

    Tried in this order: an id ("RUS.MFA"); a listed name ("Iran", "Kremlin", "Iranians");
    a person, with or without middle names; the "ROLE (OWNER)" names of event data
    ("Military (Iran)"); role and owner in words ("Iranian Foreign Ministry", "President of
    Russia").

    Returns:
        None where the name is not known or could mean several actors ("Korea"): there is no
        guessing here, `suggest` offers what may be meant.
    """
    name = name.strip()
    if not name:
        return None
    known = registry.actor(name, on) or registry.actor(name.upper(), on)
    if known is not None:
        return known
    key = fold_key(name)
    for candidate in (key, key.removeprefix("the ")):
        found = _by_alias(registry, candidate, on)
        if found is not None:
            return found
        if candidate in registry.by_key and not _only_surnames(registry, candidate):
            return None
    part = _ROLE_OF.match(name)
    if part:
        return _organ_of(registry, part["role"], part["owner"], on)
    return (
        find_person(registry, name, on)
        or _by_phrase(registry, key.removeprefix("the "), on)
        or _by_surname(registry, key, on)
    )


def suggest(registry: Registry, name: str, n: int = 3, *, alike: float = 55) -> list[Actor]:
    """Up to ``n`` actors whose names hold ``name`` ("Khan") or are spelt most like it.

    Args:
        registry: whose actors to offer.
        name: as typed or met.
        n: at most so many.
        alike: the least likeness in percent (`rapidfuzz.fuzz.ratio` of the folded names).
    """
    from rapidfuzz import fuzz, process

    keys, sought = list(registry.by_key), fold_key(name)
    scored = process.extract(sought, keys, scorer=fuzz.ratio, limit=4 * n + 4, score_cutoff=alike)
    nearest = [key for key, score, _at in scored if score >= 80]
    # "Khan": heads of state before the rest, short names before long ones.
    led = partial(_has_led, registry)
    holding = sorted(
        (key for key in keys if sought in key and sought in key.split()),
        key=lambda key: (not any(led(alias.actor) for alias in registry.by_key[key]), len(key)),
    )
    rest = [key for key, score, _at in scored if score < 80]
    found: dict[str, Actor] = {}
    for key in (*nearest, *holding, *rest):
        for alias in sorted(registry.by_key[key], key=lambda alias: not led(alias.actor)):
            actor = registry.actor(alias.actor)
            if actor is not None:
                found.setdefault(actor.id, actor)
    return list(found.values())[:n]


def _has_led(registry: Registry, id: str) -> bool:
    """Whether somebody was the head of a state or of its government."""
    return registry.is_person(id) and any(
        not spell["post"] and spell["office"].rpartition(".")[2] in _LEADING
        for spell in registry.spells(id)
    )


def organ_code(registry: Registry, role: str) -> str:
    """The code of the organ that a role noun of event data or prose stands for.

    A role that no table knows gets a code made of its words, so that nothing is lost.
    """
    row = registry.tables["event_roles"].get((role,))
    if row is not None:
        return row["code"]
    row = registry.tables["roles"].get((fold_key(role),))
    if row is not None:
        return row["code"]
    return _NOT_A_SLUG.sub("_", fold_key(role).upper()).strip("_")


def _by_alias(registry: Registry, key: str, on: date) -> Actor | None:
    day = on.isoformat()
    fitting = [
        alias
        for alias in registry.by_key.get(key, ())
        if alias.kind != "surname" and alias.used_on(day)
    ]
    ids = {alias.actor for alias in fitting}
    if len(ids) > 1:
        # Without a text around it a name is whom it means without one.
        ids = {alias.actor for alias in fitting if not alias.needs} or ids
    if len(ids) > 1:
        # The official short name of one state wins: ISO 3166 gives "Congo" to one of two.
        official = {alias.actor for alias in fitting if alias.kind == "iso"}
        ids = official if len(official) == 1 else set()
    return registry.actor(ids.pop(), on) if len(ids) == 1 else None


def _only_surnames(registry: Registry, key: str) -> bool:
    return all(alias.kind == "surname" for alias in registry.by_key[key])


def _by_surname(registry: Registry, key: str, on: date) -> Actor | None:
    found = {alias.actor for alias in registry.by_key.get(key, ()) if alias.kind == "surname"}
    one = next(iter(found)) if len(found) == 1 else bearer(registry, sorted(found), on)
    return registry.actor(one, on) if one is not None else None


def _organ_of(registry: Registry, role: str, owner: str, on: date) -> Actor | None:
    state = resolve_name(registry, owner, on)
    if state is None:
        return None
    key, day = fold_key(role), on.isoformat()
    own = {
        actor.id: actor
        for alias in registry.by_key.get(key, ())
        if alias.kind != "surname" and alias.used_on(day)
        if (actor := registry.actor(alias.actor, on)) is not None and actor.state == state.id
    }
    if len(own) == 1:
        return next(iter(own.values()))
    return made_organ(registry, state, organ_code(registry, role), role, on)


def made_organ(
    registry: Registry, owner: Actor, code: str, words: str, on: date | None = None
) -> Actor:
    """The organ of an owner, made by rule: ``IRN`` and ``MIL`` give ``IRN.MIL``."""
    id = f"{owner.id}.{code}"
    known = registry.actor(id, on)
    if known is not None:
        return known
    name = f"{words} ({owner.name})"
    return Actor(id, name, "group", state=owner.state, listed=False)


def _by_phrase(registry: Registry, key: str, on: date) -> Actor | None:
    """Such as "iranian foreign ministry", "president of russia", "royal thai army"."""
    part = _OF.match(key)
    if part and (role := _role(registry, part["role"])):
        owner = _by_alias(registry, part["owner"], on)
        return owner and _role_holder(registry, owner, role, on)
    words = key.split()
    if words[0] in folded("before organs"):
        words = words[1:]
    for cut in range(len(words) - 1, 0, -1):
        role = _role(registry, " ".join(words[cut:]))
        if role is not None:
            owner = _by_alias(registry, " ".join(words[:cut]), on)
            if owner is not None:
                return _role_holder(registry, owner, role, on)
    return None


def _role(registry: Registry, words: str) -> str | None:
    """The role noun that words are, with or without "national", "people's" and the like."""
    first, _, rest = words.partition(" ")
    for candidate in (words, rest if first in folded("before organs") else ""):
        if (candidate,) in registry.tables["roles"]:
            return candidate
    return None


def _role_holder(registry: Registry, owner: Actor, role: str, on: date) -> Actor:
    row = registry.tables["roles"][(role,)]
    return made_organ(registry, owner, row["code"], role, on)
