"""The rows of the record that speak for a headline and against it, heaviest first."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from detente.record.query import cite, fetch
from detente.standing.levels import COUNTS_AS, joined, unit_of
from detente.types import ASSERTED, EvidenceItem
from detente.verdict.voices import load_voices

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from detente.standing.levels import Units
    from detente.types import Question
    from detente.verdict.voices import Voice, Voices

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
#: Ways of not acting that let something be done to the other party.
DISTANT = frozenset({"silence", "inaction", "acquiescence", "tacit_approval", "abstention"})
#: Not asserted, or only reported: shown with their reality, at a part of their weight.
REALITY_WEIGHT = {"reported": 0.5}
UNASSERTED_WEIGHT = 0.25
#: With these an act ascribed to a speaker is a statement about how the two stand; what is only
#: feared, wished or imagined is not.
SPOKEN_OF = ASSERTED | {
    "reported",
    "planned",
    "called_for",
    "promised",
    "threatened",
    "negated",
    "denied",
}
#: Spans of a row that are shown as its quotation, best first.
QUOTED = ("sentence", "content", "utterance", "trigger")

EVENTS = f"""
WITH {COUNTS_AS},
ends AS (
    SELECT p.event_row, p.role, {unit_of("x", "p.actor", "p.state")} AS unit
    FROM event_actor p JOIN event e ON e.id = p.event_row LEFT JOIN article r ON r.id = e.article
    {joined("x", "p.actor", "coalesce(e.date_start, r.published)")}
    WHERE e.date_start BETWEEN $since AND $until OR r.published BETWEEN $since AND $until
),
mine AS (
    SELECT DISTINCT s.event_row AS id FROM ends s
    JOIN ends t ON s.event_row = t.event_row AND s.role = 'source' AND t.role = 'target'
    WHERE (s.unit = $a AND t.unit = $b) OR (s.unit = $b AND t.unit = $a)
)
SELECT e.id, e.event, e.article, e.type, e.quad, e.score, e.date_start, e.reality, e.claim,
       e.code_text, e.cameo, e.native_id, e.file, e.line, e.reader
FROM event e JOIN mine USING (id) LEFT JOIN article r ON r.id = e.article
WHERE e.quad > 0 AND (
    -- What is told as fact is counted where `standing.counts` counts it: dated to a week.
    (e.date_start BETWEEN $since AND $until AND (NOT list_contains($asserted, e.reality)
       OR coalesce(e.date_end, e.date_start) - e.date_start < 7))
    OR (NOT list_contains($asserted, e.reality) AND r.published BETWEEN $since AND $until)
)
ORDER BY e.date_start, e.id
"""
TIES = f"""
WITH {COUNTS_AS},
stated AS (
    SELECT t.id, {unit_of("x", "t.a", "t.a_state")} AS one,
           {unit_of("y", "t.b", "t.b_state")} AS other
    FROM tie t JOIN article r ON r.id = t.article
    {joined("x", "t.a", "coalesce(t.date_start, r.published)")}
    {joined("y", "t.b", "coalesce(t.date_start, r.published)")}
)
SELECT t.id, t.article, t.a, t.b, t.relation, t.sign, t.status, t.factbank, t.claim, t.date_start,
       r.published, coalesce(x.name, t.a_words) AS a_name, coalesce(y.name, t.b_words) AS b_name
FROM tie t JOIN stated USING (id) JOIN article r ON r.id = t.article
LEFT JOIN actor x ON x.id = t.a
LEFT JOIN actor y ON y.id = t.b
WHERE (r.published BETWEEN $since AND $until OR t.date_start BETWEEN $since AND $until)
  AND ((one = $a AND other = $b) OR (one = $b AND other = $a))
ORDER BY t.id
"""
# A silence is about the other party where that party is named in what it is silent about; only
# where neither party is named there does the rest of the sentence tell.
NON_ACTIONS = f"""
WITH {COUNTS_AS},
near AS (
    SELECT n.id, v.role = 'in_face_of' AS faced, m.words, m."start",
           {unit_of("x", "m.actor", "m.state")} AS whom, {unit_of("y", "n.actor", "n.state")} AS who
    FROM non_action n
    JOIN article r ON r.id = n.article
    JOIN evidence v ON v.owner = n.id
    JOIN mention m ON m.article = v.article AND m."start" >= v."start" AND m."end" <= v."end"
    {joined("x", "m.actor", "r.published")}
    {joined("y", "n.actor", "r.published")}
),
about AS (
    SELECT id, CASE WHEN who = $a THEN $b ELSE $a END AS other,
           arg_min(words, "start") AS other_words
    FROM near
    WHERE ((who = $a AND whom = $b) OR (who = $b AND whom = $a))
      AND (faced OR id NOT IN (SELECT id FROM near WHERE faced AND whom IN ($a, $b)))
    GROUP BY id, other
)
SELECT n.id, n.article, n.actor, n.kind, n.claim, r.published, about.other,
       coalesce(x.name, n.actor_words) AS actor_name, coalesce(y.name, other_words) AS other_name
