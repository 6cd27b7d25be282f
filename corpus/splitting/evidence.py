"""How sure it is that a sequence of marks separates the pieces of a compilation.

The score adds up what speaks for and against; the weights are log-odds set by hand on the
cases in ``tests/cases/compilations`` and on several hundred single documents, which must stay
single. A logistic function makes it a confidence.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.splitting.marks.restarts import Headings
from corpus.splitting.marks.separators import HEADINGS, SENTENCE_END, Mark
from corpus.system.patterns import lazy
from corpus.writing.titles import is_sure_title, is_title, likeness

EVEN = 3.7
"""Score at which a split is as likely right as wrong."""
SLOPE = 1.1
PRIOR = {
    "piece": 4.0,  # 篇1, 第一篇, 范文三: hardly used for anything else
    "title": 0.0,  # 总结1, 总结（二）: convinces where the title is repeated
    "bracket": 0.7,  # 【1】: also a list of references
    "paren": -4.0,  # （一）…总结: mostly a section heading
    "heading-han": -4.0,  # 一、…总结
    "heading-arabic": -3.5,  # 1、…总结
    "heading-blank": -3.5,
    "division": -4.0,  # 第一部分 …: mostly a part of a contract
    "part": -3.0,  # PART 01
    "sign": 0.0,  # ---1---, [3/15]
    "label": -1.0,  # 样本A, Document 2
    "ruled": 3.0,  # ------ 3 ------
    "counted": -4.0,  # 第三讲 …, 附件2：…: mostly a part of a document
    "letter": -3.5,  # A. … , 甲、…: mostly a section heading
    "lone": -3.0,  # a number alone: mostly a page number
    "record": 8.0,  # {"id": 1, "text": …}: rows of data
    "tag": 6.0,  # <doc id="1">
    "weather": 4.0,  # 3月5日 晴: a diary
    "row": 2.5,  # a title and a text in every line
    "rule": 1.8,  # =====
    "page": 0.8,  # a form feed
    "gap": 0.0,  # more blank lines than elsewhere
    "hash": 0.0,  # # title
    "dress": -0.5,  # ★ title
    "titled": 2.5,  # 标题：…
    "framed": 0.0,  # === title ===
    "bold": -1.5,  # **title**: mostly a run-in heading
    "dated": -1.5,  # 2023.5.1 title: also a chronicle
    "date": -2.0,  # a date alone: mostly a chronicle
    "second": -0.3,  # titles, each above 作者：… or a date
    "unmarked": -1.5,  # nothing but title lines
    "bare": -1.5,  # nothing but lines that look like titles
}
AT_ONCE = 1.5
"""The first mark is the first line: a document has a title above its headings."""
STEP = 0.6
"""For each piece more, up to five."""
PROMISED = 3.0
"""The title promises exactly so many."""
EXACTLY = 2.0
"""And so many marks there are, numbered without a gap; twice that where they are no headings."""
MISCOUNTED = 1.8
"""It promises another number, and so at least that there are several."""
UNSIGNED = ("gap", "second", "unmarked", "bare")
"""Families of places that no characters of their own make separators."""
LISTED = 2.5
"""All entries of the table of contents are found again."""
SAMPLE = 40
"""Marks whose wording is compared; more would not change the mean."""


LIKE_SECTIONS = -4.0
"""All names of the marks are such as sections have."""
LONGEST_SECTION = 16
"""Characters of such a name."""
BELOW_TITLE = -2.0
"""A title that promises nothing stands directly above the first mark, and all names are short."""
LONGEST_LABEL = 6
"""Characters of such a name."""
INTRODUCED = -1.0
"""Text stands between the source's title and the first mark."""
STOPPED = -1.5
"""All titles are sentences: points of a list are, too."""
LONGEST_LEAD, LONGEST_ABOVE = 24, 2000
"""Characters that may stand there and say nothing: a date, an author; and that are looked at."""

