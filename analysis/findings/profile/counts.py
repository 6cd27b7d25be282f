"""One pass over the documents: the counts that their profiles are made of, in columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from analysis.measures.terms.unit_words import inside
from corpus.collection import Corpus
from corpus.folding.codepoints import code_points
from corpus.model import Document, Spans
from corpus.units import heading_mask
from corpus.words.numbered_tokens import NumberedTokens
from corpus.words.protected import DATE, MASK, NUMBER_TAG, TITLE
from corpus.words.stopwords import stopwords
from corpus.words.tokens import NOT_WORDS, Tokenizer

Integers = NDArray[np.int64]

LEXICAL_TAGS = ("n", "v", "a", "i", "j", "l", "z", "un", TITLE)
"""Tags of words that name things, doings and properties: the numerator of lexical density."""
SERIES = 3
"""Clauses of equal length that make a series: two may be equal by chance."""
SHORTEST_CLAUSE, LONGEST_CLAUSE = 3, 8
"""Han characters of a clause of a slogan."""
CLASSES = ("n", "v", "a", "d", "c")
"""First letters of the tags that are counted apart: nouns, verbs, adjectives, adverbs,
conjunctions."""
_SENTENCE_ENDS = "。！？!?"
_CLAUSE_ENDS = "，；、：,;:"
_HAN_RANGES = ((0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF),
               (0x20000, 0x3FFFF))  # fmt: skip
_LAST_BLANK = 0x3000
_HAN, _BLANK, _CLAUSE_END, _SENTENCE_END, _LINE_END = 1, 2, 3, 4, 5  # what ends is 3 and more
# Within a date or title a placeholder is a run of these signs that no other letter touches.
_SIGNS = re.compile("(?<![A-Za-z])[xX×ⅹⅩх_*＊○□]+(?![A-Za-z])")

COUNTS = ("characters", "printed", "han", "lexical", "sections", "depth", "paragraphs", "points",
          "figures", "dates", "titles", "placeholders", "masked", "official", "parallel",
          *CLASSES)  # fmt: skip
"""What is counted; depth is the greatest, all others are sums."""


@dataclass(frozen=True)
class Looks:
    """What one pass over documents finds."""

    ids: tuple[str, ...]
    counts: dict[str, Integers]
    """Name of a count → shape (n,); the names are :data:`COUNTS`."""
    terms: tuple[str, ...]
    """Every word once."""
    words: Integers
    """The words of all documents in a row: places in ``terms``."""
    word_bounds: Integers
    """Shape (n + 1,): the words of document i are ``words[word_bounds[i]:word_bounds[i + 1]]``."""
    sentences: Integers
    """Printed characters of each sentence, headings apart."""
    sentence_bounds: Integers
    clauses: Integers
    """Han characters of each clause that has any."""
    clause_bounds: Integers

    def together(self, rows: Integers) -> Looks:
        """Look at some documents, in a row, as at one."""
        return Looks(
            ("",),
            {
                name: np.array([held[rows].max(initial=0) if name == "depth" else held[rows].sum()])
                for name, held in self.counts.items()
            },
            self.terms,
            *_one(self.words, self.word_bounds, rows),
            *_one(self.sentences, self.sentence_bounds, rows),
            *_one(self.clauses, self.clause_bounds, rows),
        )


def look_at(corpus: Corpus, tokenizer: Tokenizer, shared: Sequence[Spans] | None = None) -> Looks:
    """Count what profiles are made of, in one pass over the documents.

    Parameters
    ----------
    corpus
        The documents.
    tokenizer
        Cuts their texts into words.
    shared
        For each document spans of its source to leave out, shape (n, 2), such as boilerplate.
    """
    numbers: dict[str, int] = {}
    portions = []
    first = 0
    for tokens in tokenizer.number(document.text for document in corpus):
        last = first + len(tokens)
        documents = [corpus[row] for row in range(first, last)]
        left_out = None if shared is None else shared[first:last]
        portions.append(_portion(documents, tokens, left_out, numbers))
        first = last
    return Looks(
        tuple(document.id for document in corpus),
        {name: _joined([p.counts[name] for p in portions]) for name in COUNTS},
        tuple(numbers),
        *_all((p.words, p.word_bounds) for p in portions),
        *_all((p.sentences, p.sentence_bounds) for p in portions),
        *_all((p.clauses, p.clause_bounds) for p in portions),
    )


def _portion(
    documents: Sequence[Document],
    tokens: NumberedTokens,
    shared: Sequence[Spans] | None,
    numbers: dict[str, int],
) -> Looks:
    text = "".join(document.text for document in documents)
    kinds = _kinds()[code_points(text)]
    bounds = np.cumsum([0, *(d.body.end - d.body.start for d in documents)])
    away = None if shared is None else _away(documents, bounds, shared)
    sentences, sentence_bounds = _sentences(documents, kinds, bounds, away)
    if away is not None:
        kinds, bounds = kinds[~away], np.concatenate([[0], np.cumsum(~away)])[bounds]
    han = _sums(kinds == _HAN, bounds)
    clauses, clause_bounds, parallel = _clauses(kinds, bounds)
    kept, edges = _kept(documents, tokens, shared)
    of_types = _of_types(tokens)
    is_word = of_types.pop("word")
    number = np.full(len(tokens.words), -1, dtype=np.int64)
    for row in np.flatnonzero(is_word).tolist():
        number[row] = numbers.setdefault(tokens.words[row], len(numbers))
    words = number[kept]
    counts = {name: _sums(values[kept], edges) for name, values in of_types.items()}
    counts |= {
        "characters": np.diff(bounds),
        "printed": np.diff(bounds) - _sums(_blank(kinds), bounds),
        "han": han,
        "parallel": parallel,
        "sections": _each(len(d.sections) for d in documents),
        "depth": _each(max((s.depth for s in d.sections), default=0) for d in documents),
        "paragraphs": _each(len(d.paragraphs) for d in documents),
        "points": _each(
            sum(len(found.items) for found in d.lists if found.style != "款") for d in documents
        ),
    }
    there = np.concatenate([[0], np.cumsum(words >= 0)])
    return Looks(
        (),
        counts,
        (),
        words[words >= 0],
        there[edges],
        sentences,
        sentence_bounds,
        clauses,
        clause_bounds,
    )


@cache
def _kinds() -> NDArray[np.uint8]:
    """The kind of every character: Han, blank, an end of a clause or sentence, another."""
    table = np.zeros(0x110000, dtype=np.uint8)
    for first, last in _HAN_RANGES:
        table[first : last + 1] = _HAN
    table[[point for point in range(_LAST_BLANK + 1) if chr(point).isspace()]] = _BLANK
    table[list(map(ord, _CLAUSE_ENDS))] = _CLAUSE_END
    table[list(map(ord, _SENTENCE_ENDS))] = _SENTENCE_END
    table[ord("\n")] = _LINE_END
    return table


def _blank(kinds: NDArray[np.uint8]) -> NDArray[np.bool_]:
    return (kinds == _BLANK) | (kinds == _LINE_END)


def _away(
    documents: Sequence[Document], bounds: Integers, shared: Sequence[Spans]
) -> NDArray[np.bool_]:
    """Which characters of the documents lie in what is left out."""
    parts = [np.zeros(0, dtype=np.bool_)]
    for document, spans, (first, last) in zip(
        documents, shared, pairwise(bounds.tolist()), strict=True
    ):
        parts.append(inside(np.arange(last - first) + document.body.start, spans))
    return np.concatenate(parts)


def _sentences(
    documents: Sequence[Document],
    kinds: NDArray[np.uint8],
    bounds: Integers,
    away: NDArray[np.bool_] | None,
) -> tuple[Integers, Integers]:
    """Printed characters of each sentence, headings apart, and those that are mostly shared."""
    printed = np.concatenate([[0], np.cumsum(~_blank(kinds))])
    gone = None if away is None else np.concatenate([[0], np.cumsum(away)])
    found, many = [np.zeros(0, dtype=np.int64)], [0]
    for document, first in zip(documents, bounds.tolist(), strict=False):
        spans = document.sentences - document.body.start + first
        kept = ~heading_mask(document)
        if gone is not None:
            kept &= 2 * (gone[spans[:, 1]] - gone[spans[:, 0]]) <= spans[:, 1] - spans[:, 0]
        spans = spans[kept]
        found.append(printed[spans[:, 1]] - printed[spans[:, 0]])
        many.append(len(spans))
    return np.concatenate(found), np.cumsum(many)


def _clauses(kinds: NDArray[np.uint8], bounds: Integers) -> tuple[Integers, Integers, Integers]:
    """Han characters of each clause that has any, and of each text those in series of equal ones.

    Returns
    -------
    lengths : ndarray
        Shape (n clauses,).
    bounds : ndarray
        Shape (n texts + 1,): where the clauses of each text begin.
    parallel : ndarray
        Shape (n texts,): Han characters in series.
    """
    size = len(kinds)
    begins = np.zeros(size + 1, dtype=np.bool_)
    begins[bounds] = True
    sentence = begins.copy()
    begins[1:] |= kinds >= _CLAUSE_END
    sentence[1:] |= kinds >= _SENTENCE_END
    starts = np.flatnonzero(begins)
    before = np.concatenate([[0], np.cumsum(kinds == _HAN)])[np.append(starts, size)]
    lengths, number = np.diff(before), np.cumsum(sentence)[starts]
    spoken = lengths > 0
    lengths, number, starts = lengths[spoken], number[spoken], starts[spoken]
    edges = np.searchsorted(starts, bounds)
    fresh = np.ones(len(lengths), dtype=np.bool_)
    fresh[1:] = (number[1:] != number[:-1]) | (lengths[1:] != lengths[:-1])
    firsts = np.flatnonzero(fresh)
    times, length = np.diff(firsts, append=len(lengths)), lengths[firsts]
    series = (times >= SERIES) & (length >= SHORTEST_CLAUSE) & (length <= LONGEST_CLAUSE)
    total = np.concatenate([[0], np.cumsum(times * length * series)])
    return lengths, edges, np.diff(total[np.searchsorted(firsts, edges)])


def _kept(
    documents: Sequence[Document], tokens: NumberedTokens, shared: Sequence[Spans] | None
) -> tuple[Integers, Integers]:
    """The types of the tokens that begin outside of what is left out, and where texts begin."""
    if shared is None:
        return tokens.types, tokens.bounds
    outside = [np.zeros(0, dtype=np.bool_)]
    for document, spans, (first, last) in zip(
        documents, shared, pairwise(tokens.bounds.tolist()), strict=True
    ):
        outside.append(~inside(tokens.starts[first:last] + document.body.start, spans))
    kept = np.concatenate(outside)
    return tokens.types[kept], np.concatenate([[0], np.cumsum(kept)])[tokens.bounds]


def _of_types(tokens: NumberedTokens) -> dict[str, Integers]:
    """What each type adds to the counts."""
    official = stopwords(["official"])
    known = {tag: _of_tag(tag) for tag in set(tokens.tags)}
    rows = []
    for word, tag in zip(tokens.words, tokens.tags, strict=True):
        of_tag = known[tag]
        signs = _signs(word, tag)
        masked = sum(map(len, signs)) if signs else 0
        rows.append((*of_tag, len(signs), masked, of_tag[0] and word in official))
    names = ("word", "lexical", "figures", "dates", "titles", *CLASSES, "placeholders", "masked",
             "official")  # fmt: skip
    table = np.array(rows, dtype=np.int64).reshape(-1, len(names))
    return dict(zip(names, table.T, strict=True))


def _of_tag(tag: str) -> tuple[bool, ...]:
    """What every word with a tag adds; first whether it is a word at all."""
    is_word = tag not in NOT_WORDS
    lexical = is_word and tag.startswith(LEXICAL_TAGS)
    classes = (is_word and tag[:1] == letter for letter in CLASSES)
    return (is_word, lexical, tag == NUMBER_TAG, tag == DATE, tag == TITLE, *classes)


def _signs(word: str, tag: str) -> list[str]:
    """The placeholders in a word."""
    if tag == MASK:
        return [word]
    return _SIGNS.findall(word) if tag in (DATE, TITLE) else []


def _sums(values: NDArray[np.bool_] | Integers, bounds: Integers) -> Integers:
    """Sums of values between bounds."""
    return np.diff(np.concatenate([[0], np.cumsum(values, dtype=np.int64)])[bounds])


def _each(values: Iterator[int]) -> Integers:
    return np.fromiter(values, dtype=np.int64)


def _joined(parts: Sequence[Integers]) -> Integers:
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])


def _all(parts: Iterator[tuple[Integers, Integers]]) -> tuple[Integers, Integers]:
    held = list(parts)
    sizes = np.concatenate([[0], *(np.diff(bounds) for _, bounds in held)])
    return _joined([values for values, _ in held]), np.cumsum(sizes).astype(np.int64)


def _one(values: Integers, bounds: Integers, rows: Integers) -> tuple[Integers, Integers]:
    """The values of some rows as those of one."""
    kept = _joined([values[bounds[row] : bounds[row + 1]] for row in rows.tolist()])
    return kept, np.array([0, len(kept)], dtype=np.int64)
