"""Commands that list what the record holds; each prints JSON with --json."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli.options import (
    DAY,
    open_record,
    output_options,
    record_option,
    window_options,
)
from detente.cli.output import print_json, print_rows

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT = click.option("--limit", type=click.IntRange(min=1), help="At most so many rows.")


@click.command()
@click.option("--source", help="Who did it (a name or id).")
@click.option("--target", help="To whom.")
@click.option("--dyad", nargs=2, metavar="A B", help="Between these two, either way.")
@click.option("--type", "kind", help="PLOVER type, such as ASSAULT or CONSULT.")
@click.option("--all", "everything", is_flag=True, help="Also what is not asserted as fact.")
@window_options
@LIMIT
@output_options
@record_option
def events(
    source: str | None,
    target: str | None,
    dyad: tuple[str, str] | None,
    kind: str | None,
    everything: bool,
    since: date | None,
    until: date | None,
    limit: int | None,
    as_json: bool,
    as_csv: bool,
    record: Path,
    registry: tuple[Path, ...],
) -> None:
    """List events: who did what to whom. Only asserted ones, unless --all."""
    with open_record(record, registry) as held:
        frame = held.events(
            source=source,
            target=target,
            dyad=dyad,
            type=kind,
            since=since,
            until=until,
            all=everything,
            limit=limit,
        )
        print_rows(frame, "events", as_json=as_json, as_csv=as_csv)


@click.command()
@click.option("--by", help="Only claims of this speaker (a name or id).")
@click.option("--about", help="Only claims that speak of this actor.")
@window_options
@LIMIT
@output_options
@record_option
def claims(
    by: str | None,
    about: str | None,
    since: date | None,
    until: date | None,
    limit: int | None,
    as_json: bool,
    as_csv: bool,
    record: Path,
    registry: tuple[Path, ...],
) -> None:
    """List claims: who says what, how surely, and who vouches."""
    with open_record(record, registry) as held:
        frame = held.claims(by=by, about=about, since=since, until=until, limit=limit)
        print_rows(frame, "claims", as_json=as_json, as_csv=as_csv)


@click.command()
@click.argument("actor", required=False)
@click.option("--status", help="holds, strengthening, weakening, ended or sought.")
@LIMIT
@output_options
@record_option
def ties(
    actor: str | None,
    status: str | None,
    limit: int | None,
    as_json: bool,
    as_csv: bool,
    record: Path,
    registry: tuple[Path, ...],
) -> None:
    """List stated ties, of one ACTOR or of all."""
    with open_record(record, registry) as held:
        frame = held.ties(actor, status=status, limit=limit)
        print_rows(frame, "ties", as_json=as_json, as_csv=as_csv)


@click.command()
@click.argument("name", required=False)
@click.option("--on", type=DAY, help="As things stood on this day.")
@click.option("--unresolved", is_flag=True, help="The names that stayed open, most frequent first.")
@LIMIT
@output_options
@record_option
def actors(
    name: str | None,
    on: date | None,
    unresolved: bool,
    limit: int | None,
    as_json: bool,
    as_csv: bool,
    record: Path,
    registry: tuple[Path, ...],
) -> None:
    """List the actors of the record, or say who NAME is.

    With NAME no record is needed; if there is one, its mentions are counted.
    """
    if name:
        _who(name, on, as_json, record, registry)
        return
    with open_record(record, registry) as held:
        frame = held.actors(unresolved=unresolved, limit=limit)
        print_rows(frame, "actors", as_json=as_json, as_csv=as_csv)


def _who(
    name: str, on: date | None, as_json: bool, record: Path, registry: tuple[Path, ...]
) -> None:
    if record.exists():
        with open_record(record, registry) as held:
            row = held.actor(name, on=on)
    else:
        from detente.actors.registry import Registry
        from detente.api import describe_actor

        row = describe_actor(Registry.load(registry), name, on)
    if as_json:
        print_json([row])
        return
    from detente.views.tables import print_record

    print_record(row)


def _plain(name: str, method: str, text: str) -> click.Command:
    """A listing that takes no filter but a limit."""

    def run(
        limit: int | None,
        as_json: bool,
        as_csv: bool,
        record: Path,
        registry: tuple[Path, ...],
    ) -> None:
        with open_record(record, registry) as held:
            frame = getattr(held, method)(limit=limit)
            print_rows(frame, method, as_json=as_json, as_csv=as_csv)

    wrapped: Callable[..., Any] = run
    for add in (record_option, output_options, LIMIT):
        wrapped = add(wrapped)
    return click.command(name, help=text)(wrapped)


articles = _plain("articles", "articles", "List the articles read, with outlet and dispatch.")
readings = _plain(
    "readings",
    "readings",
    "List disputed expressions: whom each speaker counts in or leaves out.",
)
provisions = _plain(
    "provisions", "provisions", "List what agreements bind whom to do, by which measure."
)
outlook = _plain(
    "outlook", "outlooks", "List what somebody says will or may come, and on what condition."
)
silences = _plain(
    "silences",
    "non_actions",
    "List what is said not to have been done: silence, refusal and the like.",
)

COMMANDS = [articles, actors, events, claims, ties, readings, provisions, outlook, silences]
