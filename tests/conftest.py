from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language

    from detente.actors.registry import Registry

ROOT = Path(__file__).resolve().parent.parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave slow tests to continuous integration, unless they are asked for by `-m`."""
    if os.environ.get("CI") or config.getoption("-m"):
        return
    skip = pytest.mark.skip(reason="slow: runs where CI is set, or with -m slow")
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def outside() -> Path:
    """The folder of outside data, where there is one."""
    folder = Path(os.environ.get("DETENTE_OUTSIDE_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no outside data at {folder}")
    return folder


@pytest.fixture(scope="session")
def seed_article(outside: Path) -> Path:
    """The founding article, where it is at hand."""
    found = sorted((outside.parent / "seed").glob("*.txt"))
    if not found:
        pytest.skip("the founding article is not at hand")
    return found[0]


@pytest.fixture(scope="session")
def registry() -> Registry:
    from detente.actors.registry import Registry

    return Registry.load()


@pytest.fixture(scope="session")
def nlp() -> Language:
    from detente.reading import language

    return language.load()
