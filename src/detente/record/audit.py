"""Check that a record keeps its promises, above all that every quote stands in its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.record import corrections, provenance
from detente.record.rows import READ_TABLES

if TYPE_CHECKING:
    from detente.record.store import Store

_HANGING = " UNION ALL ".join(
    f"SELECT id, claim FROM {table}" for table in READ_TABLES if table != "claim"
)
#: What must hold, with a query for what does not (an id and what is wrong, a row each).
CHECKS: dict[str, str] = {
    "texts are unchanged since they were read": """
        SELECT id, 'its text has another sha256' FROM article WHERE sha256(text) <> sha256""",
    "evidence lies inside its text": """
        SELECT v.owner, v.role || ' ' || v."start" || '-' || v."end"
        FROM evidence v LEFT JOIN article a ON a.id = v.article
        WHERE a.id IS NULL OR NOT (0 <= v."start" AND v."start" < v."end"
              AND v."end" <= length(a.text))""",
    "mentions are the words at their place": """
        SELECT m.article, m.words || ' at ' || m."start"
        FROM mention m LEFT JOIN article a ON a.id = m.article
        WHERE a.id IS NULL
           OR substring(a.text, m."start" + 1, m."end" - m."start") <> m.words""",
    "what is claimed is the words at its place": """
        SELECT c.id, c.content FROM claim c
        LEFT JOIN evidence v ON v.owner = c.id AND v.role = 'content'
        LEFT JOIN article a ON a.id = v.article
        WHERE v.owner IS NULL
           OR substring(a.text, v."start" + 1, v."end" - v."start") <> c.content""",
    "every row read from text has evidence": " UNION ALL ".join(
        f"SELECT id, '{table} without evidence' FROM {table} WHERE article IS NOT NULL "
        "AND id NOT IN (SELECT owner FROM evidence)"
        for table in READ_TABLES
    ),
    "every loaded row names its file and row": """
        SELECT id, 'no file or row' FROM event
        WHERE article IS NULL AND (file IS NULL OR line IS NULL)""",
    "every event is named after one of its reports": """
        SELECT e.id, 'named after ' || e.event FROM event e LEFT JOIN event f ON f.id = e.event
        WHERE f.id IS NULL OR f.event <> f.id OR (e.id <> e.event) <> (e.fold_rule IS NOT NULL)
        """,
    "claims that rows hang on are there": f"""
        SELECT t.id, 'hangs on ' || t.claim
        FROM ({_HANGING}) t
        WHERE t.claim IS NOT NULL AND t.claim NOT IN (SELECT id FROM claim)
          AND t.claim NOT IN (SELECT owner FROM correction WHERE field = 'rejected')""",
}
#: Failures that are shown of each check.
SHOWN = 5


def audit(store: Store) -> dict[str, Any]:
    """Put every check to the record.

    Returns:
        ``checks``, each with ``what``, ``holds``, ``failures`` (their number) and
        ``detail`` (the first few); ``runs`` and ``corrections``, oldest first.
    """
    checks = []
    for what, query in CHECKS.items():
        found = store.con.execute(query).fetchall()
        detail = "; ".join(f"{owner}: {wrong}" for owner, wrong in found[:SHOWN])
        if len(found) > SHOWN:
            detail += f"; and {len(found) - SHOWN} more"
        checks.append(
            {"what": what, "holds": not found, "failures": len(found), "detail": detail or "all"}
        )
    return {
        "checks": checks,
        "runs": provenance.runs(store),
        "corrections": corrections.log(store),
    }
