"""Records made up for tests: tables filled directly, nothing read and nothing loaded."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

SCHEMA = Path(__file__).resolve().parent.parent / "src" / "detente" / "record" / "schema.sql"
FIRST = date(2030, 1, 1)
NAMES = {"AAA": "Aland", "BBB": "Borduria", "CCC": "Corland"}


class MadeRecord:
    """An evidence record in memory, with a method for each kind of row."""

    def __init__(self) -> None:
        self.con = duckdb.connect()
        self.con.execute(SCHEMA.read_text(encoding="utf-8"))
        self.count = 0
        for id, name in NAMES.items():
            self.insert("actor", id=id, name=name, type="state", state=id, listed=True)

    def next_id(self, prefix: str) -> str:
        self.count += 1
        return f"{prefix}_{self.count:06d}"

    def insert(self, table: str, **values: Any) -> str:
        columns = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" for _ in values)
        self.con.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(values.values()))
        return str(values.get("id"))

    def event(
        self,
        on: date | int | None,
        a: str = "AAA",
        b: str = "BBB",
        quad: int = 1,
        *,
        reality: str = "happened",
        same_as: str | None = None,
        states: tuple[str | None, str | None] | None = None,
        **values: Any,
    ) -> str:
        id = self.next_id("ev")
        on = FIRST + timedelta(days=on) if isinstance(on, int) else on
        row = {
            "reader": "text" if "article" in values else "icews",
            "type": "CONSULT" if quad < 3 else "REJECT",
            "code_text": None if "article" in values else ("Consult" if quad < 3 else "Reject"),
            "cameo": None if "article" in values else ("04" if quad < 3 else "12"),
            "file": None if "article" in values else "/somewhere/made.tab",
            "line": None if "article" in values else self.count,
            **values,
        }
        self.insert(
            "event",
            id=id,
            event=same_as or id,
            contexts=[],
            quad=quad,
            date_start=on,
            date_precision="day",
            reality=reality,
            factbank="CT+",
            confidence=1.0,
            run="r",
            **row,
        )
        ends = states or (a.split(".")[0], b.split(".")[0])
        for role, actor, state in (("source", a, ends[0]), ("target", b, ends[1])):
            self.insert(
                "event_actor",
                event_row=id,
                role=role,
                position=0,
                actor=actor,
                state=state,
                words=actor,
            )
        return id

    def series(self, a: str, b: str, conflict: Any, cooperation: Any) -> None:
        """Many events at once: how many of each on each day from the first."""
        days, quads = [], []
        for quad, counts in ((3, conflict), (1, cooperation)):
            each = np.repeat(np.arange(len(counts)), counts)
            days += each.tolist()
            quads += [quad] * len(each)
        start, self.count = self.count, self.count + len(days)
        ids = [f"ev_{start + i + 1:06d}" for i in range(len(days))]
        self.con.execute(
            "INSERT INTO event (id, event, reader, type, contexts, quad, date_start, "
            "date_precision, reality, factbank, confidence, file, line, code_text, cameo, run) "
            "SELECT i, i, 'icews', 'X', [], q, $first + d::INTEGER, 'day', 'happened', 'CT+', 1, "
            "'/a/made.tab', row_number() OVER (), CASE q WHEN 3 THEN 'Reject' ELSE 'Consult' END, "
            "CASE q WHEN 3 THEN '12' ELSE '04' END, 'r' "
            "FROM (SELECT unnest($ids) i, unnest($days) d, unnest($quads) q)",
            {"first": FIRST, "ids": ids, "days": days, "quads": quads},
        )
        for role, actor in (("source", a), ("target", b)):
            self.con.execute(
                "INSERT INTO event_actor SELECT unnest($ids), $role, 0, $actor, $actor, $actor",
                {"ids": ids, "role": role, "actor": actor},
            )

    def world(self, days: int = 300, dyads: int = 40, seed: int = 1, rate: float = 1.5) -> None:
        """Other dyads, each with a share of conflict of its own and stories of a week."""
        rng = np.random.default_rng(seed)
        for number in range(dyads):
            a = f"X{number // 8:02d}" if number % 8 else "AAA"
            total = rng.poisson(rate, days)
            p = rng.beta(0.15 * 4, 0.85 * 4)
            weekly = rng.beta(p * 12, (1 - p) * 12, days // 7 + 1)
            conflict = rng.binomial(total, np.repeat(weekly, 7)[:days])
            self.series(a, f"Y{number:02d}", conflict, total - conflict)

    def article(self, text: str, on: date, *, author: str | None = "A. Writer") -> str:
        id = self.next_id("ar")
        return self.insert(
            "article",
            id=id,
            source="The Made-up Post",
            title="Made up",
            author=author,
            published=on,
            language="en",
            text=text,
            sha256="0",
            dispatch=id,
            run="r",
        )

    def claim(
        self, article: str, words: str, kind: str, speaker: str | None = None, **values: Any
    ) -> str:
        row = {
            "cue": "said",
            "cue_class": "say",
            "speaker_state": None,
            "form": "indirect",
            **values,
        }
        return self.insert(
            "claim",
            id=self.next_id("cl"),
            article=article,
            speaker=speaker,
            speaker_words=words,
            speaker_kind=kind,
            relay="[]",
            content="",
            factbank_speaker="CT+",
            factbank_author="Uu",
            about=[],
            date_precision="day",
            run="r",
            **row,
        )

    def tie(
        self,
        article: str,
        status: str = "weakening",
        *,
        relation: str = "ally",
        sign: int = 1,
        claim: str | None = None,
        quote: str | None = None,
        factbank: str = "CT+",
        ends: tuple[str, str] = ("AAA", "BBB"),
    ) -> str:
        id = self.next_id("ti")
        a, b = ends
        self.insert(
            "tie",
            id=id,
            article=article,
            a=a,
            a_state=a,
            a_words=a,
            b=b,
            b_state=b,
            b_words=b,
            relation=relation,
            directed=False,
            sign=sign,
            status=status,
            qualifiers=[],
            factbank=factbank,
            claim=claim,
            date_precision="unknown",
            run="r",
        )
        if quote:
            self.span(id, article, quote)
        return id

    def span(self, owner: str, article: str, quote: str, role: str = "sentence") -> None:
        text = self.con.execute("SELECT text FROM article WHERE id = ?", [article]).fetchone()
        assert text is not None
        start = text[0].index(quote)
        self.insert(
            "evidence",
            owner=owner,
            role=role,
            position=0,
            article=article,
            paragraph=0,
            start=start,
            end=start + len(quote),
        )

    def mention(self, article: str, words: str, actor: str) -> None:
        text = self.con.execute("SELECT text FROM article WHERE id = ?", [article]).fetchone()
        assert text is not None
        start = text[0].index(words)
        self.insert(
            "mention",
            article=article,
            paragraph=0,
            start=start,
            end=start + len(words),
            words=words,
            kind="name",
            actor=actor,
            state=actor,
            confidence=1.0,
        )
