"""Commands that answer: ask, report, serve."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.options import open_record, record_option, window_options
from detente.cli.output import print_json, print_text

if TYPE_CHECKING:
    from detente.answer import Answer
    from detente.api import Record


@click.command()
@click.argument("headline", required=False)
@click.option("--dyad", nargs=2, metavar="A B", help="The two actors, instead of a headline.")
@click.option("--apart", "direction", flag_value="apart", help="Did they move apart?")
@click.option("--closer", "direction", flag_value="closer", help="Did they move closer?")
@window_options
@click.option("--json", "as_json", is_flag=True, help="Print the whole verdict as JSON.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the report of this question here as well.",
)
@record_option
def ask(
    headline: str | None,
    dyad: tuple[str, str] | None,
    direction: str | None,
    since: date | None,
    until: date | None,
    as_json: bool,
    output: Path | None,
    record: Path,
    registry: tuple[Path, ...],
) -> None:
    """Put a HEADLINE to the record: did the two move apart or closer in these days?

    A HEADLINE names two parties and what becomes of their tie: "Russia moves away from
    Iran". Without --until the window ends with the last day on record, without --since it
    is eight weeks long.
    """
    _examine(headline, dyad, direction)
    with open_record(record, registry) as held:
        answer = _answer(held, headline, dyad, direction, since, until)
        if as_json:
            print_json(answer.to_dict())
        else:
            print_text(answer.summary())
        if output:
            click.echo(f"\nwrote {answer.report(output)}", err=True)


@click.command()
@click.argument("headline", required=False)
@click.option("--dyad", nargs=2, metavar="A B", help="The two actors, instead of a headline.")
@click.option("--apart", "direction", flag_value="apart", help="Did they move apart?")
@click.option("--closer", "direction", flag_value="closer", help="Did they move closer?")
@window_options
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default="report.html",
    show_default=True,
    help="Where the report goes.",
)
@record_option
def report(
    headline: str | None,
    dyad: tuple[str, str] | None,
    direction: str | None,
    since: date | None,
    until: date | None,
    output: Path,
    record: Path,
    registry: tuple[Path, ...],
) -> None:
    """Write one self-contained HTML file: the answer to a HEADLINE, or the record at large."""
    if headline or dyad or direction or since or until:
        _examine(headline, dyad, direction)
    with open_record(record, registry) as held:
        if headline or dyad:
            path = _answer(held, headline, dyad, direction, since, until).report(output)
        else:
            path = held.report(output)
    click.echo(f"wrote {path}", err=True)


@click.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8765,
    show_default=True,
    help="Port on 127.0.0.1.",
)
@record_option
def serve(port: int, record: Path, registry: tuple[Path, ...]) -> None:
    """Serve the record as a local page on 127.0.0.1, and nowhere else."""
    with open_record(record, registry):
        pass  # what is wrong with the record is better said before the page is up
    from detente.web import app
    from detente.web.opened import opener

    click.echo(f"http://127.0.0.1:{port}/  (stop with Ctrl+C)", err=True)
    app.serve(opener(record, registry), port=port)


def _examine(headline: str | None, dyad: tuple[str, str] | None, direction: str | None) -> None:
    if not headline and not (dyad and direction):
        raise click.UsageError("give a HEADLINE, or --dyad A B with --apart or --closer")


def _answer(
    held: Record,
    headline: str | None,
    dyad: tuple[str, str] | None,
    direction: str | None,
    since: date | None,
    until: date | None,
) -> Answer:
    return held.ask(headline, dyad=dyad, direction=direction, since=since, until=until)


COMMANDS = [ask, report, serve]
