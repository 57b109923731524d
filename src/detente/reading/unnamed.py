"""Those who speak or act without a name: "many analysts", "a senior official", "gunmen"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.actors.folding import fold_key
from detente.actors.wordlists import listed
from detente.reading.grammar import Found
from detente.reading.roles import MODIFIER_TAGS, Role, RoleNouns, is_noun, is_plural
from detente.reading.strangers import clause_words
from detente.types import Actor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.reading.grammar import Clause

_QUANTIFIERS = listed("quantifiers") | {"a", "an", "one", "another"}
_AMOUNTS = frozenset({"number", "handful", "couple", "group", "dozens", "hundreds", "majority"})
#: Bodies that act without it being said whose they are ("police", "gunmen").
_BODIES = frozenset(
    {"COP", "MIL", "REBEL", "MILITIA", "PROTEST", "REFUGEE", "CRIMINAL", "SETTLER", "OPP"}
)
_DAYS = listed("days")
_SAYING = listed("verbs of saying")
#: What says something and is nobody ("a statement said").
_TEXTS = listed("texts that say")
_ARMED = frozenset({"MIL", "MILITIA"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their"})
_PART_OF = frozenset({"of", "in", "from", "within"})


def quantifier(clause: Clause, first: int) -> int | None:
    """Where the quantifier or indefinite article of a noun phrase begins, if it has one."""
    for token in (first, first - 1):
        if token >= 0 and clause.low[token] in _QUANTIFIERS:
            # "the three ministers" are known.
            definite = token > 0 and clause.low[token - 1] in _DEFINITE
            return None if definite else token
    before = first - 1
    if before < 0:
        return None
    token = before
    while token > 0 and clause.pos[token] == "ADJ" and first - token < 4:
        token -= 1
    if token < before and clause.low[token] in _QUANTIFIERS:
        return token
    if clause.low[before] == "the":
        before -= 1
    if before >= 1 and clause.low[before] == "of":
        amount = before - 1
        if clause.low[amount] in _QUANTIFIERS:
            return amount
        if clause.low[amount] in _AMOUNTS:
            return amount - 1 if amount and clause.low[amount - 1] in _QUANTIFIERS else amount
    return None


def voice(
    clause: Clause, first: int, role: Role, owner: Actor | None, *, last: int | None = None
) -> Found:
    """Somebody unnamed at tokens ``first`` to the role noun (or ``last``), with a quantifier."""
    counted = quantifier(clause, first)
    start = first if counted is None else min(counted, first)
    end = role.last if last is None else last
    noun = fold_key(role.word).replace(" ", "-")
    actor = Actor(
        f"{owner.id}.unnamed-{noun}" if owner is not None else f"unnamed-{noun}",
        clause_words(clause, start, end),
        "unnamed",
        state=owner.state if owner is not None else None,
        affiliation=owner.id if owner is not None else None,
        listed=False,
    )
    return Found.of(
        clause, start, end, "unnamed", actor, head=role.head, plural=is_plural(clause, role.head)
    )


def find_unnamed(
    clause: Clause, nouns: RoleNouns, built: list[Found], covered: list[bool]
) -> list[Found]:
    """Role nouns that stand without an owner.

    Someone counted ("some observers", "a diplomat"), a bare plural that speaks or acts
    ("analysts say", "gunmen attacked"), each with the body it is part of ("members of the
    Syrian opposition"); that body's own mention is then taken out of ``built``.
    """
    found: list[Found] = []
    for first, noun in _somebody_says(clause, nouns, covered):
        found.append(_somebody(clause, first, noun))
        covered[first : noun + 1] = [True] * (noun + 1 - first)
    token = 0
    while token < len(clause):
        role = None if covered[token] else nouns.at(clause, token)
        if role is None or not is_noun(clause, role):
            token += 1
            continue
        token = role.last
        item = _one(clause, role, built, covered)
        if item is not None:
            found.append(item)
            covered[item.first : item.last] = [True] * (item.last - item.first)
            token = max(token, item.last)
    return found


def _somebody_says(
    clause: Clause, nouns: RoleNouns, covered: list[bool]
) -> Iterator[tuple[int, int]]:
    """Such as "a pensioner said": whoever with "a" says something, if it is no text."""
    for noun, dep in enumerate(clause.deps):
        if dep != "nsubj" or clause.tags[noun] != "NN" or clause.low[noun] in _TEXTS:
            continue
        if clause.lemmas[clause.heads[noun]].lower() not in _SAYING:
            continue
        first = noun
        while first > 0 and clause.tags[first - 1] in MODIFIER_TAGS:
            first -= 1
        first -= 1
        if first < 0 or clause.low[first] not in ("a", "an", "one", "another"):
            continue
        if any(covered[first : noun + 1]) or any(clause.taken[first : noun + 1]):
            continue
        role = nouns.before(clause, noun + 1)
        if role is None or role.last != noun + 1:
            yield first, noun


def _somebody(clause: Clause, first: int, noun: int) -> Found:
    words = clause_words(clause, first, noun + 1)
    actor = Actor(f"unnamed-{clause.low[noun]}", words, "unnamed", listed=False)
    return Found.of(clause, first, noun + 1, "unnamed", actor, head=noun)


def _one(clause: Clause, role: Role, built: list[Found], covered: list[bool]) -> Found | None:
    body = role.sense == "body" and role.code in _BODIES
    if role.sense not in ("voice", "post") and not body and role.code != "MEDIA":
        return None
    first = role.first
    while (
        first > 0
        and clause.tags[first - 1] in MODIFIER_TAGS
        and clause.deps[first - 1] in ("amod", "compound", "nmod", "punct")
        and clause.taken[first - 1] is None
        and not covered[first - 1]
        and clause.low[first - 1] not in _DAYS
    ):
        first -= 1
    if any(covered[first : role.last]) or any(clause.taken[first : role.last]):
        return None
    acts = clause.is_subject(role.head) or clause.deps[role.head] in ("pobj", "agent", "dobj")
    plural = is_plural(clause, role.head) or clause.low[role.head] in ("police", "personnel")
    if quantifier(clause, first) is None:
        if body and role.code in _ARMED and not _does(clause, role.head):
            return None
        definite = first > 0 and clause.low[first - 1] in _DEFINITE
        if definite or not plural or not acts:
            return None
        if role.sense == "post" and not clause.is_subject(role.head):
            return None
    elif role.sense != "voice" and not acts:
        return None
    whole = _whole(clause, role.last, built)
    if whole is None:
        return voice(clause, first, role, None)
    if whole in built:
        built.remove(whole)
    return voice(clause, first, role, whole.actor, last=whole.last)


def _does(clause: Clause, head: int) -> bool:
    """Whether it acts rather than being had or sent: subject, or "by", "from", "against" it."""
    if clause.deps[head] == "pobj":
        return clause.low[clause.heads[head]] in ("by", "from", "against", "with", "between")
    return clause.is_subject(head)


def _whole(clause: Clause, token: int, built: list[Found]) -> Found | None:
    """The body somebody is part of: "members of the Syrian opposition"."""
    if token + 1 >= len(clause) or clause.low[token] not in _PART_OF:
        return None
    inside = clause.low[token] in ("in", "within")
    token += 2 if clause.low[token + 1] == "the" else 1
    for item in built:
        if item.first == token and item.kind in ("group", "name"):
            return item
    mark = clause.mark_at(token)
    if mark is None or mark.used or inside or mark.kind in ("capital", "adjective"):
        return None
    mark.used = True
    return Found.of(clause, mark.first, mark.last, "name", mark.actor, mark=mark)
