"""Score who is meant by linked words: news items of 2025 whose mentions are linked to articles.

    python -m bench current_events

The outside file holds news items of one to three sentences; some of their words are linked
to articles of an encyclopedia. ``current_events.csv`` lists the titles of the 500 political
actors linked most often (states, governments, leaders, ministries, parliaments, courts,
forces, armed groups, parties, organisations of states and their organs) and the ids of ours
that each may be; no id where the registry lacks it.

*In the registry*: titles of which the registry knows an id. *Right*: of all mentions linked
to one of the 500, those where a mention of ours that covers the linked words, or the head of
them, has the right actor:

- ``same``: one of the ids. A state and its government are one actor (``IRN``, ``IRN.GOV``).
  For an office its holder on that day will do, and for an office before a name the person
  who is named, if he held that office on some day ("former President ...").
- ``state``: the linked words are a bare name or adjective of a state ("Russian struck" linked
  to its armed forces) and we say that state.
- ``part``: the linked words say whose somebody is in a longer expression, and we gave that to
  an organ, a person or an unnamed member of just that actor ("Syrian" in "Syrian army" linked
  to Syria, "Hamas" in "a Hamas commander").

Everything else is not right, in these kinds: ``other`` (another actor), ``open`` (found, but
nobody is said to be meant), ``missed`` (no mention there). Words that are common nouns
("soldiers", "the country", "parliament") are counted like all others, and shown apart as
well: whose they are can be told from other words only, if at all.
"""

from __future__ import annotations

import csv
import json
import random
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

from bench.corpus import outside
from detente.actors.registry import Registry
from detente.ids import make_id
from detente.types import Article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from detente.reading.draft import Draft
    from detente.types import Mention

TABLE = Path(__file__).with_name("current_events.csv")
#: Items read by default, and the seed they are drawn with; all 5,414 take some minutes.
SAMPLE, SEED = 1500, 20250101
Finding = Literal["same", "state", "part", "other", "open", "missed"]
RIGHT: tuple[Finding, ...] = ("same", "state", "part")
Wanted = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Item:
    """One news item; a link is where its words stand and the title they are linked to."""

    article: Article
    links: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """One linked mention: what we said, and how that was found to be."""

    item: Item
    start: int
    end: int
    title: str
    said: str
    finding: Finding

    @property
    def words(self) -> str:
        """The linked words."""
        return self.item.article.text[self.start : self.end]


def main(sample: int | None = SAMPLE) -> None:
    """Print how many of the 500 the registry holds, and how many of their mentions are right."""
    registry, table = Registry.load(), wanted()
    known = [title for title, ids in table.items() if any(id in registry for id in ids)]
    print(f"  {len(table)} political actors linked most often")
    print(f"    in the registry        {len(known) / len(table):6.1%}  (aim 90 %)")
    folder = outside()
    path = folder / "text" / "current_events_2025.jsonl" if folder else None
    if path is None or not path.is_file():
        print("  no outside data: mentions are not scored")
        return
    chosen = list(items(path, table))
    total = sum(len(item.links) for item in chosen)
    if sample is not None and sample < len(chosen):
        chosen = random.Random(SEED).sample(chosen, sample)
    judged = [one for draft, item in read(chosen, registry) for one in judge(draft, item, table)]
    print(f"  {len(judged):,} of {total:,} mentions linked to them, in {len(chosen):,} items")
    report(judged)


def report(judged: list[Judged], *, top: int = 40) -> None:
    """Print the shares and what was taken for what."""
    plain = [one for one in judged if not one.words[:1].isupper() and one.words.islower()]
    named = [one for one in judged if one not in set(plain)]
    print(f"    right                  {_share(judged):6.1%}  (aim 90 %)")
    counts = Counter(one.finding for one in judged)
    for finding in _FINDINGS:
        print(f"      {finding:<8}             {counts[finding] / len(judged):6.1%}")
    print(f"    right, of names        {_share(named):6.1%}  of {len(named):,}")
    print(f"    right, of common nouns {_share(plain):6.1%}  of {len(plain):,}")
    wrong = Counter((one.title, one.said) for one in judged if one.finding not in RIGHT)
    print("  not right: linked to, what we say")
    for (title, said), times in wrong.most_common(top):
        print(f"    {times:4} {title}: {said}")


