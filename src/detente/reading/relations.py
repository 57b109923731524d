"""Groups named by their relation to somebody: "pro-Iranian forces", "the Assad regime"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.actors.naming import made_organ
from detente.actors.wordlists import listed
from detente.reading.grammar import Found
from detente.reading.strangers import clause_words
from detente.types import Actor

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from detente.actors.registry import Registry
    from detente.reading.grammar import Clause, Mark
    from detente.reading.roles import Role, RoleNouns
    from detente.types import MentionKind

_RELATED = listed("affiliation participles")
#: Organs that a person can be said to have ("Haftar's forces").
_PERSONAL = frozenset({"GOV", "MIL", "MILITIA"})
_GROUPS = frozenset({"MIL", "MILITIA", "REBEL", "GROUP", "MEDIA", "OPP", "PARTY", "GOV"})
_TYPES = {"MEDIA": "media", "GOV": "government"}
_KINDS: dict[str, MentionKind] = {
    "adjective": "demonym",
    "people": "demonym",
    "capital": "metonym",
    "seat": "metonym",
}


def inner(clause: Clause, mark: Mark) -> Found:
    """The mention of the actor that a relation is to; it takes up its mark."""
    mark.used = True
    kind = _KINDS.get(mark.kind, "name")
    if mark.actor is not None and mark.actor.type == "person":
        kind = "person"
    return Found.of(clause, mark.first, mark.last, kind, mark.actor, mark=mark)


def hyphened(clause: Clause, mark: Mark, nouns: RoleNouns) -> list[Found]:
    """Such as "pro-Iranian forces", "Iran-backed militias"; in "US-led strikes" only the actor."""
    before = mark.first - 1
    sided = ""
    if before >= 1 and clause.low[before] == "-" and clause.low[before - 1] in ("pro", "anti"):
        sided = clause.low[before - 1]
    after = _after_participle(clause, mark)
    if not sided and after is None:
        return []
    role = nouns.after(clause, mark.last if after is None else after)
    within = inner(clause, mark)
    if role is None or role.code not in _GROUPS or mark.actor is None:
        return [within]
    first = before - 1 if sided else mark.first
    words = clause_words(clause, first, role.last)
    group = _affiliates(words, role, mark.actor, hostile=sided == "anti")
    outer = Found.of(clause, first, role.last, "group", group, 0.9, head=role.head, plural=True)
    return [outer, within]


def _after_participle(clause: Clause, mark: Mark) -> int | None:
    """The token after "-backed" where that follows a name, else None."""
    last = mark.last - 1
    rest = clause.start + clause.at[last] + len(clause.words[last]) - mark.end
    if rest > 0:
        return mark.last if clause.low[last][-rest + 1 :] in _RELATED else None
    if mark.last + 1 < len(clause) and clause.low[mark.last] in ("-", "–", "‑"):
        return mark.last + 2 if clause.low[mark.last + 1] in _RELATED else None
    return None


def related_to(
    clause: Clause, mark: Mark, nouns: RoleNouns, owned: Callable[[Clause, Mark], list[Found]]
) -> list[Found]:
    """Such as "militias affiliated with Iran", "forces loyal to Assad", "media close to ..."."""
    token = mark.first - 1
    if token > 0 and clause.low[token] == "the":
        token -= 1
    if token < 2 or clause.low[token] not in ("to", "with", "by"):
        return []
    if clause.low[token - 1] not in _RELATED:
        return []
    role = nouns.before(clause, token - 1)
    if role is None or role.code not in _GROUPS - {"GOV"}:
        return []
    within = owned(clause, mark) or [inner(clause, mark)]
    to = within[0].actor
    if to is None:
        return within
    last = within[0].last
    group = _affiliates(clause_words(clause, role.first, last), role, to)
    outer = Found.of(clause, role.first, last, "group", group, 0.9, head=role.head, plural=True)
    return [outer, *within]


def ruled_by(
    clause: Clause, mark: Mark, nouns: RoleNouns, registry: Registry, on: date
) -> list[Found]:
    """Such as "the Al-Assad regime", "the Trump administration", "Haftar's forces"."""
    actor = mark.actor
    if actor is None or actor.type != "person" or actor.state is None:
        return []
    token = mark.last
    if token < len(clause) and clause.low[token] in ("'s", "’s", "'", "’"):
        token += 1
    role = nouns.after(clause, token, mark)
    owned = None if role is None else regime(registry, actor, role, on)
    if role is None or owned is None:
        return []
    mark.used = True
    first = mark.first
    while first > 0 and clause.taken[first - 1] is None:
        title = nouns.before(clause, first)
        if title is None or title.last != first or title.sense not in ("head", "post"):
            break
        first = title.first
    return [Found.of(clause, first, role.last, "group", owned, 0.95, head=role.head)]


def regime(registry: Registry, person: Actor, role: Role, on: date) -> Actor | None:
    """The government or force that a noun gives to a person; None for other nouns.

    It is that of the group the person leads, else that of the state the person is of.
    """
    if role.code not in _PERSONAL or role.sense != "body" or person.state is None:
        return None
    post = registry.post(person.id, on)
    body = registry.actor(post["office"]) if post is not None else None
    if body is not None and body.type in ("armed_group", "party", "military", "group"):
        organ = body
    else:
        state = registry.actor(person.state, on)
        if state is None:
            return None
        organ = made_organ(registry, state, role.code, role.word)
    return Actor(organ.id, organ.name, organ.type, state=organ.state, affiliation=person.id)


def _affiliates(words: str, role: Role, to: Actor, *, hostile: bool = False) -> Actor:
    part = "OPPONENTS" if hostile else "AFFILIATES"
    if role.code in _TYPES:
        part = f"{part}.{role.code}"
    return Actor(
        f"{to.id}.{part}",
        words,
        _TYPES.get(role.code, "group"),
        affiliation=None if hostile else to.id,
        listed=False,
    )
