"""Asterisks that make words bold (``**重点**``) and mask nothing.

Markdown, and text pasted from programs that write it, marks words with two asterisks on either
side; reports mask names with the same sign (``**县``, ``**镇**村``). A pair on one line is emphasis
where both ends touch a blank, a mark or the end of the line, or one of them does and what is
enclosed does not go on a masked name.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corpus.system.patterns import lazy

_MASKED = "省市县区州旗盟镇乡村街社路局厅处科室站所院校厂司队委年月日号同先女某名人个次届元万亿"
"""Characters with which a masked name or figure goes on: 县 of ``**县``, 同 of ``**同志``."""
# Begins with the asterisks themselves, so that the search goes from one pair to the next.
_PAIR = lazy(rf"\*\*(?<!\*\*\*)(?![\s*])([^*\n\uffff]{{2,200}}+)(?<!\s)\*\*(?![*{_MASKED}])")


def emphasis(text: str) -> NDArray[np.int64]:
    """Places of the asterisks that make words bold, ascending.

    Parameters
    ----------
    text
        Any string.

    Returns
    -------
    ndarray
        Shape (m,), int64; four places a pair.

    Examples
    --------
    >>> emphasis("**一是**加强领导。").tolist()
    [0, 1, 4, 5]
    >>> emphasis("**县**镇党委").tolist()
    []
    """
    if "**" not in text:
        return np.zeros(0, dtype=np.int64)
    places: list[int] = []
    for found in _PAIR.finditer(text):
        begin, end = found.span()
        ends = _open(text[begin - 1 : begin]) + _open(text[end : end + 1])
        if ends == 2 or (ends == 1 and text[begin + 2] not in _MASKED):
            places += [begin, begin + 1, end - 2, end - 1]
    return np.array(places, dtype=np.int64)


def _open(neighbour: str) -> bool:
    """Whether a word could begin or end here: at a blank, a mark, an end of the text."""
    return not neighbour.isalnum()
