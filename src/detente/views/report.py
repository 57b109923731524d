"""The report: one HTML file that holds everything it shows and fetches nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.errors import RecordError
from detente.views import bundle, charts, layout, network, page, wording
from detente.views.columns import quote
from detente.views.highlight import passage, pieces

if TYPE_CHECKING:
    from detente.types import Article, Counts, Edge, EvidenceItem, Level, Verdict
    from detente.views.highlight import Passage, Piece

#: A report is read by people and sent by mail: beyond so many rows a part says how many more.
MOST_ROWS = 300
MOST_ARTICLES = 300
#: Actors in the network; the page has no room for more names.
MOST_ACTORS = 16
#: In a network of more ties than this, those that cannot be told are left to the table.
DENSE = 40


@dataclass(frozen=True, slots=True)
class ReportData:
    """The rows behind a report, as the listings of the record give them.

    Attributes:
        articles: by id, those that any evidence below points into.
        timeline: the dyad, period by period.
        marks: evidence to be marked on the timeline.
        claims, ties, readings, provisions, non_actions, outlooks: rows of docs/record.md.
        edges: how the most active actors stand to one another in the window.
        runs: what was read and loaded, with version, settings and hashes.
        names: what to call each actor id.
        types: the type of each actor id (``state``, ``person`` ...), where known.
        level: for whom actors count in the timeline and the edges.
        corrections: rows of the log of corrections.
        folding: how many reports each rule folded into events reported before.
    """

    articles: Mapping[str, Article] = field(default_factory=dict)
    timeline: Sequence[Counts] = ()
    marks: Sequence[EvidenceItem] = ()
    claims: Sequence[dict[str, Any]] = ()
    ties: Sequence[dict[str, Any]] = ()
    readings: Sequence[dict[str, Any]] = ()
    provisions: Sequence[dict[str, Any]] = ()
    non_actions: Sequence[dict[str, Any]] = ()
    outlooks: Sequence[dict[str, Any]] = ()
    edges: Sequence[Edge] = ()
    runs: Sequence[dict[str, Any]] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    level: Level = "state"
    corrections: Sequence[dict[str, Any]] = ()
    folding: Mapping[str, int] = field(default_factory=dict)


def write_report(path: str | Path, verdict: Verdict | None, data: ReportData) -> Path:
    """Write the report and return its path.

    Args:
        path: the file to write; its folder must exist.
        verdict: the answer that the report defends, or None to show what the record holds.
        data: the rows that are shown with it.

    Raises:
        RecordError: the file cannot be written.
    """
    target = Path(path)
    text = report_html(verdict, data)
    try:
        target.write_text(text, encoding="utf-8", newline="\n", errors="backslashreplace")
    except OSError as error:
        raise RecordError(
            f"the report cannot be written to {target}: {error.strerror}",
            hint="name a file in a folder that exists and may be written to, with -o",
        ) from error
    return target


def report_html(verdict: Verdict | None, data: ReportData) -> str:
    """The report as text."""
    scripts = [bundle.javascript(), bundle.inline(page.read_static("page.js"))]
    styles = [page.style_sheet()]
    shown = context(verdict, data, link=_within)
    return (
        page.environment()
        .get_template("report.html")
        .render(
            **shown,
            scripts=[_markup(script) for script in scripts],
            styles=[_markup(style) for style in styles],
            policy=page.file_policy(scripts, styles),
        )
    )


def context(verdict: Verdict | None, data: ReportData, *, link: page.Link) -> dict[str, Any]:
    """What the templates of the report are given; the served pages use the same."""
    evidence = [*verdict.evidence_for, *verdict.evidence_against] if verdict else []
    marks = _marks(evidence, data)
    return {
        "verdict": verdict,
        "data": data,
        "name": lambda actor: data.names.get(actor, actor),
        "link": link,
        "wording": wording,
        "quote_of": quote,
        "question": wording.question(verdict.question, data.names) if verdict else None,
        "coverage": wording.answer_coverage(verdict.coverage) if verdict else None,
        "pictures": _pictures(verdict, data),
        "passage_of": lambda item: _passage(item, data.articles),
        "timeline": in_view(data.timeline, verdict),
        "voices": _by_kind(data.claims[:MOST_ROWS]),
        "expressions": _by_expression(data.readings),
        "most": MOST_ROWS,
        "texts": _texts(data.articles, marks),
        "marked": {owner for owner, _, _, _ in marks},
    }


def _within(kind: str, id: str) -> str | None:
    """Links inside the file: only what stands in it has one."""
    return f"#text-{page.anchor(id)}" if kind == "article" else None


def _markup(text: str) -> Any:
    from markupsafe import Markup

    return Markup(text)  # our own style sheets and scripts, never outside words


def _pictures(verdict: Verdict | None, data: ReportData) -> dict[str, page.Picture]:
    found: dict[str, page.Picture] = {}
    timeline = in_view(data.timeline, verdict)
    if timeline:
        against = {item.id for item in verdict.evidence_against} if verdict else set()
        marks = [(item, "against" if item.id in against else "for") for item in data.marks]
        chart: Any = charts.timeline_chart(timeline, verdict, marks=marks, theme="page")
        found["timeline"] = _picture("timeline", chart, 62, _timeline_words(verdict, timeline))
    edges = layout.chosen(data.edges, _asked(verdict), most=MOST_ACTORS)
    if edges:
        states = frozenset(
            actor
            for edge in edges
            for actor in (edge.a, edge.b)
            if data.types.get(actor, "state" if "." not in actor and actor.isupper() else "")
            in {"state", "territory"}
        )
        told = [edge for edge in edges if layout.edge_sign(edge)]
        drawn = told if len(edges) > DENSE and told else edges
        chart = network.network_chart(
            drawn, data.names, states=states, asked=_asked(verdict), theme="page"
        )
        label = f"Network of {wording.plural(len(edges), 'tie')}; the table below lists each."
        found["network"] = _picture("network", chart, 12, label)
    if verdict:
        placebo = charts.placebo_chart(verdict.tests, theme="page")
        if placebo is not None:
            label = "Where the estimate of each test falls among its placebo draws."
            found["placebo"] = _picture("placebo", placebo, 24, label)
    return found


def _picture(kind: str, chart: Any, room: int, label: str) -> page.Picture:
    return page.Picture(f"chart-{kind}", kind, chart.to_dict(), room, label)


def _asked(verdict: Verdict | None) -> tuple[str, ...]:
    return (verdict.question.a, verdict.question.b) if verdict else ()


def _timeline_words(verdict: Verdict | None, timeline: Sequence[Counts]) -> str:
    silent = sum(1 for counts in timeline if not counts.reports)
    words = (
        f"Conflict and cooperation in {wording.plural(len(timeline), 'period')}, "
        f"{silent} of them without reports."
    )
    if verdict is None:
        return words
    return (
        f"{words} Share of conflict before the window {wording.share(verdict.before)}, "
        f"inside it {wording.share(verdict.inside)}."
    )


def in_view(timeline: Sequence[Counts], verdict: Verdict | None) -> Sequence[Counts]:
    """The timeline without the silence before its first and after its last report.

    Half as much again as the window is kept on either side of the window, so that silence
    around it is seen.
    """
    told = [i for i, counts in enumerate(timeline) if counts.reports]
    if verdict is not None:
        asked = verdict.question
        room = (asked.until - asked.since) * 1.5
        told += [
            i
            for i, counts in enumerate(timeline)
            if asked.since - counts.until <= room and counts.since - asked.until <= room
        ]
    return timeline[min(told) : max(told) + 1] if told else timeline


def _passage(item: EvidenceItem, articles: Mapping[str, Article]) -> Passage | None:
    article = articles.get(item.article or "")
    if article is None or item.start is None or item.end is None:
        return None
    if not 0 <= item.start < item.end <= len(article.text):
        return None
    return passage(article.text, item.start, item.end)


#: The role whose words stand for a row, best first (record/schema.sql, evidence.role).
_ROLES = ("content", "predicted", "utterance", "sentence", "verbatim", "trigger")

Mark = tuple[str, str, int, int]


def _marks(evidence: Iterable[EvidenceItem], data: ReportData) -> list[Mark]:
    """Owner, article, start and end of everything that is marked in the texts, once each."""
    found: dict[str, Mark] = {}
    for item in evidence:
        if item.article and item.start is not None and item.end is not None:
            found.setdefault(item.id, (item.id, item.article, item.start, item.end))
    for rows in (
        data.claims,
        data.ties,
        data.readings,
        data.provisions,
        data.non_actions,
        data.outlooks,
    ):
        for row in rows[:MOST_ROWS]:
            best = best_span(row)
            if best:
                mark = (str(row["id"]), best["article"], best["start"], best["end"])
                found.setdefault(str(row["id"]), mark)
    return [
        mark
        for mark in found.values()
        if mark[1] in data.articles and 0 <= mark[2] < mark[3] <= len(data.articles[mark[1]].text)
    ]


def best_span(row: Mapping[str, Any], first: str | None = None) -> dict[str, Any] | None:
    """Of the evidence of a row, the words that stand for it; those of role ``first``, if any."""
    spans: list[dict[str, Any]] = row.get("evidence") or []
    return min(
        spans,
        key=lambda span: -1 if first and span.get("role") == first else _rank(span.get("role")),
        default=None,
    )


def _rank(role: str | None) -> int:
    return _ROLES.index(role) if role in _ROLES else len(_ROLES)


def _texts(
    articles: Mapping[str, Article], marks: Sequence[Mark]
) -> list[tuple[Article, list[Piece]]]:
    """The articles that are quoted, each cut where marks begin and end."""
    by_article: dict[str, list[tuple[int, int, str]]] = {}
    for owner, article, start, end in marks:
        by_article.setdefault(article, []).append((start, end, owner))
    quoted = [articles[id] for id in by_article][:MOST_ARTICLES]
    quoted.sort(key=lambda article: (str(article.published or ""), article.id))
    return [(article, pieces(article.text, by_article[article.id])) for article in quoted]


#: A speaker as listed, with the claims made.
Voice = tuple[str, list[dict[str, Any]]]


def _by_kind(claims: Iterable[dict[str, Any]]) -> list[tuple[str, list[Voice]]]:
    """Claims by kind of speaker and speaker, in the order of who can be held to them."""
    groups: dict[str, dict[str, list[dict[str, Any]]]] = {kind: {} for kind in _KINDS}
    for claim in claims:
        kind = groups.setdefault(claim["speaker_kind"], {})
        key = claim.get("speaker") or claim["speaker_words"]
        kind.setdefault(key, []).append(claim)
    return [
        (
            kind,
            [
                (rows[0]["speaker_words"], rows)
                for rows in sorted(speakers.values(), key=lambda rows: -len(rows))
            ],
        )
        for kind, speakers in groups.items()
        if speakers
    ]


_KINDS = tuple(wording.SPEAKER_KINDS)


def _by_expression(
    readings: Iterable[dict[str, Any]],
) -> list[tuple[str, list[str], list[tuple[dict[str, Any], dict[str, str]]]]]:
    """Each disputed expression with the actors it may cover and what each speaker makes of it."""
    groups: dict[str, list[tuple[dict[str, Any], dict[str, str]]]] = {}
    for row in readings:
        groups.setdefault(row["expression"], []).append((row, _stances(row.get("parties") or [])))
    return [
        (expression, list(dict.fromkeys(actor for _, says in rows for actor in says)), rows)
        for expression, rows in groups.items()
    ]


def _stances(parties: Any) -> dict[str, str]:
    if isinstance(parties, Mapping):
        return {str(actor): str(stance) for actor, stance in parties.items()}
    pairs = (
        (part["actor"], part["stance"]) if isinstance(part, Mapping) else part for part in parties
    )
    return {str(actor): str(stance) for actor, stance in pairs}
