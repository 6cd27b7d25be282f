"""Words that count as one: classes of synonyms that a user gives, of any lengths.

A file has one class a line, its words separated by blanks, commas or ``、``; the first stands for
the others. ``#`` begins a comment. (What folding puts for one another at the level ``synonyms`` is
another list, of words of equal length: :mod:`corpus.folding.synonyms`.)
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from corpus.errors import FormatError, SettingsError
from corpus.folding.reading import read_word
from corpus.system.patterns import lazy
from corpus.words.lexicon import read_lines

Classes = str | os.PathLike[str] | Mapping[str, str] | Iterable[Iterable[str]]
"""A file; word → the word that stands for it; or classes, the first word of each stands for it."""
_BETWEEN = lazy(r"[\s,，、;；=]+")


def to_classes(given: Any) -> dict[str, str]:
    """Return for each word the word that stands for its class.

    Parameters
    ----------
    given
        See :data:`Classes`.

    Raises
    ------
    SourceError
        If the file cannot be read.
    FormatError
        If a class has one word only, or a word is in two classes; the line is named.
    SettingsError
        If it is nothing of the kind.

    Examples
    --------
    >>> to_classes([["加强", "强化", "進一步加強"]])
    {'强化': '加强', '进一步加强': '加强'}
    """
    if isinstance(given, str | os.PathLike):
        return _checked(
            (f"{os.fspath(given)}:{number}", _BETWEEN.split(line.strip(" ,，、;；")))
            for number, line in read_lines(given)
        )
    if isinstance(given, Mapping):
        held: dict[str, list[str]] = {}
        for word, instead in given.items():
            if not isinstance(word, str) or not isinstance(instead, str):
                raise SettingsError.of("setting-synonyms", given=repr((word, instead))[:60])
            held.setdefault(instead, [instead]).append(word)
        return _checked((repr(words), words) for words in held.values())
    try:
        several = [[each] if isinstance(each, str) else list(each) for each in given]
    except TypeError as error:
        raise SettingsError.of("setting-synonyms", given=repr(given)[:60]) from error
    for words in several:
        if not all(isinstance(word, str) for word in words):
            raise SettingsError.of("setting-synonyms", given=repr(words)[:60])
    return _checked((repr(words), words) for words in several)


def _checked(classes: Iterable[tuple[str, list[str]]]) -> dict[str, str]:
    instead: dict[str, str] = {}
    place: dict[str, str] = {}
    for where, words in classes:
        read = list(dict.fromkeys(_reading(words)))
        if len(read) < 2:
            raise FormatError(f"{where}: a class has two words or more, got {' '.join(words)!r}")
        for word in read:
            if word in place:
                raise FormatError(
                    f"{where}: {word!r} stands in another class already: {place[word]}"
                )
            place[word] = where
        instead |= dict.fromkeys(read[1:], read[0])
    return instead


def _reading(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        if word.strip():
            yield read_word(word.strip())
