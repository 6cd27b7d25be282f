"""Headings without a number: known by their name, by recurrence, by form and place.

基本案情, 裁判结果, 典型意义 head the parts of every case note; 摘要 and 参考文献 those of a paper;
【背景】 those of a bulletin. Four kinds of evidence join. A *name* that is known
(``resources/headings.toml``) stands on a line of its own above text. A short line without marks
*recurs* above text, whatever it says. *Brackets* 【】 or a label before a colon mark a name
where others of the kind stand. And in a document that has such headings, or has three lines of
the kind, *form and place* are enough: a short line without any mark, below a sentence that is
complete and above another.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from corpus.outlining.numbered.styles import CASE, MATTER, NAME, STYLES, Candidate
from corpus.system.patterns import lazy
from corpus.system.resource import resource
from corpus.writing.lines import BLANK, LINE_ENDS, AtLines
from corpus.writing.titles import is_signed, starts_numbered

_WEIGHT = 3.0  # as a hint of the file format weighs: what was accepted here is a heading
_LONGEST_NAMED = (
    14  # characters of a name; of 700 headings without number in case notes none is longer
)
_LONGEST_CASE = 60  # characters of a case's title, as of any title
_ENOUGH = 3  # lines of the form in one document, before form and place alone are believed
_TEXT = 15  # characters; a shorter line that ends in no mark is no text below a heading
_INDENTS = ("\u3000", "  ", "\t")  # what a paragraph begins with
_AGAIN = 2  # times a line must stand in the source to recur
_IN_PLACE = 0.75  # share of a recurring line's places that must be those of a heading
_FINAL = "。！？!?；;…．.”’」』）)】》："
_QUIET = rf"[^{LINE_ENDS}。，；！？、,;!?…：:]"  # no mark that a heading of this kind has
_NAMED_LINE = AtLines(
    rf"{BLANK}{{0,20}}+(?:[●■◆▪•★▲◇►➢○]{BLANK}?)?"
    rf"(?:(?P<open>[【〖［\[])(?P<inner>{_QUIET}{{1,{_LONGEST_NAMED}}})[】〗］\]][：:]?{BLANK}{{0,4}}"
    rf"|(?P<plain>(?!\s)(?:{_QUIET}|、){{1,{_LONGEST_CASE}}}+)(?P<colon>[：:]?)"
    rf"{BLANK}{{0,20}}+(?=[{LINE_ENDS}]|\Z))"
)
_NAME_OPENERS = "【〖［["
_OPENERS = frozenset(_NAME_OPENERS)
_STOPS = "。，；！？,;!?…"
"""What no name without brackets ends in: most lines of a text do."""
_RUN_IN = AtLines(
    rf"{BLANK}{{0,20}}+[\[【]?(?P<name>(?:内容|中文)?摘{BLANK}{{0,4}}要|提要|内容提要"
    rf"|关{BLANK}?键{BLANK}?[词字]|關鍵[詞字]|Abstract|Key{BLANK}?[Ww]ords)(?:[】\]][：:]?|[：:]){BLANK}{{0,4}}(?=\S)"
)
_RUN_IN_CUES = ("摘", "提要", "键", "關鍵", "Abstract", "Key")
"""Each such name has one of these."""
_LABEL = lazy(r"[\w“”《》—·\-/]{2,14}")
_CASE = lazy(
    r"(?:[^\n]{1,50}(?:诉|訴|与|與|申请|申請|不服|等|某|、)[^\n]{1,40}|[^\n]{4,40}(?:纠纷|糾紛|罪))[案]$"
)
_NO_HEADING = lazy(
    r"(?:图|表|圖|▲|△|摄|来源|作者|记者|编辑|责编|文/|文／|图/|附件?$|目录|目錄|[xX×某]{2}|[0-9０-９〇○]{2})"
    r"|.*(?:[0-9]{4}年|月[0-9x×]{1,2}日|有限公司|委员会|人民政府|谢谢|发布$|办公室$)"
)
_WORD = lazy(r"[\u3400-\u9fffA-Za-z]")


class NamedHeading(NamedTuple):
    """A line, or its beginning, that may be a heading without number."""

    start: int
    end: int
    """Of the title, without brackets and colon."""
    name: str
    """Its words without blanks."""
    form: str
    """``line``, ``colon``, ``bracket``, ``run-in``."""
    above: str
    """The last character before it, nothing at the source's start."""
    text: bool
    """Text stands below it, or behind it."""


