"""A verdict and its data, wholly made up: states, people and reports that do not exist."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from detente.types import (
    Article,
    Check,
    Counts,
    Coverage,
    Edge,
    EvidenceItem,
    Question,
    Verdict,
    Voucher,
)
from detente.views.report import ReportData

NAMES = {
    "ARV": "Arvenia",
    "BLM": "Belmark",
    "COR": "Corland",
    "DOR": "Dorrain",
    "ESK": "Eskeria",
    "FEN": "Fenland Republic",
    "GAL": "Galdova",
    "COR.RIVERBAND": "Riverband",
    "BLM.GUARD": "Belmark Guard",
    "ARV.MFA": "Arvenia's foreign ministry",
    "mara-oln": "Mara Oln",
}
TYPES = {actor: "state" for actor in NAMES if len(actor) == 3} | {
    "COR.RIVERBAND": "armed_group",
    "BLM.GUARD": "military",
    "ARV.MFA": "ministry",
    "mara-oln": "person",
}

TEXT = """Arvenia turns its back on Belmark in Corland

LOW HARBOUR, 9 May 2031 — Arvenia is moving away from its partnership with Belmark in Corland, as \
the talks on the river line drag on 🕊️ without an agreement.

Foreign minister Mara Oln said on Friday that “all foreign forces” must leave the southern bank. \
She did not name Belmark. Belmark's embassy denied that its guards had ever been asked to go.

Many observers believe that the two are likely to part before the winter. “If the river line \
holds, the Guard will withdraw 25 km north of it,” a diplomat who asked not to be named said.

Arvenia has stayed silent on the raids against the Belmark Guard. Corland's president thanked \
both for their help in March, and Belmark said the tie with Arvenia was “as firm as ever”.
"""
HOSTILE = (
    """Dispatch </script><script>alert("x")</script> <img src=x onerror=alert(1)>

