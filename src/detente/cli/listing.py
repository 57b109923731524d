"""Commands that list what the record holds; each prints JSON with --json."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from detente.cli.options import (
    open_record,
    output_options,
    record_option,
    window_options,
)
from detente.cli.output import print_rows
from detente.types import TieStatus

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT = click.option("--limit", type=click.IntRange(min=1), help="At most so many rows.")


@click.command()
@click.option("--source", help="Who did it (a name or id).")
@click.option("--target", help="To whom.")
@click.option("--dyad", nargs=2, metavar="A B", help="Between these two, either way.")
@click.option("--type", "kind", help="PLOVER type (ASSAULT, CONSULT ...) or CAMEO code.")
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
    if kind is not None:
        _examine_type(kind)
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
        otherwise = None
        if not frame.rows and not everything:
            otherwise = "no asserted events that fit; --all lists what is planned, denied, said ..."
        print_rows(frame, "events", as_json=as_json, as_csv=as_csv, otherwise=otherwise)


def _examine_type(kind: str) -> None:
    """Refuse a type of event that cannot occur."""
    from detente.ontology.plover import STATEMENT, TYPES

    if not kind.isdigit() and kind.upper() not in {*TYPES, STATEMENT}:
        raise click.BadParameter(
            f"{kind!r} is no type of event; there are {', '.join(TYPES)}", param_hint="--type"
        )


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
@click.option("--status", type=click.Choice(get_args(TieStatus)), help="How it stands.")
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

COMMANDS = [articles, events, claims, ties, readings, provisions, outlook, silences]
