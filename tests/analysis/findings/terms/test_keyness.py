"""How the words of one part of a corpus differ from the rest."""

from __future__ import annotations

import math

import numpy as np
import pytest

import corpus
from analysis.findings.terms.keyness import find_keyness
from analysis.findings.votes import Votes
from corpus.errors import SettingsError

TEXTS = {
    "甲": "疫情防控。" * 20 + "学习笔记。",
    "乙": "学习笔记。" * 20 + "疫情防控。",
    "丙": "网络舆情。" * 20 + "学习笔记。",
}


def test_counts_and_measures_are_worked_by_hand() -> None:
    c = corpus.from_texts({"甲": "学习。" * 8 + "舆情。" * 2, "乙": "学习。" * 2 + "舆情。" * 18})
    key = find_keyness(c).of("甲")[0]
    assert (key.term, key.count, key.rest) == ("学习", 8, 2)
    assert (key.per_1000, key.rest_per_1000) == (800.0, 100.0)
    assert key.log_ratio == 3.0
    # expected 10/3 and 20/3
    g2 = 2 * (8 * math.log(8 / (10 / 3)) + 2 * math.log(2 / (20 / 3)))
    assert key.g2 == pytest.approx(g2, abs=1e-6)
    # |8·18 - 2·2| - 15 = 125; 30 · 125² / (10 · 20 · 10 · 20)
    assert key.chi2 == pytest.approx(30 * 125**2 / 40_000, abs=1e-6)
    # two terms are compared: Holm doubles the smaller p
    assert key.p_corrected == pytest.approx(2 * key.p, abs=2e-6)


def test_spread_is_taken_over_ten_equal_stretches() -> None:
    c = corpus.from_texts({"甲": "学习。" * 10 + "舆情。" * 10, "乙": "宣传。" * 40})
    keys = {key.term: key for key in find_keyness(c).of("甲")}
    # ten stretches of two words: 学习 fills five of them
    assert keys["学习"].dp == pytest.approx(0.5)
    assert keys["学习"].juilland_d == pytest.approx(1 - 1 / 3)


def test_terms_rank_by_size_of_the_difference() -> None:
    found = find_keyness(corpus.from_texts(TEXTS), direction="both", alpha=1.0)
    for name in TEXTS:
        sizes = [abs(key.log_ratio) for key in found.of(name)]
        assert sizes == sorted(sizes, reverse=True)
        assert [key.rank for key in found.of(name)] == list(range(1, len(sizes) + 1))


def test_rare_terms_and_chance_differences_are_not_listed() -> None:
    c = corpus.from_texts({**TEXTS, "丁": "宣传阵地。" * 2})
    assert "宣传阵地" not in {k.term for k in find_keyness(c, least=3, alpha=1.0).of("丁")}
    assert "学习" not in {key.term for key in find_keyness(c).of("甲")}


def test_direction_less_lists_what_a_target_avoids() -> None:
    less = find_keyness(corpus.from_texts(TEXTS), direction="less").of("甲")
    assert less
    assert all(key.log_ratio < 0 and key.g2 < 0 for key in less)
    more = find_keyness(corpus.from_texts(TEXTS), direction="more")
    assert all(key.log_ratio > 0 for key in more.items)


def test_copies_of_a_target_are_no_part_of_what_it_is_compared_with() -> None:
    alone = find_keyness(corpus.from_texts(TEXTS))
    copied = corpus.from_texts({**TEXTS, "丁": TEXTS["丙"], "戊": TEXTS["丙"]})
    voters = np.array([0, 1, 2, 2, 2])
    found = find_keyness(copied, votes=Votes(voters))
    for name in TEXTS:
        assert found.of(name) == alone.of(name)
    assert [k.term for k in found.of("丁")] == [k.term for k in alone.of("丙")]
    every = find_keyness(copied, votes=Votes(voters, weighting="all"))
    assert every.of("丙") != alone.of("丙")


def test_a_group_counts_each_family_once_and_is_compared_with_the_other_families() -> None:
    c = corpus.from_texts({**TEXTS, "丁": TEXTS["甲"]})
    voters = np.array([0, 1, 2, 0])
    grouped = find_keyness(c, groups=["一组", "", "", "一组"], votes=Votes(voters))
    alone = find_keyness(corpus.from_texts(TEXTS)).of("甲")
    assert [(k.term, k.count, k.rest) for k in grouped.of("一组")] == [
        (k.term, k.count, k.rest) for k in alone
    ]
    assert {key.target for key in grouped.items} == {"一组"}
    both = find_keyness(c, groups=["一组", "", "一组", "一组"], votes=Votes(voters))
    assert {key.target_families for key in both.of("一组")} <= {1, 2}


def test_a_reference_corpus_takes_the_place_of_the_rest() -> None:
    c = corpus.from_texts({"甲": TEXTS["甲"]})
    assert find_keyness(c).items == ()  # there is no rest
    reference = corpus.from_texts({"乙": TEXTS["乙"], "丙": TEXTS["丙"]})
    keys = find_keyness(c, against=reference).of("甲")
    whole = find_keyness(corpus.from_texts(TEXTS)).of("甲")
    assert keys == whole


def test_sections_are_compared_with_the_other_sections() -> None:
    text = "一、学习情况\n" + "理论学习笔记。" * 12 + "\n二、舆情情况\n" + "网络舆情信息。" * 12
    found = find_keyness(corpus.from_texts({"甲": text, "乙": text}), by="section",
                         votes=Votes(np.array([0, 0])))  # fmt: skip
    assert {key.term for key in found.of("甲/一")} == {key.term for key in found.of("乙/一")}
    assert all(key.rest < key.count for key in found.of("甲/二"))


def test_shared_text_does_not_count_where_only_distinct_text_is_asked_for() -> None:
    c = corpus.from_texts(TEXTS)
    shared = [np.array([[0, len(TEXTS["甲"])]]), *[np.zeros((0, 2), np.int64)] * 2]
    found = find_keyness(c, votes=Votes(np.arange(3), shared, "distinct"))
    assert found.of("甲") == ()
    assert found.of("乙")


def test_the_order_of_documents_changes_nothing() -> None:
    forth = find_keyness(corpus.from_texts(TEXTS))
    back = find_keyness(corpus.from_texts(dict(reversed(TEXTS.items()))))
    assert all(forth.of(name) == back.of(name) for name in TEXTS)


def test_the_table_and_the_records_hold_the_same_rows() -> None:
    found = find_keyness(corpus.from_texts(TEXTS))
    records = list(found.records())
    assert len(records) == len(found.table()) == len(found.items) > 0
    assert list(found.table()) == [k for k in records[0] if k not in ("type", "schema")]


def test_documents_are_escaped_in_html() -> None:
    page = find_keyness(corpus.from_texts({"<b>": TEXTS["甲"], "乙": TEXTS["乙"]}))._repr_html_()
    assert "<b>" not in page
    assert "&lt;b&gt;" in page


@pytest.mark.parametrize(
    "options",
    [
        {"by": "line"},
        {"correction": "bonferroni"},
        {"direction": "up"},
        {"top": 0},
        {"least": 0},
        {"alpha": 0.0},
        {"votes": Votes(np.array([0]))},
        {"groups": ["一"]},
    ],
)
def test_impossible_options_are_named(options: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        find_keyness(corpus.from_texts(TEXTS), **options)
