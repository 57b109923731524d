"""Bytes to text, unchanged: UTF-8, UTF-16 and UTF-32 with a mark, else Windows-1252."""

from __future__ import annotations

import codecs
import re

from detente.errors import ArticleError

#: Longer marks first: the mark of UTF-32 begins like that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_CONTROLS = bytes(n for n in range(32) if n not in (8, 9, 10, 11, 12, 13, 27)) + b"\x7f"
#: A file with a larger share of control characters is not text.
MOST_CONTROLS = 0.3
#: In a text of Western languages letters beyond ASCII are a small part.
MOST_HIGH = 0.3
_HIGH = bytes(range(128, 256))
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)


def decode(data: bytes, *, html: bool = False) -> tuple[str, str]:
    """Decode a file.

    Args:
        data: the whole file.
        html: whether an encoding may be declared in the first 2,048 bytes.

    Returns:
        The text and the name of the encoding. Only the mark at its head is cut.

    Raises:
        ArticleError: empty, binary, or in an encoding that cannot be told.
    """
    if not data.strip():
        raise ArticleError("empty file")
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(name)
            except UnicodeDecodeError as error:
                raise ArticleError(
                    f"wrong encoding: marked as {name} but byte {error.start} does not fit",
                    hint="save it as UTF-8",
                ) from None
            return _usable(text), name
    if data.startswith(_SIGNATURES) or _is_binary(data):
        raise ArticleError("binary file, not text", hint="export it as plain text or HTML")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            raise ArticleError(
                f"wrong encoding: UTF-8 that is damaged at byte {error.start}",
                hint="the file may have been cut; fetch it again or save it anew",
            ) from None
    declared = _DECLARED.search(data[:2048]) if html else None
    if declared:
        name = declared.group(1).decode("ascii", "replace").lower()
        try:
            return _usable(data.decode(name)), name
        except (LookupError, UnicodeDecodeError):
            pass
    if _looks_western(data):
        try:
            return data.decode("cp1252"), "cp1252"
        except UnicodeDecodeError:
            pass
    raise ArticleError("wrong encoding: neither UTF-8 nor Windows-1252", hint="save it as UTF-8")


def _is_binary(data: bytes) -> bool:
    if b"\0" in data:
        return True
    return len(data) - len(data.translate(None, _CONTROLS)) > MOST_CONTROLS * len(data)


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most of what is not ASCII fits UTF-8: read otherwise it would be garbled."""
    text = data[:1_000_000].decode("utf-8", "replace")
    beyond = sum(not mark.isascii() for mark in text)
    return beyond > 2 * text.count("\ufffd")


def _looks_western(data: bytes) -> bool:
    return len(data) - len(data.translate(None, _HIGH)) <= MOST_HIGH * len(data)


def _usable(text: str) -> str:
    if not text.strip():
        raise ArticleError("empty file")
    if "\0" in text:
        raise ArticleError("binary file, not text", hint="export it as plain text or HTML")
    return text
