"""The tables of the registry: their columns and keys, read from folders of CSV files.

A folder of the user's own is laid over the shipped tables: a row with the same key
replaces, a new key adds. A row whose key is not filled in yet, a person without a state, and
a column ``note`` are passed over, so that a file of open names can be filled in bit by bit.
Blanks around a cell are no part of it.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from detente.data import FOLDER
from detente.errors import RegistryError

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = dict[str, str]
Table = dict[tuple[str, ...], Row]

#: The columns of each table, in order.
COLUMNS: dict[str, tuple[str, ...]] = {
    name: tuple(columns.split(","))
    for name, columns in {
        "actors": "id,name,type,state,start,end,adjective,iso_numeric,cow,gw,source,checked",
        "aliases": "alias,actor,kind,start,end,needs,source,checked",
        "persons": "id,name,surname,alone,gender,state,source,checked",
        "offices": "office,post,title,source,checked",
        "holders": "office,post,person,start,end,precision,status,source,checked",
        "ties": "a,relation,b,start,end,source,checked",
        "organs": "code,type,name,title,side",
        "roles": "word,code,sense",
        "event_roles": "role,code",
        "spellings": "variant,standard",
        "not_actors": "name,why",
    }.items()
}
#: The columns that make up the key of each table.
KEYS: dict[str, tuple[str, ...]] = {
    "actors": ("id",),
    "aliases": ("alias", "actor"),
    "persons": ("id",),
    "offices": ("office", "post"),
    "holders": ("office", "post", "person", "start"),
    "ties": ("a", "relation", "b", "start"),
    "organs": ("code",),
    "roles": ("word",),
    "event_roles": ("role",),
    "spellings": ("variant",),
    "not_actors": ("name",),
}
#: Cells of a key that may be empty: the head of an office has no post, a start may be unknown.
_MAY_BE_EMPTY = frozenset({"post", "start"})
#: Cells beside the key without which a row counts as not filled in yet.
_FILLED = {"persons": ("state",)}
#: A column for the user's eyes only.
NOTE = "note"


def shipped() -> dict[str, Table]:
    """The tables that ship with detente."""
    return {name: dict(_read(FOLDER / "registry" / f"{name}.csv", name)) for name in KEYS}


def lay_over(tables: dict[str, Table], folder: Path) -> None:
    """Lay the tables of a folder over others, which are changed.

    Raises:
        RegistryError: no such folder, no table in it, or columns that the tables lack.
    """
    if not folder.is_dir():
        raise RegistryError(
            f"no folder of registry tables at {folder}",
            hint="give a folder that holds actors.csv, aliases.csv or other registry tables",
        )
    found = [name for name in KEYS if (folder / f"{name}.csv").is_file()]
    if not found:
        raise RegistryError(
            f"{folder} holds no registry table",
            hint="name the files " + ", ".join(f"{name}.csv" for name in KEYS),
        )
    for name in found:
        tables[name].update(_read(folder / f"{name}.csv", name))


def _read(path: Path, name: str) -> Iterator[tuple[tuple[str, ...], Row]]:
    """The rows of one table with their keys."""
    columns, key = COLUMNS[name], KEYS[name]
    needed = (*key, *_FILLED.get(name, ()))
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.reader(file, strict=True)
            header = [column.strip() for column in next(lines, [])]
            _examine(path, name, header)
            empty = dict.fromkeys(columns, "")
            for cells in lines:
                row = empty | dict(zip(header, map(str.strip, cells), strict=False))
                row.pop(NOTE, None)
                if len(cells) > len(header):
                    raise RegistryError(
                        f"{path} line {lines.line_num}: {len(cells)} cells in a row of "
                        f"{len(header)} columns",
                        hint="put quotes around a cell that holds a comma",
                    )
                if all(row[column] or column in _MAY_BE_EMPTY for column in needed):
                    yield tuple([row[column] for column in key]), row
    except (UnicodeDecodeError, csv.Error) as error:
        raise RegistryError(
            f"{path} cannot be read as a table: {error}",
            hint="save it as comma-separated text in UTF-8",
        ) from error
    except OSError as error:
        raise RegistryError(
            f"{path} cannot be read: {error.strerror or error}",
            hint="give a folder that you may read",
        ) from error


def _examine(path: Path, name: str, header: list[str]) -> None:
    """Refuse a header that lacks a column of the key or has one nobody knows."""
    missing = [column for column in KEYS[name] if column not in header]
    extra = [column for column in header if column not in (*COLUMNS[name], NOTE)]
    if missing or extra:
        raise RegistryError(
            f"{path} line 1: " + (f"no column {missing[0]}" if missing else _unknown(extra[0])),
            hint="the columns are " + ",".join(COLUMNS[name]),
        )


def _unknown(column: str) -> str:
    return f"unknown column {column}" if column else "a column without a name"
