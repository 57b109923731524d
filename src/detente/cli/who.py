"""The command about actors: who is who, which names stayed open, whether tables are sound."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli.listing import LIMIT
from detente.cli.options import DAY, open_record, output_options, record_option
from detente.cli.output import print_csv, print_json, print_pairs, print_plain, print_rows

if TYPE_CHECKING:
    from detente.api import Record

#: The NAME that asks for the tables to be examined; no actor is called so.
CHECK = "check"
#: Open names listed unless --limit says otherwise.
_MOST = 100
#: Aliases, members and spells printed for the eye; --json has them all.
_SHOWN = 12


@click.command()
@click.argument("name", required=False)
@click.option("--on", type=DAY, help="As things stood on this day.")
@click.option("--unresolved", is_flag=True, help="The names that stayed open, most frequent first.")
@click.option(
    "--fill",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write the open names into DIR as tables to fill in for --registry.",
)
@LIMIT
@output_options
@record_option
def actors(
    name: str | None,
    on: date | None,
    unresolved: bool,
    fill: Path | None,
    limit: int | None,
    as_json: bool,
    as_csv: bool,
    record: Path,
    registry: tuple[Path, ...],
) -> None:
    """List the actors of the record, or say who NAME is.

    With NAME no record is needed; if there is one, its mentions are counted. `detente
    actors check` examines the registry, or what --registry adds to it: bad dates, two
    holders of one office, one name for two actors. It ends with 1 if a row is unusable.
    """
    if name and (unresolved or fill):
        raise click.UsageError("--unresolved and --fill list the whole record: give no NAME")
    if on and (name is None or name == CHECK):
        raise click.UsageError("--on says as of which day to tell who NAME is: give a NAME")
    if fill and (as_json or as_csv):
        raise click.UsageError("--fill writes tables of its own: give no --json or --csv")
    if name == CHECK:
        _check(registry, as_json, as_csv)
    elif name:
        _who(name, on, as_json, as_csv, record, registry)
    elif unresolved or fill:
        with open_record(record, registry) as held:
            _open_names(held, fill, limit, as_json, as_csv)
    else:
        with open_record(record, registry) as held:
            print_rows(held.actors(limit=limit), "actors", as_json=as_json, as_csv=as_csv)


def _open_names(
    held: Record, fill: Path | None, limit: int | None, as_json: bool, as_csv: bool
) -> None:
    if fill is not None:
        written = held.fill_in(fill, limit=limit or _MOST)
        for path in written:
            click.echo(f"wrote {path}", err=True)
        if written:
            click.echo(
                f"fill in `actor` or `state`, then: detente correct --relink --registry {fill} "
                f"--record {held.path}",
                err=True,
            )
        else:
            click.echo("no open names in this record", err=True)
        return
    frame = held.actors(unresolved=True, limit=limit or _MOST)
    if as_json or as_csv:
        print_rows(frame, "actors", as_json=as_json, as_csv=as_csv)
    elif frame.rows:
        shown = ("times", "name", "type", "state", "where", "perhaps")
        print_plain([{key: row[key] or "" for key in shown} for row in frame.rows])
    else:
        click.echo("no open names in this record", err=True)


def _check(registry: tuple[Path, ...], as_json: bool, as_csv: bool) -> None:
    from detente.actors.checking import examine
    from detente.views.wording import plural

    found = examine(registry)
    rows = [problem._asdict() for problem in found]
    if as_json:
        print_json(rows)
    elif as_csv:
        print_csv(rows)
    else:
        from detente.views.visible import visible

        for problem in found:
            said = f"{problem.level}: {problem.table}: {problem.row} {problem.message}"
            click.echo(visible(f"{said} ({problem.hint})"))
    errors = sum(problem.level == "error" for problem in found)
    whose = "in your tables" if registry else "in the registry"
    counted = f"{plural(errors, 'error')} and {plural(len(found) - errors, 'warning')}"
    click.echo(f"{counted} {whose}", err=True)
    if errors:
        sys.exit(1)


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
    elif as_csv:
        from detente.views.frame import Frame

        print_csv(Frame([row]).flat)
    else:
        _print_who(row)


def _print_who(row: dict[str, Any]) -> None:
    codes = row.get("codes") or {}
    print_pairs(
        f"{row['name']} ({row['id']})",
        [
            ("type", str(row["type"]).replace("_", " ")),
            ("as of", str(row.get("on") or "")),
            ("state", str(row.get("state") or "")),
            ("existed", _span(row.get("start"), row.get("end"))),
            ("codes", ", ".join(f"{_CODES[key]} {value}" for key, value in codes.items())),
            ("office", _with_name(row.get("office"), row.get("office_name"))),
            ("held by", _with_name(row.get("holder"), row.get("holder_name"))),
            ("side", str(row.get("affiliation") or "")),
            ("belongs to", ", ".join(row.get("belongs_to") or ())),
            ("members", ", ".join(row.get("members") or ())),
            ("also", _some(row.get("aliases") or [])),
            ("in this record", _counted(row)),
            ("note", str(row.get("note") or "")),
            *(("role" if number == 0 else " ", said) for number, said in enumerate(_roles(row))),
        ],
    )


_CODES = {"iso_numeric": "ISO", "cow": "COW", "gw": "Gleditsch-Ward"}


def _roles(row: dict[str, Any]) -> list[str]:
    """The spells in office, the newest first: of a person, or of those who held an office."""
    spells = list(reversed(row.get("roles") or []))
    lines = []
    for spell in spells[:_SHOWN]:
        whose = f"{spell['title']} of {spell['of']}"
        if spell["person"] != row["id"]:
            whose = f"{spell['person_name']} ({spell['person']}), {whose}"
        doubt = "" if spell["status"] == "recognised" else f" ({spell['status'].replace('_', ' ')})"
        lines.append(f"{whose}, {_spell(spell)}{doubt}")
    if len(spells) > _SHOWN:
        lines.append(f"and {len(spells) - _SHOWN} more (--json lists all)")
    return lines


def _spell(spell: dict[str, Any]) -> str:
    """From when to when, as exactly as it is known."""
    length = {"year": 4, "month": 7}.get(spell["precision"], 10)
    start, end = ((spell[key] or "")[:length] for key in ("start", "end"))
    if end:
        return f"{start or '?'} to {end}"
    return f"since {start or '?'}" + (f", known to {spell['checked']}" if spell["checked"] else "")


def _span(start: str | None, end: str | None) -> str:
    if not (start or end):
        return ""
    return f"{start or '?'} to {end}" if end else f"since {start}"


def _some(aliases: list[str]) -> str:
    more = len(aliases) - 3 * _SHOWN
    return ", ".join(aliases[: 3 * _SHOWN]) + (f" and {more} more" if more > 0 else "")


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
