from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from record_made_up import whole_reading

from detente.record.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record.detente"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(path) as opened:
        yield opened


@pytest.fixture
def held(store: Store) -> Store:
    """A record that holds one of everything."""
    run = store.start_run("read", {"model": "made up"}, ["articles/"])
    store.add_readings([whole_reading()], run)
    store.finish_run(run, {"read": 1})
    return store


@pytest.fixture
def count(store: Store) -> Callable[[str], int]:
    def number(table: str) -> int:
        row = store.con.execute(f"SELECT count(*) FROM {table}").fetchone()
        return int(row[0]) if row else 0

    return number
