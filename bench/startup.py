"""CPU seconds until ``detente --help`` has answered, beside a bare Python."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys

ROUNDS = 7


def main() -> None:
    """Print the medians."""
    bare = statistics.median(_cpu([sys.executable, "-c", "pass"]) for _ in range(ROUNDS))
    ours = statistics.median(
        _cpu([sys.executable, "-m", "detente", "--help"]) for _ in range(ROUNDS)
    )
    print(f"  python -c pass     {bare:.3f} CPU s")
    print(f"  detente --help     {ours:.3f} CPU s (aim under 0.3), {ours / bare:.1f} x bare Python")


def _cpu(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
