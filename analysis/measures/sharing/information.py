"""How much a sentence says that others do not: the rarity of its character pairs, summed up.

The rarity of a pair of neighbouring characters is log₂((F + 1) / f), where F families are there
and f of them have the pair: inverse document frequency (Spärck Jones 1972, "A statistical
interpretation of term specificity", Journal of Documentation 28) with copies counted once. The sum
grows with length; words that everybody uses add next to nothing; figures and names, whose pairs
are rare, add most.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.distinct import distinct
from analysis.measures.arrays.shingles import Ints


def information(
    codes: NDArray[np.uint32], bounds: Ints, voters: Ints, edges: Ints
) -> NDArray[np.float64]:
    """Bits that each sentence adds to what other families say.

    Parameters
    ----------
    codes
        Folded characters of all texts, figures kept as they are, shape (n,).
    bounds
        Shape (texts + 1,): where each text starts, and the last one ends.
    voters
        Shape (texts,): who votes for each text.
    edges
        Shape (s + 1,): sentence ``i`` has the characters ``edges[i]:edges[i + 1]``; sentences
        need not go on to the last text.

    Returns
    -------
    ndarray
        Shape (s,). A pair that a sentence has twice counts once.

    Examples
    --------
    Two families; 甲乙 is in both, log₂(3/2); 乙丙 and 乙丁 in one each, log₂ 3.

    >>> text = np.frombuffer("甲乙丙甲乙丁".encode("utf-32-le"), np.uint32)
    >>> bits = information(text, np.array([0, 3, 6]), np.array([0, 1]), np.array([0, 3, 6]))
    >>> bits.round(3).tolist()
    [2.17, 2.17]
    """
    sentences = len(edges) - 1
    if len(codes) < 2:
        return np.zeros(sentences)
    pair = (codes[:-1].astype(np.uint64) << np.uint64(32)) | codes[1:]
    inside = np.ones(len(pair), dtype=bool)
    inside[bounds[1:-1][(bounds[1:-1] > 0) & (bounds[1:-1] < len(codes))] - 1] = False
    place = np.flatnonzero(inside)
    _, number = np.unique(pair[place], return_inverse=True)
    kinds = int(number.max(initial=-1)) + 1
    voter = np.repeat(voters, np.diff(bounds))[place]
    width = int(voters.max(initial=0)) + 1
    held = distinct(number * width + voter) // width
    families = np.bincount(held, minlength=kinds)
    there = len(distinct(voters[np.diff(bounds) > 0]))
    rarity = np.log2((there + 1) / families)
    # pairs that stand wholly inside a sentence, each once
    sentence = np.searchsorted(edges, place, side="right") - 1
    whole = (sentence >= 0) & (sentence < sentences)
    whole[whole] = place[whole] + 1 < edges[sentence[whole] + 1]
    mine = distinct(sentence[whole] * kinds + number[whole])
    bits = np.bincount(mine // max(kinds, 1), weights=rarity[mine % kinds], minlength=sentences)
    return bits.astype(np.float64)
