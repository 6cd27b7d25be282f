"""How much text there is and how it is built."""

from __future__ import annotations

import numpy as np
import pytest

import corpus
from analysis.findings.profile.finding import profile
from analysis.findings.votes import Votes
from corpus.errors import SettingsError

TEXT = "一、学习情况\n全镇 2020年学习12次,覆盖98.5%的党员。x镇参加《条例》学习x次。"


def test_every_count_is_what_its_definition_says() -> None:
    found = profile(corpus.from_texts({"甲": TEXT})).of("甲")
    assert found.characters == len(TEXT)
    assert found.printed == len(TEXT.replace("\n", "").replace(" ", ""))
    assert found.han == sum("一" <= c <= "鿿" for c in TEXT)
    assert (found.sections, found.depth, found.sentences) == (1, 1, 2)
    assert (found.figures, found.dates, found.titles, found.placeholders) == (2, 1, 1, 2)
    assert found.placeholder_share == pytest.approx(2 / found.printed, abs=1e-6)
    assert found.figures_per_1000 == pytest.approx(2000 / found.printed, abs=1e-6)
    lengths = [len("全镇2020年学习12次,覆盖98.5%的党员。"), len("x镇参加《条例》学习x次。")]
    assert found.mean_sentence == pytest.approx(sum(lengths) / 2)
    assert found.longest_sentence == max(lengths)


def test_the_corpus_row_adds_up_its_documents() -> None:
    found = profile(corpus.from_texts({"甲": TEXT, "乙": "按要求报送3份材料。"}))
    for name in ("characters", "printed", "tokens", "sentences", "figures", "placeholders"):
        assert getattr(found.total, name) == sum(getattr(d, name) for d in found.documents)
    assert found.total.types <= sum(d.types for d in found.documents)
    assert sum(count for _, count in found.words) == found.total.tokens


def test_copies_can_be_left_out_of_the_corpus_row() -> None:
    once = profile(corpus.from_texts({"甲": TEXT}))
    twice = profile(corpus.from_texts({"甲": TEXT, "乙": TEXT}), votes=Votes(np.array([0, 0])))
    assert once.total == twice.total
    assert len(twice.documents) == 2


def test_masked_years_are_dates_and_placeholders() -> None:
    found = profile(corpus.from_texts({"甲": "20xx年工作。"})).of("甲")
    assert (found.dates, found.placeholders) == (1, 1)


def test_a_text_without_words_or_sentences_has_zeros_and_no_error() -> None:
    found = profile(corpus.from_texts({"甲": "……"}))
    assert (found.total.tokens, found.total.mattr, found.zipf) == (0, 0.0, None)


def test_records_are_one_a_document_and_measure() -> None:
    found = profile(corpus.from_texts({"甲": TEXT}))
    records = list(found.records())
    assert len(records) == 2 * (len(found.table().columns) - 1)
    assert {record["document"] for record in records} == {"甲", None}


def test_unknown_documents_and_votes_of_another_corpus_are_named() -> None:
    found = profile(corpus.from_texts({"甲": TEXT}))
    with pytest.raises(KeyError, match="乙"):
        found.of("乙")
    with pytest.raises(SettingsError, match="votes has 2 rows"):
        profile(corpus.from_texts({"甲": TEXT}), votes=Votes(np.array([0, 0])))


def test_the_clinics_own_figures_make_it_the_most_concrete_document(sample: corpus.Corpus) -> None:
    found = profile(sample)
    dense = max(found.documents, key=lambda row: row.figures_per_1000)
    assert dense.id.endswith("#3")
    assert found.zipf is not None
    assert 0.6 < found.zipf.exponent < 1.2


def test_word_classes_clauses_and_slogans_are_worked_by_hand() -> None:
    text = "举旗帜、聚民心、育新人。进一步切实学习。"
    found = profile(corpus.from_texts({"甲": text})).of("甲")
    # clauses of 3, 3, 3 and 7 characters, the first three a series
    assert found.clause_characters == pytest.approx(16 / 4)
    assert found.parallel_share == pytest.approx(9 / 16)
    assert found.official_per_1000 == pytest.approx(2000 / found.printed, abs=1e-6)
    # 进一步 is an adverb; 切实 (tag ad) an adjective used as one
    assert found.adverbs_conjunctions == pytest.approx(1 / found.tokens, abs=1e-6)
    assert found.hapax_share == 1.0


def test_the_interval_holds_the_mean_and_is_the_same_every_time() -> None:
    text = "".join("学" * n + "。" for n in range(3, 40))
    once, again = (profile(corpus.from_texts({"甲": text})).total for _ in range(2))
    assert once == again
    assert once.mean_sentence_low < once.mean_sentence < once.mean_sentence_high
    assert once.clause_low < once.clause_characters < once.clause_high


def test_shared_text_is_left_out_of_every_measure() -> None:
    c = corpus.from_texts({"甲": TEXT + "\n按要求报送3份材料。"})
    start = c[0].source.text.index("按要求")
    shared = [np.array([[start, c[0].body.end]])]
    cut = profile(c, votes=Votes(np.array([0]), shared, "distinct")).total
    alone = profile(corpus.from_texts({"甲": TEXT})).total
    for name in ("printed", "tokens", "sentences", "figures", "han", "mean_sentence"):
        assert getattr(cut, name) == getattr(alone, name)
