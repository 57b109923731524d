"""What a listing hands to its user: rows, as whichever table library is at hand."""

from __future__ import annotations

import html
import importlib
import json
from collections.abc import Iterator, Sequence
from typing import Any, overload

from detente.errors import MissingExtra

Row = dict[str, Any]


class Frame(Sequence[Row]):
    """A list of rows that turns into polars, pandas or Arrow, and shows itself in a notebook.

    ``frame.rows`` are plain dictionaries with the fields of docs/record.md; ``frame.pl``,
    ``frame.df`` and ``frame.arrow`` are tables of them, nested fields written as JSON text.
    """

    def __init__(self, rows: Sequence[Row], *, title: str = "") -> None:
        """Keep the rows as they are."""
        self.rows = list(rows)
        self.title = title

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        return self.rows[index]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __repr__(self) -> str:
        columns = list(self.rows[0]) if self.rows else []
        return f"<Frame {self.title or 'of rows'}: {len(self)} rows, columns {columns}>"

    @property
    def flat(self) -> list[Row]:
        """The rows with lists of words joined and deeper nesting as JSON text."""
        return [{key: _flat(value) for key, value in row.items()} for row in self.rows]

    @property
    def pl(self) -> Any:
        """A polars frame.

        Raises:
            MissingExtra: polars is not installed.
        """
        polars = _library("polars", "polars")
        return polars.DataFrame(self.flat, infer_schema_length=None)

    @property
    def df(self) -> Any:
        """A pandas frame.

        Raises:
            MissingExtra: pandas is not installed.
        """
        return _library("pandas", "pandas").DataFrame(self.flat)

    @property
    def arrow(self) -> Any:
        """An Arrow table.

        Raises:
            MissingExtra: pyarrow is not installed.
        """
        return _library("pyarrow", "arrow").Table.from_pylist(self.flat)

    def _repr_html_(self) -> str:
        shown = self.flat[:20]
        if not shown:
            return "<p>no rows</p>"
        head = "".join(f"<th>{html.escape(str(key))}</th>" for key in shown[0])
        body = "".join(
            "<tr>"
            + "".join(f"<td>{html.escape(str(cell))}</td>" for cell in row.values())
            + "</tr>"
            for row in shown
        )
        more = f"<caption>{len(self)} rows, the first {len(shown)} shown</caption>"
        return f"<table>{more}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _flat(value: Any) -> Any:
    if isinstance(value, (list, tuple)) and all(isinstance(part, str) for part in value):
        return "; ".join(value)
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value


def _library(name: str, extra: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise MissingExtra(
            f"{name} is not installed", hint=f"pip install 'detente[{extra}]', or use .rows"
        ) from error
