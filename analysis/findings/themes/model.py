"""How many themes a matrix of passages and words has, and how good each of them is.

Whatever method finds them (:mod:`analysis.findings.themes.methods`), a theme is a row of words'
weights, and it is judged the same way. Everything runs on one thread: sums in another order would
differ in the last digits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cholesky, solve_triangular
from scipy.optimize import nnls
from scipy.sparse import csc_array, csr_array
from threadpoolctl import threadpool_limits

from analysis.findings.themes.methods import Method, Parts, nmf
from analysis.measures.factors.separation import silhouettes
from analysis.measures.factors.stability import leave_out, matched_cosines
from analysis.measures.terms.counts import npmi, unit_length

Floats = NDArray[np.float64]

LEFT_OUT = 0.2  # one family in five is taken away each time
RESAMPLES = 5  # so each family is away about once
STABLE = 2 / 3
"""Mean cosine with its partners that a theme needs to be reported: two thirds of it come back."""
BEYOND_CHANCE = 2.0
"""Standard deviations by which a theme's coherence must exceed that of themes fitted to the same
words dealt out at random: factors always pick words that happen to meet."""
COHERENCE_TERMS = 10
MOST_THEMES = 16  # a reader does not hold more in mind
PASSAGES_A_THEME = 8  # on average; fewer make themes of single documents
DOCUMENTS_A_THEME = 4  # on average, where each passage is a document
MOST_SAMPLED = 1_000  # passages that the number of themes is chosen on: some seconds


class Factor(NamedTuple):
    """One factor and how good it is."""

    weights: Floats
    """Shape (n terms,), Euclidean length 1."""
    stability: float
    coherence: float
    """NPMI of its first words."""
    chance: float
    """The coherence it has to exceed."""


@dataclass(frozen=True)
class Model:
    """The factors that are reported."""

    themes: tuple[Factor, ...]
    tried: tuple[tuple[int, int, float, float], ...]
    """For each number of factors judged in full: the number, how many of its themes are stable and
    coherent, mean stability, mean coherence."""

    @property
    def factors(self) -> Floats:
        """Shape (n themes, n terms)."""
        return np.array([theme.weights for theme in self.themes])


def choose_model(
    scores: csr_array,
    families: NDArray[np.int64],
    *,
    method: Method = nmf,
    points: Floats | None = None,
    n_themes: int | None = None,
    each: int = PASSAGES_A_THEME,
    random_state: int = 0,
) -> Model:
    """Factorise, with the number of themes that keep passages apart best.

    For each number from 2 to :data:`MOST_THEMES` (and no more than one for
    ``each`` passages) the matrix is factorised once in full and
    :data:`RESAMPLES` times with a fifth of the families left out. At most :data:`MOST_SAMPLED`
    passages, evenly spread, take part in this, whatever the size of the corpus. A factor counts
    if its mean cosine with its partner in the resamples is at least :data:`STABLE`, and if the
    NPMI of its first words is greater than it would be by chance: than the mean, and
    :data:`BEYOND_CHANCE` standard deviations, of as many factors of the same matrix with every
    word dealt out anew to passages, in proportion to their length. What a number is worth is the
    sum of the silhouettes of the passages in factors that count (see
    :func:`analysis.measures.factors.separation.silhouettes`): two halves of one subject are
    stable, too, but each passage is nearly as much like the other half. The number worth most is
    taken, the smallest of several. What does not count is dropped; where no number has more
    factors that count than do not there are no themes.

    Parameters
    ----------
    scores
        Shape (n passages, n terms), rows of length 1, in an order that does not depend on the
        order of documents.
    families
        Shape (n passages,): a number for each passage's family of documents, counted from 0 in
        order of first appearance.
    method
        Finds parts; see :func:`analysis.findings.themes.methods.method_of`.
    points
        Shape (n passages, dimensions): where an embedding has put them, for methods that cluster.
    n_themes
        Take this number, and all its factors.
    each
        Passages that a theme has on average, at least.
    random_state
        Seed of the resampling.

    Returns
    -------
    Model
        Without themes where there is too little to say.
    """
    rows = _sample(scores.shape[0])
    sample, groups = csr_array(scores[rows]), families[rows]
    most = min(MOST_THEMES, len(rows) // each, min(scores.shape) - 1)
    asked = None if n_themes is None else min(n_themes, min(scores.shape))
    numbers = range(2, most + 1) if asked is None else range(asked, asked + 1)
    n_families = int(groups.max()) + 1 if len(groups) else 0
    kept = (
        leave_out(n_families, share=LEFT_OUT, times=RESAMPLES, random_state=random_state)
        if n_families >= 3
        else np.ones((0, n_families), dtype=bool)
    )
    found: list[_Judged] = []
    with threadpool_limits(1):
        if len(numbers):
            last = numbers[-1]
            held = [keep[groups] for keep in kept]
            own = None if points is None else points[rows]
            resamples = [
                method(csr_array(sample[keep]), last, None if own is None else own[keep])
                for keep in held
            ]
            # by chance: the same points, with words that have nothing to do with them
            dealt = _dealt_out(sample, np.random.default_rng(random_state))
            found = _judge(
                sample, method(sample, last, own), method(dealt, last, own), resamples, numbers,
                dealt,
            )  # fmt: skip
        best = list(found[0].themes) if asked is not None and found else _best(found)
        if len(rows) < scores.shape[0] and best:
            best = _refit(scores, best)
    tried = tuple(
        (
            judged.number,
            sum(map(counts, judged.themes)),
            float(np.mean([theme.stability for theme in judged.themes])),
            float(np.mean([theme.coherence for theme in judged.themes])),
        )
        for judged in sorted(found, key=lambda judged: judged.number)
        if judged.themes
    )
    return Model(tuple(best), tried)


def counts(theme: Factor) -> bool:
    """Whether a theme is stable and coherent enough to be reported."""
    return theme.stability >= STABLE and theme.coherence > theme.chance


def loadings(scores: csr_array, factors: Floats) -> Floats:
    """How much of each theme is in each passage: non-negative least squares.

    Parameters
    ----------
    scores
        Shape (n passages, n terms).
    factors
        Shape (k, n terms), linearly independent.

    Returns
    -------
    ndarray
        Shape (n passages, k), float64, no negative entries.
    """
    # min |Fᵀw - x| over w >= 0 equals min |Rw - c| with FFᵀ = RᵀR, Rᵀc = Fx: k unknowns instead
    # of thousands of equations.
    gram = factors @ factors.T + 1e-10 * np.eye(len(factors))
    root = cholesky(gram)
    sides = solve_triangular(root, (scores @ factors.T).T, trans="T")
    return np.array([nnls(root, side)[0] for side in sides.T]).reshape(-1, len(factors))


class _Judged(NamedTuple):
    """The themes of one number, and how well they keep passages apart."""

    number: int
    themes: list[Factor]
    apart: Floats
    """For each theme the sum of its passages' silhouettes."""

    @property
    def worth(self) -> float:
        """The sum over themes that count."""
        return round(float(self.apart @ [counts(theme) for theme in self.themes]), 9)


