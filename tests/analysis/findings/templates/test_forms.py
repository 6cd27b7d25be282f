"""Forms of labelled lines are one template of lines."""

from __future__ import annotations

import corpus
from analysis import find_templates

FORM = (
    "科技项目申报书\n项目名称：{}\n申报单位：某研究所\n填表说明：字迹工整，不得涂改。\n一、立项依据\n{}\n"
    "二、承诺\n所填内容真实有效，三年内不再申报。\n负责人签字：\n单位盖章：\n年 月 日\n"
)
FILLED = (
    ("水文监测", "河道断面淤积，站点相距过远。"),
    ("土壤普查", "耕地酸化日益明显。\n玉米减产，底数不清。"),
    ("林木育种", "油茶老林产量低，结实率不高。"),
)


def filled(*values: tuple[str, str]) -> corpus.Corpus:
    return corpus.from_texts({f"{n}.txt": FORM.format(*each) for n, each in enumerate(values)})


def test_a_form_of_labelled_lines_is_one_template_with_its_values() -> None:
    c = filled(*FILLED)
    (form,) = find_templates(c)
    assert (
        form.text.split("\n")
        == FORM.format("{}", "{}").replace("年 月 日", "年月日").split("\n")[:-1]
    )
    assert (form.documents, form.families, len(form.kinds)) == (3, 3, 2)
    for document, occurrence, values in zip(c, form.occurrences, FILLED, strict=True):
        assert occurrence.document == document.id
        # punctuation round a value is left out, as in all templates
        assert occurrence.values == tuple(value.rstrip("。") for value in values)
        assert tuple(document[span] for span in occurrence.value_spans) == occurrence.values


def test_a_value_that_ends_a_form_is_a_slot_too() -> None:
    text = "会议签到\n会议名称：例会\n会议地点：三楼\n召集部门：办公室\n签到人：{}"
    names = ("张三", "李四", "王五")
    c = corpus.from_texts({name: text.format(name) for name in names})
    (form,) = find_templates(c)
    assert form.text == text
    assert tuple(o.values for o in form.occurrences) == tuple((name,) for name in names)


def test_few_labels_and_a_form_that_says_the_same_everywhere_make_no_form() -> None:
    few = [f"会议记录\n时间：{n}日上午\n地点：三楼\n主持：主任\n议题{n}。" for n in "一二三四"]
    assert len(find_templates(corpus.from_texts({str(n): t for n, t in enumerate(few)}))) == 0
    assert len(find_templates(filled(*[FILLED[0]] * 4))) == 0
    assert len(find_templates(filled(*FILLED[:2]))) == 0  # two only
