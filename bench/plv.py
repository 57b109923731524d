"""Sentences with a marked source and target and the PLOVER root between them (PLV).

Outside data, read where it lies and never trained on: 1,050 news sentences of PLV_train, the
development test of the events. Its roots join CONCEDE and RETREAT as YIELD, hold
investigations under ACCUSE and fighting under ASSAULT.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

Stretch = tuple[int, int]
_MARK = re.compile(r"<(/?)([st])>")
#: Our types as the roots of these data.
ROOT = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
#: Quad classes as those who published figures on these data count them.
QUAD = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "YIELD": 2, "REQUEST": 3,
    "ACCUSE": 3, "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4,
    "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
NOTHING = "none"


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with a pair given.

    Attributes:
        id: of the sentence and its place in the file.
        text: the sentence.
        sources: where the words of the source stand; none where it has none.
        targets: where those of the target stand; none where it has none.
        root: the type that is right, with YIELD for CONCEDE and RETREAT.
        quad: its quad class by the coders, "1" to "4".
        peer: root and quad by ZSP (355 M parameters, zero-shot), which the file brings along.
    """

    id: str
    text: str
    sources: tuple[Stretch, ...]
    targets: tuple[Stretch, ...]
    root: str
    quad: str
    peer: tuple[str, str]


#: A pair put to a classifier: the sentence, where words for its source stand and for its target.
Given = tuple[str, tuple[Stretch, ...], tuple[Stretch, ...]]


class PairClassifier(Protocol):
    """Tells the type of what passes between two given actors."""

    def __call__(self, pairs: Sequence[Given]) -> Sequence[Mapping[str, float]]:
        """PLOVER types with their probabilities for each pair; empty where there is none."""
        ...


def sentences(path: Path) -> list[Marked]:
    """Read the file."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [_marked(number, row) for number, row in enumerate(rows)]


def pair_of(one: Marked) -> Given:
    """The pair of a sentence."""
    return one.text, one.sources, one.targets


def best(types: Mapping[str, float]) -> str:
    """The likeliest root; the probabilities of CONCEDE and RETREAT are those of YIELD."""
    sums: defaultdict[str, float] = defaultdict(float)
    for name, probability in types.items():
        sums[ROOT.get(name, name)] += probability
    return max(sums, key=lambda name: (sums[name], name), default=NOTHING)


def scores(gold: Sequence[Marked], roots: Sequence[str]) -> tuple[float, float, float, float]:
    """Macro-F1 of roots, of quad classes, of conflict or not, and the share of right roots."""
    quads = [str(QUAD.get(root, NOTHING)) for root in roots]
    return (
        macro_f1([one.root for one in gold], roots),
        macro_f1([one.quad for one in gold], quads),
        macro_f1([_side(one.quad) for one in gold], [_side(quad) for quad in quads]),
        sum(one.root == root for one, root in zip(gold, roots, strict=True)) / len(gold),
    )


def f1s(gold: Sequence[str], said: Sequence[str]) -> dict[str, float]:
    """F1 of every label of the gold."""
    both = Counter(right for right, one in zip(gold, said, strict=True) if right == one)
    wanted, given = Counter(gold), Counter(said)
    return {name: 2 * both[name] / (wanted[name] + given[name]) for name in sorted(wanted)}


def macro_f1(gold: Sequence[str], said: Sequence[str]) -> float:
    """The mean of the F1 of every label of the gold; no answer is a wrong one."""
    found = f1s(gold, said)
    return sum(found.values()) / len(found)


def _side(quad: str) -> str:
    return NOTHING if quad == NOTHING else "conflict" if quad in "34" else "cooperation"


def _marked(number: int, row: dict[str, str]) -> Marked:
    text, open_ = "", {"s": 0, "t": 0}
    found: dict[str, list[Stretch]] = {"s": [], "t": []}
    at = 0
    for mark in _MARK.finditer(row["marked_sentence"]):
        text += row["marked_sentence"][at : mark.start()]
        at = mark.end()
        if mark[1]:
            found[mark[2]].append((open_[mark[2]], len(text)))
        else:
            open_[mark[2]] = len(text)
    text += row["marked_sentence"][at:]
    return Marked(
        id=f"{number}-{row['sentence_id']}",
        text=text,
        sources=tuple(found["s"]),
        targets=tuple(found["t"]),
        root=row["gold_root"],
        quad=row["gold_penta"],
        peer=(row["root_L2"], row["penta_L2"]),
    )
