"""How many processes share the shards of a run, each with its part of the memory."""

from __future__ import annotations

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
