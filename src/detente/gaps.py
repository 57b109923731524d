"""Open names of a record as rows to fill in: the way to close gaps of the registry.

The files have the columns of the registry's own tables and a ``note`` with what is known:
how often a name was met, whom it resembles, where it stands. Filled in, the folder is
given to ``--registry``, and `detente correct --relink` moves the rows of the record.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from detente.actors.naming import suggest
from detente.actors.tables import COLUMNS, NOTE
from detente.errors import InputError
from detente.reading.strangers import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from detente.actors.registry import Registry

    Row = dict[str, Any]

#: Longest example printed in a note.
_LONGEST = 160
#: Names for which the nearest listed ones are looked up; each costs some milliseconds.
_COMPARED = 500
#: How alike a listed name must be to be offered, in percent.
_ALIKE = 75
#: What a spreadsheet runs as a formula is no name.
_FORMULA = ("=", "+", "-", "@")


def with_nearest(registry: Registry, rows: Sequence[Row]) -> list[Row]:
    """Open names with the listed actors whose names are most like theirs, as ``perhaps``."""
    full = []
    for number, row in enumerate(rows):
        near = suggest(registry, row["name"], alike=_ALIKE) if number < _COMPARED else []
        full.append(row | {"perhaps": ", ".join(f"{one.id} ({one.name})" for one in near)})
    return full


def write_rows(folder: Path, rows: Sequence[Row]) -> list[Path]:
    """Write open names into a folder as tables to fill in.

    A name goes to ``aliases.csv``, where its ``actor`` is to be filled in; a person also to
    ``persons.csv``, where the ``state`` is: fill in the one that fits and leave the other.
    A row that is not filled in is passed over.

    Args:
        folder: made if absent.
        rows: of `with_nearest`.

    Raises:
        InputError: a table is there already, or the folder cannot be written; then nothing is.
    """
    tables: dict[str, list[dict[str, str]]] = {"aliases": [], "persons": []}
    for row in rows:
        words = row["name"].split()
        name = " ".join(words)
        if name.startswith(_FORMULA):
            continue
        tables["aliases"].append({"alias": name, "actor": "", "kind": "name", NOTE: _note(row)})
        if row["type"] == "person":
            tables["persons"].append(
                {
                    "id": slug(name),
                    "name": name,
                    "surname": words[-1] if len(words) > 1 else "",
                    "state": "",
                    NOTE: _note(row),
                }
            )
    filled = {folder / f"{name}.csv": name for name, found in tables.items() if found}
    _examine(folder, filled)
    for path, name in filled.items():
        _write(path, (*COLUMNS[name], NOTE), tables[name])
    return list(filled)


def _examine(folder: Path, paths: Iterable[Path]) -> None:
    """Refuse what would be written over."""
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file", hint="give a folder to write the tables into")
    for path in paths:
        if path.exists():
            raise InputError(
                f"{path} is there already and is not overwritten",
                hint="give another folder, or take the file away first",
            )


def _note(row: Mapping[str, Any]) -> str:
    example = " ".join(str(row["example"] or "").split())[:_LONGEST]
    parts = [f"{row['times']} times in {row['where']}"]
    if row["state"]:
        parts.append(f"said to be of {row['state']}")
    if row["perhaps"]:
        parts.append(f"perhaps {row['perhaps']}")
    return "; ".join(parts) + (f": {example}" if example else "")


def _write(path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror or error}",
            hint="give a folder that you may write to",
        ) from error
