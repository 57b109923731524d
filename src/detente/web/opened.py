"""A record as the pages ask for it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from detente.actors.registry import Registry
from detente.api import Record
from detente.record import listing, provenance
from detente.standing.network import network
from detente.types import Coverage
from detente.web.door import Overview

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from detente.types import Article, Direction, Verdict
    from detente.views.report import ReportData
    from detente.web.door import Open, RecordView

#: Filters that name an actor, as the user typed it.
ACTORS = frozenset({"source", "target", "actor", "speaker", "about"})
#: Listings whose rows the first page counts, with their tables.
TABLES = {
    "articles": "article",
    "events": "event",
    "claims": "claim",
    "ties": "tie",
    "provisions": "provision",
    "readings": "reading",
    "outlooks": "outlook",
    "non_actions": "non_action",
    "actors": "actor",
}
#: Dyads on the first page.
BUSIEST = 15


def opener(path: Path, registry: Sequence[Path] = ()) -> Open:
    """A function that opens the record at ``path`` for one request; actors are read once."""
    known = Registry.load(registry)

    @contextmanager
    def open_record() -> Iterator[RecordView]:
        with Record(path, read_only=True, registry=known) as record:
            yield Opened(record)

    return open_record


class Opened:
    """The pages' view of an open record."""

    def __init__(self, record: Record) -> None:
        """Keep the record."""
        self.record = record

    def overview(self) -> Overview:
        """What the record holds."""
        con = self.record.store.con
        about = provenance.describe(self.record.store)
        first, last = about["first"], about["last"]
        dyads = (
            network(con, first, last, actors=BUSIEST, min_events=1, registry=self.record.registry)[
                :BUSIEST
            ]
            if first and last
            else []
        )
        row = con.execute(
            "SELECT count(DISTINCT day) FROM (SELECT published AS day FROM article UNION ALL "
            "SELECT date_start FROM event WHERE article IS NULL)"
        ).fetchone()
        busy = row[0] if row else 0
        silent = (last - first).days + 1 - busy if first and last else 0
        counts = {}
        for kind, name in TABLES.items():
            row = con.execute(f"SELECT count(*) FROM {name}").fetchone()
            counts[kind] = row[0] if row else 0
        return Overview(
            coverage=Coverage(
                articles=about["articles"],
                outlets=about["outlets"],
                reports=about["reports"],
                events=about["events"],
                first=first,
                last=last,
                days_without_reports=silent,
            ),
            counts=counts,
            dyads=dyads,
            runs=about["runs"],
            names=self.names({actor for edge in dyads for actor in (edge.a, edge.b)}),
        )

    def listing(
        self, kind: str, *, filters: Mapping[str, Any], limit: int, offset: int = 0
    ) -> list[dict[str, Any]]:
        """Rows of a listing, from ``offset`` on."""
        found = {
            name: tuple(self.record.resolve(end) for end in value.split(","))
            if name == "dyad"
            else self.record.resolve(value)
            if name in ACTORS
            else value
            for name, value in filters.items()
        }
        rows: list[dict[str, Any]] = getattr(listing, kind)(
            self.record.store.con, limit=limit + offset, **found
        )
        return rows[offset:]

    def article(self, id: str) -> Article | None:
        """One article with its text."""
        return self.record.article(id)

    def names(self, ids: Iterable[str]) -> Mapping[str, str]:
        """What to call actors."""
        wanted = sorted(set(ids))
        rows = self.record.store.con.execute(
            "SELECT id, name FROM actor SEMI JOIN (SELECT unnest(?::VARCHAR[]) AS id) USING (id)",
            [wanted],
        ).fetchall()
        met = dict(rows)
        registry = self.record.registry
        listed = {id: registry.name(id) for id in wanted if id not in met and id in registry}
        return met | listed

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
        return self.record.ask(
            headline,
            dyad=(a, b) if a and b else None,
            direction=direction,
            since=since,
            until=until,
            level=level,
        ).verdict

    def report_data(self, verdict: Verdict | None) -> ReportData:
        """The rows behind a report."""
        return self.record.report_data(verdict)
