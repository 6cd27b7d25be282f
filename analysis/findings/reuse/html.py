"""How reused passages show themselves in a notebook: tables and inline styles."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from analysis.findings.reuse.finding import Reuse

MOST = 20
"""Rows of each table: a cell of a notebook stays small."""
SHOWN = 120
"""Characters of a passage that are shown."""
WORDS = ("逐字", "近乎逐字", "部分")  # verbatim, near-verbatim, partial
_CELL = "padding:2px 10px;text-align:left;vertical-align:top"
_NUMBER = "padding:2px 10px;text-align:right;font-variant-numeric:tabular-nums"


def reuse_html(found: Reuse) -> str:
    """One sentence, the documents' shares, the longest passages of different families."""
    lead = (
        f"<b>{len(found.documents)}</b> 篇中有 <b>{len(found)}</b> 处相同片段、"
        f"<b>{int(found.group.max(initial=0))}</b> 组；"
        f"保证找出每一处连续 {found.coverage.shortest} 个相同的字"
    )
    if found.coverage.cap is not None:
        lead += (
            f"（{found.coverage.n_capped:,} 处指纹出现超过 {found.coverage.cap} 次，只与首篇配对）"
        )
    return f'<div lang="zh"><p>{lead}</p>{_shares(found)}{_passages(found)}</div>'


def _shares(found: Reuse) -> str:
    if not len(found):
        return ""
    frame = found.shares().nlargest(MOST, "share", keep="first")
    columns = ("document", "characters", "share", "share_outside", "most_from", "most_share")
    rows = [
        (document, f"{count:,}", f"{share:.1%}", f"{outside:.1%}", most or "—", f"{part:.1%}")
        for document, count, share, outside, most, part in zip(
            *(frame[name].tolist() for name in columns), strict=True
        )
    ]
    return _table(
        ("文档", "字数", "与他篇相同", "与他族相同", "最多来自", "占比"), rows, (1, 2, 3, 5)
    )


def _passages(found: Reuse) -> str:
    outside = found.voters[found.a_row] != found.voters[found.b_row]
    order = np.lexsort((found.group, -found.equal, ~outside))
    # One passage of each group: the others say the same.
    _, first = np.unique(found.group[order], return_index=True)
    rows = []
    for number in order[np.sort(first)][:MOST].tolist():
        a, b = found.documents[found.a_row[number]], found.documents[found.b_row[number]]
        start, end = found.spans[number, :2].tolist()
        text = a.source.text[start : min(end, start + SHOWN)] + (
            "……" if end - start > SHOWN else ""
        )
        rows.append(
            (a.id, b.id, f"{found.equal[number]:,}", f"{found.similarity[number]:.0%}",
             WORDS[int(found.verdict[number])], "套话" if found.boilerplate[number] else "", text)
        )  # fmt: skip
    return _table(("甲", "乙", "字数", "相似度", "判定", "", "文字"), rows, (2, 3))


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int]) -> str:
    if not rows:
        return ""
    head = "".join(f'<th style="{_CELL}">{h}</th>' for h in heads)
    body = "".join(
        "<tr>"
        + "".join(
            f'<td style="{_NUMBER if column in numbers else _CELL}">{escape(cell)}</td>'
            for column, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
