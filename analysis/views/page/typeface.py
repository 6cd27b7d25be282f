"""The page's own font: the characters it shows, for a reader's machine that has none for them.

A report travels. On a server, in a container, on a computer abroad there may be no Chinese font,
and every character would be an empty box. So the page brings its characters, cut out of the font
that comes with this project (about 200 bytes each); machines with Chinese fonts use their own.
"""

from __future__ import annotations

import base64
from io import BytesIO

from corpus.reading.bundled_font import bundled_font

NAME = "leitong"
"""What the style calls it; always after the fonts a reader may have."""
_FIRST = 0x100  # Latin is everywhere
_UNUSED = ("BASE", "GDEF", "GPOS", "GSUB", "STAT", "gasp", "prep", "vhea", "vmtx")


def font_face(text: str) -> str:
    """Return a style rule with the characters of a text; "" where the font is not installed.

    Parameters
    ----------
    text
        All that the page may show.

    Examples
    --------
    >>> font_face("雷同")[:36]
    '@font-face{font-family:"leitong";src'
    """
    data = _cut({ord(c) for c in set(text) if ord(c) >= _FIRST})
    if data is None:
        return ""
    source = f"url(data:font/woff;base64,{base64.b64encode(data).decode('ascii')})"
    note = "/* Noto Sans SC, (c) Google, SIL Open Font License 1.1 */"
    return f'@font-face{{font-family:"{NAME}";src:{source} format("woff")}}{note}\n'


def _cut(points: set[int]) -> bytes | None:
    """A WOFF file with the glyphs for some code points; the same bytes every time."""
    path = bundled_font()
    if path is None:
        return None
    # A quarter of a second to import, and only reports need them.
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True, recalcBBoxes=False, recalcTimestamp=False) as font:
        for table in _UNUSED:
            if table in font:
                del font[table]
        wanted = Options(layout_features=[], hinting=False, name_IDs=[], notdef_outline=True)
        subsetter = Subsetter(wanted)
        subsetter.populate(unicodes=points)
        subsetter.subset(font)
        font.flavor = "woff"
        out = BytesIO()
        font.save(out, reorderTables=False)
    return out.getvalue()
