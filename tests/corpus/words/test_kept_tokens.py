"""A tokenizer that keeps its cuts gives the tokens that a fresh one gives."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.words import tokens
from corpus.words.kept_tokens import SHORT_KEPT, KeepingTokenizer
from corpus.words.tokens import Tokenizer

LONG = "全镇开展理论学习，整理学习笔记二百余篇，上报《条例》学习情况12次。"
TEXTS = [f"{LONG}第{row}组{LONG}ＡＰＰ学習" for row in range(9)]


@pytest.mark.parametrize("chosen", [TEXTS[2:5], TEXTS[::-2], [TEXTS[1]] * 2, ["短文。", TEXTS[0]]])
def test_texts_that_were_cut_among_others_have_the_tokens_of_a_fresh_cut(
    chosen: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "TOKEN_BATCH", 150)
    keeping = KeepingTokenizer()
    list(keeping.number(TEXTS))
    for kept, fresh in zip(keeping.number(chosen), Tokenizer().number(chosen), strict=True):
        assert (kept.words, kept.tags) == (fresh.words, fresh.tags)
        for name in ("types", "starts", "ends", "bounds"):
            assert np.array_equal(getattr(kept, name), getattr(fresh, name))


def test_texts_that_were_cut_are_not_cut_again(monkeypatch: pytest.MonkeyPatch) -> None:
    assert min(map(len, TEXTS)) >= SHORT_KEPT
    keeping = KeepingTokenizer()
    list(keeping.number(TEXTS))
    monkeypatch.setattr(Tokenizer, "_number", None)
    assert all(len(found) == 3 for found in keeping.number(TEXTS[3:6]))