DAYS = 2.5
"""All names are days with their weekdays: of a diary."""
_DAY = lazy(
    r"(?:[12][0-9]{3}年)?[0-9]{1,2}月[0-9]{1,2}日\s?[,，]?\s?(?:星期|周|礼拜)[一二三四五六日天]"
)
_SECTION = lazy(
    r"(?:引言|绪论|前言|导言|结语|结束语|讨论|启示|经验与启示|主诉|现病史|既往史|病史|诊断|治疗|治疗经过|原理|器材|仪器与试剂"
    r"|步骤|结果|做法|原料|主料|调料|食材|小贴士|关键词|摘要|要旨|说法|法官说法|评析|思考题|板书设计|设计意图|制作步骤)$|"
    r"(?:加强|提高|强化|做好|明确|完善|推进|严格|落实|健全|保障|坚持|深化|存在|主要|基本|总体|指导|下一步"
    r"|今后|几点|有关|相关|重点|目标|组织|总则|附则|案情|裁判|教学|活动)"
    r"|.{0,13}(?:概况|概述|要求|目标|任务|措施|安排|建议|问题|原则|职责|机构|范围|方式|方法|内容|标准|依据|程序|条件"
    r"|流程|经费|保障|成效|经验|情况|打算|部署|意义|背景|事项|责任|准备|检查|登记|办理|数据|分析|对策|小结|过程|重点"
    r"|难点|反思|目的|工作|方面|小组|科室?)$"
)


class Context(NamedTuple):
    """What is known of the whole source before it is split."""

    stem: str
    """The title without the promised count; empty without a title."""
    promised: int | None
    several: bool
    """Whether title or file name says that there are several pieces, without saying how many."""
    headings: Headings
    hinted: frozenset[int]
    """Where lines begin that the file format marks as headings."""
    end: int


def judge_unnumbered(
    marks: Sequence[Mark], points: Sequence[float], context: Context, listed: int | None
) -> float:
    """Score marks without numbers, given what speaks for each as the start of a document.

    Parameters
    ----------
    marks
        Of one family, in reading order.
    points
        What each shows of a start; see :mod:`corpus.splitting.starts`.
    context
        What is known of the source.
    listed
        Entries of the table of contents; None without one.
    """
    count = len(marks)
    score = PRIOR[marks[0].family] + STEP * min(count - 1, 5)
    inner = points[1:] if count > 1 else points
    signed = marks[0].family not in UNSIGNED
    score += sum(min(8.0, max(-6.0, p)) for p in inner) / len(inner)
    score += 0.5 * min(inner) if min(inner) < 0 else 0.0
    if context.promised is not None:
        score += PROMISED + EXACTLY * signed if count == context.promised else MISCOUNTED
    elif context.several:
        score += 1.0
    if listed is not None and count == listed:
        score += LISTED
    return score - 6.0 if count < 2 else score


def like_a_section(name: str) -> bool:
    """Whether a name is one that sections of a document have, rather than documents.

    >>> like_a_section("存在的问题"), like_a_section("外婆的桥")
    (True, False)
    """
    return (
        len(name) <= LONGEST_SECTION
        and _SECTION.match(name) is not None
        and not is_sure_title(name)
    )


def is_stopped(mark: Mark) -> bool:
    """Whether a mark's title is a sentence: ``1. 游客在景区受伤的，景区应当赔偿。``."""
    return mark.family in HEADINGS and mark.name[-1:] in SENTENCE_END


def judge(marks: Sequence[Mark], context: Context) -> float:
    """Score a sequence of marks of one family; see :func:`confidence`."""
    count = len(marks)
    score = PRIOR[marks[0].family]
    steps = sum(1 for a, b in pairwise(marks) if b.number == a.number + 1)
    score += 0.8 * min(steps, 6)
    score += 1.0 if marks[0].number == 1 else -0.3
    if marks[0].line == 0 and marks[0].family in HEADINGS:
        score += AT_ONCE
    if count == 1:
        score -= 2.0 if _may_be_alone(marks[0], context) else 6.0
    elif not steps:
        score -= 3.0  # 规定（七） and 修正案（十）: no sequence
    score += STOPPED * sum(map(is_stopped, marks)) / count
    score += _promise(marks, context)
    score += _wording(marks, context)
    score += _numbering(marks, context)
    score += _shape(marks, context)
    return score


