"""Short texts that differ in nothing but dates."""

from __future__ import annotations

import pytest

import corpus
from analysis import find_duplicates
from analysis.measures.similarity.occasions.dates import without_dates

FORCE = "本条例自{}起施行。"


def _verdict(one: str, two: str) -> str | None:
    pairs = find_duplicates(corpus.from_texts({"甲": one, "乙": two})).pairs
    return pairs[0].verdict if pairs else None


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("2008年1月1日", "2004年12月1日"),
        ("2017年1月1日", "2021年1月1日"),
        ("2012年7月15日", "2011年7月1日"),
        ("2020年1月1日", "2020年10月1日"),
        ("二〇〇五年三月一日", "二〇〇六年五月十日"),
    ],
)
@pytest.mark.parametrize(
    "numbers", [("第三十七条 ", "第三十七条 "), ("第三十条 ", "第四十一条 "), ("", "")]
)
def test_clauses_that_put_laws_into_force_on_other_days_are_one_form(
    one: str, two: str, numbers: tuple[str, str]
) -> None:
    assert _verdict(numbers[0] + FORCE.format(one), numbers[1] + FORCE.format(two)) in (
        "same-form", None,
    )  # fmt: skip


def test_the_same_day_is_one_text_whatever_the_number_of_the_article() -> None:
    day = FORCE.format("2017年1月1日")
    assert _verdict("第三十七条 " + day, "第三十九条 " + day) == "identical"
    assert _verdict(day, day) == "identical"


def test_sums_and_terms_are_no_dates() -> None:
    fine = "第九条 违反本条例规定的，处{}元以上{}元以下罚款，并应当自收到通知之日起{}日内改正。"
    assert _verdict(fine.format("五百", "二千", "三十"), fine.format("一百", "五百", "十")) in (
        "duplicate", "revision",
    )  # fmt: skip


def test_years_and_days_are_dates_and_terms_are_none() -> None:
    assert without_dates("自2017年1月1日起") == ("自起", ["2017年", "1月1日"])
    assert without_dates("期限为一年零三个月") == ("期限为一年零三个月", [])
