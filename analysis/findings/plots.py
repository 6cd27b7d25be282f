"""Every finding as a picture, in one line: the table that a drawing needs, and the drawing.

The functions here stand behind the findings' ``plot`` methods. They only arrange what a finding
knows already; matplotlib is loaded when the first of them is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypedDict, Unpack

import numpy as np
import pandas as pd

from analysis.drawings.labels import short_labels
from analysis.drawings.picture import Picture, picture
from analysis.measures.factors.ordering import Ordering, order_by_similarity, similarity_matrix
from analysis.measures.similarity.resemblance import FLOOR
from corpus.errors import SettingsError
from corpus.ids import find_id
from corpus.messages import render

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.axes import Axes

    from analysis.findings.boilerplate.finding import Boilerplate
    from analysis.findings.collation.finding import Collation
    from analysis.findings.duplicates.finding import Duplicates
    from analysis.findings.profile.finding import Profile
    from analysis.findings.reuse.finding import Reuse
    from analysis.findings.templates.finding import Templates
    from analysis.findings.terms.keyness import Keyness
    from analysis.findings.terms.keywords import Keywords
    from analysis.findings.themes.finding import Themes

MOST_COMPARED = 300
"""Units in a heat map: below one pixel a column nothing can be seen."""
SHOWN = 10
"""Words of one document."""


class How(TypedDict, total=False):
    """Options of every ``plot``."""

    ax: Axes | None
    """Axes to draw in; by default a new figure of a fitting size."""
    lang: str
    """``"zh"`` or ``"en"``."""
    font: str | Path | None
    """A font file or installed family to prefer."""


def labels_of(ids: Iterable[str], lang: str = "zh") -> dict[str, str]:
    """Short label of each id."""
    ids = list(ids)
    return dict(zip(ids, short_labels(ids, lang=lang), strict=True))


def similarity_frame(found: Duplicates, labels: Mapping[str, str]) -> tuple[pd.DataFrame, Ordering]:
    """Similarities of all units as a square table, similar ones side by side.

    Parameters
    ----------
    found
        Near-duplicates of at least two units.
    labels
        What to call each unit.

    Returns
    -------
    frame : DataFrame
        Square and symmetric, 1 on the diagonal; index and columns are labels. Pairs below the
        floor to which pairs are kept count as 0.
    ordering : Ordering
        The order and its tree.
    """
    ids = found.units.ids
    row = {name: place for place, name in enumerate(ids)}
    pairs = found.rethreshold(max(FLOOR, found.preset.floor)).pairs
    # Copies of one text are paired with the first of them only; they are like it in all else.
    first = np.arange(len(ids))
    for pair in pairs:
        if pair.verdict == "identical":
            first[row[pair.b]] = row[pair.a]
    known = similarity_matrix(
        np.array([row[pair.a] for pair in pairs], dtype=np.int64),
        np.array([row[pair.b] for pair in pairs], dtype=np.int64),
        np.array([pair.similarity for pair in pairs], dtype=np.float64),
        len(ids),
    )
    matrix = known[np.ix_(first, first)]
    ordering = order_by_similarity(matrix)
    names = pd.Index([labels[ids[place]] for place in ordering.rows.tolist()])
    values = matrix[np.ix_(ordering.rows, ordering.rows)].round(6)
    return pd.DataFrame(values, index=names, columns=names), ordering


def plot_duplicates(found: Duplicates, **how: Unpack[How]) -> Picture:
    """Draw a heat map of similarities with the tree of units above it."""
    from analysis.drawings.similarity import similarity_map

    n = len(found.units)
    if not 2 <= n <= MOST_COMPARED:
        raise SettingsError.of("setting-heat-map", count=n, most=MOST_COMPARED)
    frame, ordering = similarity_frame(found, labels_of(found.units.ids, how.get("lang", "zh")))
    return picture(similarity_map(frame, branches=ordering.branches, **how), how.get("ax"))


def plot_collation(found: Collation, **how: Unpack[How]) -> Picture:
    """Draw who may have copied whom, with the number of differences on each line."""
    from analysis.drawings.tree import family_tree

    names = labels_of(found.ids, how.get("lang", "zh"))
    rows = [
        (names[link.parent], names[link.child], link.differences, link.confidence != "cannot tell")
        for link in found.descent.links
    ]
    columns = ["parent", "child", "differences", "directed"]
    return picture(family_tree(pd.DataFrame(rows, columns=columns), **how), how.get("ax"))


def plot_reuse(found: Reuse, **how: Unpack[How]) -> Picture:
    """Draw ties between documents that share passages."""
    from analysis.drawings.network import reuse_network

    names = labels_of([d.id for d in found.documents], how.get("lang", "zh"))
    order = {document.id: row for row, document in enumerate(found.documents)}
    ties = found.sources()
    ties = ties[ties["document"].map(order) < ties["other"].map(order)]
    frame = pd.DataFrame(
        {
            "a": ties["document"].map(names),
            "b": ties["other"].map(names),
            "characters": ties["characters"],
        }
    )
    return picture(reuse_network(frame, documents=list(names.values()), **how), how.get("ax"))


def shares_frame(found: Boilerplate, labels: Mapping[str, str]) -> pd.DataFrame:
    """Shares of the classes, one row a document; they add up to 1."""
    from analysis.findings.boilerplate.classes import CLASSES

    names = pd.Index([labels[document.id] for document in found.documents])
    return pd.DataFrame(found.shares.round(6), index=names, columns=list(CLASSES))


def sentences_frame(found: Boilerplate, labels: Mapping[str, str]) -> pd.DataFrame:
    """Sentences in reading order: ``document, start, end, class``, from the document's start."""
    from analysis.findings.boilerplate.classes import CLASSES

    begins = np.array([document.body.start for document in found.documents], dtype=np.int64)
    names = [labels[document.id] for document in found.documents]
    rows = found.columns.document
    return pd.DataFrame(
        {
            "document": [names[row] for row in rows.tolist()],
            "start": found.columns.spans[:, 0] - begins[rows],
            "end": found.columns.spans[:, 1] - begins[rows],
            "class": [CLASSES[kind] for kind in found.columns.kind.tolist()],
        }
    )


