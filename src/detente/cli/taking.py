"""Commands that take material in: demo, read, load."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.options import DAY, open_record, record_option
from detente.cli.output import print_text
from detente.cli.progress import progress_line

if TYPE_CHECKING:
    from detente.intake import ReadSummary

#: What the demo asks: from the day Putin said that foreign forces would leave Syria, which
#: is when the talk of a turn began, to the last day of the sample.
HEADLINE = "Russia moves away from Iran"
SINCE, UNTIL = date(2018, 5, 17), date(2018, 6, 28)


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default="report.html",
    show_default=True,
    help="Where the report goes.",
)
@click.option(
    "--record",
    type=click.Path(dir_okay=False, path_type=Path),
    default="sample.detente",
    show_default=True,
    help="Where the record of the sample goes.",
)
def demo(output: Path, record: Path) -> None:
    """Read the bundled sample, put a headline to it and write report.html.

    The sample is twenty-odd dispatches of April to June 2018 in the project's own words.
    """
    from detente.data import FOLDER

    with open_record(record, write=True) as held:
        with progress_line() as progress:
            summary = held.read([FOLDER / "sample"], progress=progress)
        _report_summary(summary)
        answer = held.ask(HEADLINE, since=SINCE, until=UNTIL)
        print_text(answer.summary())
        path = answer.report(output)
    click.echo(f"\nwrote {path} and {record}", err=True)
    click.echo(
        f"next: open the report; look around with `detente readings --record {record}` or "
        f"`detente claims --about Iran --record {record}`; then `detente read YOUR_FOLDER`",
        err=True,
    )


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--date", "day", type=DAY, help="Date of the articles that carry none.")
@click.option("--source", help="Outlet of the articles that name none.")
@click.option(
    "--language",
    default="en",
    show_default=True,
    help="Take articles in this language only; `any` takes all.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=NAME",
    help="Which column of a table holds a field (text, title, date, source, author, url).",
)
@click.option("--model", help="Another spaCy pipeline, by name or folder.")
@click.option("-q", "--quiet", is_flag=True, help="No progress, no summary.")
@record_option
def read(
    paths: tuple[str, ...],
    day: date | None,
    source: str | None,
    language: str,
    columns: tuple[str, ...],
    model: str | None,
    quiet: bool,
    record: Path,
    registry: tuple[Path, ...],
) -> None:
    """Read articles: files, folders, or `-` for standard input.

    Text, Markdown, HTML, JSON lines, CSV and feeds are taken; what cannot be read is skipped
    with its reason. Reading the same article again adds nothing, and a reading that was
    killed goes on where it stopped. The exit status is 1 if nothing could be read.
    """
    pairs = dict(_pair(column) for column in columns)
    with (
        open_record(record, registry, write=True) as held,
        progress_line(quiet=quiet) as progress,
    ):
        summary = held.read(
            paths,
            date=day,
            source=source,
            language=language,
            columns=pairs,
            model=model,
            progress=progress,
        )
    if not quiet or summary.skipped:
        _report_summary(summary)
    if not summary.read and not summary.known:
        sys.exit(1)


@click.command()
@click.argument("kind", type=click.Choice(["icews"]))
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@record_option
def load(kind: str, files: tuple[Path, ...], record: Path, registry: tuple[Path, ...]) -> None:
    """Load event data: `icews` takes Dataverse tab files and named Parquet or CSV.

    Names are resolved to states, CAMEO codes mapped to PLOVER types, and reports of one
    event folded. Loading the same file again adds nothing.
    """
    with open_record(record, registry, write=True) as held:
        summary = held.load(kind, files)
    click.echo(summary.sentence, err=True)


def _pair(text: str) -> tuple[str, str]:
    field, sign, name = text.partition("=")
    if not sign or not field or not name:
        raise click.BadParameter(f"{text!r} is not FIELD=NAME", param_hint="--column")
    return field, name


def _report_summary(summary: ReadSummary) -> None:
    from detente.views.visible import visible

    rate = f" ({summary.read / summary.seconds:.1f} articles/s)" if summary.seconds > 1 else ""
    click.echo(summary.sentence + rate, err=True)
    for path, reason in summary.skipped[:20]:
        click.echo(visible(f"  skipped {path}: {reason}"), err=True)
    if len(summary.skipped) > 20:
        click.echo(
            f"  and {len(summary.skipped) - 20} more; `detente audit --json` lists them all",
            err=True,
        )


COMMANDS = [demo, read, load]
