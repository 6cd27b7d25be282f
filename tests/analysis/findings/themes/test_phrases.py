"""Phrases that may name a theme: every run of neighbours, with where it stands."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.findings.themes.phrases import MOST_WORDS, candidates

WORDS = ("学习", "理论", "学", "习理论", "校园", "")
PASSAGE = st.tuples(st.just(()), st.lists(st.sampled_from(WORDS), max_size=8))


def plainly(passages: list[tuple[tuple[str, ...], list[str]]], marks: set[str]) -> dict[str, int]:
    """The same by the definition: string → passages that hold it."""
    rows: dict[str, set[int]] = {}
    marked: set[str] = set()
    for row, (_, words) in enumerate(passages):
        for first in range(len(words)):
            for last in range(first + 1, min(len(words), first + MOST_WORDS) + 1):
                phrase = words[first:last]
                if "" in phrase or not 3 <= len("".join(phrase)) <= 12:
                    continue
                rows.setdefault("".join(phrase), set()).add(row)
                if marks & set(phrase):
                    marked.add("".join(phrase))
    return {name: len(rows[name]) for name in marked}


@given(st.lists(PASSAGE, max_size=5))
def test_all_phrases_with_a_marked_word_are_found_however_they_are_cut(
    passages: list[tuple[tuple[str, ...], list[str]]],
) -> None:
    nothing = np.zeros(len(passages), dtype=np.int64)
    found = candidates(passages, nothing, np.arange(len(passages)), {"理论", "学"})
    assert {name: place.passages for name, place in found} == plainly(passages, {"理论", "学"})
    assert all(place.inside == place.families == place.passages for _, place in found)


def test_copies_count_as_one_family_and_passages_without_a_theme_not_at_all() -> None:
    passages = [
        (("理论", "学习"), ["理论", "学习"]),
        ((), ["理论", "学习"]),
        ((), ["理论", "学习"]),
    ]
    found = dict(candidates(passages, np.array([1, 1, -1]), np.array([4, 4, 2]), {"学习"}))
    assert found["理论学习"]._asdict() == {
        "words": ("理论", "学习"), "theme": 1, "passages": 2, "inside": 2, "families": 1,
        "titles": 1,
    }  # fmt: skip
