"""Documents of one form make groups of their own; what decided a verdict is told."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from jsonschema import validate

import corpus
from analysis import find_duplicates

FORM = (
    "科技项目申报书\n项目名称：{}\n填表说明：请用钢笔填写，字迹工整，不得涂改；一式三份，报主管部门审批。\n"
    "一、立项依据\n{}\n二、经费预算\n申请财政拨款，用于材料费、差旅费、会议费、劳务费。\n"
    "三、承诺\n本单位承诺所填内容真实有效，如有虚假，愿意承担一切责任，三年内不再申报。"
)
FILLED = (
    ("水文监测", "河道断面淤积，汛期水位陡涨陡落，现有站点相距过远。"),
    ("土壤普查", "耕地酸化日益明显，玉米减产，农户盲目施用化肥。"),
    ("林木育种", "油茶老林产量低，品种混杂，花期不遇，结实率不高。"),
)


@pytest.fixture(scope="module")
def filled() -> dict[str, str]:
    texts = {f"{n}.txt": FORM.format(*values) for n, values in enumerate(FILLED)}
    return texts | {"又.txt": texts["0.txt"].replace("相距过远", "相距过远，雨洪过程常有遗漏")}


def test_a_form_filled_in_is_a_group_with_its_template_and_no_family(
    filled: dict[str, str],
) -> None:
    found = find_duplicates(corpus.from_texts(filled))
    (form,) = found.forms
    assert set(form.members) == set(filled)  # a copy goes with what it copies
    assert [set(family.members) for family in found.families] == [{"0.txt", "又.txt"}]
    assert "项目名称：{}\n填表说明：请用钢笔填写" in found.template(form)
    assert found.template(form).count("{}") == 2


def test_copies_make_no_form() -> None:
    text = FORM.format(*FILLED[0])
    found = find_duplicates(corpus.from_texts({"a": text, "b": text.replace("过远", "太远")}))
    assert found.forms == ()
    assert len(found.families) == 1


ROUND = (
    "关于举办{}教学竞赛的通知\n各学院：\n为提高教学水平，定于{}在{}举办教学竞赛，请各学院于赛前一周报送"
    "参赛名单，逾期不予受理。比赛分初赛和决赛两个阶段，评委由校内外专家担任，成绩当场公布，获奖教师由学校"
    "颁发证书，并在年度考核中予以认定。未尽事宜另行通知，请各单位认真组织，按时参加。\n联系人：{}\n教务处\n"
)


@pytest.mark.parametrize(
    "middle", [("第×届", "×月×日", "××", "××"), ("", "近日", "校内", "教务处")]
)
def test_no_family_holds_two_texts_that_are_forms_to_one_another(middle: tuple[str, ...]) -> None:
    # What says no occasion is a copy of either round; as its copies they would share a family.
    texts = {
        "三届": ROUND.format("第三届", "5月18日", "大礼堂", "张三"),
        "四届": ROUND.format("第四届", "6月22日", "图书馆", "李四"),
        "之间": ROUND.format(*middle),
    }
    found = find_duplicates(corpus.from_texts(texts))
    verdicts = {frozenset(pair[:2]): pair.verdict for pair in found.pairs}
    assert verdicts.pop(frozenset(("三届", "四届"))) == "same-form"
    assert len(verdicts) == 2
    assert "same-form" not in verdicts.values()
    (family,) = found.families
    assert len(family.members) == 2
    assert "之间" in family.members


def test_an_explanation_names_the_slots_with_both_values_and_what_decided(
    filled: dict[str, str],
) -> None:
    texts = corpus.from_texts(filled)
    reasons = find_duplicates(texts).explain("1.txt", "0.txt")
    assert reasons.verdict == "same-form"
    assert (reasons.first, reasons.second) == ("0.txt", "1.txt")
    first = reasons.slots[0]
    assert (first.a_text, first.b_text) == ("水文监测", "土壤普查")
    assert filled["0.txt"][first.a_span.start : first.a_span.end] == first.a_text
    assert reasons.deciding[0].odds < 0
    wording = next(each for each in reasons.deciding if each.kind == "wording")
    assert wording.words("zh") == "不同之处是同一位置填了不同的内容"
    assert wording.words("en") == "what differs are other values in the same places"


def test_days_and_sums_are_named_as_what_they_are() -> None:
    line = (
        "各单位应于{}前将材料送交办公室，逾期不候；每份工本费{}，由各单位自行承担，不得向个人收取。"
    )
    a, b = line.format("5月18日", "1200元"), line.format("9月3日", "860元")
    slots = find_duplicates(corpus.from_texts({"a": a, "b": b})).explain("a", "b").slots
    assert all(a[s.a_span.start : s.a_span.end] == s.a_text for s in slots)
    assert {s.kind for s in slots} <= {"date", "amount", "figure"}


def test_numbers_are_shown_whole_where_digits_of_them_differ() -> None:
    line = (
        "各单位应于{}年{}月30日前将材料送交办公室，逾期不候；共{}户，由各单位自行登记，不得遗漏。"
        "本期为第十{}期简报，印发{}各单位学习。"
    )
    a = line.format("2023", "4", "3865", "一", "给")
    b = line.format("2024", "4", "3912", "二", "给")
    found = find_duplicates(corpus.from_texts({"a": a, "b": b}))
    slots = found.explain("a", "b").slots
    assert [(s.a_text, s.b_text, s.kind) for s in slots] == [
        ("2023", "2024", "date"),
        ("3865", "3912", "amount"),
        ("十一", "十二", "ordinal"),
    ]
    assert all(b[s.b_span.start : s.b_span.end] == s.b_text for s in slots)


def test_form_and_reason_records_follow_their_schemas(filled: dict[str, str]) -> None:
    found = find_duplicates(corpus.from_texts(filled))
    records = [*found.records(), found.explain("0.txt", "1.txt").record()]
    kinds = {record["type"] for record in records}
    assert {"form", "reason"} <= kinds
    for record in records:
        schema = files("corpus.resources") / "schema" / f"{record['type']}.json"
        validate(json.loads(json.dumps(record)), json.loads(schema.read_text(encoding="utf-8")))