def _judge(
    sample: csr_array,
    fit: Parts,
    by_chance: Parts,
    resamples: Sequence[Parts],
    numbers: Sequence[int],
    dealt: csr_array,
) -> list[_Judged]:
    """Judge the themes of each number that can still be the best, the most promising first."""
    limits = _limits([_coherences(dealt, by_chance(number)) for number in numbers])
    candidates = []
    for number, limit in zip(numbers, limits, strict=True):
        factors = fit(number)
        together = _coherences(sample, factors).tolist()
        # stable until the resamples say otherwise
        themes = [
            Factor(weights, 1.0, close, limit)
            for weights, close in zip(factors, together, strict=True)
        ]
        candidates.append(_Judged(number, themes, _apart(sample, factors)))
    found: list[_Judged] = []
    for hope in sorted(candidates, key=lambda judged: (-judged.worth, judged.number)):
        if any(judged.worth > hope.worth for judged in found):
            break
        again = [part(hope.number) for part in resamples]
        found.append(hope._replace(themes=_with_stability(hope.themes, again)))
    return found


def _apart(sample: csr_array, factors: Floats) -> Floats:
    """For each factor the sum of silhouettes of the passages most like it; none counts against."""
    if not len(factors):
        return np.zeros(0)
    cluster = (sample @ factors.T).round(9).argmax(axis=1)
    apart = silhouettes(sample, cluster, len(factors))
    return np.clip(np.bincount(cluster, weights=apart, minlength=len(factors)), 0.0, None)


