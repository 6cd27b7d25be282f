"""Documents hidden inside a piece: what makes one, and what does not."""

import pytest

from corpus.model import Span
from corpus.splitting.embedded import find_hidden
from corpus.splitting.marks.restarts import headings_of
from corpus.splitting.marks.separators import lines_of

ABOVE = (
    "一、学习情况\n" + "全年组织学习十二次。" * 8 + "\n二、检查情况\n" + "全年开展检查十二次。" * 8
)
BELOW = "一、组织领导\n" + "成立了工作小组。" * 8 + "\n二、工作落实\n" + "建立了工作台账。" * 8


def hidden(text: str) -> list[str]:
    lines = lines_of(text)
    found = find_hidden(text, Span(0, len(text)), lines, headings_of(text, lines))
    return [text[slice(*h.title)] for h in found]


def test_a_title_and_numbering_from_one_make_a_document() -> None:
    title = "关于上半年宣传工作的情况汇报"
    assert hidden(f"{ABOVE}\n{title}\n{BELOW}") == [title]
    assert hidden(f"{ABOVE}\n{title} 宣传工作很重要。\n{BELOW}") == [title]


def test_a_title_below_a_signature_and_above_a_salutation_makes_one() -> None:
    text = (
        "全年组织学习十二次。" * 12 + "\nXX镇人民政府\n2020年6月30日\nXX镇党建工作总结\n同志们：\n"
    )
    assert hidden(text + "现在作总结发言。" * 12) == ["XX镇党建工作总结"]


def test_two_hidden_documents_are_both_found() -> None:
    titles = ["关于上半年宣传工作的情况汇报", "XX镇2020年信访工作总结"]
    assert hidden(f"{ABOVE}\n{titles[0]}\n{BELOW}\n{titles[1]}\n{BELOW}") == titles


@pytest.mark.parametrize(
    "title",
    [
        "三、下步工作计划",  # numbered: a heading
        "存在的主要问题",  # names no kind of document
        "今年以来，我镇作了工作总结。",  # a sentence
        "附件：XX镇工作方案",  # an attachment
        "",
    ],
)
def test_other_lines_make_none(title: str) -> None:
    assert hidden(f"{ABOVE}\n{title}\n{BELOW}") == []


def test_numbering_that_goes_on_makes_none() -> None:
    below = BELOW.replace("二、", "四、").replace("一、", "三、")
    assert hidden(f"{ABOVE}\nXX镇2020年信访工作总结\n{below}") == []


def test_an_attachment_that_the_document_announces_is_no_stranger() -> None:
    announced = "现将《XX镇2020年工作方案》印发给你们，请遵照执行。\n"
    assert hidden(f"{announced}{ABOVE}\nXX镇2020年工作方案\n{BELOW}") == []
    assert hidden(f"{ABOVE}\n附件：\nXX镇2020年工作方案\n{BELOW}") == []
