"""The words that mark a document."""

from __future__ import annotations

import math

import numpy as np
import pytest

import corpus
from analysis.findings.terms.keywords import find_keywords
from analysis.findings.votes import Votes
from corpus.errors import SettingsError

TEXTS = {
    "甲": "疫情防控宣传。疫情通报。群众参与防控。",
    "乙": "理论学习宣传。学习笔记。干部学习。",
    "丙": "网络舆情宣传。舆情信息。群众关注舆情。",
}


def test_the_score_is_count_times_the_logarithm_of_families_over_holders() -> None:
    words = {w.term: w for w in find_keywords(corpus.from_texts(TEXTS)).of("丙")}
    assert (words["舆情"].count, words["舆情"].families) == (2, 1)
    assert words["舆情"].tfidf == pytest.approx(2 * math.log(3), abs=1e-6)
    assert words["群众"].tfidf == pytest.approx(1 * math.log(3 / 2), abs=1e-6)


def test_a_word_of_every_family_is_nobodys_keyword() -> None:
    assert "宣传" not in {word.term for word in find_keywords(corpus.from_texts(TEXTS)).items}


def test_copies_that_vote_once_change_nobody_elses_keywords() -> None:
    alone = find_keywords(corpus.from_texts(TEXTS))
    copied = corpus.from_texts({**TEXTS, "丁": TEXTS["丙"], "戊": TEXTS["丙"]})
    voters = np.array([0, 1, 2, 2, 2])
    with_copies = find_keywords(copied, votes=Votes(voters))
    for name in ("甲", "乙"):
        assert [(w.term, w.tfidf, w.g2) for w in alone.of(name)] == [
            (w.term, w.tfidf, w.g2) for w in with_copies.of(name)
        ]
    assert [w.term for w in with_copies.of("丁")] == [w.term for w in alone.of("丙")]
    everyone = find_keywords(copied, votes=Votes(voters, weighting="all"))
    assert everyone.of("丙")[0].families == 3


def test_a_copy_is_not_part_of_what_its_original_is_compared_with() -> None:
    copied = corpus.from_texts({**TEXTS, "丁": TEXTS["丙"]})
    found = find_keywords(copied, votes=Votes(np.array([0, 1, 2, 2])))
    alone = find_keywords(corpus.from_texts(TEXTS))
    assert found.of("丙")[0].g2 == found.of("丁")[0].g2 == alone.of("丙")[0].g2


def test_keywords_do_not_depend_on_the_order_of_documents() -> None:
    forth = find_keywords(corpus.from_texts(TEXTS))
    back = find_keywords(corpus.from_texts(dict(reversed(TEXTS.items()))))
    assert all(forth.of(name) == back.of(name) for name in TEXTS)


def test_a_single_document_is_ranked_by_frequency() -> None:
    found = find_keywords(corpus.from_texts({"乙": TEXTS["乙"]}))
    assert found.items[0].term == "学习"
    assert found.items[0].g2 == 0.0


def test_sections_have_keywords_of_their_own_and_copies_sections_do_not_vote() -> None:
    text = "一、学习情况\n理论学习笔记。\n二、宣传情况\n网络宣传舆情。"
    c = corpus.from_texts({"甲": text, "乙": text})
    found = find_keywords(c, by="section", votes=Votes(np.array([0, 0])))
    assert "理论学习" in {word.term for word in found.of("甲/一")}
    assert {w.term for w in found.of("甲/二")} == {w.term for w in found.of("乙/二")}
    assert all(word.families == 1 for word in found.items)


def test_shared_text_does_not_count_where_only_distinct_text_is_asked_for() -> None:
    c = corpus.from_texts(TEXTS)
    start = c["丙"].text.index("网络")
    shared = [np.zeros((0, 2), dtype=np.int64)] * 2 + [np.array([[start, start + 7]])]
    found = find_keywords(c, votes=Votes(np.arange(3), shared, "distinct"))
    assert "网络" not in "".join(word.term for word in found.of("丙"))


def test_the_table_and_the_records_hold_the_same_rows() -> None:
    found = find_keywords(corpus.from_texts(TEXTS), top=3)
    records = list(found.records())
    assert len(found.table()) == len(records) == len(found.items)
    assert records[0]["type"] == "keyword"
    assert list(found.table()) == [k for k in records[0] if k not in ("type", "schema")]
    assert max(found.table()["rank"]) <= 3


def test_documents_are_escaped_in_html() -> None:
    assert "<b>" not in find_keywords(corpus.from_texts({"<b>": "学习笔记"}))._repr_html_()


@pytest.mark.parametrize(
    "options",
    [
        {"by": "line"},
        {"top": 0},
        {"votes": Votes(np.array([0]))},
    ],
)
def test_impossible_options_are_named(options: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        find_keywords(corpus.from_texts(TEXTS), **options)


def test_on_the_compilation_the_known_subjects_come_first(sample: corpus.Corpus) -> None:
    found = find_keywords(sample)
    first = {name: [w.term for w in found.of(sample[name].id)[:8]] for name in ("#5", "#7", "#9")}
    assert "民族宗教" in first["#5"]
    assert "疫情防控" in first["#7"]
    assert "责任单位" in first["#9"]


def test_words_are_counted_once_whatever_the_script_and_shown_as_the_corpus_writes_them() -> None:
    texts = {"甲": "學校的教師和學生。學校。", "乙": "学校的教师和学生。", "丙": "河道水质。"}
    found = find_keywords(corpus.from_texts(texts))
    assert {w.term: w.units for w in found.of("甲")} == {"學校": 2, "教师": 2, "学生": 2}
    assert {w.term for w in found.of("乙")} == {"學校", "教师", "学生"}


def test_a_text_that_is_spaced_throughout_has_keywords_of_its_own() -> None:
    text = "全年召开会议十二次，研究议题三十项"
    found = find_keywords(corpus.from_texts({"甲": text, "乙": " ".join(text)}))
    assert [w.term for w in found.of("甲")] == [w.term for w in found.of("乙")]


@pytest.mark.parametrize("stop", ["學校", "学校"])
def test_stop_words_hold_in_both_scripts(stop: str) -> None:
    found = find_keywords(corpus.from_texts({"甲": "學校教師。学校教师。"}), stopwords=[stop])
    assert {w.term for w in found.items} == {"教师"}
