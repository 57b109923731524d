"""Score the events: type of a given pair, end to end, statements taken for events.

    python -m bench events

*Pairs given*: on outside sentences with source and target marked, the type between them: of the
event that the reader finds for them, and, where it is installed, by the trained encoder alone;
macro-F1 of the 15 roots, of the 4 quad classes and of conflict against cooperation. No answer
counts as a wrong one.

*End to end*: the same sentences without marks, read as any article. A pair is found when an
event has a source whose words overlap those marked as source, and a target whose words overlap
those marked as target; in either order for AGREE, CONSULT and COOPERATE; where no target is
marked, the event must have none. One shared character is enough, as in the figures of the
peers, whose pairs were held against the same marks by shared words; all events of a sentence
may be held against its pair, and the best counts.

*Statements*: 150 sentences of our own that tell no event (`tests/data/statements.tsv`).
"""

from __future__ import annotations

import re
import time
from collections import Counter
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from bench import plv
from bench.corpus import ROOT, outside
from detente.actors.registry import Registry
from detente.evaluate.event_rows import score_rows
from detente.evaluate.events import evaluate
from detente.evaluate.gold_events import CodedArticle, GoldEnd, GoldEvent
from detente.ontology import plover
from detente.types import ASSERTED, Actor, Article, Mention, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.types import Event

STATEMENTS = ROOT / "tests" / "data" / "statements.tsv"
DAY = date(2018, 6, 1)
#: On the other part of the same data, as published or as run by us: root, quad, binary.
PEERS_GIVEN = (
    ("Universal PETRARCH, our run", ".52-.54", ".65-.69", ".79-.83"),
    ("GPT-4, zero-shot, published", ".615", ".767", ".934"),
    ("TF-IDF, trained on 1,050", ".713", ".856", ".912"),
    ("ZSP (355 M), zero-shot", ".824", ".896", ".964"),
    ("ConfliBERT, trained on 1,050", ".867", ".963", ".984"),
)


def main() -> None:
    """Print every figure for which the data is at hand."""
    folder = outside()
    path = folder / "relation" / "PLV_train.tsv" if folder else None
    if path is None or not path.is_file():
        print("  no outside data: pairs and types are not scored")
    else:
        marked = plv.sentences(path)
        given(marked)
        whole(marked)
    statements()


# ----- pairs given ----------------------------------------------------------------------------


def given(marked: Sequence[plv.Marked]) -> None:
    """Print how well the type of a given pair is told."""
    print(f"  pairs given, {len(marked):,} sentences       root   quad   binary  right roots")
    pairs = [plv.pair_of(one) for one in marked]
    for name, classify in (("the reader's events", by_reader), ("the encoder alone", trained())):
        if classify is None:
            print("    no trained encoder at hand: only the reader's events are scored")
            continue
        start = time.process_time()
        roots = [plv.best(types) for types in classify(pairs)]
        spent = time.process_time() - start
        _line(name, plv.scores(marked, roots))
        silent = sum(root == plv.NOTHING for root in roots) / len(roots)
        print(f"      no answer {silent:.1%}; {len(roots) / spent:,.0f} sentences a CPU-second")
        by_root = plv.f1s([one.root for one in marked], roots)
        print("      " + "  ".join(f"{root} {value:.2f}" for root, value in by_root.items()))
    _line("ZSP, the same sentences", _peer(marked))
    joined(marked, pairs)
    print("    on the other part of these data:")
    for peer, root, quad, binary in PEERS_GIVEN:
        print(f"    {peer:30} {root:>7} {quad:>7} {binary:>7}")


def joined(marked: Sequence[plv.Marked], pairs: Sequence[plv.Given]) -> None:
    """Print how often the reader joins a given pair as source and target of one event.

    What is missing here is lost in the sentence; what is missing end to end beside it is lost
    because an actor is not seen as one.
    """
    roots = [
        {plv.ROOT.get(event.type, event.type) for event in events if _joins(event, pair)}
        for events, pair in zip(between(tuple(pairs)), pairs, strict=True)
    ]
    right = sum(one.root in found for one, found in zip(marked, roots, strict=True))
    share = sum(bool(found) for found in roots) / len(roots)
    print(f"    given actors joined in order by an event {share:.3f}, with the right type"
          f" {right / len(roots):.3f}")  # fmt: skip


def _joins(event: Event, pair: plv.Given) -> bool:
    source, target = ({party.actor for party in side} for side in (event.source, event.target))
    if plover.symmetric(event.type) and pair[2]:
        return source | target == {"s", "t"}
    return source == ({"s"} if pair[1] else set()) and target == ({"t"} if pair[2] else set())


def trained() -> plv.PairClassifier | None:
    """The encoder as a classifier of given pairs, where this build has one and it is installed."""
    try:
        from detente.reading.event_types import load, masked
    except ImportError:
        return None
    encoder = load()
    if encoder is None:
        return None

    def classify(pairs: Sequence[plv.Given]) -> list[Mapping[str, float]]:
        shown = [masked(text, sources, targets) for text, sources, targets in pairs]
        # The pairs of these data always have an event: that there is none is no answer here.
        return [
            {name: share for name, share in kinds.types.items() if name in plover.TYPES}
            for kinds in encoder.judge(shown)
        ]

    return classify


def by_reader(pairs: Sequence[plv.Given]) -> list[Mapping[str, float]]:
    """The type of the event that the reader finds for a given pair, where it finds one."""
    best = (max(events, key=_fit, default=None) for events in between(tuple(pairs)))
    return [{event.type: 1.0} if event is not None else {} for event in best]


