"""Kinds of slots: whether a figure, a date, a place, an office or a name stands there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.words.tokens import Tokenizer

SLOT_KINDS = ("figure", "date", "place", "office", "name", "free")

SLOT_AGREEMENT = 0.6
"""Share of a slot's values that must be of one kind: a slip or two is always among them."""

_MASK = "xX×ⅩＸｘ*_○□△某"
_NUMERAL = rf"[0-9０-９.．,%％‰〇零一二三四五六七八九十百千万亿两几半多余{_MASK}]"
_FIGURE = re.compile(
    rf"[约近达共第每超过至少不于]{{0,4}}{_NUMERAL}{{1,16}}"
    r"[余多次个名人家篇条场期项份户件亩本支台万元度届批轮遍]{0,3}"
)
_DATE = re.compile(
    rf"[在于自从至到截止今本每上下前去当]{{0,3}}(?:{_NUMERAL}{{0,8}}"
    r"(?:世纪|年度|年初|年底|年末|年|季度|季|月份|月底|月初|月|周|旬|日|号)){1,3}"
    r"(?:初|底|末|以来|上旬|中旬|下旬|前|后|来){0,2}|上半年|下半年|今年以来|目前|近期|近日"
)
_PLACE = re.compile(
    rf"[^，,。；;：:]{{0,12}}[^，,。；;：:委领]"
    r"(?:省|市|县|区|旗|州|盟|镇|乡|街道|社区|村|屯|组团)"
    rf"|[{_MASK}]{{1,6}}(?:省|市|县|区|旗|州|镇|乡|村|街道|社区)|我[省市县区镇乡村街]|全[省市县区镇乡村]"
)
_OFFICE = re.compile(
    r"书记|主任|委员|部长|局长|科长|站长|组长|镇长|乡长|县长|市长|区长|院长|校长|所长|主席|干事|队长"
    r"|领导|负责人|班子|一把手|党委|党组|党工委|工委|纪委|支部|党总支|政府|人大|政协|办公室|宣传部"
    r"|党政办|小组|部门|单位|科室|省委|市委|县委|区委|中央|总局|机关"
)
_NAME = re.compile(rf"(?:[^，,。；;：:]{{1,4}}|[{_MASK}]{{1,4}})(?:同志|先生|女士)")
_ONLY_MASK = re.compile(rf"[{_MASK}]{{1,8}}")
_BY_NEIGHBOUR = (
    ("place", "省市县区旗州镇乡村街社"),
    ("date", "年月日季周"),
    ("figure", "次个名人家篇条场期项份户件亩本支台元万届批轮%"),
    ("name", "同"),
)


def kind_of_slot(values: Sequence[str], after: str, tokenizer: Tokenizer) -> str:
    """Return the kind that most values of a slot are of.

    Parameters
    ----------
    values
        What stands in the slot; empty values do not count.
    after
        The constant text that follows: it tells what a mask such as ``xx`` stands for.
    tokenizer
        Knows names of persons and places.

    Returns
    -------
    str
        One of :data:`SLOT_KINDS`; ``free`` where no kind has most values.

    Examples
    --------
    >>> kind_of_slot(["12", "两", "x"], "次", Tokenizer())
    'figure'
    >>> kind_of_slot(["党委书记", "镇长", "街道党工委书记"], "为组长", Tokenizer())
    'office'
    """
    (kind,) = kinds_of_slots([(values, after)], tokenizer)
    return kind


def kinds_of_slots(slots: Sequence[tuple[Sequence[str], str]], tokenizer: Tokenizer) -> list[str]:
    """:func:`kind_of_slot` of many slots: all values that only their words tell are cut at once.

    Parameters
    ----------
    slots
        Values and following text of each.
    tokenizer
        Knows names of persons and places.
    """
    told: dict[tuple[str, str], str | None] = {
        (value, after): _by_pattern(value, after)
        for values, after in slots
        for value in values
        if value
    }
    cut = list(dict.fromkeys(value for (value, _), kind in told.items() if kind is None))
    tags = {
        value: found.tags for value, found in zip(cut, tokenizer.tokenize_many(cut), strict=True)
    }
    return [
        _most([told[value, after] or _by_tags(tags[value]) for value in values if value])
        for values, after in slots
    ]


def _most(found: Sequence[str]) -> str:
    """The kind that enough of a slot's values have."""
    kinds = Counter(found)
    if not kinds:
        return "free"
    best = min(kinds, key=lambda kind: (-kinds[kind], SLOT_KINDS.index(kind)))
    return best if kinds[best] >= SLOT_AGREEMENT * sum(kinds.values()) else "free"


def kind_of_value(value: str, after: str, tokenizer: Tokenizer) -> str:
    """Return the kind of one value.

    >>> words = ("2018年", "桃花江镇", "30余人", "张三同志", "第一线")
    >>> [kind_of_value(word, "", Tokenizer()) for word in words]
    ['date', 'place', 'figure', 'name', 'free']
    """
    return _by_pattern(value, after) or _by_tags(tokenizer.tokenize(value).tags)


def _by_pattern(value: str, after: str) -> str | None:
    """The kind that a value's characters tell; None where its words have to."""
    if _ONLY_MASK.fullmatch(value):
        return next((kind for kind, heads in _BY_NEIGHBOUR if after[:1] and after[0] in heads),
                    "free")  # fmt: skip
    if _DATE.fullmatch(value):
        return "date"
    if _FIGURE.fullmatch(value):
        return "date" if after[:1] and after[0] in "年月日" else "figure"
    if _NAME.fullmatch(value):
        return "name"
    if _PLACE.fullmatch(value):
        return "place"
    if _OFFICE.search(value):
        return "office"
    return None


def _by_tags(tags: Sequence[str]) -> str:
    if tags and all(tag == "nr" for tag in tags):
        return "name"
    return "place" if tags and tags[0] == "ns" and len(tags) <= 2 else "free"
