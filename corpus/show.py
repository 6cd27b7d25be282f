"""How corpora and documents show themselves in a notebook.

JupyterLab strips ``<style>``, ``<script>`` and SVG from the output of an untrusted notebook, so
everything here is tables, ``<details>`` and inline styles; all text is escaped.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from corpus.ids import count_files
from corpus.messages import asked_language, words

if TYPE_CHECKING:
    from corpus.model import Compilation, Document

_CELL = "padding:2px 10px;text-align:left;vertical-align:top"
_NUMBER = "padding:2px 10px;text-align:right;vertical-align:top;font-variant-numeric:tabular-nums"
MOST_ROWS = 20  # a cell stays below 20 KB
MOST_HEADINGS = 60
EXCERPT = 200


def cell_html(*parts: str, lang: str | None = None) -> str:
    """Join paragraphs and tables to a cell of a notebook that says in which language it is.

    Parameters
    ----------
    parts
        Of :func:`sentence_html` and :func:`table_html`; any other text is escaped.
    lang
        ``"zh"`` or ``"en"``; by default what ``LEITONG_LANG`` asks for.
    """
    body = Markup("").join(parts)
    return str(Markup('<div lang="{}">{}</div>').format(lang or asked_language(), body))


def sentence_html(code: str, lang: str | None = None, /, **facts: object) -> Markup:
    """Write a message as a paragraph, its facts in bold.

    >>> sentence_html("notebook-themes", "zh", n="<b>")
    Markup('<p><b>&lt;b&gt;</b> 个主题</p>')
    """
    bold = {name: Markup("<b>{}</b>").format(fact) for name, fact in facts.items()}
    template = escape(words(code)[lang or asked_language()])
    return Markup("<p>{}</p>").format(template.format(**bold))


def heads_of(code: str, lang: str | None = None) -> list[str]:
    """Read a message that holds the heads of a table.

    >>> heads_of("notebook-keywords-heads", "en")
    ['unit', 'keywords']
    """
    return words(code)[lang or asked_language()].split("|")


def table_html(
    heads: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    numbers: Collection[int] = (),
    most: int = MOST_ROWS,
    more: str = "notebook-more-rows",
    lang: str | None = None,
) -> Markup:
    """Write a table for a notebook's cell: no script, no style sheet, all text escaped.

    Parameters
    ----------
    heads
        One for each column.
    rows
        Cells; ``Markup`` stands as it is.
    numbers
        Columns flush right.
    most
        Rows shown; how many more there are is said below.
    more
        The message that says so.
    lang
        ``"zh"`` or ``"en"``; by default what ``LEITONG_LANG`` asks for.

    Examples
    --------
    >>> html = table_html(["词"], [["<i>"], ["舆情"]], most=1, lang="zh")
    >>> "&lt;i&gt;" in html, "<i>" in html, "另有 <b>1</b> 行" in html
    (True, False, True)
    """
    styles = [_NUMBER if column in numbers else _CELL for column in range(len(heads))]

    def row_html(tag: str, cells: Sequence[object]) -> Markup:
        cell = Markup('<{0} style="{{}}">{{}}</{0}>').format(tag)
        held = (cell.format(style, one) for style, one in zip(styles, cells, strict=True))
        return Markup("<tr>{}</tr>").format(Markup("").join(held))

    table = Markup("<table><thead>{}</thead><tbody>{}</tbody></table>").format(
        row_html("th", heads), Markup("").join(row_html("td", row) for row in rows[:most])
    )
    rest = len(rows) - most
    return table + (sentence_html(more, lang, n=f"{rest:,}") if rest > 0 else "")


def corpus_html(documents: Sequence[Document], compilations: Sequence[Compilation]) -> str:
    """A corpus: one sentence, the first documents, the doubts folded away."""
    lead = sentence_html(
        "notebook-corpus",
        documents=len(documents),
        files=count_files(c.source.id for c in compilations),
        characters=f"{sum(d.characters for d in documents):,}",
        sentences=f"{sum(d.running_sentences for d in documents):,}",
    )
    rows = [
        (d.id, d.kind or "—", (d.title or "—")[:40], f"{d.characters:,}",
         len(d.sections), d.running_sentences)
        for d in documents
    ]  # fmt: skip
    table = table_html(heads_of("notebook-corpus-heads"), rows, numbers=(3, 4, 5))
    return cell_html(lead, table, _notes_html(compilations))


def _notes_html(compilations: Sequence[Compilation]) -> Markup:
    notes = [
        (owner, note)
        for c in compilations
        for owner, group in ((c.source.id, c.notes), *((d.id, d.notes) for d in c.documents))
        for note in group
    ]
    if not notes:
        return Markup("")
    lang = asked_language()
    items = Markup("").join(
        Markup("<li>{} [{}, {}) {}</li>").format(
            owner, note.span.start, note.span.end, note.message(lang)[:160]
        )
        for owner, note in notes[:MOST_ROWS]
    )
    head = words("notebook-doubts")[lang].format(n=len(notes))
    return Markup("<details><summary>{}</summary><ul>{}</ul></details>").format(head, items)


def document_html(document: Document) -> str:
    """A document: title, place, outline as an indented list, its first words."""
    outline = Markup("").join(
        Markup('<div style="margin-left:{}em">{}{}</div>').format(
            (s.depth - 1) * 1.5, document[s.marker], document[s.title][:60] if s.title else " …"
        )
        for s in document.sections[:MOST_HEADINGS]
    )
    more = len(document.sections) - MOST_HEADINGS
    head = Markup("<p><b>{}</b><br>{} · [{}, {}) · {}</p>").format(
        document.title or document.id,
        document.id,
        document.body.start,
        document.body.end,
        document.kind or "—",
    )
    rest = sentence_html("notebook-more-sections", n=more) if more > 0 else Markup("")
    text = Markup("<p>{}……</p>").format(document.text[:EXCERPT])
    return cell_html(head, outline, rest, text)
