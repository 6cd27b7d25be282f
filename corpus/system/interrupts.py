"""Ctrl-C kept waiting while something must not be left half done."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Any

ENDING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Signals that end a program which has no handler of its own for them."""


class Interrupts:
    """Signals that come are kept until the end of the block, but for :meth:`let_in`.

    Python runs handlers in the main thread alone, so in another thread there is nothing to keep.
    A mask of the operating system would not do: a signal that another thread receives runs its
    handler in the main thread all the same.

    Examples
    --------
    >>> with Interrupts() as interrupts:
    ...     # what stands here is done as a whole
    ...     with interrupts.let_in():
    ...         pass  # what may take long, and can be left at any point
    """

    def __init__(self) -> None:
        self._before: dict[int, Any] = {}
        self._kept: list[int] = []
        self._open = False

    def __enter__(self) -> Interrupts:
        """Take the place of every handler."""
        if threading.current_thread() is threading.main_thread():
            for number in sorted(signal.valid_signals()):  # SIGINT, 2, stands before all others
                handler = signal.getsignal(number)
                if callable(handler) or (handler == signal.SIG_DFL and _ends(number)):
                    self._before[number] = handler
                    signal.signal(number, self._come)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the handlers back, then hand on what was kept."""
        for number in sorted(self._before, reverse=True):
            signal.signal(number, self._before[number])
        for number in self._kept:
            signal.raise_signal(number)

    @contextmanager
    def let_in(self) -> Iterator[None]:
        """Let signals through, those that were kept first: here their handlers may raise."""
        self._open = True
        try:
            if self._kept:
                self._hand_on(self._kept.pop(), None)
            yield
        finally:
            self._open = False

    def _come(self, number: int, frame: FrameType | None) -> None:
        if self._open:
            self._hand_on(number, frame)
        else:
            self._kept.append(number)

    def _hand_on(self, number: int, frame: FrameType | None) -> None:
        self._open = False  # a handler that raises shuts the door behind it
        handler: Callable[[int, FrameType | None], Any] | int = self._before[number]
        if not callable(handler):  # the program ends with the block, when its files are cleared
            self._kept.append(number)
            raise KeyboardInterrupt
        handler(number, frame)
        self._open = True


def _ends(number: int) -> bool:
    return any(getattr(signal, name, None) == number for name in ENDING)
