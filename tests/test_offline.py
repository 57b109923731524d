"""Nothing leaves the machine: the whole road works with sockets blocked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

#: Blocks every socket that is not a Unix one before anything of detente is imported.
BLOCK = """
import socket
class Blocked(socket.socket):
    def __init__(self, family=-1, *args, **kwargs):
        if family not in (-1, socket.AF_UNIX) or family == -1:
            raise AssertionError("a socket was opened")
        super().__init__(family, *args, **kwargs)
socket.socket = Blocked
def refuse(*args, **kwargs):
    raise AssertionError("a name was looked up")
socket.getaddrinfo = refuse
"""


def test_reading_asking_and_reporting_open_no_socket(tmp_path: Path) -> None:
    article = tmp_path / "2018-05-21-a.txt"
    article.write_text(
        "Iran said on Monday that no one could force it to leave Syria.\n\n"
        "Russia has criticised Iran. Many analysts believe that Russia is distancing itself "
        "from Iran.\n",
        encoding="utf-8",
    )
    code = BLOCK + (
        "import sys, detente\n"
        "record = detente.open(sys.argv[1] + '/r.detente')\n"
        "summary = record.read(sys.argv[2])\n"
        "assert summary.read == 1, summary\n"
        "days = {'since': '2018-05-01', 'until': '2018-06-02'}\n"
        "answer = record.ask('Russia moves away from Iran', **days)\n"
        "path = answer.report(sys.argv[1] + '/report.html')\n"
        "text = path.read_text()\n"
        "assert answer.sentence and 'Russia' in text\n"
        "print('done')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), str(article)], capture_output=True, text=True
    )
    assert done.stdout.strip() == "done", done.stderr
