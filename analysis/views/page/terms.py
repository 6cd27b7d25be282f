"""Themes and terms of the page."""

from __future__ import annotations

from typing import Any

from analysis.studies import Study
from analysis.views.page.columns import columns
from analysis.views.page.documents import FEW
from analysis.views.page.offsets import OffsetMap
from corpus.collection import Corpus

MOST_KEYWORDS = (24, 10)
"""Keywords of a document, in a small and in a large corpus; key terms the same."""
MOST_NEW_WORDS = 200
MOST_POINTS = 4_000


def terms_data(found: Study, rows: dict[str, int]) -> dict[str, Any]:
    """Keywords in three weightings, keyness, new words."""
    most = MOST_KEYWORDS[len(found.corpus) > FEW]
    weighed: list[list[list[Any]]] = [[] for _ in rows]
    for w in found.weighed:
        best = min(rank for rank in (w.all_rank, w.family_rank, w.distinct_rank) if rank)
        if w.unit is not None and best <= most:
            weighed[rows[w.unit]].append(
                [w.name, w.all_rank, w.family_rank, w.distinct_rank, w.change]
            )
    keys: list[list[list[Any]]] = [[] for _ in rows]
    for key in found.keyness.items:
        if key.rank <= most:
            keys[rows[key.target]].append(
                [key.term, key.count, key.rest, round(key.log_ratio, 3), round(key.g2, 2),
                 key.p_corrected]
            )  # fmt: skip
    return {
        "keywords": [columns("term all family distinct change", held) for held in weighed],
        "keyness": [columns("term count rest logRatio g2 p", held) for held in keys],
        "newWords": columns(
            "word count families pmi entropy slipOf",
            ([w.word, w.count, w.families, round(w.pmi, 2),
              round(min(w.left_entropy, w.right_entropy), 2), w.slip_of]
             for w in found.new_words.items[:MOST_NEW_WORDS]),
        ),
    }  # fmt: skip


def themes_data(found: Study, rows: dict[str, int], places: dict[str, OffsetMap]) -> dict[str, Any]:
    """Themes, their places on the map, and the units about them."""
    themes = found.themes
    where = _units(found.corpus, rows, places)
    counted = {unit for unit, *_ in themes.places}  # a heading above passages is none of them
    return {
        "themes": [
            {
                "id": t.id,
                "label": t.label,
                "kind": t.kind,
                "terms": columns(
                    "term weight", ((term, round(weight, 4)) for term, weight in t.terms)
                ),
                "size": t.size,
                "withCopies": int(themes.counts[row].sum()),
                "documents": t.documents,
                "coherence": t.coherence,
                "stability": t.stability,
                "counts": themes.counts[row].tolist(),
            }
            for row, t in enumerate(themes.themes)
        ],
        "points": columns(
            "x y theme document place",
            (
                [round(x, 4), round(y, 4), theme, *where.get(unit, (None, 0))]
                for unit, theme, x, y in themes.places[:MOST_POINTS]
            ),
        ),
        "units": columns(
            "document place theme strength",
            (
                [*where[a.unit], a.theme, round(a.strength, 3)]
                for a in themes.assignments
                if a.theme is not None and a.unit in where and a.unit in counted
            ),
        ),
        "themeNotes": [
            {lang: note.message(lang) for lang in ("zh", "en")} for note in themes.notes
        ],
    }


def _units(
    corpus: Corpus, rows: dict[str, int], places: dict[str, OffsetMap]
) -> dict[str, tuple[int, int]]:
    """Where each section, paragraph and document begins: its document, and the place there."""
    where = {}
    for document in corpus:
        row, place = rows[document.id], places[document.id]
        where[document.id] = (row, 0)
        starts = place.units([s.marker.start for s in document.sections])
        for section, start in zip(document.sections, starts, strict=True):
            where[section.id] = (row, start)
        for number, start in enumerate(place.units(document.paragraphs[:, 0]), start=1):
            where[f"{document.id}:p{number}"] = (row, start)
    return where
