"""Synonyms that a user gives: classes of words, counted as one."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from corpus import Tokenizer
from corpus.errors import FormatError, SettingsError
from corpus.words.word_classes import to_classes


@pytest.mark.slow
def test_words_of_a_class_count_as_its_first_and_keep_their_places() -> None:
    cut = Tokenizer(synonyms=[["加强", "强化", "增强"]])
    plain = Tokenizer().tokenize("强化管理，增强本领，加强学习。")
    tokens = cut.tokenize("强化管理，增强本领，加强学习。")
    assert [w for w in tokens.words if w == "加强"] == ["加强"] * 3
    assert tokens.starts.tolist() == plain.starts.tolist()
    assert cut.unmet == Tokenizer().unmet
    assert cut.fingerprint != Tokenizer().fingerprint
    again = pickle.loads(pickle.dumps(cut))  # noqa: S301 - of our own making
    assert again.tokenize("强化").words == ["加强"]


def test_a_class_may_hold_words_that_no_dictionary_has_and_traditional_ones() -> None:
    cut = Tokenizer(synonyms={"阿基卫生院": "卫生院", "進一步加強": "加强"})
    assert cut.tokenize("到阿基卫生院去").words == ["到", "卫生院", "去"]
    assert cut.tokenize("进一步加强").words == ["加强"]


def test_own_tokenizers_know_synonyms_too() -> None:
    assert Tokenizer(list, synonyms=[["学", "习"]]).tokenize("学习").words == ["学", "学"]


def test_a_file_has_a_class_a_line(tmp_path: Path) -> None:
    path = tmp_path / "近义词.txt"
    path.write_text("# 注\n加强 强化\n学习、研学，自学\n", "gb18030")
    assert to_classes(path) == {"强化": "加强", "研学": "学习", "自学": "学习"}
    path.write_text("加强\n", "utf-8")
    with pytest.raises(FormatError, match=r"近义词.txt:1: a class has two"):
        to_classes(path)
    path.write_text("加强 强化\n强化 增强\n", "utf-8")
    with pytest.raises(FormatError, match=r":2: '强化' stands in another"):
        to_classes(path)


@pytest.mark.parametrize("wrong", [3, {"a": 1}, [[1, 2]]])
def test_what_is_no_class_is_refused_with_what_came(wrong: object) -> None:
    with pytest.raises(SettingsError, match="synonyms must be"):
        to_classes(wrong)


def test_a_word_alone_is_no_class() -> None:
    with pytest.raises(FormatError, match="two words"):
        to_classes([["加强"]])
