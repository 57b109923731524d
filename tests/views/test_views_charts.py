from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

import made_up
from detente.types import Counts
from detente.views import charts, network, theme


def rows(spec: dict[str, Any], *parts: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of data of a chart, or of some of its layers."""
    sets: dict[str, list[dict[str, Any]]] = spec["datasets"]
    used = [part["data"]["name"] for part in parts] or list(sets)
    return [row for name in used for row in sets[name]]


def test_the_timeline_draws_every_count_and_hatches_only_silence() -> None:
    weeks = made_up.timeline()
    spec = charts.timeline_chart(weeks, made_up.verdict(), theme="page").to_dict()
    bars = [row for row in rows(spec) if "high" in row and "share" not in row]
    drawn = sum(row["high"] - row["low"] for row in bars)
    assert drawn == sum(week.conflict + week.cooperation for week in weeks)
    hatched = [
        rows(spec, layer)
        for layer in spec["vconcat"][0]["layer"]
        if "no-reports" in json.dumps(layer["mark"])
    ]
    assert len(hatched) == 1
    assert [row["since"] for row in hatched[0]] == ["2030-12-09", "2031-03-10", "2031-06-23"]


def test_a_period_without_conflict_is_drawn_as_a_share_but_one_without_reports_is_not() -> None:
    quiet = made_up.counts(date(2031, 1, 1), date(2031, 1, 7), 0, 0)
    calm = made_up.counts(date(2031, 1, 8), date(2031, 1, 14), 0, 6)
    spec = charts.timeline_chart([quiet, calm]).to_dict()
    assert [row["since"] for row in rows(spec) if "share" in row] == ["2031-01-08"]


def test_a_window_that_reaches_beyond_the_record_is_hatched_there() -> None:
    weeks = [week for week in made_up.timeline() if week.since > date(2031, 5, 10)][:3]
    spec = charts.timeline_chart(weeks, made_up.verdict(), theme="page").to_dict()
    hatched = next(
        rows(spec, layer)
        for layer in spec["vconcat"][0]["layer"]
        if "no-reports" in json.dumps(layer["mark"])
    )
    assert hatched == [{"since": "2031-04-21", "until": "2031-05-12"}]


def test_the_window_reaches_to_the_end_of_its_last_day() -> None:
    spec = charts.timeline_chart(made_up.timeline(), made_up.verdict()).to_dict()
    assert {"since": "2031-04-21", "until": "2031-06-02"} in rows(spec)


def test_sign_is_told_by_dash_as_well_as_by_colour() -> None:
    spec = network.network_chart(made_up.report_data().edges, made_up.NAMES).to_dict()
    marks = [layer["mark"] for layer in spec["layer"] if layer["mark"]["type"] == "rule"]
    looks = {(mark["stroke"], str(mark.get("strokeDash"))) for mark in marks}
    assert len(looks) == 3
    assert len({dash for _, dash in looks}) == 3


def test_states_are_circles_and_others_diamonds() -> None:
    edges = made_up.report_data().edges
    spec = network.network_chart(edges, made_up.NAMES, states=frozenset({"ARV", "BLM"})).to_dict()
    shapes = {
        row["name"]: layer["mark"]["shape"]
        for layer in spec["layer"]
        if layer["mark"]["type"] == "point"
        for row in rows(spec, layer)
    }
    assert shapes["Arvenia"] == "circle"
    assert shapes["Riverband"] == "diamond"


def test_placebo_draws_are_all_counted_and_tests_without_draws_left_out() -> None:
    tests = made_up.verdict().tests
    chart = charts.placebo_chart(tests)
    assert chart is not None
    spec = chart.to_dict()
    assert len(spec["vconcat"]) == 2
    first = spec["vconcat"][0]["layer"][0]
    assert sum(row["n"] for row in rows(spec, first)) == 260
    assert charts.placebo_chart([replace(test, draws=()) for test in tests]) is None


def test_draws_that_are_all_alike_still_make_a_picture() -> None:
    flat = replace(made_up.verdict().tests[3], draws=(0.5,) * 9, estimate=0.5)
    chart = charts.placebo_chart([flat])
    assert chart is not None
    chart.to_dict()


def test_nothing_at_all_can_be_drawn() -> None:
    charts.timeline_chart([]).to_dict()
    charts.timeline_chart([], made_up.verdict(), theme="dark").to_dict()


@pytest.mark.parametrize("which", ["light", "dark"])
def test_a_chart_becomes_a_picture_without_a_browser(which: theme.Theme) -> None:
    import vl_convert

    chart = charts.timeline_chart(made_up.timeline(), made_up.verdict(), theme=which)
    svg = vl_convert.vegalite_to_svg(chart.to_json(), vl_version="6.4")
    assert theme.COLOURS["conflict"][which == "dark"] in svg
    assert "var(--" not in svg


def _contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2, section 1.4.3."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_words_and_signs_are_legible_on_their_ground(dark: bool) -> None:
    ground = theme.COLOURS["paper"][dark]
    for name in ("ink", "quiet", "cooperation"):
        assert _contrast(theme.COLOURS[name][dark], ground) >= 4.5
    assert _contrast(theme.COLOURS["conflict"][dark], ground) >= 3
    assert _contrast(theme.COLOURS["ink"][dark], theme.COLOURS["mark"][dark]) >= 4.5


def test_no_layer_is_drawn_of_nothing() -> None:
    """Vega complains on the console of layers without rows."""
    day = date(2030, 1, 1)
    quiet = Counts(day, day, 1, 0, 0, 0, 0, None, None, None)
    calm = Counts(day, day, 1, 2, 2, 0, 2, 0.1, 0.0, 0.3)
    for timeline in ([quiet], [calm], [quiet, calm]):
        spec = charts.timeline_chart(timeline, None).to_dict()
        for panel in spec["vconcat"]:
            for layer in panel["layer"]:
                assert rows(spec, layer)
