"""The parts of an official document, as GB/T 9704 lays them out, and of a judgment.

Above the text: letterhead (某县人民政府文件), document number, who signs for it, the title over
one to four lines, who is addressed; an issue number (简报), a case number (判决书). Below it: the
list of attachments, who signs and when, remarks, copies (抄送), who printed it. Only the first and
last lines are looked at, so that the cost does not depend on a document's length.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from corpus.model import Part, Span
from corpus.outlining.attachments import find_attachments
from corpus.outlining.labelled import attendance_of, is_marked, marked
from corpus.outlining.parts import Parts, ends_with_date, find_parts, matches
from corpus.system.patterns import lazy
from corpus.writing.lines import LINE_ENDS, ink_spans
from corpus.writing.titles import starts_numbered

HEAD = 1200  # characters: the longest head is some 400
HEAD_LINES = 14  # secrecy, urgency, letterhead of two offices, number, signer, title of four lines
TAIL_LINES = 16  # signature, remark, copies, printing, or the names under a judgment
LONGEST_LINE = 48  # characters of one line of a title; the printed line holds 22
TITLE_LINES = 4
LEAST_LINE = 8  # characters of a title's line that names no kind of document
_LIKE = 2.0  # of two such lines the longer is at most so many times the shorter
_LONGEST_STOPPED = 30  # characters of a title that ends in 。 and names no kind of document
_INDENT = 60  # blanks before a centred line at most
_SHORT_KIND = 6  # 某县人大常委会 / 公告

_LINE = lazy(rf"[^{LINE_ENDS}]*[^\s][^{LINE_ENDS}]*")
_YEAR = r"[〔\[（(【［]\s?(?:19|20)[0-9]{2}\s?年?[〕\])）】］]"
_CUES = frozenset("号期签")
"""One of these stands in every line with a number or a signer."""
_SIGNER = lazy(r"签\s?发\s?人\s?[:：]\s?[^\n。]{1,40}$")
_NUMBER = lazy(
    rf"[(（]?(?:[\u4e00-\u9fff（）()]{{1,18}}\s?{_YEAR}\s?第?\s?[0-9]{{1,5}}\s?号"
    r"|第\s?[0-9零〇一二三四五六七八九十百]{1,5}\s?号)[)）]?(?=\s|$)"
)
_CASE_NUMBER = lazy(
    rf"{_YEAR}[\u4e00-\u9fff0-9]{{2,24}}?第?\s?[0-9]{{1,6}}(?:[-之][0-9一二三]{{1,3}})?\s?号$"
)
_ISSUE = lazy(
    rf"(?:{_YEAR}\s?)?[(（〔\[]?(?:(?:19|20)[0-9]{{2}}\s?年?\s?[,，·]?\s?)?(?:增刊\s?)?(?:总?第)?\s?"
    r"[0-9〇零一二三四五六七八九十百]{1,4}\s?期(?:\s?[(（]总第?\s?[0-9]{1,5}\s?期[)）])?[)）〕\]]?(?=\s|$)"
)
_OFFICE = (
    r"(?:委员会|[市县区镇乡州省旗盟]委|党委|党组|工委|政府|人大|常委会|政协|办公室|办公厅|办事处|[厅局院所站处科股社部]"
    r"|中心|支部|总支|公司|集团|学校|大学|学院|中学|小学|医院|协会|联合会|街道|指挥部|领导小组|国务院)"
)
_ORGANISATION = lazy(rf"[^\s。，；：:《》“”0-9]{{2,36}}{_OFFICE}$")
_LETTERHEAD = lazy(r"[^。，；：:《》]{2,40}(?:文\s?件|[（(][^（）()]{1,6}[)）])$")
_GAZETTE = lazy(
    r"[^。，；：:]{0,30}(?:简\s?报|专\s?报|快\s?报|通\s?讯|工作动态|情况反映|信息|参考|会议纪要|纪\s?要|内\s?参)$"
)
_JUDGMENT = lazy(
    r"(?:民\s?事|刑\s?事|行\s?政|执\s?行|赔\s?偿|仲\s?裁|不\s?起\s?诉|国家赔偿)?(?:附带民事)?\s?"
    r"(?:判\s?决\s?书|裁\s?定\s?书|调\s?解\s?书|决\s?定\s?书|裁\s?决\s?书|起\s?诉\s?书|支付令|通知书)$"
)
_COURT = lazy(r"[^\s。，；：:]{2,36}(?:法院|检察院|仲裁委员会|仲裁院|仲裁庭)$")
_ENDS_TITLE = lazy(
    r"(?:通知|决定|决议|命令|公告|通告|意见|通报|报告|请示|批复|函|纪要|议案|公报|办法|规定|细则|条例|方案|规划|计划|总结|打算"
    r"|要点|安排|讲话|发言|简报|制度|章程|预案|规则|规程|标准|指南|目录|名单|清单|倡议书|建议|提案|情况|汇报|致辞|公约|准则|守则|合同|协议|判决书|裁定书|令)"
    r"(?:[(（][^()（）]{1,20}[)）]){0,2}$"
)
_NO_WORDS = lazy(  # of a title that names no kind: marks, figures, a byline, who passed a law
    r"[，,、：:|>＞/=#*_0-9０-９篇]|来源|作者|记者|日期|字号|浏览"
    r"|(?:通过|通過|批准|公布|[编編]印?|主办|[法）)期])$"
)
_OPENS_TEXT = lazy(
    r"(?:今年|去年|近年|近日|今天|昨天|为|根据|按照|我|本|在|截至|经|自|随着|当前|这|那|他|她|它|[0-9]|现将|通过|一直)"
)
_GOES_ON = lazy(r"(?:及|和|与|的|暨|或|并|、|转发|印发|关于|关\s?于.{0,40}[《“][^》”]*)$")
_TAKES_UP = lazy(r"(?:关于|转发|印发)")
_SUBTITLE = lazy(r"(?:——|--|—|[【〖［\[])")
_ISSUER = lazy(r"(?P<name>[^\s。，；：:]{2,30}?(?:编印?|主办)?)\s{1,20}(?P<date>\S{6,14})$")
_WORDS = lazy(r"[^\W_]")  # a rule has none
_NOT_TITLE = lazy(r"[。；;！!？?]|[:：,，、]$|(?:附件?|目录|目\s录|摘要)[:：]?$|.{0,20}https?:")
_COPIES = lazy(r"(?:抄\s?送|抄\s?报|抄\s?发|分\s?送|主\s?送|报\s?送)\s?[:：]")
_BELOW_FIRST = frozenset("抄分主报(（")
_PRINTED = lazy(r".{2,60}印\s?发?$")
_REMARK = lazy(r"[(（](?:此件|联系人|本件|信息公开)[^()（）]{1,80}[)）]$")


class Head(NamedTuple):
    """What stands above the text of an official document."""

    parts: tuple[Part, ...]
    title: str | None
    """The title's words, its lines joined; None where no line is one."""
    end: int
    """Where the head ends and the text, or who is addressed, begins."""


