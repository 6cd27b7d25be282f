"""Processes that share the shards of a run, each with its part of the memory."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from corpus.system.threads import threads

PROCESS_MEMORY = 640 << 20
"""Bytes of memory for each process: with packages and kernels one holds 300 MB of nothing. Three
processes within 1 GB were measured at 1,047 MB."""


def processes_within(memory: int) -> int:
    """Count the processes that may share so much memory: one for each processor at most.

    >>> processes_within(256 << 20)
    1
    """
    return max(1, min(threads(), memory // PROCESS_MEMORY))


@contextmanager
def processes(count: int) -> Iterator[Executor | None]:
    """Start processes; None where there are to be none but this one.

    They are started afresh, and not as copies of this one: what it holds would count for each.
    """
    if count < 1:
        yield None
        return
    with ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_begin) as pool:
        try:
            yield pool
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """One thread in each of several processes; an interrupt is for the one that waits for them."""
    os.environ["LEITONG_THREADS"] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
