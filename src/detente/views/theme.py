"""Colours and lettering of the charts, kept apart from what they show.

Charts name what a mark means (``conflict``, ``window`` ...) and `style` gives that name its
looks. On a page the colours are CSS variables, which reach into Vega's SVG, so one
chart serves light, dark and paper; files (PNG, SVG, PDF) and notebooks take fixed ones.

Blue and vermilion are the pair of Okabe and Ito's palette that every kind of colour vision
tells apart; sign is always told by dash or position too.
"""

from __future__ import annotations

from typing import Any, Literal

Theme = Literal["page", "light", "dark"]

#: Each colour on light and on dark ground; the page's style sheet is written from the same.
COLOURS: dict[str, tuple[str, str]] = {
    "ink": ("#1c1b19", "#e9e6df"),
    "quiet": ("#5d5a54", "#a9a499"),
    "rule": ("#c9c5bb", "#4a4740"),
    "paper": ("#fdfcf9", "#171614"),
    "panel": ("#f3f1ea", "#211f1c"),
    "cooperation": ("#0b66a8", "#62b0e8"),
    "conflict": ("#c8500a", "#f08a4b"),
    "window": ("#efe3bd", "#3d3620"),
    "mark": ("#f9e48c", "#6a5510"),
}
SERIF = "Charter, 'Bitstream Charter', 'Iowan Old Style', Cambria, Georgia, serif"
SANS = "system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"


def colour(name: str, theme: Theme) -> str:
    """The colour of that name as Vega is to write it."""
    if theme == "page":
        return f"var(--{name})"
    return COLOURS[name][theme == "dark"]


def style_sheet() -> str:
    """The colours as CSS variables; dark where the reader's system is, light on paper."""
    light = "".join(f"--{name}:{pair[0]};" for name, pair in COLOURS.items())
    dark = "".join(f"--{name}:{pair[1]};" for name, pair in COLOURS.items())
    return (
        f":root{{{light}--serif:{SERIF};--sans:{SANS}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    )


def config(theme: Theme = "light") -> dict[str, Any]:
    """The Vega-Lite configuration for a theme; backgrounds stay clear."""

    def c(name: str) -> str:
        return colour(name, theme)

    return {
        "background": "transparent",
        "font": SANS,
        "aria": False,
        "view": {"stroke": None},
        "title": {"color": c("quiet"), "fontSize": 12, "fontWeight": "normal", "anchor": "start"},
        "axis": {
            "labelColor": c("quiet"),
            "titleColor": c("quiet"),
            "domainColor": c("rule"),
            "tickColor": c("rule"),
            "gridColor": c("rule"),
            "gridOpacity": 0.5,
            "labelFontSize": 12,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "labelFlush": True,
        },
        "text": {"color": c("ink"), "font": SANS, "fontSize": 12},
    }


def style(name: str, theme: Theme = "light") -> dict[str, Any]:
    """What a mark of that meaning looks like, as properties of a Vega-Lite mark."""

    def c(name: str) -> str:
        return colour(name, theme)

    hatched: dict[str, Any] = {"fill": "url(#no-reports)"}
    looks: dict[str, dict[str, Any]] = {
        # Hatching is a pattern that the page defines; a file has none and takes a tint.
        "silence": hatched if theme == "page" else {"fill": c("rule"), "opacity": 0.45},
        "frame": {"opacity": 0},
        "cooperation": {"fill": c("cooperation")},
        "conflict": {"fill": c("conflict")},
        "window": {"fill": c("window")},
        "interval": {"fill": c("quiet"), "opacity": 0.22},
        "share": {"stroke": c("ink"), "strokeWidth": 2.5},
        "level": {"stroke": c("conflict"), "strokeWidth": 1.5, "strokeDash": [5, 3]},
        "for": {"fill": c("conflict"), "stroke": c("paper"), "strokeWidth": 0.7},
        "against": {"fill": c("cooperation"), "stroke": c("paper"), "strokeWidth": 0.7},
        "friend": {"stroke": c("cooperation")},
        "foe": {"stroke": c("conflict"), "strokeDash": [6, 4]},
        "open": {"stroke": c("quiet"), "strokeDash": [1, 4]},
        "node": {"fill": c("paper"), "stroke": c("ink"), "strokeWidth": 1.5},
        "asked": {"fill": c("ink"), "stroke": c("ink"), "strokeWidth": 1.5},
        "name": {"fill": c("ink"), "fontSize": 12},
        "halo": {"fill": c("paper"), "stroke": c("paper"), "strokeWidth": 4, "fontSize": 12},
        "draws": {"fill": c("quiet"), "opacity": 0.55},
        "estimate": {"stroke": c("conflict"), "strokeWidth": 3},
    }
    return looks[name]
