"""Commands that keep a record in order: export, correct, audit, doctor."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli.options import open_record, record_option
from detente.cli.output import print_json

if TYPE_CHECKING:
    from detente.record.export import Format


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "parquet"]),
    default="jsonl",
    show_default=True,
    help="JSON lines in one file; CSV or Parquet as a folder of tables.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="The file (jsonl) or folder (csv, parquet) to write.",
)
@click.option("--no-text", is_flag=True, help="Leave out the texts; publishers may forbid them.")
@record_option
def export(
    form: Format, output: Path, no_text: bool, record: Path, registry: tuple[Path, ...]
) -> None:
    """Write everything the record holds, with where it came from."""
    with open_record(record, registry) as held:
        path = held.export(output, form, text=not no_text)
    click.echo(f"wrote {path}", err=True)


@click.command()
@click.argument("id", required=False)
@click.option("--set", "change", metavar="FIELD=VALUE", help="The field and its new value.")
@click.option("--reject", is_flag=True, help="The row is wrong; leave it out of every count.")
@click.option("--relink", is_flag=True, help="Link open names to what --registry lists by now.")
@click.option("--why", help="The reason, kept with the change.")
@click.option("--who", envvar="USER", default="unknown", show_default=True, help="Your name.")
@record_option
def correct(
    id: str | None,
    change: str | None,
    reject: bool,
    relink: bool,
    why: str | None,
    who: str,
    record: Path,
    registry: tuple[Path, ...],
) -> None:
    """Correct one row by its ID; what it was stays in the log for good.

    Ids stand in the listings. A rejected row is brought back with `--set rejected=false`.
    With --relink and no ID, the names that stayed open (`detente actors --unresolved`) are
    linked to the actors that your tables list by now, without reading anything again.
    """
    if relink:
        if id or change or reject:
            raise click.UsageError(
                "--relink goes over the whole record: give no ID, --set or --reject"
            )
        _relink(why, who, record, registry)
        return
    if not id or bool(change) == reject:
        raise click.UsageError("give an ID and either --set FIELD=VALUE or --reject")
    if why is None:
        raise click.UsageError("Missing option '--why'.")
    field, sign, value = ("rejected", "=", "true") if reject else (change or "").partition("=")
    if not (sign and field):
        raise click.BadParameter(f"{change!r} is not FIELD=VALUE", param_hint="--set")
    with open_record(record, registry, write=True, new=False) as held:
        entries = held.correct(id, field, value or None, why=why, who=who)
    for entry in entries:
        click.echo(f"{entry['owner']}: {_change(entry)}", err=True)
    if not entries:
        click.echo(f"{id}: nothing to change, {field} is {value!r} already", err=True)


def _relink(why: str | None, who: str, record: Path, registry: tuple[Path, ...]) -> None:
    from detente.views.visible import visible

    reason = why or "listed in " + (", ".join(str(folder) for folder in registry) or "the registry")
    with open_record(record, registry, write=True, new=False) as held:
        linked = held.relink(why=reason, who=who)
    for entry in linked:
        told = f"{entry['name']}: {entry['was']} is {entry['now']} in {entry['rows']:,} rows"
        click.echo(visible(told), err=True)
    if not linked:
        click.echo("no open name of this record is listed by now", err=True)


def _change(entry: dict[str, Any]) -> str:
    """One entry of the log in a few words; a rejected row is not printed whole."""
    if entry["field"] == "rejected":
        return "rejected" if entry["now"] == "true" else "brought back"
    return f"{entry['field']} was {entry['was']!r}, is {entry['now']!r}"


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@record_option
def audit(as_json: bool, record: Path, registry: tuple[Path, ...]) -> None:
    """Check that every quote stands in its unchanged text, and list runs and corrections.

    The exit status is 1 if anything does not hold.
    """
    with open_record(record, registry) as held:
        found = held.audit()
    if as_json:
        print_json(found)
    else:
        from detente.views.visible import visible

        for check in found["checks"]:
            mark = "ok  " if check["holds"] else "FAIL"
            detail = "" if check["holds"] else f": {check['failures']:,} ({check['detail']})"
            click.echo(visible(f"{mark} {check['what']}{detail}"))
        for run in found["runs"]:
            click.echo(_run(run))
        for entry in found["corrections"]:
            made = f"{entry['made']:%Y-%m-%d %H:%M}"
            said = f"correction {made} by {entry['who']}: {entry['owner']} {_change(entry)}"
            click.echo(visible(said))
    if not all(check["holds"] for check in found["checks"]):
        sys.exit(1)


def _run(run: dict[str, Any]) -> str:
    """One reading or load on one line."""
    words = f"{run['kind']} {run['started']:%Y-%m-%d %H:%M} UTC with detente {run['version']}"
    if not run["finished"]:
        return f"{words}: not finished (cut off, or still going on)"
    counts = run["counts"] or {}
    told = [
        f"{len(value) if isinstance(value, list) else value:,} {name}"
        for name, value in counts.items()
        if isinstance(value, int | list) and name in {"read", "known", "skipped", "rows", "added"}
    ]
    return f"{words}: {', '.join(told)}"


@click.command()
def doctor() -> None:
    """Say what is installed and whether reading, charts and the page will work here."""
    from detente.cli.health import findings

    wrong = 0
    for name, works, detail in findings():
        click.echo(f"{'ok  ' if works else 'no  '} {name}: {detail}")
        wrong += not works and not name.startswith("extra")
    sys.exit(1 if wrong else 0)


COMMANDS = [export, correct, audit, doctor]
