"""Who a document addresses (主送, 称呼) and who signs it, when (署名, 成文日期).

Only the first and last lines of a body are looked at, so the cost does not depend on its
length. The forms are data, each with an example and a counter-example:
``resources/parts.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from corpus.errors import FormatError
from corpus.model import Span
from corpus.system.kept_patterns import compiled
from corpus.system.patterns import lazy
from corpus.system.resource import resource

PARTS = (
    "salutation",
    "recipient",
    "not-salutation",
    "signature",
    "organisation",
    "after-signature",
)
HEAD = 700  # characters: title lines and the longest list of recipients
TAIL = 700  # characters: attachments and 版记 below a signature
HEAD_LINES = 6  # title, subtitle, document number, date, byline, salutation
TAIL_LINES = 14  # lines of 版记 and of a contract's signature block
TITLE_LINE = 70  # characters; what stands above a salutation is no longer than that
ATTACHMENTS = 5  # lines allowed below a signature


class Parts(NamedTuple):
    """Where a document addresses somebody and where it is signed."""

    salutation: Span | None
    signature: Span | None


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a part, with its tests."""

    part: str
    pattern: str
    example: str
    counter: str | None


def find_parts(text: str, body: Span) -> Parts:
    r"""Find salutation and signature of the document that stands in ``text[body]``.

    Parameters
    ----------
    text
        A source's text.
    body
        The document's own words in it.

    Returns
    -------
    Parts
        Spans in ``text``, without outer blanks; None where there is none. The salutation
        includes its colon; the signature holds name and date, on one line or on several.

    Examples
    --------
    >>> text = "x市委:\n现将一年来工作报告如下:\n一、学习。\n中共x镇委员会20xx年x月x日"
    >>> [text[slice(*span)] for span in find_parts(text, Span(0, len(text))) if span]
    ['x市委:', '中共x镇委员会20xx年x月x日']
    """
    salutation = _salutation(text, body)
    start = salutation.end if salutation else body.start
    return Parts(salutation, _signature(text, Span(start, body.end)))


@cache
def forms() -> tuple[Form, ...]:
    """Return all forms, in the order of the file.

    Raises
    ------
    FormatError
        If a rule names an unknown part.
    """
    text = resource("parts.toml")
    return tuple(_form(entry) for entry in tomllib.loads(text)["rule"])


def matches(part: str, line: str) -> re.Match[str] | None:
    """Match the first form of a part that begins ``line``, or None.

    >>> matches("salutation", "同志们：今天") is not None
    True
    """
    for pattern in _patterns(part):
        found = _compiled(pattern).match(line)
        if found is not None:
            return found
    return None


def ends_with_date(line: str) -> re.Match[str] | None:
    """Match the date that a line ends in: 2020年6月30日, 20xx年x月, 二〇二一年三月, 2020.6.30.

    >>> [bool(ends_with_date(s)) for s in ("XX镇人民政府2020年6月30日", "二〇二一年三月", "2020年")]
    [True, True, False]
    """
    # search() starts where a date can: near the end, so that a long line costs nothing
    if line[-1:] not in _DATE_LAST and not line[-1:].isspace():
        return None  # nearly always
    return _DATE.search(line, max(0, len(line) - 40))


def _salutation(text: str, body: Span) -> Span | None:
    for start, line in _first_lines(text, body):
        label = line[: min(c for c in (line.find(":"), line.find("："), len(line)) if c >= 0) + 1]
        if matches("not-salutation", label) is None:
            found = matches("salutation", line)
            if found is None:
                found = matches("recipient", line)
                if found and found.end() < len(line) and not line[found.end()].isspace():
                    found = None  # 镇党委:负责… is a list of duties
            if found:
                return Span(start, start + found.end())
        if len(line) > TITLE_LINE or line.endswith(("。", "；", ";", "！", "?", "？")):
            return None  # the text has begun
    return None


def _first_lines(text: str, body: Span) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    at, stop = body.start, min(body.end, body.start + HEAD)
    while at < stop and len(found) < HEAD_LINES:
        end = text.find("\n", at, stop)
        end = stop if end < 0 else end
        line = text[at:end]
        if line and not line.isspace():
            found.append((at + len(line) - len(line.lstrip()), line.strip()))
        at = end + 1
    return found


def _signature(text: str, body: Span) -> Span | None:
    lines = _last_lines(text, body)
    while lines and len(lines) > 1 and _below(lines):
        lines.pop()
    found: Span | None = None
    dated = False
    while lines:
        start, line = lines.pop()
        mark = _signed(line, dated=dated)
        if mark is None:
            break
        begin, date = mark
        found = Span(start + begin, found.end if found else start + len(line))
        if begin or (dated and date):
            break  # the rest of this line, and all above it, is the document's text
        dated = dated or date
    if found is None or (not dated and _lonely(text, body, found)):
        return None
    return found


