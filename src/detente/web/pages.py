"""What stands at each address: the overview, the answers, the listings and their rows."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from starlette.exceptions import HTTPException
from starlette.responses import Response

from detente.answer import as_plain
from detente.errors import QuestionError
from detente.record.query import cite
from detente.views import page, report, wording
from detente.views.columns import COLUMNS, SINGULAR
from detente.views.columns import quote as quote_of
from detente.views.highlight import passage, pieces
from detente.web.filters import FILTERS, read_day, read_filters, read_page

if TYPE_CHECKING:
    from starlette.requests import Request

    from detente.types import Article, Direction
    from detente.web.door import RecordView

#: Rows on one page of a listing.
PAGE = 50
#: Rows of each listing that are looked for to mark an article's text.
MOST_MARKS = 500
_PLURAL = {single: kind for kind, single in SINGULAR.items()}
#: Listings whose rows rest on words of an article.
_READ = ("events", "claims", "ties", "provisions", "readings", "outlooks", "non_actions")


def overview(request: Request) -> Response:
    """What the record holds, and where to put a question."""
    with request.app.state.open_record() as record:
        return _page("overview.html", held=record.overview(), asked={})


def ask(request: Request) -> Response:
    """The answer to a question, laid out as the report is."""
    query = {name: value.strip() for name, value in request.query_params.items() if value.strip()}
    with request.app.state.open_record() as record:
        if not query:
            return _page("overview.html", held=record.overview(), asked={})
        verdict = record.ask(
            query.get("headline"),
            a=query.get("a"),
            b=query.get("b"),
            direction=_direction(query.get("direction")),
            since=read_day("since", query.get("since")),
            until=read_day("until", query.get("until")),
            level=query.get("level", "state"),
        )
        if request.url.path.endswith(".json"):
            return _json(as_plain(verdict))
        shown = report.context(verdict, record.report_data(verdict), link=link)
    json_address = f"/ask.json?{urlencode(query)}"
    return _page("ask.html", asked=query, json_address=json_address, **shown)


def _direction(value: str | None) -> Direction | None:
    if value in {None, "apart", "closer"}:
        return value  # type: ignore[return-value]
    raise QuestionError(f"“{value}” is no direction", hint="choose apart or closer")


def listing(request: Request) -> Response:
    """One page of a listing, or the same rows as JSON."""
    kind = request.url.path.strip("/").removesuffix(".json")
    filters = read_filters(kind, request.query_params)
    number = read_page(request.query_params)
    with request.app.state.open_record() as record:
        rows = record.listing(kind, filters=filters, limit=PAGE + 1, offset=(number - 1) * PAGE)
    more, rows = len(rows) > PAGE, rows[:PAGE]
    if request.url.path.endswith(".json"):
        return _json(rows)
    query = {name: str(value) for name, value in filters.items()}
    return _page(
        "listing.html",
        kind=kind,
        rows=rows,
        columns=COLUMNS[kind],
        single=SINGULAR[kind],
        fields=[name for name in FILTERS[kind] if name not in {"article", "id"}],
        asked=query,
        number=number,
        before=_address(kind, query, number - 1) if number > 1 else None,
        after=_address(kind, query, number + 1) if more else None,
        json_address=_address(f"{kind}.json", query, number),
    )


def _address(kind: str, query: dict[str, str], number: int) -> str:
    return f"/{kind}?{urlencode(query | {'page': str(number)})}"


def row(request: Request) -> Response:
    """One row of the record, with the words it rests on."""
    kind, id = request.url.path.strip("/").split("/", 1)[0], request.path_params["id"]
    as_json = id.endswith(".json")
    id = id.removesuffix(".json")
    with request.app.state.open_record() as record:
        if kind == "article":
            return _article(record, id, as_json=as_json)
        found = record.listing(_PLURAL[kind], filters={"id": id}, limit=100)
        if not found:
            raise HTTPException(404)
        first = next((row for row in found if row["id"] == id), found[0])
        if as_json:
            return _json(first)
        if kind == "actor":
            acts = record.listing("events", filters={"actor": id}, limit=PAGE)
            return _page("actor.html", row=first, rows=acts, columns=COLUMNS["events"])
        others = [row for row in found if row["id"] != first["id"]]
        if kind == "event" and first.get("event") and (first.get("reports") or 1) > 1:
            told = record.listing("events", filters={"id": first["event"]}, limit=100)
            others = [row for row in told if row["id"] != first["id"]]
        articles = _articles(record, first)
        named = record.names(_actors(first))
    return _page(
        "row.html",
        kind=kind,
        row=first,
        others=others,
        columns=COLUMNS[_PLURAL[kind]],
        articles=articles,
        named=named,
        passages=_passages(first, articles),
        fields=_fields(first),
        where=cite(first),
    )


def _article(record: RecordView, id: str, *, as_json: bool) -> Response:
    article = record.article(id)
    if article is None:
        raise HTTPException(404)
    if as_json:
        return _json(dataclasses.asdict(article))
    found: dict[str, list[dict[str, Any]]] = {}
    marks = []
    for kind in _READ:
        filters: dict[str, Any] = {"article": id} | ({"all": True} if kind == "events" else {})
        rows = record.listing(kind, filters=filters, limit=MOST_MARKS)
        if rows:
            found[kind] = rows
        for each in rows:
            # Sentences would cover the whole text; the word that tells the event is enough.
            span = report.best_span(each, "trigger")
            if span and span["article"] == id:
                marks.append((span["start"], span["end"], each["id"]))
    return _page("article.html", article=article, found=found, cut=pieces(article.text, marks))


def _articles(record: RecordView, row: dict[str, Any]) -> dict[str, Article]:
    ids = {span["article"] for span in row.get("evidence") or []} | {row.get("article")}
    found = {id: record.article(id) for id in sorted(filter(None, ids))}
    return {id: article for id, article in found.items() if article is not None}


def _passages(row: dict[str, Any], articles: dict[str, Article]) -> list[dict[str, Any]]:
    """The evidence in its surroundings, the same stretch of text once."""
    found: dict[tuple[str, int, int], dict[str, Any]] = {}
    for span in row.get("evidence") or []:
        article = articles.get(span["article"])
        if article is None or not 0 <= span["start"] < span["end"] <= len(article.text):
            continue
        key = (span["article"], span["start"], span["end"])
        if key in found:
            found[key]["role"] += f", {span.get('role')}"
            continue
        found[key] = {
            "role": span.get("role") or "",
            "article": article,
            "where": passage(article.text, span["start"], span["end"]),
        }
    return list(found.values())


#: Fields that a row's page shows elsewhere.
_ELSEWHERE = frozenset({"id", "evidence", "article", "title", "outlet", "file", "line"})


def _fields(row: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (name.replace("_", " "), _text(value))
        for name, value in row.items()
        if name not in _ELSEWHERE and value not in (None, [], {}, "")
    ]


def _text(value: Any) -> str:
    if isinstance(value, dict) and "word" in value:
        return wording.likelihood(value)
    return wording.plain(value)


def _actors(row: dict[str, Any]) -> list[str]:
    found = [row.get(name) for name in ("speaker", "a", "b", "actor", "addressee")]
    return [str(id) for id in [*found, *row.get("source", ()), *row.get("target", ())] if id]


def show_error(request: Request, message: str, hint: str | None, status: int) -> Response:
    """A page, or a JSON object, that says what went wrong and what to do."""
    if request.url.path.endswith(".json"):
        return _json({"error": message, "hint": hint}, status=status)
    asked = dict(request.query_params) if request.url.path == "/ask" else None
    return _page("error.html", status=status, message=message, hint=hint, asked=asked)


def link(kind: str, id: str) -> str | None:
    """Where a row of the record stands."""
    return f"/{kind}/{quote(str(id), safe='')}" if kind in _PLURAL else None


def _page(template: str, /, *, status: int = 200, **shown: Any) -> Response:
    text = (
        page.environment()
        .get_template(template)
        .render(
            {"link": link, "listings": COLUMNS, "quote_of": quote_of, "wording": wording} | shown
        )
    )
    return Response(
        text.encode("utf-8", "backslashreplace"), status_code=status, media_type="text/html"
    )


def _json(value: Any, *, status: int = 200) -> Response:
    text = json.dumps(value, ensure_ascii=True, default=str)
    return Response(text, status_code=status, media_type="application/json")
