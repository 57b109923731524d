"""The made-up rows as a record that the pages can ask."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import made_up
from detente.errors import QuestionError
from detente.web.door import Overview

if TYPE_CHECKING:
    from detente.types import Article, Verdict
    from detente.views.report import ReportData


class MadeUpRecord:
    """Answers the pages from the made-up rows, as a record of DuckDB would."""

    def __enter__(self) -> MadeUpRecord:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def overview(self) -> Overview:
        data = made_up.report_data()
        return Overview(
            coverage=made_up.verdict().coverage,
            counts={"events": 125, "claims": 4, "ties": 1, "articles": 2},
            dyads=data.edges[:6],
            runs=data.runs,
            names=made_up.NAMES,
        )

    def listing(
        self, kind: str, *, filters: dict[str, Any], limit: int, offset: int = 0
    ) -> list[dict[str, Any]]:
        data = made_up.report_data()
        rows: list[dict[str, Any]] = {
            "events": made_up_events(),
            "articles": [
                {"id": a.id, "type": "article", "title": a.title, "outlet": a.source}
                | {"date": a.published}
                for a in made_up.ARTICLES.values()
            ],
            "actors": [
                {"id": id, "name": name, "type": made_up.TYPES[id], "state": id[:3], "listed": True}
                for id, name in made_up.NAMES.items()
            ],
            "claims": data.claims,
            "ties": data.ties,
            "provisions": data.provisions,
            "readings": data.readings,
            "outlooks": data.outlooks,
            "non_actions": data.non_actions,
        }[kind]
        for name, value in filters.items():
            if name in {"id", "article", "speaker", "type"}:
                rows = [row for row in rows if value in {row.get(name), row.get("event")}]
        return rows[offset : offset + limit]

    def article(self, id: str) -> Article | None:
        return made_up.ARTICLES.get(id)

    def names(self, ids: Any) -> dict[str, str]:
        return {id: made_up.NAMES.get(id, id) for id in ids}

    def ask(self, headline: str | None, **options: Any) -> Verdict:
        if headline and "Utopia" in headline:
            raise QuestionError("no actor named “Utopia” in the record", hint="use --dyad")
        return made_up.verdict()

    def report_data(self, verdict: Verdict | None) -> ReportData:
        return made_up.report_data()


def made_up_events() -> list[dict[str, Any]]:
    """Sixty loaded events and one read from the hostile text."""
    loaded = [
        {
            "id": f"e_{i}",
            "event": f"e_{i - i % 2}",
            "type": "CONSULT",
            "source": ["ARV"],
            "target": ["BLM"],
            "date": date(2031, 5, 1) + timedelta(days=i),
            "reality": "happened",
            "reports": 2,
            "file": "made-up.tab",
            "line": 1000 + i,
            "native_id": f"99{i:03}",
            "code_text": "Consult",
            "article": None,
            "evidence": [],
        }
        for i in range(60)
    ]
    words = "note said Arvenia \x1b[31mbroke\x1b[0m with Belmark."
    read = {
        "id": "e_x",
        "event": "e_x",
        "type": "REJECT",
        "source": ["ARV"],
        "target": ["BLM"],
        "date": date(2031, 5, 12),
        "reality": "reported",
        "reports": 1,
        "speaker_words": "<svg onload=alert(6)>",
        "speaker_kind": "hearsay",
        "article": "a_hostile",
        "evidence": [made_up.evidence("a_hostile", made_up.HOSTILE, words)],
    }
    return [read, *loaded]
