"""A name for each theme that a person would give it: a phrase from its headings, not a word salad.

Candidates are runs of content words in the theme's headings (numbering, stop words and verbs that
only urge are gone: 强化理论学习 leaves 理论学习) and, where there are no headings, in its text. The
best one says most of what marks the theme, stands in many of its passages and few others, and
occurs in several families of documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log2

import numpy as np
from numpy.typing import NDArray

from analysis.findings.themes.units import ThemeUnit, rules

LONGEST_LABEL = 12  # characters of a label
SHORTEST_LABEL = 3
MOST_WORDS = 4
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
    found = _candidates(weighed)
    scores = []
    for theme, salience in enumerate(weighed.salience):
        first = sorted(salience, key=lambda word: (-salience[word], word))[:MARKING]
        scores.append(
            sorted(
                (-_score(seen, theme, weighed), phrase)
                for phrase, seen in found.items()
                if not seen.marks.isdisjoint(first) and theme in seen.themes
            )
        )
    return _distinct(scores, weighed)


@dataclass
class _LabelPlaces:
    """Where a candidate stands."""

    words: tuple[str, ...]
    rows: set[int] = field(default_factory=set)
    headings: set[int] = field(default_factory=set)
    themes: set[int] = field(default_factory=set)

    @property
    def marks(self) -> frozenset[str]:
        return frozenset(self.words)


def _candidates(weighed: LabelEvidence) -> dict[str, _LabelPlaces]:
    found: dict[str, _LabelPlaces] = {}
    for row, passage in enumerate(weighed.passages):
        if weighed.theme[row] < 0:
            continue
        for words, heading in ((passage.heading_words, True), (passage.words, False)):
            for phrase in label_phrases(words):
                seen = found.setdefault("".join(phrase), _LabelPlaces(phrase))
                seen.rows.add(row)
                seen.themes.add(int(weighed.theme[row]))
                if heading:
                    seen.headings.add(row)
    return found


def label_phrases(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield runs of words that were neighbours, of a fitting length, without empty edges.

    >>> list(label_phrases(["强化", "理论", "学习", "", "党委", "领导"]))
    [('强化', '理论'), ('强化', '理论', '学习'), ('理论', '学习')]
    """
    urging, trailing, beside = (
        frozenset(rules()["heading"][name]) for name in ("urging", "trailing", "beside")
    )
    run: list[str] = []
    for word in (*words, ""):
        if word:
            run.append(word)
            continue
        for first in range(len(run)):
            for last in range(first + 1, min(len(run), first + MOST_WORDS) + 1):
                phrase = tuple(run[first:last])
                length = sum(map(len, phrase))
                if (
                    SHORTEST_LABEL <= length <= LONGEST_LABEL
                    and phrase[0] not in urging
                    and phrase[0] not in beside
                    and phrase[-1] not in trailing
                ):
                    yield phrase
        run = []


def _score(seen: _LabelPlaces, theme: int, weighed: LabelEvidence) -> float:
    inside = [row for row in sorted(seen.rows) if weighed.theme[row] == theme]
    named = [row for row in sorted(seen.headings) if weighed.theme[row] == theme]
    salience = weighed.salience[theme]
    weights = [salience.get(word, 0.0) for word in seen.words]
    meaning = sum(weights) / len(weights) ** 0.75  # two good words say a little more than one
    purity = len(inside) / len(seen.rows)
    spread = len({int(weighed.families[row]) for row in inside})
    titles = len({int(weighed.families[row]) for row in named})
    loose = 0 if titles else max(0, len(seen.words) - 2)
    name = (1 + HEADING_BONUS * log2(1 + titles)) * LOOSE_WORD_WEIGHT**loose
    return meaning**2 * purity * (ONE_FAMILY_WEIGHT + log2(spread)) * name


def _distinct(scores: Sequence[Sequence[tuple[float, str]]], weighed: LabelEvidence) -> list[str]:
    labels: list[str] = []
    for theme, ranked in enumerate(scores):
        taken = set(labels)
        free = (name for score, name in ranked if score < 0 and name not in taken)
        words = sorted(weighed.salience[theme].items(), key=lambda item: (-item[1], item[0]))
        fallback = "、".join(word for word, _ in words[:2])
        labels.append(next(free, fallback))
    return labels
