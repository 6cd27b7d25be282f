"""Words cut by what users bring along, and lists of words that are none."""

from __future__ import annotations

from typing import Any

import pytest

import corpus
from analysis import find_collocations, find_keyness, find_keywords, find_new_words, find_themes
from analysis import profile as measure
from corpus.errors import SettingsError
from corpus.words.segmenters import segmenter
from corpus.words.tokens import Tokenizer, tokenizer_of

C = corpus.from_texts(
    {"甲": "全镇开展理论学习，群众满意。" * 3, "乙": "全镇开展水库防汛，群众满意。" * 3}
)


class Pairs:
    """Cuts into two characters each, as an object with ``cut``."""

    def cut(self, text: str) -> list[str]:
        return [text[i : i + 2] for i in range(0, len(text), 2)]


def test_a_function_or_anything_with_cut_cuts_the_words() -> None:
    assert Tokenizer(Pairs()).tokenize("理论学习，群众").words == ["理论", "学习", "，", "群众"]
    assert Tokenizer(list).tokenize("2023年学习").words[-2:] == ["学", "习"]
    usual = segmenter("jieba", ())
    words = Tokenizer(usual.cut).tokenize("全镇开展理论学习。").words
    assert words == [*usual.cut("全镇开展理论学习"), "。"]


@pytest.mark.parametrize("find", [find_keywords, find_keyness, find_new_words, find_collocations])
def test_findings_take_such_a_tokenizer(find: Any) -> None:
    assert repr(find(C, tokenizer=Pairs())) == repr(find(C, tokenizer=Tokenizer(Pairs())))
    total = measure(C, tokenizer=list).total
    assert total.tokens == total.han


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (3, "the tokenizer is of type int"),
        ("thulac", "thulac"),
        (lambda text: None, "together are the text"),
        (lambda text: [(word, "n") for word in text], "together are the text"),
        (lambda text: text[1:], "together are the text"),
    ],
)
def test_what_does_not_cut_is_refused_at_the_door(given: Any, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        tokenizer_of(given, "jieba")
    with pytest.raises(SettingsError, match=said):
        find_themes(C, tokenizer=given)


def test_words_cannot_be_added_to_a_tokenizer_of_ones_own() -> None:
    with pytest.raises(SettingsError, match="its own dictionary"):
        Tokenizer(list, ["满意"])


@pytest.mark.parametrize("find", [find_keywords, find_keyness, find_themes, find_collocations])
@pytest.mark.parametrize("stopwords", ["群众", ["群众", 3]])
def test_stop_words_are_several_words(find: Any, stopwords: Any) -> None:
    with pytest.raises(SettingsError, match="no list of words"):
        find(C, stopwords=stopwords)


def test_stop_words_given_as_a_list_do_not_count() -> None:
    terms = [{key.term for key in find_keywords(C, stopwords=s).items} for s in ([], ["防汛"])]
    assert "防汛" in terms[0]
    assert "防汛" not in terms[1]


def test_a_corpus_is_cut_with_ones_own_everywhere_and_its_recipe_stays_text() -> None:
    c = corpus.from_texts({"甲": "加强学习，加强管理。"}, tokenizer=list)
    assert c.tokens["word"].tolist()[:2] == ["加", "强"]
    assert c.recipe.settings == (("tokenizer", "list"),)
    assert (
        c.recipe.fingerprint
        == corpus.from_texts({"甲": "加强学习，加强管理。"}, tokenizer=list).recipe.fingerprint
    )
    ready = corpus.Tokenizer(synonyms=[["加强", "学习"]])
    assert corpus.from_texts({"甲": "学习"}, tokenizer=ready).tokens["word"].tolist() == ["加强"]
    frame = {"text": ["加强学习。"]}
    assert corpus.from_dataframe(frame, tokenizer=list).tokens["word"].tolist()[0] == "加"


@pytest.mark.parametrize("wrong", [5, None, "jiebaa", lambda text: "x"])
def test_what_cuts_nothing_is_refused_when_the_corpus_is_made(wrong: object) -> None:
    with pytest.raises(SettingsError, match="tokenizer"):
        corpus.from_texts({"甲": "学习"}, tokenizer=wrong)
