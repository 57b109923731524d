"""The progress line of a reading, on a terminal only."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def reading_progress() -> Callable[[int, int], None]:
    """Return a function to call with the articles done and skipped so far.

    The line shows articles a second; it is cleared when the program ends.
    """
    import atexit

    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    progress = Progress(
        SpinnerColumn(),
        TextColumn("{task.completed:.0f} articles, {task.fields[skipped]} skipped"),
        TextColumn("{task.fields[rate]} articles/s"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = progress.add_task("reading", total=None, skipped=0, rate="–")
    progress.start()
    atexit.register(progress.stop)

    def update(done: int, skipped: int) -> None:
        speed = progress.tasks[0].finished_speed or progress.tasks[0].speed
        progress.update(
            task, completed=done, skipped=skipped, rate=f"{speed:.1f}" if speed else "–"
        )

    return update
