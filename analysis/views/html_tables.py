"""Tables as one self-contained web page: no script, no network, every word escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from analysis.views.tables import decimal, visible

_STYLE = """\
body{font:16px/1.6 "Noto Sans SC","Microsoft YaHei","PingFang SC",sans-serif;margin:2rem auto;
max-width:78rem;padding:0 1rem;color:#1d2430;background:#fff}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}
.t{overflow-x:auto}table{border-collapse:collapse;font-size:.92rem}
th,td{padding:.3rem .7rem;border-bottom:1px solid #d8dde6;text-align:left;vertical-align:top}
th{border-bottom:2px solid #8a94a6;white-space:nowrap}td.n{text-align:right;white-space:nowrap}
p{color:#4a5568}
@media(prefers-color-scheme:dark){body{color:#e6e9ef;background:#171b22}
th,td{border-color:#3a4353}p{color:#a8b1c0}}"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

Sheet = tuple[str, Sequence[str], Sequence[Sequence[object]]]


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
    body = [f"<h1>{_text(title)}</h1>"]
    if note:
        body.append(f"<p>{_text(note)}</p>")
    for heading, header, rows in sheets:
        if not header:
            continue
        if heading:
            body.append(f"<h2>{_text(heading)}</h2>")
        body.append('<div class="t"><table><thead><tr>')
        body.append("".join(f'<th scope="col">{_text(name)}</th>' for name in header))
        body.append("</tr></thead><tbody>")
        body += ["<tr>" + "".join(map(_cell, row)) + "</tr>" for row in rows]
        body.append("</tbody></table></div>")
    code = {"zh": "zh-CN", "en": "en"}[lang]
    head = (
        f'<!DOCTYPE html>\n<html lang="{code}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="generator" content="leitong">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_text(title)}</title><style>\n{_STYLE}\n</style></head><body>\n"
    )
    return (head + "\n".join(body) + "\n</body></html>\n").encode("utf-8", "replace")


def _cell(value: object) -> str:
    if value is None:
        return "<td></td>"
    if isinstance(value, float):
        return f'<td class="n">{escape(decimal(value))}</td>'
    if isinstance(value, int):
        return f'<td class="n">{value}</td>'
    return f"<td>{_text(str(value))}</td>"


def _text(text: str) -> str:
    return escape(visible(text))
