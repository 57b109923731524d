"""The object a user holds: reads, loads, lists, asks. The only place where the rooms meet."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from detente.actors.naming import resolve_name
from detente.actors.registry import Registry
from detente.analyses import Analyses, as_day
from detente.errors import InputError, UnknownActor
from detente.record import listing
from detente.record.open_names import open_names
from detente.record.store import Store
from detente.types import Article
from detente.views.frame import Frame
from detente.who import describe_actor, find_actor, today

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from types import TracebackType

    from detente.intake import LoadSummary, ReadSummary
    from detente.record.export import Format


class Record(Analyses):
    """One evidence record: a DuckDB file with what was read and loaded.

    What it answers (`ask`, `timeline`, `network`, `report`) stands in `detente.analyses`.

    Attributes:
        path: the file.
        store: the open file; ``store.con`` is a DuckDB connection for queries of your own.
        registry: the actors that names are resolved to.
    """

    def __init__(
        self,
        path: str | Path = "record.detente",
        *,
        read_only: bool = False,
        registry: Iterable[str | Path] | Registry = (),
    ) -> None:
        """Open the record at ``path``, making it if it is absent and may be written."""
        self.path = Path(path)
        self._registry = registry
        self.store = Store(self.path, read_only=read_only)

    @cached_property
    def registry(self) -> Registry:
        """The shipped tables of actors with the user's laid over them."""
        if isinstance(self._registry, Registry):
            return self._registry
        return Registry.load(Path(folder) for folder in self._registry)

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

    # -- taking in ---------------------------------------------------------------------

    def read(
        self,
        paths: str | Path | Sequence[str | Path],
        *,
        date: date | str | None = None,
        source: str | None = None,
        language: str = "en",
        columns: Mapping[str, str] | None = None,
        model: str | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> ReadSummary:
        """Read articles from files and folders (``-`` is standard input).

        Articles that are in the record already are passed over; what cannot be read is
        skipped with its reason.

        Args:
            paths: text, Markdown, HTML, JSON lines, CSV, feeds, or folders of them.
            date: given to articles that carry none.
            source: outlet given to articles that name none.
            language: articles in other languages are skipped; ``any`` takes all.
            columns: which column of a table holds which field (text, title, date ...).
            model: another spaCy pipeline, by name or folder.
            progress: called with the articles done and skipped so far.
        """
        from detente.intake import read_articles
        from detente.sources.options import ReadOptions

        options = ReadOptions(
            date=as_day(date), source=source, language=language, columns=dict(columns or {})
        )
        given = [paths] if isinstance(paths, str | Path) else list(paths)
        return read_articles(
            self.store, self.registry, given, options, model=model, progress=progress
        )

    def load(self, kind: str, files: str | Path | Sequence[str | Path]) -> LoadSummary:
        """Load event data; ``kind`` is ``icews``.

        Raises:
            InputError: no such kind of data.
            DataError: a file has not the columns it should have.
        """
        from detente.intake import load_icews

        if kind != "icews":
            raise InputError(f"no event data of kind {kind!r}", hint="there is: icews")
        given = [files] if isinstance(files, str | Path) else list(files)
        return load_icews(self.store, self.registry, [Path(file) for file in given])

    # -- listing -----------------------------------------------------------------------

    def events(
        self,
        *,
        source: str | None = None,
        target: str | None = None,
        dyad: tuple[str, str] | None = None,
        type: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        all: bool = False,
        distinct: bool = False,
        limit: int | None = None,
    ) -> Frame:
        """Who did what to whom; only what is asserted as fact unless ``all``.

        Actors may be given by any name or id; a state stands for all that belong to it.
        ``distinct`` gives one row an event rather than one a report.
        """
        rows = listing.events(
            self.store.con,
            source=self._id(source),
            target=self._id(target),
            dyad=(self.resolve(dyad[0]), self.resolve(dyad[1])) if dyad else None,
            type=type,
            since=as_day(since),
            until=as_day(until),
            all=all,
            distinct=distinct,
            limit=limit,
        )
        return Frame(rows, title="events")

    def claims(
        self,
        *,
        by: str | None = None,
        about: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        limit: int | None = None,
    ) -> Frame:
        """Who says what, how surely."""
        rows = listing.claims(
            self.store.con,
            speaker=self._id(by),
            about=self._id(about),
            since=as_day(since),
            until=as_day(until),
            limit=limit,
        )
        return Frame(rows, title="claims")

    def ties(
        self, actor: str | None = None, *, status: str | None = None, limit: int | None = None
    ) -> Frame:
        """Ties that somebody states, of one actor or of all."""
        rows = listing.ties(self.store.con, actor=self._id(actor), status=status, limit=limit)
        return Frame(rows, title="ties")

    def provisions(self, *, limit: int | None = None) -> Frame:
        """What instruments bind whom to do, by which measure."""
        return Frame(listing.provisions(self.store.con, limit=limit), title="provisions")

    def readings(self, *, limit: int | None = None) -> Frame:
        """Disputed expressions: whom each speaker counts in or leaves out."""
        return Frame(listing.readings(self.store.con, limit=limit), title="readings")

    def outlooks(self, *, limit: int | None = None) -> Frame:
        """What somebody says will or may come."""
        return Frame(listing.outlooks(self.store.con, limit=limit), title="outlook")

    def non_actions(self, *, limit: int | None = None) -> Frame:
        """What is said not to have been done."""
        return Frame(listing.non_actions(self.store.con, limit=limit), title="non-actions")

    def articles(self, *, limit: int | None = None) -> Frame:
        """The articles read."""
        return Frame(listing.articles(self.store.con, limit=limit), title="articles")

    def actors(self, *, unresolved: bool = False, limit: int | None = None) -> Frame:
        """The actors met, or the names that stayed open."""
        if unresolved:
            from detente.gaps import with_nearest

            rows = open_names(self.store.con, limit=limit)
            return Frame(with_nearest(self.registry, rows), title="open names")
        return Frame(listing.actors(self.store.con, limit=limit), title="actors")

    def actor(self, name: str, *, on: date | str | None = None) -> dict[str, Any]:
        """Who a name stands for on a day, with its mentions in this record.

        Raises:
            UnknownActor: nobody of that name; the nearest names are in the hint.
        """
        try:
            row = describe_actor(self.registry, name, as_day(on) or self._last_day())
        except UnknownActor:
            # Made actors (unlisted persons, "Iranian forces") are known to the record only.
            met = listing.actors(self.store.con, id=name)
            if not met:
                raise
            return met[0]
        met = listing.actors(self.store.con, id=row["id"])
        counted = ("mentions", "as_source", "as_target", "claims")
        return row | {key: met[0][key] if met else 0 for key in counted}

    def resolve(self, name: str) -> str:
        """The id of the actor a name stands for.

        Raises:
            UnknownActor: nobody of that name; the nearest names are in the hint.
        """
        met = self.store.con.execute("SELECT 1 FROM actor WHERE id = ?", [name]).fetchone()
        return name if met else find_actor(self.registry, name, self._last_day()).id

    def _id(self, name: str | None) -> str | None:
        return None if name is None else self.resolve(name)

    # -- showing ----------------------------------------------------------------------

    def article(self, id: str) -> Article | None:
        """One article with its unchanged text."""
        row = self.store.con.execute(
            "SELECT id, text, title, source, author, url, published, language, path, sha256 "
            "FROM article WHERE id = ?",
            [id],
        ).fetchone()
        return Article(*row) if row else None

    # -- keeping -----------------------------------------------------------------------

    def export(self, path: str | Path, format: Format = "jsonl", *, text: bool = True) -> Path:
        """Write everything the record holds, with where it came from."""
        from detente.record.export import export

        return export(self.store, path, format, text=text)

    def correct(
        self, id: str, field: str, value: str | bool | None, *, why: str, who: str
    ) -> list[dict[str, Any]]:
        """Put one field of one row right; returns what the log now says of it."""
        from detente.record.corrections import correct

        return correct(
            self.store,
            id,
            field,
            value,
            why,
            who,
            resolve=lambda name, on: resolve_name(self.registry, name, on),
        )

    def fill_in(self, folder: str | Path, *, limit: int | None = 100) -> list[Path]:
        """Write the open names into a folder as registry tables to fill in.

        Args:
            folder: made if absent; give it to ``registry`` once its rows are filled in.
            limit: at most so many names, the most frequent first; None for all.

        Raises:
            InputError: the folder cannot be written, or has such tables already.
        """
        from detente.gaps import write_rows

        return write_rows(Path(folder), self.actors(unresolved=True, limit=limit).rows)

    def relink(self, *, why: str, who: str) -> list[dict[str, Any]]:
        """Move rows of open names to the actors that the registry knows by now.

        Nothing is read again; the log of corrections keeps what each name was.

        Returns:
            A row for each name: ``was``, ``name``, ``now``, and how many ``rows`` moved.

        Raises:
            RecordError: the record calls somebody else by the id of an actor of the tables.
        """
        from detente.record.relinking import relink

        return relink(self.store, self.registry, why=why, who=who)

    def audit(self) -> dict[str, Any]:
        """Check that every quote stands in its text; list runs and corrections."""
        from detente.record.audit import audit

        return audit(self.store)

    def _last_day(self) -> date:
        """The last day on record; today where it is empty."""
        return self._ends() or today()

    def _ends(self) -> date | None:
        """The last day on record, if it holds anything."""
        row = self.store.con.execute(
            "SELECT max(day) FROM (SELECT max(published) AS day FROM article UNION ALL "
            "SELECT max(date_start) FROM event WHERE article IS NULL)"
        ).fetchone()
        return row[0] if row else None
