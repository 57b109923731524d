"""What was read from an article, as rows of the record: one function a table."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeVar

from detente.errors import MissingDate
from detente.ontology import plover

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    import duckdb

    from detente.types import (
        Actor,
        Article,
        ArticleReading,
        Claim,
        Event,
        Likelihood,
        NonAction,
        Outlook,
        Provision,
        Reading,
        Span,
        Tie,
        When,
    )

Row = dict[str, Any]
Found = TypeVar("Found", "Event", "Claim", "Tie", "Provision", "Reading", "Outlook", "NonAction")
#: Tables whose rows belong to one article and have evidence.
READ_TABLES = ("event", "claim", "tie", "provision", "reading", "outlook", "non_action")


def tables(readings: Iterable[ArticleReading], run: str) -> dict[str, list[Row]]:
    """The rows of every table, in the order in which they should be written.

    What bears the same id is the same thing read twice and is written once.

    Args:
        readings: what was read, one for each article.
        run: id of the run.

    Raises:
        MissingDate: an article without a date; event and claim dates would have no anchor.
    """
    found: dict[str, list[Row]] = {
        name: []
        for name in (
            *("article", "actor", "mention", "event", "event_actor", "claim", "tie"),
            *("provision", "reading", "reading_party", "outlook", "non_action", "evidence"),
        )
    }
    met: set[str] = set()
    for reading in readings:
        text = reading.article.text
        found["article"].append(article_row(reading.article, run))
        for actor in reading.actors:
            if actor.id not in met:
                met.add(actor.id)
                found["actor"].append(actor_row(actor))
        found["mention"].extend(mention_rows(reading))
        for event in _once(reading.events):
            found["event"].append(event_row(event, reading.article, run))
            found["event_actor"].extend(event_actor_rows(event))
            found["evidence"].extend(
                _evidence(event.id, trigger=event.trigger, sentence=event.evidence)
            )
        for claim in _once(reading.claims):
            found["claim"].append(claim_row(claim, text, run))
            found["evidence"].extend(
                _evidence(
                    claim.id,
                    content=claim.content,
                    sentence=claim.evidence,
                    verbatim=claim.verbatim,
                    condition=claim.condition,
                )
            )
        for tie in _once(reading.ties):
            found["tie"].append(tie_row(tie, run))
            found["evidence"].extend(_evidence(tie.id, sentence=tie.evidence))
        for provision in _once(reading.provisions):
            found["provision"].append(provision_row(provision, run))
            found["evidence"].extend(_evidence(provision.id, sentence=provision.evidence))
        for disputed in _once(reading.readings):
            found["reading"].append(reading_row(disputed, run))
            found["reading_party"].extend(party_rows(disputed))
            found["evidence"].extend(
                _evidence(disputed.id, utterance=disputed.utterance, sentence=disputed.evidence)
            )
        for outlook in _once(reading.outlooks):
            found["outlook"].append(outlook_row(outlook, text, run))
            found["evidence"].extend(
                _evidence(
                    outlook.id,
                    predicted=outlook.predicted,
                    condition=outlook.condition,
                    sentence=outlook.evidence,
                )
            )
        for silence in _once(reading.non_actions):
            found["non_action"].append(non_action_row(silence, text, run))
            found["evidence"].extend(
                _evidence(
                    silence.id,
                    sentence=silence.evidence,
                    in_face_of=silence.in_face_of,
                    expected_because=silence.expected_because,
                    read_as=silence.read_as,
                )
            )
    return found


def article_row(article: Article, run: str) -> Row:
    """The article; it stands for its own dispatch until copies are looked for."""
    if article.published is None:
        raise MissingDate(
            f"the article {article.title or article.path or article.id!r} has no date",
            hint="give one with --date YYYY-MM-DD, or in the file",
        )
    return {
        "id": article.id,
        "source": article.source,
        "url": article.url,
        "title": article.title,
        "author": article.author,
        "published": article.published,
        "language": article.language,
        "text": article.text,
        "sha256": article.sha256 or _sha256(article.text),
        "path": printable(article.path),
        "dispatch": article.id,
        "run": run,
    }


def actor_row(actor: Actor) -> Row:
    """An actor as it stood when it was first met."""
    return asdict(actor)


def mention_rows(reading: ArticleReading) -> Iterator[Row]:
    """Words that stand for an actor."""
    for mention in reading.mentions:
        yield {
            **_place(mention.span),
            "words": mention.words,
            "kind": mention.kind,
            "actor": mention.actor.id if mention.actor else None,
            "state": mention.actor.state if mention.actor else None,
            "confidence": mention.confidence,
        }


def event_row(event: Event, article: Article, run: str) -> Row:
    """A report of an event; it is an event of its own until it is folded."""
    return {
        "id": event.id,
        "event": event.id,
        "reader": "text",
        "article": article.id,
        "type": event.type,
        "mode": event.mode,
        "contexts": event.contexts,
        "quad": plover.counted_quad(event.type),
        "score": plover.score(event.type, event.mode),
        **_when(event.when),
        "place": event.place,
        "reality": event.reality,
        "factbank": event.factbank,
        "claim": event.claim,
        "confidence": event.confidence,
        "outlet": article.source,
        "run": run,
    }


def event_actor_rows(event: Event) -> Iterator[Row]:
    """The two ends of an event, in order."""
    for role, ends in (("source", event.source), ("target", event.target)):
        for position, end in enumerate(ends):
            yield {
                "event_row": event.id,
                "role": role,
                "position": position,
                "actor": end.actor,
                "state": end.state,
                "words": end.words,
            }


def claim_row(claim: Claim, text: str, run: str) -> Row:
    """Something said, with who vouches for it."""
    return {
        "id": claim.id,
        "article": claim.article,
        "speaker": claim.speaker.actor,
        "speaker_state": claim.speaker.state,
        "speaker_words": claim.speaker.words,
        "speaker_kind": claim.speaker.kind,
        "quantifier": claim.speaker.quantifier,
        "relay": [asdict(speaker) for speaker in claim.relay],
        "addressee": claim.addressee,
        "cue": claim.cue,
        "cue_class": claim.cue_class,
        "form": claim.form,
        "content": _words(text, claim.content),
        "factbank_speaker": claim.factbank_speaker,
        "factbank_author": claim.factbank_author,
        "likelihood": _likelihood(claim.likelihood),
        "about": claim.about,
        **_when(claim.when),
        "run": run,
    }


def tie_row(tie: Tie, run: str) -> Row:
    """A stated tie."""
    return {
        "id": tie.id,
        "article": tie.article,
        "a": tie.a.actor,
        "a_state": tie.a.state,
        "a_words": tie.a.words,
        "b": tie.b.actor,
        "b_state": tie.b.state,
        "b_words": tie.b.words,
        "relation": tie.relation,
        "directed": tie.directed,
        "sign": tie.sign,
        "status": tie.status,
        "qualifiers": tie.qualifiers,
        "factbank": tie.factbank,
        "claim": tie.claim,
        **_when(tie.when),
        "run": run,
    }


def provision_row(provision: Provision, run: str) -> Row:
    """What an instrument binds somebody to."""
    return {
        "id": provision.id,
        "article": provision.article,
        "instrument": provision.instrument,
        "bound": [asdict(party) | {"actor": party.actor or None} for party in provision.bound],
        "action": provision.action,
        "measure": provision.measure,
        "measure_km": provision.measure_km,
        "line": provision.line,
        "beneficiary": provision.beneficiary,
        "compliance": provision.compliance,
        "claim": provision.claim,
        "run": run,
    }


def reading_row(reading: Reading, run: str) -> Row:
    """One speaker's reading of a disputed expression."""
    return {
        "id": reading.id,
        "article": reading.article,
        "expression": reading.expression,
        "speaker": reading.speaker.actor,
        "speaker_words": reading.speaker.words,
        "speaker_kind": reading.speaker.kind,
        "ground": reading.ground,
        "claim": reading.claim,
        "run": run,
    }


