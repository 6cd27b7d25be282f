"""What texts say they are about: their titles, and how two of these go together.

A title without its ordinals, dates and words of revision is what it is about; the ordinals and
dates say which time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.shingles import Ints
from corpus.folding.codepoints import strings_of
from corpus.folding.comparable import PLACEHOLDER, fold_codes

NOTHING, SAME, SAME_NUMBER, NORM, REVISED, OTHER, OTHER_NORM, UNLIKE, CONFLICT = range(9)
OTHER_PLACE, NEAR_PLACE, TWO_NORMS = range(9, 12)
"""How two titles go together: nothing to say; the same; the same with the same ordinals or dates;
the same title of a law or rule; one says that it revises; of one pattern about something else;
the same of laws or rules; nothing in common; the same for another time; laws or rules of two
places; the same where the places differ in one character, which may be misread; laws or rules whose
titles are not the same."""
CODES = TWO_NORMS + 1

MOST_LINES = 8
"""Lines in which a title is looked for: letterheads and paths of pages stand above it."""
LONGEST_TITLE_LINE = 60
"""Characters of a title: longer lines are text."""
LIKE = 0.4
"""Share of common pairs of characters from which titles are of one pattern."""

_FURNITURE = re.compile(
    r"[>|｜]\s*\S*$|浏览|字号|来源|发布|点击|首页|位置|作者|^[\d\W年月日]+$|[:：]\s*\S"
    r"|^[\d\W年月日]{6,}.*(?:通过|公布|施行|修订)$"
)
_STRUCTURE = re.compile(
    r"\s*(第[一二三四五六七八九十百\d]+[编章节条]|[一二三四五六七八九十]+、|[（(]?\d+[)）.、])"
)
_KIND = re.compile(
    r"(通知|公告|通告|公示|决定|意见|办法|规定|规则|细则|条例|纪要|报告|方案|预案|计划|总结|须知"
    r"|简章|合同|协议|启事|告知书|函|法)$"
)
_NORM = re.compile(r"(法|条例|办法|规定|规则|细则|通则|准则|守则|规程|章程|规范|解释)案?$")
"""How the title of a law or rule ends; 案: of an amendment, its word of revision taken out."""
_ACCOUNT = re.compile(
    r"(?:总结|汇报|(?:工作|情况|进展|执行|落实|自查|检视|剖析|述职|述廉|调研|考察|年度|思想|实习)报告|心得|体会|感悟|讲话|发言|致辞"
    r"|方案|计划|要点|预案)(?:材料|范文|稿)?$"
)
"""How the title of a text ends that its author is to think up: an account, a speech, a plan."""
_AMENDING = re.compile(r"关于(修改|修正|修订)[《〈](.+)[》〉]的决定$")
"""A decision that amends: what it amends is what it is about."""
_QUOTED = re.compile(r"《(.+)》")
_TITLE_REACH = 600
_BRACKETED = re.compile(r"[（(\[【〔][^）)\]】〕]*[）)\]】〕]")
_REVISING = re.compile(
    r"修订|修改|修正|更正|变更|调整|延期|推迟|补充|更新|重发|重新|勘误|改期|征求意见|送审|草案|草稿"
    r"|讨论稿|初稿|定稿|试行|暂行|第[一二三四五六七八九十\d]+稿|第?二次(?=公告|公示|报名|招募|征集)"
)
_VALUE = re.compile(
    r"第?[零一二三四五六七八九十百千\d.]+(?:[年月日号届期次讲批轮集季度级]|学年)+|[零一二三四五六七八九十百\d]{2,}|\d+"
    r"|[上下]半年|[春夏秋冬]季|第[零一二三四五六七八九十百\d]+"
)
_RECURRING = re.compile(
    r"[上下]半年|[春夏秋冬]季|(?:第?[一二三四1-4])?季度?|第[零一二三四五六七八九十百\d]+"
)
"""Times of a title that come again: the first half of which year? 第一中学 and 第一周 tell none."""
_BRACKETED_NUMBER = re.compile(r"[（(][一二三四五六七八九十]+[）)]")
_PLACE = re.compile(
    r"(?:关于|印发|中共)*+"
    r"([\u4e00-\u9fff]{2,9}?(?:省|自治[区州]|(?:(?<!城)|(?<=^[^大小中省全各建]城))市(?!场)|县(?![域级])|(?<!联)盟|(?<!国)旗|街道"
    r"|(?<![小社地护发景校灾辖])区(?![域划])|镇(?!村)|(?<!城)乡(?![村镇])))"
)
"""The place of a title: 浙江省, 杭州市, not 城市, 社区, 市场, 区域, 乡村."""
_PLAIN = re.compile(r"关于|的|有关|原|全文|稿|版|举办|举行|召开|开展|组织")
_LETTERHEAD = re.compile(r"(文件|办公室|委员会|政府|公报|简报|平台|局|处|部|编)$")


_LABEL = re.compile(
    r"([^\s（(]{0,6}(?:名称|姓名|主讲人?|甲方|乙方|[出承]租[方人]|申报人|申请人|编号|题目|买受人"
    r"|出卖人|供方|需方|[借贷]款人|出借人)|致)"
    r"(?:[（(].*[）)])?"
)
_NUMBER = re.compile(r"(?m)^[^\n，。]{0,12}[〔\[（(]\d{4}[〕\]）)]\s*第?\d{1,4}号")
_CLAUSE = re.compile(r"[，。；;]")
_LABEL_ENDS = 16
"""Characters from the beginning of a line in which a label ends."""


class Subject(NamedTuple):
    """What a title says."""

    about: str
    """Folded, without ordinals, dates and words of revision."""
    times: frozenset[str]
    """Ordinals, dates and other numbers."""
    revising: frozenset[str]
    """Words of revision."""
    norm: bool
    """It is the title of a law, a rule, a statute."""
    place: str
    """The place at its beginning: 浙江省; empty if there is none or it is masked."""
    quoted: str = ""
    """What a text is about that it names in 《》 and does not amend; as ``about``."""
    account: bool = False
    """It is the title of an account, a speech or a plan: of no form, law or notice."""


class Fields(NamedTuple):
    """What is written into labelled places: 项目名称：…, 甲方：…, 主讲人：…."""

    values: tuple[tuple[str, str], ...]


_NO_FIELDS = Fields(())


def subject(text: str) -> Subject | None:
    """Read the title of a text; None if it begins without one.

    >>> subject(
    ...     "关于举办第二届教学竞赛的补充通知\\n各学院：因雨改在体育馆举行，此前的安排以本次为准。"
    ... ).about
    '教学竞赛通知'
    """
    return subjects([text])[0]


def subjects(texts: Iterable[str]) -> list[Subject | None]:
    """Read the titles of many texts; each as :func:`subject` reads it alone."""
    titles = [_title(text) for text in texts]
    lines = list(dict.fromkeys(line for line in titles if line is not None))
    amending = [_AMENDING.search(line) for line in lines]
    about = [found[2] if found else line for line, found in zip(lines, amending, strict=True)]
    naming = [_QUOTED.search(core) for core in about]  # of a decision nothing is left in 《》
    quoted = [found[1] if found else "" for found in naming]
    bare = [_BRACKETED.sub("", line) for line in about]
    folded = _folded([*about, *bare, *quoted])
    size = len(lines)
    known = {}
    for row, line in enumerate(lines):
        found = _subject(about[row], folded[row], folded[size + row])
        decision = amending[row]
        revising = found.revising | {decision[1]} if decision else found.revising
        known[line] = found._replace(revising=revising, quoted=_about(folded[2 * size + row]))
    return [None if line is None else known[line] for line in titles]


def _folded(texts: Sequence[str]) -> list[str]:
    """Fold short texts, all at once: one by one it takes longer than everything else here."""
    return strings_of(*fold_codes(texts))


def _subject(line: str, folded: str, bare: str) -> Subject:
    """What a title says; also folded, and folded without what stands in brackets."""
    revising = frozenset(_REVISING.findall(folded))
    rest = _REVISING.sub("", folded)
    times = frozenset(_VALUE.findall(rest) + _BRACKETED_NUMBER.findall(line))
    about = _about(folded)
    norm = bool(_NORM.search(_REVISING.sub("", bare)))
    place = _PLACE.match(folded)
    account = not norm and bool(_ACCOUNT.search(bare))
    return Subject(about, times, revising, norm, place[1] if place else "", account=account)


def _about(folded: str) -> str:
    """A folded title without ordinals, dates and words of revision."""
    return _PLAIN.sub("", _VALUE.sub("", _REVISING.sub("", folded)))


def _title(text: str) -> str | None:
    head = text[:_TITLE_REACH].strip()
    if "\n" not in head:
        return None  # one line is text
    found, seen, longest = None, 0, len(text) / 2
    for line in map(str.strip, head.split("\n")):
        size = len(line)
        if not size or size >= longest:  # what is above nothing is no title
            continue
        if seen == MOST_LINES:
            break
        seen += 1
        if size > LONGEST_TITLE_LINE or line[-1] in "。；：:，,;" or _STRUCTURE.match(line):
            continue
        if _FURNITURE.search(line):
            continue
        if _KIND.search(_BRACKETED.sub("", line)):
            return line
        found = found or line
    return None if found and _LETTERHEAD.search(found) else found


def fields(text: str) -> Fields:
    """Read the labelled places of a text that name whom or what it is about.

    >>> fields("申报书\\n项目名称：水文监测\\n甲方（出租人）：张 三\\n备注：无").values
    (('甲方', '张三'), ('项目名称', '水文监测'))
    """
    return all_fields([text])[0]


def all_fields(texts: Iterable[str]) -> list[Fields]:
    """Read the labelled places of many texts; each as :func:`fields` reads it alone."""
    written = [_written_fields(text) for text in texts]
    values = list(dict.fromkeys(value for each in written for value in each.values()))
    folded = dict(zip(values, _folded(values), strict=True))
    return [
        Fields(tuple(sorted((label, folded[v]) for label, v in each.items() if folded[v])))
        if each
        else _NO_FIELDS
        for each in written
    ]


def _written_fields(text: str) -> dict[str, str]:
    """Labelled places as they are written."""
    found: dict[str, str] = {}
    if "号" in text[:300] and (number := _NUMBER.search(text[:300])):
        found["文号"] = number[0]
    if "：" not in text and ":" not in text:
        return found
    for line in text.split("\n"):
        if "：" not in line[: _LABEL_ENDS + 1] and ":" not in line[: _LABEL_ENDS + 1]:
            continue
        label, colon, value = line[:LONGEST_TITLE_LINE].replace(":", "：").partition("：")
        if not colon or len(label) > _LABEL_ENDS:
            continue
        match = _LABEL.fullmatch(label.strip())
        if match:
            found.setdefault(match[1], _CLAUSE.split(value)[0])
    return found


def field_counts(known: Mapping[int, Fields], a: Ints, b: Ints) -> tuple[Ints, Ints]:
    """Count labelled places that two texts have filled in alike, and differently.

    Parameters
    ----------
    known
        By row of the text; of ``b`` those only that stand beside labelled places.
    a, b
        Shape (p,) each: rows of texts.

    Returns
    -------
    alike, unlike
        Shape (p,) each.
    """
    alike, unlike = np.zeros(len(a), dtype=np.int64), np.zeros(len(a), dtype=np.int64)
    for row, (x, y) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
        if not (known[x].values and known[y].values):
            continue
        one, two = dict(known[x].values), dict(known[y].values)
        for label in one.keys() & two.keys():
            if one[label] == two[label]:
                alike[row] += 1
            elif PLACEHOLDER not in one[label] + two[label]:
                unlike[row] += 1
    return alike, unlike


def compared(subjects: Mapping[int, Subject | None], a: Ints, b: Ints) -> NDArray[np.int8]:
    """Say how the titles of pairs go together.

    Parameters
    ----------
    subjects
        By row of the text; of ``b`` those only that stand beside a title.
    a, b
        Shape (p,) each: rows of texts.

    Returns
    -------
    ndarray
        Shape (p,), int8: one of the codes above.
    """
    out = np.full(len(a), NOTHING, dtype=np.int8)
    for row, (x, y) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
        one = subjects[x]
        if one is not None and (two := subjects[y]) is not None:
            out[row] = relation(one, two)
    return out


@lru_cache(maxsize=1 << 16)
def relation(one: Subject, two: Subject) -> int:
    """Say how two titles go together."""
    if len(one.about) < 2 or len(two.about) < 2:
        return NOTHING
    if one.norm and two.norm and _places_differ(one, two):
        return NEAR_PLACE if _one_character(one.place, two.place) else OTHER_PLACE
    norms = one.norm and two.norm
    if norms and (one.quoted == two.about or two.quoted == one.about):
        return TWO_NORMS
    same = one.about == two.about
    likeness = 1.0 if same else _likeness(one.about, two.about)
    if likeness < LIKE:
        return TWO_NORMS if norms else UNLIKE if likeness < LIKE / 2 else NOTHING
    if one.times - two.times and two.times - one.times:
        return CONFLICT
    numbered = bool(one.times) and one.times == two.times
    if one.revising != two.revising and (same or numbered or not _exchanged(one.about, two.about)):
        # 暂行 in the law of the whole land makes it no earlier version of a province's.
        return TWO_NORMS if norms and bool(one.place) != bool(two.place) else REVISED
    if same:
        if one.norm and two.norm and one.times == two.times:
            return NORM
        telling = any(not _RECURRING.fullmatch(each) for each in one.times)
        return SAME_NUMBER if numbered and telling else SAME
    if not _exchanged(one.about, two.about) and not _places_differ(one, two):
        return TWO_NORMS if norms else NOTHING
    return OTHER_NORM if norms else OTHER


def _likeness(one: str, two: str) -> float:
    """Share of common pairs of characters (Dice)."""
    pairs = [{each[i : i + 2] for i in range(len(each) - 1)} for each in (one, two)]
    return 2 * len(pairs[0] & pairs[1]) / max(1, len(pairs[0]) + len(pairs[1]))


def _places_differ(one: Subject, two: Subject) -> bool:
    return bool(one.place and two.place) and one.place != two.place


def _one_character(one: str, two: str) -> bool:
    return len(one) == len(two) and sum(x != y for x, y in zip(one, two, strict=True)) == 1


def _exchanged(one: str, two: str) -> bool:
    """Whether each has something of two characters or more in the other's stead."""
    size = min(len(one), len(two))
    front = next((i for i in range(size) if one[i] != two[i]), size)
    back = next((i for i in range(size - front) if one[-1 - i] != two[-1 - i]), size - front)
    if size - front - back < 2:
        return False
    inner = one[front : len(one) - back], two[front : len(two) - back]
    if PLACEHOLDER in inner[0] + inner[1]:
        return False  # masked: nobody knows
    # A misread title differs here and there; another subject differs throughout.
    alike = sum(x == y for x, y in zip(*inner, strict=False))
    return len(inner[0]) != len(inner[1]) or 2 * alike <= len(inner[0])


