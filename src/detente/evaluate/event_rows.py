"""Judged events counted up, and listed one by one, as rows to print."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from detente.evaluate.events import LEVELS
from detente.evaluate.lines import COUNTED
from detente.types import ASSERTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.evaluate.events import FoundPair, Given, GoldPair, Scored, Wanted

Row = dict[str, Any]


def score_rows(scored: Sequence[Scored]) -> list[Row]:
    """The scores at both levels, then, at the level of states, by type.

    ``gold`` are the pairs asked about, ``found`` the reader's, ``right`` the gold ones that are
    right; recall is ``right`` of ``gold``; precision is the share of ``found`` that the gold
    has too, however often. Rows that ask something of what was found ("type of those") have a
    recall only.
    """
    rows: list[Row] = []
    for level in LEVELS:
        of_level = [one for one in scored if one.level == level]
        rows += _level_rows(level, of_level)
    at_states = [one for one in scored if one.level == "state"]
    rows += _without_events(at_states)
    return [*rows, *_type_rows(at_states), *_confusions(at_states)]


def error_rows(scored: Iterable[Scored]) -> list[Row]:
    """Every gold pair that is not right, and every pair of the reader's that the gold has not.

    An end that is of the right state but not the right actor is told as ``actor``; a right
    pair and type with another reality as ``reality``.
    """
    rows: list[Row] = []
    judged = list(scored)
    for fine, coarse in zip(judged[::2], judged[1::2], strict=True):
        for one, other in zip(fine.wanted, coarse.wanted, strict=True):
            if not one.pair.counts:
                continue
            if other.outcome != "right":
                rows.append(_missing(coarse, other, other.outcome))
            elif one.outcome != "right":
                rows.append(_missing(coarse, other, "actor"))
            elif one.found and not _reality_right(one):
                rows.append(_missing(fine, one, "reality"))
        rows += [
            _row(coarse, "spurious", None, given.pair)
            for given in coarse.given
            if given.counts and not given.pair_right
        ]
    return rows


def strangers(scored: Iterable[Scored]) -> list[str]:
    """Names of the gold that the registry does not know."""
    return sorted({name for one in scored for name in one.strangers})


# ----- scores ---------------------------------------------------------------------------------


def _level_rows(level: str, scored: Sequence[Scored]) -> list[Row]:
    wanted, given = _counted(scored)
    paired = [one for one in wanted if one.outcome in ("right", "type")]
    right = [one for one in wanted if one.outcome == "right"]
    rows = [
        _row_of(level, "all", "pair", len(wanted), len(given), len(paired), _pairs_right(given)),
        _row_of(
            level, "all", "pair and type", len(wanted), len(given), len(right), _types_right(given)
        ),
    ]
    for tier in COUNTED:
        of_tier = [one for one in wanted if one.pair.event.tier == tier]
        if of_tier and len(of_tier) < len(wanted):
            good = sum(one.outcome == "right" for one in of_tier)
            rows.append(_share(level, "tier", str(tier), len(of_tier), good))
    directed = [one for one in wanted if not one.pair.event.symmetric]
    turned = sum(one.outcome == "reversed" for one in directed)
    rows.append(_share(level, "check", "type of pairs found", len(paired), len(right)))
    rows.append(_share(level, "check", "pair reversed", len(directed), turned))
    told = [one for one in right if one.pair.event.realities]
    rows.append(_share(level, "check", "reality", len(told), sum(map(_reality_right, told))))
    rows.append(
        _share(level, "check", "asserted or not", len(told), sum(map(_assertion_right, told)))
    )
    moded = [one for one in right if one.pair.event.mode]
    rows.append(_share(level, "check", "mode", len(moded), sum(map(_mode_right, moded))))
    dated = [one for one in right if one.pair.event.days]
    rows.append(_share(level, "check", "date", len(dated), sum(map(_date_right, dated))))
    return rows


def _without_events(scored: Sequence[Scored]) -> list[Row]:
    """Texts in which the coder finds nothing: in how many the reader does neither."""
    empty = [one for one in scored if not one.article.events]
    clean = sum(not any(given.counts for given in one.given) for one in empty)
    return [_share("", "check", "texts of no event", len(empty), clean)] if empty else []


def _type_rows(scored: Sequence[Scored]) -> list[Row]:
    wanted, given = _counted(scored)
    labels = Counter(_label(one.pair) for one in wanted)
    right = Counter(_label(one.pair) for one in wanted if one.outcome == "right")
    said: Counter[str] = Counter()
    said_right: Counter[str] = Counter()
    joint = {kind: label for label in labels for kind in label.split("/")}
    for one in given:
        label = joint.get(one.pair.event.type, one.pair.event.type)
        said[label] += 1
        said_right[label] += one.type_right
    rows = [
        _row_of("state", "type", label, labels[label], said[label], right[label], said_right[label])
        for label in sorted(labels | said)
    ]
    scores = [row["f1"] or 0.0 for row in rows if row["gold"]]
    if scores:
        mean = _share("state", "all", "mean F1 of types", len(scores), 0)
        rows.append(
            mean | {"right": None, "recall": None, "f1": round(sum(scores) / len(scores), 4)}
        )
    return rows


def _confusions(scored: Sequence[Scored]) -> list[Row]:
    wanted, _ = _counted(scored)
    taken = Counter(
        f"{_label(one.pair)} as {one.found.event.type}"
        for one in wanted
        if one.outcome == "type" and one.found is not None
    )
    return [
        _row_of("state", "confusion", name, count, None, None, None)
        for name, count in sorted(taken.items(), key=lambda item: (-item[1], item[0]))
    ]


def _counted(scored: Sequence[Scored]) -> tuple[list[Wanted], list[Given]]:
    wanted = [one for article in scored for one in article.wanted if one.pair.counts]
    given = [one for article in scored for one in article.given if one.counts]
    return wanted, given


def _pairs_right(given: Sequence[Given]) -> int:
    return sum(one.pair_right for one in given)


def _types_right(given: Sequence[Given]) -> int:
    return sum(one.type_right for one in given)


def _label(pair: GoldPair) -> str:
    return pair.event.label


def _row_of(
    level: str,
    part: str,
    name: str,
    gold: int,
    found: int | None,
    right: int | None,
    found_right: int | None,
) -> Row:
    precision = _divided(found_right, found)
    recall = _divided(right, gold)
    f1 = None
    if precision is not None and recall is not None:
        both = precision + recall
        f1 = round(2 * precision * recall / both, 4) if both else 0.0
    return {
        "level": level,
        "part": part,
        "name": name,
        "gold": gold,
        "found": found,
        "right": right,
        "precision": precision,
        "recall": recall,
        "f1": f1,
    }


def _share(level: str, part: str, name: str, of: int, good: int) -> Row:
    return _row_of(level, part, name, of, None, good, None)


def _divided(part: int | None, whole: int | None) -> float | None:
    return round(part / whole, 4) if part is not None and whole else None


# ----- checks on what was found ---------------------------------------------------------------


def _reality_right(one: Wanted) -> bool:
    wanted = one.pair.event.realities
    return not wanted or (one.found is not None and one.found.event.reality in wanted)


def _assertion_right(one: Wanted) -> bool:
    wanted = one.pair.event.realities
    asserted = one.found is not None and one.found.event.reality in ASSERTED
    return bool(wanted & ASSERTED) if asserted else bool(wanted - ASSERTED)


def _mode_right(one: Wanted) -> bool:
    return one.found is not None and one.found.event.mode == one.pair.event.mode


def _date_right(one: Wanted) -> bool:
    """Whether the reader's date lies within the coder's."""
    days = one.pair.event.days
    when = one.found.event.when if one.found else None
    if days is None or when is None or when.start is None:
        return False
    return days[0] <= when.start and (when.end or when.start) <= days[1]


# ----- errors ---------------------------------------------------------------------------------


def _missing(scored: Scored, one: Wanted, error: str) -> Row:
    return _row(scored, error, one.pair, one.found)


def _row(scored: Scored, error: str, wanted: GoldPair | None, found: FoundPair | None) -> Row:
    text = scored.article.text
    trigger = found.event.trigger if found else None
    return {
        "article": scored.article.id,
        "error": error,
        "expected": _expected(wanted) if wanted else None,
        "found": _found(found) if found else None,
        "trigger": text[trigger.start : trigger.end] if trigger else None,
        "tier": wanted.event.tier if wanted else None,
        "sentence": " ".join(_sentence(text, wanted, found).split()),
    }


def _expected(pair: GoldPair) -> str:
    event = pair.event
    source, target = (end.shown if end else "nobody" for end in (pair.source, pair.target))
    reality = " or ".join(sorted(event.realities)) if len(event.realities) < 4 else ""
    return f"{source} > {target}: {event.label}" + (f", {reality}" if reality else "")


def _found(pair: FoundPair) -> str:
    source, target = (
        (party.actor.id if party.actor else party.words) if party else "nobody"
        for party in (pair.source, pair.target)
    )
    return f"{source} > {target}: {pair.event.type}, {pair.event.reality}"


def _sentence(text: str, wanted: GoldPair | None, found: FoundPair | None) -> str:
    """The sentence an error stands in, as far as the coder or the reader says where it is."""
    if found is not None:
        evidence = found.event.evidence[0]
        return text[evidence.start : evidence.end]
    at = _marked(wanted) if wanted else None
    from detente.reading.sentences import stretches

    parts = stretches(text)
    if at is None:
        return text if len(parts) < 2 else ""
    return next((text[p.start : p.end] for p in parts if p.start <= at < p.end), "")


def _marked(wanted: GoldPair) -> int | None:
    if wanted.event.trigger:
        return wanted.event.trigger[0]
    ends = (end for end in (wanted.source, wanted.target) if end is not None)
    return next((end.at[0] for end in ends if end.at), None)
