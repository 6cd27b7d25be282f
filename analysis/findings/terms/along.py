"""Places of a term along a variable: in how many documents of each group it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from analysis.findings.courses import PER
from analysis.findings.groups import Groups
from analysis.findings.votes import Votes
from corpus.model import Document

if TYPE_CHECKING:
    import pandas as pd


def places_along(
    term: str, places: Iterable[str], documents: Sequence[Document], votes: Votes, groups: Groups
) -> pd.DataFrame:
    """One row a group: in how many documents a term stands, how often.

    Parameters
    ----------
    term
        What it is called.
    places
        For each place the id of its document.
    documents
        Those looked through, in the order of the votes' rows.
    votes
        Who votes.
    groups
        Groups of all documents.

    Returns
    -------
    DataFrame
        ``group, term, documents, count, of, share, low, high, places, per_10000``.
    """
    row = groups.row_of()
    lines = list(places)
    voting = groups.of[votes.rows]
    some = voting >= 0
    of = np.bincount(voting[some], minlength=len(groups))
    frame = groups.counted(_count(set(lines), row, groups), of)
    frame["places"] = _count(lines, row, groups)
    sizes = np.array([document.characters for document in documents], dtype=np.int64)
    whole = np.bincount(voting[some], weights=sizes[some], minlength=len(groups))
    frame["per_10000"] = (PER * frame["places"] / np.maximum(whole, 1)).round(6)
    frame.insert(1, "term", term)
    return frame


def _count(documents: Iterable[str], row: dict[str, int], groups: Groups) -> list[int]:
    counted = Counter(row[document] for document in documents)
    return [counted[group] for group in range(len(groups))]
