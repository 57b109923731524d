"""Options that several commands share."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.api import Record

RECORD = "record.detente"


class Day(click.ParamType[date]):
    """A day written as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Turn the text into a date or fail as wrong usage."""
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            self.fail(f"{value!r} is no day; write it as YYYY-MM-DD", param, ctx)


DAY = Day()


def record_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--record`` and ``--registry``."""
    command = click.option(
        "--registry",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        multiple=True,
        help="A folder of actor tables laid over the shipped ones; may be repeated.",
    )(command)
    return click.option(
        "--record",
        type=click.Path(path_type=Path),
        default=RECORD,
        show_default=True,
        help="The record, a DuckDB file.",
    )(command)


def window_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--since`` and ``--until``."""
    command = click.option("--until", type=DAY, help="Last day, YYYY-MM-DD.")(command)
    return click.option("--since", type=DAY, help="First day, YYYY-MM-DD.")(command)


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--json`` and ``--csv``."""
    command = click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")(command)
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON array of records.")(
        command
    )


def open_record(
    path: Path, registry: tuple[Path, ...] = (), *, write: bool = False, new: bool = True
) -> Record:
    """Open the record; it must be there unless it is written and may be ``new``."""
    import detente
    from detente.errors import RecordError

    if not (write and new) and not path.exists():
        raise RecordError(
            f"there is no record at {path}",
            hint="make one with `detente read FOLDER --record FILE` or `detente load icews FILE`, "
            "or name another with --record",
        )
    return detente.open(path, read_only=not write, registry=registry)
