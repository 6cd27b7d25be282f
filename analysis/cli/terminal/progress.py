"""A progress line on standard error: on a terminal only, and only for work that takes a while."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from analysis.cli.messages import say, table
from analysis.cli.terminal.stdout import terminal_width
from corpus.export.columns import cells, shorten

Tell = Callable[[str, int, int], None]

PATIENCE = 0.5  # seconds that nobody wonders about
REFRESH = 0.1  # seconds between two drawings
BAR = 20
WIDEST_LINE = 78
MINUTE = 60


@contextmanager
def progress(lang: str, *, shown: bool, stream: TextIO | None = None) -> Iterator[Tell]:
    """Return a function to be told ``(phase, done, total)``; the line is wiped at the end.

    Parameters
    ----------
    lang
        Language of the phases' names and of the remaining time.
    shown
        False with ``--quiet``. A stream that is no terminal shows nothing either way.
    stream
        By default standard error.
    """
    out = sys.stderr if stream is None else stream
    if not shown or out is None or not out.isatty():
        yield lambda phase, done, total: None  # noqa: ARG005
        return
    line = _ProgressLine(out, lang)
    try:
        yield line.tell
    finally:
        line.wipe()


class _ProgressLine:
    """The one line that is drawn over and over."""

    def __init__(self, out: TextIO, lang: str) -> None:
        self.out = out
        self.lang = lang
        self.began = self.drawn = time.monotonic()
        self.phase = ""
        self.phase_began = self.began
        self.dirty = False
        self.width = 0

    def tell(self, phase: str, done: int, total: int) -> None:
        now = time.monotonic()
        if phase != self.phase:
            self.phase, self.phase_began = phase, now
        if now - self.began < PATIENCE or now - self.drawn < REFRESH:
            return
        self.drawn, self.dirty = now, True
        width = min(WIDEST_LINE, terminal_width() - 1)  # a full line would wrap
        text = shorten(describe(phase, done, total, now - self.phase_began, self.lang), width)
        self.width = max(self.width, cells(text))
        self._write("\r" + text + " " * (self.width - cells(text)))

    def wipe(self) -> None:
        if self.dirty:
            self._write("\r" + " " * self.width + "\r")

    def _write(self, text: str) -> None:
        with suppress(OSError, ValueError):  # a terminal that was closed: the work goes on
            self.out.write(text)
            self.out.flush()


def describe(phase: str, done: int, total: int, seconds: float, lang: str) -> str:
    """Put progress into words: phase, bar, counts, rate, remaining time.

    >>> describe("read", 50, 200, 10.0, "en")
    'reading  [#####---------------]  50/200  5.0/s  30 s left'
    """
    key = f"phase.{phase}"
    name = say(key, lang) if key in table() else phase
    if total <= 0:
        return f"{name}  {done}"
    filled = BAR * min(done, total) // total
    text = f"{name}  [{'#' * filled}{'-' * (BAR - filled)}]  {done}/{total}"
    if done and seconds > 0:
        rate = done / seconds
        text += f"  {rate:.1f}/s  {_left(max(0, total - done) / rate, lang)}"
    return text


def _left(seconds: float, lang: str) -> str:
    """Say how long it will take, in minutes where there are more than two."""
    if seconds < 2 * MINUTE:
        return say("left", lang, seconds=f"{seconds:.0f}")
    return say("left-minutes", lang, minutes=f"{seconds / MINUTE:.0f}")
