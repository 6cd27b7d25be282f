"""Ids as people write them: an id in full, or the end of it where only one id ends so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.system.patterns import lazy

_ROW = lazy(r"(.+\.(?:csv|tsv|jsonl)):(.+)", re.DOTALL | re.IGNORECASE)


def find_id(wanted: str, ids: Iterable[str]) -> str:
    """Find the id that is meant.

    Parameters
    ----------
    wanted
        An id, or the end of exactly one.
    ids
        All ids there are.

    Raises
    ------
    KeyError
        If no id ends so, or several do.

    Examples
    --------
    >>> find_id("#4", ["报告.txt#4", "报告.txt#14"])
    '报告.txt#4'
    >>> find_id("4", ["报告.txt#4", "报告.txt#14"])
    Traceback (most recent call last):
        ...
    KeyError: "'4' is the end of several ids: 报告.txt#4, 报告.txt#14"
    """
    known = list(ids)
    found = match_id(wanted, known)
    if found is None:
        raise KeyError(f"{wanted!r} is no id here; ids look like {_some(known)}")
    return found


def match_id(wanted: str, ids: Iterable[str]) -> str | None:
    """As :func:`find_id`, but None if no id ends so."""
    known = list(ids)
    if wanted in known:
        return wanted
    found = [name for name in known if wanted and name.endswith(wanted)]
    if len(found) > 1:
        raise KeyError(f"{wanted!r} is the end of several ids: {_some(found)}")
    return found[0] if found else None


def count_files(sources: Iterable[str]) -> int:
    """Count the files behind the ids of sources: the rows of a table are one file.

    >>> count_files(["报告.txt", "台账.csv:1", "台账.csv:2"])
    2
    """
    return len({file_and_row(name)[0] for name in sources})


def file_and_row(source: str) -> tuple[str, str | None]:
    """Part the id of a source: its file, and the name of the row if that is a table.

    >>> file_and_row("台账.csv:2"), file_and_row("报告.txt")
    (('台账.csv', '2'), ('报告.txt', None))
    """
    row = _ROW.fullmatch(source)
    return (row[1], row[2]) if row else (source, None)


def _some(names: list[str]) -> str:
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")


def is_passage(name: str) -> bool:
    """Whether a name is that of a passage (``…#7/一``, ``…:s12``, ``…@120-180``), and of no file.

    >>> [is_passage(n) for n in ("a.txt:s3", "a.txt#7/一", "a.txt@0-9", "a*.txt", "2023/甲.txt")]
    [True, True, True, False, False]
    """
    return _PASSAGE.search(name) is not None


_PASSAGE = lazy(
    r"(?::[sp]\d+|@\d+-\d+"  # sentences and paragraphs; spans
    r"|#\d+[a-z]?(?:~\d+)?(?:/[^*?]+)?"  # documents of compilations, and their sections
    r"|\.\w{2,5}/[（(]?[一二三四五六七八九十百第]+[^*?.]*)$"  # sections of a file
)
