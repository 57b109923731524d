"""The progress line of a reading: on a terminal only, gone before anything else is printed."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def progress_line(*, quiet: bool = False) -> Iterator[Callable[[int, int], None] | None]:
    """Give what a reading calls with the articles done and skipped so far, if it is to be shown.

    Args:
        quiet: show nothing, on a terminal either.
    """
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    line = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = line.add_task("loading the language model", total=None)
    began = 0.0

    def update(done: int, skipped: int) -> None:
        nonlocal began
        began = began or time.monotonic()
        spent = time.monotonic() - began
        words = f"{done:,} articles"
        if skipped:
            words += f", {skipped:,} skipped"
        if spent > 1:
            words += f", {done / spent:.1f}/s"
        line.update(task, description=words)

    with line:
        yield update
