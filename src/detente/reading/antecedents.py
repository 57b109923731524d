"""What has been met so far in an article, and where grammar puts an antecedent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from detente.reading.roles import RoleNouns
from detente.types import Actor

if TYPE_CHECKING:
    from datetime import date

    from detente.actors.registry import Registry
    from detente.reading.grammar import Clause, Found

Fits = Callable[["Found"], bool]

_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_OBJECT = frozenset({"dobj", "dative", "pobj", "iobj"})
#: Nouns that are many though they carry no plural ending.
_JOINTS = frozenset({",", "and", "&", "the", "both"})
_COLLECTIVE = frozenset({"personnel", "people", "police", "troops"})


class Seen:
    """The actors met so far, the latest last, and the clause that is being read."""

    def __init__(self, registry: Registry, on: date, home: str | None = None) -> None:
        self.registry = registry
        self.on = on
        self.home = home
        self.nouns = RoleNouns(registry)
        self.states: set[str] = set()
        self.items: list[Found] = []
        self.subjects: dict[int, list[Found]] = {}
        self.pairs: list[tuple[int, bool, Actor]] = []
        self.chain: list[Found] = []
        self.chained = False
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
        elif item.actor is not None:
            self._join(item, subject)
        self.items.append(item)
        if item.actor is not None and item.actor.state is not None:
            self.states.add(item.actor.state)

    def _join(self, item: Found, subject: bool) -> None:
        """Go on with a list ("Russia, Iran and Turkey"); "and" makes those in it a set."""
        clause, last = self.clause, self.chain[-1] if self.chain else None
        between: list[str] = []
        if last is not None and last.sentence == clause.index:
            between = clause.low[last.last : item.first]
        if not between or not all(word in _JOINTS for word in between):
            self.chain, self.chained = [item], subject
            return
        self.chain.append(item)
        actors = {one.actor.id: one.actor for one in self.chain if one.actor is not None}
        if "and" in between and len(actors) > 1:
            self.pairs.append((clause.index, self.chained or subject, jointly(*actors.values())))

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

    def within(self, back: int) -> Iterator[Found]:
        """The mentions of this sentence and the last ``back`` ones."""
        return (item for item in self.items if self.clause.index - item.sentence <= back)

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
            headless = clause.deps[clause.heads[verb]] == "ROOT"
            if clause.deps[verb] == "acl" and (clause.tags[verb] == "VBG" or headless):
                return self.covering[clause.heads[verb]]
            return None
        if clause.low[token] in ("who", "which", "that") and clause.deps[verb] == "relcl":
            return self.covering[clause.heads[verb]]
        return self.covering[token]

    def said_before(self, verb: int, token: int) -> Found | None:
        """The subject of what is said before who says it ("Iran won, its president said")."""
        clause = self.clause
        for said in range(min(verb, token)):
            if clause.heads[said] == verb and clause.deps[said] == "ccomp":
                return self.subject(said)
        return None

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


def jointly(*actors: Actor) -> Actor:
    """Several actors spoken of as one ("their alliance"): ids joined by ``+`` in order."""
    known = sorted({actor.id: actor for actor in actors}.values(), key=lambda actor: actor.id)
    names = [actor.name for actor in known]
    name = ", ".join(names[:-1]) + " and " + names[-1]
    return Actor("+".join(actor.id for actor in known), name, "group", listed=False)


def antecedent(clause: Clause, token: int, fits: Fits, seen: Seen) -> tuple[Found | None, float]:
    """Where grammar looks for the antecedent of a pronoun, and how sure that is."""
    verbs = seen.verbs_above(token)
    reflexive = clause.low[token].endswith(("self", "selves"))
    if clause.deps[token] in _OBJECT and not reflexive:
        best = _not_its_subject(clause, token, verbs, fits, seen)
        if best is not None:
            return best, 0.75
        if clause.low[token] == "them":
            # Them of an earlier sentence are things as often as actors.
            return None, 0.3
        acting = {item.actor.id for item in seen.subjects.get(clause.index, ()) if item.actor}
        plain, verbs = fits, []

        def fits(item: Found) -> bool:
            return plain(item) and item.actor is not None and item.actor.id not in acting

    elif clause.deps[token] in _SUBJECT:
        verbs = verbs[1:]
    for verb in verbs:
        for item in (seen.subject(verb), seen.controller(verb), seen.said_before(verb, token)):
            if item is not None and item.last <= token and fits(item):
                return item, 0.85
    here = [item for item in seen.subjects.get(clause.index, ()) if item.last <= token]
    first = next((item for item in here if fits(item)), None)
    if first is not None and clause.deps[token] not in _OBJECT:
        return first, 0.75
    before = seen.previous_subject(fits)
    if before is not None and not _stands_here(clause, token, fits, seen):
        return before, 0.8
    best = seen.latest(fits, back=2)
    return best, 0.65


def _not_its_subject(
    clause: Clause, token: int, verbs: list[int], fits: Fits, seen: Seen
) -> Found | None:
    """For "him" and "it" as objects: anybody of this sentence but the subject itself."""
    subject: Found | None = None
    for verb in verbs:
        subject = seen.controller(verb) or seen.subject(verb)
        if subject is not None and subject.last <= token:
            break
    barred = subject.actor.id if subject is not None and subject.actor is not None else None
    main = seen.subjects.get(clause.index, [])[:1]
    if clause.low[token] == "them":
        barred, main = (main[0].actor.id if main and main[0].actor else barred), []
    for item in [*main, *reversed(seen.items)]:
        if item.sentence != clause.index:
            break
        inside = subject is not None and subject.first <= item.first and item.last <= subject.last
        if fits(item) and not inside and (item.actor is None or item.actor.id != barred):
            return item
    return None


def _stands_here(clause: Clause, token: int, fits: Fits, seen: Seen) -> bool:
    """Whether a fitting mention stands nearer, in this sentence, as its own subject."""
    return any(fits(item) and item.last <= token for item in seen.subjects.get(clause.index, ()))


def other_subject(clause: Clause, token: int, seen: Seen, *, plural: bool) -> bool:
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


def together(clause: Clause, token: int, seen: Seen) -> Actor | None:
    """Two actors of one type in this sentence, the subject first; else the latest pair."""
    here = [
        item
        for item in seen.items
        if item.sentence == clause.index and item.actor is not None and item.kind != "place"
    ]
    sets = [both for sentence, subject, both in seen.pairs if subject and sentence == clause.index]
    if sets:
        return sets[-1]
    firsts = [item for item in seen.subjects.get(clause.index, ()) if item.actor is not None]
    for first in firsts[:1]:
        assert first.actor is not None
        if "+" in first.actor.id:
            return first.actor
        for item in here:
            actor = item.actor
            if actor is not None and actor.id != first.actor.id and actor.type == first.actor.type:
                return jointly(first.actor, actor)
    for sentence, _, both in reversed(seen.pairs):
        if clause.index - sentence <= 2:
            return both
    return None
