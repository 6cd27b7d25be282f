"""Text as an array of code points."""

import sys

from hypothesis import given
from hypothesis import strategies as st

from corpus.folding.codepoints import blank_mask, code_points


@given(st.text(st.characters(exclude_categories=())))
def test_the_array_is_the_text(text: str) -> None:
    assert "".join(map(chr, code_points(text).tolist())) == text


def test_blank_means_what_python_means_for_every_code_point() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    blank = {point for point, found in enumerate(blank_mask(every).tolist()) if found}
    assert blank == {point for point, c in enumerate(every) if c.isspace()}
