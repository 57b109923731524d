"""Whatever a text looks like, reading it ends, and every span lies where its words stand."""

from __future__ import annotations

import random
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from detente.actors.registry import Registry
from detente.ids import make_id
from detente.reading import pipeline
from detente.record.audit import audit
from detente.record.store import IN_MEMORY, Store
from detente.types import Article, ArticleReading, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language


WHO = (
    "Russia",
    "Tehran",
    "the Kremlin",
    "Vladimir Putin",
    "Hizbullah",
    "Israel’s army",
    "Many analysts",
)
FRAGMENTS = (
    "{a} said on Monday that {b} would withdraw its forces from Syria.",
    "“{a} will not accept this,” {b} warned, “unless all foreign forces leave.”",
    "{a} denied that it had attacked {b} or that it planned to.",
    "{a} met {b} in Ankara on 17 May 2018 and agreed to hold talks next week.",
    "According to the agreement, {a} must keep militias 25km from the border with {b}.",
    "{a} remained silent after the strikes, suggesting that {b} had been told.",
    "If {a} collapses, {b} might strike again.",
    "In some cases, {a} will even attack {b}.",
    "{a} has long been a close ally of {b}, but their alliance is tactical.",
    "{a} is distancing itself from {b}.",
    "By “foreign forces” {a} meant {b}, the Turks, Americans and [the Lebanese group] Hizbullah.",
    "He said they would.",
)
ODDITIES = (
    "🕊️👨‍👩‍👧 {a} 🇷🇺🤝🇮🇷 {b}!!!",
    "R\u0301u\u0301ssia\u0301 a\u0308nd {a}\u200d\u200b said \u202eesrever\u202c things.",
    "{a} SAID IT WOULD ATTACK {b} TODAY. BREAKING: ‘TALKS’ OVER.",
    "“An unbalanced quotation by {a} that never ends (nor does [this",
    "” ’ ) ] } » and closes what {b} never opened.",
    "- {a} accuses {b}\r\n- {b} denies\r\n  * both agree;\r\n1. end",
    "Россия и Иран договорились. {a} 俄罗斯 谴责 {b}。 إيران تنفي {a}.",
    "{a}'s {a}'s {a}'s son said that {b} said that {a} believes that {b} denies that it left.",
    "",
    "\u00a0\u2028\u2029\t\v",
    "<b>{a}</b> &amp; {b} {{ 7*7 }} \\n %s \x1b[31m",
    "3,000km 25 km 100% $5bn 14.04.2018 14/4 2018-13-45 31 February",
    "…",
)


@cache
def shipped() -> Registry:
    """The registry, not as a fixture: arguments of a failing example are printed whole."""
    return Registry.load()


def long_sentence(rng: random.Random) -> str:
    words = (*WHO, "and", "the", "strikes", "said", "that", "border", "with", "which", ",", "of")
    return " ".join(rng.choice(words) for _ in range(1000)) + "."


@st.composite
def texts(draw: st.DrawFn) -> str:
    kinds = st.sampled_from((*FRAGMENTS, *ODDITIES))
    parts = []
    for fragment in draw(st.lists(kinds, min_size=1, max_size=9)):
        a, b = draw(st.sampled_from(WHO)), draw(st.sampled_from(WHO))
        filled = fragment.replace("{a}", a).replace("{b}", b)
        parts.append(draw(st.sampled_from((str, str, str.upper)))(filled))
    joint = draw(st.sampled_from((" ", "\n\n", "\r\n\r\n", "\n", "")))
    return draw(st.sampled_from(("", "\ufeff", "\n\n"))) + joint.join(parts)


def article(text: str) -> Article:
    return Article(make_id("a", text), text, published=date(2018, 6, 2))


def spans(thing: Any) -> Iterator[Span]:
    """All spans inside a record, however deep."""
    if isinstance(thing, Span):
        yield thing
    elif isinstance(thing, tuple | list):
        for part in thing:
            yield from spans(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from spans(getattr(thing, field.name))


def examine(reading: ArticleReading) -> None:
    text, id = reading.article.text, reading.article.id
    for field in fields(reading):
        if field.name == "article":
            continue
        for row in getattr(reading, field.name):
            for span in spans(row):
                assert span.article == id
                assert 0 <= span.start < span.end <= len(text), (field.name, row)
                assert text[span.start : span.end].strip(), (field.name, row)
    known = {actor.id for actor in reading.actors}
    for mention in reading.mentions:
        assert mention.words == text[mention.span.start : mention.span.end]
        assert mention.actor is None or mention.actor.id in known
    claims = {claim.id for claim in reading.claims}
    assert len(claims) == len(reading.claims), "ids are unlike"
    for group in (reading.events, reading.ties, reading.provisions, reading.outlooks):
        assert len({row.id for row in group}) == len(group), "ids are unlike"
        for row in group:
            assert row.evidence
            assert row.claim is None or row.claim in claims
    for event in reading.events:
        assert event.source or event.target


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@example(["In some cases, they will even attack and kill chicks."])
@given(st.lists(texts(), min_size=1, max_size=3, unique=True))
def test_any_text_is_read_with_spans_that_hold(several: list[str]) -> None:
    registry = shipped()
    batch = [article(text) for text in several]
    first = list(pipeline.read(batch, registry))
    assert [reading.article for reading in first] == batch
    for reading in first:
        examine(reading)
    again = list(pipeline.read(reversed(batch), registry))
    assert again[::-1] == first, "neither a second reading nor another order changes anything"
    with Store(IN_MEMORY) as store:
        store.add_readings(first, store.start_run("read", {}, []))
        assert [check for check in audit(store)["checks"] if not check["holds"]] == []


@pytest.mark.parametrize("seed", [1, 2])
def test_a_sentence_of_a_thousand_words_is_read(
    nlp: Language, registry: Registry, seed: int
) -> None:
    text = "Russia left Iran.\n\n" + long_sentence(random.Random(seed))
    [reading] = pipeline.read([article(text)], registry)
    examine(reading)


def test_neighbours_in_a_batch_do_not_change_what_is_read(
    nlp: Language, registry: Registry
) -> None:
    rng = random.Random(7)
    batch = [
        article("\n\n".join(rng.sample(FRAGMENTS, 4)).format(a=rng.choice(WHO), b=rng.choice(WHO)))
        for _ in range(6)
    ]
    together = {reading.article.id: reading for reading in pipeline.read(batch, registry)}
    assert sum(len(reading.events) + len(reading.claims) for reading in together.values()) > 12
    for alone in batch:
        assert list(pipeline.read([alone], registry)) == [together[alone.id]]


def test_a_claim_inside_anothers_names_whoever_tells_it(registry: Registry) -> None:
    text = "Some analysts think Erdogan wants to divide France and Germany."
    article = Article("a", text, published=date(2020, 10, 1))
    (reading,) = pipeline.read([article], registry)
    inner = next(claim for claim in reading.claims if claim.speaker.words == "Erdogan")
    assert [relay.words for relay in inner.relay] == ["Some analysts"]
