"""ICEWS event data: Dataverse tab files, CSV with the same columns, and named Parquet.

ICEWS ended on 11 April 2023; its files stay the largest public record of CAMEO-coded
events with actor names and countries. All reading is SQL inside DuckDB.
"""

from __future__ import annotations

import csv
import gzip
import logging
import re
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from detente.data import table
from detente.errors import DataError
from detente.ontology import cameo

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

logger = logging.getLogger(__name__)

#: The columns of `event_rows`, in order, with their types.
COLUMNS: tuple[tuple[str, str], ...] = (
    ("date", "DATE"),
    ("source_name", "VARCHAR"),
    ("source_country", "VARCHAR"),
    ("source_sectors", "VARCHAR"),
    ("target_name", "VARCHAR"),
    ("target_country", "VARCHAR"),
    ("target_sectors", "VARCHAR"),
    ("event_text", "VARCHAR"),
    ("cameo", "VARCHAR"),
    ("intensity", "DOUBLE"),
    ("native_id", "VARCHAR"),
    ("story", "VARCHAR"),
    ("sentence", "INTEGER"),
    ("publisher", "VARCHAR"),
    ("city", "VARCHAR"),
    ("country", "VARCHAR"),
    ("file", "VARCHAR"),
    ("line", "BIGINT"),
)
_NEEDED = ("date", "source_name", "target_name")
# The year of two digits goes first: read as four, "17" would be the year 17.
_DATE_FORMATS = ("%Y-%m-%d", "%m/%d/%y", "%m/%d/%Y", "%Y%m%d", "%Y-%m-%d %H:%M:%S")


def event_rows(con: duckdb.DuckDBPyConnection, path: str | Path) -> duckdb.DuckDBPyRelation:
    """Read one file of ICEWS events as a relation with the columns of `COLUMNS`.

    Empty cells and ``NA`` are NULL. Dates are ISO or month/day/year (the file of 2017).
    Codes are text; a zero lost from their head is put back. Where a file has no codes they
    are looked up by the name of the event. ``line`` counts rows from 1, header not counted.
    A country in brackets ("Citizen (India)") stays in the name. ``cameo`` is NULL for an
    event text that no code is known for.

    Args:
        con: the connection that reads; nothing is written to it.
        path: ``.tab``, ``.tsv``, ``.csv`` (also gzipped) or ``.parquet``.

    Raises:
        DataError: the file cannot be read, lacks columns (they are named), holds no rows,
            or holds a date that cannot be read (its row is named).
    """
    import duckdb

    path = Path(path)
    literal, dialect, text = _dialect(path)
    for encoding in ("utf-8", "latin-1"):
        reader = f"read_csv({literal}, {dialect}, encoding='{encoding}')" if text else literal
        try:
            # A cursor of its own: what fails here must not break a transaction of `con`.
            with con.cursor() as probe:
                scan = f"SELECT * FROM {reader}"
                names = [name for name, *_ in probe.execute(f"DESCRIBE {scan}").fetchall()]
                query = _query(scan, _match(names, path), path, tabs="\t" in dialect)
                _check(probe, query, path)
            return con.sql(query)
        except duckdb.Error as error:
            reason = str(error).splitlines()[0]
            if encoding == "utf-8" and text and "unicode" in str(error).lower():
                logger.warning("%s is not UTF-8; it is read as Latin-1", path)
                continue
            raise DataError(
                f"{path} cannot be read as ICEWS events: {reason}",
                hint="files are tab-separated as on Dataverse, CSV with a header, or Parquet",
            ) from error
    raise AssertionError("one of the encodings returns or raises")


def _dialect(path: Path) -> tuple[str, str, bool]:
    """The SQL that names the file, how its cells are parted, and whether it is text."""
    if path.suffix.lower() == ".zip":
        raise DataError(f"{path} is a ZIP archive", hint="unzip it and load the .tab inside")
    # Brackets and stars are taken for patterns by the reader unless they are quoted.
    literal = _quote(re.sub(r"([*?\[])", r"[\1]", str(path)))
    if path.suffix.lower() in (".parquet", ".pq"):
        if not path.is_file():
            raise DataError(f"{path} cannot be opened: no such file")
        return f"read_parquet({literal})", "", False
    head = _first_line(path)
    if "\t" in head:
        # Tab files have loose quotes; the cells are stripped of them afterwards.
        quotes = "delim='\t', quote='', escape='', null_padding=true"
    else:
        quotes = "delim=',', quote='\"', escape='\"'"
    columns = _columns_literal(head, "\t" in head)
    return literal, f"header=true, auto_detect=false, {quotes}, columns={columns}", True


def _columns_literal(head: str, tabs: bool) -> str:
    row = head.split("\t") if tabs else next(csv.reader([head]), [])
    names = [name.strip().strip('"') or f"column{n}" for n, name in enumerate(row)]
    return "{" + ", ".join(f"{_quote(name)}: 'VARCHAR'" for name in names) + "}"


