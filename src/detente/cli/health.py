"""What `detente doctor` looks at."""

from __future__ import annotations

import importlib.util
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS = ("spacy", "duckdb", "numpy", "scipy", "altair", "vl-convert-python", "starlette")
EXTRAS = {"web": "trafilatura", "polars": "polars", "pandas": "pandas", "arrow": "pyarrow"}


def findings() -> Iterator[tuple[str, bool, str]]:
    """Yield each thing looked at, whether it works, and the detail."""
    from detente import __version__

    yield "detente", True, __version__
    yield "python", sys.version_info >= (3, 11), platform.python_version()
    for part in PARTS:
        try:
            yield part, True, version(part)
        except PackageNotFoundError:
            yield part, False, f"not installed; pip install {part}"
    yield _model()
    yield _registry()
    for extra, module in EXTRAS.items():
        there = importlib.util.find_spec(module) is not None
        yield f"extra [{extra}]", there, module if there else f"pip install 'detente[{extra}]'"


def _model() -> tuple[str, bool, str]:
    from detente.errors import DetenteError
    from detente.reading import language

    try:
        nlp = language.load()
    except DetenteError as error:
        return "language model", False, f"{error} ({error.hint})"
    meta = nlp.meta
    return "language model", True, f"{meta['lang']}_{meta['name']} {meta['version']}"


def _registry() -> tuple[str, bool, str]:
    from detente.actors.registry import Registry
    from detente.errors import DetenteError

    try:
        registry = Registry.load()
    except DetenteError as error:
        return "registry", False, f"{error} ({error.hint})"
    return "registry", True, f"digest {registry.digest[:12]}"
