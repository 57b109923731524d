"""Saved feeds: RSS and Atom, with the standard library's parser and no entities."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

from detente.errors import ArticleError
from detente.sources.columns import check, clean
from detente.sources.html import strip_tags
from detente.sources.options import Found, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A feed nested deeper is hostile.
DEEPEST = 60


@dataclass(slots=True)
class _Node:
    tag: str
    attributes: dict[str, str]
    words: list[str] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.words).strip()

    def all_text(self) -> str:
        """The text of the node and all below it (Atom's XHTML content)."""
        return "\n".join(filter(None, [self.text, *(c.all_text() for c in self.children)]))

    def child(self, *tags: str) -> _Node | None:
        return next((c for tag in tags for c in self.children if c.tag == tag), None)

    def words_of(self, *tags: str) -> str | None:
        for tag in tags:
            node = self.child(tag)
            if node and node.text:
                return node.text
        return None


def read_feed(data: bytes, path: str) -> Iterator[Found | Skipped]:
    """Read the entries of a feed; the fullest text an entry carries is taken.

    Raises:
        ArticleError: not well-formed, not a feed, or it declares entities.
    """
    root = _parse(data)
    channel = root.child("channel") or root
    entries = [
        node for node in (*channel.children, *root.children) if node.tag in ("item", "entry")
    ]
    entries = list({id(node): node for node in entries}.values())
    if root.tag not in ("rss", "feed", "RDF"):
        raise ArticleError(f"not a feed: the root element is <{root.tag[:40]}>")
    if not entries:
        raise ArticleError("empty: the feed has no entries")
    outlet = clean(channel.words_of("title"))
    for number, entry in enumerate(entries, 1):
        here = f"{path}:{number}"
        try:
            yield _found(entry, here, outlet)
        except ArticleError as error:
            yield Skipped(here, str(error), error.hint)


def _found(entry: _Node, here: str, outlet: str | None) -> Found:
    bodies = [
        strip_tags(node.text or node.all_text())
        for node in entry.children
        if node.tag in ("encoded", "content", "description", "summary")
    ]
    text = max(bodies, key=len, default="")
    check(text)
    link = entry.words_of("link")
    if link is None:
        links = [n.attributes for n in entry.children if n.tag == "link" and "href" in n.attributes]
        own = [n for n in links if n.get("rel", "alternate") == "alternate"]
        link = (own or links or [{}])[0].get("href")
    author = entry.child("author", "creator")
    return Found(
        path=here,
        text=text,
        title=clean(strip_tags(entry.words_of("title") or "")),
        source=clean(entry.words_of("source")) or outlet,
        author=clean((author.words_of("name") or author.text) if author else None),
        url=clean(link),
        published=clean(entry.words_of("published", "pubDate", "date", "issued", "updated")),
        whole=False,
    )


def _parse(data: bytes) -> _Node:
    top = _Node("", {})
    path = [top]

    def local(name: str) -> str:
        return name.rpartition(" ")[2]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(path) > DEEPEST:
            raise ArticleError("broken feed: nested too deeply")
        node = _Node(local(name), {local(key): value for key, value in attributes.items()})
        path[-1].children.append(node)
        path.append(node)

    def end(name: str) -> None:
        path.pop()

    def entity(*declared: object) -> NoReturn:
        raise ArticleError("broken feed: it declares entities, which is not safe to read")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda words: path[-1].words.append(words)
    parser.EntityDeclHandler = entity
    parser.ExternalEntityRefHandler = entity
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ArticleError(f"broken feed: {error}") from None
    if not top.children:
        raise ArticleError("empty file")
    return top.children[0]