def _first_line(path: Path) -> str:
    try:
        opener = gzip.open if path.suffix.lower() == ".gz" else open
        with opener(path, "rb") as file:
            line = file.readline(100_000)
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        raise DataError(f"{path} cannot be opened: {reason}") from None
    if not line.strip():
        raise DataError(f"{path} is empty")
    return line.decode("utf-8-sig", "replace").rstrip("\r\n")


def _match(names: list[str], path: Path) -> dict[str, str]:
    """Our columns to those of the file."""
    plain = {re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_"): name for name in names}
    found: dict[str, str] = {}
    for row in table("sources/icews_columns.csv"):
        if row["name"] in plain:
            found.setdefault(row["column"], plain[row["name"]])
    missing = [column for column in _NEEDED if column not in found]
    if "event_text" not in found and "cameo" not in found:
        missing.append("event_text or cameo")
    if missing:
        listed = ", ".join(repr(name[:40]) for name in names[:24])
        raise DataError(
            f"{path} lacks columns of ICEWS events: {', '.join(missing)}; it has {listed}",
            hint="the Dataverse layout names them Event Date, Source Name, Target Name, "
            "Event Text and CAMEO Code",
        )
    return found


def _query(scan: str, columns: dict[str, str], path: Path, *, tabs: bool) -> str:
    cells = {column: _cell(name, tabs=tabs) for column, name in columns.items()}
    raw = ", ".join(f"{cells.get(name, 'NULL')} AS {name}" for name, _ in COLUMNS[:-2])
    dates = ", ".join(_quote(form) for form in _DATE_FORMATS)
    typed = {
        "date": f"try_strptime(r.date, [{dates}])::DATE",
        "intensity": "try_cast(r.intensity AS DOUBLE)",
        "sentence": "try_cast(try_cast(r.sentence AS DOUBLE) AS INTEGER)",
        "cameo": "coalesce(k.code, r.cameo, n.code)",
        "file": _quote(str(path)),
        "line": "r.line",
    }
    chosen = ", ".join(
        f"({typed.get(name, f'r.{name}')})::{kind} AS {name}" for name, kind in COLUMNS
    )
    known = [*cameo.codes()]
    # Data never use the bare roots, so "10" is 010 that lost its zero.
    whole = {code: code for code in known if len(code) > 2}
    lost = {code[1:]: code for code in known if len(code) > 2 and code[0] == "0"}
    return f"""
        WITH raw AS (SELECT {raw}, row_number() OVER () AS line FROM ({scan})),
        codes AS ({_pairs("given", lost | whole)}),
        names AS ({_pairs("folded", cameo.by_name())}),
        texts AS (
            SELECT d.event_text, names.code
            FROM (SELECT DISTINCT event_text FROM raw WHERE cameo IS NULL) d
            JOIN names ON names.folded = trim(regexp_replace(
                lower(replace(d.event_text, '''', '')), '[^a-z0-9]+', ' ', 'g'))
        )
        SELECT {chosen}
        FROM raw r
        LEFT JOIN codes k ON k.given = regexp_replace(r.cameo, '\\.0$', '')
        LEFT JOIN texts n ON n.event_text = r.event_text
        ORDER BY r.line
    """


def _cell(name: str, *, tabs: bool) -> str:
    """A cell as text, trimmed, without the loose quotes of tab files; NULL if it says nothing."""
    quoted = '"' + name.replace('"', '""') + '"'
    cell = f"trim({quoted}::VARCHAR)"
    if tabs:
        cell = (
            f"CASE WHEN {cell} LIKE '\"%\"' AND length({cell}) > 1 "
            f"THEN trim(replace(replace({cell}[2:-2], '\\\"', '\"'), '\"\"', '\"')) ELSE {cell} END"
        )
    return f"nullif(nullif({cell}, ''), 'NA')"


def _check(con: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    """Read the file once through, so that what is broken in it is said here."""
    counts = "count(*), count(date), min(line) FILTER (WHERE date IS NULL)"
    # A cell that no column asks for is not decoded, and what is wrong with it not found.
    every = ", ".join(f"count({name})" for name, _ in COLUMNS)
    [(rows, dated, first, *_)] = con.execute(f"SELECT {counts}, {every} FROM ({query})").fetchall()
    if not rows:
        raise DataError(f"{path} holds no rows", hint="only the header was found")
    if dated < rows:
        raise DataError(
            f"{path}: {rows - dated:,} of {rows:,} rows have no readable date, "
            f"the first is row {first:,}",
            hint="dates are YYYY-MM-DD or month/day/year",
        )


def _pairs(name: str, pairs: Mapping[str, str]) -> str:
    # Two lists are bound in half the time of as many VALUES.
    keys, codes = ", ".join(map(_quote, pairs)), ", ".join(map(_quote, pairs.values()))
    return f"SELECT unnest([{keys}]) AS {name}, unnest([{codes}]) AS code"


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
