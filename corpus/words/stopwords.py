"""Words that carry no subject, in three layers that can be switched one by one.

``function``: particles, pronouns, prepositions, conjunctions, adverbs, measure words;
``enumerator``: counting words and placeholders; ``official``: the auxiliaries of official prose
(进一步, 切实, 认真落实 …), which say nothing *here* and may well matter elsewhere. The lists, each
word with its source, are ``resources/stopwords.tsv``.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from functools import cache
from typing import NamedTuple

from corpus.errors import FormatError, SettingsError
from corpus.folding.reading import read_words
from corpus.system.resource import resource
from corpus.words.lexicon import read_lines

LAYERS = ("function", "enumerator", "official")


StopWords = Collection[str] | os.PathLike[str] | None
"""Words that do not count, or the path of a file with them; None: the list that comes along."""


class StopWord(NamedTuple):
    """A word, the layer it belongs to, and why it is there."""

    word: str
    layer: str
    source: str


def stopwords(layers: Iterable[str] = LAYERS) -> frozenset[str]:
    """Return the words of some layers.

    Parameters
    ----------
    layers
        Any of ``"function"``, ``"enumerator"``, ``"official"``.

    Raises
    ------
    SettingsError
        If there is no such layer.

    >>> "进一步" in stopwords(), "进一步" in stopwords(["function"])
    (True, False)
    """
    wanted = (layers,) if isinstance(layers, str) else tuple(layers)
    unknown = [layer for layer in wanted if layer not in LAYERS]
    if unknown:
        raise SettingsError.of("setting-layer", name=repr(unknown[0]), names=", ".join(LAYERS))
    return frozenset(entry.word for entry in stopword_table() if entry.layer in wanted)


def stopwords_of(given: StopWords) -> frozenset[str]:
    """Return the words that do not count, as they read: the usual ones where none are given.

    Parameters
    ----------
    given
        Words, or the path of a file with them (:func:`read_stopwords`); None: all layers of the
        list that comes with the project.

    Raises
    ------
    SettingsError
        If it is one string, whose characters would be taken for words, or holds no strings.

    >>> sorted(stopwords_of(["群众", "學校"]))
    ['学校', '群众']
    """
    if given is None:
        return stopwords()
    if isinstance(given, os.PathLike):
        return read_stopwords(given)
    words = [given] if isinstance(given, str | bytes) or not isinstance(given, Iterable) else given
    several = list(words)
    if words is not given or not all(isinstance(word, str) for word in several):
        raise SettingsError.of("setting-words", given=repr(given)[:40])
    return read_words(several)


def read_stopwords(path: str | os.PathLike[str]) -> frozenset[str]:
    """Read a user's list: words separated by blanks or line ends, ``#`` begins a comment.

    ``@function``, ``@enumerator``, ``@official`` bring in a layer of the list that comes with the
    project, ``@all`` all of it. The words are taken as they read.

    Raises
    ------
    SourceError
        If the file cannot be read.
    FormatError
        If there is no such layer; the line is named.
    """
    found: set[str] = set()
    for number, line in read_lines(path):
        for word in line.split():
            if not word.startswith("@"):
                found.add(word)
            elif word[1:] in (*LAYERS, "all"):
                found |= stopwords(LAYERS if word == "@all" else [word[1:]])
            else:
                names = ", ".join(f"@{name}" for name in (*LAYERS, "all"))
                raise FormatError(f"{path}:{number}: {word!r} is no layer; expected {names}")
    return frozenset(read_words(found))


@cache
def stopword_table() -> tuple[StopWord, ...]:
    """Return all stop words with layer and source, in the order of the file.

    Raises
    ------
    FormatError
        If a line has an unknown layer.
    """
    text = resource("stopwords.tsv")
    entries = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith(("#", "word\t")):
            continue
        word, layer, source = line.split("\t")
        if layer not in LAYERS:
            raise FormatError(f"resources/stopwords.tsv:{number}: unknown layer {layer!r}")
        entries.append(StopWord(word, layer, source))
    return tuple(entries)
