"""How boilerplate is drawn: what each document is made of, as bars or sentence by sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Unpack

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.drawings.labels import labels_of
from analysis.drawings.picture import Picture, PlotOptions, picture
from analysis.drawings.strips import sentence_strips
from analysis.drawings.structure import share_bars
from analysis.findings.choices import CLASSES

if TYPE_CHECKING:
    from analysis.findings.boilerplate.classes import SentenceColumns
    from corpus.model import Document


def shares_frame(
    documents: Sequence[Document], shares: NDArray[np.float64], labels: Mapping[str, str]
) -> pd.DataFrame:
    """Shares of the classes, one row a document; they add up to 1."""
    names = pd.Index([labels[document.id] for document in documents])
    return pd.DataFrame(shares.round(6), index=names, columns=list(CLASSES))


def sentences_frame(
    documents: Sequence[Document], columns: SentenceColumns, labels: Mapping[str, str]
) -> pd.DataFrame:
    """Sentences in reading order: ``document, start, end, class``, from the document's start."""
    begins = np.array([document.body.start for document in documents], dtype=np.int64)
    names = [labels[document.id] for document in documents]
    rows = columns.document
    return pd.DataFrame(
        {
            "document": [names[row] for row in rows.tolist()],
            "start": columns.spans[:, 0] - begins[rows],
            "end": columns.spans[:, 1] - begins[rows],
            "class": [CLASSES[kind] for kind in columns.kind.tolist()],
        }
    )


def plot_shares(
    documents: Sequence[Document], shares: NDArray[np.float64], **how: Unpack[PlotOptions]
) -> Picture:
    """Draw bars that add up to 100 %."""
    names = labels_of([document.id for document in documents], how.get("lang", "zh"))
    return picture(share_bars(shares_frame(documents, shares, names), **how), how.get("ax"))


def plot_sentences(
    documents: Sequence[Document], columns: SentenceColumns, **how: Unpack[PlotOptions]
) -> Picture:
    """Draw strips, sentence by sentence."""
    names = labels_of([document.id for document in documents], how.get("lang", "zh"))
    frame = sentences_frame(documents, columns, names)
    return picture(sentence_strips(frame, **how), how.get("ax"))
