"""From passages to themes: those that headings decide, those that words decide, their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from analysis.findings.themes.features import Features, build_features
from analysis.findings.themes.labels import LabelEvidence, label_themes
from analysis.findings.themes.methods import Method, nmf
from analysis.findings.themes.model import (
    DOCUMENTS_A_THEME,
    PASSAGES_A_THEME,
    choose_model,
    first_terms,
    loadings,
)
from analysis.findings.themes.units import ThemeUnit, UnitAbove
from analysis.measures.arrays.distinct import distinct
from analysis.measures.factors.plane import between_centres, push_apart, scale_to_plane
from analysis.measures.terms.counts import log_odds, npmi, unit_length

LEAST_PASSAGES = 2 * PASSAGES_A_THEME
"""Voting passages below which nothing is said."""
LEAST_STRENGTH = 0.1
"""Cosine of a passage with its theme below which no theme is claimed for it."""
LEAST_SHARE_BELOW = 0.5
"""Share of the passages under a heading that make it one of their theme: half of them. A chapter on
everything that was done has none."""
LEAST_ROLE_FAMILIES = 2  # a heading that only one family uses is no part every report has
COHERENCE_TERMS = 10
MOST_PUSHED = 1_000  # passages on a map that are kept off one another: each looks at every other
DOT = 0.05  # of the map's unit, the distance of words' directions at a right angle being 1.41


@dataclass(frozen=True)
class Fitted:
    """Themes as numbers: what each is called, how good it is, and which passages it has."""

    votes: NDArray[np.bool_]
    """Shape (n passages,): False for passages of copies."""
    families: NDArray[np.int64]
    """Shape (n passages,): family of documents of each passage."""
    theme: NDArray[np.int64]
    """Shape (n passages,): number of its theme, -1 for none."""
    strength: NDArray[np.float64]
    """Shape (n passages,): cosine with the theme; 1 where the heading decides; 0 without theme."""
    above: tuple[tuple[int, float], ...]
    """Theme and strength of each unit that stands over passages, as of the passages."""
    place: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 2)))
    """Shape (n passages, 2): where each stands on a map; empty without themes."""
    labels: tuple[str, ...] = ()
    """Names of the subjects, then of the parts of reports."""
    parts: int = 0
    """How many of the last are parts."""
    marks: tuple[Mapping[str, float], ...] = ()
    """For each theme, how much words mark it, 0 to 1."""
    stability: tuple[float, ...] = ()
    coherence: tuple[float, ...] = ()
    tried: tuple[tuple[int, int, float, float], ...] = ()


def fit_themes(
    passages: Sequence[ThemeUnit],
    owner: NDArray[np.int64],
    above: Sequence[UnitAbove] = (),
    *,
    method: Method = nmf,
    points: NDArray[np.float64] | None = None,
    n_themes: int | None = None,
    random_state: int = 0,
) -> Fitted:
    """Find the themes of passages.

    Parameters
    ----------
    passages
        In an order that does not depend on the order of documents.
    owner
        Shape (n documents,): row of the document that votes for each.
    above
        Units that stand over passages.
    method
        Finds parts; see :func:`analysis.findings.themes.methods.method_of`.
    points
        Shape (n passages, dimensions): where an embedding has put them.
    n_themes
        How many, those decided by headings among them; None: as many as the documents bear out.
    random_state
        Seed of the resampling.

    Returns
    -------
    Fitted
        Without labels where there is too little to say.
    """
    document = np.array([p.document for p in passages], dtype=np.int64)
    votes = owner[document] == document
    families = _renumber(owner[document], votes)
    theme, strength = np.full(len(passages), -1, dtype=np.int64), np.zeros(len(passages))
    nowhere = tuple((-1, 0.0) for _ in above)
    if int(votes.sum()) < LEAST_PASSAGES:
        return Fitted(votes, families, theme, strength, nowhere)
    roles = _roles(passages, votes, families)
    by_role = np.array([p.role in roles for p in passages])
    free = votes & ~by_role
    features = build_features(passages, free, families)
    wanted = None if n_themes is None else max(1, n_themes - len(roles))
    model = choose_model(
        csr_array(features.scores[free]),
        _renumber(owner[document[free]], np.ones(int(free.sum()), dtype=bool)),
        method=method,
        points=None if points is None else points[free],
        n_themes=wanted,
        each=PASSAGES_A_THEME if len(distinct(document)) < len(document) else DOCUMENTS_A_THEME,
        random_state=random_state,
    )
    if model.themes:
        weights = loadings(features.scores, model.factors)
        theme = weights.round(9).argmax(axis=1)
        strength = (features.scores @ model.factors.T)[np.arange(len(passages)), theme]
        theme[strength < LEAST_STRENGTH] = -1
    for number, role in enumerate(roles, len(model.themes)):
        mine = np.array([p.role == role for p in passages])
        theme[mine], strength[mine] = number, 1.0
    strength = np.where(theme < 0, 0.0, np.clip(strength, 0.0, 1.0).round(6))
    if not model.themes and not roles:
        return Fitted(votes, families, theme, strength, nowhere, tried=model.tried)
    part = {role: number for number, role in enumerate(roles, len(model.themes))}
    under = _themes_above([unit.below for unit in above], theme, features.scores, model.factors)
    over = tuple(
        (part[unit.role], 1.0) if unit.role in part else found
        for unit, found in zip(above, under, strict=True)
    )
    marks = _salience(features, theme, votes, [t.weights for t in model.themes], len(roles))
    names = label_themes(
        LabelEvidence(passages, families, np.where(votes, theme, -1), marks[: len(model.themes)])
    )
    return Fitted(
        votes,
        families,
        theme,
        strength,
        above=over,
        place=_map(features.scores, theme, votes, len(marks)),
        labels=(*names, *roles),
        parts=len(roles),
        marks=tuple(marks),
        stability=(*(t.stability for t in model.themes), *(1.0 for _ in roles)),
        coherence=tuple(_coherence(features, votes, mark) for mark in marks),
        tried=model.tried,
    )


def _themes_above(
    units: Sequence[Sequence[int]],
    theme: NDArray[np.int64],
    scores: csr_array,
    factors: NDArray[np.float64],
) -> list[tuple[int, float]]:
    """Theme and strength of sections over others: that of most passages below, or none.

    A part of reports is no subject: sections under 存在问题 say nothing about what is above.
    """
    found = [(-1, 0.0)] * len(units)
    told: list[int] = []
    places: list[NDArray[np.int64]] = []
    themes: list[int] = []
    for number, below in enumerate(units):
        rows = np.array([row for row in below if 0 <= theme[row] < len(factors)], dtype=np.int64)
        held = np.bincount(theme[rows], minlength=max(1, len(factors)))
        best = int(held.argmax())
        if len(rows) and held[best] >= LEAST_SHARE_BELOW * len(below):
            told.append(number)
            places.append(rows)
            themes.append(best)
    if not told:
        return found
    bounds = np.cumsum([0, *map(len, places)])
    member = csr_array(
        (np.ones(bounds[-1]), np.concatenate(places), bounds), shape=(len(told), scores.shape[0])
    )
    words = csr_array(member @ scores)
    row = np.repeat(np.arange(len(told)), np.diff(words.indptr))
    along = words.data * factors[np.array(themes)[row], words.indices]
    dots = np.bincount(row, along, minlength=len(told))
    norms = np.sqrt(np.bincount(row, words.data**2, minlength=len(told)))
    cosines = np.minimum(dots / np.maximum(norms, 1e-12), 1.0)
    for number, best, cosine in zip(told, themes, cosines.tolist(), strict=True):
        found[number] = best, round(cosine, 6)
    return found


def _salience(
    features: Features,
    theme: NDArray[np.int64],
    votes: NDArray[np.bool_],
    factors: Sequence[NDArray[np.float64]],
    n_roles: int,
) -> list[dict[str, float]]:
    """How much each word marks each theme, 0 to 1.

    The geometric mean of the word's weight in the factor and its log-odds in the passages of the
    theme against all others, counted in passages that hold it; for a theme decided by headings
    the log-odds alone.
    """
    held = csr_array((features.presence != 0).astype(np.float64))
    marks = []
    for number in range(len(factors) + n_roles):
        inside = held[votes & (theme == number)].sum(axis=0)
        outside = held[votes & (theme != number)].sum(axis=0)
        odds = np.clip(log_odds(inside, outside), 0.0, None)
        odds = odds / max(odds.max(initial=0.0), 1e-12)
        if number < len(factors):
            weights = factors[number]
            odds = np.sqrt(odds * weights / max(weights.max(initial=0.0), 1e-12))
        columns = np.flatnonzero(odds.round(6) > 0).tolist()
        marks.append({features.terms[c]: round(float(odds[c]), 6) for c in columns})
    return marks


def _map(
    scores: csr_array, theme: NDArray[np.int64], votes: NDArray[np.bool_], n_themes: int
) -> NDArray[np.float64]:
    """Places of passages in the plane: themes by their mean words, passages between them."""
    rows = np.flatnonzero(votes & (theme >= 0))
    member = csr_array((np.ones(len(rows)), (theme[rows], rows)), shape=(n_themes, scores.shape[0]))
    means = unit_length(csr_array(member @ scores))
    cosines = np.clip((means @ means.T).toarray(), 0.0, 1.0)
    distances = np.sqrt(np.clip(2.0 - 2.0 * cosines, 0.0, None))
    np.fill_diagonal(distances, 0.0)
    centres = scale_to_plane(distances)
    places = between_centres((scores @ means.T).toarray(), theme, centres)
    return (push_apart(places, DOT) if len(places) <= MOST_PUSHED else places).round(6)


def _coherence(features: Features, votes: NDArray[np.bool_], marks: Mapping[str, float]) -> float:
    weights = np.array([marks.get(term, 0.0) for term in features.terms])
    return npmi(csr_array(features.presence[votes]), first_terms(weights, COHERENCE_TERMS).tolist())


def _roles(
    passages: Sequence[ThemeUnit], votes: NDArray[np.bool_], families: NDArray[np.int64]
) -> list[str]:
    holders: dict[str, set[int]] = {}
    for passage, vote, family in zip(passages, votes, families, strict=True):
        if vote and passage.role is not None:
            holders.setdefault(passage.role, set()).add(int(family))
    return sorted(role for role, found in holders.items() if len(found) >= LEAST_ROLE_FAMILIES)


def _renumber(owner: NDArray[np.int64], counted: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Numbers from 0 in order of first appearance among the counted; the others come after."""
    _, first, inverse = np.unique(
        np.concatenate([owner[counted], owner]), return_index=True, return_inverse=True
    )
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[inverse[int(counted.sum()) :]]
