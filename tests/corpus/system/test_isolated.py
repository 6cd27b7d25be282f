"""Functions in a process of their own: what they break there, and what goes on."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.system.isolated import Isolated, IsolatedError

pytestmark = pytest.mark.slow

unix = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits are Unix's")


ACTS = """
import os, signal, time

def act(data):
    word, _, number = data.decode().partition(" ")
    if word == "exit":
        os._exit(int(number))
    if word == "signal":
        signal.raise_signal(int(number))
    if word == "take":
        return len(bytearray(int(number)))
    if word == "compute":
        while True:
            pass
    if word == "sleep":
        time.sleep(int(number))
    if word == "print":
        os.write(1, b"noise")
    return [word, int(number or 0), os.getpid()]
"""
SMALL = 256 << 20


@pytest.fixture
def act(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Isolated]:
    (tmp_path / "acts.py").write_text(ACTS, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    made = Isolated("acts:act", memory=SMALL)
    yield made
    made.stop()


def fault_of(act: Isolated, what: str, seconds: int = 60) -> tuple[str, str]:
    with pytest.raises(IsolatedError) as caught:
        act(what.encode(), seconds=seconds)
    return caught.value.kind, caught.value.what


def answers(act: Isolated, word: str = "say") -> int:
    """Whether it answers as it should; the process that did."""
    said, number, process = act(f"{word} 2".encode(), seconds=60)
    assert (said, number) == (word, 2)
    return int(process)


def test_one_process_answers_all_calls(act: Isolated) -> None:
    first, second = answers(act), answers(act)
    assert first == second != os.getpid()


def test_a_process_that_was_stopped_is_started_again(act: Isolated) -> None:
    first = answers(act)
    act.stop()
    assert answers(act) != first


def test_a_function_that_ends_its_process_costs_one_answer(act: Isolated) -> None:
    assert fault_of(act, "exit 3") == ("ended", "exit 3")
    assert answers(act)


@unix
def test_a_crash_of_native_code_is_named_by_its_signal(act: Isolated) -> None:
    assert fault_of(act, f"signal {int(signal.SIGSEGV)}") == ("ended", "SIGSEGV")
    assert answers(act)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere addresses are not bounded")
def test_what_takes_more_memory_than_allowed_is_stopped(act: Isolated) -> None:
    assert fault_of(act, f"take {4 * SMALL}") == ("memory", "256")
    assert answers(act)


@unix
def test_what_computes_for_ever_is_stopped(act: Isolated) -> None:
    assert fault_of(act, "compute", seconds=1) == ("time", "1")
    assert answers(act)


def test_what_waits_for_ever_is_stopped(act: Isolated) -> None:
    assert fault_of(act, "sleep 3600", seconds=0) == ("time", "0")


def test_what_a_function_raises_is_told_and_its_process_goes_on(act: Isolated) -> None:
    before = answers(act)
    kind, what = fault_of(act, "say two")
    assert (kind, what.partition(":")[0]) == ("failed", "ValueError")
    assert answers(act) == before


def test_what_is_printed_is_no_answer(act: Isolated) -> None:
    assert answers(act, "print") == answers(act, "print")


def test_an_interrupt_while_waiting_leaves_no_answer_for_the_next_call(
    act: Isolated, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = answers(act)
    with monkeypatch.context() as patched:
        patched.setattr("corpus.system.isolated.json.loads", interrupted)
        with pytest.raises(KeyboardInterrupt):
            act(b"late 7", seconds=60)
    assert answers(act) != before


def interrupted(_: object) -> None:
    raise KeyboardInterrupt


def test_without_a_python_to_start_the_function_is_called_here(
    act: Isolated, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "")
    assert answers(act) == os.getpid()
