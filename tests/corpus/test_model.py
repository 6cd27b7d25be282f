"""Records: spans that touch or overlap become one."""

from __future__ import annotations

from corpus.model import united


def test_spans_that_touch_are_one() -> None:
    assert united([]) == ()
    assert united([(4, 6), (0, 2), (2, 3)]) == ((0, 3), (4, 6))
