"""Short names of documents, for charts and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from corpus.ids import file_and_row, find_id

LONGEST_NAME = 14  # characters of a file name that a chart's margin can hold


def labels_of(ids: Iterable[str], lang: str = "zh") -> dict[str, str]:
    """Short label of each id.

    >>> labels_of(["工作总结15篇.txt#7"])
    {'工作总结15篇.txt#7': '篇7'}
    """
    ids = list(ids)
    return dict(zip(ids, short_labels(ids, lang=lang), strict=True))


def find_labelled(wanted: str, labels: Mapping[str, str]) -> str:
    """Find an id by itself, its end or its label.

    Raises
    ------
    KeyError
        If there is none, or more than one.

    >>> find_labelled("篇7", {"工作总结15篇.txt#7": "篇7"})
    '工作总结15篇.txt#7'
    """
    labelled = [name for name, label in labels.items() if label == wanted]
    return labelled[0] if len(labelled) == 1 else find_id(wanted, labels)


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
    >>> short_labels(["台账.csv:1", "台账.csv:2"])
    ['台账:1', '台账:2']
    """
    parts = [name.partition("#") for name in ids]
    mark = "篇" if lang == "zh" else "#"
    if len({source for source, _, _ in parts}) == 1 and all(sep for _, sep, _ in parts):
        return [mark + number for _, _, number in parts]
    labels = [_of_file(source) + sep + number for source, sep, number in parts]
    count = Counter(labels)
    return [
        label if count[label] == 1 else f"{_cut(label, LONGEST_NAME - 6)}…{name[-5:]}({row + 1})"
        for row, (label, name) in enumerate(zip(labels, ids, strict=True))
    ]


def _of_file(source: str) -> str:
    file, row = file_and_row(source)
    stem = _cut(PurePosixPath(file).stem, LONGEST_NAME)
    return stem if row is None else f"{stem}:{_cut(row, LONGEST_NAME)}"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