FROM non_action n JOIN about USING (id) JOIN article r ON r.id = n.article
LEFT JOIN actor x ON x.id = n.actor
LEFT JOIN actor y ON y.id = about.other
WHERE r.published BETWEEN $since AND $until AND list_contains($kinds, n.kind)
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


def gather(con: DuckDBPyConnection, question: Question, units: Units) -> Gathered:
    """Find everything in the record that speaks to a question, inside its window.

    Parties of events, ties and silences are whoever counts for them at the question's level.

    Conflict events speak for "apart" and against "closer", cooperation the other way round; so do
    ties by their sign and status. What is denied or negated changes sides. A party's silence on
    what is done to the other is weak evidence of distance.
    """
    values = {
        "a": question.a,
        "b": question.b,
        "since": question.since,
        "until": question.until,
        **units.values,
    }
    apart = 1 if question.direction == "apart" else -1
    coded = fetch(con, EVENTS, {**values, "asserted": sorted(ASSERTED)})
    stated = fetch(con, TIES, values)
    silent = fetch(con, NON_ACTIONS, values | {"kinds": sorted(DISTANT)})
    articles = {row["article"] for row in (*coded, *stated, *silent) if row["article"]}
    voices = load_voices(con, (question.a, question.b), articles, units)

    def said(row: dict[str, Any]) -> bool:
        # What hung on a claim that was rejected is nobody's word any more, least the author's.
        gone = row["claim"] is not None and row["claim"] not in voices.claims
        return not gone or row.get("reality") in ASSERTED

    found = [
        *events(con, [row for row in coded if said(row)], apart, voices),
        *ties([row for row in stated if said(row)], apart, voices),
        *non_actions([row for row in silent if said(row)], apart, voices),
    ]
    return Gathered(tuple(folded(predicated(quoted(con, found)))))


def predicated(found: list[Weighed]) -> list[Weighed]:
    """Leave out ties that a sentence names only to say that they change.

    "The two partners are drifting apart" does not state that they are partners as before.
    """
    changing = {(w.item.article, w.item.start) for w in found if w.item.type == "tie" and w.turn}
    return [
        w
        for w in found
        if w.turn or w.item.type != "tie" or (w.item.article, w.item.start) not in changing
    ]


def events(
    con: DuckDBPyConnection, found: list[dict[str, Any]], apart: int, voices: Voices
) -> list[Weighed]:
    """Coded events of the dyad, one item for each distinct event."""
    reports: dict[tuple[str, bool], int] = {}
    first: dict[tuple[str, bool], dict[str, Any]] = {}
    for row in found:
        # Reports that assert an event and reports that do not are two pieces of evidence.
        key = (row["event"], row["reality"] in ASSERTED)
        reports[key] = reports.get(key, 0) + 1
        first.setdefault(key, row)
    sources, targets = parties(con, [row["id"] for row in first.values()])
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
                    words=f"{', '.join(name for _, name in source)} → "
                    f"{', '.join(name for _, name in target)}: {deed}",
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
                turn=row["claim"] is not None and row["reality"] in SPOKEN_OF,
                voice=voice,
            )
        )
    return items


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


def ties(found: list[dict[str, Any]], apart: int, voices: Voices) -> list[Weighed]:
    """Stated ties of the dyad."""
    items = []
    for row in found:
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
                    words=f"{row['a_name']} – {row['b_name']}: {row['relation']} ({row['status']})",
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


def non_actions(found: list[dict[str, Any]], apart: int, voices: Voices) -> list[Weighed]:
    """Silence and inaction of one party in the face of what is done to the other."""
    items = []
    for row in found:
        voice = voices.of(row["claim"], row["article"])
        items.append(
            Weighed(
                EvidenceItem(
                    id=row["id"],
                    type="non_action",
                    date=row["published"],
                    words=f"{row['actor_name']}: {row['kind'].replace('_', ' ')} where "
                    f"{row['other_name']} is concerned",
                    source=(row["actor"],),
                    target=(row["other"],),
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


def folded(found: list[Weighed]) -> list[Weighed]:
    """Count the same words of the same voice once, however many articles carry them."""
    kept: dict[tuple[object, ...], Weighed] = {}
    for weighed in found:
        item = weighed.item
        key: tuple[object, ...] = (item.id,)
        if item.quote is not None:
            key = (item.type, item.words, item.quote, item.speaker, item.reality)
        first = kept.get(key)
        if first is None:
            kept[key] = weighed
        elif first.item.article != item.article:
            reports = first.item.reports + item.reports
            kept[key] = replace(first, item=replace(first.item, reports=reports))
    return list(kept.values())
