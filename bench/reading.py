"""Words a second and peak memory of reading, beside the language model alone.

Both run in one process, in turn, on the same texts; CPU seconds of the process are
compared, so that a busy machine disturbs neither. Peak memory is that of a process of its
own for each side.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from bench.corpus import news

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.types import Article

WORDS = 12_000
ROUNDS = 3


def main() -> None:
    """Print the ratio and the peaks."""
    name, articles = news(WORDS)
    words = sum(len(article.text.split()) for article in articles)
    alone, ours = [], []
    read_all(articles[:2])  # loads models and tables
    for _ in range(ROUNDS):
        alone.append(_cpu(parse_alone, articles))
        ours.append(_cpu(read_all, articles))
    ratios = [a / b for a, b in zip(alone, ours, strict=True)]
    print(f"{name}: {len(articles)} articles, {words:,} words, {ROUNDS} rounds, CPU seconds")
    print(f"  spacy.load(model).pipe(texts)  {words / statistics.median(alone):8,.0f} words/s")
    print(f"  detente reading, all steps     {words / statistics.median(ours):8,.0f} words/s")
    print(
        f"  ratio (aim 0.8)                {statistics.median(ratios):8.2f}"
        f"   [{min(ratios):.2f}, {max(ratios):.2f}]"
    )
    for side in ("alone", "ours"):
        print(f"  peak memory, {side:<5}             {_peak(side):8,.0f} MB")


def parse_alone(articles: list[Article]) -> None:
    """The bare library on whole documents, as its manual shows it."""
    from detente.reading import language

    for _ in language.load().pipe(article.text for article in articles):
        pass


def read_all(articles: list[Article]) -> None:
    """Everything detente reads from the same texts."""
    from detente.actors.registry import Registry
    from detente.reading import pipeline

    for _ in pipeline.read(articles, Registry.load()):
        pass


def _cpu(work: Callable[[list[Article]], None], articles: list[Article]) -> float:
    start = time.process_time()
    work(articles)
    return time.process_time() - start


def _peak(side: str) -> float:
    call = {"alone": "parse_alone", "ours": "read_all"}[side]
    # The kernel's high-water mark of this program alone: getrusage would count the memory of
    # the process that started it as well.
    code = (
        "import re, pathlib; from bench.corpus import news; from bench import reading;"
        f"reading.{call}(news({WORDS})[1]);"
        "status = pathlib.Path('/proc/self/status').read_text();"
        "print(int(re.search(r'VmHWM:\\s+(\\d+)', status)[1]) / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1])
