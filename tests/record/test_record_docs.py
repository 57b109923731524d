from __future__ import annotations

import re
from pathlib import Path

import pytest
from record_made_up import whole_reading

from detente.record import listing
from detente.record.corrections import FIXED, VALUES
from detente.record.export import TABLES
from detente.record.folding import RULES
from detente.record.store import Store

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "record.md").read_text(encoding="utf-8")
TABLE = re.compile(r"^### `(\w+)`\n(.*?)(?=^#)", re.M | re.S)
COLUMN = re.compile(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|$", re.M)


def documented() -> dict[str, dict[str, str]]:
    return {
        name: {column: kind.strip() for column, kind, _ in COLUMN.findall(body)}
        for name, body in TABLE.findall(PAGE)
    }


def test_every_table_and_column_is_documented_with_its_type(store: Store) -> None:
    tables = [
        name
        for (name,) in store.con.execute(
            "SELECT table_name FROM duckdb_tables() ORDER BY table_oid"
        ).fetchall()
    ]
    found = documented()
    assert list(found) == tables
    for table in tables:
        assert list(found[table].items()) == list(store.columns(table).items()), table
    assert set(tables) - set(TABLES) == {"meta", "fingerprint"}


@pytest.mark.parametrize(
    "name",
    [
        *("events", "claims", "ties", "provisions", "readings", "outlooks", "non_actions"),
        *("articles", "actors"),
    ],
)
def test_every_field_of_a_list_is_documented(name: str) -> None:
    start, middle = PAGE.index("| field | meaning |"), PAGE.index("The rest of each list")
    common = set(re.findall(r"`(\w+)`", PAGE[start:middle]))
    row = re.search(rf"^\| `{name}` \| (.*) \|$", PAGE[middle:], re.M)
    assert row is not None
    own = set(re.findall(r"`(\w+)`", row[1]))
    with Store(":memory:") as store:
        store.add_readings([whole_reading()], "r_1")
        fields = set(getattr(listing, name)(store.con)[0])
    assert own <= fields <= own | common


def test_every_rule_is_documented() -> None:
    for rule in RULES:
        assert f"| `{rule}` |" in PAGE


def test_what_may_be_corrected_is_a_column_somewhere(store: Store) -> None:
    columns = {column for table in TABLES for column in store.columns(table)}
    assert set(VALUES) <= columns
    assert set(FIXED) <= columns
