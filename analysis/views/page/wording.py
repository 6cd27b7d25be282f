"""Shared wording of the page: reused passages, formulas, and templates with their slots."""

from __future__ import annotations

from typing import Any

from analysis.studies import Study
from analysis.views.page.columns import columns
from analysis.views.page.offsets import OffsetMap

MOST_GROUPS = 600
MOST_PHRASES = 400
MOST_TEMPLATES = 200
MOST_PASSAGES = 20_000
MOST_FORMS = 12  # of one formula: a reader has seen the pattern by then
MOST_PLACES = 60
"""Places of one passage or formula."""
_PLACE = "document start end"


def wording_data(
    found: Study, rows: dict[str, int], places: dict[str, OffsetMap]
) -> dict[str, Any]:
    """Groups of reused passages, formulas and templates, each with its places."""
    return {
        "reuse": _reuse(found, rows, places),
        "phrases": _phrases(found, rows, places),
        "templates": _templates(found, rows, places),
        "many": found.boilerplate.many,
        "votes": found.boilerplate.families,
        "run": found.boilerplate.run,
    }


def _reuse(found: Study, rows: dict[str, int], places: dict[str, OffsetMap]) -> dict[str, Any]:
    groups, everywhere = found.reuse.groups(), found.reuse.occurrences()
    kept = groups.head(MOST_GROUPS)
    inside = everywhere[everywhere["group"].isin(kept["group"])]
    held: dict[int, list[list[int]]] = {}
    facts = (inside[name].tolist() for name in ("group", "document", "span_start", "span_end"))
    for group, document, start, end in zip(*facts, strict=True):
        held.setdefault(group, []).append([rows[document], *places[document].units([start, end])])
    names = ("group", "characters", "occurrences", "documents", "families", "boilerplate")
    return {
        "shortest": found.reuse.coverage.shortest,
        "passages": len(found.reuse),
        "leftOut": len(groups) - len(kept),
        "groups": {
            **{name: kept[name].tolist() for name in names},
            "places": [columns(_PLACE, held[group][:MOST_PLACES]) for group in kept["group"]],
        },
        "pairs": columns(
            "a b startA endA startB endB",
            ([rows[p.a], rows[p.b], *places[p.a].units(p.a_span), *places[p.b].units(p.b_span)]
             for p in sorted(found.reuse.passages, key=lambda p: -p.characters)[:MOST_PASSAGES]),
        ),
    }  # fmt: skip


def _phrases(found: Study, rows: dict[str, int], places: dict[str, OffsetMap]) -> dict[str, Any]:
    return {
        "leftOut": max(0, len(found.phrases) - MOST_PHRASES),
        "items": columns(
            "text characters documents families forms places",
            ([p.text, p.characters, p.documents, p.families,
              [[form.text, form.families] for form in p.forms[:MOST_FORMS]],
              columns(_PLACE, ([rows[at.document], *places[at.document].units(at.span)]
                               for at in p.places[:MOST_PLACES]))]
             for p in found.phrases[:MOST_PHRASES]),
        ),
    }  # fmt: skip


def _templates(found: Study, rows: dict[str, int], places: dict[str, OffsetMap]) -> dict[str, Any]:
    kept = found.templates.templates[:MOST_TEMPLATES]
    return {
        "leftOut": len(found.templates) - len(kept),
        "items": [
            {
                "id": t.id,
                "text": t.text,
                "kinds": list(t.kinds),
                "documents": t.documents,
                "families": t.families,
                "places": columns(
                    f"{_PLACE} valueStarts valueEnds",
                    (
                        [
                            rows[o.document],
                            *places[o.document].units(o.span),
                            places[o.document].units([start for start, _ in o.value_spans]),
                            places[o.document].units([end for _, end in o.value_spans]),
                        ]
                        for o in t.occurrences[:MOST_PLACES]
                    ),
                ),
            }
            for t in kept
        ],
    }
