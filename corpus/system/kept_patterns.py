"""Compiled patterns, kept beside the compiled modules: a later start need not compile them again.

To compile the patterns of one ``parse`` takes 830 million instructions: twice as many as loading
NumPy and five times as many as reading a compilation. Python keeps compiled modules
(``__pycache__``), not compiled patterns. So they are kept in the same manner: in one file beside
the modules, for one version of Python, written when a program ends that compiled new ones.
Nothing needs it: where the file is not there, is damaged or cannot be written, and where Python
is told to write no byte code, patterns are compiled.

What is kept is what :func:`re.compile` makes before it makes the pattern: its code, and the names
of its groups.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import atexit
import json
import os
import re
import sys
import zlib
from array import array
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FORMAT = 1
MOST_KEPT = 2000
"""Patterns in the file, from which on it is begun anew: the package has some 900, so many of them
are of times gone by."""


class KeptPattern(NamedTuple):
    """What :func:`re.compile` makes of a pattern."""

    flags: int
    groups: int
    names: dict[str, int]
    """Names of groups, each with its number."""
    code: bytes
    """Unsigned integers of 32 bits."""


Patterns = dict[tuple[str, int], KeptPattern]
"""By the pattern's text and its flags."""


def compiled(text: str, flags: int = 0) -> re.Pattern[str]:
    """Do as :func:`re.compile`, from what an earlier run kept where there is such.

    Examples
    --------
    >>> compiled("(?P<year>[0-9]{4})年").fullmatch("2020年")["year"]
    '2020'
    """
    flags = int(flags)
    kept = _known().get((text, flags))
    if kept is None:
        kept = _new_pattern(text, flags)
        if kept is None:
            return re.compile(text, flags)
        _known()[text, flags] = kept
    return _made(text, flags, kept)


def _made(text: str, flags: int, kept: KeptPattern) -> re.Pattern[str]:
    names: list[str | None] = [None] * (kept.groups + 1)
    for name, group in kept.names.items():
        names[group] = name
    code = memoryview(kept.code).cast("I").tolist()
    try:
        found: re.Pattern[str] = _sre.compile(
            text, kept.flags, code, kept.groups, kept.names, tuple(names)
        )
    except (RuntimeError, TypeError, ValueError):  # not what this Python makes of a pattern
        return re.compile(text, flags)
    return found


def _new_pattern(text: str, flags: int) -> KeptPattern | None:
    """Compile a pattern as :mod:`re` does; None where this Python does it in another way."""
    compiler = getattr(re, "_compiler", None)
    parser = getattr(re, "_parser", None)
    code = getattr(compiler, "_code", None)
    if parser is None or code is None or array("I").itemsize != _sre.CODESIZE:
        return None
    tree = parser.parse(text, flags)
    state = tree.state
    words = array("I", code(tree, flags))
    if not _changed:
        atexit.register(_save)
    _changed.append((text, flags))
    return KeptPattern(
        flags | state.flags, state.groups - 1, dict(state.groupdict), words.tobytes()
    )


_changed: list[tuple[str, int]] = []
"""Patterns that this run has compiled."""


@cache
def _known() -> Patterns:
    return _read(_place())


def _place() -> Path | None:
    """Return the file, beside the byte code of this module; None where Python keeps none."""
    cached = __spec__.cached if __spec__ is not None else None
    return None if cached is None else Path(cached).with_suffix(".json")


def _stamp() -> list[object]:
    return [_FORMAT, sys.version, _sre.MAGIC]


def _read(place: Path | None) -> Patterns:
    """Read the kept patterns; none where the file is not there, damaged, or another version's."""
    try:
        data = b"" if place is None else place.read_bytes()
    except OSError:
        return {}
    head, _, code = data.partition(b"\n")
    if head[:8] != b"%08x" % zlib.crc32(data[8:]):
        return {}
    stamp, rows = json.loads(head[8:])
    if stamp != _stamp():
        return {}
    found: Patterns = {}
    at = 0
    for text, asked, flags, groups, names, size in rows:
        found[text, asked] = KeptPattern(flags, groups, names, code[at : at + size])
        at += size
    return found


def _save() -> None:
    place = _place()
    if place is None or sys.dont_write_bytecode:
        return
    kept = {**_read(place), **_known()}  # another program may have written since
    if len(kept) > MOST_KEPT:
        kept = {key: _known()[key] for key in _changed}
    _write(place, kept)


def _write(place: Path, patterns: Patterns) -> None:
    rows = [
        [text, flags, kept.flags, kept.groups, kept.names, len(kept.code)]
        for (text, flags), kept in patterns.items()
    ]
    head = json.dumps([_stamp(), rows]).encode("ascii")
    data = head + b"\n" + b"".join(kept.code for kept in patterns.values())
    new = place.with_name(f"{place.name}.{os.getpid()}")
    with suppress(OSError):  # as Python itself does where byte code cannot be written
        new.write_bytes(b"%08x" % zlib.crc32(data) + data)
        new.replace(place)
