"""Which tokens carry content."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.terms.wording import content_mask, split_compound


def test_stop_words_single_characters_and_functional_words_do_not_count() -> None:
    words = ["工作", "抓", "学习", "我们", "因为", "条例"]
    tags = ["vn", "v", "v", "r", "c", "TITLE"]
    assert content_mask(words, tags, {"工作"}).tolist() == [False, False, True, False, False, True]


def test_words_without_a_letter_do_not_count_whatever_their_tag() -> None:
    assert content_mask(["——", "2020"], ["x", "n"]).tolist() == [False, False]


def test_a_compound_is_tiled_by_words_of_the_corpus_only() -> None:
    words = {"集中", "中学", "学习", "集中学习"}
    assert split_compound("集中学习", words) == ("集中", "学习")
    assert split_compound("集中学期", words) == ()


def test_short_words_are_left_whole() -> None:
    assert split_compound("中心组", {"中心", "心组"}) == ()


@given(
    st.text("甲乙丙", min_size=4, max_size=9), st.sets(st.text("甲乙丙", min_size=2, max_size=4))
)
def test_pieces_put_together_are_the_word(word: str, vocabulary: set[str]) -> None:
    pieces = split_compound(word, vocabulary)
    assert not pieces or ("".join(pieces) == word and len(pieces) > 1)
    assert set(pieces) <= vocabulary
