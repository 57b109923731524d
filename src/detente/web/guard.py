"""Who may ask, and what a browser may do with the answer.

The pages show other people's words from a private record. They answer only to a name of this
machine (a page of another site that has its own name point here is turned away, as in DNS
rebinding), only to GET and HEAD, and each answer forbids framing, guessing of types, and any
script that is not ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Names by which a browser on this machine reaches us.
HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """ASGI middleware that turns others away and sets the headers of every answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refusal = refuse(scope["method"], Headers(scope=scope).get("host", ""))
        await (refusal or self.app)(scope, receive, send_guarded)


def refuse(method: str, host: str) -> PlainTextResponse | None:
    """The refusal of a request, or None where it may pass."""
    name, _, port = host.rpartition(":") if _has_port(host) else (host, "", "")
    if name.lower() not in HOSTS or (port and not port.isdecimal()):
        return PlainTextResponse("this page answers only on this machine\n", status_code=421)
    if method not in {"GET", "HEAD"}:
        return PlainTextResponse(
            "the record can only be looked at here\n",
            status_code=405,
            headers={"Allow": "GET, HEAD"},
        )
    return None


def _has_port(host: str) -> bool:
    return ":" in host and not host.endswith("]")
