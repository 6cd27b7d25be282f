"""Whether a run may have the addresses that the libraries under it ask for (``ulimit -v``)."""

from __future__ import annotations

LEAST_ADDRESSES = 700 << 20
"""Bytes. A report on 120 characters was written under 700 MB; under 600 MB modules could not be
loaded, and under 400 MB OpenBLAS, which comes with SciPy, asked for memory again for ever."""


def check_address_space() -> None:
    """Refuse to begin where the libraries could not even be loaded.

    Raises
    ------
    MemoryError
        If the limit is too low.
    """
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit != resource.RLIM_INFINITY and limit < LEAST_ADDRESSES:
        raise MemoryError(f"address space limited to {limit} bytes")
