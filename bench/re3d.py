"""Score organisations, nationalities and platforms of a defence corpus on Syria and Iraq.

    python -m bench re3d

The outside corpus (45 documents of 2014 to 2017) marks words that are an Organisation, a
Nationality or a MilitaryPlatform, without saying which. *Resolved*: the share of those
mentions for which a mention of ours over the same words, but for an article or a genitive's
ending, or over a phrase that ends or begins with them, says who is meant. Left out are words
that nobody could resolve alone: pronouns of the first and second person, and peoples and
languages that are no actors. Pronouns of the third person and common nouns count.

*Right*: 100 of the resolved mentions, drawn with a fixed seed, were judged by hand once;
``re3d_judged.csv`` keeps the words with the ids that are right for them in that document. The
file is a test from then on: a mention listed there that resolves to another id counts as
wrong, one that is no longer resolved is told apart.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bench.corpus import outside
from detente.actors.registry import Registry
from detente.ids import make_id
from detente.types import Article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.types import Mention

TABLE = Path(__file__).with_name("re3d_judged.csv")
KINDS = ("Organisation", "Nationality", "MilitaryPlatform")
#: The documents carry no dates; those of the corpus lie between 2014 and 2017.
MIDDLE = date(2016, 6, 1)
#: Nobody in particular, or no actor: not counted.
_NOBODY = re.compile(
    r"^(i|we|us|our|ours|you|your|people|civilians|everyone|arabic|english|islam|muslims?|"
    r"christians?|shia|sunni|shiite|kurmanji|.*-speaking|.*islamist)$",
    re.IGNORECASE,
)
_EDGES = re.compile(r"^(?:the|a|an)\s+|[’']s?$", re.IGNORECASE)
_DATE = re.compile(r"\b(\d{1,2}) (January|February|March|April|May|June|July|August|September|"
                   r"October|November|December) (201[4-7])\b")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marked:
    """One marked entity and what we say of it; ``key`` names it in the judged list."""

    document: str
    start: int
    words: str
    kind: str
    said: str | None

    @property
    def key(self) -> tuple[str, str, str]:
        """Document, place and words."""
        return self.document, str(self.start), self.words


def main() -> None:
    """Print what is resolved, and how much of the judged list is right."""
    folder = outside()
    path = folder / "ties" / "re3d" if folder else None
    if path is None or not path.is_dir():
        print("  no outside data: nothing to score")
        return
    found = list(marked(path, Registry.load()))
    for kind in KINDS:
        of_kind = [one for one in found if one.kind == kind]
        resolved = sum(one.said is not None for one in of_kind)
        share = resolved / len(of_kind) if of_kind else 0.0
        print(f"  {kind:<18} {len(of_kind):4} mentions, resolved {share:6.1%}")
    resolved = sum(one.said is not None for one in found)
    print(f"  {'all':<18} {len(found):4} mentions, resolved {resolved / len(found):6.1%}")
    score(found)
    still = Counter(one.words for one in found if one.said is None)
    print("  most often open: " + ", ".join(f"{w} ({n})" for w, n in still.most_common(25)))


def score(found: list[Marked]) -> None:
    """Hold the judged list against what is said now."""
    by_key = {one.key: one for one in found}
    right = wrong = gone = 0
    for row in judged():
        one = by_key.get((row["document"], row["start"], row["words"]))
        ids = {id.removesuffix(".GOV") for id in row["actor"].split(";")}
        if one is None or one.said is None:
            gone += 1
        elif one.said.removesuffix(".GOV") in ids:
            right += 1
        else:
            wrong += 1
            print(f"    wrong: {one.words!r} is {row['actor'] or 'none'}, not {one.said}")
    if right + wrong:
        print(
            f"  of {right + wrong + gone} judged by hand, right {right / (right + wrong):6.1%}"
            f" of those resolved; {gone} no longer resolved"
        )


def judged() -> list[dict[str, str]]:
    """The list judged by hand: document, start, words, and the ids that are right."""
    if not TABLE.is_file():
        return []
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def marked(folder: Path, registry: Registry) -> Iterator[Marked]:
    """The marked entities of all documents, each once, with the id we give."""
    from detente.reading import language
    from detente.reading.draft import Draft
    from detente.reading.mentions import find_mentions

    articles, entities = _documents(folder)
    for article, sentences in language.parse(language.load(), articles):
        draft = Draft(article, registry, sentences)
        find_mentions(draft)
        for start, end, kind in sorted(entities[article.id]):
            words = article.text[start:end]
            bare = _EDGES.sub("", words)
            if _NOBODY.match(bare):
                continue
            said = _said(draft.mentions, article.text, start, end)
            yield Marked(str(article.path), start, words, kind, said)


def _documents(folder: Path) -> tuple[list[Article], dict[str, set[tuple[int, int, str]]]]:
    articles: list[Article] = []
    entities: dict[str, set[tuple[int, int, str]]] = defaultdict(set)
    for source in sorted(path for path in folder.iterdir() if path.is_dir()):
        ids = {}
        for row in _lines(source / "documents.json"):
            text, id = str(row["text"]), make_id("a", str(row["_id"]))
            day = _DATE.search(text)
            on = date(int(day[3]), _MONTHS.index(day[2]) + 1, int(day[1])) if day else MIDDLE
            articles.append(Article(id, text, published=on, path=str(row["_id"])))
            ids[row["_id"]] = id
        for row in _lines(source / "entities.json"):
            if row["type"] in KINDS:
                span = int(str(row["begin"])), int(str(row["end"])), str(row["type"])
                entities[ids[row["documentId"]]].add(span)
    return articles, entities


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August",
           "September", "October", "November", "December")  # fmt: skip


def _lines(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _said(mentions: list[Mention], text: str, start: int, end: int) -> str | None:
    """The id of a mention over these words: the same ones, else one that ends or begins so."""
    words = _EDGES.sub("", text[start:end])
    start = text.find(words, start, end)
    end = start + len(words)
    best: tuple[bool, bool, int] | None = None
    said: str | None = None
    for mention in mentions:
        span = mention.span
        if mention.actor is None or span.end <= start or end <= span.start:
            continue
        same = (span.start, span.end) == (start, end)
        edge = span.end == end or span.start == start
        rank = (same, edge, -abs((span.end - span.start) - (end - start)))
        if edge and (best is None or rank > best):
            best, said = rank, mention.actor.id
    return said


if __name__ == "__main__":
    main()
