"""What an engine does: the steps of comparing texts that touch every character or every pair.

There are two: :mod:`analysis.measures.similarity.engines.arrays` in plain NumPy, which is the
reference, and :mod:`analysis.measures.similarity.engines.compiled`, whose results are equal bit for
bit. Nothing outside this room asks which of the two it has.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.packed import Words
from analysis.measures.arrays.shingles import Ints
from analysis.measures.similarity.candidates import Postings
from analysis.measures.similarity.engines.records import GapLimits
from analysis.measures.similarity.texts import Texts
from analysis.measures.similarity.weighting import Sides
from corpus.folding.comparable import Passes


class Exchanged(Protocol):
    """Counts what differs between pairs of texts."""

    def __call__(
        self, texts: Texts, a: Ints, b: Ints, limits: GapLimits, numeric: NDArray[np.bool_], /
    ) -> Ints:
        """Return shape (p, 4): the columns of ``Exchanges``.

        Parameters
        ----------
        texts
            The texts, folded.
        a, b
            Shape (p,) each: rows of texts.
        limits
            What makes a difference a value.
        numeric
            Which codes are of numbers; the last row stands for all beyond.
        """


class Overlaps(Protocol):
    """What pairs of texts have in common, one row a pair."""

    @property
    def shingles(self) -> Ints:
        """Shape (p,): distinct shared shingles."""

    def plain(self) -> Sides:
        """Count the characters in runs, and all characters.

        A character that stands only in shingles which its text has had before counts nothing.
        """

    def weighed(
        self, kinds: NDArray[np.uint8], weights: Sequence[NDArray[np.int32]]
    ) -> list[Sides]:
        """Sum up weights as :meth:`plain` counts characters, once for each weighting.

        Parameters
        ----------
        kinds
            Shape (characters,): the kind of each character of the texts, 1 to 255.
        weights
            Two weightings of shape (256,): what a character of each kind weighs, below 2¹²; a
            character that counts nothing has kind 0, which must weigh 0.
        """


class ShingledTexts(Protocol):
    """The shingle sets of those texts that were named; only these may be asked for."""

    def sizes(self, rows: Ints) -> Ints:
        """Count the distinct shingles of some texts."""

    def compare(self, a: Ints, b: Ints) -> Overlaps:
        """Compare pairs of texts exactly.

        Parameters
        ----------
        a, b
            Shape (p,) each, ``a < b``: texts, ordered by ``a``, then ``b``.
        """

    def own_and_missing(self, rows: Ints, group: Ints) -> tuple[Ints, Ints]:
        """Count what the members of groups have alone, and what they lack.

        Parameters
        ----------
        rows
            Shape (m,): texts, one group after another.
        group
            Shape (m,), ascending from 0 without gaps: the group of each.

        Returns
        -------
        own, missing : ndarray
            Shape (m,) each: shingles that only this member of its group has, and shingles of half
            the group that this member lacks.
        """


class Engine(Protocol):
    """One way to do the work."""

    @property
    def passes(self) -> Passes | None:
        """Passes for :func:`corpus.folding.comparable.fold_codes`; None for its own."""

    @property
    def exchanged(self) -> Exchanged | None:
        """What counts the differences of pairs; None where ``occasions.exchanges`` does."""

    def digests(self, codes: NDArray[np.uint32], bounds: Ints) -> Words:
        """Digest every unit, as :func:`analysis.measures.arrays.digests.digests` does."""

    def sampled_words(self, texts: Texts, k: int, rate: int) -> Words:
        """Sample the shingles of all units.

        Returns
        -------
        ndarray
            Shape (m,), uint64, ascending: hash and text in one word, as from
            :func:`analysis.measures.arrays.shingles.sampled_words`.
        """

    def promising_pairs(self, postings: Postings, *, cap: int) -> tuple[Ints, Ints, int]:
        """Join a sample.

        Returns
        -------
        a, b : ndarray
            Shape (p,) each, ``a < b``, ordered: pairs that share enough.
        capped : int
            Shingles left out because more than ``cap`` units have them.
        """

    def band_pairs(self, postings: Postings) -> tuple[Ints, Ints]:
        """Pair units whose sketches agree in a band.

        As :func:`analysis.measures.similarity.minhash.band_pairs` does.
        """

    def shingled(self, texts: Texts, rows: Ints, k: int, *, within: int = 0) -> ShingledTexts:
        """Make the shingle sets of some texts, ``rows`` ascending.

        Where the texts are a part of those named in a larger corpus, ``within`` is the number of
        characters of all that are named there: hashes are then as fine as there, and no finer.
        """

    def passage_words(self, texts: Texts) -> Words:
        """Hash the winnowed passages of all units.

        Returns
        -------
        ndarray
            Shape (m,), uint64, in no order: hash and place in one word, as from
            :func:`analysis.measures.arrays.shingles.winnowed_words`.
        """

    def passage_families(self, texts: Texts, voter: Ints) -> NDArray[np.uint8]:
        """Count the families that share the winnowed passage around each character.

        Parameters
        ----------
        texts
            The texts.
        voter
            Shape (t,): the text that votes for each text.

        Returns
        -------
        ndarray
            Shape (characters,), as from
            :func:`analysis.measures.similarity.rarity.passage_families`. The characters of a unit
            that repeats a text are not asked for.
        """
