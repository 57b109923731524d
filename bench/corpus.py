"""The texts the benchmarks read: outside news where it is at hand, else the bundled sample."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

from detente.ids import make_id
from detente.types import Article

ROOT = Path(__file__).resolve().parent.parent


def outside() -> Path | None:
    """The folder of outside data, if there is one."""
    folder = Path(os.environ.get("DETENTE_OUTSIDE_DATA", ROOT.parent / "shared" / "data"))
    return folder if folder.is_dir() else None


def news(words: int) -> tuple[str, list[Article]]:
    """Return the name of the corpus and articles of about so many words."""
    folder = outside()
    if folder is None:
        files = sorted((ROOT / "src" / "detente" / "data" / "sample").glob("*.md"))
        texts = [file.read_text(encoding="utf-8").split("---\n", 2)[-1] for file in files]
        return "bundled sample", [_article(text, date(2018, 6, 2)) for text in texts]
    articles: list[Article] = []
    total = 0
    path = folder / "text" / "wikinews_2019_2020.jsonl"
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            articles.append(_article(row["text"], date.fromisoformat(row["date"])))
            total += len(row["text"].split())
            if total >= words:
                break
    return "Wikinews 2019-20", articles


def _article(text: str, published: date) -> Article:
    return Article(make_id("a", text), text, published=published)