def find_named(text: str, stretch: tuple[int, int] | None = None) -> tuple[NamedHeading, ...]:
    r"""Find all lines of a source whose form allows a heading without number.

    Parameters
    ----------
    text
        A source's text.
    stretch
        What to look at; all of it by default.

    Returns
    -------
    tuple of NamedHeading
        In reading order. Whether they are headings, :func:`name_candidates` decides.

    Examples
    --------
    >>> text = "基本案情\n张某入职后加班，公司未付加班费。\n裁判结果\n支持其请求。"
    >>> [(line.name, line.text) for line in find_named(text)]
    [('基本案情', True), ('裁判结果', True)]
    """
    stretch = stretch or (0, len(text))
    found: list[NamedHeading] = []
    bracketed = any(bracket in text for bracket in _NAME_OPENERS)
    for line in _NAMED_LINE.matches(text, stretch, without="" if bracketed else _STOPS):
        bracket = line["inner"]
        group = "inner" if bracket else "plain"
        start, end = line.span(group)
        words = text[start:end]
        bare = words.rstrip()
        name = "".join(words.split())
        if not _WORD.search(name) or (
            not bracket and len(name) > _LONGEST_NAMED and name[-1] != "案"
        ):
            continue
        if bracket and line["open"] in "[［" and name not in _names()[0] | _names()[1]:
            continue
        form = "bracket" if bracket else "colon" if line["colon"] else "line"
        above, below = _around(text, line.start(), line.end(), stretch)
        if bracket and text[line.end() : line.end() + 1] not in ("", *LINE_ENDS):
            below = True
        elif bracket and not below:  # the title of what stands below it comes first
            title = _NEXT.match(text, line.end(), stretch[1])
            below = (
                title is not None
                and title[1][:1] not in _OPENERS
                and _around(text, start, title.end(), stretch)[1]
            )
        found.append(NamedHeading(start, start + len(bare), name, form, above, below))
    taken = [named.start for named in found]
    run_in = any(word in text for word in _RUN_IN_CUES)
    for line in _RUN_IN.matches(text, stretch) if run_in else ():
        start, end = line.span("name")
        row = bisect_left(taken, start)
        if row < len(taken) and taken[row] == start:
            continue
        above, _ = _around(text, line.start(), line.end(), stretch)
        found.append(NamedHeading(start, end, "".join(line["name"].split()), "run-in", above, True))
    found.sort()
    return tuple(found)


def recurring(lines: tuple[NamedHeading, ...]) -> frozenset[str]:
    r"""Names that recur as headings do: above text, and below what is complete.

    Examples
    --------
    >>> text = "案发经过\n某日夜间，门锁被撬。\n案发经过\n某日清晨，车辆被盗。"
    >>> recurring(find_named(text))
    frozenset({'案发经过'})
    """
    seen = Counter(line.name for line in lines)
    placed = Counter(line.name for line in lines if line.text and _complete(line))
    return frozenset(
        name
        for name, times in seen.items()
        if times >= _AGAIN and placed[name] >= max(_AGAIN, _IN_PLACE * times)
    )


