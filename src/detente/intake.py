"""Taking material into a record: articles in batches, event data file by file."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from detente.errors import ArticleError
from detente.sources.options import Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from detente.actors.registry import Registry
    from detente.record.store import Store
    from detente.sources.options import ReadOptions
    from detente.types import Actor, Article, ArticleReading

#: A batch is closed after so many articles or characters, and written in one transaction.
BATCH_ARTICLES = 32
BATCH_CHARACTERS = 200_000
#: A single text longer than this is no article; it is skipped with a reason.
LONGEST = 1_000_000
#: Tables whose rows a summary counts, with the words for one of them and for more.
COUNTED = {
    "event": ("report of events", "reports of events"),
    "claim": ("claim", "claims"),
    "tie": ("stated tie", "stated ties"),
    "provision": ("provision", "provisions"),
    "reading": ("reading of disputed expressions", "readings of disputed expressions"),
    "outlook": ("outlook statement", "outlook statements"),
    "non_action": ("non-action", "non-actions"),
}


@dataclass(frozen=True, slots=True)
class ReadSummary:
    """What one reading did.

    Attributes:
        read: articles added to the record.
        known: articles that were in it before.
        skipped: path and reason of whatever could not be read.
        found: rows added, by the table of the record that holds them.
        seconds: wall time.
    """

    read: int
    known: int
    skipped: tuple[tuple[str, str], ...]
    found: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def sentence(self) -> str:
        """The summary in one sentence."""
        parts = [f"{self.read:,} article{'s' * (self.read != 1)} read"]
        if self.known:
            parts.append(f"{self.known:,} known before")
        if self.skipped:
            parts.append(f"{len(self.skipped):,} skipped")
        found = ", ".join(f"{n:,} {COUNTED[table][n != 1]}" for table, n in self.found.items() if n)
        return "; ".join(parts) + (f": {found}" if found else "")


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """What one load of event data did.

    Attributes:
        rows: rows in the files.
        added: rows that were new.
        events: distinct loaded events the record holds now.
        resolved: share of the ends of those rows that have a state.
        seconds: wall time.
    """

    rows: int
    added: int
    events: int
    resolved: float
    seconds: float = 0.0

    @property
    def sentence(self) -> str:
        """The summary in one sentence."""
        return (
            f"{self.rows:,} rows in the files, {self.added:,} new; the record holds "
            f"{self.events:,} distinct loaded events; {self.resolved:.0%} of ends have a state"
        )


def read_articles(
    store: Store,
    registry: Registry,
    paths: Sequence[str | Path],
    options: ReadOptions,
    *,
    model: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> ReadSummary:
    """Read articles into a record.

    What is in the record already is passed over, so a reading that was killed goes on where
    it stopped; nothing but the batch in flight is lost.

    Args:
        store: the record, open for writing.
        registry: the actors that names are resolved to.
        paths: files, folders, ``-`` for standard input.
        options: dates, columns and the like.
        model: a spaCy pipeline other than the shipped one.
        progress: called with the articles done and skipped so far.
    """
    from detente.reading import language, pipeline
    from detente.record import provenance
    from detente.sources.articles import find_articles

    started = time.monotonic()
    store.writable()
    flags = {
        "date": options.date and options.date.isoformat(),
        "source": options.source,
        "language": options.language,
        "columns": dict(options.columns),
    }
    run: str | None = None
    skipped: list[tuple[str, str]] = []
    found: dict[str, int] = dict.fromkeys(COUNTED, 0)
    read = known = 0
    for batch in _batches(find_articles(paths, options), skipped):
        there = store.known([article.id for article in batch])
        known += len(there)
        fresh = [article for article in batch if article.id not in there]
        if not fresh:
            continue
        if run is None:
            # The language model is loaded only where there is something to read with it.
            meta = language.load(model).meta
            settings = provenance.settings(
                registry=registry.digest,
                model=f"{meta['lang']}_{meta['name']}",
                model_version=str(meta["version"]),
                flags=flags,
            )
            run = store.start_run("read", settings, paths)
        readings: list[ArticleReading] = []
        for reading in pipeline.read(fresh, registry, model=model):
            readings.append(reading)
            if progress:
                progress(read + known + len(readings), len(skipped))
        counts = _write(store, readings, run, skipped)
        read += counts.pop("article", 0)
        for table, rows in counts.items():
            if table in COUNTED:
                found[table] += rows
    if run is None:
        settings = provenance.settings(registry=registry.digest, flags=flags)
        run = store.start_run("read", settings, paths)
    summary = ReadSummary(read, known, tuple(skipped), found, time.monotonic() - started)
    store.finish_run(run, {"read": read, "known": known, "skipped": skipped, "found": found})
    return summary


def _batches(
    items: Iterable[Article | Skipped], skipped: list[tuple[str, str]]
) -> Iterator[list[Article]]:
    batch: list[Article] = []
    characters = 0
    for item in items:
        if isinstance(item, Skipped):
            skipped.append((item.path, item.reason + (f" ({item.hint})" if item.hint else "")))
            continue
        if len(item.text) > LONGEST:
            reason = (
                f"too long for one article ({len(item.text):,} characters, the limit is "
                f"{LONGEST:,}): split it into articles"
            )
            skipped.append((item.path or "-", reason))
            continue
        batch.append(item)
        characters += len(item.text)
        if len(batch) >= BATCH_ARTICLES or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _write(
    store: Store,
    readings: list[ArticleReading],
    run: str,
    skipped: list[tuple[str, str]],
) -> dict[str, int]:
    """Write a batch; if one article cannot be stored, the others of its batch still are."""
    if not readings:
        return {}
    try:
        return store.add_readings(readings, run)
    except ArticleError as error:
        if len(readings) == 1:
            skipped.append((readings[0].article.path or "-", str(error)))
            return {}
    total: dict[str, int] = {}
    for reading in readings:
        for table, rows in _write(store, [reading], run, skipped).items():
            total[table] = total.get(table, 0) + rows
    return total


def load_icews(store: Store, registry: Registry, files: Sequence[Path]) -> LoadSummary:
    """Load ICEWS files into a record, each in one transaction.

    Args:
        store: the record, open for writing.
        registry: the actors that names are resolved to.
        files: Dataverse tab files, or named Parquet or CSV files.

    Raises:
        DataError: a file has not the columns it should have.
    """
    from detente.record import provenance
    from detente.record.loading import load_events
    from detente.sources.icews import event_rows

    started = time.monotonic()
    store.writable()
    run = store.start_run(
        "load", provenance.settings(registry=registry.digest, flags={"kind": "icews"}), files
    )
    total: dict[str, Any] = {"rows": 0, "added": 0}
    for file in files:
        counts = load_events(
            store,
            event_rows(store.con, file),
            lambda name, country, on: _resolve(registry, name, country, on),
            run,
        )
        total = {
            **counts,
            "rows": total["rows"] + counts["rows"],
            "added": total["added"] + counts["added"],
        }
    store.finish_run(run, total)
    return LoadSummary(
        int(total["rows"]),
        int(total["added"]),
        int(total.get("events", 0)),
        float(total.get("resolved", 0.0)),
        time.monotonic() - started,
    )


def _resolve(registry: Registry, name: str, country: str | None, on: date) -> Actor | None:
    """An actor by its name; the country that the data give fills in where we know none."""
    from detente.actors.naming import resolve_name

    actor = resolve_name(registry, name, on)
    if actor is not None and actor.state is None and country:
        home = resolve_name(registry, country, on)
        return replace(actor, state=home.state) if home else actor
    return actor