def wanted() -> Wanted:
    """The acceptable ids of every title."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            row["article"]: tuple(id for id in row["actor"].split(";") if id)
            for row in csv.DictReader(file)
        }


def items(path: Path, titles: Iterable[str]) -> Iterator[Item]:
    """The items that link to one of these titles."""
    titles = frozenset(titles)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text, links, at = row["text"], [], 0
            for words, address in row["links"]:
                # Links come in the order of the text and carry no offsets.
                start = _find(text, words, at)
                if start < 0:
                    continue
                at = start + len(words)
                title = unquote(address.rpartition("/wiki/")[2].partition("#")[0])
                if title in titles:
                    links.append((start, at, title))
            if links:
                published = date.fromisoformat(row["date"])
                article = Article(make_id("a", text), text, published=published)
                yield Item(article, tuple(links))


def _find(text: str, words: str, at: int) -> int:
    """Where words stand as whole words, from ``at`` on, else anywhere; -1 if nowhere."""
    for begin in (at, 0):
        start = text.find(words, begin)
        while start >= 0:
            before, after = text[start - 1 : start], text[start + len(words) :][:1]
            if not (before.isalnum() or after.isalnum()):
                return start
            start = text.find(words, start + 1)
    return -1


def read(chosen: list[Item], registry: Registry) -> Iterator[tuple[Draft, Item]]:
    """The items with their mentions found."""
    from detente.reading import language
    from detente.reading.draft import Draft
    from detente.reading.mentions import find_mentions

    parsed = language.parse(language.load(), [item.article for item in chosen])
    for (article, sentences), item in zip(parsed, chosen, strict=True):
        draft = Draft(article, registry, sentences)
        find_mentions(draft)
        yield draft, item


def judge(draft: Draft, item: Item, table: Mapping[str, tuple[str, ...]]) -> Iterator[Judged]:
    """Hold our mentions against the links of an item."""
    for start, end, title in item.links:
        here = [m for m in draft.mentions if m.span.start < end and start < m.span.end]
        findings = {m: _finding(draft, m, start, end, table[title]) for m in here}
        best = min(here, key=lambda m: _ORDER[findings[m]], default=None)
        finding: Finding = "missed" if best is None else findings[best]
        said = "-" if best is None else best.actor.id if best.actor else f"? ({best.kind})"
        yield Judged(item, start, end, title, said, finding)


_FINDINGS: tuple[Finding, ...] = ("same", "state", "part", "other", "open", "missed")
_ORDER = {finding: rank for rank, finding in enumerate(_FINDINGS)}


def _finding(draft: Draft, mention: Mention, start: int, end: int, ids: tuple[str, ...]) -> Finding:
    actor, registry = mention.actor, draft.registry
    if actor is None:
        return "open"
    day = draft.article.published
    assert day is not None
    if actor.id.removesuffix(".GOV") in {id.removesuffix(".GOV") for id in ids}:
        return "same"
    for id in ids:
        holder = registry.holder(id, day)
        named = actor.type == "person" and mention.span.end > end
        if holder is not None and holder.id == actor.id:
            return "same"
        if named and any(row["office"] == id for row in registry.spells(actor.id)):
            return "same"
    states = {registry.actor(registry.owner(id)) for id in ids}
    homes = {state.state for state in states if state is not None} - {None}
    bare = mention.span.start >= start - 4 and mention.span.end <= end
    if bare and actor.type in ("state", "territory") and actor.id in homes:
        return "state"
    whose = {actor.state, actor.affiliation, actor.office, registry.owner(actor.id)}
    if not bare and (whose & set(ids) or any(actor.id.startswith(f"{id}.") for id in ids)):
        return "part"
    return "other"


def _share(judged: list[Judged]) -> float:
    return sum(one.finding in RIGHT for one in judged) / len(judged) if judged else 0.0


if __name__ == "__main__":
    main(None if "--all" in sys.argv else SAMPLE)
