"""From what was published in 2018 to an answer: the founding article, and a year of event data."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

import detente

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from detente.api import Answer, Record

pytestmark = pytest.mark.outside

HEADLINE = "Russia moves away from Iran"
SINCE, UNTIL = "2018-04-14", "2018-06-02"
UNNAMED = ("unnamed groups", "the author")


@pytest.fixture(scope="module")
def article_record(
    seed_article: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Record]:
    with detente.open(tmp_path_factory.mktemp("seed") / "r.detente") as record:
        assert record.read(seed_article).read == 1
        yield record


@pytest.fixture(scope="module")
def article_answer(article_record: Record) -> Answer:
    return article_record.ask(HEADLINE, since=SINCE, until=UNTIL)


@pytest.fixture(scope="module")
def year_answer(outside: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answer]:
    file = outside / "icews" / "icews18_named.parquet"
    if not file.is_file():
        pytest.skip(f"no event data at {file}")
    with detente.open(tmp_path_factory.mktemp("year") / "r.detente") as record:
        assert record.load("icews", file).events > 100_000
        yield record.ask(HEADLINE, since=SINCE, until=UNTIL)


def test_one_article_cannot_support_its_own_headline(article_answer: Answer) -> None:
    assert article_answer.word != "supported"
    assert article_answer.verdict.coverage.articles == 1


def test_the_headline_is_the_authors_and_of_people_without_a_name(article_answer: Answer) -> None:
    vouchers = article_answer.verdict.vouchers
    count = Counter[str]()
    for voucher in vouchers:
        count[voucher.kind] += voucher.count_for
    for kind in UNNAMED:
        assert count[kind] >= 1, f"{kind} asserts the headline"
        assert kind in article_answer.verdict.who_vouches
    officials = [v for v in vouchers if v.kind == "named officials" and v.state == "RUS"]
    assert sum(voucher.count_for for voucher in officials) == 0, "no named Russian official does"
    assert "No named official of Russia" in article_answer.verdict.who_vouches


def test_what_is_said_is_not_what_was_done(article_record: Record) -> None:
    everything = article_record.events(all=True)
    asserted = article_record.events()
    assert 0.25 < len(asserted) / len(everything) < 0.8, "much of the article is not told as fact"
    expected = {"Putin", "Lavrentiev", "Peskov"}
    words = " ".join(row["speaker_words"] for row in article_record.claims())
    assert all(name in words for name in expected)


def test_the_quarrel_over_two_words_is_laid_out_by_speaker(article_record: Record) -> None:
    stances = {
        row["speaker_words"]: {party["actor"]: party["stance"] for party in row["parties"]}
        for row in article_record.readings()
    }
    [peskov] = [parties for words, parties in stances.items() if "Peskov" in words]
    [lavrentiev] = [parties for words, parties in stances.items() if "Lavrentiev" in words]
    assert peskov["RUS"] == "out"
    assert {lavrentiev[actor] for actor in ("TUR", "USA", "IRN", "LBN.HEZBOLLAH")} == {"in"}


def test_silence_and_the_25_km_are_on_record(article_record: Record) -> None:
    assert "RUS" in {row["actor"] for row in article_record.non_actions()}
    assert 25 in {row["measure_km"] for row in article_record.provisions()}


def test_every_quote_of_the_article_stands_in_it(
    article_record: Record, article_answer: Answer
) -> None:
    assert all(check["holds"] for check in article_record.audit()["checks"])
    items = [*article_answer.verdict.evidence_for, *article_answer.verdict.evidence_against]
    assert items
    for item in items:
        assert item.article is not None
        assert item.quote is not None
        article = article_record.article(item.article)
        assert article is not None
        assert article.text[item.start : item.end] == item.quote


@pytest.mark.slow
def test_a_year_of_event_data_does_not_support_the_headline_either(year_answer: Answer) -> None:
    assert year_answer.word != "supported"
    assert year_answer.word == "flare-up, not a turn"
    tests = {test.name: test.p for test in year_answer.verdict.tests}
    deciding = [p for name, p in tests.items() if p and ("robust" in name or "placebo" in name)]
    assert len(deciding) == 3
    assert min(deciding) > 0.05
    naive = tests["events taken as independent"]
    assert naive is not None
    assert naive < min(deciding), "events taken as independent look surer than they are"
    assert "not calibrated" in year_answer.summary()


@pytest.mark.slow
def test_the_five_conflicts_of_late_may_are_the_evidence_for_it(year_answer: Answer) -> None:
    found = {
        (item.date, item.words.rsplit("(", 1)[-1].rstrip(")").lower())
        for item in year_answer.verdict.evidence_for
        if item.date and date(2018, 5, 21) <= item.date <= date(2018, 5, 25)
    }
    said = " | ".join(f"{day} {words}" for day, words in sorted(found))
    for day, words in (
        ("2018-05-21", "reduce"),
        ("2018-05-23", "demand"),
        ("2018-05-23", "reject"),
        ("2018-05-23", "criticize"),
        ("2018-05-25", "embargo"),
    ):
        assert any(str(d) == day and words in w for d, w in found), f"{day} {words} not in: {said}"
    assert all(item.cite for item in year_answer.verdict.evidence_for), "each names its row"
