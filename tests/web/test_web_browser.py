from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest

import chromium
import made_up_record
from detente.web.app import create_app

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    import uvicorn

    if chromium.find() is None:
        pytest.skip("no Chromium on this machine")
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        server = uvicorn.Server(
            uvicorn.Config(
                create_app(made_up_record.MadeUpRecord), log_level="error", lifespan="off"
            )
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [held]})
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{held.getsockname()[1]}"
        server.should_exit = True
        thread.join()


def test_the_pages_are_quiet_fit_a_phone_and_ask_only_this_machine(address: str) -> None:
    with chromium.Page() as page:
        for width in (1280, 390):
            page.look(width=width)
            for path in ("/", "/events", "/event/e_x", "/article/a_hostile", "/ask?headline=x"):
                page.open(address + path)
                assert page.run("document.documentElement.scrollWidth") <= width, path
        assert page.run("document.querySelectorAll('.chart svg').length") == 3
        assert page.console == []
        sites = {url.split("/")[2] for url in page.requests if not url.startswith("data:")}
        assert sites == {address.removeprefix("http://")}
