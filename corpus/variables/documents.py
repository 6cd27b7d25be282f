"""Variables of documents: what one is called, what it says of each document, who has a value.

A name means the variable that documents carry (a column of their table, a setting of their file,
what was joined); where none carries it, the field of :class:`~corpus.model.Document`, or what
parsing found: ``signed_date``, ``signed_year``, ``issuer``. Behind a colon a date is made less
precise: ``日期:year``, ``signed_date:month``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from corpus.errors import SettingsError
from corpus.model import Absent, Document, Value
from corpus.variables.dates import PARTS_OF_DATES, iso_date
from corpus.variables.values import is_several, label_of, plain

FIELDS = ("id", "source", "number", "embedded", "title", "kind", "characters")
"""Fields of a document that can be asked along; its other fields are places."""
FOUND = ("signed_date", "signed_year", "issuer")
"""What parsing finds of who made a document, and when."""


def names_of(documents: Iterable[Document]) -> list[str]:
    """Names of the variables that documents carry, in the order in which they are met."""
    found: dict[str, None] = {}
    seen: set[int] = set()
    for document in documents:
        for columns in (document.source.metadata.columns, document.given.columns):
            if id(columns) not in seen:
                seen.add(id(columns))
                found.update(dict.fromkeys(columns.names))
    return list(found)


def values_of(documents: Sequence[Document], name: str) -> list[Value]:
    """What a variable says of each document; None where it says nothing.

    Parameters
    ----------
    documents
        Any documents.
    name
        As above.

    Raises
    ------
    SettingsError
        If there is no such variable.

    Examples
    --------
    >>> from corpus.model import Metadata
    >>> dated = Document.plain("甲", "每月一次。").with_given(Metadata.of([("日期", "2023年5月")]))
    >>> [values_of([dated], name) for name in ("日期", "日期:year", "characters")]
    [['2023年5月'], ['2023'], [5]]
    """
    carried = names_of(documents)
    if name.startswith("metadata."):
        name = name.removeprefix("metadata.")
    bare, _, precision = name.rpartition(":")
    if name in carried or precision not in PARTS_OF_DATES:
        return _whole(documents, name, carried)
    dates = (label_of(value) for value in _whole(documents, bare, carried))
    return [_less(date, precision) for date in dates]


def _less(date: str | None, precision: str) -> str | None:
    read = iso_date(date) if date else None
    size = PARTS_OF_DATES[precision]
    return read[:size] if read is not None and len(read) >= size else None


def _whole(documents: Sequence[Document], name: str, carried: Sequence[str]) -> list[Value]:
    if name in carried:
        cells: dict[int, Sequence[Any] | None] = {}
        return [_carried(document, name, cells) for document in documents]
    if name == "source":
        return [document.source.id for document in documents]
    if name in FIELDS:
        return [getattr(document, name) for document in documents]
    if name in FOUND:
        return [found_of(document, name) for document in documents]
    names = ", ".join([*carried, *FIELDS, *FOUND])
    raise SettingsError.of("setting-variable", name=repr(name), names=names)


def _carried(document: Document, name: str, cells: dict[int, Sequence[Any] | None]) -> Value:
    for metadata in (document.given, document.source.metadata):
        columns = metadata.columns
        if id(columns) not in cells:
            there = name in columns.names
            cells[id(columns)] = columns.values[columns.names.index(name)] if there else None
        column = cells[id(columns)]
        if column is not None and not isinstance(column[metadata.row], Absent):
            return plain(column[metadata.row])
    return None


def found_of(document: Document, name: str) -> Value:
    """What parsing found of who made a document, and when; ``name`` is one of :data:`FOUND`."""
    if name == "issuer":
        return _issuer(document)
    date = _signed(document)
    return date if name == "signed_date" or date is None else int(date[:4])


def _signed(document: Document) -> str | None:
    spans = [part.span for part in document.parts if part.kind == "date"]
    spans += [document.signature] if document.signature is not None else []
    dates = (iso_date(document[span]) for span in reversed(spans))
    return next((date for date in dates if date is not None), None)


def _issuer(document: Document) -> str | None:
    for kind in ("issuer", "signature", "letterhead"):
        for part in document.parts:
            if part.kind == kind:
                words = " ".join(document[part.span].split())
                return words.removesuffix("文件").strip() or None
    return None


def rows_where(documents: Sequence[Document], fields: dict[str, Any]) -> list[bool]:
    """Say of each document whether its variables have the wanted values.

    A wanted value is one, several of which any will do, or a function that is asked.

    Raises
    ------
    SettingsError
        If there is no such variable.
    """
    kept = [True] * len(documents)
    for name, wanted in fields.items():
        if name in Document.__dataclass_fields__ and name not in (*FIELDS, *names_of(documents)):
            values: Sequence[Any] = [getattr(document, name) for document in documents]
            accepts: Callable[[Any], bool] = _equal(wanted)
        else:
            values = values_of(documents, name)
            accepts = _accepting(wanted)
        kept = [keep and bool(accepts(v)) for keep, v in zip(kept, values, strict=True)]
    return kept


def _equal(wanted: object) -> Callable[[Any], bool]:
    return lambda value: bool(value == wanted)


def _accepting(wanted: Any) -> Callable[[Any], bool]:
    if callable(wanted):
        return wanted
    several = wanted if is_several(wanted) else [wanted]
    labels = {label_of(one) for one in several}
    return lambda value: label_of(value) in labels
