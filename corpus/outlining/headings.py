"""Heading or numbered clause: what the text behind a marker is, from its form and its siblings.

``(一)强化学习。多次组织…`` has a heading that runs into its text;
``1.所属新闻媒体出现严重错误导向的;`` is a clause, text and no heading. In between, the rest of the
series decides: where most of the points are clauses, a short first sentence is no heading either.
"""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

from corpus.system.patterns import lazy
from corpus.writing.lines import LINE_ENDS
from corpus.writing.sentences import SENTENCE

SHORT_HEADING = 30
"""A first sentence up to this many characters is a heading of its own."""
LONG_HEADING = 45
"""Up to this many it is one if its siblings are; a heading on a line of its own may be longer."""
LONGEST_HEADING = 60
"""A whole line without final mark, up to this many characters, is a heading."""
CLAUSES_WIN = 3
"""So many times more clauses than headings, and the whole series has no headings."""
_LABEL = 14  # 一、活动时间:5月1日 — a label before a colon is no longer than this
_TAIL = lazy(r"[)）】〕］\]]?[*_]{0,3}(?:[ \t]{0,3}[。．：:])?[*_]{0,3}(?:[ \t]{1,3}#{1,6}(?!\S))?")
_TAIL_BEGINS = "*_ \t。．：:)）】〕］]"
_LEAD = lazy(r"\s*(?:\*\*|__)?\s*")
_REMARK = lazy(r"\s*[(（\[【][^\n]{0,200}[)）\]】]\s*")
_JOINT = lazy(r"(?<=[\u4e00-\u9fff”’》)）])[ \t\u3000\xa0]{1,9}(?=[\u4e00-\u9fffA-Za-z“‘《])")
_BLANKS = lazy(r"[ \t\u3000\xa0]")
_COLON = lazy(rf"[^，,。；;：:、！？!?{LINE_ENDS}]{{2,{_LABEL}}}+[：:](?=\s?\S)")
_SEVERAL = lazy("[；;]")  # more than one statement is no heading
_WORD = lazy(r"\w")
_DIGITS = frozenset("0123456789")
# 4.氯气 0.34, with nothing below: a row of a table; 2.沿革 17: a line of contents
_FIGURE = lazy(r"[ \t\u3000\u2009]\d{1,9}(?:\.[ \u2009]?\d{1,9})?$")
_OPENERS, _CLOSERS = "“‘《〈「『(（【[", "”’》〉」』)）】]"

_BRACKETED = lazy(
    rf"\s{{0,4}}[(（【〔［\[]([^()（）【】〔〕［］\[\]。；，,0-9{LINE_ENDS}]{{2,30}})[)）】〕］\]]"
)
_REPEALED = lazy("删除|刪除|废止|廢止|保留|略|已|[一二三四五六七八九十]{1,3}$")
OWN, RUN_IN, STATED, DOUBTFUL, CLAUSE = "own", "run-in", "stated", "doubtful", "clause"

_TITLED = (OWN, RUN_IN, STATED)


class Heading(NamedTuple):
    """The reading of one marker's text."""

    form: str
    """``own``, a line or label of its own; ``run-in``, a short first sentence; ``stated``, one that
    fills its line; ``doubtful``; ``clause``."""
    start: int
    end: int
    """Of the title, without its final mark."""


_made = partial(tuple.__new__, Heading)  # a third of the time of Heading(...)


def read_heading(text: str, start: int, end: int, *, followed: bool) -> Heading:
    """Read what stands between a marker and the end of its line.

    Parameters
    ----------
    text
        A source's text.
    start, end
        From behind the marker to the end of the logical line, or to the next marker in it.
    followed
        More text or points below belong to it.

    Returns
    -------
    Heading

    Examples
    --------
    >>> text = "强化学习。多次组织集中学习。"
    >>> read_heading(text, 0, len(text), followed=False)
    Heading(form='run-in', start=0, end=4)
    """
    if start < end and (text[start] in "*_" or text[start].isspace()):
        lead = _LEAD.match(text, start, end)
        start = lead.end() if lead else start
    whole = start + 4 * LONGEST_HEADING >= end
    end = start + len(text[start : min(end, start + 4 * LONGEST_HEADING)].rstrip())
    if not (start < end and text[start].isalnum()) and not _WORD.search(text, start, end):
        return _made((CLAUSE, start, start))
    found = SENTENCE.match(text, start, end)
    first = found.end() if found and found.end() > start else end
    label = _COLON.match(text, start, first)
    if label and label.end() < end:
        return _made((RUN_IN, start, label.end() - 1))
    joint = _joint(text, start, end, first)
    if joint:
        return _made((OWN, start, joint))
    if first == end and whole:
        return _line(text, start, end, followed=followed)
    if whole and _REMARK.fullmatch(text, first, end):
        return _line(text, start, first, followed=followed)
    stop = _bare(text, start, first)
    size = stop - start
    if size > LONG_HEADING or _SEVERAL.search(text, start, stop):
        return _made((CLAUSE, start, start))
    return _made((RUN_IN if size <= SHORT_HEADING else DOUBTFUL, start, stop))


