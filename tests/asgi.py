"""Ask an ASGI application without a server."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx


class Client:
    """Sends each request straight into the application and returns its answer."""

    def __init__(self, app: Any, *, base_url: str = "http://127.0.0.1:8765") -> None:
        self._app = app
        self._base_url = base_url

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(transport=transport, base_url=self._base_url) as client:
                return await client.request(method, path, **options)

        return asyncio.run(ask())

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.request("GET", path, **options)
