"""Regular expressions that are compiled when they are first used.

A command uses a part of the rooms' patterns, and compiling them all takes longer than reading a
file. The first use of a method puts the compiled pattern's own ones in its place, so that later
uses cost what they cost with :func:`re.compile`.
"""

from __future__ import annotations

import re
from typing import cast

from corpus.system.kept_patterns import compiled

_METHODS = ("match", "search", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class _Waiting:
    """Stands for a pattern until it is used."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):  # asked by copy, pickle, inspect: nothing of a pattern
            raise AttributeError(name)
        pattern = compiled(self._text, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(pattern, method))
        return getattr(pattern, name)


def lazy(text: str, flags: int = 0) -> re.Pattern[str]:
    """Give a pattern that waits to be compiled.

    Parameters
    ----------
    text, flags
        As :func:`re.compile` takes them.

    Returns
    -------
    re.Pattern of str
        Something with a pattern's methods and attributes. An error in ``text`` shows at first use
        as :class:`re.error`.

    Examples
    --------
    >>> numeral = lazy("[一二三]+")
    >>> numeral.findall("一、二、三"), numeral.pattern
    (['一', '二', '三'], '[一二三]+')
    """
    return cast("re.Pattern[str]", _Waiting(text, flags))
