"""Bold words are not masked, masked names are not bold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.folding.comparable import PLACEHOLDER, fold, fold_codes, fold_many
from corpus.folding.emphasis import emphasis

BOLD = [
    "**一、加强组织领导**",
    "**一是**加强领导，**二是**压实责任。",
    "- **重点任务**：3项",
    "坚持**党的领导**，落实责任",
    "（**附件**）",
    "**人民至上**：始终如一",
]
MASKED = [
    "**县**镇党委",
    "中共**镇委**届**次全会",
    "**同志和**同志，",
    "**",
    "****",
    "5**8**",
    "**年**月",
]


@pytest.mark.parametrize("text", BOLD)
def test_bold_words_fold_to_the_words(text: str) -> None:
    assert fold(text).text == fold(text.replace("*", "")).text
    assert PLACEHOLDER not in fold(text).text


@pytest.mark.parametrize("text", MASKED)
def test_masks_are_not_taken_for_emphasis(text: str) -> None:
    assert len(emphasis(text)) == 0


def test_a_pair_on_two_lines_is_none() -> None:
    assert len(emphasis("**一、领导\n加强**")) == 0


def test_at_level_strict_signs_count() -> None:
    assert fold("**一是**好", "strict").text != fold("一是好", "strict").text


texts = st.text(alphabet="*一县镇是党，。 \nab1", max_size=40)


@given(texts)
def test_places_are_pairs_of_asterisks_in_order(text: str) -> None:
    places = emphasis(text).tolist()
    assert len(places) % 4 == 0
    assert places == sorted(set(places))
    assert all(text[place] == "*" for place in places)


@given(st.lists(texts, max_size=4))
def test_many_texts_fold_as_each_alone(many: list[str]) -> None:
    folded = fold_many(many)
    codes, bounds = fold_codes(many)
    assert codes.tolist() == folded.codes.tolist()
    assert bounds.tolist() == folded.bounds.tolist()
    for row, text in enumerate(many):
        assert folded[row].text == fold(text).text
        assert folded[row].offsets.tolist() == fold(text).offsets.tolist()
