"""How rows leave the command line: JSON, CSV, or a table for the eye."""

from __future__ import annotations

import csv
import json
import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.views.frame import Frame

#: Cells that a spreadsheet would run as a formula are written with a leading apostrophe.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def print_json(value: Any) -> None:
    """Print a value as JSON; dates become ISO text."""
    text = json.dumps(value, ensure_ascii=False, indent=1, default=str)
    # A lone surrogate from a damaged text must not stop the listing.
    _write(text.encode("utf-8", "replace").decode("utf-8") + "\n")


def print_csv(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print flat rows as CSV with a header."""
    if not rows:
        return
    writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: _defuse(value) for key, value in row.items()})


def print_rows(
    frame: Frame, kind: str, *, as_json: bool, as_csv: bool, otherwise: str | None = None
) -> None:
    """Print a listing the way it was asked for.

    Args:
        frame: the rows.
        kind: which listing of `detente.views.columns` they are.
        as_json: as one JSON array.
        as_csv: as CSV.
        otherwise: what to say on stderr, for the eye only, where there is no row.
    """
    if as_json:
        print_json(frame.rows)
    elif as_csv:
        print_csv(frame.flat)
    elif frame.rows:
        from detente.views import tables

        tables.print_rows(kind, frame.rows)
    if not (frame.rows or as_json):
        click.echo(otherwise or f"no {frame.title} in this record that fit", err=True)


def print_text(text: str) -> None:
    """Print lines of text; on a terminal, long ones broken at words under their own indent."""
    if not sys.stdout.isatty():
        _write(text + "\n")
        return
    import shutil
    import textwrap

    width = max(40, shutil.get_terminal_size().columns)
    for line in text.splitlines():
        indent = " " * (len(line) - len(line.lstrip(" -")))
        broken = textwrap.wrap(
            line, width, subsequent_indent=indent + "  " * bool(indent), break_on_hyphens=False
        )
        _write("\n".join(broken if len(line) > width else [line]) + "\n")


def print_plain(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print rows that no listing has columns for, each field a column padded to one width."""
    from detente.views.visible import one_line

    if not rows:
        return
    lines = [
        list(rows[0]),
        *([one_line(str(value), 60) for value in row.values()] for row in rows),
    ]
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        _write("  ".join(cells).rstrip() + "\n")


def print_pairs(title: str, pairs: Sequence[tuple[str, str]]) -> None:
    """Print a title and below it one name and value a line; empty values are left out."""
    from detente.views.visible import one_line

    shown = [(name, one_line(value)) for name, value in pairs if value]
    width = max((len(name) for name, _ in shown), default=0)
    _write(one_line(title) + "\n")
    for name, value in shown:
        _write(f"  {name.ljust(width)}  {value}\n")


def _write(text: str) -> None:
    sys.stdout.write(text)


def _defuse(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(FORMULA):
        return "'" + value
    return value
