"""Whether an actor at one end of a found event is the one that the coder means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from detente.actors.folding import fold_key
from detente.evaluate.judging import Judge

if TYPE_CHECKING:
    from detente.actors.registry import Registry
    from detente.evaluate.gold_events import CodedArticle, GoldEnd
    from detente.types import Actor, ArticleReading, Event, Participant

#: ``actor``: the very one; ``state``: one of the same state will do.
Level = Literal["actor", "state"]


@dataclass(frozen=True, slots=True)
class Party:
    """One actor at one end of a found event.

    Attributes:
        actor: who it is; None where the reading does not say.
        state: the state it belongs to.
        words: what it goes by.
        at: where words for it stand in the sentences the event was read from: these, and
            those that "its" or "he" goes back to.
    """

    actor: Actor | None
    state: str | None
    words: str
    at: tuple[tuple[int, int], ...]


class EndsJudge:
    """Judges the ends of the events of one article, as of its day."""

    def __init__(self, registry: Registry, article: CodedArticle, reading: ArticleReading) -> None:
        """Look names up in this registry, as things stood on the day of the article."""
        self.article = article
        self.reading = reading
        self._judge = Judge(registry, article.published)
        self._actors = {actor.id: actor for actor in reading.actors}

    def parties(self, event: Event, side: tuple[Participant, ...]) -> tuple[Party, ...]:
        """The actors at one end, those spoken of as one ("RUS+TUR") each by itself."""
        return tuple(
            Party(
                actor,
                actor.state if actor else who.state,
                who.words,
                self._places(event, who, actor),
            )
            for who in side
            for actor in self._members(who)
        )

    def fits(self, wanted: GoldEnd, party: Party, level: Level) -> bool:
        """Whether the party is the actor that the coder gives.

        By name where the registry knows one, else by the words: those that overlap, or, where
        no offsets are given, those of which one holds the other.
        """
        known = [name for name in wanted.names if self.known(name)]
        if level == "state" and self._states(wanted) & {_body(party)}:
            return True
        if known:
            return party.actor is not None and any(
                self._judge.is_meant(name, party.actor) for name in known
            )
        if wanted.at is not None:
            return any(first < wanted.at[1] and wanted.at[0] < last for first, last in party.at)
        called = [party.words, party.actor.name if party.actor else ""]
        return any(_hold(one, words) for one in (*wanted.names, wanted.words) for words in called)

    def known(self, name: str) -> bool:
        """Whether the registry knows whom a name stands for."""
        return self._judge.wanted(name).actor is not None

    def _members(self, who: Participant) -> list[Actor | None]:
        on = self.article.published
        registry = self._judge.registry
        whole = self._actors.get(who.actor)
        ids = who.actor.split("+")
        if whole is not None and len(ids) < 2:
            return [whole]
        return [self._actors.get(id) or registry.actor(id, on) for id in ids]

    def _places(
        self, event: Event, who: Participant, actor: Actor | None
    ) -> tuple[tuple[int, int], ...]:
        """Where it is spoken of: an event keeps its words without offsets."""
        ids = {who.actor, actor.id if actor else who.actor}
        return tuple(
            (mention.span.start, mention.span.end)
            for mention in self.reading.mentions
            if (mention.words == who.words or (mention.actor and mention.actor.id in ids))
            and any(
                span.start <= mention.span.start and mention.span.end <= span.end
                for span in event.evidence
            )
        )

    def _states(self, wanted: GoldEnd) -> set[str]:
        """The states that the coder's actor belongs to; itself where it belongs to none."""
        found = {self._judge.state_id(wanted.state)} if wanted.state else set()
        for name in wanted.names:
            actor = self._judge.wanted(name).actor
            if actor is not None:
                found.add(actor.state or actor.id)
        return found


def _body(party: Party) -> str:
    """The state of a party; itself where it has none."""
    return party.state or (party.actor.id if party.actor else "")


def _hold(one: str, other: str) -> bool:
    """Whether one name holds the other, word by word: "the White Helmets" holds "White Helmets"."""
    short, long = sorted((fold_key(one), fold_key(other)), key=len)
    return bool(short) and f" {short} " in f" {long} "
