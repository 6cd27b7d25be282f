"""The sentences that can hold a template, and frames cut back to whole words of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from analysis.measures.alignment.frames import CONSTANT, Frame
from corpus.collection import Corpus
from corpus.folding.codepoints import string_of
from corpus.folding.comparable import FoldedTexts, fold_many
from corpus.model import Document, Spans
from corpus.units import heading_mask
from corpus.words.numbered_tokens import Tokens
from corpus.words.tokens import Tokenizer

SHORTEST_SENTENCE = 12
"""Folded characters of a sentence that can hold a template: constant text and a value or two."""
LONGEST_SENTENCE = 400
"""Characters above which a sentence is a list or lacks its full stops; it is left aside."""
LOOSE_WORDS = frozenset("的地得了和及与或并等把将以在是为对向从也都还又各其中上下内")
"""Words that fill a gap without being a value."""


@dataclass(frozen=True, eq=False)
class Sentences:
    """The different sentences of a corpus, headings aside, each with its places."""

    items: tuple[Document, ...]
    rows: dict[str, int]
    voters: NDArray[np.int64]
    codes: list[NDArray[np.uint32]]
    places: list[list[int]]
    """Rows of ``folded`` where each stands."""
    folded: FoldedTexts
    spans: Spans
    owner: NDArray[np.int64]
    ends: NDArray[np.int64]

    def document(self, place: int) -> Document:
        """Return the document of a place."""
        return self.items[self.owner[place]]

    def span(self, place: int, start: int, stop: int) -> tuple[int, int]:
        """Source characters behind the codes ``[start, stop)`` of one place."""
        first = int(self.folded.bounds[place])
        shift = int(self.spans[place, 0])
        return (
            int(self.folded.offsets[first + start]) + shift,
            int(self.ends[first + stop - 1]) + shift,
        )

    def families(self, members: Sequence[int]) -> frozenset[int]:
        """Voters that have one of these sentences."""
        return frozenset().union(*(self.held[member] for member in members))

    @cached_property
    def held(self) -> list[frozenset[int]]:
        """Voters that have each sentence."""
        alone = [frozenset((voter,)) for voter in range(int(self.voters.max(initial=-1)) + 1)]
        of = self.voters[self.owner].tolist()
        return [
            alone[of[places[0]]] if len(places) == 1 else frozenset([of[place] for place in places])
            for places in self.places
        ]

    @cached_property
    def texts(self) -> list[str]:
        """The codes of each sentence as a string."""
        return [string_of(code) for code in self.codes]


def sentences_of(corpus: Corpus, voters: NDArray[np.int64], level: str) -> Sentences:
    """Collect the different sentences that can hold a template."""
    units = corpus.units("sentence")
    heads = [heading_mask(document) for document in corpus.items]
    body = ~np.concatenate([*heads, np.zeros(0, dtype=bool)])
    folded = fold_many(units.texts, level, digits="class")
    size = np.diff(folded.bounds)
    found: dict[bytes, list[int]] = {}
    fits = np.flatnonzero(body & (size >= SHORTEST_SENTENCE) & (size <= LONGEST_SENTENCE))
    written = folded.codes.tobytes()
    edges = folded.bounds * folded.codes.itemsize
    for place, a, b in zip(
        *(x.tolist() for x in (fits, edges[fits], edges[fits + 1])), strict=True
    ):
        found.setdefault(written[a:b], []).append(place)
    # by their codes, not by place: ties must not hang on the order of documents
    texts = sorted(found)
    codes = [np.frombuffer(text, dtype=np.uint32) for text in texts]
    places = [found[text] for text in texts]
    ends = folded.offsets + 1
    ends[folded.wide] = folded.stops
    rows = {document.id: row for row, document in enumerate(corpus.items)}
    return Sentences(
        corpus.items, rows, voters, codes, places, folded, units.spans, units.document, ends
    )


class WordBoundaries:
    """Cuts frames back to whole words.

    Parameters
    ----------
    sentences
        What the frames are of.
    tokenizer
        Cuts words.
    firsts
        The first members of all frames: they are cut together.
    """

    def __init__(self, sentences: Sentences, tokenizer: Tokenizer, firsts: Collection[int]) -> None:
        members = sorted(firsts)
        texts = [self._text(sentences, member) for member in members]
        self.edges = {
            member: self._edges(sentences, member, tokens)
            for member, tokens in zip(members, tokenizer.tokenize_many(texts), strict=True)
        }

    def whole(self, frame: Frame) -> Frame | None:
        """Cut a frame back to whole words of its first member; None if too little is left."""
        starts, stops, words = self.edges[frame.members[0]]
        trims: list[tuple[int, int] | None] = []
        for a, b in frame.stretches[0]:
            left = next((n for n in range(a, b) if n in starts), b)
            right = next((n for n in range(b, left, -1) if n in stops), left)
            trims.append((left - a, right - a) if right > left else None)
        kept = [n for n, trim in enumerate(trims) if trim is not None]
        while kept and self._loose(frame, kept[0], trims, words):
            kept.pop(0)
        while kept and self._loose(frame, kept[-1], trims, words):
            kept.pop()
        stretches = []
        for member in frame.stretches:
            row = []
            for n in kept:
                trim = trims[n]
                if trim is not None:
                    row.append((member[n][0] + trim[0], member[n][0] + trim[1]))
            stretches.append(tuple(row))
        if len(kept) < 2:
            return None
        whole = _joined(Frame(frame.members, tuple(stretches)))
        whole = self._edged(whole, words)
        return whole if len(whole.stretches[0]) > 1 and whole.constant >= CONSTANT else None

    def _loose(
        self,
        frame: Frame,
        number: int,
        trims: Sequence[tuple[int, int] | None],
        words: dict[int, str],
    ) -> bool:
        """Whether an outermost stretch is nothing but function words."""
        trim = trims[number]
        if trim is None:
            return True
        start = frame.stretches[0][number][0]
        inside = range(start + trim[0], start + trim[1])
        return all(words[n] in LOOSE_WORDS for n in inside if n in words)

    def _edged(self, frame: Frame, words: dict[int, str]) -> Frame:
        """Without function words at either end."""
        a, b = frame.stretches[0][0]
        drop = 0
        while a + drop < b and words.get(a + drop, "") in LOOSE_WORDS:
            drop += len(words[a + drop])
        c, d = frame.stretches[0][-1]
        last = 0
        while d - last - 1 > c and words.get(d - last - 1, "") in {"的", "和", "及", "与", "等"}:
            last += 1
        if (a + drop >= b) or (drop == 0 and last == 0):
            return frame
        stretches = []
        for member in frame.stretches:
            row = [*member]
            row[0] = (row[0][0] + drop, row[0][1])
            row[-1] = (row[-1][0], row[-1][1] - last)
            stretches.append(tuple(row))
        return Frame(frame.members, tuple(stretches))

    @staticmethod
    def _text(s: Sentences, member: int) -> str:
        place = s.places[member][0]
        begin, end = s.spans[place].tolist()
        return s.document(place).source.words[begin:end]

    @staticmethod
    def _edges(
        s: Sentences, member: int, tokens: Tokens
    ) -> tuple[set[int], set[int], dict[int, str]]:
        """Codes at which words start and stop, and the words by their starts."""
        place = s.places[member][0]
        offsets = s.folded.offsets[s.folded.bounds[place] : s.folded.bounds[place + 1]]
        first = np.searchsorted(offsets, tokens.starts).tolist()
        last = np.searchsorted(offsets, tokens.ends).tolist()
        words = {a: word for a, b, word in zip(first, last, tokens.words, strict=True) if b > a}
        return set(first), set(last), words


def _joined(frame: Frame) -> Frame:
    """Stretches that touch in every member are one."""
    stretches = [list(member[:1]) for member in frame.stretches]
    for n in range(1, len(frame.stretches[0])):
        touch = all(m[n][0] == m[n - 1][1] for m in frame.stretches)
        for out, member in zip(stretches, frame.stretches, strict=True):
            if touch:
                out[-1] = (out[-1][0], member[n][1])
            else:
                out.append(member[n])
    return Frame(frame.members, tuple(tuple(member) for member in stretches))
