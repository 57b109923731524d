"""The listings: JSON for programs, CSV for tables, lines for the eye."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest

import detente

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

LISTINGS = {
    "articles": "title",
    "actors": "name",
    "events": "reality",
    "claims": "speaker_words",
    "ties": "relation",
    "readings": "expression",
    "provisions": "action",
    "outlook": "predicted",
    "silences": "kind",
}


@pytest.mark.parametrize(("verb", "field"), LISTINGS.items())
def test_every_listing_prints_the_same_rows_three_ways(
    run: Run, read_sample: Path, verb: str, field: str
) -> None:
    asked = (verb, "--record", read_sample)
    rows = run(*asked, "--json").rows
    assert rows
    assert all(row["id"] and field in row for row in rows)
    table = list(csv.DictReader(io.StringIO(run(*asked, "--csv").out)))
    assert [row["id"] for row in table] == [row["id"] for row in rows]
    head, *lines = run(*asked).out.splitlines()
    assert len(lines) == len(rows)
    assert {line.count("\t") for line in lines} == {head.count("\t")}
    assert len(run(*asked, "--json", "--limit", 2).rows) == min(2, len(rows))


@pytest.mark.parametrize("verb", sorted(set(LISTINGS) - {"articles", "actors"}))
def test_every_quote_printed_stands_in_its_article(run: Run, read_sample: Path, verb: str) -> None:
    more = ["--all"] if verb == "events" else []
    with detente.open(read_sample, read_only=True) as record:
        for row in run(verb, *more, "--json", "--record", read_sample).rows:
            assert row["evidence"]
            for span in row["evidence"]:
                article = record.article(span["article"])
                assert article is not None
                assert article.text[span["start"] : span["end"]] == span["quote"]


def test_events_are_only_those_asserted_unless_all_are_asked_for(
    run: Run, read_sample: Path
) -> None:
    asserted = run("events", "--json", "--record", read_sample).rows
    everything = run("events", "--all", "--json", "--record", read_sample).rows
    assert {row["reality"] for row in asserted} <= {"happened", "ongoing"}
    assert len(everything) > len(asserted)
    assert {"denied", "planned", "reported"} & {row["reality"] for row in everything}


def test_filters_take_any_name_of_an_actor(run: Run, read_sample: Path) -> None:
    asked = ("--json", "--record", read_sample)
    by_name = run("events", "--source", "Israel", "--type", "assault", *asked).rows
    assert by_name
    assert by_name == run("events", "--source", "ISR", "--type", "ASSAULT", *asked).rows
    about = run("claims", "--by", "Lavrov", *asked).rows
    assert {row["speaker"] for row in about} == {"sergei-lavrov"}
    may = run("events", "--since", "2018-05-01", "--until", "2018-05-31", *asked).rows
    assert may
    assert all(row["date"] <= "2018-05-31" and row["date_end"] >= "2018-05-01" for row in may)


def test_a_disputed_expression_lists_who_is_meant_by_whom(run: Run, read_sample: Path) -> None:
    rows = run("readings", "--json", "--record", read_sample).rows
    peskov = [row for row in rows if "Peskov" in row["speaker_words"]]
    [stances] = [{p["actor"]: p["stance"] for p in row["parties"]} for row in peskov]
    assert stances["RUS"] == "out"
    assert stances["IRN"] == "in"


def test_nothing_found_is_said_on_stderr(run: Run, read_sample: Path) -> None:
    asked = ("events", "--dyad", "FRA", "DEU", "--record", read_sample)
    done = run(*asked)
    assert (done.status, done.out) == (0, "")
    assert "--all" in done.err
    assert run(*asked, "--json").out == "[]\n"
    assert run(*asked, "--all").err == "no events in this record that fit\n"


def test_an_unknown_actor_is_named_with_a_suggestion(run: Run, read_sample: Path) -> None:
    done = run("events", "--source", "Irann", "--record", read_sample)
    assert done.status == 1
    assert done.out == ""
    assert done.err.startswith('error: no actor named "Irann"\n\nhint: did you mean IRN (Iran)')


def test_who_somebody_is_needs_no_record(run: Run, tmp_path: Path) -> None:
    at = ("--record", tmp_path / "none.detente")
    before = run("actors", "Donald Trump", "--on", "2016-12-01", "--json", *at).rows
    after = run("actors", "Donald Trump", "--on", "2018-05-08", "--json", *at).rows
    assert [row["office"] for row in before + after] == [None, "USA.PRES"]
    shown = run("actors", "Kremlin", "--on", "2018-05-08", *at).out
    assert shown.startswith("Russian president (RUS.PRES)\n")
    assert re.search(r"held by +Vladimir Putin \(vladimir-putin\)", shown)
    assert not (tmp_path / "none.detente").exists(), "looking makes no record"
    assert run("actors", "Nobody Atall", *at).status == 1


def test_an_actor_of_the_record_is_counted(run: Run, read_sample: Path) -> None:
    [row] = run("actors", "Moscow", "--json", "--record", read_sample).rows
    assert row["id"] == "RUS"
    assert row["mentions"] > 20
    shown = run("actors", "Moscow", "--record", read_sample).out
    assert f"in this record  {row['mentions']} mentions" in shown
    [as_csv] = csv.DictReader(
        io.StringIO(run("actors", "Moscow", "--csv", "--record", read_sample).out)
    )
    assert as_csv["id"] == "RUS"


def test_names_that_stayed_open_are_listed_by_how_often_they_occur(
    run: Run, read_sample: Path
) -> None:
    asked = ("actors", "--unresolved", "--record", read_sample)
    rows = run(*asked, "--json").rows
    assert [row["times"] for row in rows] == sorted((row["times"] for row in rows), reverse=True)
    head, first, *_ = run(*asked).out.splitlines()
    assert head.split() == ["times", "name", "type", "state", "where", "perhaps"]
    assert rows[0]["name"] in first


def test_cells_that_a_spreadsheet_would_run_are_made_harmless(run: Run, tmp_path: Path) -> None:
    story, record = tmp_path / "2018-05-22-a.md", tmp_path / "r.detente"
    story.write_text(
        '---\ntitle: "=HYPERLINK(0)"\n---\n\nRussia said that the talks with Iran had been held '
        "in Moscow and that they would go on.\n",
        encoding="utf-8",
    )
    run("read", story, "--record", record)
    [row] = csv.DictReader(io.StringIO(run("articles", "--csv", "--record", record).out))
    assert row["title"].startswith("'")
