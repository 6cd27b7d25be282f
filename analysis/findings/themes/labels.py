"""A name for each theme that a person would give it: a phrase from its headings, not a word salad.

Candidates are runs of content words in the theme's headings (numbering, stop words and verbs that
only urge are gone: 强化理论学习 leaves 理论学习) and, where there are no headings, in its text. The
best one says most of what marks the theme, stands in many of its passages and few others, and
occurs in several families of documents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

import numpy as np
from numpy.typing import NDArray

from analysis.findings.themes.phrases import LabelPlaces, candidates
from analysis.findings.themes.units import ThemeUnit

MARKING = 10  # a label has one of this many words that mark the theme most
ONE_FAMILY_WEIGHT = 0.25  # a phrase of one family alone is that family's own way of speaking
HEADING_BONUS = 2.0  # who wrote the heading has named the subject already
LOOSE_WORD_WEIGHT = (
    0.5  # for each word beyond two that nobody has put into a heading: a salad, not a phrase
)


@dataclass(frozen=True)
class LabelEvidence:
    """What the labels are chosen from, for all themes at once."""

    passages: Sequence[ThemeUnit]
    families: NDArray[np.int64]
    """Shape (n passages,)."""
    theme: NDArray[np.int64]
    """Shape (n passages,): the theme of each passage, -1 for none."""
    salience: Sequence[Mapping[str, float]]
    """For each theme, how much each word marks it against the others, 0 to 1."""


def label_themes(weighed: LabelEvidence) -> list[str]:
    """Name every theme; no two get the same name.

    Returns
    -------
    list of str
        A phrase for each theme; where nothing qualifies, its two most salient words.
    """
    firsts = [
        frozenset(sorted(salience, key=lambda word: (-salience[word], word))[:MARKING])
        for salience in weighed.salience
    ]
    found = candidates(
        [(p.heading_words, p.words) for p in weighed.passages],
        weighed.theme,
        weighed.families,
        frozenset().union(*firsts),
    )
    scores: list[list[tuple[float, str]]] = [[] for _ in firsts]
    for name, place in found:
        # the last themes are parts of reports, which have their names already
        if place.theme < len(firsts) and not firsts[place.theme].isdisjoint(place.words):
            scores[place.theme].append((-_score(place, weighed.salience[place.theme]), name))
    return _distinct([sorted(ranked) for ranked in scores], weighed)


def _score(place: LabelPlaces, salience: Mapping[str, float]) -> float:
    weights = [salience.get(word, 0.0) for word in place.words]
    meaning = sum(weights) / len(weights) ** 0.75  # two good words say a little more than one
    purity = place.inside / place.passages
    loose = 0 if place.titles else max(0, len(place.words) - 2)
    name = (1 + HEADING_BONUS * log2(1 + place.titles)) * LOOSE_WORD_WEIGHT**loose
    return meaning**2 * purity * (ONE_FAMILY_WEIGHT + log2(place.families)) * name


def _distinct(scores: Sequence[Sequence[tuple[float, str]]], weighed: LabelEvidence) -> list[str]:
    labels: list[str] = []
    for theme, ranked in enumerate(scores):
        taken = set(labels)
        free = (name for score, name in ranked if score < 0 and name not in taken)
        words = sorted(weighed.salience[theme].items(), key=lambda item: (-item[1], item[0]))
        fallback = "、".join(word for word, _ in words[:2])
        labels.append(next(free, fallback))
    return labels
