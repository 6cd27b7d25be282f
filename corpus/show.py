"""How corpora and documents show themselves in a notebook.

JupyterLab strips ``<style>``, ``<script>`` and SVG from the output of an untrusted notebook, so
everything here is tables, ``<details>`` and inline styles; all text is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from corpus.ids import count_files
from corpus.model import Compilation, Document

_CELL = "padding:2px 10px;text-align:left;vertical-align:top"
_NUMBER = "padding:2px 10px;text-align:right;font-variant-numeric:tabular-nums"
MOST_ROWS = 20  # a cell stays below 20 KB
MOST_HEADINGS = 60
EXCERPT = 200


def corpus_html(documents: Sequence[Document], compilations: Sequence[Compilation]) -> str:
    """A corpus: one sentence, the first documents, the doubts folded away."""
    characters = sum(d.body.end - d.body.start for d in documents)
    sentences = sum(len(d.sentences) for d in documents)
    files = count_files(c.source.id for c in compilations)
    lead = (
        f"<b>{len(documents)}</b> 篇文档，来自 <b>{files}</b> 个文件；"
        f"{characters:,} 字，{sentences:,} 句"
    )
    head = "".join(
        f'<th style="{_CELL}">{h}</th>' for h in ("编号", "文种", "标题", "字数", "节", "句")
    )
    rows = "".join(_document_row(d) for d in documents[:MOST_ROWS])
    more = len(documents) - MOST_ROWS
    rest = f"<p>…… 另有 {more} 篇</p>" if more > 0 else ""
    return (
        f'<div lang="zh"><p>{lead}</p><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table>{rest}{_notes_html(compilations)}</div>"
    )


def _document_row(document: Document) -> str:
    cells = (
        (_CELL, document.id),
        (_CELL, document.kind or "—"),
        (_CELL, (document.title or "—")[:40]),
        (_NUMBER, f"{document.body.end - document.body.start:,}"),
        (_NUMBER, str(len(document.sections))),
        (_NUMBER, str(len(document.sentences))),
    )
    return (
        "<tr>"
        + "".join(f'<td style="{style}">{escape(text)}</td>' for style, text in cells)
        + "</tr>"
    )


def _notes_html(compilations: Sequence[Compilation]) -> str:
    notes = [
        (owner, note)
        for c in compilations
        for owner, group in ((c.source.id, c.notes), *((d.id, d.notes) for d in c.documents))
        for note in group
    ]
    if not notes:
        return ""
    items = "".join(
        f"<li>{escape(owner)} [{note.span.start}, {note.span.end}) "
        f"{escape(note.message()[:160])}</li>"
        for owner, note in notes[:MOST_ROWS]
    )
    return f"<details><summary>{len(notes)} 处存疑</summary><ul>{items}</ul></details>"


def document_html(document: Document) -> str:
    """A document: title, place, outline as an indented list, its first words."""
    outline = "".join(
        f'<div style="margin-left:{(s.depth - 1) * 1.5}em">'
        f"{escape(document[s.marker])}{escape(document[s.title][:60]) if s.title else ' …'}</div>"
        for s in document.sections[:MOST_HEADINGS]
    )
    more = len(document.sections) - MOST_HEADINGS
    rest = f"<div>…… 另有 {more} 节</div>" if more > 0 else ""
    return (
        f'<div lang="zh"><p><b>{escape(document.title or document.id)}</b><br>'
        f"{escape(document.id)} · [{document.body.start}, {document.body.end}) · "
        f"{escape(document.kind or '—')}</p>{outline}{rest}"
        f"<p>{escape(document.text[:EXCERPT])}……</p></div>"
    )
