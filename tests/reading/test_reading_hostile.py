"""Hostile text: whatever a scraper sends, the reading neither crashes nor loses its place."""

from __future__ import annotations

import importlib.util
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from detente.reading import pipeline
from detente.reading.sentences import stretches
from detente.types import Mention, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from detente.actors.registry import Registry
    from detente.types import Article, ArticleReading


def _made() -> ModuleType:
    """The sentences that `python -m bench hostile` measures."""
    file = Path(__file__).resolve().parents[2] / "bench" / "hostile.py"
    spec = importlib.util.spec_from_file_location("hostile_sentences", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


HOSTILE = _made()


def _parts(found: Any) -> Iterator[Any]:
    """Everything a reading holds, down to its spans."""
    yield found
    if is_dataclass(found) and not isinstance(found, Span):
        for field in fields(found):
            yield from _parts(getattr(found, field.name))
    elif isinstance(found, (tuple, list)):
        for part in found:
            yield from _parts(part)


def _check(article: Article, reading: ArticleReading) -> None:
    assert reading.article.text == article.text
    for part in _parts(reading):
        if isinstance(part, Span):
            assert part.article == article.id
            assert 0 <= part.start < part.end <= len(article.text)
            assert article.text[part.start : part.end].strip()
        elif isinstance(part, Mention):
            assert article.text[part.span.start : part.span.end] == part.words


def _read(texts: list[str], registry: Registry) -> None:
    articles = [HOSTILE.article(text) for text in texts]
    readings = list(pipeline.read(articles, registry))
    assert len(readings) == len(articles)
    for article, reading in zip(articles, readings, strict=True):
        _check(article, reading)


def test_what_was_written_to_hurt_is_read_with_exact_spans(registry: Registry) -> None:
    assert len(HOSTILE.BY_HAND) >= 50
    _read(HOSTILE.BY_HAND, registry)


@pytest.mark.slow
def test_three_hundred_hostile_sentences_are_read_with_exact_spans(registry: Registry) -> None:
    texts = HOSTILE.sentences()
    assert len(texts) == 300
    assert max(len(text.split()) for text in texts) >= 1000
    _read(texts, registry)


def test_hostile_sentences_in_one_article_keep_their_places(registry: Registry) -> None:
    text = "\n\n".join([*HOSTILE.BY_HAND, "Israel struck the air base on 9 April."])
    article = HOSTILE.article(text)
    [reading] = pipeline.read([article], registry)
    _check(article, reading)
    dated = [str(e.when.start) for e in reading.events if "struck" in _quote(text, e.trigger)]
    assert "2018-04-09" in dated


def _quote(text: str, span: Span) -> str:
    return text[span.start : span.end]


def test_rows_of_marks_are_no_sentences() -> None:
    text = "Iran left.\n\n* * *\n\n" + "=" * 5000 + "\n\n🚀🚀🚀\n\nRussia stayed."
    assert [text[s.start : s.end] for s in stretches(text)] == ["Iran left.", "Russia stayed."]


def test_a_row_of_one_mark_costs_no_more_than_three(registry: Registry) -> None:
    from detente.reading import language

    text = "Iran " + "(" * 900 + " struck Israel."
    article = HOSTILE.article(text)
    [(_, [sentence])] = language.parse(language.load(), [article])
    assert len(sentence.doc) < 20
    assert len(sentence.text) == len(text)
    struck = next(token for token in sentence.doc if token.text == "struck")
    assert _quote(text, sentence.locate(struck)) == "struck"


@pytest.mark.parametrize(
    "sentence",
    [
        "Putin said that Iran, an ally of Russia, would leave Syria. ",
        "He told him that they agreed with the group. ",
    ],
)
def test_mentions_are_found_without_a_look_at_all_others(
    sentence: str, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten times the text asks for about ten times the comparisons, not a hundred times."""
    from detente.reading import draft

    asked = 0
    start = draft._start

    def counted(mention: Mention) -> int:
        nonlocal asked
        asked += 1
        return start(mention)

    monkeypatch.setattr(draft, "_start", counted)
    costs = []
    for times in (10, 100):
        asked = 0
        list(pipeline.read([HOSTILE.article("Putin met Rouhani. " + sentence * times)], registry))
        costs.append(asked)
    assert 0 < costs[1] < 25 * costs[0]