class _Row(NamedTuple):
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def find_head(text: str, stretch: tuple[int, int]) -> Head:
    r"""Find the parts above the text.

    Parameters
    ----------
    text
        A source's text.
    stretch
        The document, from its title or letterhead on.

    Returns
    -------
    Head
        ``title`` only where the layout shows it: below a letterhead or number, above a number or
        an address, over several lines. A single first line is left to others.

    Examples
    --------
    >>> text = "某县文件\n某发〔2023〕5号\n某县办公室\n关于防汛的通知\n各乡镇：\n请执行。"
    >>> head = find_head(text, (0, len(text)))
    >>> head.title, [part.kind for part in head.parts]
    ('某县办公室关于防汛的通知', ['letterhead', 'number', 'title'])
    """
    rows = list(_rows(text, stretch))
    parts: list[Part] = []
    marks = _marks(rows, parts)
    above = marked(rows)
    if not marks and not parts:
        return _marked_head(above, _plain_head(text, rows, stretch[0]), rows)
    parts += above
    first = min(marks) if marks else 0
    last = max(marks) if marks else -1
    title = _title_block(rows, last + 1)
    letterhead = rows[:first] if marks else []
    letterhead = [row for k, row in enumerate(letterhead) if not is_marked(row.text)]
    gazette = bool(letterhead) and _GAZETTE.fullmatch(letterhead[-1].text) is not None
    block = _title_block(letterhead, 0) if letterhead else []
    if block and not gazette and _whole_title(block):  # the number stands below the title
        title, letterhead = block, [row for row in letterhead if row.start < block[0].start]
    elif not title and letterhead:
        title, letterhead = letterhead[-TITLE_LINES:], []
    if letterhead:
        parts.append(Part("letterhead", Span(letterhead[0].start, letterhead[-1].end)))
    if title:
        parts.append(Part("title", Span(title[0].start, _bare(title[-1]))))
        below = [row for row in rows if row.start > title[-1].start]
        if not any(part.kind == "issuer" for part in parts):
            parts.extend(_byline(below))
    end = max((part.span.end for part in parts), default=stretch[0])
    return Head(tuple(sorted(parts, key=lambda part: part.span)), _join(title), end)


