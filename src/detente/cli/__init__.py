"""The command line: data to stdout, messages to stderr; exit 0 done, 1 bad input, 2 wrong usage.

Heavy parts are imported inside the commands, so that ``detente --help`` answers at once.
"""

from __future__ import annotations

import sys

import click

from detente import __version__
from detente.cli import asking, keeping, listing, taking
from detente.errors import DetenteError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="detente")
def cli() -> None:
    """Who did and said what to whom, who vouches for it, and when a tie turned.

    Start with `detente demo`, or read your own texts with `detente read FOLDER`. Every
    command works on one file, the record (./record.detente unless --record names another).
    """


for room in (taking, asking, listing, keeping):
    for command in room.COMMANDS:
        cli.add_command(command)


def main() -> None:
    """Run the command line; problems with the input end with a message and a hint."""
    try:
        cli(prog_name="detente")
    except DetenteError as error:
        click.echo(f"error: {error}", err=True)
        if error.hint:
            click.echo(f"\nhint: {error.hint}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; that is no error of ours.
        sys.stderr.close()
        sys.exit(0)
