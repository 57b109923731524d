"""Which actors a noun phrase names.

Actors are those of the draft's mentions; things and places are none. A noun that belongs to an
actor ("Iranian positions", "Israel's response") stands for its owner: always as the one acted
upon, and as the one who acts when it is a noun of the table ``bearers.csv``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from detente.reading.clauses import (
    TRANSPARENT,
    VERB_TAGS,
    is_noun,
    lemma_of,
    prepositions,
    through,
)
from detente.reading.senses import noun_senses, rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

    from spacy.tokens import Token

    from detente.reading.draft import Draft, Sentence
    from detente.types import Mention

#: Relations by which a word belongs to the noun after it.
_LINKS = frozenset({"amod", "compound", "nmod", "poss", "nummod", "det", "punct", "cc", "conj"})


#: Nouns for what binds two sides; their "with" names the other one.
_INSTRUMENTS = frozenset(
    {"agreement", "deal", "accord", "pact", "treaty", "memorandum", "contract", "alliance"}
    | {"relationship", "relation", "tie", "partnership", "friendship", "truce", "ceasefire"}
    | {"understanding", "compact", "convention", "protocol", "link"}
)


@cache
def bearers() -> frozenset[str]:
    """Nouns whose owner acts when they act: forces, jets, response, decision."""
    return frozenset(row["lemma"] for row in rows("bearers.csv"))


@dataclass(slots=True)
class PhraseActors:
    """The mentions of one sentence by token, and the actors that its noun phrases name."""

    draft: Draft
    sentence: Sentence
    _by_token: dict[int, Mention]

    @classmethod
    def of(cls, draft: Draft, sentence: Sentence, mentions: Iterable[Mention]) -> Self:
        """Lay the mentions that stand in a sentence over its tokens, the longest first."""
        found: dict[int, Mention] = {}
        for mention in sorted(mentions, key=lambda m: m.span.start - m.span.end):
            first = mention.span.start - sentence.start
            last = mention.span.end - sentence.start
            tokens = sentence.doc.char_span(first, last, alignment_mode="expand")
            for token in tokens if tokens is not None else ():
                found.setdefault(token.i, mention)
        return cls(draft, sentence, found)

    def at(self, token: Token) -> Mention | None:
        """The actor mention that covers a token; a place is no actor."""
        mention = self._by_token.get(token.i)
        if mention is None or mention.kind == "place" or mention.actor is None:
            return None
        return mention

    def place_at(self, token: Token) -> Mention | None:
        """The mention of a place that covers a token."""
        mention = self._by_token.get(token.i)
        return mention if mention is not None and mention.kind == "place" else None

    def acting(self) -> dict[int, str]:
        """Tokens that stand for an actor, with its type."""
        return {
            i: mention.actor.type
            for i, mention in self._by_token.items()
            if mention.kind != "place" and mention.actor is not None
        }

    def named(self) -> set[int]:
        """Tokens inside names, persons, offices and groups: no event words."""
        return {
            i
            for i, mention in self._by_token.items()
            if mention.kind in ("name", "person", "office", "group", "place", "unnamed")
        }

    def actors(self, head: Token, *, acting: bool, depth: int = 0) -> list[Mention]:
        """The actors that a noun phrase and those joined to it name, in order."""
        found: list[Mention] = []
        for token in (head, *joined(head)):
            found += self.single(token, acting=acting, depth=depth)
        return unique(found)

    def single(self, token: Token, *, acting: bool, depth: int) -> list[Mention]:
        """The actors that one head names, without those joined to it."""
        mention = self.at(token)
        if mention is not None:
            return [
                *self._beside(token, mention),
                *self.each(mention),
                *self._fellows(token, mention),
            ]
        if depth > 3 or not is_noun(token):
            return []
        lemma = lemma_of(token)
        inner = through(token)
        if inner.i != token.i:
            return self.actors(inner, acting=acting, depth=depth + 1)
        owners = self.owners(token)
        if owners and (not acting or lemma in bearers()):
            return owners
        for child in token.children:
            if child.dep_ == "appos":
                named = self.at(child)
                if named is not None:
                    return [named]
        if acting and lemma not in bearers() and lemma not in TRANSPARENT:
            return []
        of = prepositions(token).get("of")
        if of is not None and (acting or lemma in bearers()):
            for child in of.children:
                if child.dep_ == "pobj":
                    return self.actors(child, acting=acting, depth=depth + 1)
        if not acting and lemma in noun_senses():
            # "condemned the attack by Israel" is aimed at Israel; so is leaving a pact with it.
            names = ("by", "with") if lemma in _INSTRUMENTS else ("by", "from")
            for name in names:
                prep = prepositions(token).get(name)
                for child in prep.children if prep is not None else ():
                    if found := self.actors(child, acting=True, depth=depth + 1):
                        return found
        return []

    def acts(self, mention: Mention) -> bool:
        """Whether an owner is the one who acts: a bare "Iran" before "sanctions" is not."""
        if not _stands_bare(mention):
            return True
        if mention.words.endswith(("'s", "’s", "s'", "s’")):
            return True
        after = mention.span.end - self.sentence.start
        return self.sentence.text[after : after + 2].startswith(("'", "’"))

    def each(self, mention: Mention) -> list[Mention]:
        """The actors of "both countries", whose one mention stands for several."""
        actor = mention.actor
        if actor is None or "+" not in actor.id:
            return [mention]
        on = self.draft.article.published
        parts = [self.draft.actors.get(id) for id in actor.id.split("+")]
        if on is not None:
            named = zip(parts, actor.id.split("+"), strict=True)
            parts = [part or self.draft.registry.actor(id, on) for part, id in named]
        return [replace(mention, actor=part) for part in parts if part is not None]

    def _beside(self, token: Token, mention: Mention) -> list[Mention]:
        """The first of "Iranian and pro-Iranian forces", which share one noun."""
        first = token.i
        while first > 0 and self._by_token.get(first - 1) is mention:
            first -= 1
        if first < 2 or token.doc[first - 1].lower_ not in ("and", "or"):
            return []
        other = self.at(token.doc[first - 2])
        if other is None or other.kind != "demonym" or token.doc[first - 2].head.i < first:
            return []
        return [other]

    def _fellows(self, token: Token, mention: Mention) -> list[Mention]:
        """The others of "the presidents of Russia, Iran and Turkey"."""
        of = prepositions(token).get("of") if token.tag_ == "NNS" else None
        return [
            other
            for child in (of.children if of is not None else ())
            if child.dep_ == "pobj"
            for name in (child, *joined(child))
            if (other := self.at(name)) is not None and other is not mention
        ]

    def owners(self, noun: Token, *, names: bool = True) -> list[Mention]:
        """Actors named before a noun as its owners: possessives, demonyms, "US", "UK".

        Args:
            noun: the head noun.
            names: whether a bare country name before the noun ("Iran positions") counts too.
        """
        found: list[Mention] = []
        i = noun.i - 1
        open_list = True
        while i >= 0:
            token = noun.doc[i]
            mention = self.at(token)
            if mention is not None:
                if not open_list or not (_owns(mention, token, noun) or names):
                    break
                # "with Tehran and his intention": a list goes on among adjectives only.
                if found and not (mention.kind == "demonym" or self.acts(mention)):
                    break
                found += reversed(self.each(mention))
                if mention.kind == "pronoun":
                    break
                while i >= 0 and self.at(noun.doc[i]) is mention:
                    i -= 1
                open_list = i >= 0 and noun.doc[i].lower_ in (",", "and", "&", "-", "–", "/", "or")
                continue
            if token.lower_ in (",", "and", "&", "or"):
                # A list of owners goes on only from one owner to the next.
                if not found:
                    if token.lower_ == "," and token.head.i != noun.i:
                        break
                    if token.lower_ != "," and not _premodifies(token, noun):
                        break
                open_list = True
            elif token.tag_ in ("JJ", "JJR", "JJS", "VBN", "VBG", "CD", "NN", "NNP", "NNS", "RB"):
                if found and not _premodifies(token, noun):
                    break
                if not found and not _premodifies(token, noun):
                    break
            elif token.tag_ not in ("POS", "HYPH", "``", "''", ":") and token.lower_ != "-":
                break
            i -= 1
        return unique(reversed(found))

    def after(self, token: Token, name: str) -> list[Mention]:
        """The actors in a word's prepositional phrase, by the preposition's name."""
        prep = prepositions(token).get(name)
        if prep is None:
            return []
        return unique(
            m
            for child in prep.children
            if child.dep_ in ("pobj", "pcomp")
            for m in self.actors(child, acting=False)
        )


def joined(head: Token) -> list[Token]:
    """Heads joined to a head by "and" or a comma."""
    found: list[Token] = []
    for child in head.children:
        if child.dep_ == "conj" and child.tag_ not in VERB_TAGS:
            found += [child, *joined(child)]
    return found


def _premodifies(token: Token, noun: Token) -> bool:
    """Whether a word before a noun belongs to its phrase (and not to a phrase before it)."""
    at = token
    for _ in range(6):
        if at.i == noun.i:
            return True
        if at.dep_ not in _LINKS:
            return False
        at = at.head
    return False


def _owns(mention: Mention, token: Token, noun: Token) -> bool:
    """Whether a mention right before a noun owns it."""
    if mention.kind in ("demonym", "pronoun"):
        return True
    if token.i + 1 < len(token.doc) and token.doc[token.i + 1].tag_ == "POS":
        return True
    return token.tag_ == "POS" or _premodifies(token, noun)


def _stands_bare(mention: Mention) -> bool:
    """Whether a mention is a country name that has an adjective: "Iran", not "US" or "EU"."""
    if mention.kind != "name" or mention.actor is None or mention.actor.type != "state":
        return False
    return not mention.words.replace(".", "").isupper()


def others(mentions: Iterable[Mention], known: list[Mention]) -> list[Mention]:
    """Those of the mentions whose actor is not among the known."""
    ids = {m.actor.id for m in known if m.actor is not None}
    return [m for m in mentions if m.actor is not None and m.actor.id not in ids]


def unique(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions without those that name an actor named before."""
    found: list[Mention] = []
    seen: set[str] = set()
    for mention in mentions:
        if mention.actor is not None and mention.actor.id not in seen:
            seen.add(mention.actor.id)
            found.append(mention)
    return found
