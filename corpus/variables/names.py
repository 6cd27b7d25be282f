r"""Values from the names of files and folders: ``{year}/{town}/*``.

A pattern is a path in which braces stand for values. ``{town}`` is anything without a slash,
``{year:\d{4}}`` what a regular expression says; ``*`` is anything without a slash and ``**`` with
slashes. A pattern may leave out the first folders and the ending of the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from corpus.errors import SettingsError

Values = tuple[tuple[str, str], ...]


def name_reader(pattern: str) -> Callable[[str], Values | None]:
    r"""Make what reads values from the id of a source.

    Parameters
    ----------
    pattern
        As above.

    Returns
    -------
    callable
        Id → pairs of name and value, in the pattern's order; None where the id is otherwise.

    Raises
    ------
    SettingsError
        If the pattern names nothing, names something twice or has an unclosed brace.

    Examples
    --------
    >>> name_reader("{year}/{town}/*")("报告/2023/甲镇/总结.docx")
    (('year', '2023'), ('town', '甲镇'))
    >>> name_reader(r"{town}{year:\d{4}}年*")("甲镇2023年总结.docx")
    (('town', '甲镇'), ('year', '2023'))
    """
    names, regex = _compiled(pattern)

    def read(name: str) -> Values | None:
        found = regex.fullmatch(name.replace("\\", "/"))
        return None if found is None else tuple(zip(names, found.groups(), strict=True))

    return read


def _compiled(pattern: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
    names: list[str] = []
    out: list[str] = []
    place = 0
    while place < len(pattern):
        sign = pattern[place]
        if sign == "{":
            end = _closing(pattern, place)
            name, _, shape = pattern[place + 1 : end].partition(":")
            names.append(name.strip())
            out.append(f"({_shape(pattern, shape)})" if shape else "([^/]+?)")
            place = end
        elif pattern.startswith("**", place):
            out.append(".*")
            place += 1
        elif sign == "*":
            out.append("[^/]*")
        else:
            out.append("[^/]" if sign == "?" else re.escape(sign))
        place += 1
    if not names or not all(names) or any(a == b for a, b in pairwise(sorted(names))):
        raise SettingsError.of("setting-name-pattern", pattern=repr(pattern))
    return tuple(names), re.compile(rf"(?:.*?/)??{''.join(out)}(?:\.[^./]+)?", re.DOTALL)


def _closing(pattern: str, start: int) -> int:
    depth = 0
    for place in range(start, len(pattern)):
        depth += {"{": 1, "}": -1}.get(pattern[place], 0)
        if not depth:
            return place
    raise SettingsError.of("setting-name-pattern", pattern=repr(pattern))


def _shape(pattern: str, shape: str) -> str:
    """Check a regular expression; groups of its own would shift the values."""
    try:
        groups = re.compile(shape).groups
    except re.error:
        groups = 1
    if groups:
        raise SettingsError.of("setting-name-pattern", pattern=repr(pattern))
    return shape
