"""What a pair's counts amount to: its scores, and one word for it.

The word follows from three shares. *Covered* is the share of a text's characters that run along
with the other text (:mod:`analysis.measures.similarity.coverage`), *similarity* the same weighted
by rarity, *distinct similarity* the same outside boilerplate
(:mod:`analysis.measures.similarity.rarity`).

==============  ================================================================================
identical       nothing differs after folding
duplicate       similar enough, and at least 90 % of both is covered
contains        similar enough, 80 % of b is covered, and at most two thirds of that share of a
contained       the same with a and b exchanged
revision        similar enough, and none of the above
same-form       half of both is covered, but it is not similar enough; or only by what
                many families share: less than half the threshold is left without that,
                or less than two thirds of what is filled into a known form
==============  ================================================================================

"Similar enough" is similarity ≥ threshold. Of documents the occasion is asked beside
(:mod:`analysis.measures.similarity.occasions`): where it speaks for two, any of these words becomes
same-form, and none if no more than a header is shared; a law whose title is the same is similar
enough from the floor on; an account nearly all of which is another one is no form, however many
have it (:mod:`analysis.measures.similarity.occasions.accounts`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.shingles import Ints
from analysis.measures.similarity.occasions import Occasions
from analysis.measures.similarity.resemblance import Resemblance
from analysis.measures.similarity.weighting import Sides

VERDICTS = ("identical", "duplicate", "revision", "contains", "contained", "same-form")
"""All verdicts; codes are places in this list."""
IDENTICAL, DUPLICATE, REVISION, CONTAINS, CONTAINED, SAME_FORM = range(len(VERDICTS))
NONE = -1
"""Code of a pair that is not worth a word at this threshold."""

WHOLE = 0.9
"""Share of both texts that must be covered in a duplicate."""
INNER = 0.8
"""Share of the inner text that must be covered by the one that contains it."""
OUTER = 2 / 3
"""The outer text may be covered by at most this part of the inner text's share."""
FORM = 0.5
"""Share of both texts that must be covered before their form is called the same."""
REST = 24
"""Characters outside boilerplate below which there is no distinct similarity: two clauses."""
FIELD = 2
"""The same within one form: a name tells one filled-in copy from another."""
FILLED = 2 / 3
"""Share of what is filled into a form that copies of one filled-in form must have in common: pieces
of the form too short to be known as such lie among it, and all its copies have those in common."""
OWN = 0.5
"""Part of what a law shares with its rewritten version that must be left by rarity: of seven such
pairs .83 and more is, of laws to which many texts have a common half mostly less than .4."""

Floats = NDArray[np.float64]


def similarity(found: Resemblance) -> Floats:
    """Compute the rarity-weighted share of the better covered text, for every pair.

    Per side it is the smaller of the weighted and the plain share: rarity can make common
    ground count for less, and never one rare clause for a whole text.
    """
    (plain_a, plain_b), (rare_a, rare_b) = _shares(found.plain), _shares(found.rare)
    return np.maximum(np.minimum(plain_a, rare_a), np.minimum(plain_b, rare_b))


def distinct_similarity(found: Resemblance) -> Floats:
    """Compute the share outside boilerplate; NaN where a side has fewer than :data:`REST` left."""
    left, right = _shares(found.distinct)
    least = np.where(found.one_form, FIELD, REST)
    enough = np.minimum(found.distinct.total_a, found.distinct.total_b) >= least
    return np.where(enough, np.maximum(left, right), np.nan)


def verdicts(
    found: Resemblance, score: Floats, threshold: float, told: Occasions | None = None
) -> NDArray[np.int8]:
    """Return a verdict code for every pair, ``a`` and ``b`` as in ``found``.

    Parameters
    ----------
    found
        The pairs' counts.
    score
        Shape (p,): what is thresholded, usually :func:`similarity`.
    threshold
        From 0 to 1, inclusive.
    told
        What speaks for one occasion or two; None: not asked.

    Returns
    -------
    ndarray
        Shape (p,), int8: places in :data:`VERDICTS`, :data:`NONE` where there is nothing to say.
    """
    a, b = _shares(found.plain)
    low, high = np.minimum(a, b), np.maximum(a, b)
    similar = score >= threshold
    named = np.zeros(len(score), dtype=bool)
    if told is not None:
        # A law rewritten to a fifth of its wording is still known by its title.
        named = told.law & (told.odds > 0)
        similar = similar | named
    inner = (high >= INNER) & (low <= OUTER * high)
    word = np.full(len(score), NONE, dtype=np.int8)
    word[similar] = REVISION
    word[similar & (low >= WHOLE)] = DUPLICATE
    word[similar & inner & (a < b)] = CONTAINS
    word[similar & inner & (a > b)] = CONTAINED
    least = np.where(found.one_form, max(FILLED, threshold / 2), threshold / 2)
    hollow = distinct_similarity(found) < least  # False where it is NaN
    # A rewritten law shares little with its last version, but hardly with others.
    hollow &= ~(named & (high < FORM) & ~found.one_form & (similarity(found) >= OWN * high))
    if told is not None:
        # Five towns that hand in one report make no form of it.
        hollow &= ~told.copied
    word[similar & hollow] = NONE
    word[(low >= FORM) & (~similar | hollow)] = SAME_FORM
    if told is not None:
        other = told.asked & (told.odds <= 0) & (word != NONE)
        # Short texts that share a clause have no form in common.
        nothing = told.header | ((told.said_substance < 0) & (low < FORM))
        word[other] = np.where(nothing[other], NONE, SAME_FORM)
    return word


def are_copies(word: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Say which verdicts are of one text: all but same-form."""
    return (word != NONE) & (word != SAME_FORM)


def related(found: Resemblance, word: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Say which pairs may share a family: duplicates, and revisions that are mostly one text."""
    a, b = _shares(found.plain)
    return (word == DUPLICATE) | ((word == REVISION) & (np.minimum(a, b) >= FORM))


def closeness(found: Resemblance, score: Floats) -> Floats:
    """Compute how close two texts of a family are: the score, or the less covered side."""
    a, b = _shares(found.plain)
    return np.minimum(score, np.minimum(a, b))


def jaccards(shared: Ints, a: Ints, b: Ints) -> Floats:
    """Divide the shared by all distinct shingles, for every pair."""
    return shared / np.maximum(a + b - shared, 1)


def _shares(sides: Sides) -> tuple[Floats, Floats]:
    return (
        sides.covered_a / np.maximum(sides.total_a, 1),
        sides.covered_b / np.maximum(sides.total_b, 1),
    )
