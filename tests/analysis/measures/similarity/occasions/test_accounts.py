"""Accounts taken over from last year are copies, although title, names and days are others."""

from __future__ import annotations

import pytest

import corpus
from analysis import find_duplicates
from analysis.measures.similarity.occasions.subjects import subject

PROSE = (
    "一、主要做法\n{town}党委召开专题会议{n}次，走访群众{m}户，逐村排查河道淤积、堤坝渗漏和涵闸老化等问题。"
    "针对上游来水快、下游出水慢的实际，先清淤后加固，安排三支抢险队伍昼夜值守，确保人员、物资、车辆随叫随到。"
    "在低洼地段设置警示标牌，向沿岸住户发放明白卡，组织转移演练，使每户都知道往哪里走、找谁联系、带什么东西。"
    "二、存在问题\n部分村组重建设轻管护，水毁工程修复滞后；个别干部存在侥幸心理，巡查记录不完整，交接班不清楚。"
    "年轻劳力外出务工多，留守老人对预警信号不熟悉，夜间转移难度大，需要邻里结对、专人帮扶。"
    "三、下一步打算\n把管护经费列入预算，建立河段长台账，汛前汛中汛后各查一遍；"
    "与气象、水文部门共享雨情水情，提前研判，做到险情早发现、早报告、早处置。"
    "对排查出的隐患逐一建档，明确整改时限和责任人，完成一处销号一处，每月向群众公开进度，接受监督。"
    "同时总结今年经验，把行之有效的办法写进村规民约，让防汛成为大家共同的事，不再只靠少数干部奔忙。"
)
ENDS = ("{town}人民政府\n{year}年12月{day}日",)
TOWNS = ("青山镇", "白水镇", "红旗乡", "长岭镇", "石桥镇", "柳林乡")


def _text(n: int, kind: str, prose: str = PROSE) -> str:
    town = TOWNS[n % len(TOWNS)]
    body = prose.format(town=town, n=12 + n, m=380 + 17 * n)
    end = ENDS[0].format(town=town, year=2020 + n, day=10 + n)
    return f"{town}{2020 + n}年防汛{kind}\n县人民政府：\n{body}\n{end}"


def _verdict(one: str, two: str) -> str | None:
    pairs = find_duplicates(corpus.from_texts({"甲": one, "乙": two})).pairs
    return pairs[0].verdict if pairs else None


@pytest.mark.parametrize(
    "kind", ["工作总结", "工作情况汇报", "工作报告", "工作方案", "动员大会讲话"]
)
def test_an_account_with_another_name_year_and_figures_is_a_copy(kind: str) -> None:
    assert _verdict(_text(0, kind), _text(1, kind)) == "duplicate"


@pytest.mark.parametrize("kind", ["物资采购招标公告", "责任告知书", "工程验收报告"])
def test_what_offices_fill_in_stays_a_form(kind: str) -> None:
    assert _verdict(_text(0, kind), _text(1, kind)) == "same-form"


def test_an_account_of_a_few_lines_stays_a_form() -> None:
    short = PROSE[: PROSE.index("在低洼地段")]
    assert _verdict(_text(0, "工作总结", short), _text(1, "工作总结", short)) == "same-form"


def test_a_revised_account_is_a_revision_whatever_its_title() -> None:
    begin = PROSE.index("年轻劳力外出")
    revised = PROSE[:begin] + PROSE[PROSE.index("三、下一步打算") :]
    revised = revised.replace(
        "把管护经费列入预算，", "积极争取上级补助，落实管护资金，完善物业化养护，"
    )
    revised = revised.replace("逐村排查", "组织力量逐村逐段全面排查")
    assert _verdict(_text(0, "工作总结"), _text(1, "工作总结", revised)) in (
        "revision",
        "duplicate",
    )


def test_an_account_with_parts_left_out_is_one_too() -> None:
    shorter = PROSE[: PROSE.index("同时总结今年经验")].replace(
        "安排三支抢险队伍昼夜值守，确保人员、物资、车辆随叫随到。", ""
    )
    assert _verdict(_text(0, "工作总结"), _text(1, "工作总结", shorter)) == "revision"


def test_many_that_hand_in_one_report_are_one_family_and_no_form() -> None:
    texts = {f"{n}.txt": _text(n, "工作总结") for n in range(len(TOWNS))}
    texts["他.txt"] = "湖滨区造林总结\n今年栽植杨树两万株，补植补造三百亩，成活率九成。\n绿化所"
    found = find_duplicates(corpus.from_texts(texts))
    assert [len(family.members) for family in found.families] == [len(TOWNS)]
    assert found.forms == ()


def test_it_is_told_why() -> None:
    texts = {"甲": _text(0, "工作总结"), "乙": _text(1, "工作总结")}
    first = find_duplicates(corpus.from_texts(texts)).explain("甲", "乙").deciding[0]
    assert first.kind == "account"
    assert "须自己写" in first.words("zh")


@pytest.mark.parametrize(
    ("title", "account"),
    [
        ("青山镇2024年工作总结", True),
        ("关于上半年安全生产工作情况的汇报", True),
        ("在动员大会上的讲话", True),
        ("学习心得体会（三）", True),
        ("电梯检验报告", False),
        ("关于报送工作总结的通知", False),
        ("物业服务合同", False),
        ("某市重大行政决策规定", False),
    ],
)
def test_titles_of_accounts(title: str, account: bool) -> None:
    found = subject(f"{title}\n正文一句，足够长，说明这里是正文而不是标题，不然就没有标题可言了。")
    assert found is not None
    assert found.account is account
