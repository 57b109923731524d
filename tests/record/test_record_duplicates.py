from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_made_up import DAY, article_of, reading_of

from detente.record.duplicates import alike, shingles
from detente.record.store import Store

if TYPE_CHECKING:
    from detente.types import Article

SPEECH = (
    "envoys from the two river states opened talks in the harbour town on the line that has "
    "kept their guards apart since the spring flood while villagers on both banks asked for "
    "seed oil and boats and a mediator who gave no name spoke of slow but real progress after "
    "a night of quarrels over who may patrol the northern bridge before the first frost comes"
)
WORDS = SPEECH.split()


def story(seed: int, length: int = 120) -> str:
    """Text in a made-up order: stories of different seeds share words, hardly runs of them."""
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) for _ in range(length))


def dispatches(store: Store) -> dict[str, str]:
    return dict(store.con.execute("SELECT text, dispatch FROM article").fetchall())


def add(store: Store, *articles: Article) -> None:
    for article in articles:
        store.add_readings([reading_of(article)], "r_1")


BASE = story(1)
COPIES = {
    "a byline": f"LOW HARBOUR (Made-up Agency) — By A. Writer\n\n{BASE}",
    "a cut tail": " ".join(BASE.split()[:60]),
    "another headline and case": "Talks open\n\n" + BASE.upper(),
    "typographic marks": BASE.replace(" the ", " “the” "),
    "five words changed": " ".join(
        word if n % 25 else "otherwise" for n, word in enumerate(BASE.split())
    ),
}


@pytest.mark.parametrize("edit", COPIES)
def test_a_copy_of_a_dispatch_is_found(store: Store, edit: str) -> None:
    first = article_of(BASE)
    add(store, first)
    copy = article_of(COPIES[edit], published=DAY + timedelta(days=1), source="The Other Post")
    add(store, copy)
    assert set(dispatches(store).values()) == {first.id}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (story(2), 0),
        (BASE, 4),
        ("\n\n".join([BASE, story(3), story(4), story(5)]), 0),
        (" ".join(BASE.split()[:20]) + " " + story(6, 100), 0),
    ],
    ids=["another story", "the same much later", "a round-up", "one shared quotation"],
)
def test_what_is_no_copy_stands_alone(store: Store, text: str, days: int) -> None:
    add(store, article_of(BASE))
    add(store, article_of(text, published=DAY + timedelta(days=days), source="The Other Post"))
    found = store.con.execute("SELECT count(DISTINCT dispatch) FROM article").fetchone()
    assert found == (2,)


def test_an_article_that_joins_two_groups_makes_one_of_them(store: Store) -> None:
    half = len(BASE.split()) // 2
    one, two = " ".join(BASE.split()[:half]), " ".join(BASE.split()[half:])
    add(store, article_of(one), article_of(two))
    assert len(set(dispatches(store).values())) == 2
    add(store, article_of(BASE))
    assert len(set(dispatches(store).values())) == 1


def test_bulletins_that_differ_in_a_figure_are_two_reports(store: Store) -> None:
    bulletin = "At least {} villagers are hurt in raids of the Riverband across the southern bank."
    add(store, article_of(bulletin.format(60)))
    add(store, article_of(bulletin.format(91), published=DAY + timedelta(days=1)))
    assert len(set(dispatches(store).values())) == 2
    add(store, article_of("By A. Writer: " + bulletin.format(60)))
    assert len(set(dispatches(store).values())) == 2


def test_short_texts_are_copies_only_when_they_are_the_same(store: Store) -> None:
    add(
        store,
        article_of("Talks fail"),
        article_of("Talks fail!", source="B"),
        article_of("Talks held"),
        article_of("…", source="C"),
        article_of("!", source="D"),
    )
    found = dispatches(store)
    assert found["Talks fail"] == found["Talks fail!"]
    assert len(set(found.values())) == 4


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(order=st.permutations(range(7)), cut=st.integers(1, 6))
def test_the_order_of_reading_does_not_matter(order: list[int], cut: int) -> None:
    articles = [
        article_of(text, source=str(n), published=DAY + timedelta(days=n % 3))
        for n, text in enumerate([*COPIES.values(), story(2), story(2) + " at last"])
    ]
    with Store(":memory:") as store:
        store.add_readings([reading_of(articles[n]) for n in order[:cut]], "r_1")
        store.add_readings([reading_of(articles[n]) for n in order[cut:]], "r_1")
        found = dispatches(store)
    assert {found[a.text] for a in articles[:5]} == {min(articles[:5], key=_first).id}
    assert {found[a.text] for a in articles[5:]} == {min(articles[5:], key=_first).id}


def _first(article: Article) -> tuple[object, str]:
    return article.published, article.id


@given(st.text(), st.text())
def test_likeness_has_no_direction_and_every_text_is_like_itself(one: str, other: str) -> None:
    a, b = shingles(one), shingles(other)
    assert alike(a, b) == alike(b, a)
    assert alike(a, a) == bool(len(a))
