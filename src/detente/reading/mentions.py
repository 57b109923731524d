"""Which words of an article stand for which actor.

Listed names are found by `detente.actors.matching`; this step builds the phrases around
them (title and name, demonym and role noun, "pro-Iranian forces", "many analysts"), tells a
capital that acts from a capital that is a place, adds persons and bodies the registry does
not know, and leaves pronouns and definite nouns to `detente.reading.coreference`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from detente.actors.matching import find_names
from detente.actors.persons import bearer
from detente.reading.appositions import name_offices, spread
from detente.reading.coreference import resolve
from detente.reading.grammar import Clause, Found, Mark
from detente.reading.home import home_state, place_unnamed
from detente.reading.metonymy import stands_for_place
from detente.reading.phrases import Phrases
from detente.reading.strangers import Strangers
from detente.types import Mention, Span

if TYPE_CHECKING:
    from collections.abc import Container

    from detente.actors.matching import NameMatch
    from detente.actors.registry import Registry
    from detente.reading.draft import Draft
    from detente.types import Actor, MentionKind

#: How surely a mention of each kind is what it seems.
_NAMED: dict[str, MentionKind] = {
    "adjective": "demonym",
    "people": "demonym",
    "capital": "metonym",
    "seat": "metonym",
}
#: Offices whose holder a bare surname means before all others of that name.
_TOP = frozenset({"PRES", "PM", "MONARCH", "LEADER"})
#: Types of actor that can be a place.
_LANDS = frozenset({"state", "territory"})


def find_mentions(draft: Draft) -> None:
    """Fill ``draft.mentions``, in the order of the text, and ``draft.actors``.

    Mentions do not overlap, except that a group named by its relation ("pro-Iranian
    forces") holds the mention of the actor it is related to, a government that of the person
    it is named for, and what belongs to somebody ("its army") the possessive.
    """
    on = draft.article.published or date.today()  # noqa: DTZ011 - an undated text is of today
    names = find_names(draft.registry, draft.article.text, on)
    names, known = _settle(names, draft.registry, on)
    starts = [sentence.start for sentence in draft.sentences]
    marks: list[list[NameMatch]] = [[] for _ in starts]
    for name in names:
        number = bisect_right(starts, name.start) - 1
        if number >= 0 and name.end <= draft.sentences[number].end:
            marks[number].append(name)

    clauses = [
        Clause.of(sentence, here, draft.registry, on)
        for sentence, here in zip(draft.sentences, marks, strict=True)
    ]
    phrases, strangers = Phrases(draft.registry, on), Strangers(clauses, draft.registry, on, known)
    found: list[Found] = []
    better: dict[str, Actor] = {}
    for clause in clauses:
        strangers.clear_marks(clause)
        bodies = strangers.name_bodies(clause)
        built = bodies + phrases.build(clause, bodies)
        built += strangers.build(clause, built)
        built += [_single(clause, mark) for mark in clause.marks if not mark.used]
        built.sort(key=lambda item: (item.first, -item.last))
        better |= name_offices(clause, built)
        found += built
    spread(found, better)
    home = home_state(found)
    place_unnamed(clauses, found, home, draft.registry, on)
    found += resolve(clauses, found, draft.registry, on, home=home)
    found.sort(key=lambda item: (item.start, -item.end))
    text = draft.article.text
    for item in found:
        sentence = draft.sentences[item.sentence]
        span = Span(draft.article.id, sentence.paragraph, item.start, item.end)
        draft.mentions.append(
            Mention(span, text[item.start : item.end], item.kind, item.actor, item.confidence)
        )
        if item.actor is not None:
            draft.actors.setdefault(item.actor.id, item.actor)


def _settle(
    names: list[NameMatch], registry: Registry, on: date
) -> tuple[list[NameMatch], set[str]]:
    """Settle names that could mean several actors by what else the article names.

    A surname goes to the person the article names in full, then to the one who leads a state
    that the article names, then to the one it means on that day; "Korean" goes to the Korea the
    article names otherwise, or to which the persons, organs and groups it names belong. What
    stays open keeps its candidates and no actor.

    Returns:
        The names, and the persons whom the article has introduced: those it names in full,
        and leaders of states that it names.
    """
    sure = {name.actor for name in names if name.actor and name.kind != "surname"}
    homes = {actor.state for id in sure if (actor := registry.actor(id, on)) is not None}
    settled: list[NameMatch] = []
    known: set[str | None] = set(sure)
    for name in names:
        chosen = name.actor or _one_of(name, sure) or _one_of(name, homes)
        if all(map(registry.is_person, name.candidates)):
            posts = {id: registry.post(id, on) for id in name.candidates}
            held = {id: post["office"] for id, post in posts.items() if post is not None}
            leading = {id for id, office in held.items() if office.rpartition(".")[2] in _TOP}
            at_home = {id for id in leading if registry.owner(held[id]) in homes}
            chosen = chosen or _one_of(name, at_home) or bearer(registry, name.candidates, on)
            chosen = chosen or _one_of(name, leading)
            known |= {chosen} & at_home
        settled.append(replace(name, actor=chosen))
    return settled, {id for id in known if id is not None}


def _one_of(name: NameMatch, ids: Container[str | None]) -> str | None:
    """The one candidate of a name that is among some ids, if there is just one."""
    known = [id for id in name.candidates if id in ids]
    return known[0] if len(known) == 1 else None


def _single(clause: Clause, mark: Mark) -> Found:
    """A name that stands by itself."""
    actor = mark.actor
    head = clause.head_of(mark.first, mark.last)
    kind: MentionKind = _NAMED.get(mark.kind, "name")
    confidence = 1.0
    if actor is not None and actor.type == "person":
        kind = "person"
        if mark.kind == "surname" and not mark.introduced:
            confidence = 0.8
    elif (mark.kind == "capital" or (actor is not None and actor.type in _LANDS)) and (
        kind != "demonym" and stands_for_place(clause, mark)
    ):
        kind = "place"
    elif kind == "metonym":
        confidence = 0.9
    elif mark.kind == "abbreviation" and _modifies(clause, head):
        kind = "demonym"
    if actor is None:
        confidence = 0.3
    plural = mark.kind == "people" or clause.tags[head] in ("NNS", "NNPS")
    if actor is not None and actor.type in ("state", "territory", "igo", "person"):
        plural = mark.kind == "people"
    return Found.of(
        clause, mark.first, mark.last, kind, actor, confidence, mark=mark, plural=plural
    )


def _modifies(clause: Clause, token: int) -> bool:
    """Whether a token, or the one it is joined to, modifies a noun ("US and UK strikes")."""
    for _ in range(4):
        if clause.deps[token] in ("compound", "amod", "nmod"):
            return True
        if clause.deps[token] != "conj":
            return False
        token = clause.heads[token]
    return False
