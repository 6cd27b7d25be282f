"""Pages flattened to one line: where in it a piece may begin."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.splitting.marks.separators import ARABIC, HAN, INNER_TITLE, Line, lines_of

_INNER_CUE = (  # compiled when lines must be cut
    rf"(?:篇|范文|範文)\s?[(（【]?(?:{ARABIC}|{HAN})|第\s?(?:{ARABIC}|{HAN})\s?篇"
)
_BREAKS = " \t\u3000。！？!?…；;"


def places_inside(text: str, lines: Iterable[Line]) -> list[Line]:
    """Lines, cut where a separator may stand in their middle (pages flattened to one line).

    Examples
    --------
    >>> from corpus.splitting.marks.separators import lines_of
    >>> text = "总结2篇 工作总结篇1 今年以来,我镇……。 工作总结篇2 今年以来,我局……。"
    >>> [text[slice(*line)][:6] for line in places_inside(text, lines_of(text))]
    ['总结2篇', '工作总结篇1', '工作总结篇2']
    """
    if not any(word in text for word in ("篇", "范文", "範文")):
        return [*lines]  # nearly always
    found: list[Line] = []
    inner_cue = re.compile(_INNER_CUE)
    if inner_cue.search(text) is None:
        return [*lines]
    for line in lines:
        if inner_cue.search(text, line.start, line.end) is None:
            found.append(line)
            continue
        start = line.start
        for cue in inner_cue.finditer(text, line.start, line.end):
            begin = max(start, cue.start() - INNER_TITLE)
            before = text[begin : cue.start()]
            cut = begin + max(before.rfind(mark) for mark in _BREAKS) + 1
            if cut <= max(start, begin) and begin > start:
                continue  # too far from a break: a sentence
            if cut > start:
                found.extend(lines_of(text, start, cut))
                start = cut
        found.extend(lines_of(text, start, line.end))
    return found