def find_official_parts(
    text: str, body: tuple[int, int], head: Head, annex: int | None
) -> tuple[Parts, tuple[Part, ...]]:
    """Find salutation and signature, and the parts below the text.

    Parameters
    ----------
    text, body
        A source's text and the document's own stretch of it.
    head
        What :func:`find_head` found.
    annex
        Where the first annex begins; the signature stands above it.

    Returns
    -------
    Parts
        Salutation and signature.
    tuple of Part
        Parts of the head and below the text, in reading order.
    """
    start = min(max(head.end, body[0]), body[1])
    found = find_parts(text, Span(start, body[1]))
    signature, stop = found.signature, body[1]
    if annex is not None and annex > start:
        before = find_parts(text, Span(start, annex)).signature
        if before is not None:
            signature, stop = before, annex
    parts = list(head.parts)
    if found.salutation:
        parts.append(Part("recipient", found.salutation))
    parts.extend(Part("attachments", span) for span in find_attachments(text, body))
    if signature:
        parts.extend(_signed(text, signature))
    for place in {stop, body[1]}:
        parts.extend(_below(text, (start, place)))
    parts.extend(attendance_of(text, (body[0], stop)))
    inside = [part for part in parts if body[0] <= part.span.start and part.span.end <= body[1]]
    return (
        Parts(found.salutation, signature),
        tuple(sorted(dict.fromkeys(inside), key=lambda part: (part.span, part.kind))),
    )


def _rows(text: str, stretch: tuple[int, int]) -> Iterator[_Row]:
    """The first lines of a stretch, without outer blanks."""
    stop = min(stretch[1], stretch[0] + HEAD)
    for start, end in ink_spans(text, stretch[0], stop)[:HEAD_LINES]:
        yield tuple.__new__(_Row, (start, text[start:end]))  # a third of the time of _Row(...)


def _marks(rows: list[_Row], parts: list[Part]) -> list[int]:
    """Rows of numbers above the text; their parts are added."""
    found: list[int] = []
    for k, row in enumerate(rows):
        if len(row.text) > LONGEST_LINE + 24 or row.text.endswith(("。", "；")):
            break
        kind, stop, signer = _kind(rows, k)
        if not kind:
            if found and k == found[-1] + 1 and _issued(row, parts):
                found.append(k)
            continue
        parts.append(Part(kind, Span(row.start, row.start + stop)))
        rest = row.text[stop:]
        if rest.strip() and signer >= stop:
            parts.append(Part("signer", Span(row.start + signer, row.end)))
        elif rest.strip():
            _issued(_Row(row.start + stop + len(rest) - len(rest.lstrip()), rest.strip()), parts)
        found.append(k)
    return found


def _kind(rows: list[_Row], k: int) -> tuple[str, int, int]:
    """What a line above the text is, where in it that ends, and where a signer begins (or -1)."""
    line = rows[k].text
    stop = len(line)
    if _CUES.isdisjoint(line):
        return "", stop, -1  # nearly always
    case, number, issue = (p.match(line) for p in (_CASE_NUMBER, _NUMBER, _ISSUE))
    signed = _SIGNER.search(line)
    signer = signed.start() if signed else -1
    if case:
        return "case-number", stop, signer
    if number and k > 0 and (number[0][0] != "第" or _numbers_text(rows[k - 1].text)):
        return "number", number.end(), signer
    if issue and k > 0 and len(line) <= LONGEST_LINE:
        return "issue", issue.end(), signer
    return "signer" if signer == 0 else "", stop, signer


def _numbers_text(above: str) -> bool:
    """Whether 第5号 below a line numbers the document."""
    return _ORGANISATION.match(above) is not None or above.endswith("令")


def _issued(row: _Row, parts: list[Part]) -> bool:
    """Whether a line below an issue's number says who issued it, and when."""
    if not parts or parts[-1].kind != "issue":
        return False
    found = _ISSUER.match(row.text)
    date = ends_with_date(row.text)
    if date is None:
        return False
    if found and date.start() >= found.start("date"):
        parts.append(Part("issuer", Span(row.start, row.start + found.end("name"))))
    elif row.text[: date.start()].strip():
        return False
    parts.append(Part("date", Span(row.start + date.start(), row.start + date.end())))
    return True


