"""How near-duplicates show themselves in a notebook: tables and inline styles."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from analysis.findings.rows import share

if TYPE_CHECKING:
    from analysis.findings.duplicates.finding import Duplicates, Pair

_CELL = "padding:2px 10px;text-align:left;vertical-align:top"
_NUMBER = "padding:2px 10px;text-align:right;font-variant-numeric:tabular-nums"
MOST = 20
"""Rows of each table: a cell of a notebook stays small."""
WORDS = {
    "identical": "相同",
    "duplicate": "重复",
    "revision": "修订",
    "contains": "包含",
    "contained": "被包含",
    "same-form": "同一模板",
}


def duplicates_html(found: Duplicates) -> str:
    """One sentence, the families, the most similar pairs, and the line of code to look closer."""
    families = "".join(
        f'<tr><td style="{_NUMBER}">{f.id}</td><td style="{_CELL}">'
        f"{escape('、'.join(f.members[:MOST]))}{' ……' if len(f.members) > MOST else ''}</td>"
        f'<td style="{_CELL}">{escape(f.representative)}</td>'
        f'<td style="{_NUMBER}">{share(f.cohesion)}</td></tr>'
        for f in found.families[:MOST]
    )
    best = sorted(found.pairs, key=lambda p: -p.similarity)[:MOST]
    coverage = found.coverage
    lead = (
        f"<b>{coverage.n_units}</b> 个单元中有 <b>{len(found.families)}</b> 个重复家族、"
        f"<b>{len(found.pairs)}</b> 对；相似度不低于 {found.threshold:g}；"
        f"比较了 {coverage.n_verified:,} 对，"
        f"预计召回 {share(coverage.expected_recall)}"
    )
    return (
        f'<div lang="zh"><p>{lead}</p>'
        f"{_table(('家族', '成员', '代表', '凝聚度'), families)}"
        f"{_table(('甲', '乙', '判定', '相似度', '去套话后', 'Jaccard'), ''.join(map(_row, best)))}"
        f"{_look_closer(best)}</div>"
    )


def _row(pair: Pair) -> str:
    words = (pair.a, pair.b, WORDS[pair.verdict])
    numbers = (share(pair.similarity), share(pair.distinct_similarity), share(pair.jaccard))
    return (
        "<tr>"
        + "".join(f'<td style="{_CELL}">{escape(word)}</td>' for word in words)
        + "".join(f'<td style="{_NUMBER}">{escape(number)}</td>' for number in numbers)
        + "</tr>"
    )


def _table(heads: tuple[str, ...], rows: str) -> str:
    if not rows:
        return ""
    head = "".join(f'<th style="{_CELL}">{h}</th>' for h in heads)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _look_closer(best: list[Pair]) -> str:
    if not best:
        return ""
    return (
        f"<p><code>found.explain({escape(repr(best[0].a))}, {escape(repr(best[0].b))})</code></p>"
    )
