"""Tables as one self-contained web page: no script, no network, every word escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from corpus.export.columns import decimal, visible

Sheet = tuple[str, Sequence[str], Sequence[Sequence[object]]]

_HEAD = """\
<!DOCTYPE html>
<html lang="{code}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="generator" content="leitong">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><style>
{style}</style></head><body>
"""  # noqa: E501
_STYLE = """\
body{font:16px/1.6 "Noto Sans SC","Microsoft YaHei","PingFang SC",sans-serif;margin:2rem auto;
max-width:78rem;padding:0 1rem;color:#1d2430;background:#fff}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}
.t{overflow-x:auto}table{border-collapse:collapse;font-size:.92rem}
th,td{padding:.3rem .7rem;border-bottom:1px solid #d8dde6;text-align:left;vertical-align:top}
th{border-bottom:2px solid #8a94a6;white-space:nowrap}td.n{text-align:right;white-space:nowrap}
p{color:#4a5568}
@media(prefers-color-scheme:dark){body{color:#e6e9ef;background:#171b22}
th,td{border-color:#3a4353}p{color:#a8b1c0}}
"""


def page(title: str, sheets: Sequence[Sheet], *, lang: str = "zh", note: str = "") -> bytes:
    """Write tables as an HTML page.

    Parameters
    ----------
    title
        Heading of the page.
    sheets
        (title, header, rows); a cell is text, a number or None.
    lang
        ``"zh"`` or ``"en"``.
    note
        A sentence below the heading.

    Returns
    -------
    bytes
        UTF-8. Same tables, same bytes.
    """
    code = {"zh": "zh-CN", "en": "en"}[lang]
    parts = [_HEAD.format(code=code, title=shown(title), style=_STYLE)]
    parts.append(f"<h1>{shown(title)}</h1>\n" + (f"<p>{shown(note)}</p>\n" if note else ""))
    for heading, header, rows in sheets:
        if header:
            parts.append(f"<h2>{shown(heading)}</h2>\n" if heading else "")
            parts.extend(_table(header, rows))
    return ("".join(parts) + "</body></html>\n").encode("utf-8", "replace")


def _table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{shown(name)}</th>' for name in header)
    yield f'<div class="t"><table><thead><tr>{heads}</tr></thead><tbody>\n'
    for row in rows:
        yield f"<tr>{''.join(map(_cell, row))}</tr>\n"
    yield "</tbody></table></div>\n"


def shown(text: str) -> str:
    """Write text so that a page shows it and does nothing else with it.

    >>> shown("<b>学习\\x1b")
    '&lt;b&gt;学习\\\\x1b'
    """
    return escape(visible(text))


def _cell(value: object) -> str:
    if value is None:
        return "<td></td>"
    if isinstance(value, int | float):
        number = decimal(value) if isinstance(value, float) else str(value)
        return f'<td class="n">{escape(number)}</td>'
    return f"<td>{shown(str(value))}</td>"