def party_rows(reading: Reading) -> Iterator[Row]:
    """Who is in, out or passed over in silence."""
    for actor, stance in reading.parties:
        yield {"reading": reading.id, "actor": actor, "stance": stance}


def outlook_row(outlook: Outlook, text: str, run: str) -> Row:
    """What somebody says may come."""
    return {
        "id": outlook.id,
        "article": outlook.article,
        "holder": outlook.holder.actor,
        "holder_words": outlook.holder.words,
        "holder_kind": outlook.holder.kind,
        "predicted": _words(text, outlook.predicted),
        "condition": _words(text, outlook.condition),
        "hedge": outlook.hedge,
        "likelihood": _likelihood(outlook.likelihood),
        "factbank": outlook.factbank,
        "actors": outlook.actors,
        **_when(outlook.horizon),
        "claim": outlook.claim,
        "run": run,
    }


def non_action_row(silence: NonAction, text: str, run: str) -> Row:
    """Something said not to be done."""
    return {
        "id": silence.id,
        "article": silence.article,
        "actor": silence.actor.actor,
        "state": silence.actor.state,
        "actor_words": silence.actor.words,
        "kind": silence.kind,
        "in_face_of": _words(text, silence.in_face_of),
        "expected_because": _words(text, silence.expected_because),
        "read_as": _words(text, silence.read_as),
        "claim": silence.claim,
        "run": run,
    }


