"""Residue: every rule on its example and counter-examples, edges of documents, whole lines."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.splitting.residue import find_residue, inside, is_residue, trim
from corpus.splitting.residue_rules import ResidueRule, fires, line_rule, of_scope, rules

NAMES = [rule.name for rule in rules()]


@pytest.mark.parametrize("rule", rules(), ids=NAMES)
def test_a_rule_fires_on_its_example(rule: ResidueRule) -> None:
    assert fires(rule, rule.example)


@pytest.mark.parametrize(
    ("rule", "counter"),
    [(rule, counter) for rule in rules() for counter in rule.counters],
    ids=lambda value: value.name if isinstance(value, ResidueRule) else None,
)
def test_no_rule_fires_on_a_counter_example(rule: ResidueRule, counter: str) -> None:
    assert not is_residue(counter), f"counter-example of {rule.name}"
    assert not fires(rule, counter)


@pytest.mark.parametrize("rule", of_scope("line"), ids=lambda rule: rule.name)
def test_of_all_rules_of_whole_lines_the_first_that_fires_is_told(rule: ResidueRule) -> None:
    assert re.compile(rule.pattern).groups == 0  # groups are counted to tell the rules apart
    first = next(r for r in of_scope("line") if fires(r, rule.example))
    assert line_rule(rule.example) is first


@pytest.mark.parametrize("rule", of_scope("lead"), ids=lambda rule: rule.name)
def test_a_lead_in_has_cues_and_its_example_one_of_them(rule: ResidueRule) -> None:
    assert any(cue in rule.example for cue in rule.cue)


def test_rule_names_are_unique() -> None:
    assert len(set(NAMES)) == len(NAMES)


def shown(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*r.span)], r.kind) for r in find_residue(text, (0, len(text)))]


@pytest.mark.parametrize(
    "lead",
    [
        "下面是小编为大家整理的工作总结范文，欢迎大家阅读。",
        "时间过得真快，转眼又是一年。以下是小编精心整理的个人总结（精选5篇），仅供参考，希望能够帮助到大家。",
        "本文是公文网为大家整理的述职报告，仅供参考，欢迎大家阅读借鉴。",
        "那么我们该怎么写心得体会呢？下面我给大家整理了一些心得体会范文，希望能够帮助到大家。",
        "导语：总结是对过去工作的回顾。下面小编带来三篇总结，一起来看看吧！",
        "那么下面由出國留學網小編為大家帶來四篇關於建軍節的演講稿範文，我們一起來閱讀借鑒。",
    ],
)
def test_lead_ins_of_many_wordings_are_taken_off_the_head(lead: str) -> None:
    text = f"{lead}\n今年以来，我镇认真落实各项任务。"
    assert shown(text) == [(lead, "lead-in")]


def test_a_lead_in_ends_with_its_sentences_and_the_document_begins_there() -> None:
    text = "下面是小编整理的范文，供大家参考。希望对您有所帮助！尊敬的领导：您好！"
    trimmed = trim(text, (0, len(text)))
    assert trimmed.body is not None
    assert text[slice(*trimmed.body)] == "尊敬的领导：您好！"
    assert [r.kind for r in trimmed.residue] == ["lead-in"]


def test_mottos_above_the_line_in_which_the_site_names_itself_are_its_own() -> None:
    body = "今年以来，我镇认真落实各项任务。" * 5
    text = f"总结是一种书面材料。\n写总结要实事求是。\n下面是小编整理的总结。\n{body}"
    assert [kind for _, kind in shown(text)] == ["lead-in"] * 3


def test_a_title_above_a_lead_in_is_no_motto() -> None:
    text = "XX镇工作总结\n下面是小编整理的总结。\n今年以来，我镇……"
    trimmed = trim(text, (0, len(text)), title_first=True)
    assert trimmed.body == (0, len(text))


def test_lists_of_links_below_a_heading_are_recommendations() -> None:
    links = "工作总结范文\n年终总结\n演讲稿范文 | 演讲稿格式 | 演讲技巧"
    text = f"今年以来，我镇成绩显著。\n相关推荐：\n{links}"
    found = trim(text, (0, len(text)))
    assert found.body == (0, len("今年以来，我镇成绩显著。"))
    assert {r.kind for r in found.residue} == {"recommendation"}


def test_short_last_lines_without_such_a_heading_are_the_documents() -> None:
    text = "今年以来，我镇成绩显著。\nXX镇人民政府\n2020年6月30日"
    assert shown(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "推荐优秀党员3名，推荐先进支部2个。",
        "小编制、大服务，是我们的改革方向。",
        "相关推荐工作由组织部负责。",
        "下面，我代表镇党委作工作报告。",
        "以上就是我的述职报告，请批评指正。",
        "希望对大家有所帮助。",
        "更多的群众参与到志愿服务中来。",
        "转载各级媒体稿件120篇。",
        "版权保护工作取得新进展。",
        "上一年度考核优秀。",
        "本文件自发布之日起施行。",
        "点击率达到10万次。",
        "编辑整理档案300卷。",
        "以下是我镇为大家办的十件实事。",
        "联系人：张三，电话：12345678",
        "责任单位：镇党委",
    ],
)
def test_ordinary_sentences_are_no_residue(line: str) -> None:
    assert not is_residue(line)
    assert shown(f"{line}\n今年以来，我镇成绩显著。\n{line}") == []


def test_closing_words_of_the_editor_may_share_the_last_line() -> None:
    text = "今后我将继续努力。以上就是小编为大家整理的总结，希望对您有所帮助。"
    assert shown(text) == [(text[9:], "other")]


def test_whole_lines_inside_a_document_are_reported() -> None:
    text = "一、学习。\n点击下载\n二、总结。"
    assert [r.kind for r in inside(text, (0, len(text)))] == ["link"]


EXAMPLES = [rule.example for rule in rules()]
LINES = st.sampled_from([*EXAMPLES, "今年以来，我镇成绩显著。", "", "一、学习", " "])


@given(st.lists(LINES, max_size=12).map("\n".join) | st.text(max_size=200))
def test_body_and_residue_tile_any_text(text: str) -> None:
    trimmed = trim(text, (0, len(text)))
    parts = [r.span for r in trimmed.residue] + ([trimmed.body] if trimmed.body else [])
    end = 0
    for start, stop in sorted(parts):
        assert end <= start < stop
        assert not text[end:start].strip()
        assert text[start:stop] == text[start:stop].strip()
        end = stop
    assert not text[end:].strip()
    spans = [r.span for r in find_residue(text, (0, len(text)))]
    assert all(a.end <= b.start for a, b in pairwise(spans))
