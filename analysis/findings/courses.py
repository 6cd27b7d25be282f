"""How often something occurs in each group: with years as groups, its course over time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Unpack

from analysis.findings.groups import NO_VALUE, shown, without_nan
from analysis.findings.rows import share
from corpus.export.saved import Saved
from corpus.messages import asked_language, render
from corpus.show import cell_html, heads_of, table_html

if TYPE_CHECKING:
    import pandas as pd

    from analysis.drawings.picture import Picture, PlotOptions

PER = 10_000
"""Characters that the frequency of a term is told for."""
COLUMNS = ("group", "term", "theme", "documents", "count", "of", "share", "low", "high", "places",
           "per_10000")  # fmt: skip
MOST_ROWS = 30
"""Rows shown in a notebook, as of other tables there."""
MOST_TOGETHER = 2
"""Terms in one chart: the bands of three hide one another."""
WITHIN = "within"
"""The column behind them where a course was asked for within the groups of another variable."""


@dataclass(frozen=True, eq=False, repr=False)
class Course(Saved):
    """How often terms or themes occur in each group: with years as groups, their course."""

    _main: ClassVar[str] = "course"

    frame: pd.DataFrame = field(repr=False)
    by: str

    def __repr__(self) -> str:
        terms, groups = (self.frame[name].nunique() for name in ("term", "group"))
        parts = f" within {self.frame[WITHIN].nunique()}" if WITHIN in self.frame else ""
        by = f" of {self.by}" if self.by else ""
        return f"Course({terms} terms over {groups} groups{by}{parts})"

    def _repr_html_(self) -> str:
        lang = asked_language()
        heads = heads_of("notebook-course-heads")
        parts = self.frame[WITHIN].tolist() if WITHIN in self.frame else []
        columns = (self.frame[name].tolist() for name in ("group", "term", "count", "of", "share",
                                                          "low", "high"))  # fmt: skip
        rows: list[list[object]] = [
            [shown(group, lang), term, count, of, share(part) if of else "—",
             f"{share(low)}–{share(high)}" if of else "—"]
            for group, term, count, of, part, low, high in zip(*columns, strict=True)
        ]  # fmt: skip
        if parts:
            heads = [render("notebook-course-within", {}, lang), *heads]
            rows = [[shown(name, lang), *row] for name, row in zip(parts, rows, strict=True)]
        first = len(heads) - 4
        numbers = range(first, len(heads))
        return cell_html(table_html(heads, rows, numbers=numbers, most=MOST_ROWS))

    def table(self) -> pd.DataFrame:
        """One row a term and group: ``group, term, documents, count, of, share, low, high``.

        ``count`` of ``of`` documents have it, and ``low`` and ``high`` are the ends of Wilson's
        interval of that share (95 %); ``places`` and ``per_10000`` (characters) are there for
        terms.
        """
        return self.frame

    def records(self) -> Iterator[dict[str, object]]:
        """``course`` records, one a row; what does not apply is null."""
        for row in self.frame.to_dict("records"):
            known = without_nan({name: row.get(name) for name in (*COLUMNS, WITHIN)})
            yield {"type": "course", "schema": 1, "by": self.by, **known}

    def of(self, *terms: str) -> Course:
        """The course of some terms or themes (by their labels) only.

        Raises
        ------
        KeyError
            If one of them is not here.
        """
        known = dict.fromkeys(self.frame["term"])
        for term in terms:
            if term not in known:
                raise KeyError(f"{term!r} is none of {', '.join(known)}")
        return Course(self.frame[self.frame["term"].isin(terms)].reset_index(drop=True), self.by)

    def plot(self, **how: Unpack[PlotOptions]) -> Picture:
        """Draw the shares as lines over the groups, each in the band of its interval.

        With ``within`` every one of its values has a chart of its own, side by side on one scale;
        so has each of three terms or more, whose bands would hide one another. In one chart, and in
        axes of yours, there are seven lines at most, and the picture says how many there are
        besides: choose with :meth:`of`. Years that no document has are gaps.
        """
        from analysis.drawings.growth import course_plot
        from analysis.drawings.picture import picture

        frame, lang = self.frame, how.get("lang", "zh")
        frame = frame.assign(group=[shown(str(name), lang) for name in frame["group"]])
        terms = list(dict.fromkeys(frame["term"]))
        about = str(terms[0]) if len(terms) == 1 else ""
        parts = ""
        if WITHIN in frame:
            frame = frame.assign(part=[shown(str(name), lang) for name in frame[WITHIN]])
            parts = "part"
            if how.get("ax") is not None:
                part = frame.pop("part")
                frame = frame.assign(term=part if about else frame["term"] + " · " + part)
                parts = ""
        elif len(terms) > MOST_TOGETHER and how.get("ax") is None:
            frame = frame.assign(part=frame["term"], term="")
            parts = "part"
        loose = shown(NO_VALUE, lang)
        drawn = course_plot(frame, by=self.by, about=about, loose=loose, parts=parts, **how)
        return picture(drawn, how.get("ax"))
