"""What a record answers: the part of `detente.api.Record` that counts, tests and reports."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import asdict
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from detente.answer import Answer
from detente.errors import InputError, QuestionError
from detente.question import as_question, as_unit
from detente.standing.levels import as_level, call, state_of
from detente.views.frame import Frame

if TYPE_CHECKING:
    from detente.actors.registry import Registry
    from detente.record.store import Store
    from detente.types import Question, Verdict
    from detente.views.report import ReportData

#: Days asked about where a question names none: the last eight weeks on record.
DEFAULT_WINDOW = 56
#: A window has a day before and one after it, also where "all days" is written 0001 to 9999.
EARLIEST, LATEST = date.min + timedelta(days=1), date.max - timedelta(days=1)


class Analyses(ABC):
    """Questions to a record; `detente.api.Record` has the rest."""

    path: Path
    store: Store

    @cached_property
    @abstractmethod
    def registry(self) -> Registry:
        """The actors that names are resolved to."""

    @abstractmethod
    def resolve(self, name: str) -> str:
        """The id of the actor a name stands for."""

    @abstractmethod
    def _ends(self) -> date | None:
        """The last day on record, if it holds anything."""

    @abstractmethod
    def _last_day(self) -> date:
        """The last day on record; today where it is empty."""

    def ask(
        self,
        headline: str | None = None,
        *,
        dyad: tuple[str, str] | None = None,
        direction: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        level: str = "state",
    ) -> Answer:
        """Put a headline to the record: did the two move apart, or closer, in these days?

        Args:
            headline: such as "Russia moves away from Iran".
            dyad: the two actors, where no headline names them.
            direction: ``apart`` or ``closer``, where no headline says it.
            since: first day of the window; by default eight weeks before its last.
            until: last day; by default the last day on record.
            level: for whom an actor counts: its ``state``, its state's ``government`` or others
                (``SYR/others``), or itself (``actor``).

        Raises:
            QuestionError: no dyad, direction or level, a window that cannot be, or an empty
                record.
            UnknownActor: nobody of that name.
        """
        from detente.verdict.ask import ask

        if self._ends() is None:
            raise QuestionError(
                f"{self.path} holds neither articles nor event data",
                hint="read articles into it with `detente read`, or load event data",
            )
        question = self.question(
            headline, dyad=dyad, direction=direction, since=since, until=until, level=level
        )
        name = self.registry.name
        names = {state_of(unit): name(state_of(unit)) for unit in (question.a, question.b)}
        verdict = ask(self.store.con, question, names=names, registry=self.registry)
        names |= {unit: call(unit, name) for unit in (question.a, question.b)}
        return Answer(verdict, self.report_data, names)

    def question(
        self,
        headline: str | None = None,
        *,
        dyad: tuple[str, str] | None = None,
        direction: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        level: str = "state",
    ) -> Question:
        """What a headline asks, with every gap filled; see `ask`."""
        last = min(max(as_day(until) or self._last_day(), EARLIEST), LATEST)
        usual = last - min(timedelta(days=DEFAULT_WINDOW - 1), last - EARLIEST)
        first = min(max(as_day(since) or usual, EARLIEST), LATEST)
        return as_question(
            headline,
            dyad=dyad,
            direction=direction,
            window=(first, last),
            level=level,
            registry=self.registry,
            resolve=self.resolve,
        )

    def timeline(
        self,
        a: str,
        b: str,
        *,
        since: date | str | None = None,
        until: date | str | None = None,
        step: int | None = None,
        level: str = "state",
    ) -> Frame:
        """Count what two do to each other, period by period, none left out.

        Args:
            a: one party, as in `ask`.
            b: the other.
            since: first day; by default the record's first.
            until: last day; by default the record's last.
            step: days to a period; by default 1 for up to six weeks, and 7 otherwise.
            level: as in `ask`; every row says it.

        Raises:
            QuestionError: no such level, a party that it does not know, or one party twice.
            UnknownActor: nobody of that name.
        """
        from detente.standing.timeline import timeline

        known = as_level(level)
        one, other = (as_unit(name, known, self.registry, self.resolve) for name in (a, b))
        if one == other:
            raise QuestionError(f"both parties are the same: {one}", hint="name two actors")
        periods = timeline(
            self.store.con,
            one,
            other,
            as_day(since),
            as_day(until),
            step=step,
            level=known,
            registry=self.registry,
        )
        row = {"a": one, "b": other, "level": known}
        return Frame([row | asdict(counts) for counts in periods], title="periods")

    def network(
        self,
        *,
        since: date | str | None = None,
        until: date | str | None = None,
        actors: int = 30,
        level: str = "state",
    ) -> Frame:
        """Who stands with whom, among those with most to do with each other.

        Args:
            since: first day; by default the record's first.
            until: last day; by default the record's last.
            actors: how many parties at most.
            level: as in `ask`; every row says it.

        Raises:
            QuestionError: no such level.
        """
        from detente.standing.network import network

        known, edges = as_level(level), []
        first, last = as_day(since) or date.min, as_day(until) or self._ends()
        if last is not None:
            edges = network(
                self.store.con, first, last, actors=actors, level=known, registry=self.registry
            )
        return Frame([asdict(edge) | {"level": known} for edge in edges], title="ties of events")

    def report(
        self,
        path: str | Path = "report.html",
        verdict: Verdict | None = None,
        *,
        level: str = "state",
    ) -> Path:
        """Write one self-contained HTML file: an answer, or the record at large at a level."""
        from detente.views.report import write_report

        return write_report(path, verdict, self.report_data(verdict, level=level))

    def report_data(self, verdict: Verdict | None = None, *, level: str = "state") -> ReportData:
        """The rows that a report shows: of a verdict, or of the whole record at a level."""
        from detente.gather import gather

        return gather(self.store, self.registry, verdict, level=level)


def as_day(value: date | str | None) -> date | None:
    """A day given as a date or as YYYY-MM-DD.

    Raises:
        InputError: it is no day.
    """
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise InputError(f"{value!r} is no day", hint="write it as YYYY-MM-DD") from error
