"""Who a noun phrase names as a party, strictly: the actor itself, not what belongs to it.

Used where a tie, a duty or a reading is put down to somebody: "Iranian positions" may stand
for Iran as the one who is hit, but nobody is allied with positions.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from detente.reading.arguments import Ends
from detente.reading.clauses import NOUN_TAGS, is_passive, lemma_of, objects, through
from detente.types import Mention, Participant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from detente.reading.draft import Draft, Sentence
    from detente.types import Actor, Claim, Span

_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_COUNTRIES = frozenset({"country", "nation", "neighbour", "neighbor", "power", "state"})
_SIDES = frozenset({"country", "nation", "side", "neighbour", "neighbor", "power", "ally"})
_LISTS = frozenset({"including", "as", "like", "namely"})
#: How many sentences back "their alliance" may reach for the two it speaks of.
REACH = 2


def participant(mention: Mention) -> Participant:
    """An actor mention as one end of a row."""
    assert mention.actor is not None
    return Participant(mention.actor.id, mention.actor.state, mention.words)


def side(mention: Mention) -> str:
    """What tells two parties apart: the state where there is one, else the actor."""
    assert mention.actor is not None
    return mention.actor.state or mention.actor.id


def home(actor: Actor) -> str:
    """Whose an actor is: its state, its affiliation, or what its made-up id begins with."""
    return actor.state or actor.affiliation or actor.id.split(".")[0]


def innermost(claims: Iterable[Claim], span: Span) -> Claim | None:
    """The shortest claim whose content holds a span."""
    around = [c for c in claims if c.content.start <= span.start and span.end <= c.content.end]
    return min(around, key=lambda c: c.content.end - c.content.start, default=None)


@dataclass(slots=True)
class Parties:
    """The parties that the words of one sentence name."""

    draft: Draft
    sentence: Sentence
    ends: Ends
    #: The two sides of the ties stated so far, with the sentence each was stated in.
    pairs: list[tuple[int, list[Mention]]] = field(default_factory=list)

    @classmethod
    def of(
        cls, draft: Draft, sentence: Sentence, pairs: list[tuple[int, list[Mention]]] | None = None
    ) -> Parties:
        """Prepare a sentence of a draft."""
        mentions = draft.mentions_in(sentence.span)
        return cls(draft, sentence, Ends.of(draft, sentence, mentions), pairs or [])

    def at(self, token: Token) -> Mention | None:
        """The party that covers a token; places and unnamed groups are none.

        Inside a longer mention a name keeps its own sense: the "Iran" of "militias affiliated
        with Iran" is Iran.
        """
        found = self.ends.at(token)
        if found is not None and not self._heads(token, found):
            inner = self.inside(token)
            found = self._whose(token, found) if inner is None or inner == found else inner
        if found is None or found.kind == "unnamed":
            return None
        return None if found.actor is None or found.actor.type == "unnamed" else found

    def _whose(self, token: Token, group: Mention) -> Mention | None:
        """Whose a group is, where its name is part of the group's own: "proxy of Iran"."""
        actor = group.actor
        if actor is None or group.kind != "group" or token.tag_ not in ("NNP", "NNPS", "JJ"):
            return group
        owner = self._registered(home(actor))
        if owner is None or owner.id == actor.id:
            return group
        return Mention(self.sentence.locate(token), token.text, "name", owner, group.confidence)

    def _heads(self, token: Token, mention: Mention) -> bool:
        """Whether the head of a mention's noun phrase is at a token, or beside it in a name."""
        above = token.head
        at = self.sentence.start + above.idx
        outside = not mention.span.start <= at < mention.span.end
        return above.i == token.i or outside or token.dep_ in ("compound", "flat", "punct")

    def inside(self, token: Token) -> Mention | None:
        """The shortest actor mention at a token: the "Iranian" of "pro-Iranian forces"."""
        at = self.sentence.start + token.idx
        found = [
            m
            for m in self.draft.mentions_between(self.sentence.start, at + 1)
            if at < m.span.end and m.actor is not None and m.kind != "unnamed"
        ]
        return min(found, key=lambda m: m.span.end - m.span.start, default=None)

    def named(self, head: Token) -> list[Mention]:
        """The parties a noun phrase names: its head, those joined to it, those it lists."""
        found: list[Mention] = []
        for token in _joined(head):
            inner = through(token)
            mention = self.at(inner)
            if mention is not None:
                found += self.single(mention)
            else:
                found += [m for c in token.children if c.dep_ == "appos" for m in self.named(c)]
            found += self._listed(inner)
        return unique(found) or self.two(head)

    def single(self, mention: Mention) -> list[Mention]:
        """A mention that stands for two actors ("both countries") as two mentions."""
        assert mention.actor is not None
        if "+" not in mention.actor.id:
            return [mention]
        known = {m.actor.id: m.actor for m in self.draft.mentions if m.actor is not None}
        parts = [known.get(part) or self._registered(part) for part in mention.actor.id.split("+")]
        return [replace(mention, actor=part) for part in parts if part is not None]

    def _registered(self, actor: str) -> Actor | None:
        """An actor as the registry has it on the day of the article, noted in the draft."""
        day = self.draft.article.published
        found = self.draft.registry.actor(actor, day) if day is not None else None
        if found is not None:
            self.draft.actors.setdefault(found.id, found)
        return found

    def _listed(self, noun: Token) -> list[Mention]:
        """Those listed after a noun: "militias such as Hizbullah", "troops, including ..."."""
        return [
            mention
            for child in noun.children
            if child.dep_ == "prep" and child.lower_ in _LISTS
            for inner in child.children
            if inner.dep_ == "pobj"
            for mention in self.named(inner)
        ]

    def subjects(self, verb: Token) -> list[Mention]:
        """The parties that do what a verb says, "both countries" looked up."""
        if verb.dep_ == "pcomp" and verb.head.lower_ == "as":
            # "lists the group as belonging to": the one that is listed belongs.
            listed = [m for head in objects(verb.head.head) for m in self.named(head)]
            if listed:
                return unique(listed)
        found = [m for m in self.ends.subjects(verb) if self._is_party(m)]
        if found:
            return unique(one for m in found for one in self.single(m))
        above = verb
        for _ in range(4):
            for child in above.children:
                if child.dep_ in ("nsubj", "nsubjpass"):
                    return self.two(child)
            if above.dep_ not in ("xcomp", "pcomp", "prep", "conj", "advcl"):
                break
            above = above.head
        return []

    def objects(self, verb: Token) -> list[Mention]:
        """The parties a verb is done to, passives and relatives undone."""
        return unique(m for head in objects(verb) for m in self.named(head))

    def after(self, word: Token, *names: str) -> list[Mention]:
        """The parties in the prepositional phrases of a word, by preposition."""
        return unique(
            mention for head in prepositional(word, *names) for mention in self.named(head)
        )

    def owners(self, noun: Token) -> list[Mention]:
        """The parties before a noun: "Russia's", "Russian-Iranian", "their"."""
        found = [m for m in self.ends.owners(noun, names=False) if self._is_party(m)]
        if found:
            return unique(one for m in found for one in self.single(m))
        for child in noun.children:
            if child.dep_ == "poss" and child.lower_ in _PLURAL:
                return self.pair_before(child)
        return []

    def two(self, head: Token) -> list[Mention]:
        """The two sides that "both countries", "the two allies" or "they" stands for."""
        if not is_dual(head):
            return []
        if lemma_of(head) not in _COUNTRIES:
            return self.pair_before(head)
        return self._countries(self.pair_before(head)) or self._countries(
            # "Amid tensions between the two countries, President X called President Y ..."
            self._two_in(self.sentence.span, before=self.sentence.end, adjectives=True)
        )

    def _countries(self, pair: list[Mention]) -> list[Mention]:
        """The two states that two actors belong to; empty unless they are two."""
        states = [m.actor.state if m.actor is not None else None for m in pair]
        if None in states or len(set(states)) != 2:
            return []
        found = [self._registered(state) if state else None for state in states]
        return [replace(m, actor=a) if a else m for m, a in zip(pair, found, strict=True)]

    def pair_before(self, token: Token) -> list[Mention]:
        """The last two sides spoken of before a token.

        Two joined by "and" in its own sentence; else the two sides named there; else the sides
        of the tie that the nearest sentence before states first; else the two of the nearest
        sentence that names, or joins, two.
        """
        at = self.sentence.start + token.idx
        own = self._two_in(self.sentence.span, before=at)
        if own:
            return own
        near = [(index, pair) for index, pair in self.pairs if self.sentence.index - index <= REACH]
        if near:
            latest = max(index for index, _ in near)
            return next(pair for index, pair in near if index == latest)
        for earlier in reversed(self.draft.sentences[: self.sentence.index][-REACH:]):
            found = self._two_in(earlier.span, before=at)
            if found:
                return found
        return []

    def _two_in(self, span: Span, *, before: int, adjectives: bool = False) -> list[Mention]:
        """Two actors joined by "and" in a stretch of text, or the only two it names."""
        text = self.draft.article.text
        found: dict[str, Mention] = {}
        last: Mention | None = None
        joined: list[list[Mention]] = []
        for mention in self.draft.mentions_in(span):
            if mention.span.end > before or mention.kind in ("place", "pronoun"):
                continue
            if mention.kind == "demonym" and not adjectives:
                continue
            if not self._is_party(mention) or (mention.actor and mention.actor.type == "igo"):
                continue
            if last is not None and side(last) != side(mention):
                between = text[last.span.end : mention.span.start].split()
                if between in (["and"], ["and", "the"]):
                    joined.append([last, mention])
            found.setdefault(side(mention), mention)
            last = mention
        if len(joined) == 1:
            return joined[0]
        return list(found.values()) if len(found) == 2 else []

    @staticmethod
    def _is_party(mention: Mention) -> bool:
        actor = mention.actor
        return actor is not None and mention.kind != "unnamed" and actor.type != "unnamed"


