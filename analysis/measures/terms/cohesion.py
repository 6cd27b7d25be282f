"""Strings of characters: how often they occur, how firmly they hold, how freely they stand.

Every string is named by an integer. Names of length n come from sorting pairs (name of the first
n - 1 characters, last character), so that nothing is hashed and equal names are equal strings; a
string whose beginning or end is too rare is never named (a string cannot be commoner than its
parts).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.distinct import distinct, numbered
from corpus.folding.codepoints import code_points

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Strings(NamedTuple):
    """Strings of two characters and more, in code-point order within each length."""

    strings: tuple[str, ...]
    counts: Ints
    """Shape (n,): occurrences."""
    texts: Ints
    """Shape (n,): texts that hold it."""
    pmi: Floats
    """Shape (n,), bits: pointwise mutual information at the weakest division."""
    left_entropy: Floats
    """Shape (n,), bits: entropy of the characters before it."""
    right_entropy: Floats
    """Shape (n,), bits."""
    whole: Floats
    """Shape (n,): share of its places that begin and end between words; 1 if none are given."""


def find_strings(
    texts: Sequence[str], *, least: int, longest: int, words: Sequence[Ints] | None = None
) -> Strings:
    """Measure every string of Han characters that occurs often enough.

    The mutual information of a division is ``log2(p(xy) / (p(x) p(y)))`` with p the share of all
    Han characters' places; the weakest division counts. The entropy is that of the characters
    next to the string; where no Han character stands there, the place is a neighbour of its own,
    because a string at a boundary is free there.

    Parameters
    ----------
    texts
        Any texts.
    least
        Occurrences a string needs.
    longest
        Characters of the longest string.
    words
        For each text the offsets at which its words begin, ascending.

    Returns
    -------
    Strings

    Examples
    --------
    >>> found = find_strings(["舆论引导，舆论导向，网络舆论"], least=2, longest=3)
    >>> found.strings, found.counts.tolist()
    (('舆论',), [3])

    舆 and 论 stand three times each among 12 characters: log2((3/12) / (3/12 · 3/12)) = 2 bits.
    After 舆论 stand 引, 导 and an end: log2 3; before it, twice a start, and 络.

    >>> found.pmi.tolist(), found.right_entropy.round(3).tolist()
    ([2.0], [1.585])
    """
    codes, text_of = _joined(texts)
    n = len(codes)
    han = codes > 0
    # names[k][i]: the string of k characters at place i, -1 if it is too rare or leaves its run
    names: list[Ints] = [np.zeros(0, np.int64), _ranks(codes, han)]
    counts: list[Ints] = [np.zeros(0, np.int64), np.bincount(names[1][han])]
    found: list[tuple[int, Ints, Ints]] = []
    for length in range(2, longest + 1):
        previous = names[length - 1]
        starts = np.flatnonzero(previous[:-1] >= 0) if length > 2 else np.flatnonzero(han[:-1])
        starts = starts[starts + length <= n]
        # frequent only if both the beginning and the end are
        starts = starts[previous[starts + 1] >= 0]
        width = int(names[1].max(initial=0)) + 1
        pairs = previous[starts] * width + names[1][starts + length - 1]
        first, name, count = numbered(pairs)
        common = count >= least
        renamed = np.cumsum(common) - 1
        own = np.full(n, -1, dtype=np.int64)
        kept = common[name]
        own[starts[kept]] = renamed[name[kept]]
        if not common.any():
            break
        names.append(own)
        counts.append(count[common])
        found.append((length, starts[first[common]], count[common]))
    return _measured(codes, text_of, names, counts, found, _edges(texts, words, n))


def branching_entropy(owners: Ints, neighbours: Ints, n: int) -> Floats:
    """Entropy in bits of the neighbours of each of ``n`` strings.

    Parameters
    ----------
    owners
        Shape (places,): which string stands there.
    neighbours
        Shape (places,): its neighbour, or 0 for a boundary, each of which is a neighbour of its
        own.

    Returns
    -------
    ndarray
        Shape (n,), float64.

    Examples
    --------
    Neighbours 7, 7, 8, 9: ½ bit · 1 + 2 · ¼ · 2 bits = 1.5.

    >>> branching_entropy(np.array([0, 0, 0, 0, 1, 1]), np.array([7, 7, 8, 9, 0, 0]), 2).tolist()
    [1.5, 1.0]
    """
    sizes = np.bincount(owners, minlength=n).astype(np.float64)
    width = int(neighbours.max(initial=0)) + 1
    inner = neighbours > 0
    pairs = np.sort(owners[inner] * width + neighbours[inner])
    begins = np.flatnonzero(np.diff(pairs, prepend=-1))
    counts = np.diff(begins, append=len(pairs))
    holder = pairs[begins] // width
    share = counts / sizes[holder]
    entropy = np.bincount(holder, -share * np.log2(share), minlength=n).astype(np.float64)
    alone = np.bincount(owners[~inner], minlength=n)
    known = sizes > 0
    entropy[known] += alone[known] / sizes[known] * np.log2(sizes[known])
    return entropy


def _joined(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """Han characters of all texts as code points, everything else 0; and each place's text."""
    lengths = np.array([len(text) + 1 for text in texts], dtype=np.int64)
    whole = "".join(text + "\n" for text in texts)
    codes = code_points(whole).astype(np.int64)
    han = (
        ((codes >= 0x4E00) & (codes <= 0x9FFF))
        | ((codes >= 0x3400) & (codes <= 0x4DBF))
        | ((codes >= 0x20000) & (codes <= 0x3FFFF))
        | (codes == 0x3007)
    )
    return np.where(han, codes, 0), np.repeat(np.arange(len(texts)), lengths)


