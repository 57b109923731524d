"""Numbers and names as they are printed: the same on the page, in the report, in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from detente.types import Counts, Coverage, Question

DIRECTIONS = {"apart": "apart", "closer": "closer"}
SPEAKER_KINDS = {
    "named": "named source",
    "office": "office holder",
    "state": "state",
    "document": "document",
    "media": "media",
    "unnamed_group": "unnamed group",
    "hearsay": "hearsay",
    "narrator": "the author",
}
FACTBANK = {
    "CT+": "certain",
    "PR+": "probable",
    "PS+": "possible",
    "CT-": "certainly not",
    "PR-": "probably not",
    "PS-": "possibly not",
    "CTu": "committed, polarity open",
    "Uu": "not committed",
}
#: The same kinds as headings over those who speak.
SPEAKER_HEADS = {
    "named": "Named sources",
    "office": "Holders of offices",
    "state": "States and governments",
    "document": "Documents",
    "media": "Media",
    "unnamed_group": "Unnamed groups",
    "hearsay": "Hearsay",
    "narrator": "The author",
}
#: For whom actors count, at each level.
LEVELS = {
    "state": "states: actors count for the state they belong to, armed groups for themselves",
    "government": "governments against others: bodies of a government and whoever holds their "
    "offices on the day count for it, everybody else of the state for its others",
    "actor": "single actors: each counts for itself, a state is only what is coded to it by name",
}
STANCES = {"in": "included", "out": "excluded", "silent": "not mentioned"}


def percent(value: float | None) -> str:
    """A share as whole percent; an en dash where there is none."""
    return "–" if value is None else f"{value:.0%}".replace("%", " %")


def share(counts: Counts) -> str:
    """A conflict share with its 90 % interval."""
    if counts.share is None:
        return "–"
    if counts.low is None or counts.high is None:
        return percent(counts.share)
    return f"{percent(counts.share)} [{counts.low * 100:.0f}–{counts.high * 100:.0f}]"


def p_value(value: float | None) -> str:
    """A p to two figures, never as zero."""
    if value is None:
        return "–"
    if value >= 0.001:
        return f"{value:.2g}" if value < 0.1 else f"{value:.2f}"
    return "< 0.000001" if value < 1e-6 else f"{value:.6f}".rstrip("0")


def number(value: float | None) -> str:
    """A whole number with thousands set off, any other to two decimals."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"


def day(value: date | str | None) -> str:
    """A date as ISO, an en dash where there is none."""
    return "–" if value is None else str(value)[:10]


def span_of_days(first: date | None, last: date | None) -> str:
    """Two dates as ``2018-04-14 to 2018-06-02``."""
    if first is None or last is None or last < first:
        return "no dates"
    return f"{day(first)} to {day(last)}"


def plural(count: int, word: str, many: str | None = None) -> str:
    """``1 report``, ``2 reports``."""
    return f"{count:,} {word if count == 1 else many or word + 's'}"


def question(asked: Question, names: Mapping[str, str]) -> str:
    """The question as one sentence without its mark."""
    a, b = names.get(asked.a, asked.a), names.get(asked.b, asked.b)
    how = "moved apart" if asked.direction == "apart" else "drawn closer"
    return f"Have {a} and {b} {how} between {day(asked.since)} and {day(asked.until)}"


def level(name: str) -> str:
    """The level of an analysis as a line: its name, and for whom actors count."""
    return f"Level: {name} ({LEVELS.get(name, name)})."


def coverage(held: Coverage) -> str:
    """What the answer could rest on, in one sentence."""
    articles = (
        f"{plural(held.articles, 'article')} and " if held.articles else "no article text, and "
    )
    outlets = f" from {plural(held.outlets, 'outlet')}" if held.outlets else ""
    silent = plural(held.days_without_reports, "day")
    return (
        f"The record holds {articles}{plural(held.reports, 'report')} of "
        f"{plural(held.events, 'distinct event')}{outlets}, "
        f"{span_of_days(held.first, held.last)}; {silent} of it without any report."
    )


def answer_coverage(held: Coverage) -> str:
    """What an answer could rest on, in one sentence."""
    if held.articles:
        verb = "name" if held.articles != 1 else "names"
        naming = f"{plural(held.articles, 'article')} of the record {verb} both parties"
    else:
        naming = "No article of the record names both parties"
    outlets = f"All of these come from {plural(held.outlets, 'outlet')}. " if held.outlets else ""
    silent = held.days_without_reports
    return (
        f"{naming}; inside the window it holds {plural(held.reports, 'report')} of "
        f"{plural(held.events, 'distinct event')} between them. "
        f"{outlets}{plural(silent, 'day')} of the window {'has' if silent == 1 else 'have'} no "
        f"report of anybody. The record runs from {span_of_days(held.first, held.last)}."
    )


def likelihood(stated: Mapping[str, Any] | None) -> str:
    """A printed word of likelihood with its bracketed range: ``likely [55–80 %]``."""
    if not stated or not stated.get("word"):
        return ""
    low, high = stated.get("low"), stated.get("high")
    if low is None or high is None:
        return f"{stated['word']} [no range by convention]"
    mark = ", by convention" if stated.get("by_convention") else ""
    return f"{stated['word']} [{low}–{high} %{mark}]"


def plain(value: Any) -> str:
    """Any field of a row as words: lists by commas, nested fields by name."""
    if isinstance(value, (list, tuple)):
        return ", ".join(plain(part) for part in value) or "none"
    if isinstance(value, dict):
        return "; ".join(f"{key}: {plain(part)}" for key, part in value.items()) or "none"
    return "–" if value is None else str(value)
