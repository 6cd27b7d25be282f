"""Separators that carry no number: rules, page breaks, gaps, signs before titles, dates, rows.

Each kind of sign that a source has is one hypothesis: all its places, or none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from corpus.model import Span
from corpus.splitting.marks.separators import Line, Mark
from corpus.system.patterns import lazy
from corpus.writing.titles import (
    ASKED,
    LONGEST_TITLE,
    ends_in_kind,
    may_be_title,
    plain,
    without_stop,
)

_LOOSE = ("bold", "dress", "hash")
"""Families of signs that headings inside a document have, too."""
BETWEEN = ("rule", "page", "gap")
"""Families whose mark stands between pieces: the first piece may have none."""
RARE = 0.25
"""Share of lines below a blank line, up to which blank lines may separate pieces."""
LONG_ROW = 80
"""Characters of a line that may be a document of its own."""
MOST_ROWS = 0.9
MOST_HEADED = 0.7
"""Share of the rows that begin with a title; where most do, the others are documents, too."""

_SIGNS = "=*\\-_~─—━═#>+.·•◆◇★☆※○●■□▲△◎►▶➤✦✿❀☞♦♣♥♠§¤＝＊－＿～＃＋／/\\\\^%@$&"
_LINED = "…。·┄┅┈┉╌═▬░▒▓█▁▂▃▄▅▆▇■□☰〓～〰!！?？|｜<>《》〈〉"
"""Signs that also end or frame text, and make a rule where a line holds nothing else."""
_RULE = lazy(rf"(?:[{_SIGNS}{_LINED}][ \t\u3000]?){{3,}}$")
_MOST_SIGNS = 3
"""Different signs of a rule: -*-*-, and no more."""
_DRESS = lazy(
    r"(?P<sign>[★☆◆◇■□▲△●◎○►▶➤✦✿❀☞♦♣♥♠§※]{1,3}|#{1,4}(?=\s)|>{1,3}(?=\s?[^>\s]))\s{0,3}(?P<t>[^\n]{2,60})$"
    r"|(?P<bold>\*\*(?=[^*\n]{2,60}\*\*\s*$))(?P<b>[^*\n]+)\*\*"
    r"|(?P<quoted>《(?=[^\n]{1,60}》\s*$))(?P<q>[^\n]+)》"
    r"|(?P<boxed>[【〖「『<\[{〔|](?=[^】〗」』>\]}〕|\n]{2,60}[】〗」』>\]}〕|]\s*$))(?P<x>[^】〗」』>\]}〕|\n]+)"
)
_FRAMED = lazy(
    r"(?P<sign>([=*\-_~～─—━═#>+·•＝＊－＋])\2{1,}|(?P<star>[◆◇★☆※○●■□▲△◎✦✿❀♦♥])(?P=star){0,3})"
    r"\s{0,3}(?P<t>[^\n]{2,60}?)\s{0,3}(?(star)(?P=star)+|\2{2,})$"
)
_TITLED = lazy(
    r"[Tt](?:itle|ITLE)\s?[:：]\s{0,3}(?P<english>[^\n]{2,60})$|(?P<box>[【〖\[])?(?:文章)?(?:标\s?题|標題|题\s?目|題目|篇\s?[名目]|题\s?名|题|文\s?件\s?名|作品名?)"
    r"(?(box)[】〗\]]\s?[:：]?|\s?[:：])\s{0,3}"
    r"(?P<t>[^\n]{2,60}?)(?:\.(?:docx?|txt|pdf|html?|md))?$"
)
_CLOSES = frozenset("(（[【完全结ET-—~上下责编打关收分返阅查点第")
_LONGEST_END = 14
"""Characters of a line that says that a piece ends: （全文完）, ——END——."""
_END = lazy(r"\W{0,6}(?:全\s?文\s?完|完|结束|全文结束|END|End|The End|THE END)\W{0,6}$")
_MOST_FIELDS = 12
"""Lines of front matter."""
_FOOT = lazy(
    r"\W{0,3}(?:(?P<next>[上下]一[篇页頁章条]\W{0,2}(?:[:：]|$))|(?P<editor>(?:责任编辑|责编|编辑)\s?[:：][^。\n]{1,20}$)"
    r"|(?P<tools>(?:打印|关闭|收藏|分享|返回|阅读(?:全文|原文)|查看全文|点击查看)[^。，\n]{0,24}$)"
    r"|(?P<page>第\s?[0-9]{1,3}\s?页\W{0,3}共\s?[0-9]{1,3}\s?页$))"
)
"""What a page has below its text: links to others, the editor, tools, its number."""
_BLANKS = frozenset(" \t\u3000")
_NAMES = frozenset("标標题題篇文作Tt")
_BOXES = frozenset("【〖[")
_DATED_BOXES = frozenset("【[")
_TAG = lazy(
    r"<(?:doc|document|text|article|item|page|record|entry|story)(?:\s[^<>\n]{0,200})?>$",
    re.IGNORECASE,
)
_LINE_TAG = lazy(r"<(?:hr|br)\s?/?>$", re.IGNORECASE)
_FIRST = frozenset(
    "=*-_~─—━═#>+.·•◆◇★☆※○●■□▲△◎►▶➤✦✿❀☞♦♣♥♠§¤＝＊－＿～＃＋／/\\^%@$&《【〖「『<[{〔|" + _LINED
)
_DATE = lazy(
    r"(?:[12][0-9]{3}\s?[年./-]\s?)?[0-9]{1,2}\s?[月./-]\s?[0-9]{1,2}\s?日?"
    r"(?P<more>[ \t\u3000,，(（]{0,4}(?:(?:星期|周|礼拜|禮拜)[一二三四五六日天][)）]?)?"
    r"[ \t\u3000,，]{0,4}"
    r"(?:天气[:：]?\s?)?(?:[晴阴陰多雨雪雾霧风雷云雲转轉小中大阵陣到有微热冷℃°0-9~～-]{1,10})?)$"
)
_DATED_TITLE = lazy(
    r"[【\[(（]?[12][0-9]{3}\s?[年./-]\s?[0-9]{1,2}\s?[月./-]\s?[0-9]{1,2}\s?日?"
    r"(?:[ \t\u3000:：]{1,4}|[】\])）]\s{0,3})"
    r"(?P<t>[^\d\s][^\n]{1,59})$"
)
_TITLE = "title:"
_FRONT = lazy(r"[\w-]{1,20}\s?:(?:\s|$)")
_RECORD = lazy(r'\{\s?"[^"\n]{1,40}"\s?:')
_HEADED = lazy(
    r"(?:(?P<n>[0-9]{1,3})[ \t\u3000.、．]{1,3})?"
    r"(?P<t>[12]?[0-9]{1,3}[年月][0-9]{1,2}[月日](?:[0-9]{1,2}日)?"
    r"(?:[ \u3000](?:星期|周|礼拜)[一二三四五六日天])?"
    r"(?:[ \u3000][晴阴多云雨雪雾风雷阵小中大到转]{1,6}(?=[ \t\u3000]))?"
    r"|(?:[12][0-9]{3}[年级届]|[^\s。！!？?；;,，:：0-9一二三四五六七八九十])[^\s。！!？?；;]{1,58})"
    r"[ \t\u3000]{1,8}(?=[^\s])"
)
"""A title and a text in one line; a date with its weather is a title."""
_NAMED = lazy(
    r"(?:(?P<n>[0-9]{1,3})[ \t\u3000.、．]{1,3})?"
    r"(?P<t>[^\s。！!？?；;,，:：0-9一二三四五六七八九十][^\s。！!？?；;:：]{1,58})[:：]"
)
"""The same with a colon between the two; only where the title names a kind of document."""
_LONGEST_TOP = 240
"""Characters that may stand above the first row: a title, a lead-in, the heads of columns."""
_DAY_AND_TEXT = lazy(
    r"(?:[12][0-9]{3}年)?[0-9]{1,2}月[0-9]{1,2}日[ \u3000]"
    r"(?:星期|周|礼拜)[一二三四五六日天][^\n]{12}"
)
_CELLS = lazy(r"(?P<n>[0-9]{1,4})\t(?P<t>[^\t\n]{2,60})\t(?:[^\t\n]{0,20}\t){0,3}[^\t\n]{40}")
"""The same in a table with tabs, the number first."""


def sign_families(text: str, lines: Sequence[Line]) -> Iterator[list[Mark]]:
    r"""Return the places of each kind of sign, at least two of a kind (one of a rule).

    Examples
    --------
    >>> from corpus.splitting.marks.separators import lines_of
    >>> text = "甲报告\n今年……\n=====\n乙报告\n今年……"
    >>> [[m.family for m in family] for family in sign_families(text, lines_of(text))]
    [['rule']]
    """
    found = _signs(text, lines)
    fronts = _front_matter(text, lines, found.get(("rule", "-False"), ()))
    if len(fronts) > 1:
        del found["rule", "-False"]
        yield fronts
    for (family, _), marks in found.items():
        if _is_family(family, marks, lines):
            yield marks
            if family in _LOOSE and (own := _unrepeated(marks)):
                yield own
    yield from _breaks(text, lines)
    rows = _rows(text, lines)
    if rows:
        yield rows


def _signs(text: str, lines: Sequence[Line]) -> dict[tuple[str, str], list[Mark]]:
    """Note the lines of each kind of sign."""
    found: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    for row, line in enumerate(lines):
        first = text[line.start]
        if line.end - line.start > LONGEST_TITLE + 8:
            if first == "<" and _TAG.match(text[line.start : line.end]):
                found["tag", ""].append(_titled("tag", row, line, None))
            continue
        if first in _CLOSES and (end := _ends_piece(text, row, lines)):
            # it belongs to the piece above
            family = "rule" if end == "end" else "page"
            found[family, end].append(empty(family, row + 1, lines[row + 1]))
        elif first in _FIRST:
            _signed(found, row, lines, text)
        elif first in _NAMES and (named := _TITLED.match(text[line.start : line.end])):
            _entitled(found, "titled", "", row, line, named)
        elif first in "0123456789" and (dated := _DATE.match(text[line.start : line.end])):
            found["date", ""].append(_titled("date", row, line, Span(*line)))
            if dated["more"].strip():
                found["weather", ""].append(_titled("weather", row, line, Span(*line)))
        elif first in "12" and (dated := _DATED_TITLE.match(text[line.start : line.end])):
            _entitled(found, "dated", "", row, line, dated)
    return found


def _signed(
    found: dict[tuple[str, str], list[Mark]], row: int, lines: Sequence[Line], text: str
) -> None:
    """Note a line that begins with a sign."""
    line = lines[row]
    words = text[line.start : line.end]
    if words[0] == "<" and _LINE_TAG.match(words):
        found["rule", "<hr>"].append(_rule(row, line))
    elif words[0] == "<" and _TAG.match(words):
        found["tag", ""].append(_titled("tag", row, line, None))
    elif _RULE.match(words):
        signs = set(words) - _BLANKS
        if len(signs) <= _MOST_SIGNS:
            key = "".join(sorted(signs)) + str(not _BLANKS.isdisjoint(words))
            found["rule", key].append(_rule(row, line))
            _underlined(found, key, text, row, lines)
    elif words[0] in _DATED_BOXES and (dated := _DATED_TITLE.match(words)):
        _entitled(found, "dated", words[0], row, line, dated)
    elif words[0] in _BOXES and (named := _TITLED.match(words)):
        _entitled(found, "titled", words[0], row, line, named)
    elif framed := _FRAMED.match(words):
        _entitled(found, "framed", framed["sign"][0], row, line, framed)
    elif dressed := _DRESS.match(words):
        _dress(found, row, line, dressed)


def _underlined(
    found: dict[tuple[str, str], list[Mark]], key: str, text: str, row: int, lines: Sequence[Line]
) -> None:
    """Note a title that a rule stands directly below, with text below the rule."""
    if not row or row + 1 >= len(lines):
        return
    above, rule = lines[row - 1 : row + 1]
    if above.end - above.start > LONGEST_TITLE:
        return
    title = text[above.start : above.end]
    if may_be_title(title) and "\n\n" not in text[above.end : rule.start]:
        span = Span(above.start, rule.end)
        mark = Mark("framed", 0, row - 1, span, "", title, Span(*above), True, False)
        found["underlined", key].append(mark)


def _ends_piece(text: str, row: int, lines: Sequence[Line]) -> str:
    """Say how a line ends a piece below which another may follow; empty where it does not."""
    line = lines[row]
    if row + 1 >= len(lines):
        return ""
    words = text[line.start : line.end]
    if len(words) <= _LONGEST_END and _END.match(words):
        return "end"
    foot = _FOOT.match(words)
    if foot is None or _FOOT.match(text[slice(*lines[row + 1])]):
        return ""  # the last line of a foot counts
    return foot.lastgroup or ""


def _is_family(family: str, marks: Sequence[Mark], lines: Sequence[Line]) -> bool:
    """Whether there are enough marks; text must stand below most underlined titles: no table."""
    if len(marks) < 2 or family != "underlined":
        return len(marks) > 1 or family in BETWEEN
    longer = 0
    for mark in marks:
        title, below = lines[mark.line], lines[mark.line + 2]
        longer += below.end - below.start > title.end - title.start
    return 2 * longer > len(marks)


def _front_matter(text: str, lines: Sequence[Line], rules: Sequence[Mark]) -> list[Mark]:
    """Find the front matter of Markdown files set one below the other: fields between rules."""
    marks = []
    for above, below in pairwise(rules):
        rows = range(above.line + 1, below.line)
        if not 0 < len(rows) <= _MOST_FIELDS:
            continue
        words = [text[slice(*lines[row])] for row in rows]
        if all(_FRONT.match(each) for each in words):
            fields = (row for row, each in zip(rows, words, strict=True) if each.startswith(_TITLE))
            at = next(fields, None)
            name = "" if at is None else words[at - rows.start].removeprefix(_TITLE).lstrip()
            title = None if at is None else Span(lines[at].end - len(name), lines[at].end)
            span = Span(above.span.start, below.span.end)
            marks.append(Mark("tag", 0, above.line, span, "", name, title, True, False))
    return marks


def _unrepeated(marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks whose titles stand once, where others recur: 【基本案情】 below 【某案】."""
    counts = Counter(mark.name for mark in marks)
    own = [mark for mark in marks if counts[mark.name] == 1]
    if not 1 < len(own) <= len(marks) / 2 or counts[marks[0].name] > 1:
        return []
    headed = all(counts[a.name] > 1 or counts[b.name] > 1 for a, b in pairwise(marks))
    return own if headed else []


