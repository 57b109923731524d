"""Put a headline to a folder of articles, and write the report.

    python examples/ask_a_headline.py [FOLDER] [REPORT]

Without a folder the bundled sample is read.
"""

from __future__ import annotations

import sys
from pathlib import Path

import detente
from detente.data import FOLDER


def main(folder: Path, report: Path) -> None:
    with detente.open(":memory:") as record:
        record.read(folder)
        answer = record.ask("Russia moves away from Iran", since="2018-05-17", until="2018-06-28")
        print(answer.word)
        print(answer.sentence)
        print(answer.verdict.who_vouches)
        for side, items in (("for", answer.evidence_for), ("against", answer.evidence_against)):
            print(f"\n{side}:")
            for item in items[:3]:
                print(f"  {item['speaker'] or 'the author'}: {item['quote']}")
        print("\nwhat would change this:")
        for sentence in answer.verdict.would_change:
            print(f"  {sentence}")
        print(f"\nwrote {answer.report(report)}")


if __name__ == "__main__":
    main(
        Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER / "sample",
        Path(sys.argv[2]) if len(sys.argv) > 2 else Path("report.html"),
    )
