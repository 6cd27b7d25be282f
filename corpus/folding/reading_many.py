"""The reading forms of many texts: most are their own, which is seen of all at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corpus.folding.codepoints import joined
from corpus.folding.reading import ReadingForm, read_as_themselves, reading_form

READ_BATCH = 1 << 20
"""Characters looked at together: some ten bytes each."""


def reading_forms(texts: Sequence[str]) -> dict[int, ReadingForm]:
    """Find the texts that need a reading form.

    Parameters
    ----------
    texts
        Any texts.

    Returns
    -------
    dict
        Row → :func:`corpus.folding.reading.reading_form` of the text, ascending; the others are
        their own.

    Examples
    --------
    >>> {row: form.text for row, form in reading_forms(["全年召开会议", "⼯作", ""]).items()}
    {1: '工作'}
    """
    found: dict[int, ReadingForm] = {}
    first = size = 0
    for last, text in enumerate(texts, 1):
        size += len(text)
        if size < READ_BATCH and last < len(texts):
            continue
        itself = read_as_themselves(joined(texts[first:last]))
        for row in (np.flatnonzero(~itself) + first).tolist():
            form = reading_form(texts[row])
            if form is not None:
                found[row] = form
        first, size = last, 0
    return found
