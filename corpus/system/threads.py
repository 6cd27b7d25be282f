"""Work shared among threads: NumPy lets other threads run while it computes.

Results come back in the order of the pieces, and a piece never depends on how many threads there
are: so neither does anything that is made of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import ParamSpec, TypeVar

_Piece = TypeVar("_Piece")
_Result = TypeVar("_Result")
_Arguments = ParamSpec("_Arguments")

MOST_THREADS = 8
"""Threads at most: the work is bound by memory, and more of them only wait for it."""


def threads() -> int:
    """How many threads to use: the processors this process may run on, or ``LEITONG_THREADS``."""
    asked = os.environ.get("LEITONG_THREADS", "")
    if asked.isdecimal() and int(asked):
        return min(MOST_THREADS, int(asked))
    if hasattr(os, "sched_getaffinity"):
        return min(MOST_THREADS, len(os.sched_getaffinity(0)))
    return min(MOST_THREADS, os.cpu_count() or 1)


def mapped(function: Callable[[_Piece], _Result], pieces: Iterable[_Piece]) -> list[_Result]:
    """Call a function for every piece; results in the order of the pieces.

    Parameters
    ----------
    function
        Must depend on nothing but its piece, and may write only where no other call does.
    pieces
        Arguments.

    Examples
    --------
    >>> mapped(abs, [-2, 1])
    [2, 1]
    """
    todo = list(pieces)
    workers = min(threads(), len(todo))
    if workers < 2:
        return [function(piece) for piece in todo]
    from concurrent.futures import ThreadPoolExecutor  # loads logging: only where it is needed

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(function, todo))


def started(
    function: Callable[_Arguments, _Result], *args: _Arguments.args, **kwargs: _Arguments.kwargs
) -> Callable[[], _Result]:
    """Begin a call beside what comes next, if there is a processor for it; else put it off.

    Returns
    -------
    callable
        Gives the result, or raises what the call raised.

    Examples
    --------
    >>> later = started(abs, -2)
    >>> later()
    2
    """
    if threads() < 2:
        return lambda: function(*args, **kwargs)
    from concurrent.futures import ThreadPoolExecutor  # loads logging: only where it is needed

    pool = ThreadPoolExecutor(1)
    future = pool.submit(function, *args, **kwargs)
    pool.shutdown(wait=False)
    return future.result