def remove_articles(con: duckdb.DuckDBPyConnection, articles: Collection[str]) -> None:
    """Take articles and all that was read from them out of the record.

    Actors stay: other articles may name them. Corrections stay: the log is never cut.
    """
    chosen = "(SELECT unnest(?::VARCHAR[]))"
    ids = [list(articles)]
    for owned, key, owner in (
        ("event_actor", "event_row", "event"),
        ("reading_party", "reading", "reading"),
    ):
        con.execute(
            f"DELETE FROM {owned} WHERE {key} IN "
            f"(SELECT id FROM {owner} WHERE article IN {chosen})",
            ids,
        )
    for table in (*READ_TABLES, "evidence", "mention", "fingerprint"):
        con.execute(f"DELETE FROM {table} WHERE article IN {chosen}", ids)
    con.execute(f"DELETE FROM article WHERE id IN {chosen}", ids)


def _once(found: Iterable[Found]) -> Iterable[Found]:
    return {item.id: item for item in found}.values()


def _evidence(owner: str, **roles: Span | tuple[Span, ...] | None) -> Iterator[Row]:
    """Where a row rests: one row of ``evidence`` for each span, named by its role."""
    for role, spans in roles.items():
        if spans is None:
            continue
        for position, span in enumerate(spans if isinstance(spans, tuple) else (spans,)):
            yield {"owner": owner, "role": role, "position": position, **_place(span)}


def _place(span: Span) -> Row:
    return {
        "article": span.article,
        "paragraph": span.paragraph,
        "start": span.start,
        "end": span.end,
    }


def _when(when: When) -> Row:
    return {
        "date_start": when.start,
        "date_end": when.end,
        "date_precision": when.precision,
        "date_rule": when.rule,
    }


def _words(text: str, span: Span | None) -> str | None:
    return None if span is None else text[span.start : span.end]


def _likelihood(stated: Likelihood | None) -> Row | None:
    return None if stated is None else asdict(stated)


def printable(value: Any) -> Any:
    """Text with the bytes of names that are not UTF-8 written out, also inside lists and tables."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, list | tuple):
        return [printable(part) for part in value]
    if isinstance(value, dict):
        return {key: printable(part) for key, part in value.items()}
    return value


def _sha256(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
