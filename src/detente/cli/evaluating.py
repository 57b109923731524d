"""Commands that score the reading against texts marked by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli.options import output_options
from detente.cli.output import print_csv, print_json, print_plain, print_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@click.group()
def evaluate() -> None:
    """Score the reading against a gold file of your own: `evaluate events GOLD.jsonl`.

    The format and the rules of scoring are in docs/evaluation.md.
    """


GOLD = click.argument("gold", type=click.Path(dir_okay=False, path_type=Path))
REGISTRY = click.option(
    "--registry",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    help="A folder of actor tables laid over the shipped ones; may be repeated.",
)


@evaluate.command()
@GOLD
@click.option("--errors", is_flag=True, help="List every mention that is not right.")
@REGISTRY
@output_options
def actors(
    gold: Path, errors: bool, registry: tuple[Path, ...], as_json: bool, as_csv: bool
) -> None:
    """Score who is meant by which words: precision and recall by tier and by kind.

    With --json or --csv the scores are printed, or, with --errors, the mentions that are not
    right.
    """
    from detente.actors.registry import Registry
    from detente.evaluate.actors import evaluate as judge
    from detente.evaluate.gold import read_gold
    from detente.evaluate.rows import error_rows, score_rows

    articles = read_gold(gold)
    judgements = list(judge(articles, Registry.load(registry)))
    _print(
        score_rows(judgements),
        error_rows(judgements) if errors else None,
        _block,
        as_json=as_json,
        as_csv=as_csv,
    )
    _note_strangers(sorted({one.gold.words for one in judgements if one.gold and one.unknown}))


@evaluate.command()
@GOLD
@click.option("--errors", is_flag=True, help="List every pair that is not right.")
@REGISTRY
@output_options
def events(
    gold: Path, errors: bool, registry: tuple[Path, ...], as_json: bool, as_csv: bool
) -> None:
    """Score who did what to whom: precision and recall of pairs and types.

    A pair is held against the very actors (level `actor`) and against their states (level
    `state`). With --json or --csv the scores are printed, or, with --errors, the pairs that are
    not right.
    """
    from detente.actors.registry import Registry
    from detente.evaluate.event_rows import error_rows, score_rows, strangers
    from detente.evaluate.events import evaluate as judge
    from detente.evaluate.gold_events import read_coded

    articles = read_coded(gold)
    scored = list(judge(articles, Registry.load(registry)))
    _print(
        score_rows(scored),
        error_rows(scored) if errors else None,
        _event_block,
        as_json=as_json,
        as_csv=as_csv,
    )
    statements = sum(article.statements for article in articles)
    if statements:
        said = "1 statement (CAMEO 01) is no event"
        if statements > 1:
            said = f"{statements} statements (CAMEO 01) are no events"
        click.echo(f"note: {said} in PLOVER and not scored", err=True)
    _note_strangers(strangers(scored))


def _print(
    scores: list[dict[str, Any]],
    errors: list[dict[str, Any]] | None,
    block: Callable[[dict[str, Any]], str],
    *,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Print the scores or, where they are asked for, the errors; for the eye, both."""
    rows = scores if errors is None else errors
    if as_json:
        print_json(rows)
    elif as_csv:
        print_csv(rows)
    else:
        print_plain([_shown(row) for row in scores])
        if errors:
            print_text("\n" + "\n\n".join(map(block, errors)))


def _note_strangers(words: Sequence[str]) -> None:
    if words:
        some = ", ".join(repr(name) for name in words[:5])
        more = f" and {len(words) - 5} others" if len(words) > 5 else ""
        click.echo(
            f"note: the registry does not know {some}{more}; they are compared by name", err=True
        )


def _shown(row: dict[str, Any]) -> dict[str, str]:
    """A row of scores for the eye: shares as percentages, nothing where nothing is counted."""
    return {
        key: f"{value:.1%}" if isinstance(value, float) else "" if value is None else str(value)
        for key, value in row.items()
    }


def _block(row: dict[str, Any]) -> str:
    """One mention that is not right, on a few lines."""
    from detente.views.visible import one_line

    tier = f", tier {row['tier']}" if row["tier"] else ""
    lines: Sequence[str] = [
        f'{row["error"]}: "{one_line(row["words"])}" ({row["kind"]}{tier}) in {row["article"]}',
        *([f"  expected {one_line(row['expected'])}"] if row["expected"] else []),
        *(
            [f'  found {one_line(row["found"])} in "{one_line(row["found_words"])}"']
            if row["found"]
            else []
        ),
        f"  {one_line(row['sentence'])}",
    ]
    return "\n".join(lines)


def _event_block(row: dict[str, Any]) -> str:
    """One pair that is not right, on a few lines."""
    from detente.views.visible import one_line

    lines = [f"{row['error']} in {row['article']}"]
    if row["expected"]:
        lines.append(f"  expected {one_line(row['expected'])}")
    if row["found"]:
        lines.append(f'  found {one_line(row["found"])} ("{one_line(row["trigger"])}")')
    if row["sentence"]:
        lines.append(f"  {one_line(row['sentence'])}")
    return "\n".join(lines)


COMMANDS = (evaluate,)
