"""Listings and answers for the terminal; plain lines where the output is not one.

News text may hold escape sequences and markup; every cell passes through `one_line`, and
rich is given text that it does not interpret.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Literal, TextIO

from detente.views import wording
from detente.views.columns import columns_of
from detente.views.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import Console

    from detente.types import Counts, EvidenceItem, Verdict
    from detente.views.columns import Column

#: A cell of a table on a terminal is cut after so many characters.
LONGEST = 160
#: A cell longer than this is a sentence.
SENTENCE = 60
#: Pieces of evidence printed on each side of an answer.
SHOWN = 8


def print_rows(
    kind: str,
    rows: Sequence[Mapping[str, Any]],
    *,
    file: TextIO | None = None,
    width: int | None = None,
) -> None:
    """Print a listing: a table on a terminal, else tab-separated lines under a head line.

    Args:
        kind: a listing of `detente.views.columns.COLUMNS`, or another name for other rows.
        rows: its rows.
        file: where to print; standard output by default.
        width: columns of the terminal, where it is not to be asked.
    """
    out = file or sys.stdout
    columns = columns_of(kind, rows)
    if not (width or out.isatty()):
        out.write("\t".join(column.head for column in columns) + "\n")
        out.writelines(
            "\t".join(one_line(column.cell(row)) for column in columns) + "\n" for row in rows
        )
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=out, width=width, highlight=False, emoji=False, markup=False)
    if not rows:
        console.print(f"no {kind.replace('_', '-')} in the record that fit")
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    filled = [
        column
        for column in columns
        if column.head == columns[0].head or any(column.cell(row) for row in rows)
    ]
    widths = _widths(filled, rows, console.width)
    if widths is None:
        for row in rows:
            _print_block(console, filled, row)
        return
    for column, width in zip(filled, widths, strict=True):
        justify: Literal["left", "right"] = "right" if column.number else "left"
        table.add_column(column.head, justify=justify, overflow="fold", width=width)
    for row in rows:
        table.add_row(*(Text(one_line(column.cell(row), LONGEST)) for column in filled))
    console.print(table)


def _widths(
    columns: Sequence[Column], rows: Sequence[Mapping[str, Any]], room: int
) -> list[int] | None:
    """Widths that break no word and make no ribbon of a sentence; None where there are none."""
    least, most = [], []
    for column in columns:
        cells = [one_line(column.cell(row), LONGEST) for row in rows]
        words = max((len(word) for cell in cells for word in cell.split()), default=0)
        widest = max(len(column.head), *map(len, cells))
        whole = column.number or column.head == "Id"
        low = widest if whole else 36 if widest > SENTENCE else max(min(words, 30), 16)
        least.append(max(min(low, widest), len(column.head)))
        most.append(widest)
    spare = room - sum(least) - 3 * len(columns)
    if spare < 0:
        return None
    wanted = [high - low for low, high in zip(least, most, strict=True)]
    part = min(1.0, spare / sum(wanted)) if any(wanted) else 0.0
    return [low + int(want * part) for low, want in zip(least, wanted, strict=True)]


def _print_block(console: Console, columns: Sequence[Column], row: Mapping[str, Any]) -> None:
    """One row where a table would be too narrow: what is short on a line, sentences below."""
    from rich.padding import Padding
    from rich.text import Text

    short, long = [], []
    for column in columns:
        cell = one_line(column.cell(row), LONGEST)
        if len(cell) > SENTENCE or column.head == "Words":
            long.append(cell)
        elif cell or column.head in {"Who", "To whom"}:
            cell = cell or "–"
            short.append(f"{column.head.lower()} {cell}" if column.number else cell)
    console.print(Text(" · ".join(short)))
    for cell in filter(None, long):
        console.print(Padding(Text(cell, style="dim"), (0, 0, 0, 4)))


def print_record(row: Mapping[str, Any], *, file: TextIO | None = None) -> None:
    """Print one row field by field; empty fields are left out."""
    out = file or sys.stdout
    fields = [
        (name.replace("_", " "), wording.plain(value))
        for name, value in row.items()
        if value not in (None, "", [], (), {})
    ]
    width = max((len(name) for name, _ in fields), default=0)
    out.writelines(f"{name.ljust(width)}  {one_line(value)}\n" for name, value in fields)


def verdict_text(verdict: Verdict, *, names: Mapping[str, str] | None = None) -> str:
    """An answer as plain text: the sentence, the counts, the tests, the evidence.

    Args:
        verdict: the answer.
        names: what to call actors, by id.
    """
    asked = verdict.question
    title = asked.headline or wording.question(asked, names or {}) + "?"
    lines = [
        visible(title),
        "",
        _with_word(verdict),
        visible(verdict.who_vouches),
        wording.level(asked.level),
        "",
        *_aligned(
            [("", "reports", "events", "conflict", "cooperation", "share [90 %]")]
            + [
                _counts(label, counts)
                for label, counts in (
                    ("before", verdict.before),
                    ("inside", verdict.inside),
                    ("after", verdict.after),
                )
                if counts is not None
            ]
        ),
        "",
        *_aligned(
            [("test", "estimate", "p", "n")]
            + [
                (
                    test.name + ("" if test.calibrated else " (not calibrated: a warning only)"),
                    wording.number(test.estimate),
                    wording.p_value(test.p),
                    wording.number(test.n),
                )
                for test in sorted(verdict.tests, key=lambda test: not test.calibrated)
            ]
        ),
    ]
    for side, items in (("for", verdict.evidence_for), ("against", verdict.evidence_against)):
        lines += ["", f"evidence {side}: {len(items)}"]
        lines += [f"  {_item(item)}" for item in items[:SHOWN]]
        if len(items) > SHOWN:
            lines.append(f"  and {len(items) - SHOWN} more")
    if verdict.would_change:
        lines += ["", "what would change this:"]
        lines += [f"  - {visible(sentence)}" for sentence in verdict.would_change]
    lines += ["", visible(wording.answer_coverage(verdict.coverage))]
    lines += [visible(note) for note in verdict.notes]
    return "\n".join(lines)


def _with_word(verdict: Verdict) -> str:
    """The sentence with the word of the verdict, which it begins with, made to stand out."""
    word, sentence = verdict.verdict, visible(verdict.sentence)
    if sentence.lower().startswith(word):
        return word.upper() + sentence[len(word) :]
    return f"{word.upper()}. {sentence}"


def _counts(label: str, counts: Counts) -> tuple[str, ...]:
    return (
        f"{label} {wording.span_of_days(counts.since, counts.until)}",
        wording.number(counts.reports),
        wording.number(counts.events),
        wording.number(counts.conflict),
        wording.number(counts.cooperation),
        wording.share(counts),
    )


def _item(item: EvidenceItem) -> str:
    parts = [wording.day(item.date), one_line(item.words)]
    if item.reality not in {"happened", "ongoing"}:
        parts.append(f"[{item.reality.replace('_', ' ')}]")
    if item.speaker and item.speaker_kind != "narrator":
        kind = wording.SPEAKER_KINDS.get(item.speaker_kind or "", item.speaker_kind or "")
        parts.append(f"– {one_line(item.speaker)}" + (f" ({kind})" if kind else ""))
    if item.quote:
        parts.append(f"“{one_line(item.quote, 160)}”")
    elif item.cite:
        parts.append(f"({one_line(item.cite)})")
    return " ".join(parts)


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Columns padded to one width: the first to the left, numbers to the right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
