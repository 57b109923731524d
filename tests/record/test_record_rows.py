from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_made_up import DAY, TEXT, article_of, event_of, whole_reading

from detente.errors import MissingDate
from detente.ontology import plover
from detente.record import listing
from detente.record.audit import audit
from detente.record.rows import tables
from detente.record.store import Store
from detente.types import ArticleReading, Mention, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)


number = count()


@pytest.fixture(scope="module")
def shelf() -> Iterator[Store]:
    with Store(":memory:") as store:
        yield store


@settings(max_examples=25, deadline=None)
@given(text=texts, cut=st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_any_text_comes_back_unchanged_and_spans_give_the_quoted_words(
    shelf: Store, text: str, cut: tuple[float, float]
) -> None:
    article = article_of(text, title=text, author=text[::-1], url=str(next(number)))
    start = int(min(cut) * (len(text) - 1))
    end = max(start + 1, int(max(cut) * len(text)))
    span = Span(article.id, 0, start, end)
    event = event_of(article, words=text[start:end])
    reading = ArticleReading(
        article,
        mentions=(Mention(span, text[start:end], "name", None),),
        events=(event,),
    )
    shelf.add_readings([reading], "r_1")
    (row,) = listing.articles(shelf.con, id=article.id, text=True)
    assert (row["text"], row["title"], row["author"]) == (text, text, text[::-1])
    (listed,) = listing.events(shelf.con, article=article.id)
    for found in listed["evidence"]:
        assert found["quote"] == text[found["start"] : found["end"]]


def test_what_was_put_on_the_shelf_passes_the_audit(shelf: Store) -> None:
    assert all(check["holds"] for check in audit(shelf)["checks"])


def test_one_of_everything_is_written_with_where_it_rests(held: Store) -> None:
    roles = held.con.execute(
        'SELECT owner, role, substring(text, "start" + 1, "end" - "start") '
        "FROM evidence JOIN article ON article.id = article ORDER BY ALL"
    ).fetchall()
    content = "Belmark may leave the river if the line holds"
    for owner in ("c_1", "o_1"):
        assert (owner, "condition", "the line holds") in roles
    assert ("c_1", "content", content) in roles
    assert ("d_1", "utterance", content) in roles
    assert ("o_1", "predicted", content) in roles
    assert ("n_1", "in_face_of", "the raids") in roles
    assert ("t_1", "sentence", "Arvenia 🕊️ turns from Belmark") in roles
    assert len({owner for owner, *_ in roles}) == 8


def test_the_same_thing_found_twice_is_written_once() -> None:
    one = whole_reading()
    doubled = ArticleReading(
        one.article, events=one.events * 2, claims=one.claims * 2, ties=one.ties * 2
    )
    found = tables([doubled], "r_1")
    assert [len(found[name]) for name in ("event", "claim", "tie")] == [2, 1, 1]
    assert len(found["event_actor"]) == 3


def test_quad_class_and_score_follow_from_type_and_mode() -> None:
    article = article_of(TEXT)
    event = event_of(article, type="CONSULT", mode="phone")
    (row,) = tables([ArticleReading(article, events=(event,))], "r_1")["event"]
    assert row["quad"] == plover.quad("CONSULT")
    assert row["score"] == plover.score("CONSULT", "phone")
    assert row["outlet"] == "The Low Harbour Post"


def test_an_article_without_a_date_is_refused_by_its_title() -> None:
    with pytest.raises(MissingDate, match="Undated"):
        tables([ArticleReading(article_of("text", published=None, title="Undated"))], "r_1")
    assert tables([ArticleReading(article_of("text"))], "r_1")["article"][0]["published"] == DAY