def _last_lines(text: str, body: Span) -> list[tuple[int, str]]:
    first = max(body.start, body.end - TAIL)
    found: list[tuple[int, str]] = []
    end = body.end
    while end > first and len(found) < TAIL_LINES:
        at = text.rfind("\n", first, end) + 1
        whole = at > 0 or first == body.start  # otherwise the line began before the window
        at = at or first
        line = text[at:end]
        if line and not line.isspace():
            found.append((at + len(line) - len(line.lstrip()), line.strip()))
        if not whole:
            break
        end = at - 1
    return found[::-1]


def _below(lines: list[tuple[int, str]]) -> bool:
    """Whether the last line is an attachment or 版记 below a signature."""
    last = lines[-1][1]
    if matches("after-signature", last):
        return True
    if any(_COPIED.match(line) for _, line in lines[-COPIES_LINES:-1]):
        return True  # the list of those who get copies takes two lines
    # the numbered entries of a list of attachments
    above = [line for _, line in lines[-ATTACHMENTS - 1 : -1]]
    listed = any(line.startswith(("附件", "附表", "附:", "附：")) for line in above)
    return listed and _LISTED.match(last) is not None


def _signed(line: str, *, dated: bool) -> tuple[int, bool] | None:
    """Where in a line its signature begins, and whether that has a date; None without one."""
    date = ends_with_date(line)
    if date:
        before = line[: date.start()].rstrip(" \t\u3000,，(（")
        if not before:
            return 0, True
        if matches("signature", line):
            return 0, True
        begin = _last_break(before)
        name = before[begin:].strip()
        if not name:
            return date.start(), True
        office = _whole("organisation", name)
        apart = before != line[: date.start()]  # 截至2020年6月30日 names nobody
        person = apart and not begin and _compiled(_HAN_NAME).fullmatch(name) is not None
        if office or person:
            return begin + len(before[begin:]) - len(before[begin:].lstrip()), True
        return None
    if matches("signature", line) and len(line) <= 120:
        return 0, False
    if _whole("organisation", line.replace(" ", "").replace("\u3000", "")):
        return 0, False
    if dated and len(line) <= 12 and _compiled(_HAN_NAME).fullmatch(line):
        return 0, False  # 张 三, above a date
    return None


def _last_break(before: str) -> int:
    """Where, in the text before a date, the name begins: after the last mark or blank."""
    for at in range(len(before) - 1, max(-1, len(before) - 60), -1):
        if before[at] in "。！!？?；;… \t\u3000":
            return at + 1
    return 0


def _lonely(text: str, body: Span, found: Span) -> bool:
    """Whether an undated name may be anything: a heading, a list entry, the whole body."""
    if found.start <= body.start:
        return True
    if matches("signature", text[found.start : found.end]):
        return False
    above = text[max(body.start, found.start - 200) : found.start].rstrip()
    return not above.endswith(("。", "！", "!", "？", "?", ".", "”", ")", "）"))


def _whole(part: str, line: str) -> bool:
    return any(_compiled(p).fullmatch(line) for p in _patterns(part))


_DIGIT = r"[0-9０-９xXⅩⅹ×＊*_〇○零ОOo一二三四五六七八九十某]"
_DATE_LAST = frozenset(
    "月日号)）0123456789０１２３４５６７８９xXⅩⅹ×＊*_〇○零ОOo一二三四五六七八九十某"
)
_DATE = lazy(
    rf"(?:{_DIGIT}{{1,4}}\s{{0,2}}年\s{{0,2}}{_DIGIT}{{1,3}}\s{{0,2}}月"
    rf"(?:\s{{0,2}}{_DIGIT}{{1,3}}\s{{0,2}}[日号])?"
    rf"|年\s{{1,8}}月(?:\s{{1,8}}日)?"
    rf"|(?:19|20){_DIGIT}{{2}}[-./．]{_DIGIT}{{1,2}}[-./．]{_DIGIT}{{1,2}})"
    r"\s{0,2}[)）]?$"
)
COPIES_LINES = 3
"""Lines of a list of those who get copies."""
_COPIED = lazy(r"(?:抄\s?[送报]|分\s?送|印\s?送)\s?[:：][^。]{1,200}$")
_LISTED = lazy(r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})[.．、].{1,80}$")
_HAN_NAME = r"(?:[\u4e00-\u9fff·][ \u3000]{0,4}|[xX×ⅩＸ]){2,4}"


_compiled = cache(compiled)  # a form's pattern, when it is first needed


@cache
def _patterns(part: str) -> tuple[str, ...]:
    return tuple(form.pattern for form in forms() if form.part == part)


def _form(entry: Mapping[str, str]) -> Form:
    if entry["part"] not in PARTS:
        raise FormatError(
            f"resources/parts.toml: unknown part {entry['part']!r}; expected one of {PARTS}"
        )
    return Form(entry["part"], entry["pattern"], entry["example"], entry.get("counter"))
