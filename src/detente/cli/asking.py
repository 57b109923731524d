"""Commands that answer: ask, timeline, network, report, serve."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from detente.cli.options import open_record, output_options, record_option, window_options
from detente.cli.output import print_json, print_rows, print_text
from detente.types import Level

if TYPE_CHECKING:
    from detente.answer import Answer
    from detente.api import Record

LEVEL = click.option(
    "--level",
    type=click.Choice(get_args(Level)),
    default="state",
    show_default=True,
    help="For whom actors count: their state, its government or others, or themselves.",
)


@click.command()
@click.argument("headline", required=False)
@click.option("--dyad", nargs=2, metavar="A B", help="The two actors, instead of a headline.")
@click.option("--apart", "direction", flag_value="apart", help="Did they move apart?")
@click.option("--closer", "direction", flag_value="closer", help="Did they move closer?")
@window_options
@LEVEL
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
    level: str,
    as_json: bool,
    output: Path | None,
    record: Path,
    registry: tuple[Path, ...],
) -> None:
    """Put a HEADLINE to the record: did the two move apart or closer in these days?

    A HEADLINE names two parties and what becomes of their tie: "Russia moves away from
    Iran". Without --until the window ends with the last day on record, without --since it
    is eight weeks long. With --level government a state's government and its others are two
    parties: --dyad SYR SYR/others.
    """
    _examine(headline, dyad, direction)
    with open_record(record, registry) as held:
        answer = _answer(held, headline, dyad, direction, since, until, level)
        if as_json:
            print_json(answer.to_dict())
        else:
            print_text(answer.summary())
        if output:
            click.echo(f"\nwrote {answer.report(output)}", err=True)


@click.command()
@click.argument("a")
@click.argument("b")
@window_options
@click.option("--step", type=click.IntRange(min=1), help="Days to a period (a day, or a week).")
@LEVEL
@output_options
@record_option
def timeline(
    a: str,
    b: str,
    since: date | None,
    until: date | None,
    step: int | None,
    level: str,
    as_json: bool,
    as_csv: bool,
    record: Path,
    registry: tuple[Path, ...],
) -> None:
    """Count what A and B do to each other, period by period; silence is no peace."""
    with open_record(record, registry) as held:
        frame = held.timeline(a, b, since=since, until=until, step=step, level=level)
        print_rows(frame, "timeline", as_json=as_json, as_csv=as_csv)


@click.command()
@window_options
@click.option(
    "--actors",
    "most",
    type=click.IntRange(min=2),
    default=30,
    show_default=True,
    help="At most so many parties, the busiest first.",
)
@LEVEL
@output_options
@record_option
def network(
    since: date | None,
    until: date | None,
    most: int,
    level: str,
    as_json: bool,
    as_csv: bool,
    record: Path,
    registry: tuple[Path, ...],
) -> None:
    """List who stands with whom, by coded events and by stated ties."""
    with open_record(record, registry) as held:
        frame = held.network(since=since, until=until, actors=most, level=level)
        print_rows(frame, "network", as_json=as_json, as_csv=as_csv)


@click.command()
@click.argument("headline", required=False)
@click.option("--dyad", nargs=2, metavar="A B", help="The two actors, instead of a headline.")
@click.option("--apart", "direction", flag_value="apart", help="Did they move apart?")
@click.option("--closer", "direction", flag_value="closer", help="Did they move closer?")
@window_options
@LEVEL
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
    level: str,
    output: Path,
    record: Path,
    registry: tuple[Path, ...],
) -> None:
    """Write one self-contained HTML file: the answer to a HEADLINE, or the record at large."""
    if headline or dyad or direction or since or until:
        _examine(headline, dyad, direction)
    with open_record(record, registry) as held:
        if headline or dyad:
            path = _answer(held, headline, dyad, direction, since, until, level).report(output)
        else:
            path = held.report(output, level=level)
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
    level: str,
) -> Answer:
    return held.ask(headline, dyad=dyad, direction=direction, since=since, until=until, level=level)


COMMANDS = [ask, timeline, network, report, serve]
