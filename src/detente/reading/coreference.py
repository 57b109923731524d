"""Whom pronouns and definite nouns stand for, by rules over the parse.

A pronoun is looked for where grammar puts its antecedent: the subject of a clause that
governs it, the object that controls an infinitive, the head of a relative clause; then the
subject of the sentence before; then the latest mention that agrees (Hobbs 1978; Lappin and
Leass 1994, without weights). An object pronoun never stands for its own subject. Every
answer carries a confidence below 1, and what no rule settles stays open.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from detente.reading.grammar import Found
from detente.types import Actor

if TYPE_CHECKING:
    from datetime import date

    from detente.actors.registry import Registry
    from detente.reading.grammar import Clause
    from detente.types import MentionKind

Fits = Callable[[Found], bool]

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_OWNING = frozenset({"his", "her", "its", "their"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_OBJECT = frozenset({"dobj", "dative", "pobj", "iobj"})
_LANDS = frozenset({"state", "territory"})
_HOMES = frozenset({"country", "nation", "homeland"})
_RULED = frozenset({"regime", "government", "authorities", "administration", "leadership"})
_GROUP_TYPES = frozenset({"armed_group", "party", "igo", "ngo", "group", "media"})
_GROUPS = listed("group nouns")
#: What two actors have together: "their meeting".
_SHARED = listed("shared by two")
_PAIR = listed("pairs of states")
_PAIR_PERSONS = listed("pairs of persons")
#: Offices by the noun that stands for their holder ("the president").
_OFFICES = {
    "president": "PRES",
    "premier": "PM",
    "chancellor": "PM",
    "king": "MONARCH",
    "spokesman": "",
    "spokeswoman": "",
    "minister": "",
    "ambassador": "",
    "envoy": "",
}
#: Nouns that are many though they carry no plural ending.
_COLLECTIVE = frozenset({"personnel", "people", "police", "troops"})


def resolve(clauses: list[Clause], found: list[Found], registry: Registry, on: date) -> list[Found]:
    """Mentions by pronoun or definite noun; the actor is None where no rule settles it.

    Args:
        clauses: the sentences of one article, in order.
        found: the mentions found in them so far.
        registry: for the gender of persons and the states they belong to.
        on: the day of the article.
    """
    by_clause: dict[int, list[Found]] = {clause.index: [] for clause in clauses}
    for item in found:
        by_clause[item.sentence].append(item)
    seen = _Seen(registry, on)
    new: list[Found] = []
    for clause in clauses:
        here = by_clause[clause.index]
        waiting = sorted(here, key=lambda item: item.last, reverse=True)
        seen.begin(clause, here)
        for token, low in enumerate(clause.low):
            while waiting and waiting[-1].last <= token:
                seen.add(waiting.pop())
            if low not in _OPENERS or seen.covering[token] is not None:
                continue
            made = _one(clause, token, low, seen)
            if made is not None:
                new.append(made)
                seen.cover(made)
                seen.add(made)
        while waiting:
            seen.add(waiting.pop())
    return new


_OPENERS = _HE | _SHE | _IT | _THEY | {"the", "both"}


class _Seen:
    """The actors met so far, the latest last, and the clause that is being read."""

    def __init__(self, registry: Registry, on: date) -> None:
        self.registry = registry
        self.on = on
        self.items: list[Found] = []
        self.subjects: dict[int, list[Found]] = {}
        self.pairs: list[tuple[int, bool, Actor]] = []
        self.covering: list[Found | None] = []

    def begin(self, clause: Clause, here: list[Found]) -> None:
        """Turn to the next sentence; only the last sixty mentions are remembered."""
        self.clause = clause
        self.covering = [None] * len(clause)
        for item in sorted(here, key=lambda item: item.first - item.last):
            self.cover(item)
        self.subject_of: dict[int, int] = {}
        self.object_of: dict[int, int] = {}
        for token, dep in enumerate(clause.deps):
            if dep in _SUBJECT:
                self.subject_of.setdefault(clause.heads[token], token)
            elif dep == "dobj":
                self.object_of.setdefault(clause.heads[token], token)
        del self.items[:-60]

    def cover(self, item: Found) -> None:
        """Note which tokens a mention takes; the widest comes first and stays."""
        for token in range(item.first, item.last):
            if self.covering[token] is None:
                self.covering[token] = item

    def add(self, item: Found) -> None:
        """Remember a mention, and the pair it forms with the one it is joined to by "and"."""
        clause = self.clause
        subject = any(clause.is_subject(token) for token in range(item.first, item.last))
        if subject:
            self.subjects.setdefault(clause.index, []).append(item)
        if item.actor is not None and "+" in item.actor.id:
            self.pairs.append((clause.index, True, item.actor))
        elif item.actor is not None and self.items:
            other = self.items[-1]
            between = clause.low[other.last : item.first] if other.sentence == clause.index else []
            if "and" in between and len(between) <= 2 and other.actor is not None:
                if other.actor.id != item.actor.id:
                    self.pairs.append((clause.index, subject, pair(other.actor, item.actor)))
        self.items.append(item)

    def previous_subject(self, fits: Fits) -> Found | None:
        """The first subject that fits in the sentence before this one."""
        for item in self.subjects.get(self.clause.index - 1, ()):
            if fits(item):
                return item
        return None

    def latest(self, fits: Fits, *, back: int = 3) -> Found | None:
        """The latest mention that fits, at most ``back`` sentences ago."""
        for item in reversed(self.items):
            if self.clause.index - item.sentence > back:
                return None
            if fits(item):
                return item
        return None

    def verbs_above(self, token: int) -> list[int]:
        """The verbs that govern a token, the nearest first."""
        clause, verbs = self.clause, []
        for _ in range(len(clause)):
            head = clause.heads[token]
            if head == token:
                break
            token = head
            if clause.pos[token] in ("VERB", "AUX"):
                verbs.append(token)
        return verbs

    def subject(self, verb: int) -> Found | None:
        """The mention that is the subject of a verb, through "who", "which" and participles."""
        clause = self.clause
        token = self.subject_of.get(verb)
        if token is None:
            if clause.deps[verb] == "acl" and clause.tags[verb] == "VBG":
                return self.covering[clause.heads[verb]]
            return None
        if clause.low[token] in ("who", "which", "that") and clause.deps[verb] == "relcl":
            return self.covering[clause.heads[verb]]
        return self.covering[token]

    def controller(self, verb: int) -> Found | None:
        """The object that is the subject of an infinitive or gerund ("prevent Iran from")."""
        clause = self.clause
        if clause.deps[verb] == "pcomp":
            head = clause.heads[clause.heads[verb]]
        elif clause.deps[verb] == "xcomp":
            head = clause.heads[verb]
        else:
            return None
        token = self.object_of.get(head)
        return self.covering[token] if token is not None and token < verb else None


def pair(a: Actor, b: Actor) -> Actor:
    """Two actors spoken of as one ("their alliance"): ids joined by ``+`` in order."""
    first, second = sorted((a, b), key=lambda actor: actor.id)
    return Actor(
        f"{first.id}+{second.id}", f"{first.name} and {second.name}", "group", listed=False
    )


def _one(clause: Clause, token: int, low: str, seen: _Seen) -> Found | None:
    if low in ("the", "both"):
        return _definite(clause, token, seen)
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
    if low in _OWNING and home < len(clause) and clause.low[home] in _HOMES:
        return _homeland(clause, token, found, seen)
    return found


def _person(clause: Clause, token: int, gender: str, seen: _Seen) -> Found:
    def fits(item: Found) -> bool:
        actor = item.actor
        if actor is None or item.plural:
            return False
        if actor.type == "person":
            return seen.registry.gender(actor.id) in ("", gender)
        return item.kind in ("unnamed", "office") or actor.type == "office"

    best, confidence = _antecedent(clause, token, fits, seen)
    return _pronoun(clause, token, best, confidence)


def _thing(clause: Clause, token: int, seen: _Seen) -> Found:
    def fits(item: Found) -> bool:
        actor = item.actor
        return (
            actor is not None
            and not item.plural
            and item.kind not in ("demonym", "unnamed", "place", "office", "person")
            and actor.type not in ("person", "unnamed", "people")
            and "+" not in actor.id
        )

    best, confidence = _antecedent(clause, token, fits, seen)
    if confidence < 0.75 and _other_subject(clause, token, seen, plural=False):
        best = None
    return _pronoun(clause, token, best, confidence - 0.05)


def _plural(clause: Clause, token: int, seen: _Seen) -> Found:
    def fits(item: Found) -> bool:
        actor = item.actor
        if actor is None or item.kind == "demonym" and clause.low[token] != "their":
            return actor is not None and item.plural
        return (
            item.plural
            or "+" in actor.id
            or actor.type in ("people", "armed_group", "military", "party")
        )

    noun = clause.heads[token] if clause.low[token] == "their" else -1
    if noun >= 0 and clause.low[noun] in _SHARED:
        both = _together(clause, token, seen)
        if both is not None:
            return Found.of(clause, token, token + 1, "pronoun", both, 0.7, plural=True)
    best, confidence = _antecedent(clause, token, fits, seen)
    if best is None or confidence < 0.75:
        for sentence, subject, both in reversed(seen.pairs):
            if subject and clause.index - sentence <= 1:
                return Found.of(clause, token, token + 1, "pronoun", both, 0.65, plural=True)
    if confidence < 0.75 and clause.is_subject(token):
        best = None if _other_subject(clause, token, seen, plural=True) else best
    return _pronoun(clause, token, best, confidence - 0.1)


def _antecedent(clause: Clause, token: int, fits: Fits, seen: _Seen) -> tuple[Found | None, float]:
    """Where grammar looks for the antecedent of a pronoun, and how sure that is."""
    verbs = seen.verbs_above(token)
    reflexive = clause.low[token].endswith(("self", "selves"))
    if clause.deps[token] in _OBJECT and not reflexive:
        best = _not_its_subject(clause, token, verbs, fits, seen)
        if best is not None:
            return best, 0.75
        verbs = []
    elif clause.deps[token] in _SUBJECT:
        verbs = verbs[1:]
    for verb in verbs:
        for item in (seen.subject(verb), seen.controller(verb)):
            if item is not None and item.last <= token and fits(item):
                return item, 0.85
    before = seen.previous_subject(fits)
    if before is not None and not _stands_here(clause, token, fits, seen):
        return before, 0.8
    best = seen.latest(fits, back=2)
    return best, 0.65


def _not_its_subject(
    clause: Clause, token: int, verbs: list[int], fits: Fits, seen: _Seen
) -> Found | None:
    """For "him" and "it" as objects: anybody of this sentence but the subject itself."""
    subject: Found | None = None
    for verb in verbs:
        subject = seen.controller(verb) or seen.subject(verb)
        if subject is not None and subject.last <= token:
            break
    barred = subject.actor.id if subject is not None and subject.actor is not None else None
    main = seen.subjects.get(clause.index, [])[:1]
    for item in [*main, *reversed(seen.items)]:
        if item.sentence != clause.index:
            break
        inside = subject is not None and subject.first <= item.first and item.last <= subject.last
        if fits(item) and not inside and (item.actor is None or item.actor.id != barred):
            return item
    return None


def _stands_here(clause: Clause, token: int, fits: Fits, seen: _Seen) -> bool:
    """Whether a fitting mention stands nearer, in this sentence, as its own subject."""
    return any(fits(item) and item.last <= token for item in seen.subjects.get(clause.index, ()))


def _other_subject(clause: Clause, token: int, seen: _Seen, *, plural: bool) -> bool:
    """Whether something that is no actor is the likelier antecedent in this sentence."""
    for subject in seen.subject_of.values():
        if subject >= token or seen.covering[subject] is not None:
            continue
        if clause.pos[subject] not in ("NOUN", "PROPN"):
            continue
        many = clause.tags[subject] in ("NNS", "NNPS") or clause.low[subject] in _COLLECTIVE
        if many == plural:
            return True
    return False


def _together(clause: Clause, token: int, seen: _Seen) -> Actor | None:
    """Two actors of one type in this sentence, the subject first; else the latest pair."""
    here = [
        item
        for item in seen.items
        if item.sentence == clause.index and item.actor is not None and item.kind != "place"
    ]
    firsts = [item for item in seen.subjects.get(clause.index, ()) if item.actor is not None]
    for first in firsts[:1]:
        assert first.actor is not None
        if "+" in first.actor.id:
            return first.actor
        for item in here:
            actor = item.actor
            if actor is not None and actor.id != first.actor.id and actor.type == first.actor.type:
                return pair(first.actor, actor)
    for sentence, _, both in reversed(seen.pairs):
        if clause.index - sentence <= 2:
            return both
    return None


def _expletive(clause: Clause, token: int) -> bool:
    """ "It is likely that", "believes it necessary to", "it appears that"."""
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


def _homeland(clause: Clause, token: int, owner: Found, seen: _Seen) -> Found:
    """ "his country": the state of whom the pronoun stands for."""
    state = owner.actor.state if owner.actor is not None else None
    actor = seen.registry.actor(state, seen.on) if state else None
    confidence = owner.confidence if actor is not None else 0.3
    kind: MentionKind = "place" if _within(clause, token + 1) else "pronoun"
    return Found.of(clause, token, token + 2, kind, actor, confidence, head=token + 1)


def _within(clause: Clause, noun: int) -> bool:
    return clause.deps[noun] == "pobj" and clause.low[clause.heads[noun]] in ("in", "across")


def _definite(clause: Clause, token: int, seen: _Seen) -> Found | None:
    """ "the regime", "the country", "the two countries", "the group", "the president"."""
    noun = token + 1
    both = clause.low[token] == "both"
    if noun < len(clause) and clause.low[noun] == "two":
        both, noun = True, noun + 1
    if (
        noun >= len(clause)
        or clause.pos[noun] not in ("NOUN", "PROPN")
        or seen.covering[noun] is not None
        or clause.deps[noun] in ("compound", "amod", "nmod")
    ):
        return None
    word = clause.low[noun]
    if both:
        return _both(clause, token, noun, seen) if word in _PAIR | _PAIR_PERSONS else None
    if word in _RULED:
        return _as(clause, noun, "group", seen.latest(_rules, back=6))
    if word in _GROUPS:
        best = seen.latest(_is_group)
        return _as(clause, noun, "group", best) if best is not None else None
    if word in _HOMES:
        best = seen.latest(lambda item: item.actor is not None and item.actor.type in _LANDS)
        return _as(clause, noun, "place" if _within(clause, noun) else "pronoun", best, 0.6)
    if word in _OFFICES:
        code = _OFFICES[word]

        def holds(item: Found) -> bool:
            actor = item.actor
            if actor is None or actor.type != "person" or actor.office is None:
                return False
            return not code or actor.office.endswith(f".{code}")

        return _as(clause, noun, "office", seen.latest(holds, back=6))
    return None


def _rules(item: Found) -> bool:
    actor = item.actor
    return actor is not None and item.kind == "group" and actor.id.endswith(".GOV")


def _is_group(item: Found) -> bool:
    actor = item.actor
    if actor is None or "+" in actor.id:
        return False
    return actor.type in _GROUP_TYPES and item.kind in ("name", "group")


def _both(clause: Clause, token: int, noun: int, seen: _Seen) -> Found:
    wanted = _PAIR_PERSONS if clause.low[noun] in _PAIR_PERSONS else _PAIR
    types = frozenset({"person"}) if wanted is _PAIR_PERSONS else _LANDS
    here = {
        item.actor.id: item.actor
        for item in seen.items
        if item.sentence == clause.index
        and item.actor is not None
        and item.kind not in ("place", "demonym")
        and item.actor.type in types
    }
    actor: Actor | None = None
    if len(here) == 2:
        actor = pair(*here.values())
    else:
        for sentence, _, both in reversed(seen.pairs):
            if clause.index - sentence <= 3:
                actor = both
                break
    confidence = 0.7 if actor is not None else 0.3
    return Found.of(clause, token, noun + 1, "pronoun", actor, confidence, head=noun, plural=True)


def _as(
    clause: Clause, noun: int, kind: MentionKind, best: Found | None, confidence: float = 0.7
) -> Found:
    actor = best.actor if best is not None else None
    return Found.of(clause, noun, noun + 1, kind, actor, confidence if actor is not None else 0.3)
