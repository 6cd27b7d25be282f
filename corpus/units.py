"""The units of a corpus at one grain: documents, sections, paragraphs or sentences in columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from corpus.choices import GRAINS
from corpus.errors import SettingsError
from corpus.model import Document, Spans, Units


def units_of(documents: Sequence[Document], grain: str) -> Units:
    """Collect the units of one grain, in reading order.

    Parameters
    ----------
    documents
        Any documents.
    grain
        ``"document"`` (bodies), ``"section"`` (heading and own text, without what stands under
        its sub-headings, so that sections do not overlap), ``"paragraph"`` or ``"sentence"``.

    Returns
    -------
    Units

    Raises
    ------
    SettingsError
        If ``grain`` is none of :data:`GRAINS`.
    """
    if grain not in GRAINS:
        raise SettingsError.of(
            "setting-choice", name="grain", value=repr(grain), names=", ".join(GRAINS)
        )
    if grain == "document":
        return Units(
            grain=grain,
            documents=tuple(documents),
            document=np.arange(len(documents)),
            number=np.zeros(len(documents), dtype=np.int64),
            spans=np.fromiter(
                chain.from_iterable(d.body for d in documents), np.int64, 2 * len(documents)
            ).reshape(-1, 2),  # np.array takes three times as long
        )
    spans = [_spans(document, grain) for document in documents]
    sizes = np.array([len(s) for s in spans], dtype=np.int64)
    return Units(
        grain=grain,
        documents=tuple(documents),
        document=np.repeat(np.arange(len(sizes)), sizes),
        number=np.concatenate([np.arange(n) for n in sizes] or [np.zeros(0, np.int64)]),
        spans=np.concatenate(spans) if spans else np.zeros((0, 2), np.int64),
    )


def _spans(document: Document, grain: str) -> Spans:
    if grain == "paragraph":
        return document.paragraphs
    if grain == "sentence":
        return document.sentences
    own = [(s.marker.start, _own_end(s.marker, s.title, s.body)) for s in document.sections]
    return np.array(own, dtype=np.int64).reshape(-1, 2)


def _own_end(*parts: tuple[int, int] | None) -> int:
    return max(part[1] for part in parts if part is not None)


def section_rows(document: Document, starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Row of the section that each offset stands in, or -1 before the first heading.

    Parameters
    ----------
    document
        The document.
    starts
        Shape (n,), offsets into its source.

    Returns
    -------
    ndarray
        Shape (n,), int64: rows of ``document.sections``; the innermost section counts.
    """
    heads = np.array([s.marker.start for s in document.sections], dtype=np.int64)
    return np.searchsorted(heads, starts, side="right") - 1


def heading_mask(document: Document) -> NDArray[np.bool_]:
    """Which sentences of a document are headings: shape (n sentences,), bool."""
    heads = [s.marker.start for s in document.sections if s.title is not None]
    if not heads:
        return np.zeros(len(document.sentences), dtype=bool)
    starts = document.sentences[:, 0]
    ascending = np.array(heads, dtype=np.int64)
    found: NDArray[np.bool_] = (
        ascending.take(np.searchsorted(ascending, starts), mode="clip") == starts
    )
    return found
