"""Times told by another event: "a day after the strike", "within hours of it", "a week later".

An offset has no date of its own; it moves the date of its anchor. The anchor is what follows
("three days after the vote of 20 May") or, for "a day earlier" and its like, the date the text
told last.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.reading.date_stretches import VAGUE
from detente.reading.date_stretches import ago as before_report
from detente.reading.date_words import around, days_on, number_of, units_on
from detente.types import When

if TYPE_CHECKING:
    import re
    from datetime import date

_BACK = frozenset({"before", "prior to", "earlier", "previous", "preceding", "eve"})
_SAME = frozenset({"same", "that"})


@dataclass(frozen=True, slots=True)
class Offset:
    """How far from its anchor something lies.

    Attributes:
        count: how many units; None for "days after", "weeks later".
        unit: day, week, month, year, decade, hour or minute.
        sign: -1 before the anchor, 1 after it, 0 on the same day, week ...
        within: whether it lies between the anchor and that distance ("within hours of").
        follows: whether the anchor is the words that follow rather than what was told before.
    """

    count: int | None
    unit: str
    sign: int
    within: bool = False
    follows: bool = True

    @staticmethod
    def of(match: re.Match[str], rest: str) -> Offset:
        """The offset that a pattern of the rules ``offset-...`` matched.

        Args:
            match: with the groups n, u and dir.
            rest: the text after it; "two days before." has its anchor behind it.
        """
        groups = match.groupdict()
        way = groups["dir"].lower()
        unit = (groups.get("u") or "day").lower()
        unit = {"night": "day", "morning": "day", "evening": "day"}.get(unit, unit)
        count = number_of(groups["n"]) if groups.get("n") else None
        if groups.get("the"):
            count = 1
        if way in ("of", "eve of"):
            return Offset(1, "day", -1) if groups.get("eve") else Offset(count, unit, 1, True)
        sign = 0 if way in _SAME else -1 if way in _BACK else 1
        follows = way in ("before", "after", "prior to", "following") and not groups.get("bare")
        if follows and way in ("before", "after") and not rest.lstrip(" ")[:1].isalnum():
            follows = rest.lstrip(" ")[:1] in "“\"'‘" and bool(rest.strip())
        return Offset(count, unit, sign, False, follows)

    def from_anchor(self, anchor: When, rule: str) -> When | None:
        """The anchor's date moved by the offset; None where the anchor has none."""
        first, last = anchor.start, anchor.end
        if first is None or last is None:
            return None
        if self.unit in ("hour", "minute"):
            edge = days_on(first, -1) if self.sign < 0 else first
            far = last if self.sign < 0 else days_on(last, 1)
            exact = self.unit == "minute" and first == last
            return When(first, last, "day", rule) if exact else When(edge, far, "range", rule)
        reach = VAGUE[self.unit] if self.count is None else self.count
        if self.within:
            return When(first, units_on(last, reach, self.unit), "range", rule)
        if first == last and (self.count is not None or not self.sign):
            start, end, precision = around(units_on(first, self.sign * reach, self.unit), self.unit)
            return When(start, end, precision, rule)
        near = reach if self.count is not None else 1
        low, high = (near, reach) if self.sign > 0 else (-reach, -near)
        if not self.sign:
            low = high = 0
        return When(units_on(first, low, self.unit), units_on(last, high, self.unit), "range", rule)

    def from_report(self, published: date, rule: str) -> When | None:
        """The date counted from the report, for what is told without an anchor: "a day earlier"."""
        if self.follows or self.sign >= 0:
            return None
        start, end, precision = before_report(self.count, self.unit, published)
        return When(start, end, precision, rule)

    def back(self) -> Offset:
        """The same distance the other way: from the act to its anchor."""
        return Offset(self.count, self.unit, -self.sign, self.within, self.follows)
