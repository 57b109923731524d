"""What `import detente` offers is what it says it offers, and costs little."""

from __future__ import annotations

import subprocess
import sys

import pytest

import detente
from detente import errors


def test_all_names_are_there_once() -> None:
    assert len(set(detente.__all__)) == len(detente.__all__)
    for name in detente.__all__:
        assert getattr(detente, name) is not None


def test_every_error_is_exported_and_drawn_in_the_tree() -> None:
    tree = errors.__doc__ or ""
    raised = [
        name
        for name, thing in vars(errors).items()
        if isinstance(thing, type) and issubclass(thing, errors.DetenteError)
    ]
    for name in raised:
        assert name in detente.__all__
        assert name in tree


def test_unknown_attribute_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = detente.nothing


def test_importing_detente_or_asking_for_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, detente, detente.cli;"
        "heavy = {'spacy', 'duckdb', 'numpy', 'scipy', 'altair', 'pandas', 'rich', 'trafilatura'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
