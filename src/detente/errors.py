"""What can go wrong, and what to do about it.

All exceptions that detente raises on purpose:

    DetenteError
    ├── InputError            something given to detente cannot be used
    │   ├── ArticleError      a file or text that cannot be read as an article
    │   │   └── MissingDate   an article without a date, and none given
    │   ├── DataError         event data whose layout is not what it should be
    │   ├── UnknownActor      a name that neither the registry nor the record knows
    │   ├── QuestionError     a headline or window that cannot be tested
    │   └── RegistryError     registry tables that contradict themselves
    ├── RecordError           the record file cannot be opened, written or understood
    │   ├── RecordLocked      another process holds the record
    │   ├── RecordReadOnly    the record may not be written
    │   └── RecordVersion     the record was written by another schema
    └── MissingExtra          an optional part is not installed

Each carries a ``hint``: the next thing to try. The command line prints the message, a blank
line and the hint, and ends with exit status 1.
"""

from __future__ import annotations


class DetenteError(Exception):
    """Base of every error raised on purpose; ``hint`` says what to do."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        """Keep the message and the hint apart."""
        super().__init__(message)
        self.hint = hint


class InputError(DetenteError):
    """Something given to detente cannot be used."""


class ArticleError(InputError):
    """A file or text that cannot be read as an article."""


class MissingDate(ArticleError):
    """An article without a date of its own, and none given."""


class DataError(InputError):
    """Event data whose layout is not what it should be."""


class UnknownActor(InputError):
    """A name that neither the registry nor the record knows."""


class QuestionError(InputError):
    """A headline or window that cannot be tested."""


class RegistryError(InputError):
    """Registry tables that contradict themselves."""


class RecordError(DetenteError):
    """The record file cannot be opened, written or understood."""


class RecordLocked(RecordError):
    """Another process holds the record."""


class RecordReadOnly(RecordError):
    """The record may not be written."""


class RecordVersion(RecordError):
    """The record was written by another version of the schema."""


class MissingExtra(DetenteError):
    """An optional part is not installed."""
