"""The kinds of heading marker: usual order, level, how they write a number; candidates of them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from corpus.writing.numbering import CIRCLED, to_han

NAME, MATTER, CASE, ZERO = "name", "matter", "case", "zero"
"""Styles of headings that count nothing: a part of a document, front and back matter, the title
of a case among others, a chapter 0."""


class MarkerStyle(NamedTuple):
    """A kind of marker."""

    name: str
    rank: int
    """Usual place in the order of nesting, outermost first; a document may show another."""
    level: int | None
    """Level of the output contract; None where the document's own order decides."""
    label: str
    """How a number is written in this style; ``{han}`` or ``{n}`` stands for the number."""


class Candidate(NamedTuple):
    """Something that may be a marker."""

    start: int
    end: int
    """After the marker's own punctuation."""
    style: str
    number: int
    """0 where a heading carries no number."""
    weight: float
    """Evidence for a marker, from the candidate alone."""
    place: str
    """``line``: at a line's start; ``blank``: after a blank; ``inline``: after a final mark."""
    flaw: str = ""
    """``missing-dot``, ``damaged`` or nothing."""
    prefix: str = ""
    """What stands before the last number: ``1.2.`` of ``1.2.3``; the ``之`` of ``第五条之一``."""
    level: int = 0
    """Heading level that the file format gives, 0 if none."""
    title_end: int = 0
    """Where the title ends that begins behind the marker, where that is known; 0 if not."""


STYLES = {
    style.name: style
    for style in (
        MarkerStyle("h1", 0, 1, "§{n}"),
        MarkerStyle("h2", 1, 2, "§{n}"),
        MarkerStyle("h3", 2, 3, "§{n}"),
        MarkerStyle("h4", 3, 4, "§{n}"),
        MarkerStyle("h5", 4, 5, "§{n}"),
        MarkerStyle("h6", 5, 6, "§{n}"),
        MarkerStyle("annex", 6, None, "附件{n}"),
        MarkerStyle("部", 7, None, "第{han}部"),
        MarkerStyle("卷", 8, None, "第{han}卷"),
        MarkerStyle("集", 9, None, "第{han}集"),
        MarkerStyle("篇", 10, None, "第{han}篇"),
        MarkerStyle("编", 11, None, "第{han}编"),
        MarkerStyle("分编", 12, None, "第{han}分编"),
        MarkerStyle("部分", 13, None, "第{han}部分"),
        MarkerStyle("单元", 14, None, "第{han}单元"),
        MarkerStyle("章", 15, None, "第{han}章"),
        MarkerStyle("回", 16, None, "第{han}回"),
        MarkerStyle("讲", 17, None, "第{han}讲"),
        MarkerStyle("幕", 18, None, "第{han}幕"),
        MarkerStyle("节", 19, None, "第{han}节"),
        MarkerStyle("款", 20, None, "第{han}款"),
        MarkerStyle("目", 21, None, "第{han}目"),
        MarkerStyle("entry", 22, None, "{n}"),
        MarkerStyle("case", 23, None, "§{n}"),
        MarkerStyle("matter", 24, None, "§{n}"),
        MarkerStyle("name", 25, None, "§{n}"),
        MarkerStyle("条", 26, None, "第{han}条"),
        MarkerStyle("formal", 27, None, "{formal}"),
        MarkerStyle("roman", 28, None, "{roman}"),
        MarkerStyle("bold", 29, None, "§{n}"),
        MarkerStyle("zero", 30, None, "{n}"),
        MarkerStyle("han", 31, 1, "{han}"),
        MarkerStyle("upper", 32, None, "{upper}"),
        MarkerStyle("han-paren", 33, 2, "({han})"),
        MarkerStyle("num", 34, 3, "{n}"),
        MarkerStyle("decimal2", 35, 4, "{n}"),
        MarkerStyle("decimal3", 36, 5, "{n}"),
        MarkerStyle("decimal4", 37, 6, "{n}"),
        MarkerStyle("decimal5", 38, 6, "{n}"),
        MarkerStyle("num-paren", 39, 4, "({n})"),
        MarkerStyle("num-half", 40, 4, "{n})"),
        MarkerStyle("circled", 41, 5, "{circled}"),
        MarkerStyle("lower", 42, 6, "{lower}"),
    )
}
"""All styles by name."""
_FORMAL = str.maketrans("一二三四五六七八九十", "壹贰叁肆伍陆柒捌玖拾")


@lru_cache(maxsize=4096)
def label(style: str, number: int, prefix: str = "") -> str:
    """Write a marker as part of a path: ``一``, ``(二)``, ``3``, ``第一章``, ``①``, ``1.1``.

    >>> [label("han-paren", 2), label("num", 3), label("条", 5, "一"), label("decimal2", 1, "4.")]
    ['(二)', '3', '第五条之一', '4.1']
    """
    pattern = STYLES[style].label
    if style.startswith("decimal"):
        return f"{prefix}{number}"
    if pattern == "{formal}":
        return to_han(number).translate(_FORMAL) if number <= 9999 else str(number)
    if pattern == "{roman}":
        return chr(0x215F + number) if 1 <= number <= 12 else f"R{number}"
    if pattern in ("{upper}", "{lower}"):
        return chr((64 if pattern == "{upper}" else 96) + number)
    if pattern == "{circled}":
        return CIRCLED[number - 1] if 1 <= number <= len(CIRCLED) else f"({number})"
    if style == "entry":
        return f"{prefix}{to_han(number) if number <= 9999 else number}"
    if style == "annex" and prefix:
        return f"附录{chr(64 + number)}"
    han = to_han(number) if number <= 9999 else str(number)
    return pattern.format(han=han, n=number) + (f"之{prefix}" if prefix else "")
