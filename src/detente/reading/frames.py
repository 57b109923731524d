"""One attribution as the grammar shows it, and the stretches of text it is made of.

A frame is a claim before anybody is recognised. Frames may nest ("A said B believes ...");
each cue word makes at most one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from detente.reading.quotations import within

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.reading.cues import Cue
    from detente.reading.draft import Sentence
    from detente.reading.quotations import Quotation

#: Stretches of characters of a sentence, in order.
Stretches: TypeAlias = list[tuple[int, int]]

_EDGES = " \t\n,;:—–-“”\"„«»`'"
#: Joining words that a parse left behind at the end of a content.
_LOOSE = re.compile(r"(?:[\s,;]+(?:and|or|but|however|while|as))+[\s,]*$")


@dataclass(slots=True)
class Frame:
    """One attribution in one sentence.

    Attributes:
        cue: the word the claim turns on; ``cue_words`` adds what belongs to it.
        sense: its entry in the lexicon.
        name: the frame that matched.
        source: head word of whoever speaks; None where nobody is named.
        content: stretches of characters of the sentence, in order; the cue may stand between.
        predicate: head word of the content, None for quotations that have none here.
        addressee: head word of whoever is addressed.
    """

    sentence: Sentence
    cue: Token
    cue_words: list[Token]
    sense: Cue
    name: str
    source: Token | None
    content: Stretches
    predicate: Token | None = None
    addressee: Token | None = None
    relays: list[Token] = field(default_factory=list)

    @property
    def hull(self) -> tuple[int, int]:
        """From the first to the last character of the content, offsets in the article."""
        base = self.sentence.start
        return base + self.content[0][0], base + self.content[-1][1]


def stretch_of(token: Token) -> tuple[int, int]:
    """The characters of a subtree; a leading *that* is left out."""
    first, last = token.left_edge, token.right_edge
    if first.lower_ == "that" and first.dep_ == "mark" and first.i < last.i:
        first = first.nbor(1)
    return first.idx, last.idx + len(last.text)


def phrase(noun: Token, without: Token) -> tuple[int, int]:
    """A noun phrase up to a relative clause."""
    first = noun.left_edge
    last = without.left_edge.i - 1
    end = noun.doc[max(last, noun.i)]
    return first.idx, end.idx + len(end.text)


def joined(parts: Stretches) -> Stretches:
    """Stretches in order, those that touch made one."""
    parts = sorted(parts)
    joined = [parts[0]]
    for start, end in parts[1:]:
        if start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def with_quote(
    sentence: Sentence,
    content: Stretches,
    quotations: list[Quotation],
    name: str,
    cue: int,
) -> Stretches:
    """Content that ends inside a quotation, its cue outside, runs on to the end of it."""
    base = sentence.start
    if name in {"seem", "raise"} or not content or within(quotations, base + cue, base + cue + 1):
        return content
    first, last = content[-1]
    text = sentence.text
    for quotation in quotations:
        start, end = quotation.start - base, quotation.end - base
        follows = last <= start <= last + 3 and not text[last : start - 1].strip()
        if first <= start and (start < last < end or follows):
            last = min(end, len(text))
    return [*content[:-1], (first, last)]


def tidy(sentence: Sentence, content: Stretches) -> Stretches:
    """Trim blanks, commas and quotation marks at the edges, and the sentence's final stop."""
    text = sentence.text
    trimmed: Stretches = []
    for start, end in content:
        if start < 0:
            trimmed.append((start, end))
            continue
        while start < end and text[start] in _EDGES:
            start += 1
        while start < end and text[end - 1] in _EDGES + ".":
            if text[end - 1] == "." and text[end - 3 : end - 2] == ".":
                break
            end -= 1
        if loose := _LOOSE.search(text, start, end):
            end = loose.start()
        if end - start > 1:
            trimmed.append((start, end))
    return trimmed