def name_candidates(
    text: str,
    body: tuple[int, int],
    lines: tuple[NamedHeading, ...],
    again: frozenset[str],
    title: tuple[int, int] | None = None,
) -> list[Candidate]:
    r"""Decide which of the lines in a document's body are headings.

    Parameters
    ----------
    text, body
        A source's text and the document's own stretch of it.
    lines, again
        What :func:`find_named` and :func:`recurring` found in the whole source.
    title
        The document's title: no heading.

    Returns
    -------
    list of Candidate
        In reading order, without number; ``title_end`` says where the title ends.

    Examples
    --------
    >>> text = "基本案情\n张某入职后加班，公司未付加班费。\n裁判结果\n支持其请求。"
    >>> lines = find_named(text)
    >>> [(c.style, c.start) for c in name_candidates(text, (0, len(text)), lines, frozenset())]
    [('name', 0), ('name', 22)]
    """
    first = bisect_left(lines, (body[0],))
    own = lines[first : bisect_left(lines, (body[1],))]
    if not own:
        return []
    top = body[0] + len(text[body[0] : body[1]]) - len(text[body[0] : body[1]].lstrip())
    kept = [
        line
        for line in own
        if title is None or not title[0] <= line.start < max(title[1], title[0] + 1)
    ]
    known = [line for line in kept if _known(line, again, first=line.start <= top + 1)]
    quiet = [line for line in kept if line.start > top + 1 and _by_form(line)]
    brackets = [line for line in kept if line.form == "bracket" and line.text]
    accepted = set(known)
    if len(brackets) >= _AGAIN or (len(brackets) == 1 and _stands_alone(text, brackets[0], top)):
        accepted.update(brackets)
    new = [line for line in quiet if line not in accepted]
    if known or len(new) >= _ENOUGH or (len(new) >= _AGAIN and _set_off(text, body, new)):
        accepted.update(new)
    accepted.update(_announced(kept))
    starts = {line.start for line in accepted}
    cases = _cases(text, kept, starts)
    return [
        Candidate(
            line.start - (text[line.start - 1 : line.start] in _OPENERS),
            line.start,
            _style(line, cases),
            0,
            _WEIGHT,
            "line",
            title_end=line.end,
        )
        for line in own
        if line in accepted or line.start in cases
    ]


def with_names(text: str, candidates: list[Candidate], named: list[Candidate]) -> list[Candidate]:
    r"""Join headings without number to the numbered candidates; no heading stands below references.

    Parameters
    ----------
    text
        A source's text.
    candidates
        The numbered ones, and those that the file format names, in reading order.
    named
        What :func:`name_candidates` found.

    Returns
    -------
    list of Candidate
        In reading order. Where both see a heading in one line, the number's wins.
    """
    taken = {c.start for c in candidates if c.place == "line"}
    hinted = [c.start for c in candidates if c.level]
    kept = [c for c in named if c.start not in taken and not _in_line(text, hinted, c)]
    found: list[Candidate] = []
    references = False
    end = 0  # of the last title without number
    for c in sorted(kept + candidates):
        if c.title_end:
            references = c.style == MATTER and is_references(text[c.end : c.title_end])
            end = c.title_end
        elif references and c.style not in _LOOSE:
            references = False
        if c.title_end or (c.start >= end and not references):
            found.append(c)
    return found


def _in_line(text: str, hinted: list[int], named: Candidate) -> bool:
    """Whether one of the candidates that the format names stands in a heading's line."""
    at = bisect_right(hinted, named.title_end) - 1
    if at < 0 or hinted[at] < named.start - _SIGNS:
        return False
    between = text[hinted[at] : named.start]
    return not any(c in LINE_ENDS for c in between)


_SIGNS = 12  # blanks, bullets and signs of Markdown before a heading's first character
_LOOSE = frozenset(
    s for s in STYLES if STYLES[s].rank >= STYLES["han-paren"].rank or s in ("upper", "bold")
)
"""Styles of markers that number references and notes."""


def is_judging(title: str) -> bool:
    """Whether numbers below a heading of this name are points of a judgment.

    >>> is_judging("裁判理由"), is_judging("工作目标")
    (True, False)
    """
    return any(word in title for word in _names()[2])


def is_matter(title: str) -> bool:
    """Whether a heading of this name stands before or behind the text proper.

    >>> is_matter("摘　要"), is_matter("工作总结")
    (True, False)
    """
    return "".join(title.split()) in _names()[0]


def is_references(title: str) -> bool:
    """Whether a heading of this name has references or notes below it, and no headings.

    >>> is_references("主要参考文献"), is_references("致谢")
    (True, False)
    """
    return _REFERENCES.fullmatch("".join(title.split())) is not None


_REFERENCES = lazy(
    "(?:主要)?(?:参考|參考|引用)(?:文献|文獻|书目|書目|资料|資料)|文献|注释|註釋|注解|尾注|脚注|References"
)


