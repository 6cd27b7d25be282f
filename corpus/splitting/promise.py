"""How many pieces a title promises: 15篇, (精选5篇), 汇总十四篇, 几篇."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from corpus.system.patterns import lazy
from corpus.writing.numbering import to_int

MOST_PROMISED = 500
"""More pieces than any compilation holds: larger figures are dates or word counts."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What a title says about the number of its pieces."""

    count: int | None
    """None where it only says "several" (几篇, 合集)."""
    start: int
    """Where in the title the phrase begins; the title proper ends there."""
    end: int


_NUMBER = r"(?P<n>[0-9０-９]{1,3}|[一二三四五六七八九十百零〇两兩廿卅]{1,5}|[几幾多数數]|若干)"
_UNITS = "篇份则則套例封首文"
_UNIT = r"\s?(?:篇|份|则|則|套|例|封|首|个范文|個範文)"
_BRACKETS = "(（【[［〔"
_CUE = (
    r"(?:通用|精选|精選|汇总|匯總|彙總|合集|集合|集锦|錦集|锦集|集錦|合辑|共|推荐|推薦|热门|熱門|优秀|優秀|优质|優質|实用|實用|必备|必備"
    r"|最新|大全|模板|范文|範文|精华|精華|整理|收藏|荐|薦|汇编|匯編|彙編|选编|選編|精品|经典|經典|专业|專業|完整|通用版|范本|範本|例文|参考"
    r"|甄选|甄選|优选|優選|合计|全文|多篇|系列|样本|收集|分享|关于|多份|全套|新版|示例|简短|簡短|集)"
)
# in brackets anywhere: （通用20篇）, (19篇)最新…, 【三篇】
_BRACKETED = (
    rf"[(（【\[［〔]\s?(?:{_CUE}\s?){{0,3}}{_NUMBER}{_UNIT}\s?(?:{_CUE}){{0,2}}\s?[)）】\]］〕]"
)
# at the end: …总结15篇, …汇总十四篇, …三篇范文, …15篇精选
_AT_END = rf"(?:{_CUE}\s?){{0,3}}(?<![0-9０-９第]){_NUMBER}{_UNIT}(?:\s?{_CUE}){{0,2}}\s{{0,3}}$"
# at the beginning: 15篇小学生日记; not 两份文件, 三篇文章
_AT_BEGIN = (
    r"(?P<n>[0-9０-９]{1,3}|[二三四五六七八九十]{1,3})(?:篇|则|則|例|封)(?!大?文章)"
    r"[^\W\d]{2,14}$"
)
# said by a site's editor: 带来四篇关于…的范文, 整理的工作总结4篇，欢迎阅读
_SPOKEN = rf"(?<![0-9０-９第一二三四五六七八九十]){_NUMBER}\s?篇(?!文章|大文章|章|幅)"
_SEVERAL = lazy(
    r"(?:合集|合辑|汇编|匯編|彙編|集锦|錦集|锦集|集錦|选编|選編|汇总|匯總|彙總|大全|集合)\s{0,3}[)）】]?$"
)
LONGEST_PROMISE_LINE = 120
FIRST_LINES = 6
"""Lines in which a compilation's title stands."""
_COUNTING = "0123456789０１２３４５６７８９一二三四五六七八九十百零〇两兩廿卅几幾多数數干"


def promise_cues() -> tuple[str, ...]:
    """Strings of which every line that promises several pieces holds one.

    >>> "15篇"[1:] in promise_cues()
    True
    """
    blanks = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
    several = re.findall(r"[\u4e00-\u9fff]{2}", _SEVERAL.pattern)
    counted = [before + unit for before in _COUNTING + blanks for unit in f"{_UNITS}个個"]
    return (*counted, *several)


def promise_of(title: str) -> Promise | None:
    """Read the promise out of a title line or a file name without its ending.

    Parameters
    ----------
    title
        One line.

    Returns
    -------
    Promise or None
        None where the title promises nothing.

    Examples
    --------
    >>> [
    ...     p and p.count
    ...     for p in map(promise_of, ["工作总结15篇", "心得（精选5篇）", "总结汇总十四篇"])
    ... ]
    [15, 5, 14]
    >>> promise_of("写好乡村振兴三篇文章"), promise_of("演讲稿几篇")
    (None, Promise(count=None, start=3, end=5))
    """
    if len(title) > LONGEST_PROMISE_LINE:
        return None
    found = _counted(title)
    if found:
        count = to_int(found["n"])
        if count is None:
            return Promise(None, found.start(), found.end())
        return Promise(count, found.start(), found.end()) if 2 <= count <= MOST_PROMISED else None
    several = _SEVERAL.search(title)
    return Promise(None, several.start(), several.end()) if several else None


def promises_several(text: str) -> bool:
    """Whether one of a text's first lines says how many pieces there are.

    >>> promises_several("工作总结（精选5篇）\\n全镇开展工作。"), promises_several("全镇开展工作。")
    (True, False)
    """
    if len(text) > LONGEST_PROMISE_LINE and "\n" not in text and "\r" not in text:
        return False  # nearly always: no line is short enough for a title
    return any(promise_of(line[0].rstrip()) for line in islice(_LINE.finditer(text), FIRST_LINES))


_LINE = lazy(r"\S[^\n\r]*")


def _counted(title: str) -> re.Match[str] | None:
    """Find a number of pieces. Most titles name none, and these patterns take long to compile."""
    if not any(unit in title for unit in _UNITS):
        return None
    found = None
    if any(bracket in title for bracket in _BRACKETS):
        found = re.search(_BRACKETED, title)
    return found or re.search(_AT_END, title) or re.match(_AT_BEGIN, title)


def spoken_promise(sentence: str) -> int | None:
    """Read the count that a lead-in names: 下面是小编整理的工作总结4篇 → 4.

    >>> spoken_promise("下面由小编为大家带来四篇关于建军节的演讲稿范文")
    4
    """
    found = re.search(_SPOKEN, sentence[-400:])
    count = to_int(found["n"]) if found else None
    return count if count is not None and 2 <= count <= MOST_PROMISED else None


def without_promise(title: str) -> str:
    """Cut the promise off a title: ``工作总结（精选5篇）`` → ``工作总结``.

    >>> without_promise("(19篇)最新主题教育党课汇编"), without_promise("乡镇工作总结15篇")
    ('最新主题教育党课汇编', '乡镇工作总结')
    """
    found = promise_of(title) or _counted(title)
    if found is None:
        return title
    if isinstance(found, re.Match):  # 共1篇: no promise, and no part of the title
        found = Promise(None, *found.span())
    return title[found.end :].strip() if found.start == 0 else title[: found.start].strip()
