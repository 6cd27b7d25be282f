"""What of a text is compared: all but the number that it begins with."""

import pytest

import corpus
from analysis import find_duplicates
from analysis.measures.similarity.texts import comparable

BODY = "任何单位和个人不得在河道管理范围内倾倒垃圾、堆放物料。"


def _compared(text: str, level: str = "standard") -> str:
    return "".join(map(chr, comparable([text], level)[0].tolist()))


@pytest.mark.parametrize(
    "number",
    [
        "第三十四条 ",
        "第三十四条　",
        "第12条",
        "第三条之一 ",
        "（一）",
        "(2)",
        "1.",
        "3、",
        "十二、",
        "2）",
    ],
)
def test_the_number_of_an_article_or_a_point_is_not_compared(number: str) -> None:
    assert _compared(number + BODY) == _compared(BODY)


@pytest.mark.parametrize(
    "text", ["2.5倍的罚款", "2026年工作要点", "第三届艺术节", "一个单位", "第二条", "（一）"]
)
def test_figures_and_ordinals_that_say_something_are_compared(text: str) -> None:
    assert _compared(text) == "".join(c for c in text if c not in "（）")


def test_a_proof_reader_sees_the_number() -> None:
    assert _compared("第三条 本法", "strict") == "第三条本法"


def test_an_article_with_another_number_is_the_same_text() -> None:
    found = find_duplicates(corpus.from_texts({"甲": "第三十四条 " + BODY, "乙": "第九条 " + BODY}))
    assert [pair.verdict for pair in found.pairs] == ["identical"]


def test_reasons_are_told_in_the_text_with_its_number() -> None:
    more = BODY + "违反规定的，由水行政主管部门责令清除。"
    texts = {"甲": "第三十四条 " + more, "乙": "第九条 " + more.replace("清除", "限期清除")}
    found = find_duplicates(corpus.from_texts(texts))
    told = found.explain("甲", "乙")
    assert told.items[0].text in more or told.items[0].text.endswith(BODY)
    assert ("第三十四", "第九") in [
        (s.a_text.rstrip("条 "), s.b_text.rstrip("条 ")) for s in told.slots
    ]
