"""New words (新词): strings that behave like words and that the dictionary does not have.

Two signs make a string a word: its characters hold together (they meet far more often than their
frequencies explain, wherever the string is divided), and it stands freely (many different
characters occur on either side of it). The first goes back to Sproat and Shih (1990), "A
statistical method for finding word boundaries in Chinese text"; the second, branching entropy, to
Harris (1955), "From phoneme to morpheme", measured as by Jin and Tanaka-Ishii (2006),
"Unsupervised segmentation of Chinese text by use of branching entropy".

>>> import corpus
>>> text = "抓好阿基卫生院工作，阿基卫生院整改，看阿基卫生院，去阿基卫生院，在阿基卫生院里。"
>>> [word.word for word in find_new_words(corpus.from_texts({"甲": text}), least=3, pmi=2)]
['阿基卫生院']
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from analysis.findings.rows import frame_of, records_of
from analysis.findings.votes import Votes, VotesLike, takes_old_names, votes_of
from analysis.measures.arrays.distinct import distinct
from analysis.measures.terms.cohesion import Strings, find_strings
from corpus.collection import Corpus, require_corpus
from corpus.errors import SettingsError
from corpus.export.saved import Saved
from corpus.folding.codepoints import strings_of
from corpus.folding.comparable import fold_codes
from corpus.folding.reading_many import reading_forms
from corpus.show import cell_html, heads_of, table_html
from corpus.words.lexicon import Entry
from corpus.words.stopwords import stopwords
from corpus.words.tokens import UNKNOWN, Tokenizer, tokenizer_of

if TYPE_CHECKING:
    import pandas as pd

LEAST_COUNT = 5
"""Occurrences, copies apart: the entropy of fewer neighbours is hardly above 2 bits at best."""
LEAST_SLIP = 3
"""Occurrences a look-alike of a commoner word needs: it need not prove itself a word."""
LONGEST_NEW_WORD = 8
"""Characters; longer strings are phrases."""
PMI = 4.0
"""Bits: the parts meet 16 times as often as by chance."""
ENTROPY = 1.0
"""Bits: as free as a string with two neighbours that are equally frequent."""

WHOLE_SHARE = 0.5
"""Share of its places at which a string must begin and end between words."""


@dataclass(frozen=True, slots=True)
class NewWord:
    """A string that behaves like a word."""

    word: str
    count: int
    """Occurrences, those in copies apart."""
    families: int
    """Families of documents that hold it."""
    pmi: float
    """Pointwise mutual information of its parts at its weakest division, in bits."""
    left_entropy: float
    """Entropy of the characters before it, in bits; each line or clause start is one of its
    own."""
    right_entropy: float
    """Entropy of the characters after it."""
    score: float
    """``log2(count) · min(entropies) · pmi``: what ranks."""
    slip_of: str | None
    """A commoner word of the corpus whose characters look alike (舆论 for 与论): then it is
    probably an error of recognition or typing, and no word."""


@dataclass(frozen=True)
class NewWords(Saved):
    """The new words of a corpus, best first."""

    _main: ClassVar[str] = "new-word"

    items: tuple[NewWord, ...]
    parameters: Mapping[str, object] = field(repr=False)
    votes: Votes = field(repr=False)

    def __repr__(self) -> str:
        return (
            f"NewWords({len(self)} words, {len(self.slips)} of them probably slips"
            f"{self.votes.remark})"
        )

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[NewWord]:
        return iter(self.items)

    @property
    def slips(self) -> tuple[NewWord, ...]:
        """Those that are probably errors of recognition."""
        return tuple(word for word in self.items if word.slip_of is not None)

    def entries(self) -> tuple[Entry, ...]:
        """The words without the slips, as a dictionary for ``Tokenizer(words=…)``."""
        return tuple(
            Entry(found.word, group="new", source=f"new word, {found.count} times")
            for found in self.items
            if found.slip_of is None
        )

    def table(self) -> pd.DataFrame:
        """One row a word; columns are the fields of :class:`NewWord`."""
        return frame_of(self.items, NewWord)

    def records(self) -> Iterator[dict[str, Any]]:
        """One ``new-word`` record a word."""
        return records_of(self.items, NewWord, "new-word")

    def _repr_html_(self) -> str:
        rows = [
            (word.word, word.count, f"{word.pmi:.1f}", word.slip_of or "") for word in self.items
        ]
        heads = heads_of("notebook-new-words-heads")
        return cell_html(table_html(heads, rows, numbers=(1, 2), most=50), self.votes.remark_html())


@takes_old_names("voters")
def find_new_words(
    corpus: Corpus,
    *,
    least: int = LEAST_COUNT,
    longest: int = LONGEST_NEW_WORD,
    pmi: float = PMI,
    entropy: float = ENTROPY,
    tokenizer: Tokenizer | None = None,
    votes: VotesLike = None,
) -> NewWords:
    """Find strings that are words of this corpus and that the tokenizer would cut up.

    Strings are runs of Han characters within a line. New are those that are cut up when they stand
    alone, and those that come out whole by guess only (tag ``un``). Left out are those that begin
    with a stop word (把, 落实 …) or end with a word of function (的, 等 …), which are phrases, and
    those that mostly begin or end within a word of the tokenizer (委宣传部 in 县委宣传部), which
    are pieces. A string that looks like a commoner word is held to half the cohesion, to three
    occurrences and to no such rule: it is listed as that word's slip.

    Parameters
    ----------
    corpus
        The documents.
    least
        Occurrences a word needs.
    longest
        Characters a word may have.
    pmi
        Bits by which its parts must attract one another at the weakest division.
    entropy
        Bits of freedom it must have on either side.
    tokenizer
        Whose dictionary decides what is new; by default the corpus' own.
    votes
        Who votes: pass what :func:`analysis.find_duplicates` found, and copies are not counted;
        or :class:`analysis.Votes`. By default every document votes, and the result says so.

    Returns
    -------
    NewWords

    Raises
    ------
    SettingsError
        If an option is out of its range.
    """
    require_corpus(corpus)
    if least < 2 or not 2 <= longest <= 20:
        raise SettingsError.of("setting-new-words", least=repr(least), longest=repr(longest))
    given = votes_of(votes, len(corpus))
    cut = tokenizer_of(tokenizer, corpus.tokenizer)
    forms = _read([corpus[row].text for row in given.rows.tolist()])
    texts = [text for text, _ in forms]
    edges, known = _edges_and_words(texts, cut)
    found = find_strings(texts, least=min(least, LEAST_SLIP), longest=longest, words=edges)
    free = np.minimum(found.left_entropy, found.right_entropy)
    # a slip shares its characters with other words and holds together less than a real one
    kept = np.flatnonzero((found.pmi >= pmi / 2) & (free >= entropy) & (found.whole >= WHOLE_SHARE))
    cuts = _cut_up([found.strings[row] for row in kept.tolist()], cut)
    slips = _slips([found.strings[row] for row in kept[list(cuts)].tolist()], found, known)
    first, last = stopwords(), stopwords(["function"])
    rows = [
        row
        for row, (begin, end) in zip(kept[list(cuts)].tolist(), cuts.values(), strict=True)
        if found.strings[row] in slips
        or (
            found.counts[row] >= least
            and found.pmi[row] >= pmi
            and begin not in first
            and end not in last
        )
    ]
    items = [_new_word(found, row, slips.get(found.strings[row])) for row in rows]
    if any(text != written for text, written in forms):
        items = [replace(item, word=_as_written(item.word, forms)) for item in items]
    items.sort(key=lambda item: (-item.score, item.word))
    parameters = {"least": least, "longest": longest, "pmi": pmi, "entropy": entropy}
    return NewWords(tuple(items), parameters, given)


def _read(texts: Sequence[str]) -> list[tuple[str, str]]:
    """Give what each text reads, and the same in the script it is written in."""
    forms = reading_forms(texts)
    return [
        (forms[row].text, forms[row].written) if row in forms else (text, text)
        for row, text in enumerate(texts)
    ]


def _edges_and_words(
    texts: Sequence[str], tokenizer: Tokenizer
) -> tuple[list[NDArray[np.int64]], dict[str, int]]:
    """Where words begin and end in each text, and how often words of two characters stand."""
    edges: list[NDArray[np.int64]] = []
    known: Counter[str] = Counter()
    for tokens in tokenizer.number(texts):
        size = int(tokens.ends.max(initial=0)) + 1
        text = np.repeat(np.arange(len(tokens)), np.diff(tokens.bounds)) * size
        # a word also ends where the next begins, or where white space follows
        places = distinct(np.concatenate([text + tokens.starts, text + tokens.ends]))
        bounds = np.searchsorted(places, np.arange(1, len(tokens)) * size)
        edges += [part % size for part in np.split(places, bounds)]
        times = np.bincount(tokens.types, minlength=len(tokens.words)).tolist()
        for word, count in zip(tokens.words, times, strict=True):
            if len(word) > 1:
                known[word] += count
    return edges, known


def _cut_up(strings: Sequence[str], tokenizer: Tokenizer) -> dict[int, tuple[str, str]]:
    """First and last word of each string that the dictionary does not have as one word."""
    found: dict[int, tuple[str, str]] = {}
    row = 0
    for tokens in tokenizer.number(strings):
        for first, last in pairwise(tokens.bounds.tolist()):
            begin, end = int(tokens.types[first]), int(tokens.types[last - 1])
            if last - first > 1 or tokens.tags[begin] == UNKNOWN:
                found[row] = tokens.words[begin], tokens.words[end]
            row += 1
    return found


def _as_written(word: str, forms: Sequence[tuple[str, str]]) -> str:
    """Give the most frequent form of a word in the texts; of equals, as it is read."""
    shapes = Counter(
        written[place.start() : place.end()]
        for text, written in forms
        for place in re.finditer(re.escape(word), text)
    )
    return min(shapes, key=lambda shape: (-shapes[shape], shape != word, shape), default=word)


def _new_word(found: Strings, row: int, slip: str | None) -> NewWord:
    count = int(found.counts[row])
    sides = float(found.left_entropy[row]), float(found.right_entropy[row])
    together = float(found.pmi[row])
    return NewWord(
        word=found.strings[row],
        count=count,
        families=int(found.texts[row]),
        pmi=round(together, 6),
        left_entropy=round(sides[0], 6),
        right_entropy=round(sides[1], 6),
        score=round(math.log2(count) * min(sides) * together, 6),
        slip_of=slip,
    )


def _slips(words: list[str], found: Strings, known: Mapping[str, int]) -> dict[str, str]:
    """New words whose characters look like those of a commoner word of the same corpus.

    Look-alikes are what the folding level for recognition errors makes one and the standard level
    keeps apart (:mod:`corpus.folding.comparable`).
    """
    count = dict(zip(found.strings, found.counts.tolist(), strict=True))
    candidates = sorted({*known, *words})
    standard, alike = (strings_of(*fold_codes(candidates, level)) for level in ("standard", "ocr"))
    groups: dict[str, list[int]] = {}
    for row, text in enumerate(alike):
        groups.setdefault(text, []).append(row)
    wanted = set(words)
    slips: dict[str, str] = {}
    for rows in groups.values():
        for row in rows if len(rows) > 1 else ():
            word = candidates[row]
            better = [
                (-max(known.get(candidates[r], 0), count.get(candidates[r], 0)), candidates[r])
                for r in rows
                if standard[r] != standard[row]
            ]
            if word in wanted and better and -min(better)[0] > count[word]:
                slips[word] = min(better)[1]
    return slips
