"""The dyad over time, and the tests beside their placebos: charts built from plain rows.

Everything that is counted is drawn as a count; nothing is smoothed between periods, and a
period without reports is drawn as silence, never as zero.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from detente.views import theme as themes
from detente.views import wording
from detente.views.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt

    from detente.types import Check, Counts, EvidenceItem, Verdict

Look = Callable[[str], dict[str, Any]]
#: Room that the axis takes on the left, so that panels below one another line up.
AXIS = 46
#: Width drawn where the page does not set one (notebooks, files).
WIDTH = 640
BINS = 36


def timeline_chart(
    timeline: Sequence[Counts],
    verdict: Verdict | None = None,
    *,
    marks: Sequence[tuple[EvidenceItem, str]] = (),
    theme: themes.Theme = "light",
) -> alt.VConcatChart:
    """The dyad period by period: counts above, conflict share with its interval below.

    Args:
        timeline: one row a period, in order of time.
        verdict: shades the window asked for and draws the levels before and inside it.
        marks: evidence to be marked on its day, each ``for`` or ``against``.
        theme: where the chart will be shown.
    """
    import altair as alt

    look = partial(themes.style, theme=theme)
    levels: list[Counts] = []
    if verdict is not None:
        levels = [c for c in (verdict.before, verdict.inside, verdict.after) if c is not None]
    ends = [(c.since, c.until) for c in timeline or levels]
    if verdict is not None:
        ends.append((verdict.question.since, verdict.question.until))
    first = min((since for since, _ in ends), default=date(2000, 1, 1))
    last = max((until for _, until in ends), default=date(2000, 1, 31))
    levels = [
        replace(c, since=max(c.since, first), until=min(c.until, last))
        for c in levels
        if c.since <= last and c.until >= first
    ]
    # An unseen rectangle sets the extent of both panels; a domain given outright is taken
    # for a date on x and for plain text on x2.
    frame = [{"since": _day(first), "until": _day(_after(last))}]
    window = _window(verdict)
    silence = _silence(timeline, first, last)

    def ground(x: Any) -> list[Any]:
        return [
            alt.Chart(alt.InlineData(values=rows)).mark_rect(**look(name)).encode(x=x, x2="until:T")
            for rows, name in ((frame, "frame"), (window, "window"), (silence, "silence"))
            if rows
        ]

    x = _time(labels=False)
    counts = alt.layer(
        *ground(x),
        *_bars(look, timeline, "conflict", x),
        *_bars(look, timeline, "cooperation", x),
        *_evidence_marks(look, marks, x),
    ).properties(width=WIDTH, height=170, title="Distinct events")
    x = _time(labels=True)
    shares = alt.layer(
        *ground(x), *_share_layers(look, timeline, x), *_level_layers(look, levels, x)
    ).properties(width=WIDTH, height=120, title="Share of conflict among them, with its 90 % range")
    return cast(
        "alt.VConcatChart",
        alt.vconcat(counts, shares, spacing=14).configure(**themes.config(theme)),
    )


def _time(*, labels: bool) -> Any:
    """The axis of days, labelled under the lower panel only."""
    import altair as alt

    axis = alt.Axis(grid=False, labels=labels, labelOverlap=True, tickCount=6, format="%-d %b %Y")
    return alt.X("since:T", title=None, scale=alt.Scale(type="utc", nice=False), axis=axis)


def _bars(look: Look, timeline: Sequence[Counts], kind: str, x: Any) -> list[Any]:
    """The bars of one kind; none where there is none, as Vega complains of empty layers."""
    import altair as alt

    rows = [
        {
            "since": _day(c.since),
            "until": _day(_after(c.until)),
            "low": 0 if kind == "conflict" else c.conflict,
            "high": c.conflict + (c.cooperation if kind == "cooperation" else 0),
            "tip": counts_line(c),
        }
        for c in timeline
        if (c.conflict if kind == "conflict" else c.cooperation)
    ]
    if not rows:
        return []
    most = max((c.conflict + c.cooperation for c in timeline), default=0)
    y = alt.Y(
        "low:Q",
        title=None,
        scale=alt.Scale(domain=[0, max(most, 1) * 1.15], nice=False),
        axis=alt.Axis(format="d", tickMinStep=1, tickCount=4, minExtent=AXIS, maxExtent=AXIS),
    )
    chart = alt.Chart(alt.InlineData(values=rows)).mark_rect(x2Offset=-1, **look(kind))
    return [chart.encode(x=x, x2="until:T", y=y, y2="high:Q", tooltip=alt.Tooltip("tip:N"))]


def _evidence_marks(look: Look, marks: Sequence[tuple[EvidenceItem, str]], x: Any) -> list[Any]:
    import altair as alt

    layers = []
    for side, shape in (("for", "triangle-down"), ("against", "diamond")):
        rows = [
            {"since": _day(item.date), "tip": f"{side}: {wording.day(item.date)} {item.words}"}
            for item, which in marks
            if which == side and item.date is not None
        ]
        for row in rows:
            row["tip"] = one_line(row["tip"], 160)
        if rows:
            y = alt.value(6 if side == "for" else 18)
            layers.append(
                alt.Chart(alt.InlineData(values=rows))
                .mark_point(shape=shape, size=70, opacity=1, **look(side))
                .encode(x=x, y=y, tooltip=alt.Tooltip("tip:N"))
            )
    return layers


def _share_layers(look: Look, timeline: Sequence[Counts], x: Any) -> list[Any]:
    import altair as alt

    rows = [
        {
            "since": _day(c.since),
            "until": _day(_after(c.until)),
            "share": c.share,
            "low": c.share if c.low is None else c.low,
            "high": c.share if c.high is None else c.high,
            "tip": counts_line(c),
        }
        for c in timeline
        if c.share is not None and c.reports
    ]
    if not rows:
        return []
    axis = alt.Axis(format=".0%", values=[0, 0.5, 1], minExtent=AXIS, maxExtent=AXIS)
    scale = alt.Scale(domain=[0, 1])
    base = alt.Chart(alt.InlineData(values=rows))
    tip = alt.Tooltip("tip:N")
    band = base.mark_rect(x2Offset=-1, **look("interval")).encode(
        x=x,
        x2="until:T",
        y=alt.Y("low:Q", title=None, scale=scale, axis=axis),
        y2="high:Q",
        tooltip=tip,
    )
    line = base.mark_rule(x2Offset=-1, **look("share")).encode(
        x=x, x2="until:T", y=alt.Y("share:Q", title=None, scale=scale, axis=axis), tooltip=tip
    )
    return [band, line]


def _level_layers(look: Look, levels: Sequence[Counts], x: Any) -> list[Any]:
    import altair as alt

    rows = [
        {
            "since": _day(c.since),
            "until": _day(_after(c.until)),
            "share": c.share,
            "tip": f"whole stretch: {wording.share(c)}",
        }
        for c in levels
        if c.share is not None
    ]
    if not rows:
        return []
    return [
        alt.Chart(alt.InlineData(values=rows))
        .mark_rule(**look("level"))
        .encode(x=x, x2="until:T", y=alt.Y("share:Q"), tooltip=alt.Tooltip("tip:N"))
    ]


def counts_line(counts: Counts) -> str:
    """One period in words, for tooltips."""
    return (
        f"{wording.span_of_days(counts.since, counts.until)}: {counts.conflict} conflict, "
        f"{counts.cooperation} cooperation, share {wording.share(counts)}; "
        f"{wording.plural(counts.events, 'event')} in {wording.plural(counts.reports, 'report')}"
    )


def _window(verdict: Verdict | None) -> list[dict[str, Any]]:
    if verdict is None:
        return []
    asked = verdict.question
    return [{"since": _day(asked.since), "until": _day(_after(asked.until))}]


def _silence(timeline: Sequence[Counts], first: date, last: date) -> list[dict[str, Any]]:
    """Stretches of the days shown on which nothing is on record, neighbours joined."""
    silent: list[dict[str, Any]] = []
    at = first
    for counts in timeline:
        if counts.reports:
            if at < counts.since:
                silent.append({"since": _day(at), "until": _day(counts.since)})
            at = _after(counts.until)
    if at <= last:
        silent.append({"since": _day(at), "until": _day(_after(last))})
    return silent


def placebo_chart(
    checks: Sequence[Check], *, theme: themes.Theme = "light"
) -> alt.VConcatChart | None:
    """For each test with draws, where the estimate falls among them; None without any."""
    import altair as alt
    import numpy as np

    look = partial(themes.style, theme=theme)
    panels = []
    for check in checks:
        if len(check.draws) < 2 or check.estimate is None:
            continue
        count, edges = np.histogram(check.draws, bins=min(BINS, 4 + len(check.draws) // 2))
        low = min(float(edges[0]), check.estimate)
        high = max(float(edges[-1]), check.estimate)
        pad = (high - low or 1.0) * 0.03
        scale = alt.Scale(domain=[low - pad, high + pad], nice=False, zero=False)
        rows = [
            {"low": float(a), "high": float(b), "n": int(n), "zero": 0}
            for a, b, n in zip(edges, edges[1:], count, strict=False)
            if n
        ]
        x = alt.X("low:Q", title=None, scale=scale, axis=alt.Axis(grid=False, tickCount=5))
        y = alt.Y("zero:Q", axis=None)
        bars = (
            alt.Chart(alt.InlineData(values=rows))
            .mark_rect(x2Offset=-0.5, **look("draws"))
            .encode(x=x, x2="high:Q", y=y, y2="n:Q")
        )
        here = (
            alt.Chart(alt.InlineData(values=[{"low": check.estimate}]))
            .mark_rule(**look("estimate"))
            .encode(x=x)
        )
        title = one_line(f"{check.name}: {len(check.draws):,} draws", 60)
        panels.append(alt.layer(bars, here).properties(width=WIDTH, height=54, title=title))
    if not panels:
        return None
    return cast(
        "alt.VConcatChart",
        alt.vconcat(*panels, spacing=12).configure(**themes.config(theme)),
    )


def _day(value: date | None) -> str:
    return "" if value is None else value.isoformat()


def _after(value: date) -> date:
    """The day after, at which a stretch that includes its last day ends."""
    return value + timedelta(days=1)
