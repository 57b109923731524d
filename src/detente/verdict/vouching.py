"""Who vouches for a headline: whose statements say so, whose say the opposite, and whose do not.

Counted are statements of a *change* on the dyad (a tie weakening, ended or growing stronger, an
act that somebody speaks of) and, against the headline, statements that the old tie stands. Coded
events are counted apart: they are nobody's statement of a turn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.types import ASSERTED, Voucher

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from detente.types import Question
    from detente.verdict.evidence import Weighed

#: In the order in which they are told.
KINDS = (
    "named officials",
    "governments",
    "other named",
    "media",
    "unnamed groups",
    "the author",
    "events",
)


def vouchers(found: Sequence[Weighed]) -> tuple[Voucher, ...]:
    """Count the statements for and against by kind of voice and side."""
    counts: dict[tuple[str, str | None], tuple[list[str], list[str]]] = {}
    for weighed in found:
        item = weighed.item
        if item.type == "event" and item.reality in ASSERTED:
            key: tuple[str, str | None] = ("events", None)
        elif item.type == "non_action" or weighed.voice is None:
            continue
        elif weighed.turn or weighed.side < 0:
            key = (weighed.voice.kind, weighed.voice.state)
        else:
            continue
        sides = counts.setdefault(key, ([], []))
        sides[0 if weighed.side > 0 else 1].append(item.id)
    order = sorted(counts, key=lambda key: (KINDS.index(key[0]), key[1] or ""))
    return tuple(
        Voucher(kind, state, len(pro), len(con), (*pro, *con))
        for kind, state in order
        for pro, con in [counts[kind, state]]
    )


def who_vouches(found: Sequence[Voucher], question: Question, name: Callable[[str], str]) -> str:
    """Say in a sentence who says so and who does not."""
    texts = [v for v in found if v.kind != "events"]
    coded = next((v for v in found if v.kind == "events"), None)
    pro = [v for v in texts if v.count_for]
    con = [v for v in texts if v.count_against]
    told = []
    if pro:
        told.append(f"The turn is asserted by {listed(pro, 'for', name)}")
        if con:
            told[0] += f"; the opposite by {listed(con, 'against', name)}"
        told[0] += "."
    elif con:
        told.append(
            f"No text in the record asserts the turn; the opposite is said by "
            f"{listed(con, 'against', name)}."
        )
    else:
        told.append("No text in the record asserts the turn.")
    a, b = name(question.a), name(question.b)
    speaking = {v.state for v in pro if v.kind == "named officials" and v.state}
    silent = [end for end in (question.a, question.b) if end not in speaking]
    if texts and len(silent) == 2:
        told.append(f"No named official of {a} or {b} says so.")
    elif texts and silent:
        told.append(f"No named official of {name(silent[0])} says so.")
    if coded:
        side = "conflict" if question.direction == "apart" else "cooperation"
        other = "cooperation" if side == "conflict" else "conflict"
        told.append(
            f"Coded events inside the window: {coded.count_for} of {side}, "
            f"{coded.count_against} of {other}."
        )
    return " ".join(told)


def listed(found: Sequence[Voucher], side: str, name: Callable[[str], str]) -> str:
    """Name the voices of one side with how often they say it."""
    parts = []
    for position, voucher in enumerate(found):
        count = voucher.count_for if side == "for" else voucher.count_against
        who = voucher.kind + (f" of {name(voucher.state)}" if voucher.state else "")
        if voucher.kind in ("named officials", "governments") and not voucher.state:
            who += " of third parties"
        unit = (" statement" if count == 1 else " statements") if not position else ""
        parts.append(f"{who} ({count}{unit})")
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
