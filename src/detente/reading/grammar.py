"""A parsed sentence as plain lists, and what has been marked in it so far."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from detente.actors.matching import NameMatch
    from detente.actors.registry import Registry
    from detente.reading.draft import Sentence
    from detente.types import Actor, MentionKind


@dataclass(slots=True)
class Mark:
    """A listed name at tokens ``first`` to ``last`` (half-open) of a clause.

    ``start`` and ``end`` are offsets into the article; they may cut a token ("U.S.-led").
    """

    first: int
    last: int
    start: int
    end: int
    kind: str
    actor: Actor | None
    introduced: bool = True
    used: bool = False
    candidates: tuple[str, ...] = ()


@dataclass(slots=True)
class Found:
    """A mention in the making; offsets are those of the article.

    ``human`` is set where the words themselves say that a person is meant ("he").
    """

    sentence: int
    first: int
    last: int
    start: int
    end: int
    kind: MentionKind
    actor: Actor | None
    confidence: float
    head: int
    plural: bool = False
    human: bool = False

    @classmethod
    def of(
        cls,
        clause: Clause,
        first: int,
        last: int,
        kind: MentionKind,
        actor: Actor | None,
        confidence: float = 1.0,
        *,
        mark: Mark | None = None,
        head: int | None = None,
        plural: bool = False,
    ) -> Found:
        """A mention that covers whole tokens, or exactly a mark."""
        start = mark.start if mark else clause.start + clause.at[first]
        end = mark.end if mark else clause.start + clause.at[last - 1] + len(clause.words[last - 1])
        where = clause.head_of(first, last) if head is None else head
        return cls(clause.index, first, last, start, end, kind, actor, confidence, where, plural)


@dataclass(slots=True)
class Clause:
    """One sentence: parallel lists over its tokens, and the names marked in it."""

    index: int
    paragraph: int
    start: int
    words: list[str]
    low: list[str]
    tags: list[str]
    pos: list[str]
    deps: list[str]
    heads: list[int]
    lemmas: list[str]
    at: list[int]
    entities: list[tuple[int, int, str]]
    marks: list[Mark] = field(default_factory=list)
    taken: list[Mark | None] = field(default_factory=list)
    quote_open: bool = False

    @classmethod
    def of(
        cls, sentence: Sentence, names: Sequence[NameMatch], registry: Registry, on: date
    ) -> Clause:
        """Read a sentence off its parse."""
        doc = sentence.doc
        words, at = [token.text for token in doc], [token.idx for token in doc]
        clause = cls(
            index=sentence.index,
            paragraph=sentence.paragraph,
            start=sentence.start,
            words=words,
            low=[word.lower() for word in words],
            tags=[token.tag_ for token in doc],
            pos=[token.pos_ for token in doc],
            deps=[token.dep_ for token in doc],
            heads=[token.head.i for token in doc],
            lemmas=[token.lemma_ for token in doc],
            at=at,
            entities=[(entity.start, entity.end, entity.label_) for entity in doc.ents],
            taken=[None] * len(words),
            quote_open=sentence.quote_open,
        )
        for name in names:
            first = bisect_right(at, name.start - sentence.start) - 1
            last = bisect_right(at, name.end - sentence.start - 1)
            if first < 0 or any(clause.taken[first:last]):
                continue
            actor = registry.actor(name.actor, on) if name.actor else None
            mark = Mark(
                first, last, name.start, name.end, name.kind, actor, candidates=name.candidates
            )
            clause.marks.append(mark)
            clause.taken[first:last] = [mark] * (last - first)
        return clause

    def __len__(self) -> int:
        """Number of tokens."""
        return len(self.words)

    def head_of(self, first: int, last: int) -> int:
        """The token of a run whose own head lies outside it; the last one if none does."""
        for token in range(first, last):
            head = self.heads[token]
            if head == token or not first <= head < last:
                return token
        return last - 1

    def drop(self, mark: Mark) -> None:
        """Forget a mark."""
        self.marks.remove(mark)
        self.taken[mark.first : mark.last] = [None] * (mark.last - mark.first)

    def mark_at(self, token: int) -> Mark | None:
        """The mark that begins at a token, if any."""
        if not 0 <= token < len(self.words):
            return None
        mark = self.taken[token]
        return mark if mark is not None and mark.first == token else None

    def is_subject(self, token: int) -> bool:
        """Whether a token is the subject of a verb, or joined to one that is."""
        for _ in range(4):
            if self.deps[token] in ("nsubj", "nsubjpass", "csubj"):
                return True
            if self.deps[token] != "conj":
                return False
            token = self.heads[token]
        return False
