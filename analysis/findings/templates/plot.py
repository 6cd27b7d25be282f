"""How a template is drawn: a table of what is filled into its slots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

import pandas as pd

from analysis.drawings.labels import labels_of
from analysis.drawings.picture import Picture, PlotOptions, picture
from analysis.drawings.slots import slot_table
from corpus.messages import render


def plot_template(
    text: str,
    kinds: Sequence[str],
    filled: Sequence[tuple[str, Sequence[str]]],
    **how: Unpack[PlotOptions],
) -> Picture:
    """Draw one template's slots as a table: a row an occurrence, a column a slot.

    Parameters
    ----------
    text
        The template.
    kinds
        Kind of each slot.
    filled
        For each occurrence, its document's id and what stands in each slot.
    """
    lang = how.get("lang", "zh")
    names = labels_of(dict.fromkeys(document for document, _ in filled), lang)
    frame = pd.DataFrame(
        [list(values) for _, values in filled],
        index=[names[document] for document, _ in filled],
        columns=[
            f"{place} {render(f'slot-{kind}', {}, lang)}" for place, kind in enumerate(kinds, 1)
        ],
    )
    return picture(slot_table(frame, template=text, **how), how.get("ax"))
