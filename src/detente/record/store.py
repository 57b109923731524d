"""One evidence record: a DuckDB file, opened, checked, and written a batch at a time."""

from __future__ import annotations

import json
import re
import tempfile
import uuid
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from detente.errors import (
    ArticleError,
    RecordError,
    RecordLocked,
    RecordReadOnly,
    RecordVersion,
)
from detente.ids import make_id
from detente.record.rows import printable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from types import TracebackType

    import duckdb

    from detente.types import ArticleReading

#: Version of the tables in schema.sql; a record of another version is refused.
SCHEMA_VERSION = 1
#: A record in memory, for trying things out.
IN_MEMORY = ":memory:"
_SCHEMA = Path(__file__).with_name("schema.sql")
_HOLDER = re.compile(r"held in (?P<program>.+?) \(PID (?P<pid>\d+)\)")
#: DuckDB must never look for extensions on the network: detente works offline.
_OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


class Store:
    """One record, open.

    Attributes:
        path: the file, or ``:memory:``.
        con: the DuckDB connection; queries may be put to it freely. A thread of its own takes
            a connection of its own: ``con.cursor()``.
        read_only: whether it was opened for reading only.

    Raises:
        RecordLocked: another process has it open (its process number is named).
        RecordReadOnly: the file or its folder may not be written.
        RecordVersion: it was written by another version of detente or of DuckDB.
        RecordError: there is no such record, or the file is not one.
    """

    def __init__(self, path: str | Path, *, read_only: bool = False) -> None:
        """Open the record at ``path``, making it if it is absent and may be written."""
        self.path: str | Path = IN_MEMORY if str(path) == IN_MEMORY else Path(path)
        self.read_only = read_only and self.path != IN_MEMORY
        self._depth = 0
        self._types: dict[str, dict[str, str]] = {}
        self.con: duckdb.DuckDBPyConnection = _connect(self.path, self.read_only)
        try:
            self._check()
        except BaseException:
            self.con.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; doing so twice does no harm."""
        self.con.close()

    def _check(self) -> None:
        """Make the tables of a new record; refuse what is no record, or another version's."""
        rows = self.con.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        tables = {name for (name,) in rows}
        if not tables and not self.read_only:
            with self.transaction():
                self.con.execute(_SCHEMA.read_text(encoding="utf-8"))
                self.con.executemany(
                    "INSERT INTO meta VALUES (?, ?)",
                    [
                        ("schema", str(SCHEMA_VERSION)),
                        ("made_by", f"detente {version('detente')}"),
                    ],
                )
            return
        if "meta" not in tables or "event_actor" not in tables:
            raise RecordError(
                f"{self.path} is a DuckDB file, but not a record of detente",
                hint="name another file with --record; a new one is made if it is absent",
            )
        found = self.meta("schema")
        if found != str(SCHEMA_VERSION):
            raise RecordVersion(
                f"{self.path} has tables of version {found}, this detente reads {SCHEMA_VERSION}",
                hint="export it with the detente that made it "
                f"({self.meta('made_by') or 'not recorded'}), or read the articles anew",
            )

    def meta(self, key: str) -> str | None:
        """One entry of the table ``meta``."""
        row = self.con.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchone()
        return str(row[0]) if row else None

    def writable(self) -> None:
        """Raise RecordReadOnly unless the record may be written."""
        if self.read_only:
            raise RecordReadOnly(
                f"{self.path} was opened for reading only",
                hint="open it again without read_only=True",
            )

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all of a block or, on any error, nothing of it; blocks may be nested.

        Raises:
            RecordError: the disk is full, or the file cannot be written for another reason.
        """
        import duckdb

        if self._depth:
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
            return
        self.writable()
        self.con.begin()
        self._depth = 1
        try:
            yield
            self.con.commit()
        except BaseException as error:
            # After a failed write DuckDB may have ended the transaction, or itself, already.
            with suppress(duckdb.Error):
                self.con.rollback()
            if isinstance(
                error, duckdb.IOException | duckdb.FatalException | duckdb.TransactionException
            ):
                raise RecordError(
                    f"{self.path} cannot be written: {str(error).splitlines()[0]}",
                    hint="look for room on the disk (df -h); what was written before is whole, "
                    "and the same command goes on from there",
                ) from error
            raise
        finally:
            self._depth = 0

    def columns(self, table: str) -> dict[str, str]:
        """The columns of a table with their types, in order."""
        if table not in self._types:
            rows = self.con.execute(
                "SELECT column_name, data_type FROM duckdb_columns() "
                "WHERE table_name = ? AND schema_name = 'main' ORDER BY column_index",
                [table],
            ).fetchall()
            if not rows:
                raise RecordError(f"the record has no table named {table!r}")
            self._types[table] = dict(rows)
        return self._types[table]

    def add_rows(
        self, table: str, rows: Iterable[Mapping[str, Any]], *, ignore_known: bool = False
    ) -> int:
        """Append rows to a table and return how many were new.

        Rows go through a file of JSON lines, which takes lists and JSON as they are and is
        about eighty times as fast as one INSERT a row (100,000 rows in under a second).

        Args:
            table: a table of the record.
            rows: the columns that are missing in a row are NULL.
            ignore_known: whether rows whose primary key is there already are passed over
                rather than refused.
        """
        types = self.columns(table)
        left = iter(rows)
        first = next(left, None)
        if first is None:
            return 0
        longest = 0
        with tempfile.TemporaryDirectory(prefix="detente-") as folder:
            lines = Path(folder) / "rows.jsonl"
            with lines.open("w", encoding="ascii") as file:
                for row in chain([first], left):
                    line = json.dumps({key: _cell(types[key], row[key]) for key in row})
                    longest = max(longest, len(line))
                    file.write(line + "\n")
            wanted = ", ".join(f'"{name}"' for name in types)
            layout = {name: "VARCHAR" if kind == "JSON" else kind for name, kind in types.items()}
            conflict = "OR IGNORE " if ignore_known else ""
            with self.transaction():
                added = self.con.execute(
                    f"INSERT {conflict}INTO {table} ({wanted}) SELECT {wanted} FROM read_json("
                    "?, format = 'newline_delimited', maximum_object_size = ?, columns = "
                    + "{"
                    + ", ".join(f"\"{n}\": '{t}'" for n, t in layout.items())
                    + "})",
                    [str(lines), max(longest + 2, 1 << 20)],
                ).fetchone()
        return int(added[0]) if added else 0

    def add_readings(
        self, readings: Sequence[ArticleReading], run_id: str, *, replace: bool = False
    ) -> dict[str, int]:
        """Write what was read from some articles, all of it or nothing.

        Articles that are in the record already are passed over, so that reading a folder
        twice adds nothing; with ``replace`` what was read from them before makes way, and
        the corrections people made are put on top again. Afterwards copies of one dispatch
        are marked and reports of one event folded.

        Returns:
            How many rows each table gained.

        Raises:
            ArticleError: a text that is no valid Unicode (half of a surrogate pair).
            MissingDate: an article without a date.
        """
        from detente.record import corrections, duplicates, folding, rows

        self.writable()
        known = self.known([reading.article.id for reading in readings])
        fresh: dict[str, ArticleReading] = {}
        for reading in readings:
            if reading.article.id not in known or replace:
                fresh[reading.article.id] = reading
        counts: dict[str, int] = {}
        with self.transaction():
            if replace and known:
                rows.remove_articles(self.con, known)
            for table, found in rows.tables(list(fresh.values()), run_id).items():
                counts[table] = self.add_rows(
                    table, found, ignore_known=table in {"actor", "article"}
                )
            if fresh:
                duplicates.mark_dispatches(self, list(fresh))
                corrections.reapply(self, articles=list(fresh))
                folding.fold_near(self.con, articles=list(fresh))
        return counts

    def known(self, article_ids: Collection[str]) -> set[str]:
        """Those of the articles that have been read into this record."""
        found = self.con.execute(
            "SELECT id FROM article SEMI JOIN (SELECT unnest(?::VARCHAR[]) AS id) USING (id)",
            [list(article_ids)],
        ).fetchall()
        return {str(name) for (name,) in found}

    def start_run(
        self, kind: str, settings: Mapping[str, Any], inputs: Sequence[str | Path]
    ) -> str:
        """Note that a reading (``read``) or a load (``load``) begins; return its id."""
        run_id = make_id("r", kind, uuid.uuid4())
        self.add_rows(
            "run",
            [
                {
                    "id": run_id,
                    "kind": kind,
                    "started": _now(),
                    "version": version("detente"),
                    "settings": dict(settings),
                    "inputs": [printable(str(item)) for item in inputs],
                }
            ],
        )
        return run_id

    def finish_run(self, run_id: str, counts: Mapping[str, Any]) -> None:
        """Note that a run came to its end, and what it did."""
        with self.transaction():
            self.con.execute(
                "UPDATE run SET finished = ?, counts = ? WHERE id = ?",
                [
                    _now(),
                    json.dumps(printable(dict(counts)), ensure_ascii=False, default=str),
                    run_id,
                ],
            )


def _now() -> datetime:
    """The time in UTC, without a zone, as DuckDB's TIMESTAMP holds it."""
    return datetime.now(UTC).replace(tzinfo=None)


