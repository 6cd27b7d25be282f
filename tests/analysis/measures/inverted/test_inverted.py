"""Inverted indexes of chosen runs: what is common is found, merged indexes say the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.inverted.holders import (
    FEWEST_HOLDERS,
    MOST_HOLDERS,
    ArchivePart,
    named_texts,
)
from analysis.measures.inverted.index import InvertedRuns, inverted, merged_runs
from analysis.measures.inverted.runs import (
    FEWEST_CHOSEN,
    ChosenRuns,
    choice_for,
    chosen_runs,
    run_keys,
)

NONE = np.zeros(0, dtype=np.int64)


def codes(*texts: str) -> tuple[np.ndarray, np.ndarray]:
    joined = np.frombuffer("".join(texts).encode("utf-32-le"), dtype=np.uint32)
    return joined, np.cumsum([0, *map(len, texts)])


def made(*texts: str, shortest: int = 18) -> InvertedRuns:
    return inverted(chosen_runs(*codes(*texts), choice_for(shortest)), len(texts))


def part(index: InvertedRuns, n: int, dead: np.ndarray = NONE) -> ArchivePart:
    return ArchivePart(index, np.arange(n).astype(np.uint64), dead)


def entries(index: InvertedRuns) -> list[tuple[int, int]]:
    every = index.entries()
    text = every & np.uint64((1 << index.text_bits) - 1)
    keys = every >> np.uint64(index.text_bits)
    return sorted(zip(keys.tolist(), text.tolist(), strict=True))


letters = st.text(st.sampled_from("甲乙丙丁戊己庚辛"), max_size=300)


@given(letters, letters, letters, letters, st.integers(4, 40), st.data())
def test_a_common_stretch_of_that_length_is_always_found(
    before: str, behind: str, left: str, right: str, shortest: int, data: st.DataObject
) -> None:
    common = data.draw(
        st.text(st.sampled_from("子丑寅卯辰巳"), min_size=shortest, max_size=2 * shortest)
    )
    old = made("别的一篇", before + common + behind, shortest=shortest)
    new = run_keys(*codes(left + common + right), choice_for(shortest).k)
    assert 1 in named_texts(new, [part(old, 2)]).texts[0]


def test_texts_without_a_common_run_are_not_named() -> None:
    old = made("甲乙丙丁" * 30, "子丑寅卯辰巳" * 20, "")
    new = run_keys(*codes("午未申酉戌亥" * 20, "短"), 12)
    assert named_texts(new, [part(old, 3)]).texts[0].tolist() == []


@given(st.lists(letters, min_size=1, max_size=12), st.integers(0, 12), st.data())
def test_merged_indexes_are_the_index_of_all_texts(
    texts: list[str], cut: int, data: st.DataObject
) -> None:
    gone = data.draw(st.sets(st.integers(0, len(texts) - 1)))
    kept = [row for row in range(len(texts)) if row not in gone]
    new = np.full(len(texts), -1)
    new[kept] = np.arange(len(kept))
    pieces = [texts[:cut], texts[cut:]]
    merged = merged_runs([made(*p) for p in pieces], [new[:cut], new[cut:]], len(kept))
    assert entries(merged) == entries(made(*(texts[row] for row in kept)))


def test_dead_texts_are_not_named() -> None:
    text = "".join(chr(0x4E00 + i) for i in range(100))
    old = made(text, text, text)
    new = run_keys(*codes(text), 12)
    assert named_texts(new, [part(old, 3, np.array([1]))]).texts[0].tolist() == [0, 2]


def test_a_short_text_is_entered_under_all_of_its_runs() -> None:
    text = "".join(chr(0x4E00 + i) for i in range(FEWEST_CHOSEN + 11))
    for size in (1, 5, 12, 20, len(text)):
        chosen = chosen_runs(*codes(text[:size]), choice_for(18))
        assert len(chosen.keys) == max(1, size - 11)


@pytest.mark.parametrize("parts", [1, 3])
def test_of_a_run_that_everybody_has_some_are_named_by_rank_however_it_is_kept(parts: int) -> None:
    formula = "".join(chr(0x4E00 + i) for i in range(40))
    texts = [formula + chr(0x6000 + n) * 3 for n in range(900)]
    rank = np.random.default_rng(2).permutation(900).astype(np.uint64)
    kept = []
    for rows in np.array_split(np.arange(900), parts):
        order = rows[np.argsort(rank[rows])]
        kept.append((order, ArchivePart(made(*(texts[r] for r in order)), rank[order], NONE)))
    found = named_texts(run_keys(*codes(formula), 12), [one for _, one in kept])
    rows = np.concatenate([o[t] for (o, _), t in zip(kept, found.texts, strict=True)])
    assert sorted(rank[rows].tolist()) == list(range(MOST_HOLDERS))
    assert found.capped > 0


def test_a_text_of_many_common_runs_names_fewer_of_each_but_never_too_few() -> None:
    formulas = ["".join(chr(0x4E00 + 60 * f + i) for i in range(50)) for f in range(40)]
    texts = [formula for formula in formulas for _ in range(100)]
    old = part(made(*texts), len(texts))
    found = named_texts(run_keys(*codes("".join(formulas)), 12), [old])
    assert len(found.texts[0]) == len(formulas) * FEWEST_HOLDERS
    alone = named_texts(run_keys(*codes(formulas[0]), 12), [old])
    assert len(alone.texts[0]) == 100


def test_what_is_asked_in_one_go_does_not_lessen_what_another_text_names() -> None:
    text = "".join(chr(0x4E00 + i) for i in range(100))
    old = part(made(*[text] * 40, "别的"), 41)
    new = ChosenRuns(*run_keys(*codes(text, "无关的一篇，只有自己的话。" * 3), 12))
    assert named_texts(new, [old]).texts[0].tolist() == list(range(40))
