"""What differs between two texts: exchanged, put in, reworded, misread."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.similarity.occasions.exchanges import Exchanges, exchanges
from analysis.measures.similarity.texts import distinct_texts
from corpus.folding.comparable import fold_codes

FORM = "应聘者请于{}前将材料送交{}，逾期不再受理，材料恕不退还，联系人为{}，务请妥善保存回执。"


def _exchanged(one: str, two: str) -> Exchanges:
    codes, bounds = fold_codes([one, two], "standard")
    texts = distinct_texts(codes, bounds)
    a, b = texts.text_of[[0]], texts.text_of[[1]]
    return exchanges(texts, a, b)


def test_values_in_one_another_s_place_are_exchanged() -> None:
    one = FORM.format("端午节", "镇人民政府", "高大山")
    found = _exchanged(one, FORM.format("国庆长假", "水利局二楼", "叶知秋"))
    assert int(found.slots[0]) == 3
    assert found.share[0] == 1


def test_what_one_side_says_more_is_added_and_no_slot() -> None:
    one = FORM.format("端午节", "镇人民政府", "高大山")
    found = _exchanged(one, one.replace("恕不退还", "恕不退还，复印件由申请人自行承担费用"))
    assert int(found.slots[0]) == 0
    assert int(found.added[0]) >= 10


def test_single_characters_that_differ_are_misread() -> None:
    one = FORM.format("端午节", "镇人民政府", "高大山")
    two = one.replace("材料送交", "材科送交").replace("逾期", "逾朗").replace("妥善", "妥苦")
    found = _exchanged(one, two)
    assert (int(found.misread[0]), int(found.slots[0])) == (3, 0)


def test_a_masked_value_is_neither() -> None:
    one = FORM.format("端午节", "镇人民政府", "高大山")
    found = _exchanged(one, FORM.format("端午节", "××人民政府", "某某"))
    assert int(found.slots[0]) == 0


PARTS = st.lists(
    st.sampled_from(["一段相同的文字在此", "甲乙", "丙丁戊", "另有说明如下"]), max_size=8
)


@given(PARTS, PARTS)
def test_both_sides_see_the_same_differences(left: list[str], right: list[str]) -> None:
    one, two = "开头" + "".join(left), "".join(right) + "结尾"
    codes, bounds = fold_codes([one, two], "standard")
    texts = distinct_texts(codes, bounds)
    a, b = texts.text_of[[0]], texts.text_of[[1]]
    there, back = exchanges(texts, a, b), exchanges(texts, b, a)
    assert all((x >= 0).all() for x in there)
    if not np.array_equal(a, b) and left == sorted(set(left)) and right == sorted(set(right)):
        assert int(there.slots[0]) == int(back.slots[0])
