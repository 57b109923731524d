"""The working paper of one article while it is read: sentences, mentions, what was found."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

    from detente.actors.registry import Registry
    from detente.types import (
        Actor,
        Article,
        Claim,
        Event,
        Mention,
        NonAction,
        Outlook,
        Provision,
        Reading,
        Tie,
    )


@dataclass(slots=True)
class Sentence:
    """One parsed sentence.

    ``doc.text`` equals ``article.text[start:end]`` but for line breaks and other white
    space, each of which stands as one blank, and for rows of one mark, of which the first
    three stand, so that token offsets plus ``start`` are offsets into the article.

    Attributes:
        index: its place in the article, 0-based.
        paragraph: the paragraph it stands in, 0-based.
        quote_open: whether it begins inside a quotation opened by an earlier sentence.
        text: ``doc.text``, which spaCy would put together anew each time.
    """

    article: str
    index: int
    paragraph: int
    start: int
    end: int
    doc: Doc
    quote_open: bool = False
    text: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Keep the text at hand."""
        self.text = self.doc.text

    @property
    def span(self) -> Span:
        """The whole sentence."""
        return Span(self.article, self.paragraph, self.start, self.end)

    def locate(self, tokens: Tokens | Token) -> Span:
        """Where a token or a run of tokens stands in the article."""
        first = tokens.idx if hasattr(tokens, "idx") else tokens.start_char
        return self.between(first, first + len(tokens.text))

    def between(self, first: int, last: int) -> Span:
        """Where characters ``first`` to ``last`` of the sentence stand in the article."""
        return Span(self.article, self.paragraph, self.start + first, self.start + last)


@dataclass(slots=True)
class Draft:
    """What is known of one article so far; each step of the pipeline adds to it."""

    article: Article
    registry: Registry
    sentences: list[Sentence]
    actors: dict[str, Actor] = field(default_factory=dict)
    #: In the order of the text.
    mentions: list[Mention] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    provisions: list[Provision] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    outlooks: list[Outlook] = field(default_factory=list)
    non_actions: list[NonAction] = field(default_factory=list)

    def words(self, span: Span) -> str:
        """The quoted words of a span."""
        return self.article.text[span.start : span.end]

    def mentions_between(self, first: int, last: int) -> list[Mention]:
        """The mentions that begin at characters ``first`` to ``last`` of the article (excluded)."""
        low = bisect_left(self.mentions, first, key=_start)
        return self.mentions[low : bisect_left(self.mentions, last, low, key=_start)]

    def mentions_in(self, span: Span) -> list[Mention]:
        """The mentions that lie wholly inside a span, in the order of the text."""
        return [m for m in self.mentions_between(span.start, span.end) if m.span.end <= span.end]

    def mention_at(self, sentence: Sentence, token: Token) -> Mention | None:
        """The mention that covers a token, the longest if several do."""
        at = sentence.start + token.idx
        found = [m for m in self.mentions_between(sentence.start, at + 1) if at < m.span.end]
        return max(found, key=lambda m: m.span.end - m.span.start, default=None)


def _start(mention: Mention) -> int:
    return mention.span.start
