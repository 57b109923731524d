"""Hand the record on: JSON lines, CSV or Parquet, each with its provenance beside it."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from detente.errors import InputError
from detente.record import corrections, listing, provenance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from detente.record.store import Store

Format = Literal["jsonl", "csv", "parquet"]
#: The tables of schema.sql that are handed on; fingerprints can be made again from texts.
TABLES = (
    *("article", "actor", "mention", "event", "event_actor", "claim", "tie", "provision"),
    *("reading", "reading_party", "outlook", "non_action", "evidence", "correction", "run"),
)
PROVENANCE = "provenance.json"


def export(
    store: Store,
    path: str | Path,
    format: Format,
    *,
    text: bool = True,
    raw: bool = False,
) -> Path:
    """Write the whole record to a file (jsonl) or a folder (csv, parquet).

    JSON lines hold listings, one object a line with its quoted words and its ``kind`` (the
    kind of a non-action stands in its ``type``), the provenance first. CSV and Parquet hold
    the tables as they are, one file each, and ``provenance.json``.

    Args:
        store: the record.
        path: the file or folder; it must not be there yet, or be an empty folder.
        format: ``jsonl``, ``csv`` or ``parquet``.
        text: whether the texts of articles go along; publishers may not allow it.
        raw: leave cells of CSV files as they are. Otherwise a cell that a spreadsheet would
            take for a formula (it begins with ``=``, ``+``, ``-``, ``@``, a tab or a line
            break) is given a leading apostrophe, as news text may hold anything.

    Returns:
        The path.

    Raises:
        InputError: the format is unknown, or something is at the path already.
    """
    import duckdb

    if format not in get_args(Format):
        raise InputError(
            f"no export format {format!r}", hint=f"choose {', '.join(get_args(Format))}"
        )
    goal = Path(path)
    if goal.exists() and not (goal.is_dir() and format != "jsonl" and not any(goal.iterdir())):
        raise InputError(f"{goal} is there already", hint="name another place, or remove it first")
    about = provenance.describe(store)
    try:
        if format == "jsonl":
            goal.parent.mkdir(parents=True, exist_ok=True)
            _write_lines(store, goal, about, text)
        else:
            goal.mkdir(parents=True, exist_ok=True)
            for table in TABLES:
                _copy(store, table, goal / f"{table}.{format}", format, text, raw)
            (goal / PROVENANCE).write_text(
                json.dumps(about, indent=2, default=str, ensure_ascii=False) + "\n",
                encoding="utf-8",
            )
    except (OSError, duckdb.IOException) as error:
        reason = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise InputError(
            f"cannot write to {goal}: {reason}", hint="name another place with -o"
        ) from error
    return goal


def _write_lines(store: Store, goal: Path, about: dict[str, Any], text: bool) -> None:
    with goal.open("w", encoding="utf-8", newline="\n") as file:
        for kind, row in _lines(store, about, text):
            file.write(json.dumps({**row, "kind": kind}, default=str, ensure_ascii=False) + "\n")


def _lines(store: Store, about: dict[str, Any], text: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    con = store.con
    yield "provenance", about
    lists: tuple[tuple[str, Callable[[], list[dict[str, Any]]]], ...] = (
        ("article", lambda: listing.articles(con, text=text)),
        ("actor", lambda: listing.actors(con)),
        ("event", lambda: listing.events(con, all=True)),
        ("claim", lambda: listing.claims(con)),
        ("tie", lambda: listing.ties(con)),
        ("provision", lambda: listing.provisions(con)),
        ("reading", lambda: listing.readings(con)),
        ("outlook", lambda: listing.outlooks(con)),
        ("non_action", lambda: listing.non_actions(con)),
        ("correction", lambda: corrections.log(store)),
    )
    for kind, rows in lists:
        for row in rows():
            yield kind, row


def _copy(store: Store, table: str, goal: Path, format: str, text: bool, raw: bool) -> None:
    """Copy one table to a file by DuckDB."""
    cells = []
    for name, kind in store.columns(table).items():
        cell = f'"{name}"'
        if table == "article" and name == "text" and not text:
            continue
        if format == "csv" and not raw and kind in ("VARCHAR", "JSON", "VARCHAR[]"):
            cell = (
                f"CASE WHEN regexp_matches({cell}::VARCHAR, '^[=+@\\t\\r\\n-]') "
                f"THEN '''' || {cell}::VARCHAR ELSE {cell}::VARCHAR END AS {cell}"
            )
        cells.append(cell)
    options = "FORMAT csv, HEADER" if format == "csv" else "FORMAT parquet, COMPRESSION zstd"
    rows = f"SELECT {', '.join(cells)} FROM {table} ORDER BY ALL"
    store.con.execute(f"COPY ({rows}) TO '{_quoted(goal)}' ({options})")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def schema() -> str:
    """The statements that make the tables, for those who load an export elsewhere."""
    return resources.files("detente.record").joinpath("schema.sql").read_text(encoding="utf-8")