def _plain_head(text: str, rows: list[_Row], start: int) -> Head:
    """A title over several lines, or one that ends in 。, without any number near it."""
    if len(rows) < 2:
        return Head((), None, start)
    at = 1 if _LETTERHEAD.match(rows[0].text) and rows[0].text.endswith("件") else 0
    title = _title_block(rows, at)
    if not at and not (title and _whole_title(title)):
        title = _two_lines(rows) or title or _set_apart(text, rows)
    stopped = len(title) == 1 and title[0].text.endswith("。")
    if not title or (len(title) == 1 and not stopped and not at):
        return Head((), None, start)
    parts = [Part("title", Span(title[0].start, _bare(title[-1])))]
    parts.extend(_byline(rows[at + len(title) :]))
    if at:
        parts.insert(0, Part("letterhead", Span(rows[0].start, rows[0].end)))
    return Head(tuple(parts), _join(title), parts[-1].span.end)


def _marked_head(above: list[Part], head: Head, rows: list[_Row]) -> Head:
    """Add secrecy and urgency to a head without a number; a title must stand below them."""
    if not above:
        return head
    if head.parts:
        return Head((*above, *head.parts), head.title, head.end)
    title = _title_block([row for row in rows if row.start > above[-1].span.end], 0)
    if not title or not _whole_title(title):
        return head
    named = Part("title", Span(title[0].start, _bare(title[-1])))
    return Head((*above, named), _join(title), named.span.end)


def _byline(rows: list[_Row]) -> list[Part]:
    """Who issued a document and when, below its title: 某镇人民政府 / 2023年6月30日."""
    if not rows:
        return []
    date = ends_with_date(rows[0].text)
    if date:
        name = rows[0].text[: date.start()].strip(" \t\u3000(（")
        if not name:
            start = rows[0].start + date.start()
            return [Part("date", Span(start, rows[0].start + date.end()))]
        if not _ORGANISATION.match(name) or len(rows[0].text) > LONGEST_LINE:
            return []
        start = rows[0].start + date.start()
        named = rows[0].start + rows[0].text.find(name) + len(name)
        return [
            Part("issuer", Span(rows[0].start, named)),
            Part("date", Span(start, rows[0].start + date.end())),
        ]
    if len(rows) > 1 and _ORGANISATION.match(rows[0].text):
        date = ends_with_date(rows[1].text)
        if date and not rows[1].text[: date.start()].strip("(（ "):
            start = rows[1].start
            return [
                Part("issuer", Span(rows[0].start, rows[0].end)),
                Part("date", Span(start + date.start(), start + date.end())),
            ]
    return []


def _title_block(rows: list[_Row], at: int) -> list[_Row]:
    """Lines from ``at`` on that make up a title; none if the first of them begins no title."""
    while at < len(rows) and (is_marked(rows[at].text) or not _WORDS.search(rows[at].text)):
        at += 1
    block: list[_Row] = []
    for row in rows[at : at + TITLE_LINES]:
        if not _may_be_line(row.text):
            break
        block.append(row)
    if not block:
        return _stopped(rows, at)
    for size in range(1, len(block) + 1):
        if size == len(block) or not _continues(block[size - 1].text, block[size].text):
            break
    whole = block[:size]
    if size > 1 and not (_whole_title(whole) or _GOES_ON.search(whole[0].text)):
        return whole[:1]
    return whole


def _stopped(rows: list[_Row], at: int) -> list[_Row]:
    """A title that ends in 。: 关于防汛的通知。 above who is addressed or above text."""
    if at + 1 >= len(rows) or not rows[at].text.endswith("。"):
        return []
    bare = rows[at].text.rstrip("。")
    about = bare.startswith("关于") or "关于" in bare[:24]
    return [rows[at]] if about and _may_be_line(bare) and _ENDS_TITLE.search(bare) else []


def _two_lines(rows: list[_Row]) -> list[_Row]:
    """A title of two lines that name no kind of document: 坚持党建引领聚焦民生实事 / 奋力谱写….

    Two lines of like length above text or a byline; where another line of the kind stands further
    below, the second is a heading.
    """
    if len(rows) < 3:
        return []
    first, second, third = (row.text for row in rows[:3])
    like = min(len(first), len(second)) >= LEAST_LINE and max(len(first), len(second)) <= (
        _LIKE * min(len(first), len(second))
    )
    if not (like and _plain_words(first) and _plain_words(second) and second[-1] != "案"):
        return []
    below = third.endswith("。") or len(third) > LONGEST_LINE
    if not (below or _byline(rows[2:]) or matches("recipient", third)):
        return []
    again = any(len(row.text) >= LEAST_LINE and _plain_words(row.text) for row in rows[3:-1])
    return [] if again else rows[:2]


def _plain_words(line: str) -> bool:
    """Whether a line may be part of a title and is neither an office nor a whole title."""
    return (
        _may_be_line(line)
        and not _NO_WORDS.search(line)
        and _ORGANISATION.match(line) is None
        and _ENDS_TITLE.search(line) is None
    )


