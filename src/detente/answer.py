"""The answer to a headline, as a user holds it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from detente.views.frame import Frame

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from detente.types import Verdict
    from detente.views.report import ReportData


class Answer:
    """A verdict, with the means to show it.

    Attributes:
        verdict: every number and row behind the answer.
    """

    def __init__(
        self,
        verdict: Verdict,
        data: Callable[[Verdict], ReportData],
        names: Mapping[str, str] | None = None,
    ) -> None:
        """Keep the verdict; ``data`` gathers what a report of it shows, when asked to."""
        self.verdict = verdict
        self._data = data
        self._names = dict(names or {})

    @property
    def word(self) -> str:
        """``supported``, ``contradicted``, ``flare-up, not a turn`` or ``cannot be told``."""
        return self.verdict.verdict

    @property
    def sentence(self) -> str:
        """The answer in one sentence."""
        return self.verdict.sentence

    @property
    def level(self) -> str:
        """For whom actors were counted: ``state``, ``government`` or ``actor``."""
        return self.verdict.question.level

    @property
    def evidence_for(self) -> Frame:
        """Rows that speak for the headline."""
        return Frame([asdict(item) for item in self.verdict.evidence_for], title="evidence for")

    @property
    def evidence_against(self) -> Frame:
        """Rows that speak against it."""
        return Frame(
            [asdict(item) for item in self.verdict.evidence_against], title="evidence against"
        )

    def to_dict(self) -> dict[str, Any]:
        """Every number behind the answer, ready for JSON."""
        plain: dict[str, Any] = json.loads(json.dumps(as_plain(self.verdict), default=str))
        return plain

    def summary(self) -> str:
        """The answer and what it rests on, as plain text."""
        from detente.views.tables import verdict_text

        return verdict_text(self.verdict, names=self._names)

    def chart(self) -> Any:
        """The timeline of the dyad with the window marked, an Altair chart."""
        from detente.views.charts import timeline_chart

        return timeline_chart(self._data(self.verdict).timeline, self.verdict)

    def report(self, path: str | Path = "report.html") -> Path:
        """Write the report as one self-contained HTML file and return its path."""
        from detente.views.report import write_report

        return write_report(path, self.verdict, self._data(self.verdict))

    def __repr__(self) -> str:
        return f"<Answer {self.word!r}: {self.sentence}>"


def as_plain(verdict: Verdict) -> dict[str, Any]:
    """A verdict as nested dictionaries, its level beside its word."""
    return {"level": verdict.question.level, **asdict(verdict)}
