"""The command line itself: help, exit statuses, and words that say what to do."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from detente.cli import PARTS, cli

if TYPE_CHECKING:
    from conftest import Run

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
PRINTED = [
    line
    for page in (DOCS / "guide.md", DOCS.parent / "README.md")
    for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    for line in re.findall(r"^\$ (detente .*)$", block, re.MULTILINE)
]


@pytest.mark.parametrize("line", sorted(set(PRINTED)))
def test_every_command_printed_in_the_guide_is_understood(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("events.2018.tab").touch()
    Path("my_actors").mkdir()
    _, name, *arguments = shlex.split(line.split(" > ")[0], comments=True)
    cli.commands[name].make_context(name, arguments)


def test_help_lists_every_command_in_the_order_of_the_work(run: Run) -> None:
    done = run("--help")
    assert done.status == 0
    assert done.err == ""
    places = [done.out.index(f"\n  {name} ") for name in ("demo", "ask", "events", "export")]
    assert places == sorted(places)
    listed = [command.name for _, commands in PARTS for command in commands]
    assert sorted(listed) == sorted(cli.commands)
    assert "..." not in done.out.split("ARGS]...")[1], "no help text is cut off"


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out.startswith("detente, version ")


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["frobnicate"], "no command 'frobnicate'", "--help"),
        (["event"], "did you mean events", "--help"),
        (["events", "--since", "2018-13-01"], "'2018-13-01' is no day", "detente events"),
        (["events", "--since", "soon"], "write it as YYYY-MM-DD", "detente events"),
        (["events", "--type", "FIGHTING"], "no type of event; there are AGREE", "detente events"),
        (["events", "--limit", "0"], "0 is not in the range", "detente events"),
        (["ties", "--status", "odd"], "'odd' is not one of 'holds'", "detente ties"),
        (["ask"], "give a HEADLINE", "detente ask"),
        (["ask", "--dyad", "RUS", "IRN"], "with --apart or --closer", "detente ask"),
        (["read"], "Missing argument", "detente read [OPTIONS] PATHS..."),
        (["read", "x", "--column", "text"], "'text' is not FIELD=NAME", "detente read"),
        (["load", "guesswork", "x.csv"], "guesswork", "detente load"),
        (["export", "-o", "x", "--format", "xlsx"], "xlsx", "detente export"),
        (["correct", "e_1", "--why", "x"], "--set FIELD=VALUE or --reject", "detente correct"),
        (["correct", "e_1", "--why", "x", "--set", "type"], "is not FIELD=VALUE", "correct"),
        (["serve", "--port", "99999"], "99999 is not in the range", "detente serve"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_was_meant(
    run: Run, arguments: list[str], message: str, hint: str
) -> None:
    done = run(*arguments)
    assert done.status == 2
    assert done.out == ""
    said, told = done.err.split("\n\nhint: ")
    assert said.startswith("error: ")
    assert message in said
    assert hint in told


def test_no_command_shows_the_help(run: Run) -> None:
    done = run()
    assert done.status == 2
    assert "Begin:" in done.err


def test_a_reader_that_goes_away_is_no_error(read_sample: Path) -> None:
    # As in `detente claims --json | head -1`.
    with subprocess.Popen(
        [sys.executable, "-m", "detente", "claims", "--json", "--record", str(read_sample)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"[\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_ctrl_c_is_answered_in_words(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "main", stop)
    done = run("read", "x")
    assert done.status == 130
    assert "goes on from it" in done.err
