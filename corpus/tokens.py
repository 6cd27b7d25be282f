"""A text into words, each with its place and part of speech.

Tags in small letters are jieba's (n noun, v verb, a adjective, ns place, nt institution, nr
person, m numeral, l set phrase …), looked up for the words as they were cut. Tags in capitals
are ours, for what never reaches the segmenter (see :mod:`corpus.protected`): ``TITLE``, ``MASK``,
``DATE``, ``NUM``, ``ENUM``, ``DOCNO``, ``LINK``, ``LATIN``, ``PUNCT``. ``m`` is also given to Han
numerals, and ``un`` to words that the dictionary does not have (found by jieba's model of
characters, often names).
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus import protected
from corpus.errors import SettingsError
from corpus.lexicon import Entry, lexicon, to_entries
from corpus.messages import render
from corpus.protected import DATE, ENUM, LATIN, LINK, MASK, NUMBER, PUNCTUATION, find_protected
from corpus.segmenters import Segmenter, agrees, has_rjieba, probe, segmenter

BACKENDS = ("jieba", "rjieba", "auto")
UNKNOWN = "un"
"""A word that the dictionary does not have."""
NOT_WORDS = frozenset({PUNCTUATION, MASK, NUMBER, DATE, ENUM, LINK})
"""Tags of tokens that are no words: left out where words are counted."""

PIECE = 10_000  # characters of one run fed at once: jieba needs 400 bytes for each
MARGIN = 40  # characters cut again with what follows, where a run had to be divided
MEMORY = 50_000  # runs remembered: compilations repeat themselves
REMEMBERED = 60  # characters of a run that is worth remembering


class Tokens(NamedTuple):
    """The tokens of one text, column by column.

    ``text[starts[i]:ends[i]] == words[i]``; they ascend, do not overlap, and nothing but white
    space lies between them.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    words: list[str]
    tags: list[str]


class Tokenizer:
    """Cuts texts into words.

    Parameters
    ----------
    name
        ``"jieba"``; ``"rjieba"``, its Rust twin, far faster; or ``"auto"``: rjieba if it is
        installed and cuts a pinned text as jieba does, otherwise jieba.
    words
        Words to know beyond the dictionary: a path, or words, or (word, frequency, tag).
    genre
        Whether to know the words of Chinese public writing (``resources/lexicon.tsv``).

    Raises
    ------
    SettingsError
        If there is no such backend.
    MissingExtra
        If rjieba is asked for and not installed.
    FormatError
        If the words given do not conform.

    Examples
    --------
    >>> tokens = Tokenizer().tokenize("x镇学习《条例》12次。")
    >>> list(zip(tokens.words, tokens.tags))
    [('x', 'MASK'), ('镇', 'n'), ('学习', 'v'), ('《', 'PUNCT'), ('条例', 'TITLE'),
     ('》', 'PUNCT'), ('12', 'NUM'), ('次', 'q'), ('。', 'PUNCT')]
    """

    def __init__(
        self,
        name: str = "jieba",
        words: str | os.PathLike[str] | Iterable[str | tuple[str] | tuple[str, int] | Entry] = (),
        *,
        genre: bool = True,
    ) -> None:
        if name not in BACKENDS:
            raise SettingsError.of("setting-tokenizer", name=repr(name), names=", ".join(BACKENDS))
        self.name = name
        self.words = to_entries(words)
        self.genre = genre
        self._segmenter, self._note = _choose(
            name, self._entries, own=bool(self.words) or not genre
        )
        self._memory: dict[str, _Cut] = {}
        self._tags = _Tags(self._tag)

    def tokenize(self, text: str) -> Tokens:
        """Cut one text.

        Parameters
        ----------
        text
            Any text; tokens never reach over a line break.

        Returns
        -------
        Tokens
            ``starts`` and ``ends`` of shape (n,), dtype int64, in code points of ``text``.
        """
        words: list[str] = []
        tags: list[str] = []
        offsets: list[int] = []
        bases: list[int] = []
        counts: list[int] = []
        at = 0
        for start, end, tag in (*find_protected(text), (len(text), len(text), "")):
            for run in _RUNS.finditer(text, at, start):
                cut = self._cut(run)
                words += cut.words
                tags += cut.tags
                offsets += cut.offsets
                bases.append(run.start())
                counts.append(len(cut.words))
            if tag:
                words.append(text[start:end])
                tags.append(tag)
                offsets.append(0)
                bases.append(start)
                counts.append(1)
            at = end
        starts = np.repeat(np.array(bases, np.int64), counts) + np.array(offsets, np.int64)
        ends = starts + np.fromiter(map(len, words), np.int64, len(words))
        return Tokens(starts, ends, words, tags)

    def tokenize_many(self, texts: Iterable[str]) -> Iterator[Tokens]:
        """Cut texts one after the other."""
        return map(self.tokenize, texts)

    @property
    def backend(self) -> str:
        """What cuts: ``"jieba"`` or ``"rjieba"``."""
        return self._segmenter.name

    @property
    def backend_note(self) -> str:
        """Why this backend was chosen, in Chinese."""
        return self.note("zh")

    def note(self, lang: str = "zh") -> str:
        """Why this backend was chosen; ``lang`` is ``"zh"`` or ``"en"``."""
        backend = f"{self._segmenter.name} {self._segmenter.version}"
        return render(self._note, {"backend": backend, "phrases": len(probe())}, lang)

    @cached_property
    def unmet(self) -> tuple[str, ...]:
        """Words asked for that do not come out as one token when they stand alone."""
        return tuple(
            entry.word
            for entry in dict.fromkeys(self._entries)
            if self.tokenize(entry.word).words != [entry.word]
        )

    @cached_property
    def fingerprint(self) -> str:
        """Backend, version and a digest of all that decides a cut: equal fingerprint, equal cut."""
        parts = [
            self._segmenter.digest,
            *(f"{e.word}\t{e.frequency}\t{e.tag}" for e in self._entries),
            protected.PATTERN,
            _RUNS.pattern,
        ]
        digest = hashlib.sha256("\n".join(parts).encode("utf-8", "backslashreplace")).hexdigest()
        return f"{self._segmenter.name}-{self._segmenter.version}+{digest[:16]}"

    def __repr__(self) -> str:
        return f"<Tokenizer {self.fingerprint}>"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self.name, self.words, self.genre)

    @property
    def _entries(self) -> tuple[Entry, ...]:
        return (lexicon() if self.genre else ()) + self.words

    def _cut(self, run: re.Match[str]) -> _Cut:
        text = run.group()
        known = self._memory.get(text)
        if known is not None:
            return known
        if run.lastgroup == "words":
            words = _cut_in_pieces(self._segmenter, text)
            if len(self._tags) >= MEMORY:
                self._tags.clear()
            cut = _Cut(words, list(map(self._tags.__getitem__, words)), _offsets(words))
        else:
            letters = run.lastgroup == "letters"
            tag = LATIN if letters else UNKNOWN if text[0].isalnum() else PUNCTUATION
            cut = _Cut([text], [tag], [0])
        if len(text) <= REMEMBERED:
            if len(self._memory) >= MEMORY:
                self._memory.clear()
            self._memory[text] = cut
        return cut

    def _tag(self, word: str) -> str:
        tag = self._segmenter.tag(word)
        if tag is not None:
            return tag
        if word.isascii():
            return NUMBER if word.isdecimal() else LATIN
        return "m" if _NUMERAL.fullmatch(word) else UNKNOWN


