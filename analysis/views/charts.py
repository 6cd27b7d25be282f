"""Charts: a table of numbers, a way to draw it, and files that hold both.

A chart computes nothing: whatever it shows stands in its frame, which is written beside the
picture as CSV. The drawings are in :mod:`analysis.drawings`; each is a function of a frame and an
optional ``ax`` and can be used alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from os import PathLike
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.drawings.growth import heaps_plot
from analysis.drawings.labels import labels_of
from analysis.drawings.map import theme_map
from analysis.drawings.similarity import similarity_map
from analysis.drawings.strips import sentence_strips
from analysis.drawings.structure import length_bars, section_strips, share_bars
from analysis.drawings.style import PNG_DPI, png_bytes, svg_bytes
from analysis.drawings.terms import keyword_panels, zipf_plot
from analysis.drawings.themes import theme_bars, theme_matrix
from analysis.findings.boilerplate.plot import sentences_frame, shares_frame
from analysis.findings.duplicates.plot import MOST_COMPARED, similarity_frame
from analysis.findings.profile.plot import growth_frame
from analysis.measures.similarity.resemblance import FLOOR
from analysis.studies import Study
from corpus.atomic import write_all
from corpus.export.flat import table_of
from corpus.export.writers import csv_bytes
from corpus.messages import render

KEYWORDS_SHOWN = 10


@dataclass(frozen=True)
class Chart:
    """A picture and the numbers in it."""

    name: str
    """File name without ending: ``similarity``."""
    title: str
    caption: str
    """How to read it, one sentence."""
    frame: pd.DataFrame = field(repr=False)
    """Every number that is drawn."""
    draw: Callable[[], Axes | Figure] = field(repr=False)
    """Draws it in a new figure."""

    @property
    def figure(self) -> Figure:
        """The drawing, made anew each time."""
        drawn = self.draw()
        if isinstance(drawn, Figure):
            return drawn
        figure = drawn.get_figure(root=True)
        assert figure is not None  # noqa: S101  axes of ours always have one
        return figure


def study_charts(
    study: Study, *, lang: str = "zh", font: str | Path | None = None
) -> tuple[Chart, ...]:
    """Make all charts of a study; those with nothing to show are left out.

    Parameters
    ----------
    study
        Everything found in a corpus.
    lang
        ``"zh"`` or ``"en"``.
    font
        A font file or installed family to prefer.

    Returns
    -------
    tuple of Chart
        In the order in which to read them.
    """
    labels = labels_of([document.id for document in study.corpus], lang)
    how = _ChartWording(lang, font)
    made = [
        _similarity(study, labels, how),
        _overlap(study, labels, how),
        _shares(study, labels, how),
        _sentences(study, labels, how),
        _themes(study, how),
        _theme_map(study, how),
        _theme_matrix(study, labels, how),
        _keywords(study, labels, how),
        _sections(study, labels, how),
        _lengths(study, labels, how),
        _zipf(study, how),
        _heaps(study, how),
    ]
    return tuple(chart for chart in made if chart is not None)


def png(chart: Chart, *, dpi: int = PNG_DPI) -> bytes:
    """Draw a chart as PNG."""
    return png_bytes(chart.figure, dpi=dpi)


def svg(chart: Chart) -> bytes:
    """Draw a chart as SVG; text is outlines, so the reader needs no font."""
    return svg_bytes(chart.figure)


def save_charts(charts: Iterable[Chart], folder: str | PathLike[str]) -> list[Path]:
    """Write every chart as ``NAME.png``, ``NAME.svg`` and its numbers as ``NAME.csv``.

    Parameters
    ----------
    charts
        With different names.
    folder
        Made if it does not exist.

    Returns
    -------
    list of Path
        What was written: all of it, or nothing if something went wrong.

    Raises
    ------
    OutputError
        If the files cannot be written.
    """
    contents = chart_files(charts, folder)
    write_all(contents)
    return list(contents)


def chart_files(charts: Iterable[Chart], folder: str | PathLike[str]) -> dict[Path, bytes]:
    """Make what :func:`save_charts` writes, to be written together with other files."""
    contents: dict[Path, bytes] = {}
    for chart in charts:
        figure = chart.figure
        contents[Path(folder, f"{chart.name}.png")] = png_bytes(figure)
        figure.set_layout_engine("none")  # laid out once: the SVG has everything in its place
        contents[Path(folder, f"{chart.name}.svg")] = svg_bytes(figure)
        table = table_of(chart.frame, chart.name)
        contents[Path(folder, f"{chart.name}.csv")] = csv_bytes(table)[0]
    return contents


class _ChartWording(NamedTuple):
    lang: str
    font: str | Path | None


def _chart(
    name: str, how: _ChartWording, code: str, frame: pd.DataFrame, draw: Callable[[], Axes | Figure]
) -> Chart:
    facts = {"least": f"{FLOOR:.0%}"}
    title = render(f"chart-{code}-title", facts, how.lang)
    caption = render(f"chart-{code}-caption", facts, how.lang)
    return Chart(name, title, caption, frame, draw)


def _similarity(study: Study, labels: dict[str, str], how: _ChartWording) -> Chart | None:
    if not 2 <= len(labels) <= MOST_COMPARED:
        return None
    found = study.duplicates
    pairs = found.every_pair().pairs_table()
    frame, ordering = similarity_frame(found.units.ids, pairs, labels)
    draw = partial(similarity_map, frame, branches=ordering.branches, lang=how.lang, font=how.font)
    return _chart(
        "similarity", how, "similarity", frame.rename_axis("document").reset_index(), draw
    )


def _overlap(study: Study, labels: dict[str, str], how: _ChartWording) -> Chart | None:
    """Draw what the report's page shows as 重合图."""
    if not 2 <= len(labels) <= MOST_COMPARED:
        return None
    near = study.likeness
    ids = [document.id for document in study.corpus]
    names = pd.Index([labels[ids[row]] for row in near.rows.tolist()])
    frame = pd.DataFrame(near.whole.round(6), index=names, columns=names)
    draw = partial(similarity_map, frame, measure="overlap", lang=how.lang, font=how.font)
    return _chart("overlap", how, "overlap", frame.rename_axis("document").reset_index(), draw)


