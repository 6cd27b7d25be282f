"""Standard output: bytes to whoever reads them, and one clear error where nobody can."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

from corpus.errors import OutputError

STDOUT = "-"
"""The path that an :class:`~corpus.errors.OutputError` of standard output carries."""


taps: list[Callable[[bytes], object]] = []
"""Who else is told what standard output gets."""


def write_stdout(pieces: Iterable[bytes]) -> None:
    """Write bytes to standard output, flushed so that a failure is ours and not the exit's.

    Raises
    ------
    BrokenPipeError
        If the reader went away: no failure, the run ends quietly.
    OutputError
        If standard output is closed, or what it leads to is full.
    """
    if sys.stdout is None:  # the interpreter found it closed
        raise OutputError(STDOUT, "closed")
    for piece in pieces:
        _checked(sys.stdout.buffer.write, piece)
        for tap in taps:
            tap(piece)
    flush_stdout()


def flush_stdout() -> None:
    """Flush standard output, if there is any; raises as :func:`write_stdout` does."""
    if sys.stdout is not None:
        _checked(sys.stdout.flush)


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def terminal_width(default: int = 80) -> int:
    """Cells of a line of the terminal; ``default`` where nobody knows."""
    from shutil import get_terminal_size  # takes every start 3 ms otherwise

    return get_terminal_size((default, 24)).columns


def _checked(do: Callable[..., object], *arguments: bytes) -> None:
    try:
        do(*arguments)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(STDOUT, error.strerror or type(error).__name__) from error
