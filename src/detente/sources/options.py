"""What a reading of articles takes, and what it says of what it leaves out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

#: A file, or a row of a table, larger than this is no article.
LARGEST = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How articles are taken in.

    Attributes:
        date: given to articles that carry no date of their own.
        source: outlet given to articles that name none.
        language: articles in another language are skipped; ``any`` takes all. Only
            English can be told from the text; other languages must be declared.
        columns: field (text, title, date, source, author, url, language) to the name of
            the column that holds it, where that is not one of the usual names.
        format: how standard input and files without a telling suffix are read: ``txt``,
            ``md``, ``html``, ``jsonl``, ``json``, ``csv`` or ``xml``.
        largest: bytes of a file (of a row, in tables) above which it is skipped.
    """

    date: date | None = None
    source: str | None = None
    language: str = "en"
    columns: Mapping[str, str] = field(default_factory=dict)
    format: str = "txt"
    largest: int = LARGEST


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was not taken in.

    Attributes:
        path: the file, with ``:row`` for a row of a table or an entry of a feed.
        reason: what is wrong, in a few words, starting with its kind ("no date").
        hint: what to do about it.
    """

    path: str
    reason: str
    hint: str | None = None

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}" + (f" ({self.hint})" if self.hint else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A text with what its file says of it, before it is an article.

    ``text`` is as it was received. ``published`` is what the file gives as date, unread.
    """

    path: str
    text: str
    title: str | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    #: Whether the title may be sought in the first lines of the text.
    whole: bool = True
