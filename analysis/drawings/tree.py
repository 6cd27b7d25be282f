"""Trees: a document's sections, and which copy a copy was made from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.drawings.structure import DEPTH_COLOURS
from analysis.drawings.style import INK, OKABE_ITO, QUIET, chart_style, finish, new_axes
from corpus.messages import render

MOST_SECTIONS = 80
LONGEST_TITLE = 26
BARS = 0.56  # of the width, where bars begin
INDENT = 0.035  # of the width, a level


def section_tree(
    frame: pd.DataFrame,
    *,
    title: str = "",
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | Path | None = None,
) -> Axes:
    """One document's headings, indented by level, each with the length of its text as a bar.

    Parameters
    ----------
    frame
        One row a section, in reading order. Columns ``depth`` (1, 2, …), ``heading`` (marker and
        title) and ``characters`` (of the section with all below it).
    title
        Name of the document.
    ax, lang, font
        As in :func:`analysis.drawings.similarity.similarity_map`.

    Returns
    -------
    Axes
    """
    x = render("chart-tree-x", {}, lang)
    shown = frame.head(MOST_SECTIONS)
    names = [_short(str(name)) for name in shown["heading"]]
    with chart_style(["…", *names, title, x], font=font, lang=lang) as face:
        axes = ax if ax is not None else new_axes(8.0, 0.26 * len(shown) + 1.0)
        sizes = shown["characters"].to_numpy(dtype=float)
        depths = shown["depth"].to_numpy(dtype=int)
        most = max(1.0, sizes.max(initial=1.0))
        for row, (name, depth, size) in enumerate(
            zip(names, depths.tolist(), sizes.tolist(), strict=True)
        ):
            colour = DEPTH_COLOURS[min(depth, 4) - 1]
            left = INDENT * (depth - 1)
            axes.barh(row, 0.3 * size / most, left=BARS, height=0.62, color=colour)
            axes.text(left, row, face.fit(name), va="center", fontsize=10 if depth == 1 else 9,
                      color=INK)  # fmt: skip
            axes.text(BARS + 0.01 + 0.3 * size / most, row, f"{size:,.0f}", va="center", fontsize=8,
                      color=QUIET)  # fmt: skip
            above = np.flatnonzero(depths[:row] < depth)
            if depth > 1 and len(above):
                # an elbow from the heading above to this one
                parent = int(above[-1])
                stem = left - 0.6 * INDENT
                axes.plot([stem, stem, left - 0.2 * INDENT], [parent + 0.45, row, row],
                          color="#B0B0B0", linewidth=0.8)  # fmt: skip
        axes.set_xlim(0.0, 1.0)
        axes.set_ylim(len(shown) - 0.4, -0.6)
        axes.set_xticks([])
        axes.set_yticks([])
        axes.spines[:].set_visible(False)
        finish(axes, face, title=title, x=x)
    return axes


def family_tree(
    frame: pd.DataFrame,
    *,
    ax: Axes | None = None,
    lang: str = "zh",
    font: str | Path | None = None,
) -> Axes:
    """Copies of one text and how they hang together: from left to right, numbers on the lines.

    Parameters
    ----------
    frame
        One row a link of the tree. Columns ``parent``, ``child`` (labels), ``differences`` and
        ``directed`` (False where it cannot be told who copied whom: drawn as a broken line).
    ax, lang, font
        As in :func:`analysis.drawings.similarity.similarity_map`.

    Returns
    -------
    Axes
    """
    words = [render(f"chart-family-{part}", {}, lang) for part in ("title", "directed", "open")]
    parents, children = [[str(v) for v in frame[c]] for c in ("parent", "child")]
    names = list(dict.fromkeys([*parents, *children]))
    with chart_style([*names, *words], font=font, lang=lang) as face:
        place = _places(names, list(zip(parents, children, strict=True)))
        deep = max((x for x, _ in place.values()), default=0.0)
        high = max((y for _, y in place.values()), default=0.0)
        axes = ax if ax is not None else new_axes(2.0 * deep + 2.6, 0.7 * high + 1.8)
        for parent, child, differences, directed in zip(
            parents, children, frame["differences"], frame["directed"], strict=True
        ):
            (x0, y0), (x1, y1) = place[parent], place[child]
            axes.plot([x0, x1], [y0, y1], "-" if directed else "--",
                      color=OKABE_ITO[0] if directed else "#909090", linewidth=1.6)  # fmt: skip
            axes.text(0.45 * x0 + 0.55 * x1, 0.45 * y0 + 0.55 * y1, f"{differences:,.0f}",
                      ha="center", va="center", fontsize=9, color=QUIET,
                      bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5})  # fmt: skip
        for name, label in zip(names, face.fit_labels(names), strict=True):
            axes.text(*place[name], label, ha="center", va="center", fontsize=10, zorder=3,
                      bbox={"boxstyle": "round,pad=0.35", "facecolor": "white",
                            "edgecolor": OKABE_ITO[0], "linewidth": 1.0})  # fmt: skip
        kinds = [(True, "-", OKABE_ITO[0], words[1]), (False, "--", "#909090", words[2])]
        for directed, line, colour, word in kinds:
            if (frame["directed"].astype(bool) == directed).any():
                axes.plot([], [], line, color=colour, linewidth=1.6, label=face.fit(word))
        if len(frame):
            axes.legend(loc="upper left", bbox_to_anchor=(0.0, 0.0), ncols=2,
                        prop={"family": list(face.families), "size": 9})  # fmt: skip
        axes.set_xlim(-0.5, deep + 0.6)
        axes.set_ylim(high + 0.6, -0.6)
        axes.set_xticks([])
        axes.set_yticks([])
        axes.spines[:].set_visible(False)
        finish(axes, face, title=words[0])
    return axes


def _places(names: list[str], links: list[tuple[str, str]]) -> dict[str, tuple[float, float]]:
    """Place each name: how deep in its tree, and the row; a parent stands between its children."""
    below: dict[str, list[str]] = {name: [] for name in names}
    for parent, child in links:
        below[parent].append(child)
    has_parent = {child for _, child in links}
    place: dict[str, tuple[float, float]] = {}
    row = 0.0
    for root in (name for name in names if name not in has_parent):
        stack = [(root, 0, False)]
        while stack:
            name, depth, done = stack.pop()
            if done:
                rows = [place[child][1] for child in below[name]]
                place[name] = (float(depth), (rows[0] + rows[-1]) / 2)
            elif below[name]:
                stack.append((name, depth, True))
                stack += [(child, depth + 1, False) for child in reversed(below[name])]
            else:
                place[name] = (float(depth), row)
                row += 1.0
    return place


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"