def prepositional(word: Token, *names: str) -> Iterator[Token]:
    """The nouns in the prepositional phrases of a word, by preposition."""
    for child in word.children:
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ in names:
            yield from (c for c in child.children if c.dep_ in ("pobj", "pcomp"))
            # "away from", "out of": the preposition hangs on the one before it.
        elif child.dep_ in ("prep", "advmod", "prt", "acomp", "ccomp"):
            for inner in child.children:
                if inner.dep_ == "prep" and inner.lower_ in names:
                    yield from (c for c in inner.children if c.dep_ in ("pobj", "pcomp"))


def is_dual(head: Token) -> bool:
    """Whether a noun phrase stands for two spoken of before: they, both sides, the two allies.

    "Two competitors" without an article brings in new ones, and so does "both X and Y".
    """
    if head.lower_ in _PLURAL or head.lower_ in ("both", "neither"):
        return True
    words = {c.lower_ for c in head.children if c.i < head.i}
    if words == {"the"} and head.head.lower_ == "between" and lemma_of(head) in _SIDES:
        return True
    if any(c.dep_ == "conj" for c in head.children):
        return False
    return "both" in words or bool("two" in words and words & {"the", "these", "those"})


def unique(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions without those of an actor met before."""
    found: dict[str, Mention] = {}
    for mention in mentions:
        if mention.actor is not None:
            found.setdefault(mention.actor.id, mention)
    return list(found.values())


def patients(verb: Token) -> list[Token]:
    """What stands as the subject of a passive, or the noun a participle qualifies."""
    return objects(verb) if is_passive(verb) else []


def _joined(head: Token) -> list[Token]:
    found = [head]
    for child in head.children:
        if child.dep_ == "conj" and (child.tag_ in NOUN_TAGS or child.tag_ in ("PRP", "CD", "JJ")):
            found += _joined(child)
    return found


def word_of(token: Token) -> str:
    """The lemma, hyphenated parts put together: "break-up", "falling-out"."""
    doc = token.doc
    first = token.i
    while first > 1 and doc[first - 1].text == "-" and not doc[first - 1].whitespace_:
        first -= 2
    if first == token.i:
        return lemma_of(token)
    return "".join(part.lower_ for part in doc[first : token.i]) + lemma_of(token)
