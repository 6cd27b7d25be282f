"""Processes: order, errors in their turn, and what happens when the system ends one."""

from __future__ import annotations

import os
import time
from concurrent.futures import Future

import pytest

from corpus.system.processes import mapped_in_processes, processes

HERE = "LEITONG_TEST_PARENT"


def halved(number: int) -> int:
    """Refuse odd numbers; zero ends the process it is asked in, unless it is the first one."""
    if not number and os.environ[HERE] != str(os.getpid()):
        os._exit(1)
    if number % 2:
        raise ValueError(f"{number} is odd")
    return number // 2


def test_results_come_in_the_order_of_the_batches_and_errors_in_their_turn() -> None:
    found = mapped_in_processes(halved, [8, 6, 4, 7, 2], count=2)
    assert [next(found) for _ in range(3)] == [4, 3, 2]
    with pytest.raises(ValueError, match="7 is odd"):
        next(found)


def test_what_an_ended_process_leaves_is_computed_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HERE, str(os.getpid()))
    numbers = [2, 0, 4, 6, 8, 10, 12]
    assert list(mapped_in_processes(halved, numbers, count=2)) == [n // 2 for n in numbers]


def test_one_process_is_this_one() -> None:
    assert list(mapped_in_processes(lambda n: n + 1, [1, 2], count=1)) == [2, 3]


def test_an_error_here_does_not_wait_for_what_is_begun() -> None:
    def asked() -> None:
        with processes(1) as pool:
            assert pool is not None
            begun.append(pool.submit(time.sleep, 600))
            while not begun[0].running():
                pass
            raise KeyboardInterrupt

    begun: list[Future[None]] = []
    with pytest.raises(KeyboardInterrupt):
        asked()
    assert begun[0].done()
