"""Tables as one self-contained web page: no script, no network, every word escaped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import jinja2

from analysis.views.tables import decimal, visible

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
    code = {"zh": "zh-CN", "en": "en"}[lang]
    held = [sheet for sheet in sheets if sheet[1]]
    text = _template().render(title=title, note=note, sheets=held, code=code)
    return (text + "\n").encode("utf-8", "replace")


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["visible"] = visible
    environment.filters["cell"] = _cell
    text = files("analysis.views").joinpath("tables.html.j2").read_text(encoding="utf-8")
    return environment.from_string(text)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return decimal(value) if isinstance(value, float) else visible(str(value))