class _Tags(dict[str, str]):
    """Tags of words, each looked up once: a text has far fewer words than tokens."""

    def __init__(self, look_up: Callable[[str], str]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, word: str) -> str:
        tag = self[word] = self._look_up(word)
        return tag


class _Cut(NamedTuple):
    words: list[str]
    tags: list[str]
    offsets: list[int]


# Han characters as jieba knows them, with letters and digits; letters of other scripts; any other
# character, repeated. The last alternative takes what is left, so that only white space is skipped.
_RUNS = re.compile(
    "(?P<words>[\u4e00-\u9fd5A-Za-z0-9]+)"
    "|(?P<letters>[^\\W\\d_\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)"
    r"|(?P<mark>\S)(?P=mark)*"
)
_NUMERAL = re.compile("[〇零一二三四五六七八九十百千万亿两半几数多余]+")


def _choose(name: str, entries: tuple[Entry, ...], *, own: bool) -> tuple[Segmenter, str]:
    """Make the segmenter and say, as a message's code, why it is this one.

    With our lexicon alone the pinned text decides, and jieba's dictionary need not be loaded.
    With other words the pinned cuts may not hold, so both cut the pinned text and the words.
    """
    if name == "jieba":
        return segmenter("jieba", entries), "tokenizer-asked"
    if name == "auto" and not has_rjieba():
        return segmenter("jieba", entries), "tokenizer-missing"
    fast = segmenter("rjieba", entries)
    if own and name == "rjieba":
        return fast, "tokenizer-unchecked"  # a comparison would load what was to be avoided
    if own:
        slow = segmenter("jieba", entries)
        runs = ["".join(words) for words in probe()]
        # each word alone, and between words that could take a piece of it
        runs += [frame.format(e.word) for e in entries for frame in ("{}", "我们的{}工作中")]
        equal = agrees(fast, ((*slow.cut(run),) for run in runs))
    else:
        equal = agrees(fast, probe())
    if equal:
        return fast, "tokenizer-equal"
    if name == "rjieba":
        return fast, "tokenizer-unequal"
    return segmenter("jieba", entries), "tokenizer-refused"


def _cut_in_pieces(cutter: Segmenter, run: str) -> list[str]:
    """Cut a run of any length; a long one in pieces, so that memory stays bounded.

    A run has no punctuation to divide it at, so that the last words of each piece, which may be
    halves, are cut again together with what follows.
    """
    words: list[str] = []
    at = 0
    while at < len(run):
        piece = cutter.cut(run[at : at + PIECE])
        if at + PIECE < len(run):
            again = 0
            while len(piece) > 1 and again < MARGIN:
                again += len(piece.pop())
        words += piece
        at += sum(map(len, piece))
    return words


def _offsets(words: list[str]) -> list[int]:
    return list(accumulate(map(len, words[:-1]), initial=0)) if words else []


def _rebuild(name: str, words: tuple[Entry, ...], genre: bool) -> Tokenizer:  # noqa: FBT001
    return Tokenizer(name, words, genre=genre)