@cache
def between(pairs: tuple[plv.Given, ...]) -> list[list[Event]]:
    """The events that the reader finds where the only actors are those of the pair."""
    from detente.reading import language
    from detente.reading.draft import Draft
    from detente.reading.events import find_events

    registry = Registry.load()
    articles = [Article(f"s{at}", text, published=DAY) for at, (text, _, _) in enumerate(pairs)]
    found: list[list[Event]] = []
    parsed = language.parse(language.load(), articles)
    for (article, sentences), pair in zip(parsed, pairs, strict=True):
        draft = Draft(article, registry, sentences)
        draft.mentions = [
            Mention(
                Span(article.id, 0, *stretch),
                article.text[slice(*stretch)],
                "name",
                Actor(name, name, "group"),
            )
            for name, stretches in (("s", pair[1]), ("t", pair[2]))
            for stretch in stretches
        ]
        find_events(draft)
        found.append(draft.events)
    return found


def _fit(event: Event) -> tuple[int, float, int]:
    """How well an event joins source and target as given: both, in order; one; the first told."""
    ends = [{party.actor for party in side} for side in (event.source, event.target)]
    joined = len(ends[0] | ends[1])
    ordered = ("s" in ends[0]) + ("t" in ends[1])
    return 2 * joined + ordered, event.confidence, -event.trigger.start


def _peer(marked: Sequence[plv.Marked]) -> tuple[float, float, float, float]:
    """The scores of the other system's answers that the file brings along."""
    return (
        plv.macro_f1([one.root for one in marked], [one.peer[0] for one in marked]),
        plv.macro_f1([one.quad for one in marked], [one.peer[1] for one in marked]),
        plv.macro_f1(
            [str(one.quad > "2") for one in marked], [str(one.peer[1] > "2") for one in marked]
        ),
        sum(one.root == one.peer[0] for one in marked) / len(marked),
    )


def _line(name: str, values: Sequence[float]) -> None:
    print(f"    {name:30} " + " ".join(f"{value:7.3f}" for value in values))


# ----- end to end -----------------------------------------------------------------------------


def whole(marked: Sequence[plv.Marked]) -> None:
    """Print how often pair and type are found by reading the bare sentences."""
    start = time.process_time()
    scored = list(evaluate([_coded(one) for one in marked], Registry.load()))
    spent = time.process_time() - start
    of = [one for one in scored if one.level == "state"]
    n = len(of)
    told = sum(bool(one.given) for one in of) / n
    typed = sum(
        any(g.pair.event.type in one.article.events[0].types for g in one.given) for one in of
    )
    count = {
        name: sum(w.outcome == name for one in of for w in one.wanted)
        for name in ("right", "type", "reversed", "missed")
    }
    events = sum(len({g.pair.event.id for g in one.given}) for one in of)
    print(f"  end to end, {n:,} sentences             ours   Universal PETRARCH")
    for name, share, peer in (
        ("ordered pair found", (count["right"] + count["type"]) / n, ".61"),
        ("pair and right type", count["right"] / n, ".41-.42"),
        ("pair found reversed only", count["reversed"] / n, ""),
        ("any event", told, ".93"),
        ("right type in any event", typed / n, ".66"),
    ):
        print(f"    {name:30} {share:8.3f}   {peer}")
    print(f"    events a sentence {events / n:.2f} (3.16); {n / spent:.0f} sentences a CPU-second")
    rows = {(row["level"], row["part"], row["name"]): row for row in score_rows(scored)}
    names = sorted(name for level, part, name in rows if (level, part) == ("state", "type"))
    print(
        "    pair and type by type: " + "  ".join(_recall(rows["state", "type", n]) for n in names)
    )
    confused = [name for _, part, name in rows if part == "confusion"][:12]
    print("    pair found, another type: " + ", ".join(
        f"{name} {rows['state', 'confusion', name]['gold']}" for name in confused
    ))  # fmt: skip


def _recall(row: dict[str, Any]) -> str:
    return f"{row['name']} {row['right']}/{row['gold']}"


def _coded(one: plv.Marked) -> CodedArticle:
    types = tuple(name for name, root in plv.ROOT.items() if root == one.root) or (one.root,)
    sources, targets = (
        tuple(GoldEnd(words=one.text[a:b], at=(a, b)) for a, b in side[:1])
        for side in (one.sources, one.targets)
    )
    return CodedArticle(one.id, DAY, one.text, (GoldEvent(sources, targets, types),))


# ----- statements -----------------------------------------------------------------------------


def statements() -> None:
    """Print in how many sentences without an event one is coded."""
    from detente.reading.pipeline import read

    lines = [line.split("\t") for line in STATEMENTS.read_text(encoding="utf-8").splitlines()]
    articles = [
        Article(f"s{at}", plain(marked), published=DAY) for at, (_, marked) in enumerate(lines)
    ]
    readings = list(read(articles, Registry.load()))
    n = len(lines)
    print(f"  statements, {n} sentences that tell no event (Universal PETRARCH .84 on others)")
    for name, events in (
        ("any event", [one.events for one in readings]),
        ("asserted as fact", [[e for e in one.events if _asserted(e)] for one in readings]),
        ("with source and target", [[e for e in one.events if _dyadic(e)] for one in readings]),
    ):
        taken = Counter(kind for (kind, _), found in zip(lines, events, strict=True) if found)
        parts = ", ".join(f"{kind} {taken[kind]}" for kind in sorted({kind for kind, _ in lines}))
        print(f"    {name:30} {taken.total() / n:8.3f}   ({parts})")


def _asserted(event: Event) -> bool:
    return event.reality in ASSERTED


def _dyadic(event: Event) -> bool:
    return bool(event.source and event.target)


def plain(marked: str) -> str:
    """A sentence without the marks of source and target."""
    return re.sub(r"\{[ST]:([^{}]*)\}", r"\1", marked)


if __name__ == "__main__":
    main()
