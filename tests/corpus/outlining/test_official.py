"""The parts of official documents: each kind with its usual layouts, and texts that are none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Source
from corpus.outlining.official import find_head
from corpus.parse import parse
from corpus.records import document_record, schema

RED = """000001
机密★1年
特急
东河县水务局文件
东水发〔2021〕37号　　　　签发人：王某
东河县水务局
关于印发《山洪灾害防御工作细则》的通知
各水务站，局属各单位：
现将《山洪灾害防御工作细则》印发给你们，请认真执行。
附件：1.山洪灾害防御工作细则
2.责任人名单
东河县水务局
2021年4月2日
（此件公开发布）
附件1
山洪灾害防御工作细则
第一条 为做好防御工作，制定本细则。
第二条 本细则自印发之日起施行。
抄送：县委办公室，县政府办公室，县人大常委会办公室，
县政协办公室。
东河县水务局办公室　　2021年4月2日印发"""


def document(text: str):
    [found] = parse(Source("甲.txt", text)).documents
    return found


def parts(text: str) -> dict[str, list[str]]:
    one = document(text)
    found: dict[str, list[str]] = {}
    for part in one.parts:
        found.setdefault(part.kind, []).append(one[part.span])
    return found


def test_a_notice_with_a_red_head_has_all_its_parts():
    one = document(RED)
    assert one.title == "东河县水务局关于印发《山洪灾害防御工作细则》的通知"
    assert one.kind == "通知"
    assert parts(RED) == {
        "copy-number": ["000001"],
        "secrecy": ["机密★1年"],
        "urgency": ["特急"],
        "letterhead": ["东河县水务局文件"],
        "number": ["东水发〔2021〕37号"],
        "signer": ["签发人：王某"],
        "title": ["东河县水务局\n关于印发《山洪灾害防御工作细则》的通知"],
        "recipient": ["各水务站，局属各单位："],
        "attachments": ["附件：1.山洪灾害防御工作细则\n2.责任人名单"],
        "signature": ["东河县水务局"],
        "date": ["2021年4月2日"],
        "remark": ["（此件公开发布）"],
        "copies": ["抄送：县委办公室，县政府办公室，县人大常委会办公室，\n县政协办公室。"],
        "printed": ["东河县水务局办公室　　2021年4月2日印发"],
    }


def test_the_record_of_a_document_carries_its_parts():
    record = document_record(document(RED))
    assert {"kind": "letterhead", "span": [16, 24]} in record["parts"]
    kinds = schema("document")["properties"]["parts"]["items"]["properties"]["kind"]["enum"]
    assert {part["kind"] for part in record["parts"]} <= set(kinds)


TEXT = "\n经研究，现将有关事项通知如下，请遵照执行。\n特此通知。"


@pytest.mark.parametrize(
    ("head", "below"),
    [
        ("中共西山区委文件|西委〔2020〕9号|", "中共西山区委关于表彰先进的决定|各乡镇党委："),
        ("北湖市财政局|北财函〔2019〕112号|", "关于协助核对账目的函|市审计局："),
        ("", "关于调整收费标准的通知|北发改〔2019〕5号|各区县发改委："),
        ("", "南岭县人民政府办公室关于/进一步加强森林防火工作的/紧急通知|各乡镇："),
        ("", "关于进一步加强冬春季节/安全生产工作的实施意见|各乡镇："),
        ("", "2022年工作总结和/2023年工作安排|某局"),
        ("", "关于转发《省教育厅关于规范/办学行为的意见》的通知|各学校："),
        ("", "东河县人民代表大会常务委员会/公告|第12号"),
        ("", "某某公司/关于放假的通知|各部门："),
    ],
)  # fmt: skip
def test_a_title_over_several_lines_below_or_above_a_number(head, below):
    """A bar ends a line, a stroke a line of the title."""
    text = (head + below).replace("|", "\n").replace("/", "\n") + TEXT
    assert document(text).title == below.split("|")[0].replace("/", "")


def test_a_title_may_end_in_a_full_stop():
    assert (
        document("关于做好春季造林工作的通知。\n各林场：" + TEXT).title
        == "关于做好春季造林工作的通知"
    )
    assert document("关于造林的通知已经发出。\n各林场都收到了。").title is None


def test_an_issue_of_a_bulletin_without_a_title_of_its_own_is_called_after_it():
    text = (
        "农业简报\n第7期\n东河县农业农村局　2022年3月8日\n全县春耕备耕已经全面展开，农资储备充足。"
    )
    assert document(text).title == "农业简报"
    assert document(text).kind == "简报"
    assert parts(text) == {
        "title": ["农业简报"],
        "issue": ["第7期"],
        "issuer": ["东河县农业农村局"],
        "date": ["2022年3月8日"],
    }


def test_an_issue_of_a_bulletin_with_a_title_has_its_name_as_letterhead():
    text = (
        "政务信息\n2022年第15期（总第213期）\n东河县政府办 2022年3月8日\n我县全面展开春耕备耕工作\n"
        "截至目前，全县春耕备耕已经全面展开，农资储备充足，农机检修完毕。"
    )
    assert document(text).title == "我县全面展开春耕备耕工作"
    assert parts(text)["letterhead"] == ["政务信息"]
    assert parts(text)["issue"] == ["2022年第15期（总第213期）"]


def test_minutes_with_a_year_in_brackets_have_their_title_below_the_number() -> None:
    text = (
        "东河县人民政府办公室\n专题会议纪要\n〔2022〕第3期\n关于汛前检查工作的会议纪要\n"
        "4月18日，局长主持召开会议。现将会议议定事项纪要如下。"
    )
    assert document(text).title == "关于汛前检查工作的会议纪要"
    assert parts(text)["issue"] == ["〔2022〕第3期"]
    assert "issue" not in parts("关于第3期培训的通知\n〔2022〕第三季度期望值如下。\n请遵照执行。")


def test_minutes_have_a_number_and_their_name_for_title():
    text = (
        "东河县人民政府常务会议纪要\n〔2022〕6号\n2022年3月8日，县长主持召开常务会议，研究春耕。\n"
    )
    text += "一、研究春耕工作。会议同意。\n二、研究防汛工作。会议同意。"
    assert document(text).title == "东河县人民政府常务会议纪要"
    assert document(text).kind == "纪要"


def test_a_judgment_has_court_case_number_points_and_panel():
    text = (
        "东河县人民法院\n民事判决书\n（2021）东0102民初345号\n原告：甲某，女，住东河县。\n被告：乙某，男，住东河县。\n"
        "本院认为，合同有效。判决如下：\n一、被告支付货款五万元；\n二、驳回其他请求。\n"
        "审　判　长　　丙某\n人民陪审员　　丁某\n二〇二一年五月六日\n书　记　员　　戊某"
    )
    one = document(text)
    assert (one.title, one.kind) == ("东河县人民法院民事判决书", "判决书")
    assert parts(text)["case-number"] == ["（2021）东0102民初345号"]
    assert parts(text)["date"] == ["二〇二一年五月六日"]
    assert one.signature is not None
    assert one[one.signature].startswith("审　判　长")
    assert [section.title for section in one.sections] == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        "我的家乡\n我的家乡在山里，四面是竹林。\n每到春天，满山的笋都冒出来。",
        "春晓\n春眠不觉晓\n处处闻啼鸟\n夜来风雨声\n花落知多少",
        "文件管理办法\n第一条 为规范文件管理，制定本办法。\n第二条 文件分为三类。",
        "今天上午，某县召开会议。\n会议由县长主持。\n会议指出，要抓好落实。",
        "一、甲事\n内容。\n二、乙事\n内容。",
        "姓名：张三\n单位：某局\n时间：2020年5月6日\n",
    ],
)
def test_texts_that_are_no_official_documents_have_no_head(text):
    head = find_head(text, (0, len(text)))
    assert (head.parts, head.title, head.end) == ((), None, 0)


def test_the_first_of_two_lines_is_the_title_where_the_second_begins_something_new():
    text = "在全县工作会议上的讲话\n县委书记 张某\n同志们：\n今天的会议很重要，讲三点意见。"
    assert document(text).title == "在全县工作会议上的讲话"
    text = "关于加强管理的意见\n关于某事的背景\n近年来，情况发生了变化。"
    assert document(text).title == "关于加强管理的意见"


def test_a_number_cited_in_the_text_is_no_document_number():
    text = "工作报告\n今年以来，我局认真落实某发〔2020〕5号文件精神。\n"
    text += "某发〔2021〕6号也已落实。"
    assert parts(text) == {}


@given(st.text(alphabet="某县文件关于的通知〔2023〕5号第期\n，。：《》附件1. 年月日", max_size=120))
def test_parts_lie_in_the_body_in_order(text):
    for one in parse(Source("甲.txt", text)).documents:
        spans = [part.span for part in one.parts]
        assert spans == sorted(spans)
        assert all(one.body.start <= a < b <= one.body.end for a, b in spans)


def test_the_time_does_not_depend_on_the_length():
    def seconds(text: str) -> float:
        begin = time.process_time()
        for _ in range(20):
            find_head(text, (0, len(text)))
        return time.process_time() - begin

    long = "某县文件" * 100_000
    seconds(long)
    assert seconds(long) < 0.5
    assert seconds("\n \n" * 100_000) < 2.0


LONG = "今年以来，全镇上下坚持以人民为中心，扎实推进各项工作，取得了明显成效，群众满意度稳步提升。"


def title_of(text: str) -> str | None:
    return find_head(text, (0, len(text))).title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"坚持党建引领聚焦民生实事\n奋力谱写乡村振兴画卷\n{LONG}\n{LONG}",
            "坚持党建引领聚焦民生实事奋力谱写乡村振兴画卷",
        ),
        (
            f"关于进一步加强和改进新时代\n基层思想政治教育\n各乡镇：\n{LONG}",
            "关于进一步加强和改进新时代基层思想政治教育",
        ),
        (f"一个乡村教师的三十年。\n　　{LONG}\n　　{LONG}", "一个乡村教师的三十年"),
        (f"一个乡村教师的三十年。\n一、初到山村\n{LONG}", "一个乡村教师的三十年"),
    ],
)
def test_a_title_of_two_lines_or_with_a_full_stop_needs_no_kind_word(text: str, expected: str):
    assert title_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"坚持党建引领聚焦民生实事\n奋力谱写乡村振兴画卷\n{LONG}\n强化基层治理能力提升\n{LONG}\n{LONG}",
        f"某国民族区域自治法\n1984年5月31日某次会议通过\n{LONG}",
        f"理论学习中心组学习资料\n临川大学党委宣传部编\n{LONG}",
        f"我们来到了美丽的山村。\n　　{LONG}\n　　{LONG}",
        f"村里的老师教书三十年。\n{LONG}\n{LONG}",
        f"工作总结\n基本情况\n{LONG}",
    ],
)
def test_a_heading_a_byline_and_a_first_sentence_are_no_title_lines(text: str):
    assert title_of(text) is None


BULLETIN = (
    "工 作 简 报\n第 18 期\n（总第 236 期）\n某县乡村振兴局编　　　　2023年6月9日\n★★★★★★★★★★\n"
    "【工作动态】\n我县召开推进会\n6月5日，我县召开乡村振兴推进会，全面部署。\n"
    "【基层传真】\n某镇产业见成效\n某镇发展香菇产业，收入增加。\n报：市乡村振兴局。\n共印50份"
)


def test_a_bulletin_is_one_document_named_above_its_issue_whatever_rule_stands_below_its_head():
    found = document(BULLETIN)
    assert (found.title, found.kind) == ("工 作 简 报", "简报")
    text = found.source.text
    names = [text[slice(*section.title)] for section in found.sections if section.title]
    assert names == ["工作动态", "基层传真"]
    parts = {part.kind: text[slice(*part.span)] for part in found.parts}
    assert parts["issuer"] == "某县乡村振兴局编"
    assert parts["date"] == "2023年6月9日"


def test_a_rule_below_text_parts_documents_whatever_number_stands_above_it():
    one = "防汛简报\n第3期\n今日水位平稳，各村值守。\n请继续巡查。\n"
    text = f"{one}★★★★★★★★★★\n{one.replace('第3期', '第4期')}"
    assert len(parse(Source("甲.txt", text)).documents) == 2


def test_the_signature_stands_above_who_printed_the_document():
    found = document(
        "某县文件\n某发〔2023〕8号\n某县关于表彰先进的决定\n各镇：\n县委决定予以表彰。\n"
        "附件：1．名单\n2．办法\n某县人民政府\n2023年2月20日\n抄送：省军区。\n"
        "某县人民政府办公室　　　2023年2月21日印发"
    )
    assert found.signature is not None
    assert found.source.text[slice(*found.signature)] == "某县人民政府\n2023年2月20日"


def test_words_spaced_over_a_line_name_their_kind():
    assert (
        document("会 议 纪 要\n时间：2023年5月4日\n一、研究防汛\n会议决定成立专班。").kind == "纪要"
    )
    assert (
        document("会 议 记 要 点\n时间：2023年5月4日\n一、研究防汛\n会上成立专班。").kind != "纪要"
    )
