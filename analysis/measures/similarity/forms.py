"""Which texts vote together while families are unknown: sure copies do, filled-in forms do not.

Rarity asks how many independent texts share a passage, and that is asked before there are families.
So those pairs whose texts cover one another almost whole are grouped tentatively. A form that many
have filled in makes such a group as well, but each of its copies is a text of its own.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.shingles import Ints
from analysis.measures.similarity.engines.protocol import ShingledTexts
from analysis.measures.similarity.families import stars
from analysis.measures.similarity.weighting import Sides

SURE_COPY = 0.8
"""Both texts run together over this share: copies for certain, unless they are a filled-in form."""
FORM_MEMBERS = 4
"""Texts it takes to tell a form from a text and its revisions."""
FORM_OWN = 0.01
"""Share of a text that must be its own before it can be a filled-in form."""
FORM_MISSING = 0.25
"""Share of common shingles lost for each own one: about 1 in revised copies, 0 in forms."""


class VotingGroups(NamedTuple):
    """Tentative groups of texts."""

    centre: Ints
    """Shape (t,): the representative of each text's group; a text by itself is its own."""
    is_form: NDArray[np.bool_]
    """Shape (t,): the text's group is one form, filled in differently."""

    @property
    def voter(self) -> Ints:
        """Shape (t,): the text that votes for each text; copies of a form vote for themselves."""
        return np.where(self.is_form, np.arange(len(self.centre)), self.centre)

    def one_form(self, a: Ints, b: Ints) -> NDArray[np.bool_]:
        """Say of which pairs both texts fill in the same form."""
        return self.is_form[a] & self.is_form[b] & (self.centre[a] == self.centre[b])


def voting_groups(shingled: ShingledTexts, n: int, a: Ints, b: Ints, plain: Sides) -> VotingGroups:
    """Group sure copies, and tell forms among the groups.

    Parameters
    ----------
    shingled
        Shingle sets of the texts in the pairs.
    n
        Number of texts.
    a, b
        Shape (p,) each: pairs of texts.
    plain
        Their covered and total characters.
    """
    sure, least = sure_copies(plain)
    centre = stars(n, a[sure], b[sure], least[sure]).centre
    return VotingGroups(centre, form_members(shingled, centre))


def sure_copies(plain: Sides) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Say which pairs cover one another almost whole, and of each pair the less covered share."""
    least = np.minimum(plain.covered_a / plain.total_a, plain.covered_b / plain.total_b)
    return least >= SURE_COPY, least


def is_filled_in(own: Ints, missing: Ints, sizes: Ints) -> NDArray[np.bool_]:
    """Say which members of groups look like a form filled in.

    Parameters
    ----------
    own, missing
        Shape (m,) each: shingles that a member has alone, and those of half its group it lacks.
    sizes
        Shape (m,): its shingles.
    """
    return np.asarray((own >= FORM_OWN * sizes) & (missing <= FORM_MISSING * own))


def form_members(shingled: ShingledTexts, centre: Ints) -> NDArray[np.bool_]:
    """Say which texts look like one form filled in differently, rather than copies of one text.

    A revision that replaces a passage loses what the others still share. A filled-in form has
    something of its own and loses nothing: where one differs, all differ.

    Parameters
    ----------
    shingled
        Shingle sets of n texts; those alone in their group need have none.
    centre
        Shape (n,): tentative groups, by representative.

    Returns
    -------
    ndarray
        Shape (n,), bool: True for all members of a group in which at least
        :data:`FORM_MEMBERS` texts, and at least half, are such forms.
    """
    found = np.zeros(len(centre), dtype=bool)
    sizes = np.bincount(centre, minlength=len(centre))
    inside = np.flatnonzero(sizes[centre] >= FORM_MEMBERS)
    rows = inside[np.argsort(centre[inside], kind="stable")]
    group = np.cumsum(np.diff(centre[rows], prepend=-1) != 0) - 1
    own, missing = shingled.own_and_missing(rows, group)
    filled = is_filled_in(own, missing, shingled.sizes(rows))
    enough = np.maximum(FORM_MEMBERS, np.bincount(group) / 2)
    forms = np.bincount(group, weights=filled) >= enough
    found[rows] = forms[group]
    return found
