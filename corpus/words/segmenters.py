"""The two ways to cut running Chinese into words: jieba's, and its Rust twin rjieba.

Of jieba the dictionary file and the probabilities of characters are used; the cutting itself is
:mod:`corpus.words.word_paths`, which gives the same words many times faster because it cuts all
runs at once. jieba's own functions are never called: they share one global dictionary, read a cache
from the temporary folder without checking what it holds, write to it, and report on standard error.
Nor is ``jieba.posseg``, which cuts anew and differently; parts of speech are looked up.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterable, Sequence
from functools import cache, cached_property, lru_cache
from importlib import import_module
from importlib.metadata import version
from itertools import pairwise
from types import ModuleType
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import MissingExtra, SettingsError
from corpus.system.resource import resource
from corpus.words.character_states import CharacterStates
from corpus.words.lexicon import Entry
from corpus.words.word_paths import WordPaths

_TABLES = ("start", "trans", "emit")  # of jieba's model of characters: data, no code


class Segmenter(Protocol):
    """Cuts a run of Han characters, letters and digits into words, and knows their tags."""

    name: str
    version: str

    def cut(self, run: str) -> list[str]:
        """Cut a run into words; together they are the run."""

    def begins(self, runs: Sequence[str]) -> NDArray[np.bool_]:
        """Tell of each character of runs, one after the other, whether a word begins there."""

    def tag(self, word: str) -> str | None:
        """Look up a word's part of speech; None if the dictionary does not have it."""

    @property
    def digest(self) -> str:
        """SHA-256 of the dictionary, hexadecimal."""


class OwnSegmenter:
    """Cuts with a function of the user's: of a text, its words in their order.

    Parameters
    ----------
    cutter
        A function (``jieba.lcut``), or anything with a method ``cut``.

    Raises
    ------
    SettingsError
        If it is neither, or its words of a pinned text are not that text.

    Examples
    --------
    >>> OwnSegmenter(list).cut("学习")
    ['学', '习']
    """

    version = ""

    def __init__(self, cutter: Any) -> None:
        cut = getattr(cutter, "cut", cutter)
        if isinstance(cutter, str | bytes | type(None)) or not callable(cut):
            raise SettingsError.of("setting-own-tokenizer", given=type(cutter).__name__)
        self._cut = cut
        self.name = str(getattr(cutter, "__qualname__", type(cutter).__qualname__))
        self.cut(_PINNED)

    def cut(self, run: str) -> list[str]:
        """Cut a run into words; together they are the run."""
        words = list(self._cut(run) or ())
        if not all(isinstance(word, str) for word in words) or "".join(words) != run:
            raise SettingsError.of(
                "setting-own-cut", name=self.name, text=run[:20], words=repr(words[:6])
            )
        return [word for word in words if word]

    def begins(self, runs: Sequence[str]) -> NDArray[np.bool_]:
        """Tell of each character of runs, one after the other, whether a word begins there."""
        found = np.zeros(sum(map(len, runs)), dtype=np.bool_)
        at = 0
        for run in runs:
            for word in self.cut(run):
                found[at] = True
                at += len(word)
        return found

    def tag(self, word: str) -> str | None:  # noqa: ARG002 - whatever the word is
        """Know no part of speech."""
        return None

    @property
    def digest(self) -> str:
        """SHA-256 of the function's name: what it does is its own affair."""
        return hashlib.sha256(self.name.encode()).hexdigest()


_PINNED = "全镇开展理论学习"


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
    """Return pinned runs, each as jieba cuts it with our lexicon: what a twin must reproduce."""
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
        with jieba.Tokenizer().get_dict_file() as file:
            data: bytes = file.read()
        fields = data.decode("utf-8").split()
        words, frequencies = fields[::3], list(map(int, fields[1::3]))
        self._tags = dict(zip(words, fields[2::3], strict=True))
        for entry in entries:
            words.append(entry.word)
            frequencies.append(entry.frequency)
            self._tags[entry.word] = entry.tag
        tables = [import_module(f"jieba.finalseg.prob_{name}").P for name in _TABLES]
        # the total is that of all lines, also where a later one replaces an earlier one
        self._paths = WordPaths(words, frequencies, sum(frequencies), CharacterStates(*tables))
        self._data = hashlib.sha256(data)

    def cut(self, run: str) -> list[str]:
        edges = [*np.flatnonzero(self.begins([run])).tolist(), len(run)]
        return [run[a:b] for a, b in pairwise(edges)]

    def begins(self, runs: Sequence[str]) -> NDArray[np.bool_]:
        return self._paths.begins(runs)

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

    def begins(self, runs: Sequence[str]) -> NDArray[np.bool_]:
        if not runs:
            return np.zeros(0, dtype=np.bool_)
        # one call for all, each on a line of its own; line ends are taken out again
        words = self._cutter.cut("\n".join(runs))
        ends = np.cumsum(np.fromiter(map(len, words), np.int64, len(words)))
        found = np.zeros(int(ends[-1]), dtype=np.bool_)
        found[0] = True
        found[ends[:-1]] = True
        breaks = np.cumsum(np.fromiter((len(run) + 1 for run in runs), np.int64, len(runs))) - 1
        return np.delete(found, breaks[:-1])

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


def _import_jieba() -> ModuleType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pkg_resources, and escapes in its source
        import jieba
    return jieba