The \u202edettimda\u202c note said Arvenia \x1b[31mbroke\x1b[0m with Belmark. {{ 7*7 }} ${7*7} \
Loooo"""
    + "o" * 400
    + """ng words were heard in Belmark & elsewhere.
"""
)


def _span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def evidence(article: str, text: str, words: str, role: str = "sentence") -> dict[str, Any]:
    start, end = _span(text, words)
    paragraph = text[:start].count("\n\n")
    return {
        "article": article,
        "paragraph": paragraph,
        "start": start,
        "end": end,
        "quote": words,
        "role": role,
    }


def item(
    id: str, words: str, quote: str | None = None, *, article: str = "a_one", **changes: Any
) -> EvidenceItem:
    """One made-up piece of evidence, its quote looked up in the made-up article."""
    start, end = _span(TEXTS[article], quote) if quote else (None, None)
    fields: dict[str, Any] = {
        "type": "event",
        "date": date(2031, 5, 9),
        "source": ("ARV",),
        "target": ("BLM",),
        "reality": "happened",
        "speaker": None,
        "speaker_kind": None,
        "reports": 1,
        "article": article if quote else None,
    }
    return EvidenceItem(id=id, words=words, quote=quote, start=start, end=end, **(fields | changes))


TEXTS = {"a_one": TEXT, "a_hostile": HOSTILE}
ARTICLES = {
    "a_one": Article(
        "a_one",
        TEXT,
        title="Arvenia turns its back on Belmark in Corland",
        source="The Made-Up Courier",
        author="A. Nobody",
        published=date(2031, 5, 9),
    ),
    "a_hostile": Article(
        "a_hostile",
        HOSTILE,
        title="</title><script>alert(2)</script> \u202eevil",
        source='Outlet" onmouseover="alert(3)',
        url="javascript:alert(4)",
        published=date(2031, 5, 12),
    ),
}


def counts(since: date, until: date, conflict: int, cooperation: int, neither: int = 0) -> Counts:
    """Made-up counts; the interval is only there to be drawn."""
    both = conflict + cooperation
    share = (conflict + 0.6) / (both + 4.4) if both else None
    wide = 0.35 / (both + 1) ** 0.5
    return Counts(
        since=since,
        until=until,
        days=(until - since).days + 1,
        reports=2 * both + neither,
        events=both + neither,
        conflict=conflict,
        cooperation=cooperation,
        share=share,
        low=None if share is None else max(0.0, share - wide),
        high=None if share is None else min(1.0, share + wide),
    )


def timeline() -> list[Counts]:
    """Forty weeks, a few of them without any report."""
    dice = random.Random(7)
    weeks = []
    for week in range(40):
        since = date(2030, 10, 7) + timedelta(weeks=week)
        inside = 28 <= week < 34
        quiet = week in {9, 10, 11, 22} or (week > 36)
        conflict = 0 if quiet else dice.choice([0, 1, 2, 4] if inside else [0, 0, 0, 1])
        cooperation = 0 if quiet else dice.choice([0, 1, 2] if inside else [1, 2, 3, 5, 7])
        weeks.append(counts(since, since + timedelta(days=6), conflict, cooperation))
    return weeks


def verdict() -> Verdict:
    """The made-up answer to a made-up headline."""
    dice = random.Random(11)
    draws = tuple(dice.gauss(0.02, 0.09) for _ in range(260))
    ranks = tuple(dice.random() * 0.6 - 0.2 for _ in range(74))
    return Verdict(
        question=Question(
            "ARV",
            "BLM",
            "apart",
            date(2031, 4, 21),
            date(2031, 6, 1),
            headline="Arvenia moves away from Belmark",
        ),
        verdict="cannot be told",
        sentence=(
            "It cannot be told from this record whether Arvenia and Belmark moved apart: the share "
            "of conflict rose from 9 % to 41 %, but one stretch in nine of the same record shows "
            "as large a rise, and the events stop a week after the window."
        ),
        before=counts(date(2030, 10, 7), date(2031, 4, 20), 7, 88, 4),
        inside=counts(date(2031, 4, 21), date(2031, 6, 1), 11, 14, 1),
        after=counts(date(2031, 6, 2), date(2031, 7, 13), 1, 4, 0),
        tests=(
            Check(
                "naive Fisher",
                0.37,
                0.00003,
                25,
                "Counts every event as if it came alone; events come in clusters, so this p is far "
                "too small.",
                calibrated=False,
            ),
            Check("days clustered", 0.31, 0.021, 18, "Counts days, not events."),
            Check("volume robust", 0.28, 0.084, 25, "Beta-binomial with clusters of days."),
            Check(
                "placebo in time",
                0.19,
                0.11,
                260,
                "One cut in nine elsewhere in the record shows as much.",
                draws=draws,
            ),
            Check(
                "placebo in space",
                0.32,
                0.14,
                74,
                "Eleven of 74 other dyads rose as much in these weeks.",
                draws=ranks,
            ),
            Check(
                "partner comparison", None, None, 3, "Too few events with other partners to tell."
            ),
        ),
        coverage=Coverage(2, 2, 251, 125, date(2030, 10, 7), date(2031, 7, 13), 44),
        vouchers=(
            Voucher("the author", None, 3, 0, ("t_1",)),
            Voucher("unnamed groups", None, 1, 0, ("c_2",)),
            Voucher("named officials", "ARV", 0, 0, ()),
            Voucher("named officials", "BLM", 0, 1, ("c_4",)),
        ),
        who_vouches=(
            "The turn is asserted by the author (3 statements) and by unnamed groups (1); no named "
            "official of Arvenia or Belmark says so, and Belmark denies it once."
        ),
        evidence_for=(
            item(
                "t_1",
                "Arvenia – Belmark: partnership weakening",
                "Arvenia is moving away from its partnership with Belmark in Corland",
                type="tie",
                speaker_kind="narrator",
                speaker="the author",
            ),
            item(
                "n_1",
                "Arvenia silent on raids against the Belmark Guard",
                "Arvenia has stayed silent on the raids against the Belmark Guard.",
                type="non_action",
                reports=3,
            ),
            item(
                "e_9",
                "Arvenia: Reduce relations → Belmark",
                date=date(2031, 5, 22),
                reports=4,
                cite="made-up.tab, row 1,204, event 99120 (Reduce relations)",
            ),
            item(
                "e_x",
                "Arvenia broke with Belmark <b>now</b>",
                "note said Arvenia \x1b[31mbroke\x1b[0m with Belmark.",
                article="a_hostile",
                date=date(2031, 5, 12),
                speaker="</script><script>alert(5)</script>",
                speaker_kind="hearsay",
            ),
        ),
        evidence_against=(
            item(
                "c_4",
                "Belmark denies that its guards were asked to go",
                "Belmark's embassy denied that its guards had ever been asked to go.",
                type="claim",
                reality="denied",
                speaker="Belmark's embassy",
                speaker_kind="state",
                source=("BLM",),
                target=("ARV",),
            ),
            item(
                "e_10",
                "Arvenia: Host a visit ← Belmark",
                date=date(2031, 5, 2),
                cite="made-up.tab, row 1,180, event 99007 (Host a visit)",
            ),
        ),
        would_change=(
            "Six more weeks of reports after 1 June at the present share would make it supported.",
            "A named official of either side saying so would change who vouches.",
        ),
        notes=("Contact fell with all of Arvenia's partners at once in these weeks.",),
    )


def report_data() -> ReportData:
    """The made-up record behind the made-up answer."""
    answer = verdict()
    likely = {"word": "likely", "term": "likely", "low": 55, "high": 80, "by_convention": True}
    claims = [
        _claim("c_1", "Mara Oln", "named", "said", "“all foreign forces” must leave", "mara-oln"),
        _claim(
            "c_2",
            "Many observers",
            "unnamed_group",
            "believe",
            "the two are likely to part before the winter",
            None,
            likelihood=likely,
            factbank_speaker="PR+",
        ),
        _claim(
            "c_3",
            "a diplomat who asked not to be named",
            "unnamed_group",
            "said",
            "the Guard will withdraw 25 km north of it",
            None,
        ),
        _claim(
            "c_4",
            "Belmark's embassy",
            "state",
            "denied",
            "its guards had ever been asked to go",
            "BLM",
            factbank_speaker="CT-",
        ),
    ]
    return ReportData(
        articles=dict(ARTICLES),
        timeline=timeline(),
        marks=[*answer.evidence_for, *answer.evidence_against],
        claims=claims,
        ties=[
            {
                "id": "t_1",
                "a": "ARV",
                "b": "BLM",
                "relation": "partner",
                "sign": 1,
                "status": "weakening",
                "qualifiers": [],
                "claim": None,
                "date": "2031-05-09",
                "evidence": [evidence("a_one", TEXT, "its partnership with Belmark")],
            }
        ],
        readings=[
            {
                "id": "r_1",
                "expression": "all foreign forces",
                "speaker_words": "Mara Oln",
                "speaker_kind": "named",
                "ground": "interpretation",
                "parties": [
                    {"actor": "BLM.GUARD", "stance": "silent"},
                    {"actor": "COR.RIVERBAND", "stance": "in"},
                    {"actor": "ARV", "stance": "out"},
                ],
                "evidence": [evidence("a_one", TEXT, "“all foreign forces” must leave")],
            },
            {
                "id": "r_2",
                "expression": "all foreign forces",
                "speaker_words": "Belmark's embassy",
                "speaker_kind": "state",
                "ground": "exclusion",
                "parties": [{"actor": "BLM.GUARD", "stance": "out"}],
                "evidence": [evidence("a_one", TEXT, "denied that its guards")],
            },
        ],
        provisions=[
            {
                "id": "p_1",
                "instrument": "river line",
                "bound": [{"actor": "BLM.GUARD", "state": "BLM", "words": "the Guard"}],
                "action": "withdraw",
                "measure": "25 km",
                "measure_km": 25.0,
                "line": "the river line",
                "beneficiary": None,
                "compliance": None,
                "evidence": [evidence("a_one", TEXT, "the Guard will withdraw 25 km north of it")],
            }
        ],
        non_actions=[
            {
                "id": "n_1",
                "actor": "ARV",
                "actor_words": "Arvenia",
                "kind": "silence",
                "in_face_of": "the raids against the Belmark Guard",
                "expected_because": None,
                "read_as": None,
                "evidence": [evidence("a_one", TEXT, "Arvenia has stayed silent")],
            }
        ],
        outlooks=[
            {
                "id": "o_1",
                "speaker_words": "Many observers",
                "speaker_kind": "unnamed_group",
                "predicted": "the two are likely to part",
                "condition": None,
                "hedge": "likely",
                "likelihood": likely,
                "date": None,
                "date_end": "2031-12-01",
                "evidence": [evidence("a_one", TEXT, "likely to part before the winter")],
            }
        ],
        edges=[
            Edge("ARV", "BLM", 26, 11, 14, 0.41, 0, 1, 3),
            Edge("ARV", "COR", 40, 2, 38, 0.06, 1, 2, 2),
            Edge("BLM", "COR", 22, 1, 21, 0.07, 1, 1, 1),
            Edge("COR", "COR.RIVERBAND", 33, 30, 3, 0.86, -1, -2, 2),
            Edge("BLM", "COR.RIVERBAND", 9, 8, 1, 0.68, -1, -1, 1),
            Edge("DOR", "BLM", 31, 27, 4, 0.78, -1, -3, 3),
            Edge("DOR", "ESK", 18, 1, 17, 0.09, 1, 1, 1),
            Edge("ESK", "BLM", 12, 9, 3, 0.62, -1, 0, 0),
            Edge("ARV", "DOR", 14, 3, 11, 0.22, 0, 0, 0),
            Edge("FEN", "ESK", 7, 0, 7, 0.06, 1, 0, 0),
            Edge("GAL", "ARV", 5, 1, 4, 0.2, 0, 0, 0),
            Edge("BLM", "BLM.GUARD", 0, 0, 0, None, 0, 1, 1),
        ],
        runs=[
            {
                "id": "run_1",
                "kind": "read",
                "started": "2031-07-14 08:00:00",
                "finished": "2031-07-14 08:00:41",
                "version": "0.1.0",
                "settings": {"model": "made-up model", "registry": "0123456789abcdef"},
                "inputs": ["articles/"],
                "counts": {"articles": 2, "skipped": 1},
            }
        ],
        names=dict(NAMES),
        types=dict(TYPES),
    )


def _claim(
    id: str, words: str, kind: str, cue: str, content: str, speaker: str | None, **more: Any
) -> dict[str, Any]:
    return {
        "id": id,
        "article": "a_one",
        "speaker": speaker,
        "speaker_words": words,
        "speaker_kind": kind,
        "cue": cue,
        "cue_class": "deny" if cue == "denied" else "say",
        "form": "indirect",
        "content": content,
        "likelihood": None,
        "factbank_speaker": "CT+",
        "factbank_author": "Uu",
        "date": "2031-05-09",
        "evidence": [evidence("a_one", TEXT, content, "content")],
    } | more
