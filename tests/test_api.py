"""The object a user holds, from articles to an answer, on texts of our own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import detente

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST = """Moscow and Tehran at odds over Syria

MOSCOW, 21 May 2018. Russia criticised Iran on Monday over its bases in Syria. Iranian Foreign \
Ministry spokesman Bahram Qassemi said that no one could force Iran to leave.

Many analysts believe that Russia is distancing itself from Iran.
"""
SECOND = """Israel strikes Iranian targets in Syria

JERUSALEM, 22 May 2018. Israel launched air strikes against Iranian forces in Syria on Tuesday, \
an Israeli official said. Russia remained silent after the strikes.

Turkey might send troops to Idlib if the ceasefire collapses.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("articles")
    (place / "one.txt").write_text(FIRST, encoding="utf-8")
    (place / "two.txt").write_text(SECOND, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def record(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[detente.Record]:
    path = tmp_path_factory.mktemp("record") / "r.detente"
    with detente.open(path) as opened:
        summary = opened.read(folder)
        assert summary.read == 2
        yield opened


def test_reading_again_adds_nothing(record: detente.Record, folder: Path) -> None:
    before = len(record.events(all=True)), len(record.claims()), len(record.articles())
    summary = record.read(folder)
    assert (summary.read, summary.known) == (0, 2)
    assert (len(record.events(all=True)), len(record.claims()), len(record.articles())) == before


def test_every_quote_stands_in_the_unchanged_text(record: detente.Record) -> None:
    texts = {row["id"]: record.article(row["id"]).text for row in record.articles()}
    assert set(texts.values()) == {FIRST, SECOND}
    listings = [record.events(all=True), record.claims(), record.ties(), record.non_actions()]
    spans = [span for frame in listings for row in frame for span in row["evidence"]]
    assert spans
    for span in spans:
        assert texts[span["article"]][span["start"] : span["end"]] == span["quote"]
    assert all(check["holds"] for check in record.audit()["checks"])


def test_events_are_found_by_any_name_of_their_actors(record: detente.Record) -> None:
    strikes = record.events(source="Israel", type="ASSAULT")
    assert [row["type"] for row in strikes] == ["ASSAULT"]
    assert strikes[0]["date"] == date(2018, 5, 22)
    assert record.events(dyad=("Moscow", "Iranians")).rows
    with pytest.raises(detente.UnknownActor) as caught:
        record.events(source="Irann")
    assert "Iran" in (caught.value.hint or "")


def test_what_might_happen_is_listed_only_when_all_is_asked_for(record: detente.Record) -> None:
    asserted = {row["reality"] for row in record.events()}
    assert asserted <= {"happened", "ongoing"}
    everything = {row["reality"] for row in record.events(all=True)}
    assert everything - asserted, "the sample has a possible event"


def test_claims_name_their_speaker(record: detente.Record) -> None:
    speakers = {(row["speaker_kind"], row["speaker_words"]) for row in record.claims()}
    assert any(kind == "named" and "Qassemi" in words for kind, words in speakers)
    assert ("unnamed_group", "Many analysts") in speakers
    by = record.claims(by="bahram-qassemi")
    assert [row["cue_class"] for row in by] == ["say"]


def test_silence_is_a_record(record: detente.Record) -> None:
    assert [(row["actor"], row["kind"]) for row in record.non_actions()] == [("RUS", "silence")]


def test_a_text_alone_cannot_prove_a_turn_but_says_who_asserts_it(record: detente.Record) -> None:
    answer = record.ask("Russia moves away from Iran", since="2018-05-01", until="2018-06-02")
    assert answer.word == "cannot be told"
    voices = {voucher.kind: voucher.count_for for voucher in answer.verdict.vouchers}
    assert voices["unnamed groups"] >= 1
    assert voices.get("named officials", 0) == 0
    assert "unnamed groups" in answer.verdict.who_vouches
    assert answer.evidence_for.rows
    assert answer.to_dict()["question"]["since"] == "2018-05-01"
    assert answer.sentence.lower() in answer.summary().lower()


def test_frames_turn_into_tables_of_other_libraries(record: detente.Record) -> None:
    frame = record.events(all=True)
    assert frame.pl.height == len(frame) == len(frame.df) == frame.arrow.num_rows
    assert "<table>" in frame._repr_html_()
    assert frame[0]["id"] == frame.rows[0]["id"]


def test_questions_that_cannot_be_asked_say_why(record: detente.Record) -> None:
    with pytest.raises(detente.QuestionError, match="direction"):
        record.ask(dyad=("RUS", "IRN"))
    with pytest.raises(detente.QuestionError, match="before it begins"):
        record.ask("Russia moves away from Iran", since="2018-06-02", until="2018-05-01")
    with pytest.raises(detente.InputError, match="no day"):
        record.ask("Russia moves away from Iran", since="soon")
    with pytest.raises(detente.InputError, match="no event data"):
        record.load("acled", "x.csv")


def test_who_somebody_is_depends_on_the_day(record: detente.Record) -> None:
    assert record.actor("Trump", on="2018-05-08")["office"] == "USA.PRES"
    assert record.actor("Kremlin")["state"] == "RUS"


def test_a_chart_can_be_drawn(record: detente.Record) -> None:
    answer = record.ask(dyad=("RUS", "IRN"), direction="apart", since="2018-05-01")
    assert "mark" in str(answer.chart().to_dict())
