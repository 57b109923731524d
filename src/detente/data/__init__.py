"""The tables that ship with detente, read once: one fact a line, UTF-8, comma-separated."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


def read_table(path: Path) -> list[dict[str, str]]:
    """Read a CSV table with a header line; every cell is text, empty cells are ``""``."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Read a shipped table by its path under the data folder, such as ``lexicons/cues.csv``."""
    return tuple(read_table(FOLDER / name))
