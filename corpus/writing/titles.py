"""Which line is the title of a document, and how alike two titles are."""

from __future__ import annotations

from corpus.system.patterns import lazy

LONGEST_TITLE = 60
"""Characters. Titles of official documents stay below; longer lines are sentences."""

ASKED = "？！?!"
"""What a title may end in, though it is no sentence of a text: 什么是居住证？"""

LONGEST_STOPPED = 44
"""Characters of a title that ends in a full stop; longer ones are sentences."""

_GENRES = (
    "总结|總結|小结|小結|汇报|匯報|彙報|报告|報告|方案|计划|計劃|规划|規劃|讲话|講話|发言|發言|讲稿|講稿|演讲稿|演講稿|演讲|演講|致辞|致詞|贺词|主持词"
    "|心得|体会|體會|感想|感悟|读后感|讀後感|观后感|觀後感|申请书|申請書|申请|倡议书|承诺书|保证书|责任书|建议书|决心书|志愿书|感谢信|慰问信|邀请函|介绍信|证明"
    "|通知|通报|通報|意见|意見|办法|辦法|规定|規定|制度|细则|細則|规则|規則|条例|條例|章程|准则|守则|公约|预案|清单|台账|材料|剖析|提纲|简报|信息|纪要|紀要"
    "|请示|批复|决定|公告|声明|合同|协议|协议书|合同书|简历|自我鉴定|鉴定|评语|日记|作文|周记|教案|说课稿|反思|论文|范文|例文|述职|述廉|自查|汇编|台词|稿|检讨书|检查|对照检查"
    "|情况|事迹|经验|做法|调研|要点|安排|通告|评价|自评|认识|思考|启示|党课|誓词|随笔|散文|家书|一封信"
    "|说明|研究|调查|综述|解释|判决书|裁定书|决定书|起诉书|答复|公报|议案|提案|讲义|主持稿|解说词|倡议"
    "|说明|研究|调查|综述|解释|判决书|裁定书|决定书|起诉书|答复|公报|议案|提案|讲义|主持稿|解说词|倡议"
)
_GENRE_END = lazy(
    rf"(?:{_GENRES})(?:[(（\[【][^()（）\[\]【】]{{1,20}}[)）\]】]|范文|範文|模板|精选|草案|稿|材料|书){{0,3}}[》”\"*_#\s]{{0,4}}$"
)
_GENRE_LAST = frozenset(word[-1] for word in _GENRES.split("|")) | frozenset(
    ')）]】文板选案稿料书》”"*_#'
)
"""What a line ends in whose end is the name of a kind of document: most lines end otherwise."""
KIND_LAST = _GENRE_LAST | {"《"}
"""The same with what is left out at a line's end."""
# words that carry a document's kind so surely that a heading rarely ends in them
_SURE = lazy(
    r"(?:总结|總結|汇报|匯報|报告|報告|方案|讲话|講話|发言稿|讲稿|演讲稿|致辞|心得体会|心得體會|读后感|讀後感|观后感|申请书|倡议书|承诺书|通报|通知|自查报告|材料|计划|意见)"
    r"(?:[(（][^()（）]{1,20}[)）]){0,2}$"
)
_SENTENCE = lazy(r"[。！!？?；;]|[,，:：、]$|^[,，、。:：)）】]")
_NUMBERED = lazy(
    r"[(（]?\s?(?:[一二三四五六七八九十百零〇]{1,4}|[0-9０-９]{1,3})\s?[)）、.．,，]|第\s?[一二三四五六七八九十百零〇0-9]{1,5}\s?[章节節条條款编編部]"
    r"|[①-⑳㈠-㈩⑴-⒇]|(?:[一二三四五六七八九十]|其[一二三四五六]|第[一二三四五六])[是要则,，]"
)
_BULLET = lazy(r"[-–•·●○▪∙]\s{0,3}[^\s]")
_LABEL = lazy(
    r"https?:|www\.|(?:组长|副组长|成员|附件|附|附表|附录|表|图|抄送|主送|姓名|单位|时间|地点|责任单位)\s?[0-9一二三四五:：]"
)
_SENTENCE_LAST = frozenset("。！!？?；;,，:：、")
_OTHERWISE = (
    frozenset("(（一二三四五六七八九十百零〇0123456789０１２３４５６７８９第其①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
    | frozenset(map(chr, range(0x3220, 0x322A)))
    | frozenset(map(chr, range(0x2474, 0x2488)))
    | frozenset("-–•·●○▪∙hw组副成附表录图抄主姓单时地责")
)
"""What a line begins with that begins with a number, a bullet or a label."""
_PART = lazy(r"([^\s。！!？?；;,，:：]{6,44}+)[ \t\u3000]{1,8}(?=[^\s])")
BLANKS = frozenset(" \t\u3000")
"""What stands between a title and the text that it shares its line with."""
SHORTEST_PART = 6
"""Characters of such a title."""
_SALUTATION = lazy(
    r"(?:尊敬的|敬爱的|亲爱的|各位|同志们|同学们|老师们)[^。！？\n]{0,60}[:：!！]"
    r"|[^。，,；;\n]{1,40}(?:委|党委|政府|党组|局|领导|同志|组织|支部|老师|同学|朋友们?)[:：]\s{0,3}$"
)
_SIGNED = lazy(
    r"(?:[0-9xX×〇○一二三四五六七八九十*_]{1,4}\s?年\s?[0-9xX×一二三四五六七八九十*_]{1,3}\s?月"
    r"(?:\s?[0-9xX×一二三四五六七八九十*_]{1,3}\s?日)?)[)）]?$"
)
_SIGNED_LAST = frozenset("月日)）\n")
_PLAIN = lazy(r"[\s\W_]+")


def is_title(line: str) -> bool:
    """Whether a line reads like the title of a document of its own.

    Short, no sentence, not numbered, and it ends in the name of a kind of document.

    >>> (
    ...     is_title("关于2020年上半年意识形态工作的情况汇报"),
    ...     is_title("一、工作总结"),
    ...     is_title("强化学习"),
    ... )
    (True, False, False)
    """
    line = line.strip(" \t\u3000*#_《》")
    return (
        4 <= len(line) <= LONGEST_TITLE
        and _ends_in_kind(line)
        and _SENTENCE.search(line) is None
        and not _begins_otherwise(line)
    )


def ends_in_kind(line: str) -> bool:
    """Whether a line ends in the name of a kind of document: quickly told, and rarely so.

    >>> ends_in_kind("一、关于宣传工作的总结"), ends_in_kind("一、加强领导")
    (True, False)
    """
    return _ends_in_kind(line.rstrip(" \t\u3000*#_《》"))


def _ends_in_kind(line: str) -> bool:
    last = line[-1:]
    return (last in _GENRE_LAST or last.isspace()) and _GENRE_END.search(line) is not None


def is_sure_title(line: str) -> bool:
    """Whether a title is one that no section heading looks like: 关于…的情况汇报.

    >>> is_sure_title("关于上半年工作的情况汇报"), is_sure_title("存在问题的报告情况")
    (True, False)
    """
    line = line.strip(" \t\u3000*#_《》")
    if not is_title(line) or len(line) < 6:
        return False
    return _SURE.search(line) is not None or line.startswith(("关于", "關於"))


def may_be_title(line: str) -> bool:
    """Whether a line could be a title at all: short and no sentence, no number in front.

    >>> may_be_title("我爱我的家乡"), may_be_title("今年以来，我镇认真学习。")
    (True, False)
    """
    line = line.strip(" \t\u3000*#_")
    return (
        2 <= len(line) <= LONGEST_TITLE
        and line[-1] not in _SENTENCE_LAST
        and not _begins_otherwise(line)
        and _SENTENCE.search(line) is None
    )


def _begins_otherwise(line: str) -> bool:
    """Whether a line begins with a number, a label or a bullet; mostly one character tells."""
    first = line[0]
    return (first in _OTHERWISE or first.isspace()) and (
        _NUMBERED.match(line) is not None
        or _LABEL.match(line) is not None
        or _BULLET.match(line) is not None
    )


def starts_numbered(line: str) -> bool:
    """Whether a line begins with a number as headings do: 一、, (二), 3., 第四条.

    >>> starts_numbered("(二)加强学习"), starts_numbered("二级单位")
    (True, False)
    """
    return _NUMBERED.match(line) is not None


def without_stop(title: str) -> str:
    """Strip the full stop that a few titles end in.

    >>> without_stop("发生欺诈纠纷的，可以按照消费者权益保护法处理。")
    '发生欺诈纠纷的，可以按照消费者权益保护法处理'
    """
    return title[:-1] if title.endswith("。") and len(title) <= LONGEST_STOPPED else title


def title_part(head: str) -> int | None:
    """Where the title ends that shares its line with the first sentence; None without one.

    >>> head = "关于上半年意识形态工作的情况汇报 识形态工作关乎国家的旗帜、道路和政治安全,"
    >>> head[: title_part(head)]
    '关于上半年意识形态工作的情况汇报'
    """
    if BLANKS.isdisjoint(head[SHORTEST_PART:LONGEST_TITLE]):
        return None  # nearly always
    found = _PART.match(head)
    if found is None or not ends_in_kind(found[1]) or not is_sure_title(found[1]):
        return None
    return found.end(1)


def is_addressed(line: str) -> bool:
    """Whether a line addresses somebody: 尊敬的各位领导:, 中共xx市委:.

    >>> is_addressed("同志们:"), is_addressed("x市委："), is_addressed("一是加强领导:")
    (True, True, False)
    """
    return _SALUTATION.match(line) is not None and not starts_numbered(line)


def is_signed(line: str) -> bool:
    """Whether a line ends in a date, as a signature does.

    >>> is_signed("中共x镇委员会20xx年x月x日"), is_signed("截至2020年")
    (True, False)
    """
    return line[-1:] in _SIGNED_LAST and _SIGNED.search(line) is not None


def plain(title: str) -> str:
    """Strip a title of blanks, marks and brackets, for comparing.

    >>> plain("《 乡镇工作总结 》（一）")
    '乡镇工作总结一'
    """
    return _PLAIN.sub("", title)


def likeness(a: str, b: str) -> float:
    """Share of the shorter title's character pairs that the longer one has too, 0 to 1.

    The overlap coefficient of Szymkiewicz and Simpson on character bigrams.

    >>> likeness("乡镇意识形态工作总结", "意识形态工作总结"), likeness("甲", "乙")
    (1.0, 0.0)
    """
    a, b = plain(a), plain(b)
    if len(a) < 2 or len(b) < 2:
        return float(a == b != "")
    first = {a[i : i + 2] for i in range(len(a) - 1)}
    second = {b[i : i + 2] for i in range(len(b) - 1)}
    return len(first & second) / min(len(first), len(second))
