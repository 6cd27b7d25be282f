"""Whether the headings of a corpus name subjects, or the parts that every text of a kind has.

基本案情, 裁判结果, 典型意义 stand in every report of a case: what a section is about its document
says, and not its heading. 理论学习, 网络舆情 stand in every report of a township, too, and are its
subjects. Words tell the two apart: sections of one name in different documents either speak of one
thing or do not.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from analysis.findings.themes.units import ThemeUnit
from analysis.measures.terms.counts import (
    count_terms,
    document_frequency,
    inverse_frequency,
    tf_idf,
    unit_length,
)

LEAST_DOCUMENTS = 0.5  # of those with sections: what most have, texts of the kind have
LEAST_FAMILIES = 3  # two texts with the same headings may be a coincidence
LEAST_PASSAGES = 0.5  # of all: the corpus is mostly such parts


def headings_are_parts(passages: Sequence[ThemeUnit], owner: NDArray[np.int64]) -> bool:
    """Whether most passages stand under headings that recur without naming their subject.

    Parameters
    ----------
    passages
        All passages.
    owner
        Shape (n documents,): row of the document that votes for each.

    Returns
    -------
    bool
        True if headings that most documents have stand over most passages, and a passage is on
        average more like the others of its own document than like those of the same heading.
    """
    voting = [p for p in passages if owner[p.document] == p.document]
    titled = [p for p in voting if p.heading]
    holders: dict[str, set[int]] = {}
    for passage in titled:
        holders.setdefault(passage.heading, set()).add(passage.document)
    least = max(LEAST_FAMILIES, LEAST_DOCUMENTS * len({p.document for p in titled}))
    recurring = sorted(name for name, found in holders.items() if len(found) >= least)
    number = {name: place for place, name in enumerate(recurring)}
    kept = [p for p in titled if p.heading in number]
    if len(kept) < max(1.0, LEAST_PASSAGES * len(voting)):
        return False
    scores = _words(kept)
    names = np.array([number[p.heading] for p in kept], dtype=np.int64)
    documents = np.array([p.document for p in kept], dtype=np.int64)
    return _likeness(scores, documents, names) > _likeness(scores, names, documents)


def _words(passages: Sequence[ThemeUnit]) -> csr_array:
    """TF-IDF of the passages' own text, in which headings are no words."""
    counted = count_terms(
        [
            [word for word in passage.words if word and word not in passage.heading_words]
            for passage in passages
        ]
    ).matrix
    frequency, n = document_frequency(counted)
    return unit_length(tf_idf(counted, inverse_frequency(frequency, n), sublinear=True))


def _likeness(scores: csr_array, group: NDArray[np.int64], other: NDArray[np.int64]) -> float:
    """Mean cosine of two rows of one group that differ in the other."""
    pairs, cosines = _within(scores, group)
    width = int(other.max(initial=0)) + 1
    same, of_same = _within(scores, group * width + other)
    return (cosines - of_same) / (pairs - same) if pairs > same else 0.0


def _within(scores: csr_array, group: NDArray[np.int64]) -> tuple[float, float]:
    """Ordered pairs of rows in one group, and the sum of their cosines."""
    n = scores.shape[0]
    found, place = np.unique(group, return_inverse=True)
    member = csr_array((np.ones(n), (place, np.arange(n))), shape=(len(found), n))
    sums = member @ scores
    size = np.bincount(place)
    return float((size * size).sum()), float(sums.multiply(sums).sum())
