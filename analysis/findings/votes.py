"""Who votes: copies once or each for itself, with all of their text or with their own only.

Every finding that counts documents takes ``votes=``. What :func:`analysis.find_duplicates` found
can be passed as it is: a family of copies then has one vote. Without it every document votes, and
the finding says so.

>>> import corpus
>>> from analysis import find_duplicates, find_new_words
>>> text = "全镇上半年开展理论学习12次，覆盖党员干部三百余人，整理学习笔记二百余篇。"
>>> c = corpus.from_texts({"甲": text, "乙": text, "丙": "水库除险加固工程已通过验收。"})
>>> find_new_words(c, votes=find_duplicates(c)).votes
Votes(family: 2 of 3 documents vote)
>>> find_new_words(c).votes
Votes(all: 3 of 3 documents vote)
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from analysis.findings.choices import WEIGHTINGS
from corpus.errors import SettingsError, require_choice
from corpus.model import Spans, Units
from corpus.show import sentence_html

P = ParamSpec("P")
R = TypeVar("R")


class HasVoters(Protocol):
    """What votes are made from: a :class:`analysis.findings.duplicates.finding.Duplicates`."""

    @property
    def grain(self) -> str:
        """What was compared; votes are of documents, or of the units that are counted."""

    @property
    def voters(self) -> NDArray[np.int64]:
        """Shape (n,): row of the unit that votes for each."""


class HasShared(Protocol):
    """What says which text is shared: a ``Boilerplate``."""

    def shared_spans(self) -> list[Spans]:
        """One array of spans a document."""


@dataclass(frozen=True, eq=False, repr=False)
class Votes:
    """Who votes for whom, which text is shared, and what follows from both.

    Parameters
    ----------
    voters
        Shape (documents,), int64: row of each document's representative, which votes for itself.
    shared
        For each document the spans, shape (n, 2), of text that it shares with other families;
        offsets of its source. Needed by the weighting ``"distinct"``.
    weighting
        ``"all"``: every document votes, whatever ``voters`` says; ``"family"``: one vote a family
        of copies; ``"distinct"``: the same, without the text in ``shared``.
    grain
        What the rows are: documents, unless a finding counts smaller units (keywords of sections).

    Raises
    ------
    SettingsError
        If the weighting is unknown, ``voters`` names a row that is none or does not vote for
        itself, or ``shared`` is missing or has another number of rows.

    Examples
    --------
    >>> votes = Votes(np.array([0, 0, 2]))
    >>> votes, votes.rows.tolist()
    (Votes(family: 2 of 3 documents vote), [0, 2])
    >>> votes.under("all").rows.tolist()
    [0, 1, 2]
    """

    voters: NDArray[np.int64]
    shared: Sequence[Spans] | None = field(default=None)
    weighting: str = "family"
    grain: str = "document"

    def __post_init__(self) -> None:
        require_choice("weighting", self.weighting, WEIGHTINGS)
        voters = np.array(self.voters)
        n = len(voters) if voters.ndim == 1 else 0
        if voters.ndim != 1 or (n and not np.issubdtype(voters.dtype, np.integer)):
            raise SettingsError.of("setting-voters", found=f"{voters.dtype} {voters.shape}")
        voters = voters.astype(np.int64)
        astray = (voters < 0) | (voters >= n)
        astray |= voters[np.where(astray, 0, voters)] != voters
        if astray.any():
            row = int(astray.argmax())
            raise SettingsError.of("setting-voter", row=row, voter=int(voters[row]))
        if self.weighting == "distinct" and self.shared is None:
            raise SettingsError.of("setting-shared")
        if self.shared is not None and len(self.shared) != n:
            raise SettingsError.of(
                "setting-rows", name="shared", rows=len(self.shared), documents=n
            )
        voters.setflags(write=False)
        object.__setattr__(self, "voters", voters)
        if self.shared is not None:
            object.__setattr__(self, "shared", tuple(self.shared))

    @classmethod
    def separate(cls, documents: int) -> Votes:
        """Let every document vote for itself: nobody said who is a copy of whom."""
        return cls(np.arange(documents), weighting="all")

    @classmethod
    def of(
        cls,
        duplicates: HasVoters,
        boilerplate: HasShared | None = None,
        weighting: str | None = None,
    ) -> Votes:
        """Make votes from what was found.

        Parameters
        ----------
        duplicates
            Says who votes for whom.
        boilerplate
            Says which text is shared; of the same corpus.
        weighting
            By default ``"distinct"`` where ``boilerplate`` is given, else ``"family"``.
        """
        shared = None if boilerplate is None else boilerplate.shared_spans()
        usual = "family" if boilerplate is None else "distinct"
        return cls(duplicates.voters, shared, weighting or usual, duplicates.grain)

    def under(self, weighting: str) -> Votes:
        """Weigh the same votes otherwise."""
        return replace(self, weighting=weighting)

    def earliest(self, dates: Sequence[str | None]) -> Votes:
        """Let the earliest of each family vote for it: what is later is the copy.

        Parameters
        ----------
        dates
            For each document, as ISO 8601 writes it; of those without a date, and of one date, the
            voter so far comes first.

        Examples
        --------
        >>> Votes(np.array([0, 0, 2])).earliest(["2021", "2017-05", None]).voters.tolist()
        [1, 1, 2]
        """
        first: dict[int, int] = {}
        order = sorted(
            range(len(self)),
            key=lambda row: (dates[row] or "~", row != self.voters[row], row),
        )
        for row in order:
            first.setdefault(int(self.voters[row]), row)
        voters = np.array([first[int(voter)] for voter in self.voters], dtype=np.int64)
        return replace(self, voters=voters)

    @property
    def owner(self) -> NDArray[np.int64]:
        """Shape (documents,): row of the document that votes for each, under the weighting."""
        return np.arange(len(self)) if self.weighting == "all" else self.voters

    @property
    def rows(self) -> NDArray[np.int64]:
        """Rows of the documents that vote, ascending."""
        return np.flatnonzero(self.owner == np.arange(len(self)))

    @property
    def left_out(self) -> Sequence[Spans] | None:
        """For each document the spans that do not count; None where all text counts."""
        return self.shared if self.weighting == "distinct" else None

    @property
    def remark(self) -> str:
        """What a finding says of itself where copies voted separately; else empty."""
        return "; copies voted separately" if self.weighting == "all" else ""

    def remark_html(self) -> str:
        """The same as a paragraph for a notebook."""
        return sentence_html("votes-separate") if self.weighting == "all" else ""

    def __len__(self) -> int:
        return len(self.voters)

    def __repr__(self) -> str:
        return f"Votes({self.weighting}: {len(self.rows)} of {len(self)} {self.grain}s vote)"


VotesLike: TypeAlias = Votes | HasVoters | None
"""What ``votes=`` takes: :class:`Votes`, a ``Duplicates``, or None (every document votes)."""


def votes_of(given: VotesLike, documents: int, *, units: Units | None = None) -> Votes:
    """Take what was passed as ``votes=``, and check that it fits the corpus.

    Parameters
    ----------
    given
        See :data:`VotesLike`.
    documents
        How many documents vote.
    units
        Where smaller units are counted: votes may be theirs.

    Raises
    ------
    SettingsError
        If it is something else, or of another corpus or grain.
    """
    if given is None:
        return Votes.separate(documents)
    if isinstance(given, Votes):
        votes = given
    elif hasattr(given, "voters") and hasattr(given, "grain"):
        votes = Votes.of(given)
    else:
        raise SettingsError.of("setting-votes", found=type(given).__name__)
    if len(votes) == documents and votes.grain == "document":
        return votes
    if units is not None and len(votes) == len(units) and votes.grain in ("document", units.grain):
        return votes
    raise SettingsError.of(
        "setting-votes-rows", rows=len(votes), grain=votes.grain, documents=documents
    )


def takes_old_names(*names: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a finding take ``voters=``, ``weighting=`` and ``shared=`` for one release more.

    Parameters
    ----------
    names
        Those it had. They are made into :class:`Votes`, with a warning.
    """

    def decorate(find: Callable[P, R]) -> Callable[P, R]:
        @wraps(find)
        def find_with_votes(*args: P.args, **kwargs: P.kwargs) -> R:
            old: dict[str, Any] = {name: kwargs.pop(name) for name in names if name in kwargs}
            if old:
                warnings.warn(
                    f"{find.__name__}: {', '.join(f'{name}=' for name in old)} is now votes=; "
                    "pass what find_duplicates found, or analysis.Votes",
                    DeprecationWarning,
                    stacklevel=2,
                )
                if kwargs.get("votes") is None:
                    if "weighting" in names:
                        old.setdefault("weighting", "family")
                    kwargs["votes"] = _of_old_names(**old)
            return find(*args, **kwargs)

        return find_with_votes

    return decorate


def _of_old_names(
    voters: Any = None, weighting: str | None = None, shared: Sequence[Spans] | None = None
) -> Votes | None:
    """Make votes as the old names meant them: where there was no weighting, ``shared`` was one."""
    if weighting is None:
        weighting = "family" if shared is None else "distinct"
    if weighting == "distinct" and shared is None:
        raise SettingsError.of("setting-shared")
    if voters is None:
        if shared is None:
            return None if weighting in WEIGHTINGS else Votes.separate(0).under(weighting)
        voters = np.arange(len(shared))
    return Votes(voters, shared, weighting)
