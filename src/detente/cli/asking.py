"""Commands that answer: ask, report, serve."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.options import open_record, record_option, window_options
from detente.cli.output import print_json

if TYPE_CHECKING:
    from detente.api import Answer, Record


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

    Without --since and --until the window is the last quarter of the days on record.
    """
    with open_record(record, registry) as held:
        answer = _answer(held, headline, dyad, direction, since, until)
        if as_json:
            print_json(answer.to_dict())
        else:
            click.echo(answer.summary())
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
    with open_record(record, registry) as held:
        if headline or dyad:
            path = _answer(held, headline, dyad, direction, since, until).report(output)
        else:
            path = held.report(output)
    click.echo(f"wrote {path}", err=True)


@click.command()
@click.option("--port", default=8642, show_default=True, help="Port on 127.0.0.1.")
@record_option
def serve(port: int, record: Path, registry: tuple[Path, ...]) -> None:
    """Serve the record as a local page on 127.0.0.1, and nowhere else."""
    import socket

    import uvicorn

    from detente.errors import InputError
    from detente.web.app import create_app

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise InputError(
                f"port {port} on 127.0.0.1 is taken ({error.strerror})",
                hint="name a free one with --port",
            ) from error
    with open_record(record, registry) as held:
        click.echo(f"http://127.0.0.1:{port}/  (stop with Ctrl+C)", err=True)
        uvicorn.run(create_app(held), host="127.0.0.1", port=port, log_level="warning")


def _answer(
    held: Record,
    headline: str | None,
    dyad: tuple[str, str] | None,
    direction: str | None,
    since: date | None,
    until: date | None,
) -> Answer:
    if not headline and not dyad:
        raise click.UsageError("give a HEADLINE, or --dyad A B with --apart or --closer")
    return held.ask(headline, dyad=dyad, direction=direction, since=since, until=until)


COMMANDS = [ask, report, serve]
