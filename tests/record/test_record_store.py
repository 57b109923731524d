from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest
from record_made_up import article_of, event_of, reading_of, whole_reading

from detente.errors import (
    ArticleError,
    MissingDate,
    RecordError,
    RecordLocked,
    RecordReadOnly,
    RecordVersion,
)
from detente.record.audit import audit
from detente.record.provenance import runs
from detente.record.store import Store

Count = Callable[[str], int]


def test_a_record_closed_and_opened_again_holds_what_was_read(path: Path) -> None:
    with Store(path) as store:
        store.add_readings([whole_reading()], "r_1")
    with Store(path, read_only=True) as store:
        (text,) = store.con.execute("SELECT text FROM article").fetchone() or ("",)
        assert text == whole_reading().article.text
        assert all(check["holds"] for check in audit(store)["checks"])


def test_reading_the_same_article_twice_adds_nothing(store: Store, count: Count) -> None:
    store.add_readings([whole_reading()], "r_1")
    tables = [
        name for (name,) in store.con.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    ]
    before = {table: count(table) for table in tables if not table.startswith("fold_")}
    assert store.known([whole_reading().article.id, "a_other"]) == {whole_reading().article.id}

    store.add_readings([whole_reading(), whole_reading()], "r_2")

    assert {table: count(table) for table in before} == before


def test_names_of_files_that_are_not_utf_8_are_kept_written_out(store: Store) -> None:
    name = b"\xff2018-06-02.txt".decode("utf-8", "surrogateescape")
    run = store.start_run("read", {}, [name])
    whole = whole_reading()
    store.add_readings([replace(whole, article=replace(whole.article, path=name))], run)
    store.finish_run(run, {"skipped": [(name, "no date")]})
    (kept,) = runs(store)
    assert kept["inputs"] == [r"\udcff2018-06-02.txt"]
    assert kept["counts"] == {"skipped": [[r"\udcff2018-06-02.txt", "no date"]]}
    assert store.con.execute("SELECT path FROM article").fetchall() == [(kept["inputs"][0],)]


def test_replacing_a_reading_leaves_nothing_of_the_old_one(store: Store, count: Count) -> None:
    store.add_readings([whole_reading()], "r_1")
    article = whole_reading().article
    store.add_readings([reading_of(article, event_of(article, words="met"))], "r_2", replace=True)
    assert (count("article"), count("event"), count("claim"), count("tie")) == (1, 1, 0, 0)
    assert count("event_actor") == 2
    assert count("reading_party") == 0
    assert {run for (run,) in store.con.execute("SELECT run FROM event").fetchall()} == {"r_2"}


def test_an_error_in_a_batch_leaves_earlier_batches_and_nothing_of_this_one(
    store: Store, count: Count
) -> None:
    store.add_readings([whole_reading()], "r_1")
    good = article_of("A second report, of another day.")
    with pytest.raises(MissingDate) as refused:
        store.add_readings(
            [reading_of(good), reading_of(article_of("A third.", published=None))], "r_2"
        )
    assert "--date" in (refused.value.hint or "")
    assert count("article") == 1

    def fail_midway() -> None:
        with store.transaction():
            store.add_readings([reading_of(good)], "r_2")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_midway()
    assert count("article") == 1
    store.add_readings([reading_of(good)], "r_2")
    assert count("article") == 2


def test_half_a_character_is_refused_by_name(store: Store, count: Count) -> None:
    with pytest.raises(ArticleError, match="U\\+D800"):
        store.add_readings([reading_of(article_of("broken \ud800 text"))], "r_1")
    assert count("article") == 0


