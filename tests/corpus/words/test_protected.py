"""What stays whole: each form by example, and the laws of the list."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.words.protected import find_protected


def found(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], tag) for start, end, tag in find_protected(text)]


@pytest.mark.parametrize(
    "date",
    [
        "2020年6月30日", "2020年", "2020年度", "20xx年x月x日", "20xx年度", "20_年", "xx年",
        "6月21日", "11月", "x月x日", "Ⅹ月Ⅹ日", "xx年12月13日", "二〇二一年三月十五日",
        "二○二○年", "十二月五日", "2020-06-30",
        "2020.6.30", "2020/6/30", "２０２０年", "2020 年 6 月 30 日",
    ],
)  # fmt: skip
def test_dates_stay_whole(date: str) -> None:
    assert found(f"会议于{date},在镇政府召开" if date != "十二月五日" else date) == [(date, "DATE")]


def test_a_decimal_is_a_date_only_before_the_name_of_a_day() -> None:
    assert found("在4.15全民国家安全教育日、6.1儿童节、6.26禁毒日") == [
        ("4.15", "DATE"),
        ("6.1", "DATE"),
        ("6.26", "DATE"),
    ]
    assert found("投入1.5万元用于重阳节,增长2.5倍") == [("1.5", "NUM"), ("2.5", "NUM")]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("达20.5%", "20.5%"),
        ("达98％", "98％"),
        ("共1,000元", "1,000"),
        ("建党100周年", "100"),
        ("活动12次", "12"),
        ("共１２个", "１２"),
        ("第1.1.1目", "1.1.1"),
    ],
)
def test_a_number_is_one_token_without_its_measure_word(text: str, number: str) -> None:
    assert found(text) == [(number, "NUM")]


@pytest.mark.parametrize(
    ("text", "mask"),
    [
        ("x镇", "x"), ("XX经开区", "XX"), ("ⅩX市", "ⅩX"), ("在_x镇", "_x"), ("党_治国理政", "_"),
        ("达x%以上", "x%"), ("投入x.x万元", "x.x"), ("20xx上半年", "20xx"), ("**镇", "**"),
        ("○○村", "○○"), ("成员:xxx", "xxx"), ("____", "____"),
    ],
)  # fmt: skip
def test_placeholders_stay_whole(text: str, mask: str) -> None:
    assert found(text) == [(mask, "MASK")]


@pytest.mark.parametrize(
    "text", ["X光检查", "Excel表", "3x4", "**加粗**", "□同意", "iPhone", "xml"]
)
def test_letters_and_marks_that_mean_themselves_are_no_placeholder(text: str) -> None:
    assert [tag for _, tag in found(text) if tag == "MASK"] == []


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("学习《条例》、《办法》", ["条例", "办法"]),
        ("《关于印发《条例》的通知》", ["关于印发《条例》的通知"]),
        ("《《条例》解读》", ["《条例》解读"]),
        ("《 条例 》", ["条例"]),
        ("《》", []),
        ("《未闭合的书名", []),
        ("《跨行的\n书名》", []),
        ("《" + "长" * 81 + "》", []),
        ("《" + "长" * 80 + "》", ["长" * 80]),
        ("》《", []),
    ],
)
def test_the_words_of_a_title_are_one_token_without_brackets(text: str, titles: list[str]) -> None:
    assert [word for word, tag in found(text) if tag == "TITLE"] == titles


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("根据中办发[2009]25号文件", "中办发[2009]25号"),
        ("(x政发〔2020〕3号)", "x政发〔2020〕3号"),
        ("见国发（2021）第15号", "国发（2021）第15号"),
    ],
)
def test_numbers_of_documents_stay_whole(text: str, number: str) -> None:
    assert found(text) == [(number, "DOCNO")]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("一是认真学习。二是加强管理;三要", ["一是", "二是"]),
        ("一、加强领导", ["一"]),
        ("(二)强化学习", ["二"]),
        ("1.多次\n2、少次", ["1", "2"]),
        ("①甲②乙", ["①", "②"]),
        ("统一是必要的", []),
        ("第一、二产业", []),
        ("1.5倍", []),
    ],
)
def test_counting_words_of_lists_and_headings_are_their_own(text: str, points: list[str]) -> None:
    assert [word for word, tag in found(text) if tag == "ENUM"] == points


def test_addresses_and_compound_words_of_letters_stay_whole() -> None:
    assert found("见https://a.cn/b?c=1。或www.x.com,写a.b@c.cn,用C++、AT&T、e-mail、user_name") == [
        ("https://a.cn/b?c=1", "LINK"),
        ("www.x.com", "LINK"),
        ("a.b@c.cn", "LINK"),
        ("C++", "LATIN"),
        ("AT&T", "LATIN"),
        ("e-mail", "LATIN"),
        ("user_name", "LATIN"),
    ]


SOUP = st.text(alphabet="一二是十月年日号x_X《》()〔〕[]0129.,%/-@:a发办 \n、。*○", max_size=80)


@given(SOUP)
def test_spans_ascend_are_not_empty_and_hold_no_line_break_or_outer_blank(text: str) -> None:
    last = 0
    for start, end, _ in find_protected(text):
        assert last <= start < end <= len(text)
        assert "\n" not in text[start:end]
        assert text[start:end].strip() == text[start:end]
        last = end


@given(SOUP, SOUP)
def test_lines_do_not_touch_one_another(a: str, b: str) -> None:
    shift = len(a) + 1
    apart = find_protected(a) + [(s + shift, e + shift, t) for s, e, t in find_protected(b)]
    assert find_protected(f"{a}\n{b}") == apart


@pytest.mark.parametrize(
    "unit",
    ["1", "1,", "x", "_", "《", "a.", "一", "(", "20", "http://", "1.", "a@", "x.", "a", "○", "十",
     "[20", "*", "《《", "2020年", "办", "x年", "a-", "1-"],
)  # fmt: skip
def test_hostile_repetitions_cost_linear_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    began = time.process_time()
    find_protected(text)
    assert time.process_time() - began < 15  # a quadratic search takes minutes
