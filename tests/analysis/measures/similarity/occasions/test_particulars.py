"""Dates, sums and ordinals: which of them are days."""

from __future__ import annotations

import pytest

from analysis.measures.similarity.occasions.particulars import DAY, particulars
from corpus.folding.comparable import fold_codes


def days(text: str) -> list[str]:
    codes, bounds = fold_codes([text], "standard")
    found = particulars(codes, bounds)
    folded = "".join(map(chr, codes))
    spans = zip(found.start.tolist(), found.end.tolist(), found.kind.tolist(), strict=True)
    return [folded[i:j] for i, j, kind in sorted(spans) if kind == DAY]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("活动于5月18日举行", ["5月18日"]),
        ("医师将于本月5日义诊", ["5日"]),
        ("下月12日停水", ["12日"]),
        ("每月25日前报送材料", []),
        ("次月8日结清", []),
        ("自收到之日起30日内答复", []),
    ],
)
def test_a_day_of_this_month_is_one_and_what_comes_every_month_is_none(
    text: str, expected: list[str]
) -> None:
    assert days(text) == expected


def test_texts_side_by_side_lend_one_another_no_month() -> None:
    codes, bounds = fold_codes(["停水至本月", "5日内答复"], "standard")
    assert not (particulars(codes, bounds).kind == DAY).any()
