"""Short names of documents, for charts and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

LONGEST = 14  # characters of a file name that a chart's margin can hold


def short_labels(ids: Sequence[str], *, lang: str = "zh") -> list[str]:
    """Short, distinct labels for document ids, in the same order.

    Parameters
    ----------
    ids
        Document ids, all different.
    lang
        ``"zh"`` writes the seventh piece of the only source as 篇7, ``"en"`` as #7.

    Returns
    -------
    list of str
        Where there are several sources, a piece keeps the beginning of its source's name; labels
        that would fall together are kept apart by the end of the id.

    Examples
    --------
    >>> short_labels(["工作总结15篇.txt#7", "工作总结15篇.txt#10b"])
    ['篇7', '篇10b']
    >>> short_labels(["甲.txt", "乙.txt#1", "乙.txt#2"], lang="en")
    ['甲', '乙#1', '乙#2']
    """
    parts = [name.partition("#") for name in ids]
    mark = "篇" if lang == "zh" else "#"
    if len({source for source, _, _ in parts}) == 1 and all(sep for _, sep, _ in parts):
        return [mark + number for _, _, number in parts]
    stems = [PurePosixPath(source).stem for source, _, _ in parts]
    labels = [
        _cut(stem, LONGEST) + sep + number
        for stem, (_, sep, number) in zip(stems, parts, strict=True)
    ]
    count = Counter(labels)
    return [
        label if count[label] == 1 else f"{_cut(label, LONGEST - 6)}…{name[-5:]}({row + 1})"
        for row, (label, name) in enumerate(zip(labels, ids, strict=True))
    ]


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
