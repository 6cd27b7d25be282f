"""The report: one HTML file that needs nothing else, with tables and charts beside it.

The file has no script and fetches nothing (a Content-Security-Policy inside it says so), and every
text goes through Jinja's autoescape: documents stay documents. Nothing is computed here; what is
shown is a :class:`~analysis.studies.Study`.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import Any

import jinja2
import pandas as pd

from analysis.drawings.labels import short_labels
from analysis.findings.boilerplate import CLASSES
from analysis.findings.duplicate_views import share
from analysis.studies import Study, study
from analysis.views.charts import Chart, png, save_charts, study_charts
from analysis.views.flat import table_of
from analysis.views.tables import visible
from analysis.views.writers import csv_bytes
from corpus.atomic import write_all, write_atomic
from corpus.collection import Corpus
from corpus.frames import notes_frame
from corpus.messages import render

Progress = Callable[[str, int, int], None]
Say = Callable[..., str]
Pictures = Mapping[str, Mapping[str, Any]]
MOST_ROWS = 40  # a table in the page stays readable; the CSV beside it is complete
EXCERPT = 160
PAGE_DPI = 110  # sharp on a screen, and half the bytes of print


def write_report(
    corpus: Corpus,
    out: str | PathLike[str],
    *,
    tables: str | PathLike[str] | None = None,
    charts: str | PathLike[str] | None = None,
    lang: str = "zh",
    tokenizer: str | None = None,
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
        ``"zh"`` or ``"en"``.
    tokenizer
        ``"jieba"``, ``"rjieba"`` or ``"auto"``; by default the corpus' own.
    progress
        Called as ``progress(phase, done, total)``.

    Returns
    -------
    list of Path
        What was written.

    Raises
    ------
    OutputError
        If something cannot be written; what was there before is untouched.
    """
    found = study(corpus, tokenizer=tokenizer, progress=progress)
    drawn = study_charts(found, lang=lang)
    written = [Path(out)]
    if tables is not None:
        contents = {
            Path(tables, f"{name}.csv"): csv_bytes(table_of(frame, name))[0]
            for name, frame in study_tables(found, lang=lang).items()
        }
        write_all(contents)
        written += list(contents)
    if charts is not None:
        written += save_charts(drawn, charts)
    write_atomic(out, report_html(found, drawn, lang=lang))
    return written


def study_tables(found: Study, *, lang: str = "zh") -> dict[str, pd.DataFrame]:
    """Every table of a study, by name, complete.

    Parameters
    ----------
    found
        The study.
    lang
        Language of the notes' messages; column names are the same in both.
    """
    corpus = found.corpus
    return {
        "documents": corpus.documents,
        "sections": corpus.sections,
        "sentences": found.boilerplate.table(),
        "shares": found.boilerplate.shares_table(),
        "pairs": found.duplicates.pairs_table(),
        "families": _joined_members(found.duplicates.families_table()),
        "keywords": found.keywords.table(),
        "themes": found.themes.table(),
        "theme-units": found.themes.units(),
        "profile": found.profile.table(),
        "notes": notes_frame(corpus.compilations, lang),
    }


def report_html(found: Study, charts: Iterable[Chart], *, lang: str = "zh") -> str:
    """Give the report as one HTML page.

    Parameters
    ----------
    found
        What to show.
    charts
        From :func:`analysis.views.charts.study_charts`.
    lang
        ``"zh"`` or ``"en"``.
    """

    def say(code: str, **facts: object) -> str:
        return render(code if code.startswith("class-") else f"report-{code}", facts, lang)

    pictures = {chart.name: _picture(chart) for chart in charts}
    ids = [document.id for document in found.corpus]
    short = dict(zip(ids, short_labels(ids, lang=lang), strict=True))
    template = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(
        files("analysis.views").joinpath("templates/report.html.j2").read_text(encoding="utf-8")
    )
    return template.render(
        lang=lang,
        title=_title(found.corpus, say),
        lede=_lede(found, say),
        cards=_cards(found, say),
        sections=[
            section
            for section in (
                _documents(found, short, pictures, say),
                _pairs(found, short, pictures, say),
                _shared(found, short, say),
                _themes(found, pictures, say),
                _terms(found, short, pictures, say),
                _sizes(found, short, say),
                _doubts(found, lang, say),
            )
            if section["blocks"]
        ],
        w={name: say(name) for name in ("contents", "nothing", "method")},
        version=found.corpus.recipe.version,
        fingerprint=found.corpus.recipe.fingerprint,
    )


