"""Documents of the page: texts once, and everything else as places in them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from analysis.asides import Aside, AsideStretch
from analysis.findings.boilerplate.classes import DISTINCT, HEADING
from analysis.studies import Study
from analysis.views.page.columns import Columns, columns
from analysis.views.page.offsets import OffsetMap
from corpus.model import Document

MOST_TEXT = 3_200_000
"""Characters of text in the page: about 10 MB, and as much again of places in them. Documents with
findings come first."""
FEW = 300
"""Documents up to which everything is listed at length."""
MOST_PARALLELS = (8, 3)
"""Parallels of a sentence, in a small and in a large corpus."""
MOST_OWN = 30
"""Sentences of its own that are ranked for each document."""

Rows = list[dict[str, Any]]


def places_of(found: Study, texts: dict[str, str]) -> dict[str, OffsetMap]:
    """For each document id the map from source offsets to places in its text in the page."""
    return {d.id: OffsetMap.of(texts[d.id], d.body.start) for d in found.corpus}


def shown_texts(found: Study, *, most: int = MOST_TEXT) -> set[str]:
    """Ids of the documents whose text goes into the page.

    Members of families and of pairs come first, then the others in reading order, as long as
    there is room.
    """
    alike = {name for pair in found.duplicates.pairs for name in (pair.a, pair.b)}
    order = sorted(found.corpus, key=lambda d: d.id not in alike)
    room, shown = most, set()
    for document in order:
        if document.characters <= room:
            shown.add(document.id)
            room -= document.characters
    return shown


def documents_data(
    found: Study, places: dict[str, OffsetMap], texts: dict[str, str], aside: Aside | None = None
) -> Rows:
    """One record a document, in reading order; those with a text in the page have it."""
    of = found.boilerplate.columns
    sources = {c.source.id: row for row, c in enumerate(found.corpus.compilations)}
    bounds = np.searchsorted(of.document, np.arange(len(found.corpus) + 1)).tolist()
    themes, running = _themes_of(found), of.kind != HEADING
    classes = found.boilerplate.shares.tolist()
    share, share_distinct = (found.shares[name].tolist() for name in ("share", "share_distinct"))
    apart = aside.characters if aside else {}
    stretches: dict[str, list[AsideStretch]] = {}
    for stretch in aside.stretches if aside else ():
        stretches.setdefault(stretch.document, []).append(stretch)
    rows = []
    for row, (document, (first, last)) in enumerate(
        zip(found.corpus, pairwise(bounds), strict=True)
    ):
        own = _own(found, first, last)
        record = {
            "id": document.id,
            "source": sources[document.source.id],
            "kind": document.kind,
            "title": document.title,
            "embedded": document.embedded,
            "characters": document.characters,
            "sections": len(document.sections),
            "sentences": int(running[first:last].sum()),
            "shares": classes[row],
            "share": share[row],
            "shareDistinct": share_distinct[row],
            "aside": apart.get(document.id, 0),
            "themes": themes.get(document.id, []),
            "start": document.body.start,
            "end": document.body.end,
            "ownSentences": len(own),
        }
        if document.id in texts:
            place = places[document.id]
            record |= _text(found, document, place, first, last)
            record |= {"text": texts[document.id], "own": own[:MOST_OWN]}
            record["asides"] = columns(
                "kind start end",
                ([s.kind, *place.units(s.span)] for s in stretches.get(document.id, ())),
            )
        rows.append(record)
    return rows


MEASURES = ("printed", "tokens", "types", "mattr", "sentences", "mean_sentence", "longest_sentence",
            "figures_per_1000", "dates_per_1000", "placeholder_share", "official_per_1000",
            "parallel_share")  # fmt: skip
"""Measures of the profile that the page shows."""


def measures_data(found: Study) -> dict[str, Any]:
    """Measures of size and wording: of each document, in reading order, and of all."""
    rows, total = found.profile.documents, found.profile.total
    return {
        "documents": {name: [getattr(row, name) for row in rows] for name in MEASURES},
        "total": {name: getattr(total, name) for name in MEASURES},
    }


def _text(
    found: Study, document: Document, place: OffsetMap, first: int, last: int
) -> dict[str, Any]:
    of = found.boilerplate.columns
    spans = of.spans[first:last]
    stretches = slice(int(of.stretch_bounds[first]), int(of.stretch_bounds[last]))
    return {
        "wide": place.wide,
        "heads": _heads(document, place),
        "paragraphs": _spans(place, document.paragraphs),
        "sentenceAt": _spans(place, spans) | {"class": of.kind[first:last].tolist()},
        "runs": _runs(place.units(of.stretch_spans[stretches]))
        | {
            "documents": of.stretch_documents[stretches].tolist(),
            "families": of.stretch_families[stretches].tolist(),
        },
        "parallels": _parallels(found, first, last),
    }


def _heads(document: Document, place: OffsetMap) -> Columns:
    """Start, end and depth of each heading, marker included."""
    titled = [s for s in document.sections if s.title is not None]
    return {
        "start": place.units([s.marker.start for s in titled]),
        "end": place.units([s.title.end for s in titled if s.title is not None]),
        "depth": [s.depth for s in titled],
    }


def _spans(place: OffsetMap, spans: ArrayLike) -> Columns:
    units = place.units(spans)
    return {"start": units[::2], "end": units[1::2]}


def _runs(units: list[int]) -> Columns:
    """Gap before each run, and its length: smaller numbers than its start and end."""
    spans = np.array(units, dtype=np.int64).reshape(-1, 2)
    gaps = spans[:, 0] - np.concatenate([[0], spans[:, 1]])[: len(spans)]
    return {"gap": gaps.tolist(), "length": (spans[:, 1] - spans[:, 0]).tolist()}


def _parallels(found: Study, first: int, last: int) -> Columns:
    """Sentences that have parallels, and of each the documents and sentences."""
    of, near = found.boilerplate.columns, found.parallels
    most = MOST_PARALLELS[len(found.corpus) > FEW]
    bounds = near.bounds[first : last + 1]
    others = near.other[bounds[0] : bounds[-1]]
    documents, numbers = of.document[others].tolist(), of.number[others].tolist()
    edges = pairwise((bounds - bounds[0]).tolist())
    return columns(
        "sentence documents sentences",
        (
            [sentence, documents[a:b][:most], numbers[a:b][:most]]
            for sentence, (a, b) in enumerate(edges)
            if a < b
        ),
    )


def _own(found: Study, first: int, last: int) -> list[int]:
    """Sentences that only this document says, the most informative first."""
    mine = np.flatnonzero(found.boilerplate.columns.kind[first:last] == DISTINCT)
    bits = found.boilerplate.information[first:last][mine]
    return mine[np.lexsort((mine, -bits.round(6)))].tolist()


def _themes_of(found: Study) -> dict[str, list[int]]:
    """Themes of each document, that of most passages first."""
    counts = found.themes.counts
    out = {}
    for column, name in enumerate(found.themes.documents):
        held = np.flatnonzero(counts[:, column]) if len(counts) else np.zeros(0, dtype=np.int64)
        order = np.lexsort((held, -counts[held, column])) if len(held) else held
        out[name] = [int(found.themes.themes[theme].id) for theme in held[order].tolist()]
    return out
