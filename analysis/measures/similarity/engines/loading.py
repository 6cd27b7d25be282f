"""Compiled kernels: whether they are there, whether they pay, and the pieces they work on."""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from types import ModuleType

import numpy as np

from analysis.measures.arrays.shingles import Ints
from corpus.errors import SettingsError
from corpus.system.threads import threads

WORTH = 10_000_000
"""Folded characters from which on kernels save more time than Numba takes to import."""
WORTH_LOADED = 1_000_000
"""The same where kernels have been imported before."""
PIECE = 1 << 18
"""Characters or shingles that one call of a kernel works on."""


def installed() -> bool:
    """Whether kernels can be used; ``LEITONG_COMPILED=0`` says that they must not."""
    return os.environ.get("LEITONG_COMPILED", "1") != "0" and find_spec("numba") is not None


def worth_loading(characters: int) -> bool:
    """Whether so many characters should be compared by kernels."""
    least = WORTH_LOADED if kernels.cache_info().currsize else WORTH
    return installed() and characters >= least


@cache
def kernels() -> ModuleType:
    """Import the kernels; compiles them if that has not been done on this machine.

    Raises
    ------
    SettingsError
        If Numba finds no folder to keep compiled kernels in.
    """
    try:
        from analysis.measures.similarity.engines import kernels as module
    except RuntimeError as error:
        raise SettingsError.of("setting-kernels", reason=str(error)) from error
    return module


def pieces(sizes: Ints, most: int = PIECE) -> list[slice]:
    """Cut a list of units into stretches that keep all threads busy.

    Parameters
    ----------
    sizes
        Shape (n,): size of each unit.
    most
        About the largest sum of sizes in a stretch; a stretch has one unit at least.
    """
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    most = max(1, min(most, total // (4 * threads()) + 1))
    found = []
    start = 0
    while start < len(sizes):
        base = int(ends[start - 1]) if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, base + most, side="right")))
        found.append(slice(start, stop))
        start = stop
    return found
