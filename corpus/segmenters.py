"""The two programs that cut running Chinese into words: jieba, and its Rust twin rjieba.

jieba is used through a ``Tokenizer`` object of our own, filled from its dictionary file. Its
module-level functions are never called: they share one global dictionary, read a cache from the
temporary folder without checking what it holds, write to it, and report on standard error. Nor
is ``jieba.posseg``, which cuts anew and differently; parts of speech are looked up.
"""

from __future__ import annotations

import hashlib
import sys
import warnings
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache
from importlib.metadata import version
from itertools import repeat
from operator import itemgetter
from types import ModuleType
from typing import Any, Protocol

from corpus.errors import MissingExtra
from corpus.lexicon import Entry
from corpus.resource import resource


class Segmenter(Protocol):
    """Cuts a run of Han characters, letters and digits into words, and knows their tags."""

    name: str
    version: str

    def cut(self, run: str) -> list[str]:
        """Cut a run into words; together they are the run."""

    def tag(self, word: str) -> str | None:
        """Look up a word's part of speech; None if the dictionary does not have it."""

    @property
    def digest(self) -> str:
        """SHA-256 of the dictionary, hexadecimal."""


@lru_cache(maxsize=3)  # a dictionary of half a million words each
def segmenter(name: str, entries: tuple[Entry, ...]) -> Segmenter:
    """Make a segmenter that knows these words too; equal requests share one.

    Parameters
    ----------
    name
        ``"jieba"`` or ``"rjieba"``.
    entries
        Words beyond the backend's own dictionary. A later entry replaces an earlier one.

    Raises
    ------
    MissingExtra
        If rjieba is asked for and not installed.
    """
    return _Rjieba(entries) if name == "rjieba" else _Jieba(entries)


@cache
def has_rjieba() -> bool:
    """Tell whether the Rust twin is installed."""
    try:
        import rjieba  # noqa: F401
    except ImportError:
        return False
    return True


def probe() -> tuple[tuple[str, ...], ...]:
    """Give pinned runs, each as jieba cuts it with our lexicon: what a twin must reproduce."""
    text = resource("probe.txt")
    return tuple(tuple(line.split()) for line in text.splitlines() if line[:1] != "#")


def agrees(candidate: Segmenter, expected: Iterable[tuple[str, ...]]) -> bool:
    """Tell whether a segmenter cuts every run as expected."""
    return all(tuple(candidate.cut("".join(words))) == words for words in expected)


class _Jieba:
    name = "jieba"

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        jieba = _import_jieba()
        self.version = str(jieba.__version__)
        self._cutter: Any = jieba.Tokenizer()
        with self._cutter.get_dict_file() as file:
            data: bytes = file.read()
        frequencies, total, self._tags = _build(data)
        for entry in entries:
            _add(frequencies, entry)
            total += entry.frequency
            self._tags[entry.word] = entry.tag
        self._cutter.FREQ = frequencies
        self._cutter.total = total
        self._cutter.initialized = True  # so that it never looks for a cache file
        self._data = hashlib.sha256(data)

    def cut(self, run: str) -> list[str]:
        return list(self._cutter.cut(run))

    def tag(self, word: str) -> str | None:
        return self._tags.get(word)

    @property
    def digest(self) -> str:
        return self._data.hexdigest()


class _Rjieba:
    name = "rjieba"

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        try:
            import rjieba
        except ImportError as error:
            raise MissingExtra("cutting words with rjieba", "fast") from error
        self.version = version("rjieba")
        self._cutter = rjieba.Jieba()
        for entry in entries:
            self._cutter.add_word(entry.word, entry.frequency, entry.tag)
        self._added = {entry.word: entry.tag for entry in entries}

    def cut(self, run: str) -> list[str]:
        return self._cutter.cut(run)

    def tag(self, word: str) -> str | None:
        tag = self._added.get(word)
        if tag is not None or not self._cutter.has_word(word):
            return tag
        tagged = self._cutter.tag(word)
        if len(tagged) == 1:
            return tagged[0][1]
        # a word that loses to its own parts when it stands alone (an HMM find in its context)
        return self._table.get(word)

    @cached_property
    def _table(self) -> dict[str, str]:
        with _import_jieba().Tokenizer().get_dict_file() as file:
            fields = file.read().decode("utf-8").split()
        return dict(zip(fields[::3], fields[2::3], strict=True))

    @property
    def digest(self) -> str:
        # its dictionary is inside the binary: the release stands for it
        return hashlib.sha256(f"rjieba {self.version}".encode()).hexdigest()


def _build(data: bytes) -> tuple[dict[str, int], int, dict[str, str]]:
    """Build what ``jieba.Tokenizer.gen_pfdict`` builds, in half its time, and the tags.

    Returns
    -------
    frequencies
        Word → frequency, and every beginning of a word that is no word itself → 0.
    total
        Sum of all lines' frequencies.
    tags
        Word → part of speech.
    """
    fields = data.decode("utf-8").split()
    words = fields[::3]
    values = list(map(int, fields[1::3]))
    frequencies = dict(zip(words, values, strict=True))
    beginnings: set[str] = set()
    longer = words
    length = 1
    while longer := [word for word in longer if len(word) > length]:
        beginnings.update(map(itemgetter(slice(0, length)), longer))
        length += 1
    beginnings.difference_update(frequencies)
    frequencies.update(zip(beginnings, repeat(0)))
    tags = dict(zip(words, map(sys.intern, fields[2::3]), strict=True))
    return frequencies, sum(values), tags


def _add(frequencies: dict[str, int], entry: Entry) -> None:
    frequencies[entry.word] = entry.frequency
    for length in range(1, len(entry.word)):
        frequencies.setdefault(entry.word[:length], 0)


def _import_jieba() -> ModuleType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pkg_resources, and escapes in its source
        import jieba
    return jieba
