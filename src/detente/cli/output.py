"""How rows leave the command line: JSON, CSV, or a table for the eye."""

from __future__ import annotations

import csv
import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.views.frame import Frame

#: Cells that a spreadsheet would run as a formula are written with a leading apostrophe.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def print_json(value: Any) -> None:
    """Print a value as JSON; dates become ISO text."""
    text = json.dumps(value, ensure_ascii=False, indent=1, default=str)
    # A lone surrogate from a damaged text must not stop the listing.
    sys.stdout.write(text.encode("utf-8", "replace").decode("utf-8") + "\n")


def print_csv(rows: Sequence[dict[str, Any]]) -> None:
    """Print flat rows as CSV with a header."""
    if not rows:
        return
    writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: _defuse(value) for key, value in row.items()})


def print_rows(frame: Frame, kind: str, *, as_json: bool, as_csv: bool) -> None:
    """Print a listing the way it was asked for."""
    if as_json:
        print_json(frame.rows)
    elif as_csv:
        print_csv(frame.flat)
    else:
        from detente.views import tables

        tables.print_rows(kind, frame.rows)


def _defuse(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(FORMULA):
        return "'" + value
    return value
