"""Groups of documents: who belongs to which, in which order, and who says nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import corpus
from analysis import find_keyness
from analysis.findings.groups import NO_VALUE, groups_of
from corpus.errors import SettingsError

C = corpus.from_texts({f"{n}": f"全镇开展工作{'学习' * n}。" for n in range(1, 5)})


@pytest.mark.parametrize(
    "by",
    [
        [2020, 2020, 2021, None],
        np.array([2020.0, 2020.0, 2021.0, np.nan]),
        pd.Series([2020, 2020, 2021, None], dtype="Int64"),
        lambda d: {"1": 2020, "2": "2020", "3": np.int64(2021)}.get(d.id),
    ],
)
def test_numbers_of_any_library_are_groups_and_nothing_is_one_too(by: object) -> None:
    groups = groups_of(C, by)  # type: ignore[arg-type] # each a kind of by
    assert groups.names == ("2020", "2021", NO_VALUE)
    assert groups.sizes.tolist() == [2, 1, 1]
    assert (groups.name_of("3"), groups.name_of("4")) == ("2021", NO_VALUE)


def test_groups_stand_in_natural_order_and_an_empty_name_is_no_group() -> None:
    groups = groups_of(C, ["第10期", "第2期", "", None])
    assert groups.names == ("第2期", "第10期", NO_VALUE)
    assert groups.of.tolist() == [1, 0, -1, 2]


def test_a_share_has_its_interval() -> None:
    table = groups_of(C, ["甲", "甲", "甲", "乙"]).counted([1, 3])
    assert table["group"].tolist() == ["乙", "甲"]
    assert ((table["low"] <= table["share"]) & (table["share"] <= table["high"])).all()


def test_groups_that_do_not_fit_are_refused() -> None:
    with pytest.raises(SettingsError, match="expected one each"):
        groups_of(C, [1, 2])
    with pytest.raises(SettingsError, match="no variable"):
        groups_of(C, "年份")


def test_keyness_takes_numbers_as_groups() -> None:
    texts = {f"{n}": ("水库防汛。" if n < 8 else "理论学习。") * 6 for n in range(16)}
    c = corpus.from_texts(texts)
    by_list = find_keyness(c, groups=[2020] * 8 + [2021] * 8)
    assert {key.target for key in by_list.items} == {"2020", "2021"}
    years = c.with_metadata({"id": list(texts), "年份": np.repeat([2020, 2021], 8)})
    assert find_keyness(years, by="年份").items == by_list.items
    assert all(0 < key.p <= key.p_corrected < 0.001 for key in by_list.items)
