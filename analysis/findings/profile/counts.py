"""One pass over a document: the counts that its profile is made of."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from analysis.measures.terms.unit_words import inside
from corpus.model import Document, Spans
from corpus.units import heading_mask
from corpus.words.numbered_tokens import Tokens
from corpus.words.protected import DATE, MASK, NUMBER_TAG, TITLE
from corpus.words.stopwords import stopwords
from corpus.words.tokens import NOT_WORDS

LEXICAL_TAGS = ("n", "v", "a", "i", "j", "l", "z", "un", TITLE)
"""Tags of words that name things, doings and properties: the numerator of lexical density."""
SERIES = 3
"""Clauses of equal length that make a series: two may be equal by chance."""
SHORTEST_CLAUSE, LONGEST_CLAUSE = 3, 8
"""Han characters of a clause of a slogan."""
_SENTENCE_END = re.compile("[。！？!?\\n]")
_CLAUSE_END = re.compile("[，；、：,;:]")
_HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_BLANK = re.compile(r"\s")
# Within a date or title a placeholder is a run of these signs that no other letter touches.
_SIGNS = re.compile("(?<![A-Za-z])[xX×ⅹⅩх_*＊○□]+(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Look:
    """What one pass over a document finds."""

    id: str
    characters: int
    printed: int
    han: int
    words: list[str]
    lexical: int
    sections: int
    depth: int
    paragraphs: int
    sentence_lengths: list[int]
    points: int
    figures: int
    dates: int
    titles: int
    placeholders: int
    masked: int
    classes: Counter[str]
    """Words by the first letter of their tag."""
    clause_lengths: list[int]
    """Han characters of each clause that has any."""
    official: int
    parallel: int


def look_at(document: Document, tokens: Tokens, shared: Spans | None = None) -> Look:
    """Count what a profile is made of, in one pass over a document.

    Parameters
    ----------
    document
        The document.
    tokens
        Those of its text.
    shared
        Shape (n, 2): spans of the source to leave out, such as boilerplate.
    """
    text = document.text
    lengths = _printed_lengths(document, shared)
    if shared is not None:
        base = document.body.start
        tokens = _outside(tokens, base, shared)
        away = inside(np.arange(base, base + len(text)), shared).tolist()
        text = "".join(char for char, gone in zip(text, away, strict=True) if not gone)
    tags = Counter(tokens.tags)
    rows = [row for row, tag in enumerate(tokens.tags) if tag not in NOT_WORDS]
    placeholders, masked = _masked(tokens)
    clause_lengths, parallel = _clauses(text)
    official = stopwords(["official"])
    return Look(
        id=document.id,
        characters=len(text),
        printed=len(text) - len(_BLANK.findall(text)),
        han=len(_HAN.findall(text)),
        words=[tokens.words[row] for row in rows],
        lexical=sum(tokens.tags[row].startswith(LEXICAL_TAGS) for row in rows),
        sections=len(document.sections),
        depth=max((section.depth for section in document.sections), default=0),
        paragraphs=len(document.paragraphs),
        sentence_lengths=lengths,
        points=sum(len(found.items) for found in document.lists if found.style != "款"),
        figures=tags[NUMBER_TAG],
        dates=tags[DATE],
        titles=tags[TITLE],
        placeholders=placeholders,
        masked=masked,
        classes=Counter(tokens.tags[row][:1] for row in rows),
        clause_lengths=clause_lengths,
        official=sum(tokens.words[row] in official for row in rows),
        parallel=parallel,
    )


def _outside(tokens: Tokens, base: int, shared: Spans) -> Tokens:
    """The tokens that begin outside of some spans of the source."""
    kept = np.flatnonzero(~inside(tokens.starts + base, shared))
    rows = kept.tolist()
    words, tags = [tokens.words[row] for row in rows], [tokens.tags[row] for row in rows]
    return Tokens(tokens.starts[kept], tokens.ends[kept], words, tags)


def _clauses(text: str) -> tuple[list[int], int]:
    """Han characters of each clause that has any, and those in series of equal clauses."""
    every: list[int] = []
    parallel = 0
    for sentence in _SENTENCE_END.split(text):
        lengths = [len(_HAN.findall(clause)) for clause in _CLAUSE_END.split(sentence)]
        lengths = [length for length in lengths if length]
        every += lengths
        for length, run in groupby(lengths):
            times = len(list(run))
            if times >= SERIES and SHORTEST_CLAUSE <= length <= LONGEST_CLAUSE:
                parallel += times * length
    return every, parallel


def _masked(tokens: Tokens) -> tuple[int, int]:
    """How many placeholders there are, and how many characters they take."""
    number = characters = 0
    for word, tag in zip(tokens.words, tokens.tags, strict=True):
        if tag == MASK:
            number += 1
            characters += len(word)
        elif tag in (DATE, TITLE):
            found = _SIGNS.findall(word)
            number += len(found)
            characters += sum(map(len, found))
    return number, characters


def _printed_lengths(document: Document, shared: Spans | None) -> list[int]:
    """Printed characters of each sentence, headings apart, and those that are mostly shared."""
    headings = heading_mask(document)
    if shared is not None:
        places = np.arange(document.body.start, document.body.end + 1)
        gone = np.concatenate([[0], np.cumsum(inside(places, shared))])
        edges = gone[document.sentences - document.body.start]
        sizes = document.sentences[:, 1] - document.sentences[:, 0]
        headings = headings | (2 * (edges[:, 1] - edges[:, 0]) > sizes)
    return [
        sum(not c.isspace() for c in document[(start, end)])
        for (start, end), heading in zip(document.sentences.tolist(), headings, strict=True)
        if not heading
    ]
