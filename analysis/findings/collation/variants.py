"""What kind of difference a variant is: masking, figure, script, look-alike, homophone and others.

Kinds are those of the output contract. A kind is a property of the *set* of readings: it does not
depend on which witness comes first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations

from corpus.folding.comparable import PLACEHOLDER, fold
from corpus.folding.reading import in_simplified_text, simplified, written
from corpus.folding.sounds import sounds_alike

VARIANT_KINDS = (
    "spacing",
    "punctuation",
    "book-title-marks",
    "masking",
    "figure",
    "script",
    "lookalike",
    "homophone",
    "inserted",
    "dropped",
    "wording",
    "moved",
)
"""All kinds; of several readings in one place, the kind that stands latest here counts."""

VARIANT_CONTEXT = 4
"""Characters on either side that decide whether an x is a placeholder or a letter."""
TITLE_MARKS = "《》〈〉"
SLOT = 12
"""Characters that one placeholder stands for: 新疆维吾尔自治区乌鲁木齐 are 12."""
SIGNS = "xXｘＸ×χхⅩⅹ╳✕✖⨉⨯_＿*＊□■△▲▽▼◇◆●☆○◯〇某"
"""Signs without which nothing is a placeholder; a quick test before folding."""
NUMERALS = "〇零一二三四五六七八九十百千万亿两"
POINTS = ".．,，"
"""Points and commas inside a number."""

_JOINTS = "\u200b\u200c\u200d\u2060\ufeff"  # take no place, and are no blanks to Python


def kind_of(readings: Iterable[str], *, left: str = "", right: str = "") -> str:
    """Type one differing place.

    Parameters
    ----------
    readings
        The different texts that stand there, two or more, in any order. A text that is missing
        in some counts as ``"dropped"``; :mod:`analysis.findings.collation.finding` says
        ``"inserted"`` where there is evidence for it.
    left, right
        What stands before and after the place in all witnesses.

    Returns
    -------
    str
        One of :data:`VARIANT_KINDS`, without ``inserted`` and ``moved``.

    Examples
    --------
    >>> kind_of(["彻", "例"]), kind_of(["2020", "xx"]), kind_of(["三", "八"]), kind_of(["", "《"])
    ('lookalike', 'masking', 'figure', 'book-title-marks')
    """
    different = sorted(set(readings))
    found = {
        _kind(one, other, left[-VARIANT_CONTEXT:], right[:VARIANT_CONTEXT])
        for one, other in combinations(different, 2)
    }
    return max(found, key=VARIANT_KINDS.index)


def is_blank(text: str) -> bool:
    """Whether a text is nothing but blanks, line ends and joints of no width."""
    return not text.strip(_JOINTS) or not text.translate(dict.fromkeys(map(ord, _JOINTS))).strip()


def is_word(char: str) -> bool:
    """Whether a character is a letter, an ideograph, a figure or a sign that masks one."""
    return char.isalnum() or char in SIGNS


def is_numeral(text: str) -> bool:
    """Whether a text is a figure and nothing else, in Han or Arabic numerals.

    >>> is_numeral("十一"), is_numeral("4.5万"), is_numeral("一致"), is_numeral(".")
    (True, True, False, False)
    """
    found = [char in NUMERALS or char.isdecimal() for char in text]
    return any(found) and all(
        good or char in POINTS for good, char in zip(found, text, strict=True)
    )


def looks_alike(one: str, other: str) -> bool:
    """Whether two texts are equal but for forms of characters that are taken for one another.

    >>> looks_alike("与论", "舆论"), looks_alike("浄", "净"), looks_alike("守", "试")
    (True, True, False)
    """
    a, b = _form(one), _form(other)
    return bool(a) and a == b


def same_but_for_script(one: str, other: str) -> bool:
    """Whether two texts differ in traditional and simplified characters, and in nothing else.

    >>> same_but_for_script("幹部", "干部"), same_but_for_script("与论", "舆论")
    (True, False)
    """
    a, b = _plain(one), _plain(other)
    return a != b and simplified(a) == simplified(b)


def parts(readings: Sequence[str]) -> list[list[str]]:
    r"""Part a place where differences of several sorts touch: words, punctuation, blanks.

    Parameters
    ----------
    readings
        What stands in a place, one text a witness.

    Returns
    -------
    list of list of str
        One list for each part, in order, with the part's readings; parts in which all agree are
        among them. Joined, they give the readings.

    >>> parts(["保证,\n", "保证, "])[:2]
    [['保证', '保证'], [',', ',']]
    >>> parts(["\n", " ", " 。\n"])
    [['', '', ' '], ['', '', '。'], ['\n', ' ', '\n']]
    """
    cores = [_core(text) for text in readings]
    if all(begin < end for begin, end in cores):
        heads, words, tails = zip(
            *(
                (text[:begin], text[begin:end], text[end:])
                for text, (begin, end) in zip(readings, cores, strict=True)
            ),
            strict=True,
        )
        return [*_marks(heads), list(words), *_marks(tails)]
    if all(begin == end for begin, end in cores):
        return _marks(readings)
    return [list(readings)]


def _marks(readings: Sequence[str]) -> list[list[str]]:
    """Part texts without words into blanks, punctuation, blanks."""
    columns: list[list[str]] = [[], [], []]
    for text in readings:
        begin = len(text) - len(text.lstrip())
        end = len(text.rstrip())
        if begin >= end:  # all blank: what follows punctuation elsewhere
            begin = end = 0
        for column, part in zip(columns, (text[:begin], text[begin:end], text[end:]), strict=True):
            column.append(part)
    return [column for column in columns if any(column)]


def _core(text: str) -> tuple[int, int]:
    places = [place for place, char in enumerate(text) if is_word(char)]
    return (places[0], places[-1] + 1) if places else (0, 0)


def _kind(one: str, other: str, left: str, right: str) -> str:
    if _without(one, "ZC") == _without(other, "ZC"):
        return "spacing"
    if _is_masking(one, other, left, right):
        return "masking"
    if _bare(one) == _bare(other):
        return "book-title-marks"
    if _without(one, "ZCPS") == _without(other, "ZCPS"):
        return "punctuation"
    if _is_figure(one, other):
        return "figure"
    if same_but_for_script(one, other) and not in_simplified_text(one + other, left + right):
        return "script"
    if looks_alike(one, other):
        return "lookalike"
    if not one or not other:
        return "dropped"
    if sounds_alike(one, other):
        return "homophone"
    return "wording"


def _is_masking(one: str, other: str, left: str, right: str) -> bool:
    """Whether one reading is a placeholder, and the other another one or what it may stand for."""
    return max(len(one), len(other)) <= SLOT and any(
        _is_placeholder(text, left, right) for text in (one, other)
    )


def _is_placeholder(reading: str, left: str, right: str) -> bool:
    """Whether all of a reading's words are placeholders where they stand."""
    if not any(char in SIGNS for char in reading):
        return False
    folded = fold(left + reading + right)
    begin, end = len(left), len(left) + len(reading)
    inside = (folded.offsets < end) & (folded.ends > begin)
    met = [char for char, here in zip(folded.text, inside, strict=True) if here]
    # 138xxxx1234: a figure of which a part is masked.
    return PLACEHOLDER in met and all(char == PLACEHOLDER or char.isdecimal() for char in met)


def _bare(text: str) -> str:
    return "".join(char for char in _without(text, "ZC") if char not in TITLE_MARKS)


def _without(text: str, categories: str) -> str:
    return "".join(char for char in text if unicodedata.category(char)[0] not in categories)


def _is_figure(one: str, other: str) -> bool:
    """Whether two readings are figures, 十一 and 11, or differ in figures only."""
    if all(is_numeral(text) for text in (one, other)):
        return True
    if not any(char.isdecimal() for char in one) or not any(char.isdecimal() for char in other):
        return False
    figures = [fold(text, "strict", digits="class").text for text in (one, other)]
    plain = [fold(text, "strict").text for text in (one, other)]
    return figures[0] == figures[1] and figures != plain


@lru_cache(maxsize=1 << 14)
def _form(text: str) -> str:
    """Return the form by which look-alikes are compared; the same few characters come up often."""
    return fold(text, "ocr").text


def _plain(text: str) -> str:
    """Leave out punctuation, blanks and marks, and what only stands for another character."""
    return _without(written(text), "ZCPSM")
