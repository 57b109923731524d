"""Plain text and Markdown: the text as it is, with front matter parted from it."""

from __future__ import annotations

from detente.sources.columns import check, found_from
from detente.sources.frontmatter import split_front_matter
from detente.sources.options import Found


def read_text(text: str, path: str) -> Found:
    """A text file as it was decoded; the front matter is the only cut.

    Raises:
        ArticleError: there is no usable text.
    """
    pairs, body = split_front_matter(text)
    check(body)
    if not pairs:
        return Found(path=path, text=body)
    # "text" cannot be a key of front matter: it is what follows it.
    said = found_from({**{k: v for k, v in pairs.items() if k != "text"}, "text": body}, path, {})
    return Found(
        path=path,
        text=body,
        title=said.title,
        source=said.source,
        author=said.author,
        url=said.url,
        published=said.published,
        language=said.language,
    )