def _rule(row: int, line: Line) -> Mark:
    return Mark("rule", 0, row, Span(*line), "", "", None, True, False)


def _titled(family: str, row: int, line: Line, title: Span | None) -> Mark:
    return Mark(family, 0, row, Span(*line), "", "", title, True, False)


def empty(family: str, row: int, line: Line) -> Mark:
    """Make a mark without characters of its own at the beginning of a line."""
    return Mark(family, 0, row, Span(line.start, line.start), "", "", None, True, False)


def _dress(
    found: dict[tuple[str, str], list[Mark]], row: int, line: Line, dressed: re.Match[str]
) -> None:
    group = "t" if dressed["t"] else "b" if dressed["b"] else "q" if dressed["q"] else "x"
    title = without_stop(dressed[group].strip())
    if not may_be_title(title if dressed["sign"] else title.rstrip(ASKED)):
        return
    sign = dressed["sign"] or dressed["bold"] or dressed["quoted"] or dressed["boxed"]
    loose = dressed["bold"] or dressed["boxed"]  # mostly run-in headings: **要求**, 【案情】
    family = "hash" if sign[0] == "#" else "bold" if loose else "dress"
    begin = line.start + dressed.start(group)
    mark = Mark(
        family, 0, row, Span(*line), "", title, Span(begin, begin + len(title)), True, False
    )
    found[family, sign].append(mark)


