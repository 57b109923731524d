"""Expressions that may be disputed: quoted noun phrases, and indefinite plurals of a kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from detente.data import table
from detente.reading.clauses import is_noun, lemma_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from detente.reading.draft import Draft, Sentence
    from detente.types import Span

_OPEN, _CLOSE = frozenset("“\"'‘«"), frozenset("”\"'’»")
#: A quoted noun phrase longer than this is a statement, not an expression.
LONGEST = 6


@dataclass(frozen=True, slots=True)
class Expression:
    """One use of an expression.

    ``key`` links the uses: the class of the head noun and the classes of its modifiers, so
    that "foreign forces", "all foreign troops" and "military personnel from many countries"
    are one.
    """

    span: Span
    words: str
    key: tuple[str, frozenset[str]]
    sentence: int
    quoted: bool


@cache
def _classes(part: str) -> dict[str, str]:
    return {
        row["word"]: row["class"]
        for row in table("lexicons/reference_classes.csv")
        if row["part"] == part
    }


def head_class(noun: Token) -> str | None:
    """The class of a head noun: force, state, party, terrorist, group."""
    return _classes("head").get(lemma_of(noun)) if is_noun(noun) else None


def find_expressions(draft: Draft) -> list[Expression]:
    """Every use of an expression of a known kind, in the order of the text."""
    return [found for sentence in draft.sentences for found in _in(sentence)]


def _in(sentence: Sentence) -> Iterator[Expression]:
    for noun in sentence.doc:
        head = head_class(noun)
        if head is None or noun.dep_ in ("compound", "nmod"):
            continue
        modifiers = frozenset(_modifiers(noun))
        if not modifiers:
            continue
        first, last, quoted = _extent(noun)
        span = sentence.between(first.idx, last.idx + len(last.text))
        words = sentence.text[first.idx : last.idx + len(last.text)]
        yield Expression(span, words, (head, modifiers), sentence.index, quoted)


def _modifiers(noun: Token) -> Iterator[str]:
    known = _classes("modifier")
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nmod", "advmod"):
            name = _name(child)
            if name in known:
                yield known[name]
        elif child.lower_ == "from" and any(head_class(c) == "state" for c in child.children):
            # "military personnel from many countries"
            yield "foreign"


def _name(token: Token) -> str:
    """A modifier with the prefix the tokenizer cut off: "non-Syrian"."""
    doc = token.doc
    if token.i > 1 and doc[token.i - 1].text == "-" and doc[token.i - 2].lower_ == "non":
        return "non-syrian"
    word = str(token.lower_)
    return "non-syrian" if word.startswith("non-") else word


def _extent(noun: Token) -> tuple[Token, Token, bool]:
    """The words of an expression: those in quotation marks, else the noun with what precedes."""
    doc = noun.doc
    opening = next(
        (i for i in range(noun.i - 1, max(noun.i - LONGEST - 1, -1), -1) if doc[i].text in _OPEN),
        None,
    )
    after = noun.i + 1
    if opening is not None and after < len(doc) and doc[after].text in _CLOSE:
        return doc[opening + 1], noun, True
    before = [
        child
        for child in noun.children
        if child.i < noun.i
        and child.dep_ in ("amod", "compound", "nmod", "det", "predet")
        and child.lower_ not in ("the", "a", "an")
    ]
    last = noun
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "from":
            last = child.right_edge
    return (before[0] if before else noun), last, False