def _limits(chance: Sequence[Floats]) -> list[float]:
    """What coherence each number of themes has to exceed.

    The mean depends on the number; the spread around it is estimated from all numbers together,
    for that of two themes alone is hardly known.
    """
    spare = sum(max(0, len(values) - 1) for values in chance)
    squares = sum(float(((values - values.mean()) ** 2).sum()) for values in chance if len(values))
    spread = (squares / max(1, spare)) ** 0.5
    means = [float(values.mean()) if len(values) else 0.0 for values in chance]
    return [mean + BEYOND_CHANCE * spread for mean in means]


def _with_stability(themes: Sequence[Factor], again: Sequence[Floats]) -> list[Factor]:
    if not again or not themes:
        return list(themes)
    factors = np.array([theme.weights for theme in themes])
    steady = np.mean([matched_cosines(factors, parts) for parts in again], axis=0)
    return [
        theme._replace(stability=value)
        for theme, value in zip(themes, steady.tolist(), strict=True)
    ]


def _best(found: Sequence[_Judged]) -> list[Factor]:
    """The themes that count of the number worth most, if they are more than those that do not."""
    told = [judged for judged in found if 2 * sum(map(counts, judged.themes)) > len(judged.themes)]
    if not told:
        return []
    best = min(told, key=lambda judged: (-judged.worth, judged.number))
    return [theme for theme in best.themes if counts(theme)]


def _coherences(held: csr_array, factors: Floats) -> Floats:
    return np.array([npmi(held, first_terms(row, COHERENCE_TERMS).tolist()) for row in factors])


def _dealt_out(scores: csr_array, generator: np.random.Generator) -> csr_array:
    """Every term in as many passages as before, but in passages drawn at random."""
    n = scores.shape[0]
    lengths = np.diff(scores.indptr).astype(np.float64)
    columns = csc_array(scores)
    chances = lengths / max(lengths.sum(), 1.0)
    rows = [
        generator.choice(n, size=held, replace=False, p=chances)
        for held in np.diff(columns.indptr).tolist()
    ]
    dealt = csc_array((columns.data, np.concatenate(rows), columns.indptr), shape=columns.shape)
    return unit_length(csr_array(dealt))


def first_terms(weights: Floats, n: int) -> NDArray[np.int64]:
    """Columns of the heaviest terms, heaviest first, only those with any weight."""
    order = np.argsort(-weights.round(9), kind="stable")[:n]
    return order[weights[order] > 0]


def _sample(n: int) -> NDArray[np.int64]:
    """Rows evenly spread over all of them, so that the time to choose stays bounded."""
    return np.unique(np.linspace(0, n - 1, min(n, MOST_SAMPLED)).astype(np.int64))


def _refit(scores: csr_array, themes: Sequence[Factor]) -> list[Factor]:
    """Move the factors found on a sample to where all passages want them."""
    factors = np.array([theme.weights for theme in themes])
    weights = loadings(scores, factors)
    weights *= weights == weights.max(axis=1, keepdims=True)
    moved = np.asarray((csr_array(weights).T @ scores).toarray())
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    moved = np.where(lengths > 0, moved / np.where(lengths > 0, lengths, 1.0), factors)
    return [theme._replace(weights=row) for theme, row in zip(themes, moved, strict=True)]
