"""Words that the dictionary lacks."""

from __future__ import annotations

import numpy as np
import pytest

import corpus
from analysis.findings.terms.new_words import find_new_words
from analysis.findings.votes import Votes
from corpus.errors import SettingsError
from corpus.words.tokens import Tokenizer

FRAMES = (
    "抓好{}工作。",
    "{}整改到位，",
    "看望了{}职工；",
    "前往{}调研。",
    "请{}汇报，",
    "由{}承办。",
)
LOW = 2.0  # bits: in a text this short nothing can be far above chance
FILLER = "全镇道路硬化和水库除险加固工程已通过验收，群众反映良好。农业生产稳定增收，粮食丰产。"


def text_with(word: str, times: int = 2) -> str:
    return "\n".join(frame.format(word) for frame in FRAMES * times) + FILLER


@pytest.mark.slow
def test_a_name_that_recurs_in_many_surroundings_is_found_and_cut_whole() -> None:
    c = corpus.from_texts({"甲": text_with("阿基卫生院")})
    found = find_new_words(c, pmi=LOW)
    assert next(word.word for word in found) == "阿基卫生院"
    assert found.items[0].count == 12
    cut = Tokenizer(words=found.entries())
    assert "阿基卫生院" in cut.tokenize("在阿基卫生院看病。").words
    assert cut.unmet == ()
    assert "阿基卫生院" not in {word.word for word in find_new_words(c, tokenizer=cut, pmi=LOW)}


def test_what_stands_in_one_surrounding_only_is_a_piece_of_it() -> None:
    found = find_new_words(corpus.from_texts({"甲": text_with("阿基卫生院")}), pmi=LOW)
    assert not {"阿基卫", "基卫生院", "阿基卫生"} & {word.word for word in found}


def test_words_of_the_dictionary_are_not_new() -> None:
    assert "卫生院" not in {
        word.word
        for word in find_new_words(corpus.from_texts({"甲": text_with("卫生院")}), pmi=LOW)
    }


def test_a_look_alike_of_a_commoner_word_is_flagged_and_no_dictionary_entry() -> None:
    c = corpus.from_texts({"甲": text_with("与论", 1) + text_with("舆论", 3)})
    found = find_new_words(c, pmi=LOW)
    assert [(word.word, word.slip_of) for word in found.slips] == [("与论", "舆论")]
    assert "与论" not in {entry.word for entry in found.entries()}


def test_copies_are_not_counted() -> None:
    text = text_with("阿基卫生院")
    once = find_new_words(corpus.from_texts({"甲": text}), pmi=LOW)
    copied = corpus.from_texts({"甲": text, "乙": text, "丙": text})
    assert find_new_words(copied, votes=Votes(np.array([0, 0, 0])), pmi=LOW).items == once.items
    counts = {word.word: word.count for word in find_new_words(copied, pmi=LOW)}
    assert counts["阿基卫生院"] == 36


def test_phrases_with_words_of_function_at_their_edges_are_left_out() -> None:
    c = corpus.from_texts({"甲": text_with("把阿基卫生院")})
    assert not any(word.word.startswith("把") for word in find_new_words(c, pmi=LOW))


def test_the_table_and_the_records_hold_the_same_words() -> None:
    found = find_new_words(corpus.from_texts({"甲": text_with("阿基卫生院")}), pmi=LOW)
    records = list(found.records())
    assert found.table()["word"].tolist() == [record["word"] for record in records]
    assert list(found.table()) == [k for k in records[0] if k not in ("type", "schema")]
    assert "阿基卫生院" in found._repr_html_()


def test_a_text_without_new_words_has_none() -> None:
    assert len(find_new_words(corpus.from_texts({"甲": "学习。"}))) == 0
    assert list(find_new_words(corpus.from_texts({"甲": "学习。"})).table())


@pytest.mark.parametrize(
    "options", [{"least": 1}, {"longest": 1}, {"votes": Votes(np.array([0, 1]))}]
)
def test_impossible_options_are_named(options: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        find_new_words(corpus.from_texts({"甲": "学习。"}), **options)


def test_on_the_compilation_its_own_words_and_its_slips_are_found(sample: corpus.Corpus) -> None:
    found = find_new_words(sample)
    words = {word.word for word in found}
    assert {"意识形态工作", "意识形态领域", "苗头性问题", "新冠肺炎疫情", "人居环境整治"} <= words
    assert ("与论", "舆论") in {(word.word, word.slip_of) for word in found.slips}
