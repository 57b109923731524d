"""Commands that list what the record holds; each prints JSON with --json."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from detente.cli.options import (
    DAY,
    open_record,
    output_options,
    record_option,
    window_options,
)
from detente.cli.output import print_csv, print_json, print_pairs, print_plain, print_rows
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
        _who(name, on, as_json, as_csv, record, registry)
        return
    with open_record(record, registry) as held:
        frame = held.actors(unresolved=unresolved, limit=limit)
    if unresolved and not (as_json or as_csv):
        print_plain(frame.rows)
    else:
        print_rows(frame, "actors", as_json=as_json, as_csv=as_csv)


def _who(
    name: str,
    on: date | None,
    as_json: bool,
    as_csv: bool,
    record: Path,
    registry: tuple[Path, ...],
) -> None:
    if record.exists():
        with open_record(record, registry) as held:
            row = held.actor(name, on=on)
    else:
        from detente.actors.registry import Registry
        from detente.who import describe_actor

        row = describe_actor(Registry.load(registry), name, on)
    if as_json:
        print_json([row])
        return
    if as_csv:
        from detente.views.frame import Frame

        print_csv(Frame([row]).flat)
        return
    print_pairs(
        f"{row['name']} ({row['id']})",
        [
            ("type", str(row["type"]).replace("_", " ")),
            ("as of", str(row.get("on") or "")),
            ("state", str(row.get("state") or "")),
            ("office", _with_name(row.get("office"), row.get("office_name"))),
            ("held by", _with_name(row.get("holder"), row.get("holder_name"))),
            ("side", str(row.get("affiliation") or "")),
            ("members", ", ".join(row.get("members") or ())),
            ("also", ", ".join(row.get("aliases") or ())),
            ("in this record", _counted(row)),
        ],
    )


def _with_name(id: str | None, name: str | None) -> str:
    return f"{name} ({id})" if id and name else id or ""


def _counted(row: dict[str, Any]) -> str:
    """How often an actor occurs in the record, where one was looked at."""
    if "mentions" not in row:
        return ""
    from detente.views.wording import plural

    return (
        f"{plural(row['mentions'], 'mention')}, source of {plural(row['as_source'], 'event')}, "
        f"target of {row['as_target']:,}, {plural(row['claims'], 'claim')}"
    )


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