def _set_apart(text: str, rows: list[_Row]) -> list[_Row]:
    """A first line that ends in 。 and is set apart by what follows or by its indent."""
    if len(rows) < 3 or not rows[0].text.endswith("。"):
        return []
    bare = rows[0].text.rstrip("。")
    if not (LEAST_LINE <= len(bare) <= _LONGEST_STOPPED and _plain_words(bare)):
        return []
    if _OPENS_TEXT.match(bare):
        return []
    below = rows[1].text
    if matches("recipient", below) or _byline(rows[1:]) or starts_numbered(below):
        return rows[:1]
    own, *others = (_indent(text, row) for row in rows[:3])
    return rows[:1] if own != others[0] and others[0] == others[1] >= 2 else []


def _indent(text: str, row: _Row) -> int:
    """Blanks before a line's first character."""
    before = text[max(0, row.start - _INDENT) : row.start]
    return len(before) - len(before.rstrip(" \t\u3000\xa0"))


def _may_be_line(line: str) -> bool:
    return (
        2 <= len(line) <= LONGEST_LINE
        and not _NOT_TITLE.search(line)
        and not starts_numbered(line)
        and not _SUBTITLE.match(line)
        and ends_with_date(line) is None
        and not matches("recipient", line)
        and not is_marked(line)
    )


def _continues(line: str, below: str) -> bool:
    """Whether a title's line goes on in the one below."""
    if _GOES_ON.search(line) or line.count("《") > line.count("》"):
        return True
    if _TAKES_UP.match(below):
        return _ORGANISATION.match(line) is not None and not _ENDS_TITLE.search(line)
    if _COURT.match(line) and _JUDGMENT.match(below):
        return True
    if _ORGANISATION.match(line):
        short = len(below) <= _SHORT_KIND and _ENDS_TITLE.search(below) is not None
        return short or _ORGANISATION.match(below) is not None
    begun = "关于" in line or "转发" in line or "印发" in line
    return begun and not _ENDS_TITLE.search(line)


def _whole_title(block: list[_Row]) -> bool:
    """Whether lines joined end as a title does: in the name of a kind of document."""
    words = _join(block) or ""
    return _ENDS_TITLE.search(words) is not None or _JUDGMENT.search(words) is not None


def _bare(row: _Row) -> int:
    return row.start + len(row.text.rstrip("。"))


def _join(block: list[_Row]) -> str | None:
    return "".join(row.text for row in block).rstrip("。") or None


def _signed(text: str, signature: Span) -> Iterator[Part]:
    """Who signed, and when; the names under a judgment stand around its date."""
    dates = []
    for line in _LINE.finditer(text, *signature):
        words = line[0].rstrip()
        date = ends_with_date(words)
        if date:
            dates.append(Span(line.start() + date.start(), line.start() + date.end()))
    end = signature.end
    if dates and dates[-1].end == end:
        end = dates.pop().start
        yield Part("date", Span(end, signature.end))
    name = text[signature.start : end].rstrip(" \t\u3000\r\n,，(（")
    if name.strip():
        yield Part("signature", Span(signature.start, signature.start + len(name)))
    yield from (Part("date", date) for date in dates)


def _below(text: str, stretch: tuple[int, int]) -> Iterator[Part]:
    """Remarks, copies, printing, and the names under a judgment, in the last lines."""
    begin = max(stretch[0], stretch[1] - HEAD)
    spans = ink_spans(text, begin, stretch[1])[-TAIL_LINES:]
    if _BELOW_FIRST.isdisjoint([text[start] for start, _ in spans]) and (
        text.find("印", begin, stretch[1]) < 0
    ):
        return  # nearly always
    lines = [_Row(start, text[start:end]) for start, end in spans]
    for k, row in enumerate(lines):
        if row.text[0] in "抄分主报" and _COPIES.match(row.text) and k > 0:
            last = k
            while _goes_on(lines, last):
                last += 1
            yield Part("copies", Span(row.start, lines[last].end))
        elif (
            "印" in row.text
            and _PRINTED.match(row.text)
            and ends_with_date(row.text.rstrip("印发 "))
        ):
            yield Part("printed", Span(row.start, row.end))
        elif row.text[0] in "(（" and _REMARK.match(row.text):
            yield Part("remark", Span(row.start, row.end))


def _goes_on(lines: list[_Row], at: int) -> bool:
    """Whether the list of those who get copies goes on in the line below."""
    if lines[at].text.endswith("。") or at + 1 == len(lines):
        return False
    below = lines[at + 1].text
    return not _PRINTED.match(below) and not _COPIES.match(below)
