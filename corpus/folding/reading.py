"""The reading form of a text: what a reader takes it for, whatever it is written with.

⼀、⼯作 (radicals in place of characters), 一 、 工 作 (a blank after each), a combining mark on
each and 一、工作情況 (the other script) are one text to a reader, as they are to
:func:`corpus.folding.fold`.
Outline, words and concordance see the reading form, and answer in places of the untouched text.

What changes:

- characters that only stand for another one: Kangxi and CJK radicals, compatibility ideographs,
  letters and figures of another width or of mathematics, punctuation set small or upright,
  private-use characters of a known table (:mod:`corpus.folding.private_use`);
- combining marks, variation selectors and signs of no width on Han characters and their
  punctuation are left out;
- blanks between characters are left out where lines are spaced throughout;
- traditional characters become simplified ones, by the table of :mod:`corpus.folding.characters`.

What stays: case, punctuation, line breaks, ①, ², ㎡; blanks between words; Japanese and Korean
lines; characters that simplified text has, too (乾 in 乾隆, 著 in 著名). A text that needs nothing
of this is read as it stands, and costs a look at its code points.

>>> reading_form("一、工作") is None
True
>>> form = reading_form("⼀、⼯作情況")
>>> form.text, form.written, form.span(2, 4)
('一、工作情况', '一、工作情況', Span(start=2, end=4))
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from corpus.folding.characters import COMBINING, is_traditional
from corpus.folding.codepoints import Joined, code_points, code_points_of, looked_up, string_of
from corpus.folding.folded import Codes, Places
from corpus.folding.reading_classes import (
    ALPHABETS,
    BLANK,
    BREAK,
    FOREIGN,
    FORM,
    FORMS,
    HAN,
    JOINT,
    JOINTS,
    KEYCAP,
    LAST_PLAIN,
    MARK,
    OTHER_SCRIPT,
    PLAIN_BLANK,
    PRIVATE,
    SHARED,
    SIGNS,
    TO_FOLD,
    Classes,
    class_table,
    combining_marks,
    forms,
    plain,
    plain_characters,
    scripts,
)
from corpus.model import Span

SHORT_WORD = 100
"""Characters of a word or a title, which are sooner looked up one by one."""
SPACED_SHARE = 0.8
"""Share of neighbouring Han characters with a blank between them from which on a line is spaced.
Text cut into words has about 0.5; a few missed blanks of a scan are borne."""
SPACED_LINE = 8
"""Blanks between Han characters in the longest line of a spaced stretch: a spaced title or the
days of a week above a table have fewer."""
SPACED_STRETCH = 10
"""Such blanks in all lines of the stretch together."""
FOREIGN_SHARE = 0.1
"""Kana and Hangul among the letters of a line from which on it is Japanese or Korean. A third and
more is usual there; a Chinese line that names アニメ or カ has less."""

MOST_ODD = 64
"""Different characters that are not plain, up to which each is looked at by itself: the tables of
all Unicode take 60 ms to make, more than a report takes to be read."""


@dataclass(frozen=True, eq=False, repr=False)
class ReadingForm:
    """The reading form of a text that needs one, with the way back."""

    text: str
    """What is looked at: simplified characters."""
    written: str
    """The same in the script of the source, character by character: what is shown."""
    starts: Places = field(repr=False)
    """Shape (n,), int64, ascending: where in the source each character begins."""
    ends: Places = field(repr=False)
    """Shape (n,), int64: where it ends, the marks on it included."""

    def __repr__(self) -> str:
        return f"ReadingForm({self.text[:40]!r})"

    def span(self, start: int, stop: int) -> Span:
        """Return the source's stretch behind ``text[start:stop]``; an empty one stays empty."""
        if start < stop:
            return Span(int(self.starts[start]), int(self.ends[stop - 1]))
        if start < len(self.starts):
            return Span(int(self.starts[start]), int(self.starts[start]))
        return Span(int(self.ends[-1]), int(self.ends[-1])) if len(self.ends) else Span(0, 0)

    def spans(self, places: Places) -> Places:
        """Return many at once, none empty: shape (n, 2) to shape (n, 2)."""
        return np.column_stack((self.starts[places[:, 0]], self.ends[places[:, 1] - 1]))

    def within(self, start: int, stop: int) -> Span:
        """Return the stretch of ``text`` that a stretch of the source covers or touches."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        return Span(first, max(first, int(np.searchsorted(self.starts, stop))))


def reading_form(text: str) -> ReadingForm | None:
    """Read a text as a reader does.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    ReadingForm or None
        None where the text is its own reading form. ``text`` is as long as ``written``, holds the
        same lines, and reads as itself.

    Examples
    --------
    >>> reading_form("全 年 召 开 会 议 十 二 次 ， 研 究 议 题").text
    '全年召开会议十二次，研究议题'
    >>> reading_form("Windows 与 办公 软件") is None
    True
    """
    if text.isascii() or (len(text) <= SHORT_WORD and plain_characters().issuperset(text)):
        return None
    points = code_points_of(text)
    if _reads_as_itself(points):
        return None
    classes = class_table()[points]
    seen = int(np.bitwise_or.reduce(classes))
    spaced = _may_be_spaced(classes)
    if not seen & TO_FOLD and not spaced:
        return None
    starts = np.arange(len(points), dtype=np.int64)
    ends = starts + 1
    if seen & FORM:
        points = forms()[points]
        classes = class_table()[points]
    if seen & JOINT:
        points, classes, starts, ends = _without_joints(points, classes, starts, ends)
        spaced = _may_be_spaced(classes)
    if spaced:
        kept = ~_spacing(points, classes)
        points, classes = points[kept], classes[kept]
        starts, ends = starts[kept], ends[kept]
    read = _simplified(points, classes) if seen & OTHER_SCRIPT else points
    written = string_of(points)
    found = written if read is points else string_of(read)
    return None if found == text else ReadingForm(found, written, starts, ends)


def read_words(words: Collection[str]) -> frozenset[str]:
    """Return the reading forms of words, to be looked for among words that were read.

    >>> sorted(read_words(["學校", "学校", "教師"]))
    ['学校', '教师']
    """
    return frozenset(read_word(word) for word in words)


def read_word(word: str) -> str:
    """Return the reading form of one word.

    >>> read_word("⽂件"), read_word("文件")
    ('文件', '文件')
    """
    form = reading_form(word)
    return word if form is None else form.text


def simplified(text: str) -> str:
    """Write every character that has a simplified form in it, whatever stands around it.

    >>> simplified("身著"), simplified("幹部"), simplified("乾隆")
    ('身着', '干部', '干隆')
    """
    points = code_points(text)
    return string_of(scripts()[forms()[points]])


def in_simplified_text(word: str, around: str) -> bool:
    """Whether a word's only traditional characters are some that simplified text has as well.

    Parameters
    ----------
    word
        A few characters.
    around
        What stands before and after it.

    Examples
    --------
    >>> in_simplified_text("著", "他们跟走"), in_simplified_text("著", "跟走")
    (True, False)
    >>> in_simplified_text("幹部", "他们")
    False
    """
    other = [char for char in word if simplified(char) != char]
    return all(char in SHARED for char in other) and any(map(_only_simplified, around))


def _only_simplified(char: str) -> bool:
    """Whether no traditional text writes a character: the standard of Taiwan lacks it."""
    if not "\u4e00" <= char <= "\u9fff" or simplified(char) != char:
        return False
    try:
        char.encode("big5")
    except UnicodeEncodeError:
        return True
    return False


def written(text: str) -> str:
    """Write every character in the one that it only stands for; the script stays.

    >>> written("⼯作"), written("幹部"), written("ＡＰＰ")
    ('工作', '幹部', 'APP')
    """
    return string_of(forms()[code_points(text)])


def _reads_as_itself(points: Codes) -> bool:
    """Whether a look at a small table says so: it spares most texts the tables of all Unicode."""
    kinds = plain().take(points, mode="clip")
    if not kinds.all():
        odd = set(points[kinds == 0].tolist())  # numpy.unique would load numpy.ma
        if len(odd) > MOST_ODD or not all(map(_stays, odd)):
            return False
    blanks = np.flatnonzero(kinds == PLAIN_BLANK)
    alone = np.count_nonzero(np.diff(blanks) == 2)  # one character between two blanks
    return int(alone) < SPACED_LINE


@cache
def _stays(point: int) -> bool:
    """Whether a character that is not plain is read as itself, too: 浄, 勠, カ."""
    changes = (*FORMS, *ALPHABETS, *COMBINING, *JOINTS, *PRIVATE)
    char = chr(point)
    if char in SIGNS or any(first <= point <= last for first, last in changes):
        return False
    return char in SHARED or not is_traditional(char)


def read_as_themselves(texts: Joined) -> NDArray[np.bool_]:
    """Say of many texts which are plainly their own reading form: shape (texts,).

    Where it is False, :func:`reading_form` has to be asked.

    >>> from corpus.folding.codepoints import joined
    >>> read_as_themselves(joined(["全年召开会议", "⼯作"])).tolist()
    [True, False]
    """
    points, bounds = texts
    kinds = looked_up(plain(), points)
    odd = np.flatnonzero((kinds == 0) | (points > LAST_PLAIN))
    blank = kinds == PLAIN_BLANK
    alone = np.flatnonzero(blank[:-2] & ~blank[1:-1] & blank[2:])
    found = np.bincount(texts.rows(alone), minlength=len(bounds) - 1) < SPACED_LINE
    found[texts.rows(odd)] = False
    return found


def _without_joints(
    points: Codes, classes: Classes, starts: Places, ends: Places
) -> tuple[Codes, Classes, Places, Places]:
    """Leave out marks that sit on a Han character or its punctuation; its span takes them in."""
    joint = np.flatnonzero(classes & JOINT)
    row = np.arange(len(joint))
    new = np.diff(joint, prepend=-2) != 1  # a run of marks begins
    first = np.maximum.accumulate(np.where(new, row, 0))
    last = np.append(np.flatnonzero(new)[1:], len(joint))[np.cumsum(new) - 1] - 1
    before, after = joint[first] - 1, joint[last] + 1
    sits = np.append((classes & (HAN | MARK)) != 0, False)  # -1 and len(points) sit on nothing
    marks = points[joint]
    combining = combining_marks()[marks]
    # 1́ is a figure with a mark on it, 1️⃣ a sign of its own
    below = points[before]
    figure = (before >= 0) & (below >= ord("0")) & (below <= ord("9"))
    back = sits[before] | (combining & figure & (marks < KEYCAP))
    # nothing sits across a mark that does not sit there, too: spans would overlap
    back &= np.maximum.accumulate(np.where(back, -1, row)) < first
    ahead = ~back & sits[after] & ~combining
    ahead &= np.minimum.accumulate(np.where(ahead, len(joint), row)[::-1])[::-1] > last
    dropped = back | ahead
    host, gone = np.where(back, before, after)[dropped], joint[dropped]
    # a combining mark with nothing before it stays what it is, and is covered as itself
    starts, ends = starts.copy(), ends.copy()
    np.minimum.at(starts, host, gone)
    np.maximum.at(ends, host, gone + 1)
    kept = np.ones(len(points), dtype=bool)
    kept[gone] = False
    return points[kept], classes[kept], starts[kept], ends[kept]


def _may_be_spaced(classes: Classes) -> bool:
    """Whether single characters stand between two blanks often enough to look closer."""
    text = (classes & (HAN | MARK)) != 0
    blank = classes == BLANK
    return int(np.count_nonzero(blank[:-2] & text[1:-1] & blank[2:])) >= SPACED_LINE


def _lines(classes: Classes) -> tuple[Places, int]:
    """Shape (n,): the line of each character; and how many lines there are."""
    line = np.cumsum(classes == BREAK)
    return line, int(line[-1]) + 1 if len(line) else 0


def _spacing(points: Codes, classes: Classes) -> NDArray[np.bool_]:
    """Which blanks only space characters: shape (n,)."""
    solid = np.flatnonzero(classes != BLANK)
    line, n_lines = _lines(classes)
    first, second = solid[:-1], solid[1:]
    same = (classes[first] != BREAK) & (classes[second] != BREAK)
    gap = second - first - 1
    han = (classes & HAN) != 0
    pair = same & han[first] & han[second]
    pairs = np.bincount(line[first[pair]], minlength=n_lines)
    apart = np.bincount(line[first[pair & (gap > 0)]], minlength=n_lines)
    close = pairs * SPACED_SHARE > apart  # a line with words that are not spaced
    stretch = np.cumsum(close)
    inner = ~close
    blanks = np.bincount(stretch[inner], apart[inner], minlength=int(stretch[-1]) + 1)
    longest = np.zeros(len(blanks), dtype=np.int64)
    np.maximum.at(longest, stretch[inner], apart[inner])
    good = (blanks >= SPACED_STRETCH) & (longest >= SPACED_LINE)
    spaced_line = inner & good[stretch]
    spaced = same & spaced_line[line[first]] & (gap > 0)
    if not spaced.any():
        return np.zeros(len(points), dtype=np.bool_)
    # A wider blank than the usual one parts words or names: it stays.
    width = int(np.argmax(np.bincount(gap[pair & spaced])))
    text = (classes & (HAN | MARK)) != 0
    alone = _alone(classes)
    drop = spaced & (gap <= width)
    drop &= text[first] | text[second] | (alone[first] & alone[second])
    edges = np.zeros(len(points) + 1, dtype=np.int64)
    edges[first[drop] + 1] += 1
    edges[second[drop]] -= 1
    return np.cumsum(edges[:-1]) > 0


def _alone(classes: Classes) -> NDArray[np.bool_]:
    """Whether a letter or figure has no other one beside it."""
    plain = (classes & (HAN | MARK | BLANK | BREAK)) == 0
    padded = np.concatenate(([False], plain, [False]))
    return plain & ~padded[:-2] & ~padded[2:]


def _simplified(points: Codes, classes: Classes) -> Codes:
    """Put simplified characters for traditional ones, line by line."""
    line, n_lines = _lines(classes)
    traditional = (classes & OTHER_SCRIPT) != 0
    foreign = np.bincount(line[(classes & FOREIGN) != 0], minlength=n_lines)
    han = np.bincount(line[(classes & HAN) != 0], minlength=n_lines)
    chinese = foreign <= FOREIGN_SHARE * (foreign + han)
    other = chinese & (np.bincount(line[traditional], minlength=n_lines) > 0)
    found = np.where(other[line], scripts()[points], points)
    for char, rule in SHARED.items():
        here = np.flatnonzero(points == ord(char))
        if len(here):
            before = np.isin(points[np.maximum(here - 1, 0)], code_points(rule.after)) & (here > 0)
            last = len(points) - 1
            after = np.isin(points[np.minimum(here + 1, last)], code_points(rule.before))
            stays = here[before | (after & (here < last))]
            found[stays] = points[stays]
    return found