class TitlesRead:
    """Titles and labelled places of texts, read when they are asked for."""

    def __init__(self, strings: Sequence[str]) -> None:
        self.strings = strings
        self._subjects: dict[int, Subject | None] = {}
        self._fields: dict[int, Fields] = {}

    def subjects(self, rows: Sequence[int]) -> Mapping[int, Subject | None]:
        """Titles by row: of these rows at least."""
        new = [row for row in rows if row not in self._subjects]
        self._subjects.update(zip(new, subjects(self.strings[row] for row in new), strict=True))
        return self._subjects

    def fields(self, rows: Sequence[int]) -> Mapping[int, Fields]:
        """Labelled places by row: of these rows at least."""
        new = [row for row in rows if row not in self._fields]
        self._fields.update(zip(new, all_fields(self.strings[row] for row in new), strict=True))
        return self._fields

    def subjects_beside(self, a: Ints, b: Ints) -> Mapping[int, Subject | None]:
        """Titles by row: of ``a``, and of ``b`` where the other text has one."""
        known = self.subjects(_distinct(a))
        return self.subjects(_distinct(b[[known[row] is not None for row in a.tolist()]]))

    def fields_beside(self, a: Ints, b: Ints) -> Mapping[int, Fields]:
        """Labelled places by row: of ``a``, and of ``b`` where the other text has some."""
        known = self.fields(_distinct(a))
        return self.fields(_distinct(b[[bool(known[row].values) for row in a.tolist()]]))

    def at_home(self, row: int) -> bool:
        """Whether a text names the place of its title again: then it is not misread."""
        found = self.subjects([row])[row]
        return found is not None and self.strings[row].count(found.place) > 1

    def lined(self, row: int) -> bool:
        """Whether a text has several lines."""
        return "\n" in self.strings[row].strip()


def _distinct(rows: Ints) -> list[int]:
    return list(dict.fromkeys(rows.tolist()))
