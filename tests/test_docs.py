"""The documents tell the truth: commands, links, layout and examples are checked."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from detente.cli import cli

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_every_command_has_help_and_stands_in_the_docs() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for name, command in cli.commands.items():
        assert command.help, f"{name} has no help"
        assert f"## {name}\n" in text
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.help, f"{name} {option.name} has no help"


def test_the_command_page_is_what_the_help_texts_say() -> None:
    # In a process of its own: click keeps the help option of whoever asked first.
    script = ROOT / "scripts" / "command_docs.py"
    done = subprocess.run(
        [sys.executable, str(script), "--print"], capture_output=True, encoding="utf-8", check=True
    )
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_inside_the_project_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), f"{page.name} links to {link}"


def test_the_commands_in_the_readme_are_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in re.findall(r"^\$ detente ([a-z]+)", text, re.MULTILINE):
        assert name in cli.commands


def test_every_room_in_the_architecture_is_there_and_the_other_way_round() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    package = ROOT / "src" / "detente"
    for folder in package.iterdir():
        if folder.is_dir() and folder.name != "__pycache__":
            assert f"`{folder.name}`" in text, f"{folder.name} is not in docs/architecture.md"


def test_every_folder_of_data_says_where_it_comes_from() -> None:
    data = ROOT / "src" / "detente" / "data"
    for folder in data.iterdir():
        if folder.is_dir() and folder.name != "__pycache__":
            assert (folder / "ORIGIN.md").is_file(), f"{folder.name} has no ORIGIN.md"


def test_files_are_of_readable_length() -> None:
    long = {
        str(file.relative_to(ROOT)): lines
        for file in (ROOT / "src").rglob("*.py")
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > 430
    }
    assert not long, f"split these: {long}"
