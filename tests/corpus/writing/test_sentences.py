"""Where sentences end."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.writing.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "一。|二！|三？|四",
        "真好！！！|下一句",
        "真的吗？！|是的。",
        "高度一致。|(牵头单位:党政办、纪工委。责任单位:各科室)",
        "他说：“同志们好。大家辛苦了。”|会议结束。",
        "诸如“能不能回?”“要怎么办?”“在哪里打?”等问题,消除群众疑虑。",
        "他问：“去不去？”|我没有回答。",
        "“学党史、办实事！”的口号响亮。",
        "发布了《快来听!他说了啥?》等作品。|在街子天开展活动。",
        "见《关于印发〈办法。〉的通知》。|好",
        "见《关于印发《办法。》的通知》。|好",
        "按照(甲(乙。丙)丁。)办理。|好",
        "抓学习（每周一次。），抓宣传。",
        "学习……等内容很多。|好",
        "就这样……|后来",
        "学习……，宣传。",
        "包括:1.甲;|2.乙;|3.丙。",
        "主要是:一是甲；|二是乙；|三是丙。",
        "抓实抓细;有的抓小抓早。",
        "有3.5万人参加4.15活动,增长20.5%。",
        "见http://a.cn/b?c=d!e=1网站。|好",
        "半角的句子!|还有一句?|好",
        "They came. |She went at 3.5 km/h ... ok.",
        "“没有闭合。|引号不能吞掉后文。|好。",
        "开展”党员服务,我们在行动“主题活动。|10多位。",
        "(没有闭合的括号。|后文。",
        "(((。)后文。|好",
        '他说"好。行。"然后走了。',
        "‘抓住。’重点。",
        "完……。|好",
        "好。”|他说。",
    ],
)
def test_sentences_end_at_bars(text):
    expected = [part.strip() for part in text.split("|")]
    assert [part.replace(" ", "") for part in cut(text.replace("|", ""))] == [
        part.replace(" ", "") for part in expected
    ] or cut(text.replace("|", "")) == expected


def test_a_quotation_of_a_thousand_characters_counts_as_forgotten_mark():
    text = "“" + "甲乙丙。" * 250 + "”"
    assert len(cut(text)) == 250


def test_a_line_end_inside_a_broken_line_is_part_of_the_sentence():
    assert cut("方法、\n途径。好") == ["方法、\n途径。", "好"]


PAIRS = {"(": ")", "（": "）", "“": "”", "《": "》"}


@given(
    st.lists(
        st.recursive(
            st.sampled_from(["甲乙", "。", "！", "，", "丙"]),
            lambda inner: st.tuples(st.sampled_from(sorted(PAIRS)), inner).map(
                lambda pair: pair[0] + pair[1] + PAIRS[pair[0]]
            ),
            max_leaves=2,
        ),
        max_size=30,
    ).map("".join)
)
def test_balanced_marks_stay_balanced_in_every_sentence(text):
    for sentence in cut(text):
        for opening, closing in PAIRS.items():
            assert sentence.count(opening) == sentence.count(closing)


@given(st.text(alphabet="甲。！？；…“”《》()（）[]\"' \n.a1", max_size=60), st.integers(0, 9))
def test_sentences_tile_any_stretch(text, start):
    start = min(start, len(text))
    held = "".join(text[a:b] for a, b in sentences(text, start, len(text)))
    assert re.sub(r"\s", "", held) == re.sub(r"\s", "", text[start:])
