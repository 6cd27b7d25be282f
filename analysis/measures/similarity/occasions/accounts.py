"""Accounts, speeches and plans: what one writes oneself, and may take over from last year's.

A form keeps the wording and changes the subject, and so does last year's report under this year's
title. What tells them apart is who wrote the wording: of a notice or a contract the office that
uses it again; of an account of the year nobody who could foresee it. So where two titles are of
accounts and the text runs along for half a page and more, title, days and figures say little.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.shingles import Ints
from analysis.measures.similarity.occasions.subjects import TitlesRead
from analysis.measures.similarity.weighting import Sides

HALF_A_PAGE = 300
"""Characters in common from which an account is no form: forms of accounts have up to 230 (cases of
the tests), and nobody prepares half a page of what somebody else has done."""
MOSTLY = 0.75
"""Share of both accounts from which title, days and figures say nothing against one text: who takes
last year's report over writes this year's into it. Whether it is a form the wording says."""
HALF = 0.5
"""The same where next to nothing of the other text is its own: last year's with parts left out."""
NEARLY_ALL = 0.9
"""Share of both from which nothing that differs counts: forms of accounts have .86 at most."""
TAKEN_OVER = 15.0
"""Odds that outweigh all that can speak against one occasion."""

Floats = NDArray[np.float64]


def may_be_taken_over(plain: Sides) -> NDArray[np.bool_]:
    """Pairs that have so much in common that they are one text if they are accounts."""
    return (_shares(plain)[0] >= NEARLY_ALL) & _long(plain)


def said_of_accounts(plain: Sides, known: TitlesRead, a: Ints, b: Ints, against: Floats) -> Floats:
    """Weigh what it says for one text that two accounts have most of their wording in common.

    Parameters
    ----------
    plain
        Covered and total characters of the pairs.
    known
        Titles of the texts.
    a, b
        Shape (p,) each: rows of the texts.
    against
        Shape (p,), none above 0: what title, days and figures say against one text, in log odds.
    """
    low, high = _shares(plain)
    mostly = (low >= MOSTLY) | ((low >= HALF) & (high >= NEARLY_ALL))
    rows = np.flatnonzero(mostly & _long(plain))
    subjects = known.subjects_beside(a[rows], b[rows])
    accounts = [
        (one := subjects[x]) is not None
        and one.account
        and (two := subjects[y]) is not None
        and two.account
        for x, y in zip(a[rows].tolist(), b[rows].tolist(), strict=True)
    ]
    rows = rows[np.array(accounts, dtype=bool)]
    out = np.zeros(len(low))
    out[rows] = np.where(low[rows] < NEARLY_ALL, -against[rows], TAKEN_OVER)
    return out


def _shares(plain: Sides) -> tuple[Floats, Floats]:
    """How much of the less and of the better covered text both have."""
    a = plain.covered_a / np.maximum(plain.total_a, 1)
    b = plain.covered_b / np.maximum(plain.total_b, 1)
    return np.minimum(a, b), np.maximum(a, b)


def _long(plain: Sides) -> NDArray[np.bool_]:
    return np.minimum(plain.covered_a, plain.covered_b) >= HALF_A_PAGE
