"""The rows of the record that speak for a headline and against it, heaviest first."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from detente.types import ASSERTED, EvidenceItem
from detente.verdict.voices import load_voices

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from detente.types import Question
    from detente.verdict.voices import Voice

#: What a row weighs in the order of the list; it enters no test.
QUAD_WEIGHT = {1: 0.4, 2: 1.0, 3: 0.8, 4: 1.0}
VOICE_WEIGHT = {
    "named officials": 1.0,
    "governments": 0.9,
    "other named": 0.6,
    "media": 0.5,
    "the author": 0.5,
    "unnamed groups": 0.4,
}
FACT_WEIGHT = {"CT": 1.0, "PR": 0.8, "PS": 0.5, "Uu": 0.5}
NON_ACTION_WEIGHT = 0.2
#: Not asserted, or only reported: shown with their reality, at a part of their weight.
REALITY_WEIGHT = {"reported": 0.5}
UNASSERTED_WEIGHT = 0.25
#: Spans of a row that are shown as its quotation, best first.
QUOTED = ("sentence", "content", "utterance", "trigger")

EVENTS = """
WITH ends AS (
    SELECT event_row, role,
           CASE WHEN $by_actor OR actor IN ($a, $b) THEN actor ELSE state END AS unit
    FROM event_actor
),
mine AS (
    SELECT DISTINCT s.event_row AS id FROM ends s
    JOIN ends t ON s.event_row = t.event_row AND s.role = 'source' AND t.role = 'target'
    WHERE (s.unit = $a AND t.unit = $b) OR (s.unit = $b AND t.unit = $a)
)
SELECT e.id, e.event, e.article, e.type, e.quad, e.score, e.date_start, e.reality, e.claim,
       e.code_text, e.native_id, e.file, e.line, e.reader
FROM event e JOIN mine USING (id) LEFT JOIN article r ON r.id = e.article
WHERE e.quad > 0 AND (
    e.date_start BETWEEN $since AND $until
    OR (NOT list_contains($asserted, e.reality) OR e.date_start IS NULL)
       AND r.published BETWEEN $since AND $until
)
ORDER BY e.date_start, e.id
"""
TIES = """
SELECT t.id, t.article, t.a, t.a_state, t.a_words, t.b, t.b_state, t.b_words, t.relation, t.sign,
       t.status, t.factbank, t.claim, t.date_start, r.published
FROM tie t JOIN article r ON r.id = t.article
WHERE (r.published BETWEEN $since AND $until OR t.date_start BETWEEN $since AND $until)
  AND (($a IN (t.a, t.a_state) AND $b IN (t.b, t.b_state))
    OR ($b IN (t.a, t.a_state) AND $a IN (t.b, t.b_state)))
ORDER BY t.id
"""
# A silence is about the other party where that party is named in the words of the row.
NON_ACTIONS = """
SELECT DISTINCT n.id, n.article, n.actor, n.state, n.actor_words, n.kind, n.claim, r.published
FROM non_action n
JOIN article r ON r.id = n.article
JOIN evidence v ON v.owner = n.id
JOIN mention m ON m.article = v.article AND m."start" >= v."start" AND m."end" <= v."end"
WHERE r.published BETWEEN $since AND $until
  AND (($a IN (n.actor, n.state) AND $b IN (m.actor, m.state))
    OR ($b IN (n.actor, n.state) AND $a IN (m.actor, m.state)))
ORDER BY n.id
"""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A piece of evidence with its side and weight.

    ``side`` is +1 for the headline and -1 against it. ``turn`` tells a statement of a change
    (a tie weakening, ended or growing, or an act that somebody speaks of) from one of a state.
    """

    item: EvidenceItem
    side: int
    weight: float
    turn: bool = False
    voice: Voice | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """All evidence of a question, in order; unlimited."""

    items: tuple[Weighed, ...] = field(default=())

    def on(self, side: int) -> list[EvidenceItem]:
        """The items of one side, heaviest first."""
        chosen = [w for w in self.items if w.side == side]
        chosen.sort(key=lambda w: (-round(w.weight, 6), str(w.item.date), w.item.id))
        return [w.item for w in chosen]


