"""Saved web pages: the article's own text and what the page says of it."""

from __future__ import annotations

import logging
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from detente.errors import ArticleError, MissingExtra
from detente.sources.columns import check, clean
from detente.sources.options import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

_LANGUAGE = re.compile(r"<html[^>]{0,500}?\blang\s*=\s*[\"']?\s*([A-Za-z]{2,3})\b", re.IGNORECASE)
_BREAK = re.compile(r"\s*\n\s*")
_PARTS = "p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote tr table section article figure"
_BLOCKS = frozenset(_PARTS.split())
#: A page with fewer words outside its menus is no article.
FEWEST_WORDS = 8
_HIDDEN = frozenset(("script", "style", "noscript", "template"))


def read_html(page: str, path: str) -> Found:
    """Take the article out of a page; paragraphs are parted by a blank line.

    Raises:
        MissingExtra: trafilatura is not installed.
        ArticleError: no article can be found in the page.
    """
    try:
        import trafilatura
    except ImportError:
        raise MissingExtra(
            "web pages need the extra `web`", hint="install it: pip install 'detente[web]'"
        ) from None
    # Its complaints of broken pages are told by the reason of the skip.
    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        document = trafilatura.bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            # Only dates that the page declares; no search of its text for one.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:  # whatever a hostile page makes of the parser
        raise ArticleError(f"broken page: {type(error).__name__}") from error
    body = (getattr(document, "text", None) or "").strip()
    if len(body.split()) < FEWEST_WORDS:
        raise ArticleError("empty: no article text found in the page")
    text = _BREAK.sub("\n\n", body)
    check(text)
    declared = _LANGUAGE.search(page[:5_000])
    return Found(
        path=path,
        text=text,
        title=clean(getattr(document, "title", None)),
        source=clean(getattr(document, "sitename", None)),
        author=clean(getattr(document, "author", None)),
        url=clean(getattr(document, "url", None)),
        published=clean(getattr(document, "date", None)),
        language=declared[1].lower() if declared else None,
        whole=False,
    )


class _Stripper(HTMLParser):
    """Collects the text of a fragment; block elements part paragraphs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(re.sub(r"\s+", " ", data))


def strip_tags(fragment: str) -> str:
    """The text of an HTML fragment, as feeds carry them; paragraphs parted by a blank line."""
    parser = _Stripper()
    parser.feed(fragment)
    parser.close()
    return _BREAK.sub("\n\n", "".join(parser.parts)).strip()
