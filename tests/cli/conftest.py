from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import detente
from detente.cli import main
from detente.data import FOLDER


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> Any:
        """The JSON on stdout."""
        return json.loads(self.out)


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line as `main` does, with its exit status."""

    def call(*arguments: object, stdin: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "argv", ["detente", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        caught = capsys.readouterr()
        return Done(int(ended.value.code or 0), caught.out, caught.err)

    return call


@pytest.fixture(scope="session")
def read_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the bundled sample; not to be written."""
    path = tmp_path_factory.mktemp("sample") / "sample.detente"
    with detente.open(path) as record:
        assert record.read(FOLDER / "sample").read == 22
    return path


@pytest.fixture
def sample(read_sample: Path, tmp_path: Path) -> Path:
    """A copy of that record, to be written."""
    return Path(shutil.copy(read_sample, tmp_path / "copy.detente"))
