"""Who vouches for a headline: whose statements say so, whose say the opposite, and whose do not.

Counted are statements of a *change* on the dyad (a tie weakening, ended or growing stronger, an
act that somebody speaks of) and, against the headline, statements that the old tie stands. Coded
events are counted apart: they are nobody's statement of a turn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.standing.levels import is_others
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
    """Count the statements for and against by kind of voice and side.

    A sentence is one statement of a voice for either side, however many rows it gives; what the
    two parties say together counts once for each of them.
    """
    heard: set[tuple[object, ...]] = set()
    counts: dict[tuple[str, str | None], tuple[list[str], list[str]]] = {}
    for weighed in found:
        item = weighed.item
        keys: list[tuple[str, str | None]]
        if item.type == "event" and item.reality in ASSERTED:
            keys = [("events", None)]
        elif item.type == "non_action" or weighed.voice is None:
            continue
        elif weighed.turn or (weighed.side < 0 and item.type == "tie"):
            keys = [(weighed.voice.kind, state) for state in weighed.voice.states or (None,)]
        else:
            continue
        for key in keys:
            if item.quote is not None and key[0] != "events":
                statement = (key, item.speaker, item.quote, weighed.side)
                if statement in heard:
                    continue
                heard.add(statement)
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
    silent = without_official(pro, question)
    if texts and silent:
        told.append(f"No named official of {' or '.join(map(name, silent))} says so.")
    if coded:
        side = "conflict" if question.direction == "apart" else "cooperation"
        other = "cooperation" if side == "conflict" else "conflict"
        told.append(
            f"Events inside the window: {coded.count_for} of {side}, "
            f"{coded.count_against} of {other}."
        )
    return " ".join(told)


def without_official(found: Sequence[Voucher], question: Question) -> list[str]:
    """The parties of which no named official is among the voices; others have no officials."""
    speaking = {v.state for v in found if v.kind == "named officials"}
    ends = [end for end in (question.a, question.b) if not is_others(end)]
    return [end for end in ends if end not in speaking]


def called(voucher: Voucher, name: Callable[[str], str]) -> str:
    """A kind of voice with its side, as it is printed."""
    if voucher.state and voucher.kind == "governments":
        return f"the government of {name(voucher.state)}"
    if voucher.state:
        return f"{voucher.kind} of {name(voucher.state)}"
    if voucher.kind in ("named officials", "governments"):
        return f"{voucher.kind} of third parties"
    return voucher.kind


def joined(parts: Sequence[str]) -> str:
    """Parts of a sentence with commas and a last "and"."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def listed(found: Sequence[Voucher], side: str, name: Callable[[str], str]) -> str:
    """Name the voices of one side with how often they say it."""
    parts = []
    for position, voucher in enumerate(found):
        count = voucher.count_for if side == "for" else voucher.count_against
        unit = (" statement" if count == 1 else " statements") if not position else ""
        parts.append(f"{called(voucher, name)} ({count}{unit})")
    return joined(parts)