def confidence(score: float) -> float:
    """Turn a score into a probability-like figure, 0 to 1.

    >>> confidence(EVEN)
    0.5
    """
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, (score - EVEN) / SLOPE))))


def _may_be_alone(mark: Mark, context: Context) -> bool:
    """Whether one mark may be all: a page that holds a single piece of its compilation."""
    if not mark.alone:
        return False
    if context.promised is not None or context.several:
        return True
    named = is_title(mark.prefix)
    return named and (mark.line == 0 or likeness(mark.prefix, context.stem) >= 0.6)


def _promise(marks: Sequence[Mark], context: Context) -> float:
    if context.promised is None:
        return 1.0 if context.several else 0.0
    highest = max(mark.number for mark in marks)
    if highest == len(marks) == context.promised and marks[0].number == 1:
        return PROMISED + EXACTLY * (1 if marks[0].family in HEADINGS else 2)
    if highest == context.promised or len(marks) == context.promised:
        return PROMISED
    if len(marks) > 1:
        return MISCOUNTED
    return 1.0 if marks[0].family == "piece" else 0.5  # a page with some of the pieces


def _wording(marks: Sequence[Mark], context: Context) -> float:
    """Titles repeated from mark to mark, like the source's title, naming a kind of document."""
    sample = marks[:: max(1, len(marks) // SAMPLE)]
    score = 0.0
    prefixes = Counter(mark.prefix for mark in sample if len(mark.prefix) >= 3)
    if prefixes:
        share = prefixes.most_common(1)[0][1] / len(sample)
        score += (3.0 if marks[0].family == "title" else 2.0) * (share if len(marks) > 1 else 0.5)
    names = [mark.name for mark in sample]
    if marks[0].family in HEADINGS:
        score += 2.0 * sum(1 for name in names if is_sure_title(name)) / len(sample)
    else:
        score += 1.5 * sum(1 for name in names if is_title(name)) / len(sample)
    score += DAYS * sum(1 for name in names if _DAY.match(name)) / len(sample)
    if context.stem:
        alike = sum(likeness(name, context.stem) for name in names) / len(sample)
        # 方案一, 方案二 under the title 活动方案: too little without a promise
        short = sum(len(name) for name in names) / len(names) < 4
        told = context.promised is not None or context.several
        score += 2.5 * alike * (0.2 if short and not told else 1.0)
    return score


def _numbering(marks: Sequence[Mark], context: Context) -> float:
    """Headings that start anew at the marks, or go on across them."""
    own = marks[0].family
    headings = context.headings
    if own == "counted":  # 第一章 is a heading by itself
        headings = headings.without(frozenset(mark.span.start for mark in marks))
    restarts = goes_on = chapters = clauses = 0
    starts = [mark.span.start for mark in marks] + [context.end]
    for at in range(len(marks)):
        if headings.first("chapter", starts[at], starts[at + 1]) is not None:
            chapters += 1
        if at == 0:
            continue
        across = headings.across(
            starts[at - 1], starts[at] + 1, starts[at + 1], points=own != "paren"
        )
        restarts += across == "restart"
        clauses += headings.first("clause", starts[at], starts[at + 1]) == 1
        goes_on += across == "continue"
    places = max(1, len(marks) - 1)
    score = (2.5 * restarts - 8.0 * goes_on) / places
    if chapters / len(marks) > 0.3 and clauses < places / 2:  # a book in parts: 第一篇 …, 第一章 …
        score -= 4.0
    return score


def _shape(marks: Sequence[Mark], context: Context) -> float:
    starts = [mark.span.start for mark in marks] + [context.end]
    lengths = [starts[at + 1] - mark.span.end for at, mark in enumerate(marks)]
    lengths.sort()
    typical = (lengths[(len(marks) - 1) // 2] + lengths[len(marks) // 2]) / 2
    score = -2.0 if typical < 12 else -0.8 if typical < 40 else 0.5 if typical < 400 else 1.0
    score -= 0.8 * sum(1 for mark in marks if not mark.alone) / len(marks)
    score -= 0.7 * sum(1 for mark in marks if mark.tight) / len(marks)
    if context.hinted:
        score += 1.5 * sum(1 for m in marks if m.span.start in context.hinted) / len(marks)
    return score
