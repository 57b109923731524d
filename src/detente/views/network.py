"""Who stands with whom: the signed network as a chart."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from detente.views import theme as themes
from detente.views import wording
from detente.views.charts import WIDTH
from detente.views.layout import edge_sign, positions
from detente.views.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import altair as alt

    from detente.types import Edge

#: Names at the edge of the picture are written towards its middle.
_NUDGE = {"left": -6, "center": 0, "right": 6}


def network_chart(
    edges: Sequence[Edge],
    names: Mapping[str, str],
    *,
    states: frozenset[str] = frozenset(),
    asked: Sequence[str] = (),
    theme: themes.Theme = "light",
) -> alt.LayerChart:
    """Who stands with whom: coded events as broad lines, stated ties as thin ones.

    Friends are joined by a blue solid line, foes by a vermilion dashed one, and a dotted line
    says that the sign cannot be told. States are circles, all others diamonds.
    """
    import altair as alt

    look = partial(themes.style, theme=theme)
    at = positions(edges)
    layers: list[Any] = []
    most = max((edge.events for edge in edges), default=1) or 1
    for style, sign in (("open", 0), ("friend", 1), ("foe", -1)):
        for basis in ("events", "stated"):
            rows = [
                _line(edge, at, names, most, basis) for edge in edges if _has(edge, basis, sign)
            ]
            if rows:
                layers.append(_lines(rows, look(style)))
    nodes = [
        {
            "x": x,
            "y": y,
            "name": one_line(names.get(actor, actor), 22),
            "asked": actor in asked,
            "shape": "circle" if actor in states else "diamond",
            "align": "left" if x < 0.12 else "right" if x > 0.88 else "center",
        }
        for actor, (x, y) in at.items()
    ]
    for style, is_asked in (("node", False), ("asked", True)):
        for shape in ("circle", "diamond"):
            rows = [n for n in nodes if n["asked"] == is_asked and n["shape"] == shape]
            if rows:
                layers.append(
                    alt.Chart(alt.InlineData(values=rows))
                    .mark_point(shape=shape, size=130, opacity=1, **look(style))
                    .encode(**_at(), tooltip=alt.Tooltip("name:N"))
                )
    for align in ("left", "center", "right"):
        rows = [n for n in nodes if n["align"] == align]
        layers += [
            alt.Chart(alt.InlineData(values=rows))
            .mark_text(dy=17, align=align, dx=_NUDGE[align], **look(style))
            .encode(**_at(), text="name:N")
            for style in ("halo", "name")
            if rows
        ]
    return cast(
        "alt.LayerChart",
        alt.layer(*layers).properties(width=WIDTH, height=430).configure(**themes.config(theme)),
    )


def _has(edge: Edge, basis: str, sign: int) -> bool:
    if basis == "events":
        return edge.events > 0 and edge.sign == sign
    return edge.statements > 0 and (edge.stated > 0) - (edge.stated < 0) == sign


def _line(
    edge: Edge,
    at: Mapping[str, tuple[float, float]],
    names: Mapping[str, str],
    most: int,
    basis: str,
) -> dict[str, Any]:
    (x, y), (x2, y2) = at[edge.a], at[edge.b]
    length = max(((x2 - x) ** 2 + (y2 - y) ** 2) ** 0.5, 1e-6)
    # Beside a line of events the line of statements runs a little to one side.
    aside = 0.012 if basis == "stated" and edge.events else 0.0
    dx, dy = -(y2 - y) / length * aside, (x2 - x) / length * aside
    return {
        "x": x + dx,
        "y": y + dy,
        "x2": x2 + dx,
        "y2": y2 + dy,
        "width": 1.6 if basis == "stated" else 1.5 + 3.5 * (edge.events / most) ** 0.5,
        "tip": one_line(edge_line(edge, names)),
    }


def _lines(rows: list[dict[str, Any]], look: dict[str, Any]) -> Any:
    import altair as alt

    return (
        alt.Chart(alt.InlineData(values=rows))
        .mark_rule(strokeCap="butt", opacity=0.85, **look)
        .encode(
            **_at(),
            x2="x2:Q",
            y2="y2:Q",
            strokeWidth=alt.StrokeWidth("width:Q", scale=None),
            tooltip=alt.Tooltip("tip:N"),
        )
    )


def _at() -> dict[str, Any]:
    import altair as alt

    scale = alt.Scale(domain=[-0.04, 1.04], nice=False, zero=False)
    return {
        "x": alt.X("x:Q", axis=None, scale=scale),
        "y": alt.Y("y:Q", axis=None, scale=scale),
    }


def edge_line(edge: Edge, names: Mapping[str, str]) -> str:
    """One edge in words."""
    sign = {1: "friendlier than most", -1: "more hostile than most", 0: "cannot be told"}[
        edge_sign(edge)
    ]
    return (
        f"{names.get(edge.a, edge.a)} – {names.get(edge.b, edge.b)}: {sign}; "
        f"{edge.conflict} conflict, {edge.cooperation} cooperation "
        f"({wording.percent(edge.share)} conflict), "
        f"{wording.plural(edge.statements, 'stated tie')} adding up to {edge.stated:+d}"
    )
