"""Copies, revisions and forms of two documents, told apart by what differs."""

from __future__ import annotations

import importlib.util
import json
import random
import re
from collections import Counter
from pathlib import Path

import pytest

import corpus
from analysis import find_duplicates

PAIRS = Path(__file__).parents[3] / "cases" / "verdicts" / "pairs.tsv"
COPIES = {"identical", "duplicate", "revision", "contains", "contained"}


def _lines() -> list[tuple[str, str]]:
    rows = [r for r in PAIRS.read_text(encoding="utf-8").splitlines() if not r.startswith("#")]
    return [tuple(row.split("\t")) for row in rows[1:]]  # type: ignore[misc]


def _read(text: str, form: int, revision: int) -> str:
    text = re.sub(r"\{([^|}]*)\|([^}]*)\}", lambda m: m[form], text)
    text = re.sub(r"<([^|>]*)\|([^>]*)>", lambda m: m[revision], text)
    return text.replace("¶", "\n")


def _verdict(a: str, b: str) -> str:
    pairs = find_duplicates(corpus.from_texts({"甲": a, "乙": b})).pairs
    return pairs[0].verdict if pairs else "none"


@pytest.mark.parametrize("half", [0, 1], ids=["weights were set on", "weights were not set on"])
def test_forms_and_revisions_of_two_documents_are_told_apart(half: int) -> None:
    table: Counter[tuple[str, bool]] = Counter()
    wrong = []
    for kind, text in _lines()[half::2]:
        first = _read(text, 1, 1)
        for label, second in (("form", _read(text, 2, 1)), ("revision", _read(text, 1, 2))):
            verdict = _verdict(first, second)
            table[label, verdict in COPIES] += 1
            if (verdict in COPIES) != (label == "revision"):
                wrong.append((kind, label, verdict, second[:40]))
    assert len(wrong) <= 1, (dict(table), wrong)
    assert table.total() == 30


EDITED = PAIRS.parent / "edited.txt"


def _edited() -> list[tuple[str, str, str, str]]:
    """Kind, label and both texts of the second file of cases."""
    found = []
    for block in EDITED.read_text(encoding="utf-8").split("\n=== ")[1:]:
        kind, _, rest = block.partition("\n")
        text, form, revision = re.split(r"\n--- (?:form|revision)\n", rest)
        for label, edits in (("form", form), ("revision", revision)):
            other = text
            for line in edits.strip("\n").split("\n"):
                old, new = (each.replace("¶", "\n") for each in re.split(" →(?: |$)", line))
                assert old in other, (kind, label, old)
                other = other.replace(old, new)
            found.append((kind, label, text, other))
    return found


@pytest.mark.slow
def test_texts_as_offices_publish_them_are_told_apart_by_what_differs() -> None:
    # Six forms of 30 were called revisions when this was first measured (F1 .909).
    wrong = [
        (kind, label, text[:20], verdict)
        for kind, label, text, other in _edited()
        if ((verdict := _verdict(text, other)) in COPIES) != (label == "revision")
    ]
    assert len(_edited()) == 60
    assert len(wrong) <= 1, wrong


IN_FULL = PAIRS.parent / "pairs.jsonl"


@pytest.mark.slow
def test_pairs_of_which_both_texts_are_written_out_are_told_apart() -> None:
    # Labelled before the verdicts were seen; all were right then, and nothing was set on them.
    rows = [json.loads(line) for line in IN_FULL.read_text(encoding="utf-8").splitlines()]
    wrong = [
        (row["kind"], row["label"], row["first"][:20])
        for row in rows
        if (_verdict(row["first"], row["second"]) in COPIES) != (row["label"] == "revision")
    ]
    assert Counter(row["label"] for row in rows) == {"form": 25, "revision": 25}
    assert len({row["kind"] for row in rows}) == 10
    assert len(wrong) <= 1, wrong