def _cell(kind: str, value: Any) -> Any:
    """A cell as JSON takes it."""
    if value is None:
        return None
    if kind == "JSON":
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, str) and not value.isascii():
        try:
            value.encode("utf-8")
        except UnicodeEncodeError as error:
            raise ArticleError(
                f"text with half a character (U+{ord(value[error.start]):04X} at {error.start}), "
                "which is no valid Unicode",
                hint="decode the file again, for example with errors='replace'",
            ) from error
    if isinstance(value, date):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    return list(value) if isinstance(value, tuple | set | frozenset) else value


def _connect(path: str | Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    """Open the file, or say in the words of the record why it cannot be opened."""
    import duckdb

    if isinstance(path, Path):
        _look(path, read_only)
    try:
        return duckdb.connect(path, read_only=read_only, config=_OFFLINE)
    except duckdb.Error as error:
        raise _refusal(path, str(error).strip()) from error


def _look(path: Path, read_only: bool) -> None:
    """What can be told before DuckDB touches the file."""
    import os

    if path.is_dir():
        raise RecordError(
            f"{path} is a folder, not a record", hint=f"name a file: {path / 'record.detente'}"
        )
    if not path.exists():
        if read_only:
            raise RecordError(
                f"there is no record at {path}",
                hint="read articles or load event data into it, or name another with --record",
            )
        if not path.absolute().parent.is_dir():
            raise RecordError(
                f"the folder of {path} does not exist", hint=f"make it: mkdir -p {path.parent}"
            )
    if read_only:
        return
    for place in (path, path.absolute().parent):
        # The mode bits are honoured even for the superuser: who marks a record read-only
        # means it.
        if place.exists() and not (os.access(place, os.W_OK) and place.stat().st_mode & 0o222):
            raise RecordReadOnly(
                f"{path} may not be written ({place} is read-only)",
                hint=f"allow it with chmod u+w {place}, or write to another record with --record",
            )


def _refusal(path: str | Path, message: str) -> RecordError:
    holder = _HOLDER.search(message)
    if holder:
        return RecordLocked(
            f"{path} is open in another process (number {holder['pid']}, {holder['program']})",
            hint="wait until it ends, or close it there; a record has one writer at a time",
        )
    if "lock" in message.lower() or "different configuration" in message:
        return RecordLocked(
            f"{path} is open already: {message}",
            hint="close it where it is open; a record has one writer at a time",
        )
    if "version number" in message:
        return RecordVersion(
            f"{path} was written by another version of DuckDB: {message}",
            hint="install the DuckDB that wrote it, or a later one: pip install -U duckdb",
        )
    if "Permission denied" in message or "Read-only file system" in message:
        return RecordReadOnly(
            f"{path} may not be opened: {message}",
            hint="look at the rights of the file and its folder (ls -l), or name another record",
        )
    if "not a valid DuckDB" in message or "orrupt" in message:
        return RecordError(
            f"{path} is not a record: it is no DuckDB file, or a damaged one",
            hint="name another file with --record; a new one is made if it is absent",
        )
    return RecordError(f"{path} cannot be opened: {message}")
