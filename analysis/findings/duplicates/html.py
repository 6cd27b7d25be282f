"""How near-duplicates show themselves in a notebook: tables and inline styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from analysis.findings.rows import share
from corpus.messages import asked_language, render
from corpus.show import cell_html, heads_of, sentence_html, table_html

if TYPE_CHECKING:
    from analysis.findings.duplicates.finding import Duplicates

ROWS_SHOWN = 20
"""Rows of each table: a cell of a notebook stays small."""


def duplicates_html(found: Duplicates) -> str:
    """One sentence, the families, the most similar pairs, and the line of code to look closer."""
    lang = asked_language()
    coverage = found.coverage
    lead = sentence_html(
        "notebook-duplicates",
        units=coverage.n_units,
        families=len(found.families),
        pairs=len(found.pairs),
        threshold=f"{found.threshold:g}",
        verified=f"{coverage.n_verified:,}",
        recall=share(coverage.expected_recall),
    )
    families = [
        (f.id, "、".join(f.members[:ROWS_SHOWN]) + (" ……" if len(f.members) > ROWS_SHOWN else ""),
         f.representative, share(f.cohesion))
        for f in found.families
    ]  # fmt: skip
    best = sorted(found.pairs, key=lambda p: -p.similarity)[:ROWS_SHOWN]
    pairs = [
        (p.a, p.b, render(f"verdict-{p.verdict}", {}, lang), share(p.similarity),
         share(p.distinct_similarity), share(p.jaccard))
        for p in best
    ]  # fmt: skip
    closer = Markup("<p><code>found.explain({!r}, {!r})</code></p>")
    return cell_html(
        lead,
        table_html(heads_of("notebook-families-heads"), families, numbers=(0, 3), most=ROWS_SHOWN),
        table_html(heads_of("notebook-pairs-heads"), pairs, numbers=(3, 4, 5)),
        *(closer.format(p.a, p.b) for p in best[:1]),
    )
