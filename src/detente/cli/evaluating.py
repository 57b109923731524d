"""Commands that score the reading against texts marked by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli.options import output_options
from detente.cli.output import print_csv, print_json, print_plain, print_text

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.group()
def evaluate() -> None:
    """Score the reading against a gold file of your own: `evaluate actors GOLD.jsonl`.

    The format and the rules of scoring are in docs/evaluation.md.
    """


@evaluate.command()
@click.argument("gold", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--errors", is_flag=True, help="List every mention that is not right.")
@click.option(
    "--registry",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    help="A folder of actor tables laid over the shipped ones; may be repeated.",
)
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
    rows = error_rows(judgements) if errors else score_rows(judgements)
    if as_json:
        print_json(rows)
    elif as_csv:
        print_csv(rows)
    else:
        print_plain([_shown(row) for row in score_rows(judgements)])
        if errors:
            print_text("\n" + "\n\n".join(_block(row) for row in rows))
    strangers = sorted({one.gold.words for one in judgements if one.gold and one.unknown})
    if strangers:
        some = ", ".join(repr(words) for words in strangers[:5])
        more = f" and {len(strangers) - 5} others" if len(strangers) > 5 else ""
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


COMMANDS = (evaluate,)