def _entitled(
    found: dict[tuple[str, str], list[Mark]],
    family: str,
    sign: str,
    row: int,
    line: Line,
    match: re.Match[str],
) -> None:
    """Note a title between signs or behind the word for one."""
    group = "t" if match["t"] else "english"
    title = without_stop(match[group].strip())
    begin = line.start + match.start(group)
    if may_be_title(title.rstrip(ASKED)) and any("\u3400" <= char <= "\u9fff" for char in title):
        place = Span(begin, begin + len(title))
        found[family, sign].append(Mark(family, 0, row, Span(*line), "", title, place, True, False))


def _breaks(text: str, lines: Sequence[Line]) -> Iterator[list[Mark]]:
    """Page breaks, and the places where more lines are blank than elsewhere."""
    if "\f" in text:
        pages = [
            empty("page", row, line)
            for row, line in enumerate(lines)
            if row and "\f" in text[lines[row - 1].end : line.start]
        ]
        if pages:
            yield pages
    if "\n\n" not in text and "\n\r\n" not in text:
        return
    sizes = [text.count("\n", above.end, below.start) for above, below in pairwise(lines)]
    counts = Counter(min(size, 6) for size in sizes)
    for least in (2, 3, 4, 5, 6):
        number = sum(n for size, n in counts.items() if size >= least)
        if number and counts[least] and number <= RARE * len(sizes):
            yield [
                empty("gap", row + 1, lines[row + 1])
                for row, size in enumerate(sizes)
                if size >= least
            ]