def _shares(study: Study, labels: dict[str, str], how: _ChartWording) -> Chart | None:
    if not len(study.boilerplate.documents):
        return None
    frame = shares_frame(study.boilerplate.documents, study.boilerplate.shares, labels)
    numbers = frame.rename_axis("document").reset_index()
    return _chart(
        "shares", how, "shares", numbers, partial(share_bars, frame, lang=how.lang, font=how.font)
    )


def _sentences(study: Study, labels: dict[str, str], how: _ChartWording) -> Chart | None:
    if not len(study.boilerplate.columns):
        return None
    frame = sentences_frame(study.boilerplate.documents, study.boilerplate.columns, labels)
    draw = partial(sentence_strips, frame, lang=how.lang, font=how.font)
    return _chart("sentences", how, "sentences", frame, draw)


def _theme_map(study: Study, how: _ChartWording) -> Chart | None:
    frame = study.themes.map()
    if frame.empty:
        return None
    draw = partial(theme_map, frame, lang=how.lang, font=how.font)
    return _chart("theme-map", how, "theme-map", frame, draw)


def _themes(study: Study, how: _ChartWording) -> Chart | None:
    frame = study.themes.table()
    if frame.empty:
        return None
    return _chart(
        "themes",
        how,
        "theme-sizes",
        frame,
        partial(theme_bars, frame, lang=how.lang, font=how.font),
    )


def _theme_matrix(study: Study, labels: dict[str, str], how: _ChartWording) -> Chart | None:
    frame = study.themes.matrix().rename(columns=labels)
    if frame.empty:
        return None
    numbers = frame.rename_axis("theme").reset_index()
    draw = partial(theme_matrix, frame, lang=how.lang, font=how.font)
    return _chart("theme-matrix", how, "theme-matrix", numbers, draw)


def _keywords(study: Study, labels: dict[str, str], how: _ChartWording) -> Chart | None:
    table = study.keywords.table()
    table = table[table["rank"] <= KEYWORDS_SHOWN]
    if table.empty:
        return None
    frame = pd.DataFrame(
        {"document": table["unit"].map(labels), "term": table["term"], "score": table["tfidf"]}
    )
    return _chart(
        "keywords",
        how,
        "keywords",
        frame,
        partial(keyword_panels, frame, lang=how.lang, font=how.font),
    )


def _sections(study: Study, labels: dict[str, str], how: _ChartWording) -> Chart | None:
    rows: list[tuple[str, int, int, int, int, str]] = []
    for document in study.corpus:
        begin, length = document.body.start, document.characters
        name = labels[document.id]
        if not document.sections:
            rows.append((name, 0, 0, 0, length, ""))
        for section in document.sections:
            marker = document[section.marker].strip(" \t\u3000、.．()（）")
            start, end = section.span.start - begin, section.span.end - begin
            rows.append((name, section.depth, start, end, length, marker))
    if not any(row[1] for row in rows):
        return None
    columns = ["document", "depth", "start", "end", "length", "name"]
    frame = pd.DataFrame(rows, columns=columns)
    return _chart(
        "sections",
        how,
        "sections",
        frame,
        partial(section_strips, frame, lang=how.lang, font=how.font),
    )


def _lengths(study: Study, labels: dict[str, str], how: _ChartWording) -> Chart | None:
    measured: Sequence[tuple[str, int]] = [
        (labels[row.id], row.printed) for row in study.profile.documents
    ]
    if not measured:
        return None
    frame = pd.DataFrame(measured, columns=["document", "printed"])
    return _chart(
        "lengths", how, "lengths", frame, partial(length_bars, frame, lang=how.lang, font=how.font)
    )


def _zipf(study: Study, how: _ChartWording) -> Chart | None:
    frame, fit = study.profile.frequencies(), study.profile.zipf
    if fit is None:
        return None
    draw = partial(zipf_plot, frame, **fit._asdict(), lang=how.lang, font=how.font)
    return _chart("zipf", how, "zipf", frame, draw)


def _heaps(study: Study, how: _ChartWording) -> Chart | None:
    fit = study.profile.heaps
    if fit is None:
        return None
    frame = growth_frame(study.profile.growth)
    draw = partial(heaps_plot, frame, **fit._asdict(), lang=how.lang, font=how.font)
    return _chart("heaps", how, "heaps", frame, draw)
