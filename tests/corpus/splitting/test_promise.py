"""Promised counts in titles, file names and lead-ins."""

import pytest

from corpus.splitting.promise import promise_of, spoken_promise, without_promise


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("乡镇意识形态上半年工作总结15篇", 15),
        ("工作总结共10篇", 10),
        ("工作总结(精选5篇)", 5),
        ("工作总结汇总十四篇", 14),
        ("工作总结集合15篇", 15),
        ("工作总结（通用20篇）", 20),
        ("工作总结三篇", 3),
        ("工作总结两篇", 2),
        ("工作總結範文四篇", 4),
        ("2023年學校勞動心得體會(熱門16篇)", 16),
        ("(19篇)最新主题教育党课汇编", 19),
        ("述职报告5则", 5),
        ("租赁合同(3份)", 3),
        ("工作总结１２篇", 12),
        ("工作总结【二十篇】", 20),
        ("20xx年工作总结范文3篇精选", 3),
        ("15篇小学生日记", 15),
        ("二则寓言", 2),
    ],
)
def test_a_title_promises_a_count(title: str, count: int) -> None:
    found = promise_of(title)
    assert found is not None
    assert found.count == count


@pytest.mark.parametrize(
    "title", ["工作总结几篇", "心得体会多篇", "党课讲稿汇编", "工作总结大全", "演讲稿合集"]
)
def test_a_title_promises_several(title: str) -> None:
    found = promise_of(title)
    assert found is not None
    assert found.count is None


@pytest.mark.parametrize(
    "title",
    [
        "写好乡村振兴三篇文章",
        "乡镇工作总结",
        "第三篇",
        "工作总结篇1",
        "2020年工作总结",
        "发表论文2020篇的说明",
        "三篇大文章写在田野上",
        "两份协议的由来",
        "工作总结1篇",
        "一" * 200 + "3篇",
    ],
)
def test_other_titles_promise_nothing(title: str) -> None:
    assert promise_of(title) is None


def test_the_title_proper_is_what_the_promise_leaves() -> None:
    assert without_promise("乡镇工作总结（精选5篇）") == "乡镇工作总结"
    assert without_promise("乡镇工作总结") == "乡镇工作总结"


def test_a_lead_in_may_name_the_count() -> None:
    assert spoken_promise("以下是小编整理的党课讲稿汇编4篇，欢迎阅读。") == 4
    assert spoken_promise("以下是小编整理的范文。") is None
    assert spoken_promise("写好三篇文章。") is None
