"""CAMEO codes as ICEWS uses them: names, Goldstein weights, and what they are in PLOVER.

The table is `data/ontology/cameo.csv`; `TABLE` is its path, for engines that read it
themselves. `quad` there follows the CAMEO convention (roots 01-05, 06-08, 09-13, 14-20),
which published figures from ICEWS rest on; `plover.quad(code.type)` is PLOVER's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from detente.data import FOLDER, table
from detente.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TABLE: Path = FOLDER / "ontology" / "cameo.csv"
_NOT_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Code:
    """One CAMEO code.

    Attributes:
        code: two to four digits, as text (``"036"``).
        name: its short name.
        goldstein: weight, -10 (conflict) to +10 (cooperation).
        root: its first two digits.
        quad: quad class by the CAMEO convention, 1 to 4.
        type: the PLOVER type it converts to; ``STATEMENT`` for root 01.
        mode: the PLOVER mode, where there is one.
        note: why it converts so, where that is not plain.
    """

    code: str
    name: str
    goldstein: float
    root: str
    quad: int
    type: str
    mode: str | None
    note: str


def _read() -> dict[str, Code]:
    return {
        row["code"]: Code(
            code=row["code"],
            name=row["name"],
            goldstein=float(row["goldstein"]),
            root=row["root"],
            quad=int(row["quad"]),
            type=row["type"],
            mode=row["mode"] or None,
            note=row["note"],
        )
        for row in table("ontology/cameo.csv")
    }


@cache
def codes() -> Mapping[str, Code]:
    """All codes by their digits, in order."""
    return MappingProxyType(_read())


def lookup(code: str) -> Code:
    """The entry of a code, or of the nearest code above it (``1214`` -> ``121``).

    Raises:
        DataError: not even its root is known.
    """
    known = codes()
    for length in range(len(code), 1, -1):
        if code[:length] in known:
            return known[code[:length]]
    raise DataError(
        f"{code!r} is not a CAMEO code",
        hint="codes are text of two to four digits and keep their leading zero, such as 036",
    )


def fold_name(text: str) -> str:
    """A name as it is compared: lower case, letters and digits only, single blanks."""
    return _NOT_WORD.sub(" ", text.lower().replace("'", "")).strip()


@cache
def by_name() -> Mapping[str, str]:
    """Codes by their folded names."""
    # Fourteen names stand for a root and for its "0" code; the longer code, coming later in
    # the table, is the one data sets use.
    return MappingProxyType({fold_name(entry.name): code for code, entry in codes().items()})


def code_of(text: str) -> str | None:
    """The code whose name this is, whatever its case and punctuation; None if there is none."""
    return by_name().get(fold_name(text))
