"""The report: one HTML file that needs nothing else, with tables and charts beside it.

Nothing is computed here; what is shown is a :class:`~analysis.studies.Study`. The page itself is
in :mod:`analysis.views.page`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.asides import Aside
from analysis.findings.collation.finding import Collation
from analysis.studies import Study, study
from analysis.views.hand_in import as_named, checked_date, hand_in_html
from analysis.views.page.assembly import page_html as report_html
from corpus.atomic import Content, write_all
from corpus.collection import Corpus
from corpus.export.flat import table_of
from corpus.export.writers import csv_bytes
from corpus.frames import notes_frame
from corpus.words.stopwords import StopWords

__all__ = ["report_html", "study_tables", "write_report"]

Progress = Callable[[str, int, int], None]


def write_report(
    corpus: Corpus,
    out: str | PathLike[str],
    *,
    tables: str | PathLike[str] | None = None,
    charts: str | PathLike[str] | None = None,
    lang: str = "zh",
    tokenizer: Any = None,
    stopwords: StopWords = None,
    aside: Aside | None = None,
    hand_in: str | PathLike[str] | None = None,
    date: str | None = None,
    number: str | None = None,
    progress: Progress | None = None,
) -> list[Path]:
    """Study a corpus and write what was found.

    Parameters
    ----------
    corpus
        What to report on.
    out
        The HTML file.
    tables
        A folder for the tables as CSV (UTF-8 with a byte-order mark: Excel opens them).
    charts
        A folder for the charts as PNG and SVG, each with its numbers as CSV.
    lang
        ``"zh"`` or ``"en"``: the language that the page opens in, and that of the charts.
    tokenizer
        A :class:`corpus.Tokenizer`, its name, or what cuts words; by default the corpus' own.
    stopwords
        As for :func:`analysis.study`.
    aside
        What :func:`analysis.set_aside` made of ``corpus``: the study is of what is left; what was
        set aside is shown, and counted apart.
    hand_in
        A file for the document to print and hand in (报告单): ``.html``, or ``.pdf`` where a
        Chromium, Chrome or Edge is installed.
    date
        Of that document, ``YYYY-MM-DD``; without one a blank is left.
    number
        Of that document; without one it is the beginning of the corpus' fingerprint.
    progress
        Called as ``progress(phase, done, total)``.

    Returns
    -------
    list of Path
        What was written.

    Raises
    ------
    SettingsError
        If the date is none, or a PDF is asked for and no browser is there to print it.
    OutputError
        If something cannot be written; all that was there before is untouched.
    """
    checked_date(date)
    if aside is not None:
        corpus = aside.corpus
    found = study(corpus, tokenizer=tokenizer, stopwords=stopwords, progress=progress).complete(
        progress
    )
    contents: dict[Path, Content] = {Path(out): report_html(found, lang=lang, aside=aside)}
    if tables is not None:
        for name, frame in study_tables(found, lang=lang, aside=aside).items():
            contents[Path(tables, f"{name}.csv")] = csv_bytes(table_of(frame, name))[0]
    if charts is not None:
        from analysis.views.charts import chart_files, study_charts  # a second of imports

        contents.update(chart_files(study_charts(found, lang=lang), charts))
    if hand_in is not None:
        page = hand_in_html(found, lang=lang, date=date, number=number, aside=aside)
        contents[Path(hand_in)] = as_named(page, Path(hand_in))
    write_all(contents)
    return list(contents)


def study_tables(
    found: Study, *, lang: str = "zh", aside: Aside | None = None
) -> dict[str, pd.DataFrame]:
    """Every table of a study, by name, complete.

    Parameters
    ----------
    found
        The study.
    lang
        Language of the notes' messages; column names are the same in both.
    aside
        What was set aside before the study: a table of its own.
    """
    corpus = found.corpus
    return {
        "documents": corpus.documents,
        "sections": corpus.sections,
        "sentences": found.boilerplate.table(),
        "shares": found.boilerplate.shares_table(),
        "reused-shares": found.shares,
        "pairs": found.duplicates.pairs_table(),
        "families": _joined_members(found.duplicates.families_table()),
        "variants": _variants(found.collations + found.comparisons),
        "passages": found.reuse.table(),
        "passage-groups": _joined_members(found.reuse.groups()),
        "passage-places": found.reuse.occurrences(),
        "phrases": found.boilerplate.phrases_table(families=found.boilerplate.many),
        "templates": found.templates.table(),
        "template-values": found.templates.values_table(),
        "keywords": found.keywords.table(),
        "keywords-weighed": found.weighed.table(),
        "keyness": found.keyness.table(),
        "new-words": found.new_words.table(),
        "themes": found.themes.table(),
        "theme-units": found.themes.units(),
        "profile": found.profile.table(),
        "notes": notes_frame(corpus.compilations, lang),
    } | ({} if aside is None else {"asides": aside.table()})


def _joined_members(frame: pd.DataFrame) -> pd.DataFrame:
    """Tuples of ids as text, for a CSV cell."""
    columns = [name for name in ("members", "weakest") if name in frame.columns]
    return frame.assign(**{name: frame[name].map(" ".join) for name in columns})


def _variants(collations: Iterable[Collation]) -> pd.DataFrame:
    """One row a reading: number and kind of the place, witness, span, text, what is usual."""
    rows = [
        (number, c.family, v.n, v.kind, name, *reading.span, reading.text,
         v.usage.preferred if v.usage else None)
        for number, c in enumerate(collations, start=1)
        for v in c.variants
        for name, reading in v.readings.items()
    ]  # fmt: skip
    names = ["collation", "family", "n", "kind", "document", "span_start", "span_end", "text",
             "usual"]  # fmt: skip
    frame = pd.DataFrame(rows, columns=names)
    return frame.assign(family=frame["family"].astype("Int64"))
