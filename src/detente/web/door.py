"""What the pages ask of a record; anything with these methods can be served."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from detente.types import Article, Coverage, Direction, Edge, Verdict
    from detente.views.report import ReportData


@dataclass(frozen=True, slots=True)
class Overview:
    """What a record holds, for its first page.

    Attributes:
        coverage: articles, outlets, reports, events and days.
        counts: rows by listing (``events``, ``claims`` ...).
        dyads: those with most events, most first.
        runs: what was read and loaded, oldest first.
        names: what to call the actors of the dyads.
    """

    coverage: Coverage
    counts: Mapping[str, int] = field(default_factory=dict)
    dyads: Sequence[Edge] = ()
    runs: Sequence[dict[str, Any]] = ()
    names: Mapping[str, str] = field(default_factory=dict)


class RecordView(Protocol):
    """A record opened for reading."""

    def overview(self) -> Overview:
        """What the record holds."""

    def listing(
        self, kind: str, *, filters: Mapping[str, Any], limit: int, offset: int = 0
    ) -> list[dict[str, Any]]:
        """Rows of a listing (``events``, ``claims``, ``non_actions`` ...) as --json prints them.

        ``filters`` are keyword options of the listing of that name in
        `detente.record.listing`; actors are given as the user typed them.
        """

    def article(self, id: str) -> Article | None:
        """One article with its text."""

    def names(self, ids: Iterable[str]) -> Mapping[str, str]:
        """What to call actors."""

    def ask(
        self,
        headline: str | None,
        *,
        a: str | None,
        b: str | None,
        direction: Direction | None,
        since: date | None,
        until: date | None,
        level: str,
    ) -> Verdict:
        """Put a question to the record."""

    def report_data(self, verdict: Verdict | None) -> ReportData:
        """The rows behind a report."""


#: Opens the record for one request; closed again when the request has been answered.
Open = Callable[[], AbstractContextManager[RecordView]]
