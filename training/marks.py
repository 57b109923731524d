"""Training sentences: how a line is written, and what the encoder sees of it.

A line is ``TYPE <tab> mode <tab> reality <tab> sentence``, with the words of source, target
and event marked in the sentence: ``{S:Iran} {E:condemned} {T:the strike}``. The encoder never
sees who the actors are: each is replaced by a token of its part, and the event's words are
put between two tokens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARK = re.compile(r"\{([STE]):([^{}]*)\}")
#: Tokens added to the vocabulary, in the order of their ids.
SOURCE, TARGET, OPEN, CLOSE = TOKENS = ("[SRC]", "[TGT]", "[EVT]", "[/EVT]")
#: What a codebook calls an act that is only promised, threatened or asked for, where the word
#: that marks it is not known: PLOVER manual v2.0, "future COOPERATE is AGREE" and the like.
_AS_SAID = {
    ("planned", "verbal"): "AGREE",
    ("promised", "verbal"): "AGREE",
    ("planned", "RETREAT"): "CONCEDE",
    ("promised", "RETREAT"): "CONCEDE",
    ("threatened", "conflict"): "THREATEN",
    ("called_for", "any"): "REQUEST",
}
_FRIENDLY = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
_HOSTILE = frozenset({"REJECT", "SANCTION", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT"})
#: Realities with which the pair alone, without the event's word, still tells the type.
_PLAIN = frozenset({"happened", "ongoing", "background", "reported"})


@dataclass(frozen=True, slots=True)
class Line:
    """One marked sentence with its labels."""

    type: str
    mode: str
    reality: str
    sentence: str

    @property
    def plain(self) -> str:
        """The sentence without marks."""
        return MARK.sub(lambda mark: mark[2], self.sentence)

    @property
    def pair_type(self) -> str | None:
        """The type of what passes between the two as a whole; None where that is open."""
        if self.reality in _PLAIN or self.type == "NONE":
            return self.type
        kinds = (
            "verbal" if self.type in _FRIENDLY else self.type,
            "conflict" if self.type in _HOSTILE else self.type,
            "any",
        )
        return next(
            (_AS_SAID[key] for kind in kinds if (key := (self.reality, kind)) in _AS_SAID), None
        )

    def masked(self, *, event: bool = True) -> str:
        """What the encoder sees; without the marks of the event where those are unknown."""
        return MARK.sub(lambda mark: _shown(mark[1], mark[2], event), self.sentence)


def read(folder: Path) -> Iterator[Line]:
    """Every line of every file of a folder, in the order of their names.

    Raises:
        ValueError: a line that is not four cells.
    """
    for path in sorted(folder.glob("*.tsv")):
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            cells = text.split("\t")
            if len(cells) != 4:
                raise ValueError(f"{path} line {number}: {len(cells)} cells, not 4")
            yield Line(*cells)


def _shown(part: str, words: str, event: bool) -> str:
    if part == "S":
        return SOURCE
    if part == "T":
        return TARGET
    return f"{OPEN} {words} {CLOSE}" if event else words
