"""Groups of documents: what every finding is asked along (``by="年份"``).

A group is all documents for which a variable says the same. Those for which it says nothing are a
group of their own, :data:`NO_VALUE`, which stands last and is never left out in silence.

>>> import corpus
>>> c = corpus.from_texts({"甲": "每月一次。", "乙": "每季一次。", "丙": "每年一次。"})
>>> groups = groups_of(c, [2023, 2022, None])
>>> groups.names, groups.of.tolist()
(('2022', '2023', '(none)'), [1, 0, 2])
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from analysis.measures.terms.intervals import wilson
from corpus.collection import Corpus
from corpus.errors import SettingsError
from corpus.messages import render
from corpus.model import Document
from corpus.variables.dates import PARTS_OF_DATES, iso_date
from corpus.variables.documents import names_of, values_of
from corpus.variables.values import label_of, plain
from corpus.writing.numbering import natural_key

if TYPE_CHECKING:
    import pandas as pd

NO_VALUE = "(none)"
"""Name of the group of documents for which the variable says nothing."""


def shown(name: str, lang: str) -> str:
    """Say the name of a group in a language: :data:`NO_VALUE` is no name."""
    return render("group-no-value", {}, lang) if name == NO_VALUE else name


By = str | Sequence[Any] | Callable[[Document], Any]
"""A variable's name, a value for each document, or a function of a document."""


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Which group each document belongs to."""

    by: str
    """The variable's name; empty where values or a function were given."""
    names: tuple[str, ...]
    """In natural order (2 before 10, 一月 before 二月), :data:`NO_VALUE` last."""
    of: NDArray[np.int64]
    """Shape (n documents,): row of the name; -1 for a document of no group."""
    ids: tuple[str, ...]
    """Ids of the documents."""

    def __len__(self) -> int:
        return len(self.names)

    def over(self, ids: Sequence[str]) -> Groups:
        """The same groups for some documents, in their order.

        Raises
        ------
        SettingsError
            If one of them is not known here.
        """
        place = self.row_of()
        try:
            of = np.array([place[name] for name in ids], dtype=np.int64)
        except KeyError as error:
            raise SettingsError.of("setting-other-documents") from error
        return Groups(self.by, self.names, of, tuple(ids))

    def labels(self) -> list[str]:
        """The group of each document, as values; empty for one of no group."""
        return ["" if row < 0 else self.names[row] for row in self.of.tolist()]

    def rows(self) -> Iterator[tuple[str, NDArray[np.int64]]]:
        """Yield each group's name and the rows of its documents."""
        for group, name in enumerate(self.names):
            yield name, np.flatnonzero(self.of == group)

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Shape (n groups,): documents of each."""
        return np.bincount(self.of[self.of >= 0], minlength=len(self.names))

    def name_of(self, document: str) -> str | None:
        """Return the group of a document, by its id; None for one of no group."""
        group = self.of[self.ids.index(document)]
        return self.names[group] if group >= 0 else None

    def row_of(self) -> dict[str, int]:
        """Id of each document → row of its group, -1 for none."""
        return dict(zip(self.ids, self.of.tolist(), strict=True))

    def counted(self, counts: Any, totals: Any = None) -> pd.DataFrame:
        """Make the table of a share: ``group, documents, count, of, share, low, high``.

        Parameters
        ----------
        counts
            Shape (n groups,): how many have it.
        totals
            Shape (n groups,): of how many; by default documents.

        Returns
        -------
        DataFrame
            ``low, high``: Wilson's interval of the share, 95 %.
        """
        import pandas as pd

        count = np.asarray(counts, dtype=np.int64)
        of = self.sizes if totals is None else np.asarray(totals, dtype=np.int64)
        low, high = wilson(count, of)
        share = np.divide(count, of, out=np.full(len(of), np.nan), where=of > 0)
        return pd.DataFrame(
            {"group": list(self.names), "documents": self.sizes, "count": count, "of": of,
             "share": share.round(6), "low": low.round(6), "high": high.round(6)}
        )  # fmt: skip


def asked(groups: Groups | None, finding: object) -> Groups:
    """Return the groups that a finding was asked along.

    Raises
    ------
    SettingsError
        If it was asked along none.
    """
    if groups is None:
        raise SettingsError.of("setting-no-by", kind=type(finding).__name__)
    return groups


def group_records(groups: Groups, frame: pd.DataFrame) -> Iterator[dict[str, object]]:
    """``group`` records of a table that has a row a group."""
    for row in frame.to_dict("records"):
        yield {"type": "group", "schema": 1, "by": groups.by, **without_nan(row)}


def without_nan(row: Mapping[Any, Any]) -> dict[str, object]:
    """Put null where a row of a table has no number."""
    return {str(name): None if value != value else value for name, value in row.items()}


def values_along(documents: Sequence[Document], by: By) -> list[Any]:
    """Return what documents are asked along: one value each, if the list is as long as they are.

    Raises
    ------
    SettingsError
        If there is no such variable.
    """
    if isinstance(by, str):
        return list(values_of(documents, by))
    return [by(document) for document in documents] if callable(by) else list(by)


def dates_along(documents: Sequence[Document], by: By) -> list[str | None]:
    """Read the dates of what documents are asked along, as precise as they are known.

    Of ``"日期:year"`` these are whole dates; where there is no date they are None.
    """
    if isinstance(by, str):
        bare, _, precision = by.rpartition(":")
        if precision in PARTS_OF_DATES and by not in names_of(documents):
            by = bare
    labels = map(label_of, values_along(documents, by))
    return [iso_date(label) if label else None for label in labels]


def groups_of(corpus: Corpus, by: By) -> Groups:
    """Put documents into groups.

    Parameters
    ----------
    corpus
        The documents.
    by
        The name of a variable or field (see :mod:`corpus.variables.documents`), a value for each
        document (NumPy's and pandas' are like any other), or a function of a document. None is a
        group; an empty name in a list belongs to none.

    Raises
    ------
    SettingsError
        If there is no such variable, or the values are not one a document.
    """
    values = values_along(corpus.items, by)
    if isinstance(by, str):
        labels = [label_of(value) or NO_VALUE for value in values]
    else:
        if len(values) != len(corpus):
            raise SettingsError.of(
                "setting-rows", name="groups", rows=len(values), documents=len(corpus)
            )
        labels = ["" if plain(value) == "" else label_of(value) or NO_VALUE for value in values]
    names = sorted({*labels} - {""}, key=lambda name: (name == NO_VALUE, natural_key(name), name))
    row = {name: at for at, name in enumerate(names)} | {"": -1}
    return Groups(
        by if isinstance(by, str) else "",
        tuple(names),
        np.array([row[label] for label in labels], dtype=np.int64),
        tuple(document.id for document in corpus),
    )