def gather(con: DuckDBPyConnection, question: Question) -> Gathered:
    """Find everything in the record that speaks to a question, inside its window.

    Conflict events speak for "apart" and against "closer", cooperation the other way round; so do
    ties by their sign and status. What is denied or negated changes sides. A party's silence on
    what is done to the other is weak evidence of distance.
    """
    values = {
        "a": question.a,
        "b": question.b,
        "since": question.since,
        "until": question.until,
    }
    apart = 1 if question.direction == "apart" else -1
    found = [
        *events(con, values, apart, question.level == "actor"),
        *ties(con, values, apart),
        *non_actions(con, values, apart),
    ]
    return Gathered(tuple(quoted(con, found)))


def rows(con: DuckDBPyConnection, query: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    """Run a query and name its columns."""
    cursor = con.execute(query, values)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def events(
    con: DuckDBPyConnection, values: dict[str, Any], apart: int, by_actor: bool
) -> list[Weighed]:
    """Coded events of the dyad, one item for each distinct event."""
    found = rows(con, EVENTS, {**values, "by_actor": by_actor, "asserted": sorted(ASSERTED)})
    reports: dict[tuple[str, bool], int] = {}
    first: dict[tuple[str, bool], dict[str, Any]] = {}
    for row in found:
        # Reports that assert an event and reports that do not are two pieces of evidence.
        key = (row["event"], row["reality"] in ASSERTED)
        reports[key] = reports.get(key, 0) + 1
        first.setdefault(key, row)
    sources, targets = parties(con, [row["id"] for row in first.values()])
    voices = load_voices(con, (values["a"], values["b"]))
    items = []
    for key, row in first.items():
        pole = -1 if row["reality"] in ("negated", "denied") else 1
        weight = QUAD_WEIGHT[row["quad"]]
        if row["reality"] not in ASSERTED:
            weight *= REALITY_WEIGHT.get(row["reality"], UNASSERTED_WEIGHT)
        source, target = sources.get(row["id"], ()), targets.get(row["id"], ())
        voice = voices.of(row["claim"], row["article"]) if row["article"] else None
        deed = row["code_text"] or row["type"].lower()
        items.append(
            Weighed(
                EvidenceItem(
                    id=row["id"],
                    type="event",
                    date=row["date_start"],
                    words=f"{', '.join(name for _, name in source)}: {deed}: "
                    f"{', '.join(name for _, name in target)}",
                    source=tuple(actor for actor, _ in source),
                    target=tuple(actor for actor, _ in target),
                    reality=row["reality"],
                    speaker=voice.words if voice else None,
                    speaker_kind=voice.speaker_kind if voice else None,
                    reports=reports[key],
                    article=row["article"],
                    cite=cite(row) if row["article"] is None else None,
                ),
                side=apart * pole * (1 if row["quad"] >= 3 else -1),
                weight=weight,
                turn=row["claim"] is not None,
                voice=voice,
            )
        )
    return items


def cite(row: dict[str, Any]) -> str:
    """Where a loaded row stands: file, row, native id and its code in words."""
    place = [
        row["file"] or row["reader"],
        f"row {row['line']}" if row["line"] is not None else None,
        f"id {row['native_id']}" if row["native_id"] else None,
        f'"{row["code_text"]}"' if row["code_text"] else None,
    ]
    return ", ".join(part for part in place if part)


def parties(
    con: DuckDBPyConnection, ids: list[str]
) -> tuple[dict[str, tuple[tuple[str, str], ...]], dict[str, tuple[tuple[str, str], ...]]]:
    """Sources and targets of event rows: (actor id, name) each."""
    found = con.execute(
        "SELECT p.event_row, p.role, p.actor, coalesce(k.name, p.words) FROM event_actor p "
        "LEFT JOIN actor k ON k.id = p.actor WHERE list_contains($ids, p.event_row) "
        "ORDER BY p.event_row, p.role, p.position",
        {"ids": ids},
    ).fetchall()
    sides: dict[str, dict[str, tuple[tuple[str, str], ...]]] = {"source": {}, "target": {}}
    for event, role, actor, name in found:
        sides[role][event] = (*sides[role].get(event, ()), (actor, name))
    return sides["source"], sides["target"]


def ties(con: DuckDBPyConnection, values: dict[str, Any], apart: int) -> list[Weighed]:
    """Stated ties of the dyad."""
    voices = load_voices(con, (values["a"], values["b"]))
    items = []
    for row in rows(con, TIES, values):
        changing = row["status"] in ("weakening", "ended", "strengthening")
        # A tie of no sign of its own ("relations") still weakens or grows.
        sign = row["sign"] or (1 if changing else 0)
        if not sign:
            continue
        voice = voices.of(row["claim"], row["article"])
        turn = -1 if row["status"] in ("weakening", "ended") else 1
        pole = -1 if row["factbank"].endswith("-") else 1
        if voice.denies:
            pole = -pole
        weight = VOICE_WEIGHT[voice.kind] * FACT_WEIGHT.get(row["factbank"][:2], 0.5)
        items.append(
            Weighed(
                EvidenceItem(
                    id=row["id"],
                    type="tie",
                    date=row["date_start"] or row["published"],
                    words=f"{row['a_words']}: {row['relation']} ({row['status']}): "
                    f"{row['b_words']}",
                    source=(row["a"],),
                    target=(row["b"],),
                    reality=row["factbank"],
                    speaker=voice.words,
                    speaker_kind=voice.speaker_kind,
                    reports=1,
                    article=row["article"],
                ),
                side=-apart * sign * turn * pole,
                weight=weight if changing else weight / 2,
                turn=changing,
                voice=voice,
            )
        )
    return items


def non_actions(con: DuckDBPyConnection, values: dict[str, Any], apart: int) -> list[Weighed]:
    """Silence and inaction of one party in the face of what is done to the other."""
    voices = load_voices(con, (values["a"], values["b"]))
    items = []
    for row in rows(con, NON_ACTIONS, values):
        voice = voices.of(row["claim"], row["article"])
        own = values["a"] if values["a"] in (row["actor"], row["state"]) else values["b"]
        other = values["b"] if own == values["a"] else values["a"]
        items.append(
            Weighed(
                EvidenceItem(
                    id=row["id"],
                    type="non_action",
                    date=row["published"],
                    words=f"{row['actor_words']}: {row['kind']}, where {voices.name(other)} "
                    "is concerned",
                    source=(row["actor"],),
                    target=(other,),
                    reality="happened",
                    speaker=voice.words,
                    speaker_kind=voice.speaker_kind,
                    reports=1,
                    article=row["article"],
                ),
                side=apart,
                weight=NON_ACTION_WEIGHT,
                voice=voice,
            )
        )
    return items


def quoted(con: DuckDBPyConnection, found: list[Weighed]) -> list[Weighed]:
    """Give each item read from text its sentence and where that stands."""
    owners = [w.item.id for w in found if w.item.article]
    if not owners:
        return found
    spans: dict[str, tuple[int, int, str, int, int]] = {}
    for owner, role, position, article, start, end in con.execute(
        'SELECT owner, role, position, article, "start", "end" FROM evidence '
        "WHERE list_contains($owners, owner)",
        {"owners": owners},
    ).fetchall():
        order = QUOTED.index(role) if role in QUOTED else len(QUOTED)
        span = (order, position, article, start, end)
        spans[owner] = min(spans.get(owner, span), span)
    wanted = sorted({span[2] for span in spans.values()})
    texts = dict(
        con.execute(
            "SELECT id, text FROM article WHERE list_contains($ids, id)", {"ids": wanted}
        ).fetchall()
    )
    result = []
    for weighed in found:
        item = weighed.item
        if item.id in spans:
            _, _, article, start, end = spans[item.id]
            item = replace(
                item, article=article, quote=texts[article][start:end], start=start, end=end
            )
        result.append(replace(weighed, item=item))
    return result
