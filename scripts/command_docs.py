"""Write docs/commands.md from the help texts: ``python scripts/command_docs.py``.

A test compares the page with what this script would write.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from detente.cli import cli

PAGE = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
INTRO = """# Commands

Every command works on one record, a DuckDB file (`./record.detente` unless `--record` names
another). Data goes to stdout, messages to stderr. Every listing prints one JSON array with
`--json` and CSV with `--csv`; the fields are those of [record.md](record.md). The exit status is 0
when done, 1 when something is wrong with the input (it is named, with a hint), 2 for wrong usage.

This page is made from the help texts by `python scripts/command_docs.py`.
"""


def page() -> str:
    """The page as text."""
    parts = [INTRO]
    settings = {**cli.context_settings, "terminal_width": 90, "max_content_width": 90}
    with click.Context(cli, info_name="detente", **settings) as parent:
        for name, command in sorted(cli.commands.items()):
            with click.Context(command, info_name=name, parent=parent) as context:
                parts.append(f"## {name}\n\n```text\n{command.get_help(context).rstrip()}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    if "--print" in sys.argv:
        sys.stdout.write(page())
    else:
        PAGE.write_text(page(), encoding="utf-8")
