"""Work shared among processes: what Python itself computes, batch by batch.

Results come back in the order of the batches, and a batch never depends on how many processes there
are. They are started afresh on every system (``spawn``) and never look at the program that started
them: a script without ``if __name__ == "__main__"`` is not run again.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import active_children
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any, TypeVar

_Batch = TypeVar("_Batch")
_Result = TypeVar("_Result")

AHEAD = 2
"""Batches a process that wait or are done before their turn: they bound what is held at once."""


@contextmanager
def processes(count: int) -> Iterator[Executor | None]:
    """Start processes; None where there are to be none but this one.

    They are started afresh, and not as copies of this one: what it holds would count for each.
    """
    if count < 1:
        yield None
        return
    before = set(active_children())
    with ProcessPoolExecutor(count, mp_context=_FreshContext(), initializer=_begin) as pool:
        try:
            yield pool
        except BaseException:  # an interrupt does not wait for what nobody wants any more
            for one in set(active_children()) - before:
                one.terminate()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def mapped_in_processes(
    function: Callable[[_Batch], _Result], batches: Iterable[_Batch], count: int
) -> Iterator[_Result]:
    """Call a function for every batch; results in the order of the batches.

    Parameters
    ----------
    function
        One that can be imported by its name; it must depend on nothing but its batch.
    batches
        Arguments, which are pickled; so are the results.
    count
        Processes; below two the calls are made here.

    Yields
    ------
    object
        One result for each batch. What a call raises is raised here, in its turn. Should the
        system end a process, the rest is computed here.

    Examples
    --------
    >>> list(mapped_in_processes(abs, [-2, 1], count=1))
    [2, 1]
    """
    if count < 2:
        yield from map(function, batches)
        return
    waiting: deque[_Batch] = deque()
    begun: deque[Future[_Result]] = deque()
    todo = iter(batches)
    with processes(count) as pool:
        while pool is not None:
            try:
                for batch in islice(todo, AHEAD * count - len(waiting)):
                    waiting.append(batch)
                    begun.append(pool.submit(function, batch))
                if not waiting:
                    return
                result = begun.popleft().result()
            except BrokenProcessPool:
                break
            waiting.popleft()
            yield result
    yield from map(function, chain(waiting, todo))


def _begin() -> None:
    """One thread in each of several processes; an interrupt is for the one that waits for them."""
    os.environ["LEITONG_THREADS"] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _without_main() -> Iterator[None]:
    """Hide where the running program lies, so that no process runs it again."""
    main = sys.modules["__main__"].__dict__
    kept: dict[str, Any] = {n: main.pop(n) for n in ("__file__", "__spec__") if n in main}
    main["__spec__"] = None
    try:
        yield
    finally:
        del main["__spec__"]
        main.update(kept)


class _FreshProcess(SpawnProcess):
    """A process that does not look at the program that started it."""

    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: N802 - the name that multiprocessing asks for
        with _without_main():
            return SpawnProcess._Popen(process_obj)


class _FreshContext(SpawnContext):
    Process = _FreshProcess