def _known(line: NamedHeading, again: frozenset[str], *, first: bool) -> bool:
    matter, parts, _ = _names()
    if line.form == "run-in":
        return True
    if not line.text:
        return False
    if line.name in matter:
        return True
    if line.name in parts:
        return line.form != "colon" or line.name in again
    return (
        line.name in again
        and not first
        and line.form != "colon"
        and _complete(line)
        and len(line.name) <= _LONGEST_NAMED
        and _by_form(line)
    )


def _by_form(line: NamedHeading) -> bool:
    """Whether form and place are those of a heading: short, no mark, between complete sentences."""
    return (
        line.form == "line"
        and line.text
        and line.above != ""
        and line.above in _FINAL
        and _LABEL.fullmatch(line.name) is not None
        and line.end - line.start == len(line.name)
        and not _NO_HEADING.match(line.name)
        and not starts_numbered(line.name)
        and not is_signed(line.name)
    )


def _stands_alone(text: str, line: NamedHeading, top: int) -> bool:
    """Whether one name in brackets has a line for itself between a document's title and text."""
    return (
        line.start > top + 1
        and text[line.start - 1] in "【〖"
        and not text[line.end + 1 : line.end + _SIGNS].split("\n")[0].strip(" \t\r\u3000：:")
        and _LABEL.fullmatch(line.name) is not None
        and not _NO_HEADING.match(line.name)
    )


def _set_off(text: str, body: tuple[int, int], lines: list[NamedHeading]) -> bool:
    """Whether lines begin at the margin, between paragraphs that are all indented."""
    for line in lines:
        begin = text.rfind("\n", body[0], line.start) + 1
        above = text[body[0] : max(body[0], begin - 1)].rstrip()
        above = above[above.rfind("\n") + 1 :]
        below = text[line.end : min(body[1], line.end + _SIGNS)].lstrip("\r\n")
        if begin != line.start or not above.startswith(_INDENTS) or not below.startswith(_INDENTS):
            return False
    return True


def _announced(lines: list[NamedHeading]) -> list[NamedHeading]:
    """Lines above text that stood in a list before: what a newsletter says is in it."""
    listed: set[str] = set()
    found = []
    for line in lines:
        if not line.text:
            listed.add(line.name)
        elif (
            line.name in listed
            and line.form == "line"
            and _LABEL.fullmatch(line.name)
            and not _NO_HEADING.match(line.name)
        ):
            found.append(line)
    return found if len(found) >= _AGAIN else []


def _complete(line: NamedHeading) -> bool:
    return not line.above or line.above in _FINAL or line.form == "bracket"


def _cases(text: str, own: list[NamedHeading], starts: set[int]) -> set[int]:
    """Titles of cases: 甲诉乙…案 above the first of a case's own headings."""
    found = set()
    for line, below in pairwise(own):
        if (
            line.form == "line"
            and below.start in starts
            and line.start not in starts
            and not text[line.end : below.start].strip(" \t\u3000\r\n【[〖［")
            and _CASE.match(line.name)
        ):
            found.add(line.start)
    return found


def _style(line: NamedHeading, cases: set[int]) -> str:
    if line.start in cases:
        return CASE
    return MATTER if line.name in _names()[0] else NAME


def _around(text: str, start: int, end: int, stretch: tuple[int, int]) -> tuple[str, bool]:
    """The last character above a line; whether text stands below it."""
    at = start - 1
    while at >= stretch[0] and text[at].isspace():
        at -= 1
    above = text[at] if at >= stretch[0] else ""
    found = _NEXT.match(text, end, stretch[1])
    if not found or not found[1]:
        return above, False
    below = found[1].rstrip()
    return above, (
        len(below) >= _TEXT or below[-1] in "。！？；;：:…!?" or _LISTED.match(below) is not None
    )


_NEXT = lazy(rf"\s{{0,40}}([^{LINE_ENDS}]{{0,60}})")
_LISTED = lazy(
    r"[\[【（(〔]?(?:[0-9一二三四五六七八九十]{1,3}[\]】）)〕、.．]|[①-⑳])|第[^\s]{1,4}[条章节條節]"
)


@cache
def _names() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    data = tomllib.loads(resource("headings.toml"))
    matter = frozenset("".join(name.split()) for name in data["matter"])
    return matter, frozenset(data["parts"]), tuple(data["judging"])
