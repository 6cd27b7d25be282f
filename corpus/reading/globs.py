"""Glob patterns over paths with slashes: ``*``, ``?``, ``[…]`` in a name, ``**`` across names."""

from __future__ import annotations

import re
from functools import cache

from corpus.system.patterns import lazy

_SIGN = lazy(r"\*\*/|\*\*|\*|\?|\[(?:!?)\]?[^\]/]{0,200}\]|.", re.S)


def is_glob(path: str) -> bool:
    """Whether a path holds any of the pattern characters.

    >>> is_glob("总结/*.txt"), is_glob("总结.txt")
    (True, False)
    """
    return any(c in path for c in "*?[")


@cache
def glob_regex(pattern: str) -> re.Pattern[str]:
    """Compile a pattern; the result is to be used with ``fullmatch``.

    >>> bool(glob_regex("**/*.txt").fullmatch("a/b/c.txt"))
    True
    >>> bool(glob_regex("*.txt").fullmatch("a/c.txt"))
    False
    """
    parts = []
    for sign in _SIGN.findall(re.sub(r"(?:\*\*/)+", "**/", pattern)):
        if sign == "**/":
            parts.append(r"(?:[^/]+/)*")
        elif sign == "**":
            parts.append(r".*")
        elif sign == "*":
            parts.append(r"[^/]*")
        elif sign == "?":
            parts.append(r"[^/]")
        elif len(sign) > 2:
            inner = sign[1:-1].replace("\\", r"\\").replace("[", r"\[").replace("&", r"\&")
            inner = "^" + inner[1:] if inner[0] == "!" else inner.replace("^", r"\^")
            parts.append(f"(?!/)[{inner}]")
        else:
            parts.append(re.escape(sign))
    return re.compile("".join(parts), re.S)


def matches(pattern: str, name: str) -> bool:
    """Whether a pattern names a file: by its whole id, by a folder above it, or by a bare name.

    Parameters
    ----------
    pattern
        With a slash: compared from the start of the id. Without: with each part of the id, so
        that ``草稿*`` leaves out files and folders of that name at any depth; ``/草稿*`` those of
        the topmost folder only.
    name
        An id, with slashes.

    Examples
    --------
    >>> matches("旧", "2023/旧/总结.txt"), matches("2023/*.txt", "2023/总结.txt")
    (True, True)
    >>> matches("旧/*", "2023/旧/总结.txt"), matches("/总结.txt", "2023/旧/总结.txt")
    (False, False)
    """
    pattern = pattern.removeprefix("./")
    topmost = pattern.startswith("/")
    pattern = pattern.removeprefix("/")
    regex = glob_regex(pattern.rstrip("/"))
    parts = name.split("/")
    if not topmost and "/" not in pattern.rstrip("/"):
        return any(regex.fullmatch(part) for part in parts)
    return any(regex.fullmatch("/".join(parts[: n + 1])) for n in range(len(parts)))
