"""`detente ask`, `report` and `demo`: every kind of question ends in an answer or in a reason."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, get_args

import pytest

from detente.types import VerdictWord

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

WINDOW = ("--since", "2018-05-08", "--until", "2018-06-04")
WORDS = set(get_args(VerdictWord))


def test_an_answer_shows_its_word_its_numbers_and_its_quotes(run: Run, read_sample: Path) -> None:
    asked = ("ask", "Russia moves away from Iran", *WINDOW, "--record", read_sample)
    found = run(*asked, "--json").rows
    assert found["verdict"] in WORDS - {"supported"}, "22 short texts cannot show a turn"
    assert found["question"]["since"] == "2018-05-08"
    assert found["inside"]["events"] <= found["inside"]["reports"]
    assert {"share", "low", "high"} <= set(found["inside"])
    quotes = [item["quote"] for item in found["evidence_for"] + found["evidence_against"]]
    assert any("distancing itself from Iran" in quote for quote in quotes if quote)
    shown = run(*asked).out
    assert shown.startswith("Russia moves away from Iran\n\n" + found["verdict"].upper())
    assert found["sentence"].partition(": ")[2] in shown
    assert found["who_vouches"] in shown
    assert "what would change this:" in shown


def test_a_dyad_and_a_direction_are_as_good_as_a_headline(run: Run, read_sample: Path) -> None:
    record = ("--json", "--record", read_sample)
    by_words = run("ask", "Moscow turns its back on Tehran", *WINDOW, *record).rows
    by_dyad = run("ask", "--dyad", "Russia", "Iran", "--apart", *WINDOW, *record).rows
    assert by_words.pop("question") != by_dyad.pop("question"), "only one has a headline"
    assert by_words == by_dyad
    closer = run("ask", "--dyad", "RUS", "ISR", "--closer", *WINDOW, "--record", read_sample)
    assert closer.out.startswith("Have Russia and Israel drawn closer between 2018-05-08 and")


def test_two_who_never_meet_cannot_be_told(run: Run, read_sample: Path) -> None:
    done = run("ask", "France and Germany draw closer", *WINDOW, "--record", read_sample)
    assert done.status == 0
    assert "CANNOT BE TOLD" in done.out
    assert "no asserted events between France and Germany" in done.out


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["Russia moves away from Ironland"], "no two parties found", "--dyad RUS B"),
        (["Weather is fine"], "no direction found", "--dyad A B --apart"),
        (["Russia and Iran hold a meeting"], "no direction found", "--dyad RUS IRN --apart"),
        (["Russia does not move away from Iran"], "denies a change", "--dyad RUS IRN"),
        (["--dyad", "RUS", "Irann", "--apart"], 'no actor named "Irann"', "IRN (Iran)"),
        (["--dyad", "RUS", "Moscow", "--apart"], "are the same: RUS", "two actors"),
        (
            ["Russia moves away from Iran", "--since", "2018-06-04", "--until", "2018-05-08"],
            "ends (2018-05-08) before it begins (2018-06-04)",
            "swap them",
        ),
    ],
)
def test_a_question_that_cannot_be_put_says_why(
    run: Run, read_sample: Path, arguments: list[str], message: str, hint: str
) -> None:
    done = run("ask", *arguments, "--record", read_sample)
    assert (done.status, done.out) == (1, "")
    said, told = done.err.split("\n\nhint: ")
    assert said.startswith("error: ")
    assert message in said
    assert hint in told


def test_an_empty_record_is_no_ground_for_an_answer(run: Run, tmp_path: Path) -> None:
    record = tmp_path / "r.detente"
    run("read", tmp_path / "nowhere", "--record", record)
    done = run("ask", "Russia moves away from Iran", "--record", record)
    assert done.status == 1
    assert "holds neither articles nor event data" in done.err
    assert "detente read" in done.err


def test_a_window_without_days_is_the_last_eight_weeks_on_record(
    run: Run, read_sample: Path
) -> None:
    asked = run("ask", "Russia moves away from Iran", "--json", "--record", read_sample).rows
    assert (asked["question"]["since"], asked["question"]["until"]) == ("2018-05-04", "2018-06-28")


def test_the_report_of_an_answer_is_one_file_that_fetches_nothing(
    run: Run, read_sample: Path, tmp_path: Path
) -> None:
    report = tmp_path / "r.html"
    done = run(
        *("ask", "Russia moves away from Iran", *WINDOW),
        *("-o", report, "--record", read_sample),
    )
    assert done.status == 0
    assert f"wrote {report}" in done.err
    page = report.read_text(encoding="utf-8")
    assert "Russia moves away from Iran" in page
    assert "Some diplomats believe that Russia is distancing itself from Iran" in page
    assert "default-src &#39;none&#39;" in page
    missing = run("report", "-o", tmp_path / "no" / "r.html", "--record", read_sample)
    assert missing.status == 1
    assert "cannot be written" in missing.err


def test_every_answer_says_at_which_level_it_counts(run: Run, read_sample: Path) -> None:
    asked = ("ask", "Russia moves away from Iran", *WINDOW, "--record", read_sample)
    for level in ("state", "government", "actor"):
        found = run(*asked, "--json", "--level", level).rows
        assert found["level"] == found["question"]["level"] == level
        assert f"\nLevel: {level} (" in run(*asked, "--level", level).out
    assert run(*asked, "--json").rows["level"] == "state"
    wrong = run(*asked, "--level", "planet")
    assert wrong.status == 2
    assert "'state', 'government', 'actor'" in wrong.err


def test_a_government_is_asked_about_against_its_others(run: Run, read_sample: Path) -> None:
    dyad = ("ask", "--apart", "--dyad", "Syrian government", "Syria/others")
    asked = (*dyad, *WINDOW, "--record", read_sample)
    done = run(*asked, "--level", "government")
    assert done.out.startswith("Have Syria and Syria (others) moved apart")
    at_states = run(*asked)
    assert at_states.status == 1
    assert "SYR/others is no party at the level state" in at_states.err
    assert "--level government" in at_states.err
    no_state = run(*dyad[:4], "Hezbollah/others", *WINDOW, "--record", read_sample)
    assert no_state.status == 1
    assert "only a state has others" in no_state.err


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["timeline", "SYR", "SYR/others"], "no party at the level state", "--level government"),
        (["timeline", "SYR/others", "RUS", "--level", "actor"], "level actor", "government"),
        (["timeline", "Syria", "Damascus"], "both parties are the same: SYR", "two actors"),
        (["events", "--source", "SYR/others"], "no actor but a party", "such as SYR"),
        (["claims", "--by", "SYR/others"], "no actor but a party", "--level government"),
        (["ties", "SYR/others"], "no actor but a party", "--level government"),
        (["actors", "SYR/others"], "no actor but a party", "--level government"),
    ],
)
def test_others_where_there_are_none_are_refused(
    run: Run, read_sample: Path, arguments: list[str], message: str, hint: str
) -> None:
    done = run(*arguments, "--record", read_sample)
    assert (done.status, done.out) == (1, "")
    said, told = done.err.split("\n\nhint: ")
    assert message in said
    assert hint in told


@pytest.mark.parametrize(
    "window",
    [
        ("--since", "0001-01-01"),
        ("--until", "9999-12-31"),
        ("--until", "0001-01-05"),
        ("--since", "0001-01-01", "--until", "9999-12-31"),
    ],
)
def test_a_window_may_reach_to_the_ends_of_the_calendar(
    run: Run, read_sample: Path, tmp_path: Path, window: tuple[str, ...]
) -> None:
    record = ("--record", read_sample)
    asked = run("ask", "Russia moves away from Iran", *window, "-o", tmp_path / "r.html", *record)
    assert (asked.status, "CANNOT BE TOLD" in asked.out) == (0, True)
    periods = run("timeline", "RUS", "IRN", *window, "--step", 10**9, "--json", *record).rows
    assert [period["days"] > 0 for period in periods] == [True] * (window[-1] != "0001-01-05")


def test_timeline_and_network_are_listed_with_their_level(run: Run, read_sample: Path) -> None:
    record = ("--record", read_sample)
    periods = run("timeline", "Russia", "Iran", *WINDOW, "--json", *record).rows
    assert len(periods) == 28
    assert {(row["a"], row["b"], row["level"]) for row in periods} == {("RUS", "IRN", "state")}
    alone = run("timeline", "RUS", "IRN", *WINDOW, "--level", "actor", "--json", *record).rows
    assert sum(row["events"] for row in alone) <= sum(row["events"] for row in periods)
    weeks = run("timeline", "RUS", "IRN", *WINDOW, "--step", 7, *record).out.splitlines()
    assert weeks[0].split("\t")[:2] == ["From", "To"]
    assert len(weeks) == 5
    for level in ("state", "government", "actor"):
        edges = run("network", *WINDOW, "--level", level, "--json", *record).rows
        assert {row["level"] for row in edges} == {level}
    shown = run("network", "--actors", 4, *record).out
    assert shown.startswith("A\tB\tEvents")
    ends = {end for line in shown.splitlines()[1:] for end in line.split("\t")[:2]}
    assert len(ends) <= 4


def test_a_report_says_at_which_level_it_counts(
    run: Run, read_sample: Path, tmp_path: Path
) -> None:
    report = tmp_path / "r.html"
    run("report", "--level", "government", "-o", report, "--record", read_sample)
    assert "Level: government" in report.read_text(encoding="utf-8")
    asked = ("--dyad", "SYR", "SYR/others", "--apart", "--level", "government", *WINDOW)
    run("report", *asked, "-o", report, "--record", read_sample)
    page = report.read_text(encoding="utf-8")
    assert "Have Syria and Syria (others) moved apart" in page
    assert "SYR/others" not in page.replace('"SYR/others"', "")


def test_the_demo_works_twice_and_is_quick_the_second_time(run: Run, tmp_path: Path) -> None:
    report, record = tmp_path / "report.html", tmp_path / "sample.detente"
    asked = ("demo", "-o", report, "--record", record)
    first = run(*asked)
    assert first.status == 0, first.err
    assert first.err.startswith("22 articles read: ")
    assert report.stat().st_size > 100_000
    began = time.monotonic()
    second = run(*asked)
    assert time.monotonic() - began < 15
    assert second.err.startswith("0 articles read; 22 known before")
    assert second.out == first.out
