"""Whom pronouns stand for, by rules over the parse.

A pronoun is looked for where grammar puts its antecedent: the subject of a clause that
governs it, the object that controls an infinitive, the head of a relative clause; then the
subject of the sentence before; then the latest mention that agrees (Hobbs 1978; Lappin and
Leass 1994, without weights). An object pronoun never stands for its own subject. Every
answer carries a confidence below 1, and what no rule settles stays open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.actors.wordlists import listed
from detente.reading.antecedents import Seen, antecedent, other_subject, together
from detente.reading.appositions import named_after, spread, take_name
from detente.reading.definites import BARE, HOMES, LANDS, bare, definite, is_inside
from detente.reading.grammar import Found
from detente.reading.owned import belongings

if TYPE_CHECKING:
    from datetime import date

    from detente.actors.registry import Registry
    from detente.reading.grammar import Clause
    from detente.types import Actor, MentionKind

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_GENITIVE = frozenset({"'s", "’s"})
_OPENERS = _HE | _SHE | _IT | _THEY | _GENITIVE | BARE | {"the", "both", "whose"}
_OWNING = frozenset({"his", "her", "its", "their", "whose"})
#: What two actors have together: "their meeting".
_SHARED = listed("shared by two")
#: Verbs whose object may be a state or a body ("accuse it", "join it").
_TAKING = listed("verbs that take an actor")
_THINGS = listed("things of war")
#: "It was the first visit": no actor is a visit.
_HAPPENINGS = frozenset({"time", "visit", "day", "attack", "strike", "step", "move", "year"})


def resolve(
    clauses: list[Clause],
    found: list[Found],
    registry: Registry,
    on: date,
    *,
    home: str | None = None,
) -> list[Found]:
    """Mentions by pronoun or definite noun; the actor is None where no rule settles it.

    Args:
        clauses: the sentences of one article, in order.
        found: the mentions found in them so far.
        registry: for the gender of persons and the states they belong to.
        on: the day of the article.
        home: the state that the article is about, if it is about one.
    """
    by_clause: dict[int, list[Found]] = {clause.index: [] for clause in clauses}
    for item in found:
        by_clause[item.sentence].append(item)
    seen = Seen(registry, on, home)
    new: list[Found] = []
    known: dict[str, Actor] = {}
    for clause in clauses:
        here = by_clause[clause.index]
        by_first = {item.first: item for item in here if item.kind == "person"}
        waiting = sorted(here, key=lambda item: item.last, reverse=True)
        seen.begin(clause, here)
        for token, low in enumerate(clause.low):
            while waiting and waiting[-1].last <= token:
                seen.add(waiting.pop())
            if low not in _OPENERS or seen.covering[token] is not None:
                continue
            made = _one(clause, token, low, seen)
            longer = None
            if low in _GENITIVE:
                owner = seen.covering[token - 1] if token else None
                if owner is not None and owner.last == token and owner.kind != "place":
                    longer = belongings(clause, token, owner.actor, seen, first=owner.first)
            if low in _OWNING:
                longer = belongings(clause, token, _whose(clause, token, made, seen), seen)
            office = longer if longer is not None else made if low == "the" else None
            if office is not None and office.kind in ("office", "unnamed"):
                person = named_after(clause, office, by_first)
                if person is not None:
                    known |= take_name(office, person)
            for one in (longer, made):
                if one is not None:
                    new.append(one)
                    seen.cover(one)
                    seen.add(one)
        while waiting:
            seen.add(waiting.pop())
    spread([*found, *new], known)
    return new


def _one(clause: Clause, token: int, low: str, seen: Seen) -> Found | None:
    if low in ("the", "both"):
        return definite(clause, token, seen)
    if low in BARE:
        return bare(clause, token, seen)
    if low == "whose" or low in _GENITIVE:
        return None
    if low in _HE:
        found = _person(clause, token, "M", seen)
    elif low in _SHE:
        found = _person(clause, token, "F", seen)
    elif low in _IT:
        if low == "it" and _expletive(clause, token):
            return None
        found = _thing(clause, token, seen)
    else:
        found = _plural(clause, token, seen)
    home = token + 1
    if low in _OWNING and home < len(clause) and clause.low[home] in HOMES:
        return _homeland(clause, token, found, seen)
    return found


def _whose(clause: Clause, token: int, made: Found | None, seen: Seen) -> Actor | None:
    """Whom a possessive stands for; "whose" for the mention it follows."""
    if made is not None:
        return made.actor
    before = token - 1
    if before >= 0 and clause.low[before] == ",":
        before -= 1
    item = seen.covering[before] if before >= 0 and clause.low[token] == "whose" else None
    return item.actor if item is not None else None


def _person(clause: Clause, token: int, gender: str, seen: Seen) -> Found:
    def fits(item: Found) -> bool:
        actor = item.actor
        if actor is None or item.plural:
            return False
        if actor.type == "person":
            return seen.registry.gender(actor.id) in ("", gender)
        if item.kind == "unnamed":
            return actor.name.split()[-1].lower() not in _THINGS
        return item.kind == "office"

    best, confidence = antecedent(clause, token, fits, seen)
    found = _pronoun(clause, token, best, confidence)
    found.human = True
    return found


def _thing(clause: Clause, token: int, seen: Seen) -> Found:
    def fits(item: Found) -> bool:
        actor = item.actor
        return (
            actor is not None
            and not (item.plural and item.kind != "name")
            and not item.human
            and item.kind not in ("demonym", "unnamed", "place", "office", "person")
            and actor.type not in ("person", "unnamed", "people")
            and "+" not in actor.id
        )

    if clause.low[token] == "its" and (place := _governed(clause, token, seen)) is not None:
        return _pronoun(clause, token, place, 0.7)
    if clause.low[token] == "it" and _is_a_thing(clause, token):
        return _pronoun(clause, token, None, 0.3)
    if clause.deps[token] == "nsubjpass" and _object_above(clause, token, seen):
        return _pronoun(clause, token, None, 0.3)
    best, confidence = antecedent(clause, token, fits, seen)
    if confidence < 0.75 and best is not None and best.actor is not None:
        # Far from any subject "it" is more often a thing than an actor: only for a state.
        aside = clause.low[token] == "it" and not clause.is_subject(token)
        distant = best.actor.type not in LANDS or aside
        if distant or other_subject(clause, token, seen, plural=False):
            best = None
    return _pronoun(clause, token, best, confidence - 0.05)


def _is_a_thing(clause: Clause, token: int) -> bool:
    """Whether "it" is what is done or spoken of: the object of a verb that takes no actor.

    "Called it a win", "denied it", "left over it" speak of a deed; "joined it", "accused it"
    of somebody.
    """
    head = clause.heads[token]
    if clause.deps[token] == "pobj":
        if clause.low[head] not in ("against", "with", "by", "between", "from"):
            return True
        head = clause.heads[head]
        return clause.low[clause.heads[token]] == "from" and clause.lemmas[head] not in _TAKING
    if clause.deps[token] == "dobj":
        given = any(
            clause.heads[t] == head and clause.deps[t] == "dobj" and t > token
            for t in range(token + 1, len(clause))
        )
        return clause.lemmas[head].lower() not in _TAKING and not given
    below = clause.heads[head] if head > token else head
    return head > token and clause.deps[token] == "nsubj" and clause.deps[head] in (
        "acomp", "attr", "oprd") and below != head  # fmt: skip


def _governed(clause: Clause, token: int, seen: Seen) -> Found | None:
    """The country just named as a place, for "in Syria at the request of its government"."""
    role = seen.nouns.after(clause, token + 1)
    if role is None or role.code != "GOV" or role.sense != "body":
        return None
    for item in reversed(seen.items):
        if item.sentence != clause.index:
            return None
        if item.actor is not None and item.actor.type in LANDS:
            return item if item.kind == "place" else None
    return None


def _object_above(clause: Clause, token: int, seen: Seen) -> bool:
    """Whether the clause above has a thing for its object ("leave the deal if it is not ...")."""
    for verb in seen.verbs_above(token)[1:2]:
        thing = seen.object_of.get(verb)
        if thing is not None and thing < token and seen.covering[thing] is None:
            return clause.tags[thing] == "NN"
    return False


def _plural(clause: Clause, token: int, seen: Seen) -> Found:
    def fits(item: Found) -> bool:
        actor = item.actor
        if actor is None or (item.kind == "demonym" and clause.low[token] != "their"):
            return actor is not None and item.plural
        return (
            item.plural
            or "+" in actor.id
            or actor.type in ("people", "armed_group", "military", "party")
        )

    noun = clause.heads[token] if clause.low[token] == "their" else -1
    if noun >= 0 and clause.low[noun] in _SHARED:
        both = together(clause, token, seen)
        if both is not None:
            return Found.of(clause, token, token + 1, "pronoun", both, 0.7, plural=True)
    best, confidence = antecedent(clause, token, fits, seen)
    if best is None or confidence < 0.75:
        for sentence, subject, both in reversed(seen.pairs):
            if subject and clause.index - sentence <= 1:
                return Found.of(clause, token, token + 1, "pronoun", both, 0.65, plural=True)
    if confidence < 0.75 and clause.low[token] != "their":
        silent = not clause.is_subject(token) or other_subject(clause, token, seen, plural=True)
        best = None if silent else best
    return _pronoun(clause, token, best, confidence - 0.1)


def _expletive(clause: Clause, token: int) -> bool:
    """Such as "It is likely that", "believes it necessary to", "it appears that"."""
    if clause.deps[token] == "expl":
        return True
    after = token + 1
    if after < len(clause) and clause.pos[after] == "ADJ":
        return True
    head = clause.heads[token]
    children = [t for t in range(len(clause)) if clause.heads[t] == head and t != head]
    later = [t for t in children if t > head]
    lemma = clause.lemmas[head]
    if lemma in ("seem", "appear", "happen", "turn", "take", "rain", "snow"):
        finite = any(clause.deps[t] in ("ccomp", "advcl", "csubj") for t in later)
        return finite or lemma == "take"
    if lemma == "be":
        if any(clause.deps[t] == "attr" and clause.low[t] in _SHARED | _HAPPENINGS for t in later):
            return True
        attribute = any(clause.deps[t] in ("acomp", "attr", "oprd") for t in children)
        clauses = ("ccomp", "xcomp", "csubj", "advcl", "relcl")
        inner = any(
            clause.deps[t] in clauses and (clause.heads[t] == head or clause.heads[t] in later)
            for t in range(head + 1, len(clause))
        )
        return attribute and inner
    passive = any(clause.deps[t] == "auxpass" for t in children)
    return passive and any(clause.deps[t] == "ccomp" for t in later)


def _pronoun(clause: Clause, token: int, best: Found | None, confidence: float) -> Found:
    actor = best.actor if best is not None else None
    return Found.of(
        clause,
        token,
        token + 1,
        "pronoun",
        actor,
        round(confidence, 2) if actor is not None else 0.3,
        plural=best.plural if best is not None else False,
    )


def _homeland(clause: Clause, token: int, owner: Found, seen: Seen) -> Found:
    """Such as "his country": the state of whom the pronoun stands for."""
    state = owner.actor.state if owner.actor is not None else None
    actor = seen.registry.actor(state, seen.on) if state else None
    confidence = owner.confidence if actor is not None else 0.3
    kind: MentionKind = "place" if is_inside(clause, token + 1) else "pronoun"
    return Found.of(clause, token, token + 2, kind, actor, confidence, head=token + 1)
