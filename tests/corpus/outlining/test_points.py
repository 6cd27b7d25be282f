"""Points of a list that are no headings, whatever they look like."""

from __future__ import annotations

import pytest

from corpus.outlining.outline import outline


def headings(text: str) -> list[str]:
    found = outline(text, (0, len(text)), id="甲").sections
    return [text[slice(*s.title)] for s in found if s.title is not None]


def test_items_below_the_articles_of_a_statute_are_no_headings():
    text = (
        "第一章 总则\n第一条 编辑法规汇编，应当做到：\n（一）选材准确。收入的法规必须准确无误。\n"
        "（二）内容完整。不得随意删减。\n1.名称完整。照原文写出。\n"
        "第二条 本规定自发布之日起施行。\n第二章 附则\n"
        "第三条 有关机关依照本规定办理。"
    )
    assert headings(text) == ["总则", "附则"]


def test_points_below_the_titled_articles_of_a_contract_may_be_headings():
    text = (
        "第一条 服务内容\n1.系统维护。乙方负责日常维护。\n2.数据备份。每天备份一次。\n"
        "第二条 服务期限\n一年。"
    )
    assert headings(text) == ["服务内容", "系统维护", "数据备份", "服务期限"]


def test_the_same_points_in_a_report_are_headings():
    text = "一、编辑要求\n（一）选材准确。收入的法规必须准确无误。\n（二）内容完整。不得随意删减。"
    assert headings(text) == ["编辑要求", "选材准确", "内容完整"]


@pytest.mark.parametrize("lead", ["判决如下：", "裁定如下：\n", "判决：", "判决结果如下："])
def test_points_of_a_judgment_are_no_headings(lead):
    assert (
        headings(
            f"经审理查明，事实清楚。{lead}\n一、准予离婚。双方无异议。\n二、子女由原告抚养。费用自理。"
        )
        == []
    )


def test_points_of_a_decision_are_headings():
    text = (
        "特作如下决议：\n一、提高认识，抓好落实。各级应当重视。\n二、完善机制，加大投入。列入预算。"
    )
    assert headings(text) == ["提高认识，抓好落实", "完善机制，加大投入"]


def test_points_below_what_a_court_held_are_no_headings():
    prose = "法院认为，争议焦点有二，双方各执一词，均提交了证据。"
    below = {
        "基本案情": prose,
        "裁判理由": f"{prose}\n一、关于是否构成欺诈。\n{prose}\n二、关于赔偿数额。\n{prose}",
        "典型意义": prose,
    }
    text = "\n".join(f"{name}\n{words}" for name, words in below.items())
    assert headings(text) == ["基本案情", "裁判理由", "典型意义"]
    plan = text.replace("裁判理由", "主要做法").replace("基本案情", "实施背景")
    assert "关于赔偿数额" in headings(plan)