NOTICE = (
    "关于举办第{n}届学生{what}的通知\n各学院：\n为丰富校园文化生活，定于{day}在体育馆举办第{n}届学生{what}，"
    "现将有关事项通知如下。\n一、各学院要高度重视，广泛动员，按时报送参赛名单，每院限报{number}人。\n"
    "二、参赛学生要服从裁判，遵守纪律，发扬友谊第一、比赛第二的精神。\n联系人：学生处{person}老师"
)


def _notice(**changes: str) -> str:
    said = {"n": "一", "what": "棋类比赛", "day": "5月8日", "number": "12", "person": "戴"}
    return NOTICE.format_map(said | changes)


def test_another_round_of_one_event_is_the_same_form_and_no_family() -> None:
    other = _notice(n="二", day="4月20日", number="15", person="项")
    found = find_duplicates(corpus.from_texts({"甲": _notice(), "乙": other}))
    assert [pair.verdict for pair in found.pairs] == ["same-form"]
    assert not found.families


def test_a_notice_that_changes_its_day_and_says_so_is_a_revision() -> None:
    later = _notice(day="5月15日").replace("的通知", "的补充通知", 1)
    assert _verdict(_notice(), later) in COPIES


def test_a_reprint_under_another_headline_stays_a_copy() -> None:
    reprint = "来源：校报\n棋盘上见高低\n" + _notice().split("\n", 1)[1]
    assert _verdict(_notice(), reprint) in COPIES


def test_a_letterhead_and_dates_of_adoption_carry_no_verdict() -> None:
    head = (
        "某省高级人民法院、某省人民检察院关于办理{}案件的意见\n"
        "{} 某省高级人民法院审判委员会第{}次会议、{}某省人民检察院检察委员会第{}次会议通过\n"
        "{} 施行\n"
    )
    one = head.format("盗伐林木", "2001年6月21日", 118, "2001年7月2日", 91, "2001年7月5日")
    two = head.format("电信诈骗", "2023年1月3日", 187, "2023年3月2日", 104, "2023年6月1日")
    two += (
        "第一条 利用电话骗取财物价值三千元以上的，依法追究责任。\n"
        "第二条 提供银行卡帮助转移赃款的，以共犯论处。\n"
        "第三条 主动退赔全部损失的，可以从轻处罚。"
    )
    assert _verdict(one + "盗伐珍贵树木的，从重处罚。", two) == "none"


def test_forms_filled_in_for_other_projects_are_one_form() -> None:
    form = (
        "科技项目申报书\n项目名称：{}\n填表说明：请用钢笔填写，字迹工整，不得涂改；一式三份，报主管部门审批。\n"
        "一、立项依据\n{}\n二、经费预算\n申请财政拨款，用于材料费、差旅费、会议费、劳务费。\n"
        "三、承诺\n本单位承诺所填内容真实有效，如有虚假，愿意承担一切责任，三年内不再申报。"
    )
    one = form.format("水文监测", "河道断面淤积，汛期水位陡涨陡落，现有站点相距过远。")
    two = form.format("土壤普查", "耕地酸化日益明显，玉米减产，农户盲目施用化肥。")
    assert _verdict(one, two) == "same-form"
    assert _verdict(one, one.replace("相距过远", "相距过远，雨洪过程常有遗漏")) in COPIES


def test_misread_particulars_make_no_other_occasion() -> None:
    misread = _notice().replace("5月8日", "5月3日").replace("高度重视", "高度重枧")
    assert _verdict(_notice(), misread.replace("服从裁判", "服丛裁判")) in COPIES


RECORD = (
    "巡查记录：{head}水务站于2021年3月4日对第三泵房、第五泵房作第12次例行巡查，测得水位3.27米，流量186立方米，"
    "比2020年同期多15%；闸门16扇完好，钢丝绳2根已更换，发电机试运行30分钟正常，{tail}。"
    "站内现有职工8名，其中第一组5名，第二组3名，4月15日以前轮训完毕。"
)


