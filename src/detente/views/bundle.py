"""The Vega libraries as one script, taken from vl-convert and kept in the user's cache."""

from __future__ import annotations

import contextlib
import os
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

#: The Vega-Lite of Altair 6's schema.
VEGA_LITE = "6.4"


def cache_folder() -> Path:
    """Where the user's caches lie, by the custom of the system."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local")) / "detente"
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches/detente"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "detente"


@cache
def javascript() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script that fetches nothing.

    Made once for each version (two seconds), then read from the cache; a cache that cannot
    be written or was cut short only costs the two seconds again.
    """
    import vl_convert

    kept = cache_folder() / f"vega-{version('vl-convert-python')}-{VEGA_LITE}.js"
    try:
        text = kept.read_text(encoding="utf-8")
        if text.endswith(_SEAL):
            return text
    except (OSError, UnicodeDecodeError):
        pass
    # The stub of vl-convert asks for a snippet, which the function itself leaves open.
    made = vl_convert.javascript_bundle(vl_version=VEGA_LITE)  # type: ignore[call-arg]
    text = inline(made) + _SEAL
    _keep(kept, text)
    return text


_SEAL = "\n/* whole */"


def inline(script: str) -> str:
    """Rewrite the few sequences that would end or confuse a script element."""
    return (
        script.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("</script", "<\\/script")
        .replace("<!--", "\\x3C!--")
    )


def _keep(path: Path, text: str) -> None:
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
