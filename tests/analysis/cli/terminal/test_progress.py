"""The progress line: only on a terminal, only after a while, and gone afterwards."""

from __future__ import annotations

import io

import pytest

from analysis.cli.terminal import progress as module
from analysis.cli.terminal.progress import describe, progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_pipe_sees_nothing() -> None:
    stream = io.StringIO()
    with progress("zh", shown=True, stream=stream) as tell:
        tell("read", 1, 2)
    assert stream.getvalue() == ""


def test_quiet_means_quiet() -> None:
    stream = Terminal()
    with progress("zh", shown=False, stream=stream) as tell:
        tell("read", 1, 2)
    assert stream.getvalue() == ""


def test_short_work_shows_nothing() -> None:
    stream = Terminal()
    with progress("zh", shown=True, stream=stream) as tell:
        tell("read", 1, 2)
    assert stream.getvalue() == ""


def test_long_work_shows_a_line_and_wipes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 1.0, 1.05, 2.0])
    monkeypatch.setattr(module.time, "monotonic", lambda: next(clock))
    stream = Terminal()
    with progress("zh", shown=True, stream=stream) as tell:
        tell("parse", 1, 4)
        tell("parse", 2, 4)
        tell("parse", 3, 4)
    drawn = stream.getvalue().split("\r")
    assert "1/4" in drawn[1]
    assert "2/4" not in stream.getvalue()
    assert "3/4" in drawn[2]
    assert drawn[-2].strip() == drawn[-1] == ""


def test_the_line_is_wiped_when_work_is_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 1.0])
    monkeypatch.setattr(module.time, "monotonic", lambda: next(clock))
    stream = Terminal()

    def work() -> None:
        with progress("zh", shown=True, stream=stream) as tell:
            tell("parse", 1, 4)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert stream.getvalue().endswith("\r")


@pytest.mark.parametrize(
    ("phase", "done", "total", "shown"),
    [("parse", 2, 4, "拆分  [##########----------]  2/4  1.0/s  约剩 2 秒"),
     ("unknown", 0, 0, "unknown  0"), ("read", 0, 3, "读取  [--------------------]  0/3"),
     ("read", 9, 3, "读取  [####################]  9/3  4.5/s  约剩 0 秒")],
)  # fmt: skip
def test_progress_in_words(phase: str, done: int, total: int, shown: str) -> None:
    assert describe(phase, done, total, 2.0, "zh") == shown
