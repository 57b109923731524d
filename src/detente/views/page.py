"""Turn templates into pages: escaping, shared words and the policy that confines scripts."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.views import theme, wording
from detente.views.visible import one_line, visible

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).parent
#: Where a link to a record's row leads: kind and id to an address, or None for no link.
Link = Callable[[str, str], str | None]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as a page carries it.

    Attributes:
        id: unique on the page.
        kind: ``timeline``, ``network`` or ``placebo``; sets the height kept free.
        spec: the Vega-Lite specification, with CSS variables for colours.
        room: pixels beside the plotting area that axes take.
        label: what a reader who cannot see it should know.
    """

    id: str
    kind: str
    spec: dict[str, Any]
    room: int
    label: str


def read_static(name: str) -> str:
    """One of our own style sheets or scripts."""
    return (FOLDER / "static" / name).read_text(encoding="utf-8")


def style_sheet() -> str:
    """Colours and rules of every page."""
    return theme.style_sheet() + "\n" + read_static("page.css")


@cache
def environment() -> Environment:
    """The templates. Everything put into a page is escaped and made visible first."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "anchor": anchor,
        "day": wording.day,
        "likelihood": wording.likelihood,
        "line": one_line,
        "number": wording.number,
        "p": wording.p_value,
        "percent": wording.percent,
        "share": wording.share,
        "safe_url": safe_url,
        "json_block": json_block,
    }
    made.globals |= {
        "plural": wording.plural,
        "FACTBANK": wording.FACTBANK,
        "SPEAKER_HEADS": wording.SPEAKER_HEADS,
        "SPEAKER_KINDS": wording.SPEAKER_KINDS,
        "STANCES": wording.STANCES,
    }
    return made


def _shown(value: Any) -> Any:
    """What an expression of a template prints: no ``None``, no hidden characters."""
    if value is None:
        return ""
    if type(value) is str:
        return visible(value)
    return value


def anchor(id: str) -> str:
    """An id as it may stand in a fragment."""
    return re.sub(r"[^\w.-]", "-", str(id))


def safe_url(url: str | None) -> str | None:
    """The address if it is one of the web's, else None: no ``javascript:`` gets a link."""
    return url if url and re.match(r"https?://[^\s]+\Z", url, re.IGNORECASE) else None


def json_block(value: Any) -> Any:
    """JSON that may stand inside a script element, whatever words it holds."""
    from markupsafe import Markup

    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), default=str)
    for mark in "<>&'":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(text)  # every character that HTML heeds is escaped above


def digest(script: str) -> str:
    """The CSP source that lets exactly this inline script run."""
    found = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(found).decode()}'"


def file_policy(scripts: list[str], styles: list[str]) -> str:
    """The content security policy of a page that is one file and fetches nothing."""
    return "; ".join(
        [
            "default-src 'none'",
            "script-src " + " ".join(digest(script) for script in scripts),
            "style-src " + " ".join(digest(style) for style in styles),
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
