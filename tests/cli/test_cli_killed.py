"""A reading that is killed with signal 9 loses nothing but the batch in flight."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

import detente.intake
from detente.data import FOLDER

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

#: Reads in small batches and dies, as by power failure, in the midst of writing the third.
KILLED = """
import os, signal
import detente.intake, detente.record.store as store
detente.intake.BATCH_ARTICLES = 2
add_rows, batches = store.Store.add_rows, 0
def dying(self, table, rows, **options):
    global batches
    batches += table == "article"
    result = add_rows(self, table, rows, **options)
    if batches == 3 and table == "claim":
        os.kill(os.getpid(), signal.SIGKILL)
    return result
store.Store.add_rows = dying
from detente.cli import main
main()
"""


def tables(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of a record, but for what tells of the runs themselves."""
    found = {}
    with duckdb.connect(path, read_only=True) as con:
        names = [
            name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        ]
        for name in sorted(set(names) - {"run", "meta"}):
            columns = [row[0] for row in con.execute(f"DESCRIBE {name}").fetchall()]
            kept = ", ".join(f'"{column}"' for column in columns if column != "run")
            found[name] = con.execute(f"SELECT {kept} FROM {name} ORDER BY ALL").fetchall()
    return found


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """The sample's first eight articles, cut to their first two paragraphs."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for file in sorted((FOLDER / "sample").glob("2018-*.md"))[5:13]:
        head, body = file.read_text(encoding="utf-8").rsplit("---\n\n", 1)
        short = "\n\n".join(body.split("\n\n")[:2])
        (folder / file.name).write_text(f"{head}---\n\n{short}\n", encoding="utf-8")
    return folder


def test_a_killed_reading_goes_on_where_it_stopped(
    run: Run, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    torn, whole = tmp_path / "torn.detente", tmp_path / "whole.detente"
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, "read", str(articles), "--record", str(torn)],
        capture_output=True,
    )
    assert killed.returncode == -signal.SIGKILL
    assert len(run("articles", "--json", "--record", torn).rows) == 4, "two batches were written"
    assert "not finished" in run("audit", "--record", torn).out

    monkeypatch.setattr(detente.intake, "BATCH_ARTICLES", 3)
    done = run("read", articles, "--record", torn)
    assert done.status == 0
    assert done.err.startswith("4 articles read; 4 known before: ")
    run("read", articles, "--record", whole)
    assert tables(torn) == tables(whole)
    assert run("audit", "--record", torn).status == 0