def plot_boilerplate(found: Boilerplate, kind: str = "shares", **how: Unpack[How]) -> Picture:
    """Draw what each document is made of: as bars, or sentence by sentence."""
    from analysis.drawings.strips import sentence_strips
    from analysis.drawings.structure import share_bars

    names = labels_of([document.id for document in found.documents], how.get("lang", "zh"))
    if _known(kind, ("shares", "sentences")) == "shares":
        return picture(share_bars(shares_frame(found, names), **how), how.get("ax"))
    return picture(sentence_strips(sentences_frame(found, names), **how), how.get("ax"))


def plot_templates(found: Templates, template: int, **how: Unpack[How]) -> Picture:
    """Draw one template's slots as a table: a row an occurrence, a column a slot."""
    from analysis.drawings.slots import slot_table

    chosen = next((t for t in found.templates if t.id == template), None)
    if chosen is None:
        raise KeyError(f"there is no template {template}; they are 1 to {len(found)}")
    names = labels_of(dict.fromkeys(o.document for o in chosen.occurrences), how.get("lang", "zh"))
    frame = pd.DataFrame(
        [list(filled) for _, _, filled, _ in chosen.occurrences],
        index=[names[o.document] for o in chosen.occurrences],
        columns=[
            f"{place} {render(f'slot-{kind}', {}, how.get('lang', 'zh'))}"
            for place, kind in enumerate(chosen.kinds, 1)
        ],
    )
    return picture(slot_table(frame, template=chosen.text, **how), how.get("ax"))


