"""Lists of statements: claims, ties, provisions, readings, outlooks and non-actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.record.query import Filter, fetch, limited, with_evidence

if TYPE_CHECKING:
    from datetime import date

    import duckdb

    Con = duckdb.DuckDBPyConnection
    Row = dict[str, Any]


def claims(
    con: Con,
    *,
    id: str | None = None,
    speaker: str | None = None,
    kind: str | None = None,
    about: str | None = None,
    cue_class: str | None = None,
    since: date | None = None,
    until: date | None = None,
    article: str | None = None,
    limit: int | None = None,
) -> list[Row]:
    """What is said, denied, promised, threatened, demanded, believed or shown, and by whom.

    Args:
        con: connection to a record.
        id: one claim.
        speaker: who says it.
        kind: what kind of speaker (``named``, ``unnamed_group``, ``narrator`` ...).
        about: an actor named in what is said.
        cue_class: ``say``, ``deny``, ``promise`` ...
        since: first day.
        until: last day.
        article: read from this article.
        limit: at most so many rows.
    """
    where = _statement(id, since, until, article, dated=True)
    where.add(speaks("t."), speaker, speaker)
    where.add("t.speaker_kind = ?", kind)
    where.add("t.cue_class = ?", cue_class)
    where.add(
        """EXISTS (
            SELECT 1 FROM evidence v JOIN mention m ON m.article = v.article
                AND m."start" >= v."start" AND m."end" <= v."end"
            WHERE v.owner = t.id AND v.role IN ('content', 'verbatim')
              AND (m.actor = ? OR m.state = ?))""",
        *(about, about),
    )
    return _statements(
        con,
        "claim",
        """t.cue_class AS type, CASE WHEN t.speaker IS NULL THEN [] ELSE [t.speaker] END AS source,
        [t.speaker_words] AS source_words,
        CASE WHEN t.speaker_state IS NULL THEN [] ELSE [t.speaker_state] END AS source_states,
        CASE WHEN t.addressee IS NULL THEN [] ELSE [t.addressee] END AS target, [] AS target_words,
        [] AS target_states,
        t.date_start AS date, t.date_end, t.date_precision, t.date_rule,
        t.speaker, t.speaker_words, t.speaker_kind, t.speaker_state, t.quantifier, t.relay,
        t.addressee, t.cue, t.cue_class, t.form, t.content,
        t.factbank_author AS factbank, t.factbank_speaker, t.factbank_author, t.likelihood,
        t.about""",
        where,
        limit,
    )


def ties(
    con: Con,
    *,
    id: str | None = None,
    actor: str | None = None,
    dyad: tuple[str, str] | None = None,
    relation: str | None = None,
    status: str | None = None,
    speaker: str | None = None,
    since: date | None = None,
    until: date | None = None,
    article: str | None = None,
    limit: int | None = None,
) -> list[Row]:
    """Ties that somebody states.

    Args:
        con: connection to a record.
        id: one tie.
        actor: on either end.
        dyad: two actors, in either direction.
        relation: ``ally``, ``partner``, ``rival`` ...
        status: ``holds``, ``weakening`` ...
        speaker: who states it, where it is not the author.
        since: first day.
        until: last day.
        article: read from this article.
        limit: at most so many rows.
    """
    where = _statement(id, since, until, article, dated=True)
    where.add("? IN (t.a, t.a_state, t.b, t.b_state)", actor)
    if dyad:
        a, b = dyad
        where.add(
            "(? IN (t.a, t.a_state) AND ? IN (t.b, t.b_state))"
            " OR (? IN (t.a, t.a_state) AND ? IN (t.b, t.b_state))",
            *(a, b, b, a),
        )
    where.add("t.relation = ?", relation)
    where.add("t.status = ?", status)
    where.add(f"t.claim IN (SELECT id FROM claim WHERE {speaks()})", speaker, speaker)
    return _statements(
        con,
        "tie",
        """t.relation AS type, [t.a] AS source, [t.a_words] AS source_words,
        CASE WHEN t.a_state IS NULL THEN [] ELSE [t.a_state] END AS source_states, [t.b] AS target,
        [t.b_words] AS target_words,
        CASE WHEN t.b_state IS NULL THEN [] ELSE [t.b_state] END AS target_states,
        t.date_start AS date, t.date_end, t.date_precision, t.date_rule,
        t.a, t.b, t.relation, t.directed, t.sign, t.status, t.qualifiers, t.factbank""",
        where,
        limit,
        claimed=True,
    )


def provisions(
    con: Con,
    *,
    id: str | None = None,
    actor: str | None = None,
    since: date | None = None,
    until: date | None = None,
    article: str | None = None,
    limit: int | None = None,
) -> list[Row]:
    """What instruments bind whom to; ``actor`` is one who is bound."""
    where = _statement(id, since, until, article)
    where.add(
        "list_contains(t.bound->>'$[*].actor', ?) OR list_contains(t.bound->>'$[*].state', ?)",
        *(actor, actor),
    )
    return _statements(
        con,
        "provision",
        """t.action AS type, t.instrument, t.bound, t.action, t.measure, t.measure_km, t.line,
        t.beneficiary, t.compliance""",
        where,
        limit,
        claimed=True,
    )


def readings(
    con: Con,
    *,
    id: str | None = None,
    expression: str | None = None,
    speaker: str | None = None,
    since: date | None = None,
    until: date | None = None,
    article: str | None = None,
    limit: int | None = None,
) -> list[Row]:
    """Who reads a disputed expression how; ``parties`` says who is in, out or not named."""
    where = _statement(id, since, until, article)
    where.add("t.expression ILIKE '%' || ? || '%'", expression)
    where.add(
        "t.speaker = ? OR EXISTS (SELECT 1 FROM actor a WHERE a.id = t.speaker AND a.state = ?)",
        *(speaker, speaker),
    )
    return _statements(
        con,
        "reading",
        """'reading' AS type, t.expression, t.speaker, t.speaker_words, t.speaker_kind, t.ground,
        coalesce((SELECT list({'actor': p.actor, 'stance': p.stance} ORDER BY p.stance, p.actor)
                  FROM reading_party p WHERE p.reading = t.id), []) AS parties""",
        where,
        limit,
    )


def outlooks(
    con: Con,
    *,
    id: str | None = None,
    speaker: str | None = None,
    actor: str | None = None,
    since: date | None = None,
    until: date | None = None,
    article: str | None = None,
    limit: int | None = None,
) -> list[Row]:
    """What somebody says will or may come; ``date`` is the horizon where one is stated."""
    where = _statement(id, since, until, article)
    where.add(
        "t.holder = ? OR EXISTS (SELECT 1 FROM actor a WHERE a.id = t.holder AND a.state = ?)",
        *(speaker, speaker),
    )
    where.add(
        "list_contains(t.actors, ?) OR EXISTS (SELECT 1 FROM actor a "
        "WHERE list_contains(t.actors, a.id) AND a.state = ?)",
        *(actor, actor),
    )
    return _statements(
        con,
        "outlook",
        """'outlook' AS type, t.holder AS speaker, t.holder_words AS speaker_words,
        t.holder_kind AS speaker_kind, t.predicted, t.condition, t.hedge, t.likelihood,
        t.factbank, t.actors, t.date_start AS date, t.date_end, t.date_precision, t.date_rule""",
        where,
        limit,
    )


def non_actions(
    con: Con,
    *,
    id: str | None = None,
    actor: str | None = None,
    kind: str | None = None,
    since: date | None = None,
    until: date | None = None,
    article: str | None = None,
    limit: int | None = None,
) -> list[Row]:
    """What is said not to have been done."""
    where = _statement(id, since, until, article)
    where.add("t.actor = ? OR t.state = ?", actor, actor)
    where.add("t.kind = ?", kind)
    return _statements(
        con,
        "non_action",
        """t.kind AS type, [t.actor] AS source, [t.actor_words] AS source_words,
        CASE WHEN t.state IS NULL THEN [] ELSE [t.state] END AS source_states,
        t.actor, t.state, t.kind, t.in_face_of, t.expected_because, t.read_as""",
        where,
        limit,
        claimed=True,
    )


def speaks(table: str = "") -> str:
    """Whether an actor speaks, alone, through its officials or as one of several ("IRN+RUS").

    The condition takes the actor twice.
    """
    return f"(list_contains(string_split({table}speaker, '+'), ?) OR {table}speaker_state = ?)"


def _statement(
    id: str | None,
    since: date | None,
    until: date | None,
    article: str | None,
    *,
    dated: bool = False,
) -> Filter:
    """The conditions that all statements share; what has no date has that of its article."""
    where = Filter()
    where.add("t.id = ?", id)
    where.add("t.article = ?", article)
    first = "coalesce(t.date_start, r.published)" if dated else "r.published"
    where.days(first, "t.date_end" if dated else "NULL", since, until)
    return where


def _statements(
    con: Con,
    table: str,
    columns: str,
    where: Filter,
    limit: int | None,
    *,
    claimed: bool = False,
) -> list[Row]:
    """Rows of a table of statements, with their article and, where one is, their claim."""
    speaker = (
        "c.speaker, c.speaker_words, coalesce(c.speaker_kind, 'narrator') AS speaker_kind,"
        if claimed
        else ""
    )
    claim = "" if table == "claim" else "t.claim,"
    joined = "LEFT JOIN claim c ON c.id = t.claim" if claimed else ""
    rows = fetch(
        con,
        f"""
        SELECT t.id, {columns}, {speaker} {claim} r.source AS outlet, t.article, r.title,
               r.dispatch, r.published
        FROM {table} t JOIN article r ON r.id = t.article {joined}
        WHERE {where.sql}
        ORDER BY r.published, t.article,
            (SELECT min(v."start") FROM evidence v WHERE v.owner = t.id), t.id
        {limited(limit)}
        """,
        where.values,
    )
    return with_evidence(con, rows)