def test_a_killed_reading_loses_only_the_batch_in_flight(path: Path, tmp_path: Path) -> None:
    reader = tmp_path / "reader.py"
    reader.write_text(
        textwrap.dedent(
            f"""
            import sys, time
            sys.path.insert(0, {str(Path(__file__).parent)!r})
            from record_made_up import article_of, reading_of
            from detente.record.store import Store
            store = Store({str(path)!r})
            run = store.start_run("read", {{}}, ["x"])
            store.add_readings([reading_of(article_of("The first report."))], run)
            store.con.begin()
            store._depth = 1
            store.add_readings([reading_of(article_of("The report in flight."))], run)
            print("in flight", flush=True)
            time.sleep(60)
            """
        )
    )
    with subprocess.Popen(
        [sys.executable, str(reader)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in flight\n"
        process.send_signal(signal.SIGKILL)
    with Store(path) as store:
        texts = store.con.execute("SELECT text FROM article").fetchall()
        assert texts == [("The first report.",)]
        assert store.con.execute("SELECT finished FROM run").fetchall() == [(None,)]
        assert all(check["holds"] for check in audit(store)["checks"])


def test_a_full_disk_is_named_and_what_was_written_before_is_whole(
    path: Path, tmp_path: Path
) -> None:
    reader = tmp_path / "reader.py"
    reader.write_text(
        textwrap.dedent(
            f"""
            import resource, signal, sys
            sys.path.insert(0, {str(Path(__file__).parent)!r})
            from record_made_up import article_of, reading_of
            from detente.errors import RecordError
            from detente.record.store import Store
            # A limit on the size of files stands for a full disk.
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
            store = Store({str(path)!r})
            store.add_readings([reading_of(article_of("The first report."))], "r_1")
            try:
                for n in range(50):
                    text = "".join(chr(0x4E00 + (n * 7919 + i * i) % 20_000) for i in range(90_000))
                    store.add_readings([reading_of(article_of(text))], "r_1")
            except RecordError as error:
                print("refused", error, error.hint)
            """
        )
    )
    done = subprocess.run(
        [sys.executable, str(reader)], capture_output=True, text=True, check=False
    )
    assert "refused" in done.stdout, done.stderr
    assert "df -h" in done.stdout
    with Store(path) as store:
        assert ("The first report.",) in store.con.execute("SELECT text FROM article").fetchall()
        assert all(check["holds"] for check in audit(store)["checks"])


def test_a_record_open_in_another_process_names_that_process(path: Path) -> None:
    Store(path).close()
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import duckdb, sys; con = duckdb.connect(sys.argv[1]); print('open', flush=True); "
            "sys.stdin.read()",
            str(path),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        for read_only in (False, True):
            with pytest.raises(RecordLocked, match=str(holder.pid)) as refused:
                Store(path, read_only=read_only)
            assert refused.value.hint
        holder.kill()
    Store(path).close()


def test_two_readers_may_look_at_once(path: Path) -> None:
    Store(path).close()
    look = (
        "import sys; from detente.record.store import Store; "
        "Store(sys.argv[1], read_only=True); print('seen', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", look, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "seen\n"
        with Store(path, read_only=True) as store:
            assert store.meta("schema") == "1"
        other.kill()


def test_a_record_marked_read_only_is_not_written(path: Path) -> None:
    Store(path).close()
    path.chmod(0o444)
    with pytest.raises(RecordReadOnly, match="read-only") as refused:
        Store(path)
    assert "chmod" in (refused.value.hint or "")
    with Store(path, read_only=True) as store, pytest.raises(RecordReadOnly):
        store.start_run("read", {}, [])


def test_a_record_in_a_folder_marked_read_only_is_not_made(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    folder.chmod(0o555)
    try:
        with pytest.raises(RecordReadOnly):
            Store(folder / "record.detente")
    finally:
        folder.chmod(0o755)
    assert not list(folder.iterdir())


@pytest.mark.parametrize("content", [b"", b"hello, this is a text\n" * 400])
def test_what_is_no_record_is_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(RecordError, match="not a record") as refused:
        Store(path)
    assert refused.value.hint
    assert path.read_bytes() == content


def test_another_duckdb_file_is_left_alone(path: Path) -> None:
    with duckdb.connect(path) as con:
        con.execute("CREATE TABLE mine (x INTEGER)")
    with pytest.raises(RecordError, match="not a record of detente"):
        Store(path)
    with duckdb.connect(path) as con:
        assert con.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("mine",)]


def test_a_record_of_another_version_is_refused(path: Path) -> None:
    with Store(path) as store:
        store.con.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(RecordVersion, match="99"):
        Store(path)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_path_that_cannot_be_a_record_is_explained(tmp_path: Path, read_only: bool) -> None:
    for place in (tmp_path, tmp_path / "nowhere" / "record.detente"):
        with pytest.raises(RecordError) as refused:
            Store(place, read_only=read_only)
        assert refused.value.hint
    with pytest.raises(RecordError, match="no record at"):
        Store(tmp_path / "absent.detente", read_only=True)
    assert not (tmp_path / "absent.detente").exists()


def test_a_run_keeps_its_settings_and_what_it_did(store: Store) -> None:
    run = store.start_run("read", {"model": "m 1"}, [Path("a b"), "c"])
    store.finish_run(run, {"skipped": {"no date": 2}})
    row = store.con.execute(
        "SELECT settings->>'model', inputs->>1, counts->'skipped'->>'no date', finished >= started "
        "FROM run WHERE id = ?",
        [run],
    ).fetchone()
    assert row == ("m 1", "c", "2", True)


def test_many_rows_go_in_quickly(store: Store) -> None:
    rows = [
        {
            "id": f"e_{n}", "event": f"e_{n}", "reader": "made up", "type": "CONSULT",
            "contexts": ["military", "a 🕊️ b"], "quad": 1, "date_start": date(2031, 1, 1),
            "date_precision": "day", "reality": "happened", "factbank": "CT+",
            "confidence": 0.5, "run": "r_1",
        }
        for n in range(20_000)
    ]  # fmt: skip
    began = time.process_time()
    assert store.add_rows("event", rows) == 20_000
    assert time.process_time() - began < 5
    assert store.con.execute("SELECT DISTINCT contexts, date_start FROM event").fetchall() == [
        (["military", "a 🕊️ b"], date(2031, 1, 1))
    ]
    assert store.add_rows("event", rows[:10], ignore_known=True) == 0
    with pytest.raises(duckdb.ConstraintException):
        store.add_rows("event", rows[:10])


def test_the_network_is_never_asked_for_extensions(store: Store) -> None:
    (value,) = store.con.execute(
        "SELECT current_setting('autoinstall_known_extensions')"
    ).fetchone() or (None,)
    assert value is False