def _joined_members(frame: pd.DataFrame) -> pd.DataFrame:
    """Tuples of ids as text, for a CSV cell."""
    columns = [name for name in ("members", "weakest") if name in frame.columns]
    return frame.assign(**{name: frame[name].map(" ".join) for name in columns})


def _title(corpus: Corpus, say: Say) -> str:
    if len(corpus.compilations) == 1:
        return say("title-one", name=visible(corpus.compilations[0].source.id))
    return say("title", sources=len(corpus.compilations))


def _lede(found: Study, say: Say) -> list[str]:
    """What was found, in sentences."""
    corpus = found.corpus
    promised = [c.promised for c in corpus.compilations if c.promised is not None]
    hidden = sum(document.embedded for document in corpus)
    families = found.duplicates.families
    members = sum(len(family.members) for family in families)
    sentences = [say("lede-size", documents=len(corpus), characters=f"{corpus.characters:,}")]
    if promised:
        sentences.append(say("lede-promised", promised=sum(promised), hidden=hidden))
    sentences.append(
        say("lede-families", members=members, families=len(families))
        if families
        else say("lede-no-families")
    )
    return sentences


def _cards(found: Study, say: Say) -> list[tuple[str, str]]:
    corpus, families = found.corpus, found.duplicates.families
    weights = found.boilerplate.characters / max(1, int(found.boilerplate.characters.sum()))
    whole = dict(zip(CLASSES, (weights @ found.boilerplate.shares).tolist(), strict=True))
    return [
        (f"{len(corpus):,}", say("card-documents")),
        (f"{sum(len(f.members) - 1 for f in families):,}", say("card-copies")),
        (share(whole["duplicate"]), say("card-duplicate")),
        (share(whole["boilerplate"] + whole["reused"]), say("card-shared")),
        (share(whole["distinct"]), say("card-distinct")),
        (f"{len(found.themes.themes):,}", say("card-themes")),
    ]


def _section(name: str, say: Say, blocks: Iterable[Mapping[str, Any] | None]) -> dict[str, Any]:
    return {
        "name": name,
        "title": say(f"{name}-title"),
        "intro": say(f"{name}-intro"),
        "blocks": [block for block in blocks if block is not None],
    }


def _documents(found: Study, short: dict[str, str], pictures: Pictures, say: Say) -> dict[str, Any]:
    shares = found.boilerplate.shares
    families = {m: f.id for f in found.duplicates.families for m in f.members}
    rows = []
    for row, document in enumerate(found.corpus.items[:MOST_ROWS]):
        parts = [(name, float(shares[row, i])) for i, name in enumerate(CLASSES)]
        cells = (
            short[document.id],
            document.kind or "",
            visible(document.title or "")[:40],
            f"{document.body.end - document.body.start:,}",
            str(len(document.sections)),
            str(families.get(document.id, "")),
        )
        words = "，".join(f"{say('class-' + n)} {share(v)}" for n, v in parts if v)
        rows.append(
            {
                "cells": [{"text": c, "number": i >= 3} for i, c in enumerate(cells)],
                "shares": [(name, f"{100 * value:.3f}") for name, value in parts if value],
                "words": words,
            }
        )
    names = ("document", "kind", "heading", "characters", "sections", "family", "made-of")
    bars = {
        "kind": "bars",
        "key": [(name, say(f"class-{name}")) for name in CLASSES],
        "heads": [
            {"text": say(f"column-{name}"), "number": 3 <= i <= 5} for i, name in enumerate(names)
        ],
        "rows": rows,
    }
    return _section("documents", say, [bars if rows else None, pictures.get("sections")])


def _pairs(found: Study, short: dict[str, str], pictures: Pictures, say: Say) -> dict[str, Any]:
    members = [
        (str(f.id), "  ".join(short[m] for m in f.members), short[f.representative],
         share(f.cohesion), " – ".join(short[m] for m in f.weakest))
        for f in found.duplicates.families
    ]  # fmt: skip
    pairs = [
        (short[p.a], short[p.b], say(f"verdict-{p.verdict}"), share(p.similarity),
         "—" if p.distinct_similarity is None else share(p.distinct_similarity),
         share(p.containment_a), share(p.containment_b))
        for p in found.duplicates.pairs
    ]  # fmt: skip
    return _section(
        "pairs",
        say,
        [
            _table(say, "families", "family members representative cohesion weakest", members, {3}),
            pictures.get("similarity"),
            _table(say, "", "a b verdict similarity distinct in-b in-a", pairs, {3, 4, 5, 6}),
        ],
    )


