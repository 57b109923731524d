"""Whether the actors that the reader gave a mention are those that the gold asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from detente.actors.folding import fold_key
from detente.actors.naming import resolve_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from detente.actors.registry import Registry
    from detente.evaluate.gold import GoldMention
    from detente.types import Actor

#: ``open``: the reader found the words and left the actor open, where there is one.
Finding = Literal["right", "wrong", "open"]
#: A state acts through its government; the two ids are one answer.
GOVERNMENT = ".GOV"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One acceptable answer, looked up in the registry as of the day of the article.

    Attributes:
        words: the id or name as the gold has it; None for "stays open".
        actor: who that is; None for "stays open" and for whom the registry does not know.
        holder: id of whoever holds the office on that day, where the answer is an office.
    """

    words: str | None
    actor: Actor | None = None
    holder: str | None = None


class Judge:
    """Judges the mentions of one article, as of its day."""

    def __init__(self, registry: Registry, on: date) -> None:
        """Look names up in this registry, as things stood on this day."""
        self.registry = registry
        self.on = on
        self._known: dict[str | None, Wanted] = {None: Wanted(None)}

    def wanted(self, words: str | None) -> Wanted:
        """Look up one acceptable answer."""
        if words not in self._known:
            assert words is not None
            actor = resolve_name(self.registry, words, self.on)
            held = self.registry.holder(actor.id, self.on) if actor else None
            self._known[words] = Wanted(words, actor, held.id if held else None)
        return self._known[words]

    def unknown(self, mention: GoldMention) -> bool:
        """Whether no answer of some need is open or known to the registry."""
        return any(
            all(name is not None and self.wanted(name).actor is None for name in need)
            for need in mention.needs
        )

    def finding(self, mention: GoldMention, actors: Sequence[Actor | None]) -> Finding:
        """Hold the actors of the reader's mention against what the gold asks for.

        Right is when every need is met and no actor is given that meets none.
        """
        met = [[self._meets(mention, name, actors) for name in need] for need in mention.needs]
        every_need = all(any(hits) for hits in met)
        every_actor = all(
            any(self._meets(mention, name, [actor]) for need in mention.needs for name in need)
            for actor in actors
        )
        if every_need and every_actor:
            return "right"
        return "open" if all(actor is None for actor in actors) else "wrong"

    def states(self, mention: GoldMention) -> frozenset[str]:
        """The states that a right answer may belong to; empty where it belongs to none."""
        found = set()
        for need in mention.needs:
            for name in need:
                actor = self.wanted(name).actor
                if actor is not None and actor.state:
                    found.add(actor.state)
        if mention.state:
            found.add(self.state_id(mention.state))
        return frozenset(found)

    def _meets(
        self, mention: GoldMention, name: str | None, actors: Sequence[Actor | None]
    ) -> bool:
        return any(
            self._is_open(mention, actor)
            if name is None
            else actor is not None and self.is_meant(name, actor)
            for actor in actors
        )

    def is_meant(self, words: str, actor: Actor) -> bool:
        """Whether an actor is the one that an id or a name of the gold stands for."""
        wanted = self.wanted(words)
        if wanted.actor is None:
            # Nobody the registry knows: the name must be the one the reader made up.
            return words == actor.id or _letters(words) == _letters(actor.name)
        answers = {wanted.actor.id.removesuffix(GOVERNMENT), wanted.holder}
        return actor.id.removesuffix(GOVERNMENT) in answers or self._is_branch(actor, wanted.actor)

    def _is_branch(self, actor: Actor, organ: Actor) -> bool:
        """Whether an actor is a listed part of an organ: the marines, where the army is meant."""
        if self.registry.owner(organ.id) == organ.id:
            return False
        above = {actor.id}
        for _ in range(3):  # the marines are of the navy, and the navy of the armed forces
            above |= {body for id in above for body in self.registry.bodies(id, self.on)}
        return organ.id in above

    def _is_open(self, mention: GoldMention, actor: Actor | None) -> bool:
        if mention.state:
            return (
                actor is not None
                and actor.state == self.state_id(mention.state)
                and not (actor.listed and actor.type == "person")
            )
        if actor is None:
            return True
        if mention.state is not None and actor.state:
            return False
        return actor.type == "unnamed" or not actor.listed

    def state_id(self, words: str) -> str:
        """The id of a state that the gold gives by id or name."""
        state = self.wanted(words).actor
        return words if state is None else state.state or state.id


def _letters(name: str) -> str:
    """A name for comparing: "B. J. Habibie" is "B.J. Habibie"."""
    return fold_key(name).replace(" ", "")


def carries(actor: Actor | None) -> bool:
    """Whether a mention says who is meant; "many analysts", of no state, says it of nobody."""
    return actor is not None and (actor.type != "unnamed" or actor.state is not None)