def _edges(texts: Sequence[str], words: Sequence[Ints] | None, n: int) -> NDArray[np.bool_]:
    """Whether a word begins at each place of the joined texts; true everywhere if unknown."""
    if words is None:
        return np.ones(n + 1, dtype=bool)
    edges = np.zeros(n + 1, dtype=bool)
    start = 0
    for text, begins in zip(texts, words, strict=True):
        edges[start + begins] = True
        start += len(text) + 1
        edges[start - 1 : start] = True  # after a text's last word
    return edges


def _ranks(codes: Ints, han: NDArray[np.bool_]) -> Ints:
    """Characters as ranks from 0 in code-point order; -1 for what is no Han character."""
    ranks = np.full(len(codes), -1, dtype=np.int64)
    known = distinct(codes[han])
    number = np.zeros(int(known.max(initial=0)) + 1, dtype=np.int64)
    number[known] = np.arange(len(known))
    ranks[han] = number[codes[han]]
    return ranks


def _measured(
    codes: Ints,
    text_of: Ints,
    names: Sequence[Ints],
    counts: Sequence[Ints],
    found: Sequence[tuple[int, Ints, Ints]],
    edges: NDArray[np.bool_],
) -> Strings:
    total = float(np.count_nonzero(codes))
    strings: list[str] = []
    columns: list[tuple[Ints | Floats, ...]] = []
    padded = np.concatenate([[0], codes, [0]])
    for length, first, count in found:
        windows = codes[first[:, None] + np.arange(length)].astype("<u4")
        text = windows.tobytes().decode("utf-32-le")
        strings += [text[at : at + length] for at in range(0, len(text), length)]
        weakest = np.full(len(first), np.inf)
        for head in range(1, length):
            left = counts[head][names[head][first]]
            right = counts[length - head][names[length - head][first + head]]
            weakest = np.minimum(weakest, np.log2(count * total / (left * right)))
        places = np.flatnonzero(names[length] >= 0)
        owners = names[length][places]
        holders = distinct(owners * (int(text_of[-1]) + 1) + text_of[places])
        columns.append(
            (
                count.astype(np.int64),
                np.bincount(holders // (int(text_of[-1]) + 1), minlength=len(first)),
                weakest,
                branching_entropy(owners, padded[places], len(first)),
                branching_entropy(owners, padded[places + length + 1], len(first)),
                np.bincount(owners, edges[places] & edges[places + length]) / count,
            )
        )
    if not columns:
        nothing, none = np.zeros(0, np.int64), np.zeros(0)
        return Strings((), nothing, nothing, none, none, none, none)
    return Strings(tuple(strings), *map(np.concatenate, zip(*columns, strict=True)))
