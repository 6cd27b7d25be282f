"""Noise changes what it says, where it says, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.evaluation.noise import KINDS, noisy

TEXT = "一、学习情况\n全年组织集中学习12次，撰写心得(体会)三十六篇；发布信息三百余条。\n"


@given(st.text(max_size=60), st.sampled_from(sorted(KINDS)), st.floats(0, 1))
def test_every_character_knows_where_it_stood(text: str, kind: str, rate: float) -> None:
    new = noisy(text, kind, rate, np.random.default_rng(0))
    assert len(new.text) == len(new.origin)
    assert len(set(new.origin.tolist())) == len(new.origin)
    kept = [text[place] for place in new.origin.tolist()]
    if kind in ("deletion", "reordering"):
        assert "".join(kept) == new.text
    else:
        assert len(new.text) == len(text)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_noise_changes_nothing_and_much_noise_something(kind: str) -> None:
    assert noisy(TEXT, kind, 0, np.random.default_rng(0)).text == TEXT
    assert noisy(TEXT, kind, 1, np.random.default_rng(0)).text != TEXT


def test_each_kind_changes_only_its_own_characters() -> None:
    changed = {k: noisy(TEXT, k, 1, np.random.default_rng(0)).text for k in KINDS}
    assert changed["masking"].startswith("×、××××\n")
    assert "１２" in changed["width"]
    assert "（体会）" in changed["width"]
    assert "學習情況" in changed["script"]
    assert sorted(changed["reordering"]) == sorted(TEXT)
    assert changed["deletion"] == "\n\n"