def plot_keywords(found: Keywords, unit: str | None = None, **how: Unpack[How]) -> Picture:
    """Draw the keywords of one unit as bars, or of all units in small panels."""
    from analysis.drawings.terms import keyword_bars, keyword_panels

    table = found.table()
    table = table[table["rank"] <= SHOWN]
    names = labels_of(dict.fromkeys(table["unit"]), how.get("lang", "zh"))
    frame = pd.DataFrame(
        {"document": table["unit"].map(names), "term": table["term"], "score": table["tfidf"]}
    )
    if unit is None:
        if how.get("ax") is not None:
            raise SettingsError.of("setting-panels")
        panels = keyword_panels(frame, lang=how.get("lang", "zh"), font=how.get("font"))
        return picture(panels)
    chosen = _unit(names, unit)
    bars = frame[frame["document"] == names[chosen]]
    return picture(keyword_bars(bars, title=names[chosen], **how), how.get("ax"))


def plot_keyness(found: Keyness, target: str, **how: Unpack[How]) -> Picture:
    """Draw the key terms of one target as signed bars."""
    from analysis.drawings.keyness import keyness_bars

    table = found.table()
    names = labels_of(dict.fromkeys(table["target"]), how.get("lang", "zh"))
    chosen = _unit(names, target)
    rows = table[(table["target"] == chosen) & (table["rank"] <= 2 * SHOWN)]
    return picture(keyness_bars(rows, title=names[chosen], **how), how.get("ax"))


def plot_themes(found: Themes, kind: str = "map", **how: Unpack[How]) -> Picture:
    """Draw the themes: as a map of passages, as bars, or against the documents."""
    from analysis.drawings.map import theme_map
    from analysis.drawings.themes import theme_bars, theme_matrix

    _known(kind, ("map", "bars", "matrix"))
    if kind == "bars":
        return picture(theme_bars(found.table(), **how), how.get("ax"))
    if kind == "matrix":
        names = labels_of(found.documents, how.get("lang", "zh"))
        return picture(theme_matrix(found.matrix().rename(columns=names), **how), how.get("ax"))
    return picture(theme_map(found.map(), **how), how.get("ax"))


def plot_profile(found: Profile, kind: str = "lengths", **how: Unpack[How]) -> Picture:
    """Draw lengths of documents, word frequencies with Zipf's law, or the vocabulary's growth."""
    from analysis.drawings.growth import heaps_plot
    from analysis.drawings.structure import length_bars
    from analysis.drawings.terms import zipf_plot

    _known(kind, ("lengths", "zipf", "heaps"))
    if kind == "heaps":
        curve = growth_frame(found)
        law = {} if found.heaps is None else found.heaps._asdict()
        return picture(heaps_plot(curve, **law, **how), how.get("ax"))
    if kind == "lengths":
        names = labels_of([row.id for row in found.documents], how.get("lang", "zh"))
        rows = [(names[row.id], row.printed) for row in found.documents]
        frame = pd.DataFrame(rows, columns=["document", "characters"])
        return picture(length_bars(frame, **how), how.get("ax"))
    fit = found.zipf
    line = {} if fit is None else {"exponent": fit.exponent, "scale": fit.scale}
    return picture(zipf_plot(found.frequencies(), **line, **how), how.get("ax"))


def growth_frame(found: Profile) -> pd.DataFrame:
    """Words read and different words by then: ``words, types``."""
    return pd.DataFrame(list(found.growth), columns=["words", "types"])


def _known(kind: str, kinds: Sequence[str]) -> str:
    if kind not in kinds:
        raise SettingsError.of(
            "setting-choice", name="kind", value=repr(kind), names=", ".join(kinds)
        )
    return kind


def _unit(names: Mapping[str, str], wanted: str) -> str:
    """Find an id by itself, its end or its label."""
    labelled = [name for name, label in names.items() if label == wanted]
    return labelled[0] if len(labelled) == 1 else find_id(wanted, names)
