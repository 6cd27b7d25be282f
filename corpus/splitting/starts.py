"""Whether a document starts at a line: what stands below it, above it, and in it.

Nothing of this decides alone. Each sign has a weight, a log-odds by which a true first line
shows it more often than a line inside a document; a place adds up what it shows. All
hypotheses about a source (:mod:`corpus.splitting.choice`) are judged by the same signs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

import numpy as np

from corpus.folding.codepoints import code_points_of
from corpus.splitting.marks.restarts import Headings
from corpus.splitting.marks.separators import Line
from corpus.splitting.residue import is_residue
from corpus.system.patterns import lazy
from corpus.writing.titles import (
    ASKED,
    LONGEST_TITLE,
    is_addressed,
    is_signed,
    is_sure_title,
    is_title,
    may_be_title,
    plain,
)

OPENERS = {
    "clause": 1.5,  # 第一条 just below
    "chapter": 1.5,  # 第一章 just below
    "issued": 2.0,  # who passed it and when; the number of a decree
    "issue": 3.0,  # 第3期
    "case": 2.0,  # （2022）某0101民初12号
    "address": 1.5,  # 各乡镇人民政府：
    "party": 1.5,  # 原告：
    "abstract": 1.5,  # 摘要：
    "meeting": 0.8,  # 时间：, 地点：
    "report": 1.5,  # 本报记者
    "dateline": 3.0,  # 本报讯（记者 李某）, 新华社北京3月1日电: no news has a second one
    "lesson": 1.0,  # 教学目标
    "byline": 2.6,  # 作者：李明, 文/王芳, 来源：省政府网, the page's address
    "text": 2.0,  # 正文：
    "dated": 0.8,  # an authority and a date, no more
    "recurs": 2.0,  # the line that begins the others, too: 基本案情
}
"""What stands within :data:`BELOW` lines below a title."""
BELOW = 6
ADDRESSED = frozenset("：:！!")
"""What a line ends in that addresses somebody."""
CLOSED = {"signed": 1.5, "formula": 1.5, "address": 2.2}
"""What stands above: a date that signs, 特此通知, 本办法自…起施行, the address of a page."""
RESTART, GOES_ON = 2.5, -5.0
"""第七条 above and 第一条 below; 三、 above and 四、 below."""
SURE, KIND = 2.0, 1.0
"""The line ends in the name of a kind of document: surely, or perhaps."""
ANNOUNCED = -6.0
"""The text above names the title: an attachment."""
REACH = 60
"""Lines below in which the numbering is followed."""
BLOCK = 6
"""Lines that a title with its authority and date may have."""
NAMED = 900
"""Characters at the beginning of a document in which it names what is attached to it."""
SHORTEST_ANNOUNCED = 4
"""Characters of a title that a text names by chance no more: 小猫, 春雨 are words."""
SHORT_RECURRING_LINE = 16
"""Characters of a line that may recur as the first heading of every piece."""

_N = "[〇零○一二三四五六七八九十百0-9０-９]"
_YEAR = rf"(?:[(（]?(?:中華民國)?{_N}{{2,4}}\s?年)"
_OPENER = lazy(
    r"(?P<clause>第\s?[一1１]\s?[条條])|(?P<chapter>第\s?[一1１]\s?章)"
    r"|(?P<case>[(（〔\[][12][0-9]{3}[)）〕\]][^。，；\s]{2,18}号[^\S\n]*(?:$|\n))"
    rf"|(?P<issued>{_YEAR}[^。；\n]{{0,60}}(?:通过|通過|公布|发布|發布|施行|批准|修订|修正|令第|印发)"
    rf"|[^。；，\n]{{0,24}}[〔\[［(（][12][0-9]{{3}}[〕\]］)）]\s?(?:第\s?)?[0-9]{{1,5}}\s?号\s*(?:$|\n)"
    r"|[(（][^。；\n]{4,60}(?:通过|公布|发布|施行|令第[^。\n]{1,8}号[^。\n]{0,4})[)）])"
    rf"|(?P<issue>[^。；，\n]{{0,14}}[(（〔\[]?(?:总第?|总?第)\s?{_N}{{1,5}}\s?期"
    r"[)）〕\]]?\s*(?:$|\n|[ 　（(总])"
    rf"|[(（〔\[][12][0-9]{{3}}[)）〕\]]\s?第?\s?[0-9]{{1,4}}\s?期)"
    r"|(?P<party>(?:原告|被告|公诉机关|上诉人|申请人|再审申请人|申请执行人|当事人|甲\s*方|出租方"
    r"|委托人|罪犯)[^。；，\n]{0,12}[:：])"
    r"|(?P<abstract>[【\[]?(?:内容)?摘\s{0,4}要[】\]]?\s?(?:[:：]|$|\n))"
    r"|(?P<meeting>(?:会议)?(?:时\s?间|地\s?点|主\s?持)人?\s?[:：])"
    r"|(?P<dateline>本(?:报|台|网|刊|站|社)(?:综合)?讯"
    r"|(?:本报|本网|中新社|中新网|新华社|新华网|人民网|央视网)[^。，；\n]{2,12}[日月]电"
    r"|[(（](?:本报|见习)?(?:记者|通讯员)[^()（）\n]{1,20}[)）](?=[^\n]{8}))"
    r"|(?P<report>本报记者|新华社)"
    r"|(?P<byline>(?=[作撰供通来出稿信文网链原发更上hw])(?:(?:作\s?者|撰\s?文|撰稿|供稿|通讯员|来\s?源|出\s?处|稿源|信息来源|文章来源|网\s?址|链接|原文|(?:发布|发表|更新|上传)(?:时间|日期))\s?[:：]"
    r"|文\s?[/／|｜]|https?://|www\.)[^。！？\n]{1,90}(?:$|\n))"
    r"|(?P<text>(?=[正内])(?:正\s?文|内\s?容)\s?[:：][^\S\n]*(?:$|\n))"
    r"|(?P<lesson>[一、【\[]{0,2}(?:教学目标|教学目的|活动目标|教材分析|设计意图))"
)
_OPENER_FIRST = frozenset(
    "〔[【中原被公上申再当甲出委罪内摘会时地主本新人央教活设作撰供通来稿信文网链hw正发更"
)
"""What a line begins with that may open a document, whatever comes next."""
_COUNTING = frozenset("、〇零○一二三四五六七八九十百0123456789０１２３４５６７８９")
_COUNTING_YEARS = frozenset("12")
_MAY_OPEN = _OPENER_FIRST | _COUNTING | frozenset("(（第")
"""What else a line begins with that may, where it has no number of a paper near its beginning."""
_BRACKET_REACH = 96
"""Characters in which brackets close that say who passed a law, and when."""
_YEAR_REACH = 8
"""Characters in which a year stands."""
_LESSON = frozenset("教活设")
_OPENER_REACH = 48
"""Characters of a line in which the number (号) of a document or an issue (期) stands."""
_DATED = lazy(
    rf"[^。，；\n]{{0,30}}(?:[12][0-9]{{3}}|[〇○零一二三四五六七八九]{{4}})\s?[年.-]\s?{_N}{{1,3}}\s?[月.-]\s?{_N}{{1,3}}日?[)）]?$"
)
_FORMULA = lazy(
    r"(?:特此(?:通知|通报|公告|通告|函复|报告|函告|批复|说明|证明|决定)|请(?:认真)?(?:贯彻|遵照)执行|此致|敬礼|谢谢(?:大家|各位)?"
    r")[。！!]?$|(?:施行|实施|实行|廢止|废止|解释|執行|执行|有效|失其效力|定之)。$"
    r"|^[(（]?(?:全文)?完[)）]?$|^\W{0,6}(?:END|[Tt]he [Ee]nd)\W{0,6}$"
    r"|^(?:书\s?记\s?员|法官助理|审\s?判\s?[长员]|记录|抄送|主题词|出席|签发)"
)
_FORMULA_LAST = frozenset("知报告复批明定行致礼谢家位施止释效力之")
"""The last character of such a formula, its mark apart."""
_FORMULA_FIRST = frozenset("书法审记抄主出签完全（(E—-T")
"""The first one of a line below the text of a judgment or a notice."""
_ATTACHED = lazy(
    r"(?:^|[\n\r])\s{0,8}(?:附件|附|附录|附表)\s?[0-9一二三四五]{0,2}\s?(?:[:：]|[\n\r]|$)"
)
_LINKED = lazy(r"[上下]一[篇页頁章条]\W{0,2}[:：][^\n]*")
"""A link to the next page names its title, too."""
_PAGE = ("http://", "https://", "www.")
_ADDRESS = lazy(r"(?:各|全体|致)[^。；;\n]{1,50}[:：]\s*$")  # 各学校：
_LABELLED = lazy(r"^(?:[^\s:：]{1,12}[:：]|[文图]\s?[/／|])")


def may_open(text: str, start: int) -> bool:
    """Whether a line may begin as the first lines below a title do: soon told, and rarely so.

    The number of a document or an issue near its beginning is asked for apart.

    >>> may_open("各村要认真学习。", 0), may_open("第一条 为了加强管理", 0)
    (False, True)
    """
    first = text[start]
    if first in _OPENER_FIRST:
        return True
    if first in "(（" and (
        text[start + 1 : start + 2] in _COUNTING_YEARS
        or text.find("年", start, start + _BRACKET_REACH) >= 0
        or text.find("）", start + 5, start + _BRACKET_REACH) >= 0
        or text.find(")", start + 5, start + _BRACKET_REACH) >= 0
    ):
        return True  # not （一）
    if first == "第":
        after = text[start + 1 : start + 2]
        if after in "一1１" or after.isspace():
            return True
    elif first in _COUNTING and (
        text.find("年", start, start + _YEAR_REACH) >= 0
        or not _LESSON.isdisjoint(text[start + 1 : start + 3])
    ):
        return True
    return False


def _papers(text: str) -> list[int]:
    """Where the number of a document or an issue may end: at 号 and 期."""
    points = code_points_of(text)
    found: list[int] = np.flatnonzero((points == ord("号")) | (points == ord("期"))).tolist()
    return found


class Starts:
    """The signs of a start, asked line by line.

    Parameters
    ----------
    text, lines
        The source and its lines.
    headings
        Its numbered headings.
    """

    def __init__(self, text: str, lines: Sequence[Line], headings: Headings) -> None:
        self.text = text
        self.lines = lines
        self.headings = headings
        self._openers: dict[int, str] | None = None
        self._recurring: frozenset[str] | None = None
        self._letters: frozenset[int] | None = None
        self._points: dict[int, float] = {}
        self._ends: dict[int, str | None] = {}
        self._blocks: dict[int, bool] = {}

    def words(self, row: int) -> str:
        """Return a line's words, at most twice as many as a title has."""
        line = self.lines[row]
        return self.text[line.start : min(line.end, line.start + 2 * LONGEST_TITLE)]

    @property
    def openers(self) -> dict[int, str]:
        """Rows that begin as the first lines below a title do, and how."""
        if self._openers is None:
            self._openers = {}
            match, text = _OPENER.match, self.text
            papers = [*_papers(text), len(text) + _OPENER_REACH]
            next_paper = 0
            for row, (start, _) in enumerate(self.lines):
                while papers[next_paper] < start:
                    next_paper += 1
                near = papers[next_paper] - start < _OPENER_REACH
                if near or (text[start] in _MAY_OPEN and may_open(text, start)):
                    found = match(text, start)
                    if found is not None:
                        self._openers[row] = found.lastgroup or ""
        return self._openers

    @property
    def recurring(self) -> frozenset[str]:
        """Lines that stand more than once, none longer than a title."""
        if self._recurring is None:
            text = self.text
            counts = Counter(text[a:b] for a, b in self.lines if 2 <= b - a <= LONGEST_TITLE)
            self._recurring = frozenset(words for words, n in counts.items() if n > 1)
        return self._recurring

    def ends(self, row: int) -> str | None:
        """Say how a line ends a document: a key of :data:`CLOSED`, or None; remembered."""
        if row not in self._ends:
            self._ends[row] = self._end(row)
        return self._ends[row]

    def _end(self, row: int) -> str | None:
        line = self.lines[row]
        if self.openers.get(row) == "byline" and self.text.startswith(_PAGE, line.start):
            return "address"
        tail = self.text[max(line.start, line.end - LONGEST_TITLE) : line.end]
        if line.end - line.start <= LONGEST_TITLE and is_signed(tail):
            return "signed"
        last = tail[-2:-1] if tail[-1] in "。！!" else tail[-1]
        if last not in _FORMULA_LAST and tail[0] not in _FORMULA_FIRST:
            return None  # nearly always
        return "formula" if _FORMULA.search(tail) else None

    @property
    def letters(self) -> frozenset[int]:
        """Rows at which letters without a title begin: nothing stands above, or what ends one."""
        if self._letters is None:
            text = self.text
            addressing = [
                row
                for row, (start, end) in enumerate(self.lines)
                if text[end - 1] in ADDRESSED and end - start <= 2 * LONGEST_TITLE
            ]
            self._letters = frozenset(
                row
                for row in addressing
                if (not row or self.ends(row - 1) is not None) and is_addressed(self.words(row))
            )
        return self._letters

    def in_block(self, row: int) -> bool:
        """Whether a line may be part of a title with its authority and date; remembered."""
        if row not in self._blocks:
            self._blocks[row] = self._may_be_block(row)
        return self._blocks[row]

    def _may_be_block(self, row: int) -> bool:
        line = self.lines[row]
        if line.end - line.start > LONGEST_TITLE + 20 or self.openers.get(row) in (
            "party",
            "meeting",
        ):
            return False
        words = self.words(row)
        if words.isspace() or not plain(words):
            return False  # a rule
        if self.openers.get(row) is None and self.ends(row) is not None:
            return False
        if _LABELLED.match(words) and not is_title(words):
            return False
        return may_be_title(words) or self.openers.get(row) in (
            "issued",
            "issue",
        )

    def top_of(self, row: int, least: int) -> int:
        """Return the first row of the title block that ends at ``row``, not above ``least``."""
        top = row
        while top > least and row - top < BLOCK and self.in_block(top - 1):
            top -= 1
        return top

    def begins_anew(self, row: int) -> bool:
        """Whether a line that stands more than once stands below a title of its own."""
        return self._alone_above(row) and self.in_block(row - 1)

    def _alone_above(self, row: int) -> bool:
        """Whether a recurring line stands below one that does not recur."""
        above, line = self.lines[row - 1], self.lines[row]
        return (
            line.end - line.start <= SHORT_RECURRING_LINE
            and above.end - above.start <= LONGEST_TITLE
            and self.words(row) in self.recurring
            and may_be_title(self.words(row))
            and self.words(row - 1) not in self.recurring
        )

    def entitles(self, row: int, below: int) -> bool:
        """Whether a line may be the title of text that begins at another: see :func:`opens`."""
        line = self.lines[row]
        return (
            line.end - line.start <= LONGEST_TITLE
            and may_be_title(self.words(row).rstrip(ASKED))
            and self.opens(below, line.end - line.start)
        )

    def opens(self, row: int, length: int, *, near: bool = False) -> bool:
        """Whether a text begins at a line below a title of a length.

        The line is longer than the title, begins as first lines do, addresses somebody, or is
        a heading that other texts have, too; ``near``: or the line below it is long.
        """
        if row >= len(self.lines):
            return False
        line = self.lines[row]
        below = self.lines[min(row + 1, len(self.lines) - 1)]
        return (
            line.end - line.start > length
            or (near and below.end - below.start > 2 * length)
            or self.openers.get(row) is not None
            or is_addressed(self.words(row))
            or self.words(row) in self.recurring
        )

    def below(self, row: int) -> float:
        """Add up the signs below a line."""
        seen: dict[str, float] = {"address": OPENERS["address"]} if row in self.letters else {}
        stop = min(len(self.lines), row + 1 + BELOW)
        for at in range(row + 1, stop):
            kind = self.openers.get(at)
            words = self.words(at)
            if kind is None:
                if is_addressed(words) or _ADDRESS.match(words):
                    kind = "address"
                elif len(words) <= LONGEST_TITLE and _DATED.match(words):
                    kind = "dated"
                elif self.begins_anew(at) or (at == row + 1 and self._alone_above(at)):
                    kind = "recurs"
            if kind is not None and kind in OPENERS:
                seen[kind] = OPENERS[kind]
            if not self.in_block(at) and kind not in ("party", "meeting", "address"):
                break  # the text has begun
        return min(4.5, sum(seen.values()))

    def above(self, row: int) -> float:
        """Add up the signs above a line, residue left out."""
        seen: dict[str, float] = {}
        for at in range(row - 1, max(-1, row - 4), -1):
            kind = self.ends(at)
            if kind is not None:
                seen[kind] = CLOSED[kind]
            elif at == row - 1 and not is_residue(self.words(at)):
                break
        return sum(seen.values())

    def around(self, row: int) -> float:
        """Signs above and below a line, without those of its own words; remembered."""
        if row not in self._points:
            above = self.above(row) if row else 0.0
            self._points[row] = above + self.below(row)
        return self._points[row]

    def numbering(self, start: int, row: int) -> float:
        """Say what the numbering of headings speaks for at a line."""
        line = self.lines[row]
        end = self.lines[min(row + REACH, len(self.lines) - 1)].end
        across = self.headings.across(start, line.start + 1, end)
        return RESTART if across == "restart" else GOES_ON if across == "continue" else 0.0

    def announced(self, start: int, row: int) -> bool:
        """Whether the document above names the title itself: an attachment, not a stranger."""
        title = self.lines[row]
        own = self.lines[row_at(self.lines, start)]  # the title of the document above
        same = plain(self.text[slice(*own)]) == plain(self.text[slice(*title)])
        begin = min(own.end, title.start) if same else start
        return announced(self.text, begin, title.start, title.end)


def kind_points(words: str) -> float:
    """Say what a title's last words are worth."""
    return SURE if is_sure_title(words) else KIND if is_title(words) else 0.0


def announced(text: str, start: int, title: int, end: int) -> bool:
    """Whether the document that begins at ``start`` names a title below it as attached."""
    name = plain(text[title:end])
    opening = plain(_LINKED.sub("", text[start : min(title, start + NAMED)]))
    if name and (len(name) >= SHORTEST_ANNOUNCED or name.isascii()) and name in opening:
        return True
    return _ATTACHED.search(text[max(start, title - 400) : title]) is not None


def row_at(lines: Sequence[Line], place: int) -> int:
    """Return the row of the line that begins at a place or after it."""
    return min(bisect_left(lines, (place,)), len(lines) - 1)
