"""Rows of tables, each one document: where its text begins and ends, many at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corpus.folding.codepoints import joined
from corpus.folding.reading import ReadingForm, read_as_themselves, reading_form
from corpus.model import Source, Span
from corpus.splitting.promise import promises_several
from corpus.splitting.screen import PROMISE, any_rule_fires, signs_of


def bodies_of_rows(sources: Sequence[Source]) -> list[Span | None]:
    """Find the bodies of rows that have nothing of a site around or in them.

    Parameters
    ----------
    sources
        Any sources; those that are no rows (:attr:`~corpus.model.Source.whole`) get None.

    Returns
    -------
    list of Span or None
        For each source its text without outer blanks, where that is all that
        :func:`corpus.splitting.compilation.split` would find; None where it has to be asked.

    Examples
    --------
    >>> texts = [" 全镇开展工作。\\n", "推荐访问：总结"]
    >>> bodies_of_rows([Source("表.csv:1", text, whole=True) for text in texts])
    [Span(start=1, end=8), None]
    """
    words = [s.text if s.whole and not s.markup and not s.hints else "" for s in sources]
    if not any(words):
        return [None] * len(sources)
    together = joined(words)
    itself = read_as_themselves(together)
    forms: dict[int, ReadingForm] = {}
    for row in np.flatnonzero(~itself).tolist():
        form = reading_form(words[row])
        if form is not None:
            forms[row] = form
    texts = [forms[row].text if row in forms else word for row, word in enumerate(words)]
    signs = signs_of(joined(texts) if forms else together).tolist()
    return [
        _body_of_row(text, forms.get(row), sign)
        for row, (text, sign) in enumerate(zip(texts, signs, strict=True))
    ]


def _body_of_row(text: str, form: ReadingForm | None, signs: int) -> Span | None:
    if signs and (any_rule_fires(text, signs) or (signs & PROMISE and promises_several(text))):
        return None
    end = len(text.rstrip())
    if not end:
        return None
    start = len(text) - len(text.lstrip())
    return Span(start, end) if form is None else form.span(start, end)
