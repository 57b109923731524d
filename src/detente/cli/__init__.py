"""The command line: data to stdout, messages to stderr; exit 0 done, 1 bad input, 2 wrong usage.

Heavy parts are imported inside the commands, so that ``detente --help`` answers at once.
"""

from __future__ import annotations

import errno
import os
import sys
from difflib import get_close_matches

import click

from detente import __version__
from detente.cli import asking, evaluating, keeping, listing, taking, who
from detente.errors import DetenteError

#: The commands as `detente --help` shows them, in the order of the work.
PARTS = (
    ("Begin", taking.COMMANDS),
    ("Ask", asking.COMMANDS),
    ("List what the record holds", [who.actors, *listing.COMMANDS]),
    ("Keep", keeping.COMMANDS),
    ("Measure", evaluating.COMMANDS),
)
#: Exit status after Ctrl+C, as shells have it.
STOPPED = 130


class Commands(click.Group):
    """A group whose help goes by the order of the work and which knows near misses."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands part by part."""
        for title, commands in PARTS:
            rows = [(command.name or "", command.get_short_help_str(200)) for command in commands]
            with formatter.section(title):
                formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; say which may have been meant where there is none."""
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            near = get_close_matches(name, self.commands, n=2)
            meant = f"; did you mean {' or '.join(near)}?" if near else ""
            ctx.fail(f"no command {name!r}{meant}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="detente")
def cli() -> None:
    """Who did and said what to whom, who vouches for it, and when a tie turned.

    Start with `detente demo`, or read your own texts with `detente read FOLDER`. Every
    command works on one file, the record (./record.detente unless --record names another).
    """


for _, room in PARTS:
    for command in room:
        cli.add_command(command)


def main() -> None:
    """Run the command line; problems end with a message and what to do next."""
    try:
        sys.exit(cli.main(prog_name="detente", standalone_mode=False) or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(2)
    except click.UsageError as error:
        _complain(error.format_message(), _usage(error.ctx))
        sys.exit(2)
    except click.ClickException as error:
        _complain(error.format_message())
        sys.exit(1)
    except (click.Abort, KeyboardInterrupt):
        click.echo(
            "stopped; what was written stays, and the same command goes on from it", err=True
        )
        sys.exit(STOPPED)
    except DetenteError as error:
        _complain(str(error), error.hint)
        sys.exit(1)
    except BrokenPipeError:
        _hang_up()
    except OSError as error:
        if error.errno == errno.EPIPE:
            _hang_up()
        _complain(f"{error.strerror or error}" + (f": {error.filename}" if error.filename else ""))
        sys.exit(1)


def _complain(message: str, hint: str | None = None) -> None:
    """Print what is wrong and what to do; words of the input cannot drive the terminal."""
    from detente.views.visible import visible

    click.echo(f"error: {visible(message)}", err=True)
    if hint:
        click.echo(f"\nhint: {visible(hint)}", err=True)


def _usage(ctx: click.Context | None) -> str:
    """How the command is meant to be called."""
    if ctx is None:
        return "see `detente --help`"
    usage = ctx.get_usage().removeprefix("Usage: ").replace("\n", " ")
    return f"{' '.join(usage.split())}; see `{ctx.command_path} --help`"


def _hang_up() -> None:
    """End in silence: the reader of our output (head, less) has gone, no error of ours."""
    # The interpreter would try once more to write what is left when it ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(0)
