"""Files, folders and standard input to articles; what cannot be taken is said, not lost."""

from __future__ import annotations

import hashlib
import io
import json
import logging
import stat
import sys
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from detente.errors import ArticleError, MissingExtra
from detente.ids import make_id
from detente.sources import dates
from detente.sources.columns import clean, match_columns
from detente.sources.dateline import find_author, find_date, find_title
from detente.sources.encoding import decode
from detente.sources.english import is_english
from detente.sources.feeds import read_feed
from detente.sources.html import read_html
from detente.sources.options import Found, ReadOptions, Skipped
from detente.sources.tables import first_line_is_object, read_csv, read_json, read_json_lines
from detente.sources.text import read_text
from detente.types import Article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

logger = logging.getLogger(__name__)

FORMATS = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".xml": "xml",
    ".rss": "xml",
    ".atom": "xml",
}
#: Files that tell of a folder and are no articles; passed over inside folders.
_ABOUT = ("readme", "license", "licence", "origin", "copying", "notice", "changelog")
_SINGLE = ("txt", "md", "html")
ANY_LANGUAGE = "take every language with --language any; detente reads English only"
NO_DATE = "give one with --date YYYY-MM-DD, or put it in the file name (2018-06-02-title.txt)"


def find_articles(
    paths: Iterable[str | Path], options: ReadOptions | None = None
) -> Iterator[Article | Skipped]:
    """Yield the articles in files and folders, and what was skipped with the reason.

    Folders are walked in sorted order; hidden files, sidecars (``story.json`` beside
    ``story.txt``) and notes about a folder (README, LICENSE, ORIGIN) are passed over.
    ``-`` is standard input.

    An article's text is as it was received, front matter apart. Its date is the one its
    file or record gives, else that of a sidecar, of its dateline, of the file name, else
    ``options.date``; it is never taken from the clock or the file system. An article met
    twice in one run is yielded once.
    """
    options = options or ReadOptions()
    seen: dict[str, str] = {}
    for path in paths:
        for found in _find(str(path), options):
            item = found if isinstance(found, Skipped) else _article(found, options)
            if isinstance(item, Article):
                if item.id in seen:
                    item = Skipped(item.path or "", f"duplicate of {seen[item.id]}")
                else:
                    seen[item.id] = item.path or ""
            yield item


def _find(path: str, options: ReadOptions) -> Iterator[Found | Skipped]:
    if path == "-":
        data = sys.stdin.buffer.read(options.largest + 1)
        kind = "jsonl" if first_line_is_object(data) else options.format
        yield from _guarded(data, "-", kind, options)
        return
    for file in _walk(Path(path), named=True):
        if isinstance(file, Skipped):
            yield file
        else:
            yield from _from_file(file, options)


def _walk(path: Path, *, named: bool = False) -> Iterator[Path | Skipped]:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            if path.is_symlink() and not named:
                yield Skipped(str(path), "link to a folder: not followed")
                return
            inside = sorted(path.iterdir())
        elif stat.S_ISREG(mode):
            yield path
            return
        else:
            yield Skipped(str(path), "not a regular file")
            return
    except FileNotFoundError:
        broken = path.is_symlink()
        yield Skipped(str(path), "broken link" if broken else "no such file or folder")
        return
    except (OSError, ValueError) as error:
        yield Skipped(str(path), f"unreadable: {getattr(error, 'strerror', None) or error}")
        return
    for entry in inside:
        about = entry.stem.lower() in _ABOUT
        if not entry.name.startswith(".") and not about and not _is_sidecar(entry):
            yield from _walk(entry)
    if named and not inside:
        yield Skipped(str(path), "empty folder")


def _is_sidecar(path: Path) -> bool:
    if path.suffix != ".json":
        return False
    if FORMATS.get(Path(path.stem).suffix.lower()) in _SINGLE:
        return path.with_suffix("").exists()
    return any(
        path.with_suffix(suffix).exists() for suffix, kind in FORMATS.items() if kind in _SINGLE
    )


