"""Who is meant by which words, for tests with sentences of their own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pytest

from detente.reading import language
from detente.reading.draft import Draft
from detente.reading.mentions import find_mentions
from detente.types import Article

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from detente.actors.registry import Registry
    from detente.types import Mention


class Meant(NamedTuple):
    """The mentions of a text."""

    mentions: list[Mention]

    def __call__(self, words: str, nth: int = 0) -> str | None:
        """The id of the actor that some words stand for; None where it stays open."""
        actor = self.one(words, nth).actor
        return actor.id if actor is not None else None

    def one(self, words: str, nth: int = 0) -> Mention:
        """The mention by some words."""
        found = [mention for mention in self.mentions if mention.words == words]
        assert len(found) > nth, [mention.words for mention in self.mentions]
        return found[nth]

    def ids(self) -> set[str]:
        """All actors that are meant somewhere."""
        return {mention.actor.id for mention in self.mentions if mention.actor is not None}


@pytest.fixture
def meant(nlp: Language, registry: Registry) -> Callable[..., Meant]:
    def find(text: str, on: date = date(2018, 6, 2), *, known: Registry = registry) -> Meant:
        article = Article("a", text, published=on)
        ((_, sentences),) = language.parse(nlp, [article])
        draft = Draft(article, known, sentences)
        find_mentions(draft)
        return Meant(draft.mentions)

    return find
