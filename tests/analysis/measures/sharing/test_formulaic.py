"""The measures of the literature: worked by hand, and copies that count once."""

import numpy as np
import pytest

import corpus
from analysis.findings.boilerplate.formulaic import formulaic
from analysis.measures.sharing.formulaic import CEILING, formulaic_share, redundancy
from corpus.errors import SettingsError


def arrays(texts: list[list[list[int]]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Documents of sentences of word numbers, in columns."""
    words, sentences, documents, number = [], [], [], 0
    for row, text in enumerate(texts):
        for sentence in text:
            words += sentence
            sentences += [number] * len(sentence)
            documents += [row] * len(sentence)
            number += 1
    return np.array(words), np.array(sentences), np.array(documents)


FORMULA = [1, 2, 3, 4]
TEXTS = [
    [[*FORMULA, 10], [11, 12, 13, 14, 15]],
    [[*FORMULA, 20], [21, 22, 23]],
    [[30, *FORMULA, 31]],
    [[41, 42, 43, 44]],
]


def test_words_of_sentences_with_a_formula_are_boilerplate() -> None:
    # the formula stands in three of four documents: 5/10, 5/8, 6/6 and nothing
    found = formulaic_share(*arrays(TEXTS), np.arange(4))
    assert found.round(4).tolist() == [0.5, 0.625, 1.0, 0.0]


def test_the_ceiling_throws_out_what_is_in_three_of_four() -> None:
    assert formulaic_share(*arrays(TEXTS), np.arange(4), ceiling=CEILING).tolist() == [0] * 4
    assert formulaic_share(*arrays(TEXTS), np.arange(4), ceiling=0.8)[2] == 1


def test_the_floor_can_be_raised() -> None:
    assert formulaic_share(*arrays(TEXTS), np.arange(4), floor=0.8).tolist() == [0] * 4


def test_a_phrase_repeated_often_needs_no_floor() -> None:
    often = [[FORMULA] * 30, [FORMULA], *([[50 + n] * 2] for n in range(5))]
    columns = arrays(often)
    assert formulaic_share(*columns, np.arange(7), floor=0.9, often=4).tolist()[:2] == [1, 1]
    assert formulaic_share(*columns, np.arange(7), floor=0.9, often=5).tolist()[:2] == [0, 0]


def test_copies_of_one_document_make_no_formula() -> None:
    texts = [[[1, 2, 3, 4, 5]]] * 3 + [[[6, 7, 8, 9]], [[10, 11, 12, 13]]]
    assert formulaic_share(*arrays(texts), np.arange(5)).tolist() == [1, 1, 1, 0, 0]
    assert formulaic_share(*arrays(texts), np.array([0, 0, 0, 3, 4])).tolist() == [0] * 5


def test_no_phrase_crosses_a_sentence() -> None:
    texts = [[[1, 2], [3, 4]], [[1, 2], [3, 4]]]
    assert formulaic_share(*arrays(texts), np.arange(2)).tolist() == [0, 0]
    assert redundancy(*arrays(texts), 2, n=2).tolist() == [0, 0]


def test_redundancy_counts_repeats_inside_a_document() -> None:
    texts = [[[1, 2, 3]], [[1, 2, 3], [1, 2, 4]]]
    # of the pairs 12 23 12 24 two repeat one another
    assert redundancy(*arrays(texts), 2, n=2).tolist() == [0, 0.5]


def test_a_corpus_is_measured_in_words(sample: corpus.Corpus) -> None:
    found = formulaic(sample)
    frame = found.table()
    assert len(frame) == len(sample)
    assert frame[["boilerplate", "redundancy", "specificity"]].stack().between(0, 1).all()
    assert (frame["words"] > 300).all()
    strict = formulaic(sample, ceiling=CEILING).boilerplate
    assert (strict <= found.boilerplate + 1e-12).all()


def test_figures_and_names_are_specific() -> None:
    c = corpus.from_texts({"a": "2018年选送3名职工。", "b": "进一步提高思想认识。"})
    one, two = formulaic(c).specificity
    assert one > 0.2
    assert two == 0


def test_wrong_shares_are_refused(sample: corpus.Corpus) -> None:
    with pytest.raises(SettingsError, match="floor"):
        formulaic(sample, floor=0.8, ceiling=0.5)
