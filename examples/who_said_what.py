"""Read a folder of articles and list who says what about somebody, those with a name first.

    python examples/who_said_what.py [FOLDER] [ABOUT]

Without a folder the bundled sample is read; without a name it is about Russia.
"""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

import detente
from detente.data import FOLDER

#: From speakers who can be asked back to those who cannot.
KINDS = ("named", "office", "state", "document", "media", "unnamed_group", "hearsay")


def main(folder: Path, about: str) -> None:
    with detente.open(":memory:") as record:
        print(record.read(folder).sentence)
        claims = [row for row in record.claims(about=about) if row["speaker_kind"] in KINDS]
    claims.sort(key=lambda row: (KINDS.index(row["speaker_kind"]), row["published"]))
    for kind, rows in groupby(claims, key=lambda row: row["speaker_kind"]):
        print(f"\n{kind.replace('_', ' ')}")
        for row in rows:
            print(f"  {row['published']}  {row['speaker_words']} {row['cue']}: {row['content']}")


if __name__ == "__main__":
    main(
        Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER / "sample",
        sys.argv[2] if len(sys.argv) > 2 else "Russia",
    )
