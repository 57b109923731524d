"""Score whether events are told as fact: UW event factuality, development part.

    python -m bench factuality

Each sentence of the outside data has words marked as events with what people make of them,
from 3 (certainly happened) to -3 (certainly did not), a mean over several people. The reader
judges the same word, whether or not it would code it as an event. Two scales turn its answer
into a number: *FactBank* as others set it (CT+ 3, PR+ 2, PS+ 1, Uu 0, and so below nought), and
*fitted*, where each reality stands for the mean of people's judgements on the words that get
it in the training part. "Not fact" is what people put below 1.5; so is an answer.

The sentences come as loose words; blanks before commas and the like are taken out first, as in
print.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.corpus import outside
from detente.types import Article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

#: FactBank values on the scale of the annotators, as is usual (Stanovsky et al. 2017).
FACTBANK = {"CT+": 3.0, "PR+": 2.0, "PS+": 1.0, "CTu": 0.0, "Uu": 0.0}
FACTBANK |= {"PS-": -1.0, "PR-": -2.0, "CT-": -3.0}
#: Below this a marked word is not told as fact.
FACT = 1.5
#: What stands without a blank before it, or after it.
_CLOSE = re.compile(r"[.,;:?!)%]|n't|'(?:s|re|ve|ll|d|m)|''|'|\.\.\.")
_OPEN = re.compile(r"[($]|``|`")


@dataclass(frozen=True, slots=True)
class Judged:
    """A marked word: what people make of it and what the reader does."""

    word: str
    label: float
    reality: str
    factbank: str
    sentence: str


def main() -> None:
    """Print error, correlation and how well "not fact" is told."""
    folder = outside()
    path = folder / "factuality" / "uw" if folder else None
    if path is None or not path.is_dir():
        print("  no outside data: nothing to score")
        return
    dev = list(judged(path / "dev.jsonl"))
    train = list(judged(path / "train.jsonl"))
    means = fitted(train)
    print(f"  {len(dev):,} marked words            MAE     r     not fact: P     R     F1")
    _line("FactBank value", dev, lambda one: FACTBANK[one.factbank])
    _line("fitted on train", dev, lambda one: means[one.reality])
    _line("always the same", dev, lambda one: sum(o.label for o in train) / len(train))
    print("    aim .50, .68, .65; rules in twenty minutes .62, .57, .56")
    print("    people's mean by reality: " + ", ".join(
        f"{name} {sum(labels) / len(labels):.1f} ({len(labels)})"
        for name, labels in sorted(_by_reality(dev).items(), key=lambda item: -len(item[1]))
    ))  # fmt: skip


def judged(path: Path) -> Iterator[Judged]:
    """Judge every marked word of a part."""
    from detente.reading import language
    from detente.reading.factuality import judge

    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    printed = [as_printed(row["text"].split(" ")) for row in rows]
    articles = [Article(f"u{at}", text) for at, (text, _) in enumerate(printed)]
    parsed = language.parse(language.load(), articles)
    for row, (text, starts), (_, sentences) in zip(rows, printed, parsed, strict=True):
        for target in row["targets"]:
            at = starts[target["span1"][0]]
            sentence = next((one for one in sentences if one.start <= at < one.end), None)
            if sentence is None:
                continue
            token = next((t for t in sentence.doc if t.idx + len(t) > at - sentence.start), None)
            if token is None:
                continue
            found = judge(sentence, token)
            yield Judged(
                target["span_text"], float(target["label"]), found.reality, found.factbank, text
            )


def as_printed(words: Sequence[str]) -> tuple[str, list[int]]:
    """Loose words as a printed sentence, and where each of them stands in it."""
    text = ""
    starts: list[int] = []
    tight = True
    quoted = False
    for word in words:
        shown = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}.get(word, word)
        close = bool(_CLOSE.fullmatch(word)) and not (word == "'" and not quoted)
        if shown == '"' and word not in ("``", "''"):
            close = quoted
        if not (tight or close or shown == "-" or text.endswith("-")):
            text += " "
        starts.append(len(text))
        text += shown
        tight = bool(_OPEN.fullmatch(shown)) or (shown == '"' and not close)
        quoted ^= shown == '"'
    return text, starts


def fitted(train: Sequence[Judged]) -> dict[str, float]:
    """What each reality stands for: the mean of people's judgements in the training part."""
    means = {name: sum(labels) / len(labels) for name, labels in _by_reality(train).items()}
    return defaultdict(float, means)


def correlation(pairs: Sequence[tuple[float, float]]) -> float:
    """Pearson's r."""
    n = len(pairs)
    mean_x, mean_y = (sum(pair[k] for pair in pairs) / n for k in (0, 1))
    cov = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    var_x = sum((x - mean_x) ** 2 for x, _ in pairs)
    var_y = sum((y - mean_y) ** 2 for _, y in pairs)
    return cov / (var_x * var_y) ** 0.5 if var_x and var_y else 0.0


def _by_reality(found: Sequence[Judged]) -> dict[str, list[float]]:
    labels: dict[str, list[float]] = defaultdict(list)
    for one in found:
        labels[one.reality].append(one.label)
    return labels


def _line(name: str, found: Sequence[Judged], value: Callable[[Judged], float]) -> None:
    pairs = [(value(one), one.label) for one in found]
    error = sum(abs(said - label) for said, label in pairs) / len(pairs)
    said_not = sum(said < FACT for said, _ in pairs)
    are_not = sum(label < FACT for _, label in pairs)
    both = sum(said < FACT and label < FACT for said, label in pairs)
    precision, recall = both / max(1, said_not), both / max(1, are_not)
    f1 = 2 * both / max(1, said_not + are_not)
    shown = f"{error:5.2f} {correlation(pairs):5.2f} {precision:14.2f} {recall:6.2f} {f1:5.2f}"
    print(f"    {name:26} {shown}")


if __name__ == "__main__":
    main()
