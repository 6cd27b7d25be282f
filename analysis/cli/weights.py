"""Who votes, and which text counts, under the three weightings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from corpus.collection import Corpus

WEIGHTINGS = ("all", "family", "distinct")
COMPARED = (*WEIGHTINGS, "compare")


def weights(
    corpus: Corpus, weighting: str, voters: NDArray[np.int64] | None = None
) -> dict[str, Any]:
    """Give ``voters`` and ``shared`` for a finding; empty where every document counts.

    Parameters
    ----------
    corpus
        What is looked at.
    weighting
        One of :data:`WEIGHTINGS`.
    voters
        Of the same corpus; found if not given.
    """
    if weighting == "all":
        return {}
    if voters is None:
        from analysis.findings.duplicates.finding import find_duplicates

        voters = find_duplicates(corpus).voters
    if weighting == "family":
        return {"voters": voters}
    from analysis.findings.boilerplate.finding import find_boilerplate
    from analysis.studies import shared_spans

    return {"voters": voters, "shared": shared_spans(find_boilerplate(corpus, voters=voters))}
