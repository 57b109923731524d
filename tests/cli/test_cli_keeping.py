"""Keeping a record: exports, corrections, audits, and files that are none or may not be touched."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import duckdb
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Run


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_everything_can_be_taken_out(
    run: Run, read_sample: Path, tmp_path: Path, form: str
) -> None:
    goal = tmp_path / "out"
    done = run("export", "--format", form, "-o", goal, "--record", read_sample)
    assert (done.status, done.out, done.err) == (0, "", f"wrote {goal}\n")
    events = len(run("events", "--all", "--json", "--record", read_sample).rows)
    if form == "jsonl":
        rows = [json.loads(line) for line in goal.read_text(encoding="utf-8").splitlines()]
        assert rows[0]["kind"] == "provenance"
        assert sum(row["kind"] == "event" for row in rows) == events
    elif form == "csv":
        with (goal / "event.csv").open(encoding="utf-8", newline="") as file:
            assert len(list(csv.DictReader(file))) == events
        assert json.loads((goal / "provenance.json").read_text(encoding="utf-8"))["runs"]
    else:
        query = f"SELECT count(*) FROM '{goal}/event.parquet'"
        assert duckdb.sql(query).fetchall() == [(events,)]
    again = run("export", "--format", form, "-o", goal, "--record", read_sample)
    assert again.status == 1
    assert "is there already" in again.err


def test_texts_may_be_left_out_of_an_export(run: Run, read_sample: Path, tmp_path: Path) -> None:
    goal = tmp_path / "out"
    run("export", "--format", "csv", "--no-text", "-o", goal, "--record", read_sample)
    with (goal / "article.csv").open(encoding="utf-8", newline="") as file:
        assert "text" not in next(csv.reader(file))


def test_a_correction_is_seen_at_once_and_kept_in_the_log(run: Run, sample: Path) -> None:
    at = ("--record", sample)
    event = run("events", "--type", "ASSAULT", "--json", *at).rows[0]
    why = ("--why", "it was a raid", "--who", "Ada")
    done = run("correct", event["id"], "--set", "type=COERCE", *why, *at)
    assert done.status == 0
    assert done.err.startswith(f"{event['id']}: type was 'ASSAULT', is 'COERCE'\n")
    [row] = [r for r in run("events", "--json", *at).rows if r["id"] == event["id"]]
    assert row["type"] == "COERCE"
    again = run("correct", event["id"], "--set", "type=COERCE", *why, *at)
    assert "nothing to change" in again.err
    audit = run("audit", *at)
    assert audit.status == 0
    assert f"by Ada: {event['id']} type was 'ASSAULT', is 'COERCE'" in audit.out


def test_a_rejected_row_leaves_the_counts_and_can_be_brought_back(run: Run, sample: Path) -> None:
    at = ("--record", sample)
    before = run("ties", "--json", *at).rows
    id = before[0]["id"]
    assert run("correct", id, "--reject", "--why", "misread", *at).err == f"{id}: rejected\n"
    assert id not in {row["id"] for row in run("ties", "--json", *at).rows}
    back = run("correct", id, "--set", "rejected=false", "--why", "it was right", *at)
    assert back.err == f"{id}: brought back\n"
    assert run("ties", "--json", *at).rows == before


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("ev_nothing", "--reject"), "ev_nothing"),
        (("EVENT", "--set", "type=WALTZ"), "WALTZ"),
        (("EVENT", "--set", "colour=red"), "colour"),
        (("EVENT", "--set", "id=x"), "id"),
        (("EVENT", "--set", "date=2018-06-02/2018-06-01"), "before it begins"),
        (("EVENT", "--set", "source=Ironland"), "Ironland"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    run: Run, sample: Path, change: tuple[str, ...], message: str
) -> None:
    at = ("--record", sample)
    event = run("events", "--json", *at).rows[0]["id"]
    arguments = [event if part == "EVENT" else part for part in change]
    done = run("correct", *arguments, "--why", "x", *at)
    assert done.status == 1
    assert message in done.err.split("\n\nhint: ")[0]
    assert run("audit", "--json", *at).rows["corrections"] == []


def test_an_audit_that_fails_ends_with_1_and_names_the_row(run: Run, sample: Path) -> None:
    with duckdb.connect(sample) as con:
        con.execute("UPDATE article SET text = text || ' forged' WHERE title LIKE 'Putin tells%'")
    done = run("audit", "--record", sample)
    assert done.status == 1
    [failed] = [line for line in done.out.splitlines() if line.startswith("FAIL")]
    assert "texts are unchanged since they were read: 1 (a_" in failed


def test_an_audit_tells_what_was_read_when(run: Run, read_sample: Path) -> None:
    found = run("audit", "--json", "--record", read_sample).rows
    assert [run["kind"] for run in found["runs"]] == ["read"]
    assert found["runs"][0]["settings"]["model_version"]
    assert "22 read, 0 known, 0 skipped" in run("audit", "--record", read_sample).out


def test_doctor_says_what_works(run: Run) -> None:
    done = run("doctor")
    assert done.status == 0, done.out
    assert "ok   language model: en_core_web" in done.out


def test_a_record_that_is_not_there_is_not_made_by_looking(run: Run, tmp_path: Path) -> None:
    record = tmp_path / "none.detente"
    for verb in (["events"], ["ask", "Russia leaves Iran"], ["audit"], ["export", "-o", "x"]):
        done = run(*verb, "--record", record)
        assert done.status == 1
        assert done.err.startswith(f"error: there is no record at {record}\n\nhint: make one")
    done = run("correct", "e_1", "--reject", "--why", "x", "--record", record)
    assert done.status == 1
    assert not record.exists()


def test_a_file_that_is_no_record_is_left_alone(run: Run, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("my notes\n" * 2000)
    other = tmp_path / "other.duckdb"
    with duckdb.connect(other) as con:
        con.execute("CREATE TABLE mine (x INTEGER)")
    story = tmp_path / "story.txt"
    story.write_text("x")
    for file in (notes, other, tmp_path):
        for arguments in (["events"], ["read", story]):
            done = run(*arguments, "--record", file)
            assert done.status == 1
            assert "Traceback" not in done.err
            assert "\n\nhint: " in done.err
    assert notes.read_text() == "my notes\n" * 2000


def test_a_record_marked_read_only_can_be_read_and_not_written(run: Run, sample: Path) -> None:
    sample.chmod(0o444)
    before = sample.read_bytes()
    assert run("events", "--record", sample).status == 0
    done = run("read", sample.parent, "--record", sample)
    assert done.status == 1
    assert "may not be written" in done.err
    assert "chmod u+w" in done.err
    assert sample.read_bytes() == before


@pytest.fixture
def held(request: pytest.FixtureRequest, sample: Path) -> Iterator[Path]:
    """The record, open in another process."""
    code = (
        "import sys, detente\n"
        f"record = detente.open(sys.argv[1], read_only={request.param})\n"
        "print('open', flush=True)\n"
        "sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(sample)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        yield sample
        other.communicate()


@pytest.mark.parametrize("held", [False], indirect=True)
def test_a_record_that_another_process_writes_is_named_as_locked(run: Run, held: Path) -> None:
    for arguments in (["events"], ["read", held.parent]):
        done = run(*arguments, "--record", held)
        assert done.status == 1
        assert "open in another process (number " in done.err
        assert "wait until it ends" in done.err


@pytest.mark.parametrize("held", [True], indirect=True)
def test_several_processes_may_look_at_once(run: Run, held: Path) -> None:
    assert run("events", "--record", held).status == 0
