"""The pages: a Starlette application over a record, and the server that holds it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Route

from detente.errors import DetenteError, InputError, RecordLocked
from detente.views import bundle, page
from detente.views.columns import COLUMNS, SINGULAR
from detente.web import pages
from detente.web.guard import Guard

if TYPE_CHECKING:
    from starlette.requests import Request

    from detente.web.door import Open

PORT = 8765
_STATIC: dict[str, tuple[Callable[[], str], str]] = {
    "page.css": (page.style_sheet, "text/css"),
    "page.js": (lambda: page.read_static("page.js"), "text/javascript"),
    "vega.js": (bundle.javascript, "text/javascript"),
}


def create_app(open_record: Open) -> Starlette:
    """The application.

    Args:
        open_record: opens the record for one request; the pages only read.
    """
    routes = [
        Route("/", pages.overview),
        Route("/ask", pages.ask),
        Route("/ask.json", pages.ask),
        Route("/static/{name}", static),
        *(Route(f"/{kind}{end}", pages.listing) for kind in COLUMNS for end in ("", ".json")),
        *(Route(f"/{kind}/{{id:path}}", pages.row) for kind in SINGULAR.values()),
    ]
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Guard)],
        exception_handlers={DetenteError: failed, HTTPException: missed},
    )
    app.state.open_record = open_record
    return app


def static(request: Request) -> Response:
    """Our own style sheet and scripts."""
    found = _STATIC.get(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    make, kind = found
    return Response(make(), media_type=kind, headers={"Cache-Control": "max-age=3600"})


def failed(request: Request, error: Exception) -> Response:
    """A problem with the question or the record, in words, with what to do."""
    status = 400 if isinstance(error, InputError) else 503
    if isinstance(error, RecordLocked):
        status = 503
    return pages.show_error(request, str(error), getattr(error, "hint", None), status)


def missed(request: Request, error: Exception) -> Response:
    """An address that leads nowhere."""
    status: int = getattr(error, "status_code", 404)
    return pages.show_error(
        request, "there is nothing at this address", "begin at the first page", status
    )


def serve(open_record: Open, *, port: int = PORT, quiet: bool = True) -> None:
    """Serve the pages on 127.0.0.1 until interrupted.

    Args:
        open_record: opens the record for one request.
        port: a free port of this machine.
        quiet: print warnings only, not every request.

    Raises:
        InputError: the port is taken or may not be used.
    """
    import socket

    import uvicorn

    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            held.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            raise InputError(
                f"port {port} cannot be used: {getattr(error, 'strerror', None) or error}",
                hint="name another with --port",
            ) from error
        settings: dict[str, Any] = {"log_level": "warning" if quiet else "info"}
        server = uvicorn.Server(uvicorn.Config(create_app(open_record), **settings))
        server.run(sockets=[held])
