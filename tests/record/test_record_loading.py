from __future__ import annotations

import resource
import time
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_made_up import ACTORS, DAY

from detente.errors import DataError
from detente.record import listing
from detente.record.audit import audit
from detente.record.corrections import correct
from detente.record.folding import fold
from detente.record.loading import load_events, made_actor
from detente.record.open_names import open_names

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import duckdb

    from detente.record.store import Store
    from detente.types import Actor

    Count = Callable[[str], int]

COLUMNS = {
    "date": "DATE", "source_name": "VARCHAR", "source_country": "VARCHAR",
    "source_sectors": "VARCHAR", "target_name": "VARCHAR", "target_country": "VARCHAR",
    "target_sectors": "VARCHAR", "event_text": "VARCHAR", "cameo": "VARCHAR",
    "intensity": "DOUBLE", "native_id": "VARCHAR", "story": "VARCHAR", "sentence": "INTEGER",
    "publisher": "VARCHAR", "city": "VARCHAR", "country": "VARCHAR", "file": "VARCHAR",
    "line": "BIGINT",
}  # fmt: skip
USUAL = {
    "date": DAY, "source_name": "Arvenia", "source_country": "Arvenia",
    "target_name": "Belmark", "target_country": "Belmark", "event_text": "Consult",
    "cameo": "040", "publisher": "The Low Harbour Post", "file": "made_up.tab",
}  # fmt: skip
NAMES = {actor.name: actor for actor in ACTORS.values()}


def resolve(name: str, country: str | None, on: date) -> Actor | None:
    return NAMES.get(name)


def relation(store: Store, *rows: dict[str, Any], file: str = "made_up.tab") -> Any:
    """Rows as a loader of sources gives them; what is not given is as usual, or empty."""
    store.con.execute(
        "CREATE OR REPLACE TEMP TABLE made_up ("
        + ", ".join(f'"{name}" {kind}' for name, kind in COLUMNS.items())
        + ")"
    )
    for n, row in enumerate(rows, start=1):
        full = {**USUAL, "line": n, "file": file, **row}
        store.con.execute(
            f"INSERT INTO made_up VALUES ({', '.join('?' * len(COLUMNS))})",
            [full.get(name) for name in COLUMNS],
        )
    found: duckdb.DuckDBPyRelation = store.con.table("made_up")
    return found


def test_loaded_rows_keep_the_file_the_row_and_the_words_they_had(store: Store) -> None:
    row = {
        "native_id": "77", "story": "s1", "cameo": "173", "event_text": "Arrest",
        "city": "Low Harbour", "country": "Arvenia", "line": 4711,
    }  # fmt: skip
    counts = load_events(store, relation(store, row), resolve, "r_1")
    assert (counts["rows"], counts["added"], counts["events"], counts["resolved"]) == (1, 1, 1, 1)
    (event,) = listing.events(store.con)
    assert (event["source"], event["target_states"]) == (["ARV"], ["BLM"])
    assert (event["type"], event["quad"], event["score"]) == ("COERCE", 4, -5.0)
    assert (event["file"], event["line"], event["native_id"]) == ("made_up.tab", 4711, "77")
    assert (event["code_text"], event["cameo"]) == ("Arrest", "173")
    assert (event["place"], event["outlet"]) == ("Low Harbour, Arvenia", "The Low Harbour Post")
    assert (event["reality"], event["factbank"], event["date_precision"]) == (
        "happened", "CT+", "day",
    )  # fmt: skip
    assert event["evidence"] == []
    assert all(check["holds"] for check in audit(store)["checks"])


def test_loading_again_adds_nothing_wherever_the_rows_stand(store: Store, count: Count) -> None:
    rows = [{"native_id": "1"}, {"native_id": "2"}, {"cameo": "112"}, {"cameo": "112"}]
    first = load_events(store, relation(store, *rows), resolve, "r_1")
    assert (first["rows"], first["added"]) == (4, 4)
    again = load_events(store, relation(store, *rows), resolve, "r_2")
    assert (again["rows"], again["added"], again["known"]) == (4, 0, 4)
    moved = relation(store, {"cameo": "013"}, *reversed(rows), file="other.tab")
    assert load_events(store, moved, resolve, "r_3")["added"] == 1
    assert (count("event"), count("event_actor")) == (5, 10)


def test_each_name_is_asked_for_once_a_year(store: Store) -> None:
    asked = []

    def counted(name: str, country: str | None, on: date) -> Actor | None:
        asked.append((name, country, on))
        return NAMES.get(name)

    rows = [{"date": DAY + timedelta(days=days)} for days in (3, 0, 1, 400)]
    load_events(store, relation(store, *rows), counted, "r_1")
    assert sorted(asked) == [
        (name, name, on)
        for name in ("Arvenia", "Belmark")
        for on in (DAY, DAY + timedelta(days=400))
    ]


