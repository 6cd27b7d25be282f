"""How much of a text runs along with another, by hand and against sets."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.arrays.shingles import shingle_sets
from analysis.measures.similarity.coverage import pair_runs
from analysis.measures.similarity.weighting import Weighting, covered

TEXT = "全镇上半年开展理论学习十二次覆盖党员干部三百余人整理学习笔记二百余篇"
OTHER = "按照要求及时报送材料并做好存档"


def compared(one: str, two: str, weights: list[int] | None = None, k: int = 4) -> tuple[int, ...]:
    """(shared shingles, covered weight of one, of two)."""
    codes = np.array([ord(c) for c in one + two], dtype=np.uint32)
    bounds = np.array([0, len(one), len(one) + len(two)])
    sets = shingle_sets(codes, bounds, k)
    found = pair_runs(sets, codes, bounds, np.array([0]), np.array([1]))
    kinds = np.arange(len(codes), dtype=np.uint8)  # each character is of its own kind
    each = Weighting.of(kinds, np.array(weights or [1] * len(codes), dtype=np.int32), len(codes))
    sums = [covered(runs, [each], 1)[0] for runs in (found.in_a, found.in_b)]
    return (int(found.shingles[0]), *(int(s[0]) for s in sums))


def test_an_inserted_passage_covers_itself_and_nothing_else() -> None:
    assert compared(TEXT, OTHER + TEXT + OTHER) == (len(TEXT) - 3, len(TEXT), len(TEXT))


@pytest.mark.parametrize("at", [5, 12, 20])
def test_one_wrong_character_costs_one_character(at: int) -> None:
    noisy = TEXT[:at] + "误" + TEXT[at + 1 :]
    count, mine, theirs = compared(TEXT, noisy)
    assert count == len(TEXT) - 3 - 4
    assert mine == theirs == len(TEXT) - 1


def test_right_characters_between_wrong_ones_are_found() -> None:
    noisy = TEXT[:10] + "误" + TEXT[11:13] + "误" + TEXT[14:]
    assert compared(TEXT, noisy)[1:] == (len(TEXT) - 2, len(TEXT) - 2)


@pytest.mark.parametrize("change", ["dropped", "added"])
def test_a_dropped_or_added_character_does_not_end_a_run(change: str) -> None:
    noisy = TEXT[:15] + TEXT[16:] if change == "dropped" else TEXT[:15] + "误" + TEXT[15:]
    _, mine, theirs = compared(TEXT, noisy)
    assert mine >= len(TEXT) - 1
    assert theirs >= len(noisy) - 1


def test_one_common_shingle_alone_is_no_run() -> None:
    assert compared("甲乙丙" + "理论学习" + "丁戊己", "庚辛" + "理论学习" + "壬癸子丑") == (1, 0, 0)


def test_shingles_in_another_order_are_no_run() -> None:
    blocks = ["甲乙丙丁", "戊己庚辛", "壬癸子丑", "寅卯辰巳"]
    forward, backward = "".join(blocks), "".join(blocks[::-1])
    assert compared(forward, backward)[1:] == (0, 0)


def test_moved_sentences_are_still_covered() -> None:
    one, two = TEXT[:17], TEXT[17:]
    assert compared(one + two, two + one)[1:] == (len(TEXT), len(TEXT))


def test_a_name_in_a_common_form_counts_no_more_than_the_form() -> None:
    form, name = "兹证明以下所列事项属实特此证明", "张三李四王五"
    one, two = form + name + form[::-1], form + "大三李四大大" + form[::-1]
    weights = [1] * len(form) + [100] * len(name) + [1] * len(form)
    _, mine, _ = compared(one, two, weights * 2)
    # 三李四 stands where it stood; each character counts like the form around it.
    assert mine == 2 * len(form) + 3


def test_long_shingles_run_alone_and_skip_nothing() -> None:
    run = TEXT[:13]
    assert compared("甲" + run + "乙", "丙丁" + run + "戊", k=13) == (1, 13, 13)
    noisy = TEXT[:14] + "误" + TEXT[15:]
    assert compared(TEXT, noisy, k=13)[1] == len(TEXT) - 1


@given(st.text("甲乙丙丁", min_size=1, max_size=40), st.text("甲乙丙丁", min_size=1, max_size=40))
def test_both_sides_agree_whichever_comes_first(one: str, two: str) -> None:
    count, mine, theirs = compared(one, two)
    assert (count, mine, theirs)[0] == compared(two, one)[0]
    assert 0 <= mine <= len(one)
    assert 0 <= theirs <= len(two)


@given(st.text("甲乙丙丁戊己庚辛", min_size=5, max_size=60))
def test_a_text_covers_itself(text: str) -> None:
    # What it repeats is no shingle of its own; the rest lies in runs.
    shingles = {text[i : i + 4] for i in range(len(text) - 3)}
    once = [
        any(
            text.find(text[s : s + 4]) == s for s in range(max(0, i - 3), min(i, len(text) - 4) + 1)
        )
        for i in range(len(text))
    ]
    _, mine, theirs = compared(text, text, [int(o) for o in once] * 2)
    if len(shingles) > 1 and len(shingles) == len(text) - 3:
        assert mine == theirs == len(text)
    assert mine == theirs


@pytest.mark.parametrize("longest", [6, 1 << 24])
def test_sums_of_weights_are_right_between_places_of_a_unit_however_long_the_corpus(
    longest: int,
) -> None:
    weights = np.array([0, 1, 420, (1 << 31) // 6], dtype=np.int32)
    kinds = np.tile(np.array([3, 3, 2, 0, 1, 3], dtype=np.uint8), 200_000)  # 3·10¹⁴ in all
    each = Weighting.of(kinds, weights, longest)
    starts = np.arange(0, len(kinds), 6)
    whole = 3 * int(weights[3]) + 421
    assert (each.between(starts, starts + 6) == whole).all()
    assert (each.between(starts + 2, starts + 5) == 421).all()
