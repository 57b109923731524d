"""Take pictures of a report for the documentation.

    python scripts/screenshots.py report.html docs/images

Needs Chromium. Each picture is taken at 1280 and 390 pixels, light and dark, and shows the
head of the page.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import chromium

#: Pixels from the head of the page that a picture shows.
TALLEST = 2_400


def main(address: str, folder: Path) -> None:
    """Open the address once and take its four pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    url = address if "://" in address else Path(address).resolve().as_uri()
    name = Path(address).stem or "page"
    with chromium.Page() as page:
        for width in (1280, 390):
            for scheme in ("light", "dark"):
                page.look(width=width, scheme=scheme)
                page.open(url)
                page.picture(folder / f"{name}-{width}-{scheme}.png", tallest=TALLEST)
        for line in page.console:
            print(line, file=sys.stderr)  # noqa: T201


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], Path(sys.argv[2]))
