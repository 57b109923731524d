"""Tables of articles: JSON lines, JSON arrays, CSV. One record is one article."""

from __future__ import annotations

import csv
import io
import json
from typing import IO, TYPE_CHECKING, Any

from detente.errors import ArticleError
from detente.sources.columns import NAME_IT, found_from, match_columns, no_text_column
from detente.sources.options import Found, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Under these keys a JSON object may hold its list of articles.
_LISTS = ("articles", "items", "stories", "documents", "results", "data")
_DELIMITERS = ",;\t|"


def read_json_lines(
    file: IO[bytes], path: str, columns: Mapping[str, str], largest: int
) -> Iterator[Found | Skipped]:
    """Read one JSON object a line; a line that is not one is skipped with its number."""
    number = 0
    while line := file.readline(largest + 1):
        number += 1
        here = f"{path}:{number}"
        if len(line) > largest:
            yield Skipped(here, f"too large: a line of more than {largest:,} bytes")
            while line and not line.endswith(b"\n"):
                line = file.readline(largest + 1)
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield _parse(line, here, columns)


def _parse(line: bytes, here: str, columns: Mapping[str, str]) -> Found | Skipped:
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return Skipped(here, f"wrong encoding: byte {error.start} is not UTF-8")
    except RecursionError:
        return Skipped(here, "not JSON: nested too deeply")
    except ValueError as error:
        return Skipped(here, f"not JSON: {error}")
    return _record(record, here, columns)


def read_json(text: str, path: str, columns: Mapping[str, str]) -> Iterator[Found | Skipped]:
    """Read a JSON file: a list of objects, an object that holds such a list, or one object.

    Raises:
        ArticleError: it is not JSON.
    """
    try:
        whole = json.loads(text)
    except RecursionError:
        raise ArticleError("not JSON: nested too deeply") from None
    except ValueError as error:
        if first_line_is_object(text):
            file = io.BytesIO(text.encode("utf-8", "replace"))
            yield from read_json_lines(file, path, columns, len(text) * 4 + 4)
            return
        raise ArticleError(f"not JSON: {error}") from None
    records = whole
    if isinstance(whole, dict):
        if "text" not in match_columns(whole, columns):
            records = next((whole[k] for k in _LISTS if isinstance(whole.get(k), list)), whole)
        if isinstance(records, dict):
            yield _record(records, path, columns)
            return
    if not isinstance(records, list):
        raise ArticleError("not a table: neither an object nor a list of objects")
    for number, record in enumerate(records, 1):
        yield _record(record, f"{path}:{number}", columns)


def first_line_is_object(text: str | bytes) -> bool:
    """Whether the first line by itself is a JSON object, as in JSON lines."""
    first = text.lstrip()[:1_000_000].splitlines()[:1]
    try:
        return bool(first) and isinstance(json.loads(first[0]), dict)
    except (ValueError, RecursionError):
        return False


def _record(record: Any, here: str, columns: Mapping[str, str]) -> Found | Skipped:
    if not isinstance(record, dict):
        return Skipped(here, "not an object: a record must be {...} with a text")
    try:
        return found_from(record, here, columns)
    except ArticleError as error:
        return Skipped(here, str(error), error.hint)


def read_csv(
    file: IO[str], path: str, columns: Mapping[str, str], largest: int
) -> Iterator[Found | Skipped]:
    """Read a CSV table with a header line; the delimiter is told from that line.

    Raises:
        ArticleError: it has no header that names a text column.
    """
    head = file.readline(100_000)
    file.seek(0)
    delimiter = max(_DELIMITERS, key=head.count)
    # The module refuses cells of more than 128 kB unless told otherwise.
    before = csv.field_size_limit(largest)
    try:
        rows = csv.reader(file, delimiter=delimiter)
        header = [name.strip().removeprefix("\ufeff") for name in next(rows, [])]
        if "text" not in match_columns(header, columns):
            raise ArticleError(no_text_column(header, columns), hint=NAME_IT)
        yield from _rows(rows, header, path, columns)
    finally:
        csv.field_size_limit(before)


def _rows(
    rows: Iterator[list[str]], header: list[str], path: str, columns: Mapping[str, str]
) -> Iterator[Found | Skipped]:
    number = 0
    while True:
        number += 1
        here = f"{path}:{number}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Skipped(here, f"broken row: {error}")
            continue
        except UnicodeDecodeError as error:
            yield Skipped(here, f"wrong encoding: {error.reason}", "save it as UTF-8")
            return
        if not any(row):
            continue
        if len(row) != len(header):
            yield Skipped(here, f"broken row: {len(row)} cells under {len(header)} columns")
            continue
        yield _record(dict(zip(header, row, strict=True)), here, columns)
