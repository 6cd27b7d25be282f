"""Fixtures that several test files share."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import corpus

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "data" / "乡镇意识形态上半年工作总结15篇.txt"

settings.register_profile(
    "everyday",
    max_examples=60,
    deadline=None,  # two shared cores: a slow example says nothing
    derandomize=True,  # the same examples everywhere; `--hypothesis-seed` explores
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("everyday")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in this project may reach for the network."""

    def refuse(self: socket.socket, address: object) -> None:
        if self.family != getattr(socket, "AF_UNIX", None):
            raise AssertionError(f"a test tried to connect to {address!r}")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(scope="session")
def sample_path() -> Path:
    """The compilation in data/."""
    return SAMPLE


@pytest.fixture(scope="session")
def sample() -> corpus.Corpus:
    """The compilation in data/, read."""
    return corpus.read(SAMPLE)


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare text with a file under tests/golden; `make golden` rewrites them."""

    def compare(name: str, actual: str) -> None:
        path = ROOT / "tests" / "golden" / name
        if os.environ.get("LEITONG_GOLDEN") == "write":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(actual, encoding="utf-8", newline="\n")
        expected = path.read_text(encoding="utf-8") if path.exists() else ""
        assert actual == expected, f"{name} differs; run `make golden` and read the diff"

    return compare