def _from_file(path: Path, options: ReadOptions) -> Iterator[Found | Skipped]:
    kind = FORMATS.get(path.suffix.lower(), options.format if not path.suffix else "")
    name = str(path)
    if not kind:
        known = ", ".join(sorted(FORMATS))
        yield Skipped(name, f"not a format that is read: {path.suffix}", f"these are: {known}")
        return
    try:
        if kind == "jsonl":
            with path.open("rb") as file:
                yield from read_json_lines(file, name, options.columns, options.largest)
            return
        if path.stat().st_size > options.largest:
            yield _too_large(name, options)
            return
        data = path.read_bytes()
    except OSError as error:
        yield Skipped(name, f"unreadable: {error.strerror or error}")
        return
    for found in _guarded(data, name, kind, options):
        if isinstance(found, Found) and kind in _SINGLE:
            yield _with_sidecar(found, path)
        else:
            yield found


def _too_large(name: str, options: ReadOptions) -> Skipped:
    return Skipped(
        name,
        f"too large: more than {options.largest / 1e6:,.0f} MB",
        "split it, or hand it in as JSON lines, which are read line by line",
    )


def _guarded(data: bytes, name: str, kind: str, options: ReadOptions) -> Iterator[Found | Skipped]:
    """Read the bytes of a file; what is wrong with it becomes a `Skipped`."""
    if len(data) > options.largest:
        yield _too_large(name, options)
        return
    try:
        yield from _read(data, name, kind, options)
    except (ArticleError, MissingExtra) as error:
        yield Skipped(name, str(error), error.hint)


def _read(data: bytes, name: str, kind: str, options: ReadOptions) -> Iterator[Found | Skipped]:
    if kind == "jsonl":
        file: IO[bytes] = io.BytesIO(data)
        yield from read_json_lines(file, name, options.columns, options.largest)
        return
    if kind == "xml":
        # The parser knows the encodings of XML better.
        yield from read_feed(data, name)
        return
    text, encoding = decode(data, html=kind == "html")
    if not encoding.startswith("utf"):
        logger.warning("%s is not UTF-8; it was read as %s", name, encoding)
    if kind == "html":
        yield read_html(text, name)
    elif kind == "json":
        yield from read_json(text, name, options.columns)
    elif kind == "csv":
        yield from read_csv(io.StringIO(text, newline=""), name, options.columns, options.largest)
    else:
        yield read_text(text, name)


def _with_sidecar(found: Found, path: Path) -> Found:
    """Fill what the file does not say from ``story.json`` or ``story.txt.json``."""
    for sidecar in (path.with_suffix(".json"), path.with_name(path.name + ".json")):
        try:
            said = json.loads(sidecar.read_bytes()[:1_000_000])
        except (OSError, ValueError, RecursionError):
            continue
        if not isinstance(said, dict):
            continue
        for field, column in match_columns(said, {}).items():
            name = "published" if field == "date" else field
            if field != "text" and getattr(found, name) is None:
                new: dict[str, Any] = {name: clean(said[column])}
                found = replace(found, **new)
    return found


def _article(found: Found, options: ReadOptions) -> Article | Skipped:
    text = found.text
    english = is_english(text)
    declared = (found.language or "").lower()[:2]
    if options.language != "any":
        if declared and declared != options.language:
            return Skipped(found.path, f"language: declared as {found.language!r}", ANY_LANGUAGE)
        if not declared and options.language != "en":
            return Skipped(found.path, "language: none declared", ANY_LANGUAGE)
        if options.language == "en" and not english:
            return Skipped(found.path, "language: does not read as English", ANY_LANGUAGE)
    published = _published(found, options)
    if published is None:
        if found.published:
            unread = f"no date: {found.published[:40]!r} cannot be read"
            return Skipped(found.path, unread, "write dates as YYYY-MM-DD")
        return Skipped(found.path, "no date", NO_DATE)
    source = found.source or options.source
    return Article(
        id=make_id("a", text, source or "", found.url or ""),
        text=text,
        title=found.title or (find_title(text) if found.whole else None),
        source=source,
        author=found.author or (find_author(text) if found.whole else None),
        url=found.url,
        published=published,
        language=declared or ("en" if english else "und"),
        path=found.path,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
    )


def _published(found: Found, options: ReadOptions) -> date | None:
    given = dates.parse(found.published) if found.published else None
    if given is None and (found.whole or not found.published):
        given = find_date(found.text)
    if given is None and Path(found.path).suffix.lower() in FORMATS:
        given = dates.from_file_name(Path(found.path).stem)
    # A date that is there but cannot be read must not be papered over.
    return given or (None if found.published else options.date)
