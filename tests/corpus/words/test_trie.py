"""A tree of words in arrays."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corpus.words.trie import NOWHERE, ROOT, Trie

WORDS = st.lists(
    st.text(alphabet=st.sampled_from("甲乙丙\U0010ffffa\x01"), min_size=1), max_size=30
)


@given(WORDS, WORDS)
def test_a_walk_ends_where_a_word_does_and_nowhere_for_what_begins_no_word(
    words: list[str], others: list[str]
) -> None:
    trie = Trie(words)
    beginnings = {word[:end] for word in words for end in range(1, len(word) + 1)}
    assert trie.n_nodes == 1 + len(beginnings)
    ends = dict(zip(words, trie.ends.tolist(), strict=True))
    assert len(set(ends.values())) == len(ends)
    for text in [*words, *others]:
        node = ROOT
        for end, char in enumerate(text, 1):
            node = int(trie.step(np.array([node]), np.array([ord(char)]))[0])
            assert (node != NOWHERE) == (text[:end] in beginnings)
            if node == NOWHERE:
                break
        if text in ends:
            assert node == ends[text]
