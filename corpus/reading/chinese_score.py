"""How far a text looks like Chinese read rightly: its characters weighed by how common they are."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache

from corpus.system.resource import resource

# Nats for a character of each class: ln(its share in Chinese text / its share in a wrong
# reading), measured on the compilation in data/ read rightly and as each other encoding, and
# rounded. A wrong reading is not a sequence of independent draws, so "rare" is damped.
_FREQUENT, _COMMON, _MARK, _RARE, _FOREIGN, _IMPOSSIBLE = 3.0, 1.1, 1.8, -2.5, -2.5, -4.6
_ACCENTED = 3.0  # é between Latin letters: a Western text


def score(text: str) -> float:
    """How far a text looks like Chinese read rightly rather than wrongly, in nats.

    >>> score("全镇开展工作") > 0 > score("鍏ㄩ晣寮€灞曞伐浣�")
    True
    """
    total = 0.0
    known = _classes()
    for char, count in Counter(text).items():
        if not ("\x20" <= char <= "\x7e" or char in "\t\n\x0b\x0c\r\x1b"):
            weight = known.get(char)
            total += (_weight(char) if weight is None else weight) * count
    return total + (_ACCENTED - _FOREIGN) * sum(1 for _ in _accented(text))


def _accented(text: str) -> Iterator[re.Match[str]]:
    return re.finditer("(?<=[A-Za-z])[À-ɏ’](?=[a-z\\s.,])|(?<=[\\s])[À-ɏ](?=[a-z])", text)


def _weight(char: str) -> float:
    if "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char > "\U0001ffff":
        return _RARE
    if char == "\ufffd" or unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs"):
        return _IMPOSSIBLE
    return _FOREIGN


@cache
def _classes() -> dict[str, float]:
    """Weights of the characters that Chinese text is mostly made of."""
    _, frequent, common = resource("common.txt").split("\n")[:3]
    marks = "，。、；：？！“”‘’（）《》〈〉【】〔〕『』「」…—·～％×℃\u3000\xa0○〇Ⅹⅹ"
    marks += "①②③④⑤⑥⑦⑧⑨⑩０１２３４５６７８９"
    weights = dict.fromkeys(common, _COMMON) | dict.fromkeys(frequent, _FREQUENT)
    return weights | dict.fromkeys(marks, _MARK)
