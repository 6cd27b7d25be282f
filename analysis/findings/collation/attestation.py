"""Which of two readings is the usual one: by other texts of the corpus, then by the dictionary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from analysis.findings.collation.variants import is_word

WINDOWS = ((2, 2), (1, 2), (2, 1), (1, 1), (0, 2), (2, 0), (0, 1), (1, 0))
"""Characters of context before and after a reading, the most telling first."""
TIMES = 3
"""One reading in context must be this many times as frequent as the other to be called usual."""
LONGEST_WORD = 6
"""Characters of a dictionary word looked up."""
ENOUGH_CHARACTERS = 300_000
"""Characters of other texts searched; more decide nothing that these do not."""


class Usage(NamedTuple):
    """How usual a reading is in its context."""

    preferred: str | None
    """The usual reading; None: cannot tell."""
    phrase: str
    """The usual reading with the context that decided; empty if none did."""
    times: int
    """How often the corpus has the phrase; 0 where the dictionary decided."""
    against: int
    """How often it has the other reading in the same context."""


class Attestation:
    """Texts and a dictionary to ask.

    Parameters
    ----------
    texts
        Other texts than the copies in question; they must not vote on themselves.

    Examples
    --------
    >>> asked = Attestation(["加强舆论引导。", "做好舆论引导工作。", "把握舆论导向。"])
    >>> asked.usual("与", "舆", left="提高", right="论引导水平")
    Usage(preferred='舆', phrase='舆论', times=3, against=0)
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._text = "\0".join(sorted(texts))[:ENOUGH_CHARACTERS]  # whatever the order of documents
        self._times: dict[str, int] = {}

    def usual(self, one: str, other: str, *, left: str, right: str) -> Usage:
        """Decide between two readings of one place.

        The answer does not depend on which of the two comes first.
        """
        missing = not (one and other)
        for before, after in WINDOWS:
            head, tail = left[len(left) - before :], right[:after]
            if len(head) < before or len(tail) < after:
                continue
            # Across punctuation, what two clauses have side by side says nothing.
            if missing and not (is_word(head[-1:]) and is_word(tail[:1])):
                continue
            phrases = [head + reading + tail for reading in (one, other)]
            counts = [self.times(phrase) for phrase in phrases]
            best = int((counts[1], phrases[1]) > (counts[0], phrases[0]))
            # Two characters are found together by chance; one that is missing needs more.
            enough = len(phrases[best]) > 1 + missing
            if enough and counts[best] > 1 and counts[best] >= TIMES * max(1, counts[1 - best]):
                return Usage((one, other)[best], phrases[best], counts[best], counts[1 - best])
        words = [word_over(reading, left=left, right=right) for reading in (one, other)]
        if len(words[0]) != len(words[1]):
            best = int(len(words[1]) > len(words[0]))
            return Usage((one, other)[best], words[best], 0, 0)
        return Usage(None, "", 0, 0)

    def times(self, phrase: str) -> int:
        """How often the other texts have a phrase."""
        found = self._times.get(phrase)
        if found is None:
            found = self._times[phrase] = self._text.count(phrase)
        return found

    def before(self, phrase: str) -> str:
        """What character stands most often before a phrase, at least TIMES; "" if none."""
        found: Counter[str] = Counter()
        place = self._text.find(phrase, 1)
        while place > 0:
            found[self._text[place - 1]] += 1
            place = self._text.find(phrase, place + 1)
        best = max(found, key=lambda char: (found[char], char), default="")
        return best if found[best] >= TIMES else ""


def word_over(reading: str, *, left: str, right: str, shortest: bool = False) -> str:
    """Find the longest dictionary word that holds a reading and some of its context; "" if none.

    Parameters
    ----------
    reading
        A missing one is a joint between two characters.
    left, right
        Its context.
    shortest
        The shortest such word instead.

    Examples
    --------
    >>> word_over("干", left="领导", right="部的"), word_over("千", left="员", right="工的")
    ('干部', '')
    """
    words = dictionary()
    head, tail = left[-LONGEST_WORD:], right[:LONGEST_WORD]
    text, begin = head + reading + tail, len(head)
    end = begin + len(reading)
    joint = begin == end
    found = [
        text[first:last]
        for first in range(max(0, end - LONGEST_WORD), begin + (not joint))
        for last in range(end + joint, min(len(text), first + LONGEST_WORD) + 1)
        if last - first > max(1, len(reading)) and text[first:last] in words
    ]
    # Of several as long, the first in the order of code points, whatever the order of search.
    return min(found, key=lambda word: (len(word) * (1 if shortest else -1), word), default="")


@cache
def dictionary() -> frozenset[str]:
    """Words of jieba's dictionary, read as a file; the package itself is not imported."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        return frozenset()
    path = Path(spec.origin).with_name("dict.txt")
    return frozenset(path.read_text(encoding="utf-8").split()[::3])  # word, frequency, tag
