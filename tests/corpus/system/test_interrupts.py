"""Ctrl-C waits where something must not be left half done."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.system.interrupts import Interrupts


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    signal.signal(signal.SIGINT, before)


def test_an_interrupt_comes_at_the_end_of_the_block() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), Interrupts():  # noqa: PT012
        signal.raise_signal(signal.SIGINT)
        done.append("the rest")
    assert done == ["the rest"]


def test_where_it_is_let_in_it_comes_at_once_and_shuts_the_door_behind_it() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), Interrupts() as interrupts:  # noqa: PT012
        try:
            with interrupts.let_in():
                signal.raise_signal(signal.SIGINT)
                done.append("never")
        finally:
            signal.raise_signal(signal.SIGINT)  # the second Ctrl-C of somebody in a hurry
            done.append("cleared away")
    assert done == ["cleared away"]


def test_one_that_was_kept_comes_when_the_door_opens() -> None:
    with pytest.raises(KeyboardInterrupt), Interrupts() as interrupts:  # noqa: PT012
        signal.raise_signal(signal.SIGINT)
        with interrupts.let_in():
            pytest.fail("nothing is begun any more")


@pytest.mark.skipif(not hasattr(signal, "SIGUSR1"), reason="a signal of POSIX")
def test_a_handler_that_does_not_raise_is_called_and_the_work_goes_on() -> None:
    seen: list[int] = []
    before = signal.signal(signal.SIGUSR1, lambda number, _: seen.append(number))
    try:
        with Interrupts() as interrupts, interrupts.let_in():
            signal.raise_signal(signal.SIGUSR1)
            signal.raise_signal(signal.SIGUSR1)
            assert len(seen) == 2
    finally:
        signal.signal(signal.SIGUSR1, before)


def test_inner_blocks_hand_on_to_outer_ones() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), Interrupts():  # noqa: PT012
        with Interrupts():
            signal.raise_signal(signal.SIGINT)
        done.append("outer")
    assert done == ["outer"]


def test_in_another_thread_nothing_is_kept() -> None:
    problems: list[BaseException] = []

    def work() -> None:
        try:
            with Interrupts() as interrupts, interrupts.let_in():
                pass
        except BaseException as error:  # noqa: BLE001 - shown below
            problems.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert problems == []


TERMINATED = """
import os, signal, sys
from corpus.atomic import write_atomic
def pieces():
    yield b"new"
    os.kill(os.getpid(), signal.SIGTERM)
    yield b"never"
write_atomic(sys.argv[1], pieces())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_terminated_program_clears_away_its_files_and_ends_by_the_signal(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")
    command = [sys.executable, "-c", TERMINATED, str(target)]
    ended = subprocess.run(command, cwd=Path(__file__).parents[3], check=False, timeout=60)
    assert ended.returncode == -signal.SIGTERM
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]
