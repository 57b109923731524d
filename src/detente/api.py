"""The object a user holds: reads, loads, lists, asks. The only place where the rooms meet."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from detente.actors.registry import Registry
from detente.record.store import Store
from detente.views.frame import Frame

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from detente.types import Verdict

#: A batch is closed after so many articles or characters, and written in one transaction.
BATCH_ARTICLES = 32
BATCH_CHARACTERS = 200_000
#: A single article longer than this is no article; it is skipped with a reason.
LONGEST_ARTICLE = 1_000_000


@dataclass(frozen=True, slots=True)
class ReadSummary:
    """What one reading did: articles read, known before, skipped with the reason."""

    read: int
    known: int
    skipped: tuple[tuple[str, str], ...]
    found: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def sentence(self) -> str:
        """The summary in one sentence."""
        found = ", ".join(f"{n:,} {kind}" for kind, n in self.found.items() if n)
        parts = [f"{self.read:,} article{'s' * (self.read != 1)} read"]
        if self.known:
            parts.append(f"{self.known:,} known before")
        if self.skipped:
            parts.append(f"{len(self.skipped):,} skipped")
        return "; ".join(parts) + (f": {found}" if found else "")


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """What one load of event data did."""

    rows: int
    added: int
    events: int
    resolved: float
    seconds: float = 0.0

    @property
    def sentence(self) -> str:
        """The summary in one sentence."""
        return (
            f"{self.rows:,} rows in the files, {self.added:,} new; the record now holds "
            f"{self.events:,} distinct loaded events; {self.resolved:.0%} of their ends have a state"
        )


class Answer:
    """The answer to a headline, with the record it rests on still at hand."""

    def __init__(self, record: Record, verdict: Verdict) -> None:
        """Keep the verdict and the record."""
        self._record = record
        self.verdict = verdict

    @property
    def word(self) -> str:
        """``supported``, ``contradicted``, ``flare-up, not a turn`` or ``cannot be told``."""
        return self.verdict.verdict

    @property
    def sentence(self) -> str:
        """The answer in one sentence."""
        return self.verdict.sentence

    @property
    def evidence_for(self) -> Frame:
        """Rows that speak for the headline."""
        return Frame(
            [dataclasses.asdict(item) for item in self.verdict.evidence_for], title="evidence for"
        )

    @property
    def evidence_against(self) -> Frame:
        """Rows that speak against it."""
        return Frame(
            [dataclasses.asdict(item) for item in self.verdict.evidence_against],
            title="evidence against",
        )

    def to_dict(self) -> dict[str, Any]:
        """Every number behind the answer, ready for JSON."""
        plain: dict[str, Any] = json.loads(
            json.dumps(dataclasses.asdict(self.verdict), default=str)
        )
        return plain

    def summary(self) -> str:
        """The answer and what it rests on, as plain text."""
        from detente.views.tables import verdict_text

        return verdict_text(self.verdict)

    def chart(self) -> Any:
        """The timeline of the dyad with the window marked (an Altair chart)."""
        from detente.views.charts import timeline_chart

        data = self._record.report_data(self.verdict)
        return timeline_chart(data.timeline, self.verdict)

    def report(self, path: str | Path = "report.html") -> Path:
        """Write the report as one self-contained HTML file and return its path."""
        return self._record.report(path, self.verdict)

    def __repr__(self) -> str:
        return f"<Answer {self.word!r}: {self.sentence}>"


class Record:
    """One evidence record: a DuckDB file with what was read and loaded."""

    def __init__(
        self,
        path: str | Path = "record.detente",
        *,
        read_only: bool = False,
        registry: Iterable[str | Path] = (),
    ) -> None:
        """Open the record at ``path``, making it if it is absent and may be written."""
        self.path = Path(path)
        self._overlays = tuple(Path(folder) for folder in registry)
        self.store = Store(self.path, read_only=read_only)

    @cached_property
    def registry(self) -> Registry:
        """The actors that names are resolved to."""
        return Registry.load(self._overlays)

    def close(self) -> None:
        """Close the file; the record must not be used afterwards."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Record {str(self.path)!r}>"