def test_a_copy_with_numbers_partly_blotted_out_stays_a_copy() -> None:
    whole = (
        "经查，申请人于2018年6月17日办理入职，工资按月发到尾号为6217的账户。依照民法典第五百七十七条，被申请人未依法"
        "缴纳保险，也没有提供考勤与支付凭证，应当承担举证不能的后果；依照第五百八十四条，双方对欠付的数额没有争议，"
        "本院予以确认。关于加班费，申请人提交的聊天记录只能说明偶有留守值班，不足以证明其主张，对该项请求不予支持；"
        "至于离职证明，用人单位负有出具的义务，被申请人以交接未完为由拒绝，于法无据，应当在判决生效后补办。"
    )
    masked = re.sub(r"[0-9]+|(?<=百)[一-龥]{3}(?=条)", "××", whole)
    assert _verdict(whole, masked) in COPIES
    # One place blotted out excuses no other round.
    other = _notice(n="二", day="4月20日", number="15", person="项")
    assert _verdict(_notice(number="××"), other) == "same-form"


def test_dates_that_belong_to_a_form_of_many_are_no_sign_of_one_occasion() -> None:
    names = ("沈家滩", "东渡口", "石埠", "罗村", "杨柳青青", "三汊河")
    texts = {name: RECORD.format(head=name, tail=f"通知{name[::-1]}一带") for name in names}
    found = find_duplicates(corpus.from_texts(texts))
    assert {pair.verdict for pair in found.pairs} == {"same-form"}
    assert len(found.pairs) == 15
    # A copy of one of them, misread in a place, is a copy still.
    again = find_duplicates(
        corpus.from_texts(texts | {"副本": texts["石埠"].replace("钢丝", "钢线")})
    )
    copies = [pair for pair in again.pairs if pair.verdict in COPIES]
    assert [(pair.a, pair.b) for pair in copies] == [("石埠", "副本")]


LAW = (
    "江城市消费者权益保护条例\n"
    "第一条 为了保护消费者的合法权益，维护社会经济秩序，促进市场健康发展，制定本条例。\n"
    "第二条 消费者为生活消费需要购买、使用商品或者接受服务，其权益受本条例保护。\n"
    "第三条 经营者提供商品或者服务，应当遵循自愿、公平、诚实信用的原则，明码标价，不得强制交易。\n"
)


def _rewritten(number: int) -> str:
    """The law with a rest of its own, longer than what stands in :data:`LAW`."""
    chosen = random.Random(number)  # noqa: S311 - no secret
    return LAW + "".join(chr(chosen.randrange(0x4E00, 0x9000)) for _ in range(2 * len(LAW)))


def test_a_rewritten_law_is_a_revision_but_not_of_each_of_many_that_quote_its_beginning() -> None:
    assert _verdict(_rewritten(0), _rewritten(1)) == "revision"
    many = corpus.from_texts({str(number): _rewritten(number) for number in range(8)})
    assert not [pair for pair in find_duplicates(many).pairs if pair.verdict in COPIES]


CASES_READ = Path(__file__).parents[4] / "benchmarks" / "verdict_cases.py"


def _second() -> list[tuple[str, str, str, str]]:
    """Kind, label and both texts of the second lot."""
    spec = importlib.util.spec_from_file_location("verdict_cases", CASES_READ)
    assert spec is not None
    assert spec.loader is not None
    cases = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(cases)
    return list(cases.second())


@pytest.mark.slow
def test_a_second_lot_written_unseen_is_told_apart() -> None:
    # 159 of 180 when it was first run, with 20 forms called copies; what is wrong is told in
    # docs/judged-pairs.md.
    wrong = []
    pairs = _second()
    for kind, label, first, second in pairs:
        verdict = _verdict(first, second)
        if (verdict in COPIES) != (label in {"copy", "revision", "contained"}):
            wrong.append((kind, label, verdict, first[:20]))
    assert len(pairs) == 180
    assert len(wrong) <= 9, wrong
    assert {label for _, label, _, _ in wrong} <= {"form"}


def test_a_title_that_comes_again_and_again_speaks_for_nothing() -> None:
    resolutions = [each for each in _second() if each[2].startswith("董事会决议")]
    said = [(label, _verdict(first, second)) for _, label, first, second in resolutions]
    assert said == [("form", "same-form"), ("form", "same-form"), ("revision", "revision")]
