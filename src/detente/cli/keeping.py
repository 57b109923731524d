"""Commands that keep a record in order: export, correct, audit, doctor."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from detente.cli.options import open_record, record_option
from detente.cli.output import print_json


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
@record_option
def export(form: str, output: Path, record: Path, registry: tuple[Path, ...]) -> None:
    """Write everything the record holds, with where it came from."""
    with open_record(record, registry) as held:
        path = held.export(output, form)
    click.echo(f"wrote {path}", err=True)


@click.command()
@click.argument("id")
@click.option("--set", "change", metavar="FIELD=VALUE", help="The field and its new value.")
@click.option("--reject", is_flag=True, help="The row is wrong; leave it out of every count.")
@click.option("--why", required=True, help="The reason, kept with the change.")
@click.option("--who", envvar="USER", default="unknown", show_default=True, help="Your name.")
@record_option
def correct(
    id: str,
    change: str | None,
    reject: bool,
    why: str,
    who: str,
    record: Path,
    registry: tuple[Path, ...],
) -> None:
    """Correct one row by its ID; what it was stays in the log for good."""
    if bool(change) == reject:
        raise click.UsageError("give either --set FIELD=VALUE or --reject")
    field, sign, value = ("rejected", "=", "true") if reject else (change or "").partition("=")
    if not sign:
        raise click.BadParameter(f"{change!r} is not FIELD=VALUE", param_hint="--set")
    with open_record(record, registry, write=True) as held:
        was = held.correct(id, field, value, why=why, who=who)
    click.echo(f"{id}: {field} was {was!r}, is {value!r}", err=True)


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
        for check in found["checks"]:
            mark = "ok  " if check["holds"] else "FAIL"
            click.echo(f"{mark} {check['what']}: {check['detail']}")
        for run in found["runs"]:
            click.echo(
                f"run {run['id']} {run['kind']} {run['started']} version {run['version']}"
                + ("" if run["finished"] else " (not finished)")
            )
        click.echo(f"{len(found['corrections'])} corrections")
    if not all(check["holds"] for check in found["checks"]):
        sys.exit(1)


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