def _shared(found: Study, short: dict[str, str], say: Say) -> dict[str, Any]:
    frame = found.boilerplate.table()
    wide = frame[frame["class"].isin(("boilerplate", "reused"))]
    rows = [
        (str(r.families), str(r.documents), short[str(r.document)], visible(str(r.text))[:EXCERPT])
        for r in wide.drop_duplicates("text").itertuples()
    ]
    voting = found.duplicates.voters.tolist()
    own = []
    for row, document in enumerate(found.corpus.items[:MOST_ROWS]):
        if voting[row] == row:
            first = found.boilerplate.distinct(document.id).head(3)["text"]
            own += [(short[document.id], visible(str(text))[:EXCERPT]) for text in first]
    return _section(
        "shared",
        say,
        [
            _table(say, "widest", "families documents document sentence", rows, {0, 1}),
            _table(say, "own", "document sentence", own, set(), most=len(own)),
        ],
    )


def _themes(found: Study, pictures: Pictures, say: Say) -> dict[str, Any]:
    rows = [
        (t.label, str(t.size), f"{t.stability:.2f}", f"{t.coherence:.2f}",
         " ".join(term for term, _ in t.terms[:10]))
        for t in found.themes.themes
    ]  # fmt: skip
    return _section(
        "themes",
        say,
        [
            _table(say, "", "theme passages stability coherence terms", rows, {1, 2, 3}),
            pictures.get("theme-matrix"),
        ],
    )


def _terms(found: Study, short: dict[str, str], pictures: Pictures, say: Say) -> dict[str, Any]:
    words: dict[str, list[str]] = {}
    for word in found.keywords.items:
        words.setdefault(word.unit, []).append(word.term)
    rows = [(short[unit], " ".join(terms[:12])) for unit, terms in words.items()]
    table = _table(say, "", "document keywords", rows, set())
    return _section("terms", say, [table, pictures.get("keywords"), pictures.get("zipf")])


def _sizes(found: Study, short: dict[str, str], say: Say) -> dict[str, Any]:
    rows = [
        (short.get(m.id, say("whole")), f"{m.printed:,}", f"{m.tokens:,}", f"{m.types:,}",
         f"{m.mattr:.2f}", str(m.sentences), f"{m.mean_sentence:.1f}",
         f"{m.figures_per_1000:.1f}", share(m.placeholder_share))
        for m in (*found.profile.documents, found.profile.total)
    ]  # fmt: skip
    names = "document printed tokens types mattr sentences mean-sentence figures placeholders"
    return _section(
        "sizes",
        say,
        [_table(say, "", names, rows, set(range(1, 9)), most=MOST_ROWS + 1)],
    )


def _doubts(found: Study, lang: str, say: Say) -> dict[str, Any]:
    frame = notes_frame(found.corpus.compilations, lang)
    rows = [
        (visible(str(r.document) if isinstance(r.document, str) else str(r.source)),
         f"[{r.span_start}, {r.span_end})", str(r.code), visible(str(r.message))[:EXCERPT])
        for r in frame.itertuples()
    ]  # fmt: skip
    residue = [
        (visible(c.source.id), f"[{r.span.start}, {r.span.end})", r.kind,
         visible(c.source.text[r.span.start : r.span.end])[:EXCERPT])
        for c in found.corpus.compilations
        for r in c.residue
    ]  # fmt: skip
    return _section(
        "doubts",
        say,
        [
            _table(say, "notes", "place span code message", rows, set()),
            _table(say, "residue", "place span code text", residue, set()),
        ],
    )


def _picture(chart: Chart) -> Mapping[str, Any]:
    image = base64.b64encode(png(chart, dpi=PAGE_DPI)).decode("ascii")
    return {"kind": "chart", "title": chart.title, "caption": chart.caption, "image": image}


def _table(
    say: Say,
    title: str,
    columns: str,
    rows: Sequence[tuple[str, ...]],
    numbers: set[int],
    *,
    most: int = MOST_ROWS,
) -> Mapping[str, Any] | None:
    """One table of the page: heads by name, the first rows, and how many more there are."""
    if not rows:
        return None
    left = len(rows) - most
    return {
        "kind": "table",
        "title": say(f"table-{title}") if title else "",
        "folded": "",
        "heads": [
            {"text": say(f"column-{column}"), "number": place in numbers}
            for place, column in enumerate(columns.split())
        ],
        "rows": [
            [{"text": cell, "number": place in numbers} for place, cell in enumerate(row)]
            for row in rows[:most]
        ],
        "more": say("more", rows=left) if left > 0 else "",
    }