def test_a_name_that_nobody_knows_is_kept_with_the_state_its_country_column_gives(
    store: Store,
) -> None:
    rows = [
        {"source_name": "Guild of Bakers", "source_country": "Belmark"},
        {"source_name": "Guild of Bakers", "source_country": "Corland"},
        {"source_name": "Étranger № 7", "source_country": None, "source_sectors": "Military"},
    ]
    counts = load_events(store, relation(store, *rows), resolve, "r_1")
    found = {row["source"][0]: row for row in listing.events(store.con)}
    assert found["x-guild-of-bakers-belmark"]["source_states"] == ["BLM"]
    assert found["x-guild-of-bakers-corland"]["source_states"] == [None]
    assert found["x-etranger-no-7"]["source_words"] == ["Étranger № 7"]
    (actor,) = listing.actors(store.con, id="x-etranger-no-7")
    assert (actor["type"], actor["listed"]) == ("military", False)
    assert (counts["names"], counts["names_resolved"]) == (4, 1)
    assert counts["resolved"] == pytest.approx(4 / 6)
    assert open_names(store.con)[0]["name"] == "Guild of Bakers"


@given(st.text(min_size=1), st.none() | st.text())
def test_made_ids_are_plain_and_steady(name: str, country: str | None) -> None:
    actor = made_actor(name, country, None, None)
    assert actor == made_actor(name, country, None, None)
    assert actor.id.isascii()
    assert len(actor.id) > 2
    assert not set(actor.id) & set(" /?#%&")


def test_codes_that_are_finer_unknown_or_absent_lose_no_row(store: Store) -> None:
    rows = [{"cameo": "17399"}, {"cameo": "99", "intensity": 1.5}, {"cameo": None}]
    load_events(store, relation(store, *rows), resolve, "r_1")
    found = {row["cameo"]: row for row in listing.events(store.con)}
    assert (found["17399"]["type"], found["17399"]["quad"]) == ("COERCE", 4)
    assert (found["99"]["type"], found["99"]["quad"], found["99"]["score"]) == ("STATEMENT", 0, 1.5)
    assert found[None]["type"] == "STATEMENT"


def test_a_row_without_an_end_or_a_date_is_kept(store: Store) -> None:
    rows = [{"target_name": None}, {"date": None}, {}]
    assert load_events(store, relation(store, *rows), resolve, "r_1")["added"] == 3
    found = listing.events(store.con)
    assert sorted(len(row["target"]) for row in found) == [0, 1, 1]
    assert found[-1]["date"] is None
    assert found[-1]["source"] == ["ARV"]


def test_columns_or_dates_that_are_missing_are_named(store: Store, count: Count) -> None:
    with pytest.raises(DataError, match="story"):
        load_events(store, relation(store).project("* EXCLUDE (story)"), resolve, "r_1")
    with pytest.raises(DataError, match="date"):
        load_events(store, relation(store, {"date": None}), resolve, "r_1")
    assert load_events(store, relation(store), resolve, "r_1")["rows"] == 0
    assert count("event") == 0


def test_a_load_that_fails_leaves_nothing(store: Store, count: Count) -> None:
    def broken(name: str, country: str | None, on: date) -> Actor | None:
        raise KeyError(name)

    with pytest.raises(KeyError):
        load_events(store, relation(store, {}), broken, "r_1")
    assert (count("event"), count("actor")) == (0, 0)
    assert load_events(store, relation(store, {}), resolve, "r_1")["added"] == 1


def test_loaded_reports_fold_as_folding_all_anew_would(store: Store) -> None:
    days = [DAY, DAY + timedelta(days=1)]
    for n, on in enumerate(days):
        rows = [
            {"date": on, "native_id": f"{n}1", "story": "s1"},
            {"date": on, "native_id": f"{n}2", "source_name": "Belmark", "target_name": "Arvenia"},
            {"date": on, "native_id": f"{n}3", "cameo": "042"},
            {"date": on, "native_id": f"{n}4", "cameo": "112"},
        ]
        load_events(store, relation(store, *rows), resolve, "r_1")
    query = "SELECT id, event, fold_rule FROM event ORDER BY id"
    before = store.con.execute(query).fetchall()
    assert fold(store.con)["events"] == 6
    assert store.con.execute(query).fetchall() == before


def test_a_rejected_row_stays_out_when_the_file_is_loaded_again(store: Store) -> None:
    load_events(store, relation(store, {}), resolve, "r_1")
    (row,) = listing.events(store.con)
    correct(store, row["id"], "rejected", True, "no such meeting", "R. Eader")
    load_events(store, relation(store, {}), resolve, "r_2")
    assert listing.events(store.con) == []


@pytest.mark.slow
@pytest.mark.outside
def test_ten_months_of_icews_load_in_seconds_and_in_little_memory(
    store: Store, outside: Path, count: Count
) -> None:
    from detente.actors.naming import resolve_name
    from detente.actors.registry import Registry
    from detente.sources.icews import event_rows

    registry = Registry.load()
    path = outside / "icews" / "icews18_named.parquet"
    began = time.process_time()
    counts = load_events(
        store,
        event_rows(store.con, path),
        lambda name, country, on: resolve_name(registry, name, on),
        "r_1",
    )
    assert time.process_time() - began < 40
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 2_000_000
    assert counts["rows"] == counts["added"] == count("event") == 468_558
    assert counts["resolved"] > 0.75
    assert 350_000 < counts["events"] < 420_000
    dyad = listing.events(store.con, dyad=("RUS", "IRN"))
    conflict = [row for row in dyad if row["quad"] in (3, 4)]
    assert 1_250 < len(dyad) < 1_350
    assert len(conflict) == 19
    again = load_events(
        store,
        event_rows(store.con, path),
        lambda name, country, on: resolve_name(registry, name, on),
        "r_2",
    )
    assert again["added"] == 0