def _rows(text: str, lines: Sequence[Line]) -> list[Mark]:
    """Find rows that are documents: records, or lines that begin with a title each."""
    cells = {
        row: f
        for row, line in enumerate(lines)
        if text[line.start].isdecimal() and (f := _CELLS.match(text, line.start))
    }
    numbers = [int(found["n"]) for found in cells.values()]
    if (
        len(cells) > 1
        and _are_below_top(cells, lines)
        and all(b == a + 1 for a, b in pairwise(numbers))
    ):
        return [_row("record", row, lines[row], found) for row, found in cells.items()]
    records = [
        empty("record", row, line)
        for row, line in enumerate(lines)
        if text[line.start] == "{" and text[line.end - 1] == "}" and _RECORD.match(text, line.start)
    ]
    if len(records) > 1 and len(records) == len(lines):
        return records
    days = [
        (row, line)
        for row, line in enumerate(lines)
        if text[line.start].isdecimal() and _DAY_AND_TEXT.match(text, line.start)
    ]
    if len(days) > 1 and len(days) >= len(lines) - 1:  # a diary, a day in each line
        dated = [(row, line, _HEADED.match(text, line.start)) for row, line in days]
        return [_row("row", row, line, head) for row, line, head in dated if head is not None]
    long = [(row, line) for row, line in enumerate(lines) if line.end - line.start >= LONG_ROW]
    if len(long) < 2 or (
        len(long) < MOST_ROWS * (len(lines) - 1)  # one may be the title above
        and not _are_below_top([row for row, _ in long], lines)
    ):
        return []
    heads = {
        row: found
        for row, line in long
        if (found := _HEADED.match(text, line.start)) and may_be_title(found["t"])
    }
    named = {
        row: found
        for row, line in long
        if (found := _NAMED.match(text, line.start)) and ends_in_kind(found["t"])
    }
    if len(named) >= MOST_ROWS * len(long):  # 某某的报告：今年以来……
        heads = named
    names = {plain(found["t"]) for found in heads.values()}
    kinds = sum(ends_in_kind(f["t"]) for f in heads.values())  # 感谢信, 判决书 may be repeated
    if len(heads) < MOST_HEADED * len(long) or max(len(names), kinds) < MOST_ROWS * len(heads):
        return []
    return [
        _row("row", row, line, heads[row]) if row in heads else empty("row", row, line)
        for row, line in long
    ]


def _are_below_top(rows: Collection[int], lines: Sequence[Line]) -> bool:
    """Whether rows are all lines but a title and a few words above them."""
    first = min(rows)
    return len(rows) == len(lines) - first and lines[first].start - lines[0].start <= _LONGEST_TOP


def _row(family: str, row: int, line: Line, found: re.Match[str]) -> Mark:
    title = Span(*found.span("t"))
    return Mark(family, 0, row, Span(line.start, title.end), "", found["t"], title, False, False)
