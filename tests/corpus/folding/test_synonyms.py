"""Synonyms: what the level makes one, and what it leaves alone."""

from __future__ import annotations

import pytest

import corpus
from analysis import find_duplicates, find_reuse
from corpus.folding.comparable import fold, fold_codes, fold_many
from corpus.folding.synonyms import synonyms

ONE = "我们要加强组织领导，认真开展检查，推进各项措施落实，目前成效明显。"
OTHER = "我们要强化组织领导，切实进行检查，推动各项举措落实，当前成果显著。"


def test_words_put_for_one_another_are_one_at_this_level_and_at_no_other() -> None:
    assert fold(ONE, "synonyms").text == fold(OTHER, "synonyms").text
    for level in ("strict", "standard", "ocr"):
        assert fold(ONE, level).text != fold(OTHER, level).text


def test_other_words_stay_other_words() -> None:
    for a, b in (("加强领导", "削弱领导"), ("修渠三条", "修路三条"), ("增加五成", "减少五成")):
        assert fold(a, "synonyms").text != fold(b, "synonyms").text


def test_no_place_moves() -> None:
    for text in (ONE, OTHER, "扎推行", "研研讨"):
        assert fold(text, "synonyms").offsets.tolist() == fold(text, "ocr").offsets.tolist()


def test_every_class_is_one_word_and_folds_to_itself() -> None:
    for words in synonyms():
        assert len({fold(word, "synonyms").text for word in words}) == 1
        for word in words:
            for text in (f"研{word}", f"{word}已", f"扎{word}实", word * 2):
                once = fold(text, "synonyms").text
                assert fold(once, "synonyms").text == once


def test_a_word_is_none_that_two_texts_make_together() -> None:
    for codes in (
        fold_many(["增", "强"], "synonyms").codes,
        fold_codes(["增", "强"], "synonyms")[0],
    ):
        assert "".join(map(chr, codes.tolist())) == "增强"


@pytest.mark.parametrize("find", [find_duplicates, find_reuse])
def test_a_text_reworded_by_synonyms_is_found_where_the_level_is_asked_for(find) -> None:
    c = corpus.from_texts({"甲": ONE, "乙": OTHER})
    asked = (find(c, level="synonyms").pairs if find is find_duplicates
             else find(c, level="synonyms").passages)  # fmt: skip
    assert asked[0].similarity == 1
    assert asked[0].verdict in ("identical", "duplicate", "verbatim")
    assert find(c).table()["similarity"].max() < 0.9 or find(c).table().empty
