"""Variables of documents in the page: what the reader may choose by, and along what is counted."""

from __future__ import annotations

from typing import Any

from corpus.collection import Corpus
from corpus.variables.dates import iso_date
from corpus.variables.documents import names_of, values_of
from corpus.variables.values import label_of
from corpus.writing.numbering import natural_key

MOST_VARIABLES = 12
"""Columns beyond these are in the tables of the command line: a page has no room for them."""
MOST_LABELS = 60
"""Values from which on a variable (an id, a remark) is shown, and not chosen by."""
LONGEST_DATE = 20
"""Characters of what can be a date and nothing else: ``2023-05-17T08:00:00`` has 19."""
YEAR = 4
"""Characters of an ISO date that are its year."""


def variables_data(corpus: Corpus) -> list[dict[str, Any]]:
    """Return the variables that documents carry, in the order in which they are met.

    Parameters
    ----------
    corpus
        The documents.

    Returns
    -------
    list of dict
        ``name``; ``values``: for each document what is written, or None; ``labels``: what can be
        chosen, in natural order; ``of``: for each document the place of its label, −1 where the
        variable says nothing; ``time``: labels are years. Both lists are empty where
        there is nothing to choose or each document has a value of its own; what repeats the ids
        is left out.

    Examples
    --------
    >>> import corpus
    >>> c = corpus.from_texts({"甲": "每月一次。", "乙": "每季一次。"})
    >>> variables_data(c)
    []
    """
    documents = corpus.items
    found = []
    for name in names_of(documents)[:MOST_VARIABLES]:
        values = [label_of(value) for value in values_of(documents, name)]
        named = all(value == item.id for value, item in zip(values, documents, strict=True))
        if not named and any(value is not None for value in values):
            found.append(_variable(name, values))
    return found


def _variable(name: str, values: list[str | None]) -> dict[str, Any]:
    years = _years(values)
    labels_of = values if years is None else years
    labels = sorted({label for label in labels_of if label is not None}, key=_order)
    # a value of its own for each document is a name, not a group; years may well be all different
    names = years is None and len(labels) == sum(value is not None for value in values)
    chosen_by = 1 < len(labels) <= MOST_LABELS and not names
    row = {label: at for at, label in enumerate(labels)} if chosen_by else {}
    return {
        "name": name,
        "values": values,
        "labels": list(row),
        "of": [-1 if v is None else row[v] for v in labels_of] if chosen_by else [],
        "time": years is not None,
    }


def _order(label: str) -> tuple[Any, str]:
    return natural_key(label), label


def _years(values: list[str | None]) -> list[str | None] | None:
    """Year of each value; None where one of them is no date."""
    dates = [None if v is None or len(v) > LONGEST_DATE else iso_date(v) for v in values]
    if any(date is None and value is not None for date, value in zip(dates, values, strict=True)):
        return None
    return [None if date is None else date[:YEAR] for date in dates]
