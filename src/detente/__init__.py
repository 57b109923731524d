"""detente: who did and said what to whom, who vouches for it, and when a tie turned.

import detente

record = detente.open("syria.detente")
record.read("articles/")
answer = record.ask("Russia moves away from Iran", since="2018-04-14", until="2018-06-02")
print(answer.summary())
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.errors import (
    ArticleError,
    DataError,
    DetenteError,
    InputError,
    MissingDate,
    MissingExtra,
    QuestionError,
    RecordError,
    RecordLocked,
    RecordReadOnly,
    RecordVersion,
    RegistryError,
    UnknownActor,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from detente.answer import Answer
    from detente.api import Record

__version__ = "0.1.0"
__all__ = [
    "Answer",
    "ArticleError",
    "DataError",
    "DetenteError",
    "InputError",
    "MissingDate",
    "MissingExtra",
    "QuestionError",
    "Record",
    "RecordError",
    "RecordLocked",
    "RecordReadOnly",
    "RecordVersion",
    "RegistryError",
    "UnknownActor",
    "open",
]


def open(  # the verb users know from files and databases
    path: str | Path = "record.detente",
    *,
    read_only: bool = False,
    registry: Iterable[str | Path] = (),
) -> Record:
    """Open a record, making it if it is absent.

    Args:
        path: the DuckDB file.
        read_only: open without the right to write; several processes may do so at once.
        registry: folders of CSV tables laid over the shipped registry.

    Raises:
        RecordError: the file is no record, is locked, or may not be written.
        RegistryError: the tables contradict themselves.
    """
    from detente.api import Record

    return Record(path, read_only=read_only, registry=registry)


def __getattr__(name: str) -> Any:
    # Record and Answer pull in DuckDB; they are imported when first asked for.
    if name == "Record":
        from detente.api import Record

        return Record
    if name == "Answer":
        from detente.answer import Answer

        return Answer
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
