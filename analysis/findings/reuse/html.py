"""How reused passages show themselves in a notebook: tables and inline styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from markupsafe import Markup

from analysis.findings.reuse.finding import PASSAGE_VERDICTS
from corpus.messages import asked_language, render
from corpus.show import cell_html, heads_of, sentence_html, table_html

if TYPE_CHECKING:
    from analysis.findings.reuse.finding import Reuse

MOST_GROUPS_SHOWN = 20
"""Rows of each table: a cell of a notebook stays small."""
LONGEST_WORDING = 120
"""Characters of a passage that are shown."""


def reuse_html(found: Reuse) -> str:
    """One sentence, the documents' shares, the longest passages of different families."""
    coverage = found.coverage
    lead = sentence_html(
        "notebook-reuse",
        documents=len(found.documents),
        passages=len(found),
        groups=int(found.group.max(initial=0)),
        shortest=coverage.shortest,
    )
    if coverage.cap is not None:
        places = f"{coverage.n_capped:,}"
        lead += sentence_html("notebook-reuse-capped", places=places, cap=coverage.cap)
    return cell_html(lead, _shares(found), _passages(found), found.votes.remark_html())


def _shares(found: Reuse) -> Markup:
    if not len(found):
        return Markup("")
    frame = found.shares().nlargest(MOST_GROUPS_SHOWN, "share", keep="first")
    columns = ("document", "characters", "share", "share_outside", "most_from", "most_share")
    rows = [
        (document, f"{count:,}", f"{share:.1%}", f"{outside:.1%}", most or "—", f"{part:.1%}")
        for document, count, share, outside, most, part in zip(
            *(frame[name].tolist() for name in columns), strict=True
        )
    ]
    return table_html(heads_of("notebook-shares-heads"), rows, numbers=(1, 2, 3, 5))


def _passages(found: Reuse) -> Markup:
    lang = asked_language()
    outside = found.voters[found.a_row] != found.voters[found.b_row]
    order = np.lexsort((found.group, -found.equal, ~outside))
    # One passage of each group: the others say the same.
    _, first = np.unique(found.group[order], return_index=True)
    rows = []
    for number in order[np.sort(first)][:MOST_GROUPS_SHOWN].tolist():
        a, b = found.documents[found.a_row[number]], found.documents[found.b_row[number]]
        start, end = found.spans[number, :2].tolist()
        text = a.source.text[start : min(end, start + LONGEST_WORDING)] + (
            "……" if end - start > LONGEST_WORDING else ""
        )
        verdict = render(f"verdict-{PASSAGE_VERDICTS[int(found.verdict[number])]}", {}, lang)
        boilerplate = render("class-boilerplate", {}, lang) if found.boilerplate[number] else ""
        rows.append(
            (a.id, b.id, f"{found.equal[number]:,}", f"{found.similarity[number]:.0%}", verdict,
             boilerplate, text)
        )  # fmt: skip
    return table_html(heads_of("notebook-passages-heads"), rows, numbers=(2, 3))