def read_bracketed(text: str, start: int, end: int) -> Heading | None:
    """Read a title in brackets behind the number of an article: 第三条（适用范围）.

    >>> read_bracketed("（适用范围）本法适用于…", 0, 12)
    Heading(form='own', start=1, end=5)
    >>> read_bracketed("（删除）", 0, 4)
    Heading(form='clause', start=0, end=0)
    """
    found = _BRACKETED.match(text, start, end)
    if found is None or _REPEALED.match(found[1]):
        repealed = found is not None and not text[found.end() : end].strip()
        return Heading(CLAUSE, start, start) if repealed else None
    return Heading(OWN, *found.span(1))


def tail(text: str, end: int, limit: int) -> int:
    """Where a heading ends, its final mark included.

    >>> tail("强化学习。多次", 4, 7)
    5
    """
    if text[end : end + 1] not in _TAIL_BEGINS:
        return end
    found = _TAIL.match(text, end, limit)
    return found.end() if found and found[0].strip() else end


def read_line(text: str, start: int, end: int) -> Heading:
    """Take a whole line as heading, whatever it looks like, without the marks of Markdown.

    >>> read_line("**总结** ##", 2, 9)
    Heading(form='own', start=2, end=4)
    """
    passage = text[start:end].rstrip().rstrip("#").rstrip()
    start += len(passage) - len(passage.lstrip())
    return Heading(OWN, start, _bare(text, start, start + len(passage.strip())))


def settle(forms: list[str], *, strict: bool = False) -> list[bool]:
    """Which members of a series have a title.

    Parameters
    ----------
    forms
        The forms of the members' texts, as :func:`read_heading` found them.
    strict
        The articles of a law are clauses: a short first sentence among them is chance, and one that
        fills its line is the first of several (款). Titled are all if at least half look so.

    Returns
    -------
    list of bool

    Examples
    --------
    >>> settle(["run-in", "doubtful", "clause"])
    [True, True, False]
    >>> settle(["run-in", "clause", "clause", "clause"])
    [False, False, False, False]
    >>> settle(["run-in", "clause", "stated"]), settle(["stated", "clause", "stated"])
    ([True, False, False], [True, False, True])
    """
    if strict:
        forms = [CLAUSE if form == STATED else form for form in forms]
    if _only_last(forms):  # text stands below a last point because the document goes on there
        forms = [CLAUSE if form == STATED else form for form in forms]
    titled = sum(form in _TITLED for form in forms)
    clauses = forms.count(CLAUSE)
    if (clauses and clauses >= CLAUSES_WIN * titled) or (strict and 2 * titled < len(forms)):
        return [False] * len(forms)
    return [form in _TITLED or (form == DOUBTFUL and titled >= max(clauses, 1)) for form in forms]


def _only_last(forms: list[str]) -> bool:
    """Whether text stands below no point but such as follow one that has none."""
    stated = [at for at, form in enumerate(forms) if form == STATED]
    return bool(stated) and all(at and forms[at - 1] == CLAUSE for at in stated)


def _line(text: str, start: int, end: int, *, followed: bool) -> Heading:
    """One sentence, or a line without any mark, alone behind its marker."""
    last = text[end - 1]
    if last in "；;，,、":
        return _made((CLAUSE, start, start))
    stop = _bare(text, start, end)
    size = stop - start
    if last in "：:":
        label = size <= _LABEL and not re.search("[，,]", text[start:stop])
        return _made((OWN if label else CLAUSE, start, stop))
    if last in "。！？!?":
        if not followed or size > LONG_HEADING:
            return _made((CLAUSE, start, start))
        return _made((STATED if size <= SHORT_HEADING else DOUBTFUL, start, stop))
    several = _SEVERAL.search(text, start, stop)
    if size > LONGEST_HEADING or several or "|" in text[start:stop]:  # |: cells of a row
        return _made((CLAUSE, start, start))
    if not followed and last in _DIGITS and _FIGURE.search(text, start, stop):
        return _made((CLAUSE, start, start))
    return _made((OWN, start, stop))


def _bare(text: str, start: int, end: int) -> int:
    """End of the title without its final mark: 。 and ： go, ？ and ！ belong to it."""
    passage = text[start:end].rstrip().rstrip("*_").rstrip("。．：: \t\u3000").rstrip("*_")
    return start + len(passage) if passage else end


def _joint(text: str, start: int, end: int, first: int) -> int:
    """Where a heading joined to its text by a blank ends; 0 if there is no such joint."""
    if end - start <= SHORT_HEADING and first == end and text[end - 1] not in "。！？!?；;":
        return 0
    stop = min(first, start + LONG_HEADING + 1)
    if _BLANKS.search(text, start, stop) is None:
        return 0  # nearly always
    joint = _JOINT.search(text, start, stop)
    if joint is None or joint.start() - start < 3 or end - joint.end() < 6:
        return 0
    title = text[start : joint.start()]
    opened = sum(map(title.count, _OPENERS)) != sum(map(title.count, _CLOSERS))
    return 0 if opened or re.search("[。；;：:]", title) else joint.start()
