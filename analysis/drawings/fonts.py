"""Which fonts draw a chart's text, so that no character ever comes out as an empty box.

The order: the user's own font, Noto Sans SC (SIL Open Font License 1.1; a file inside the
package zhplot, read as data and never imported, because importing that package rewrites the
user's matplotlib settings), installed Chinese fonts, and DejaVu Sans, which matplotlib brings.
Matplotlib falls back glyph by glyph along that list; a font is listed only if it can draw
something the ones before it cannot. The bundled font goes before installed ones so that the
same corpus gives the same picture on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from matplotlib import get_data_path
from matplotlib.font_manager import FontEntry, fontManager
from matplotlib.ft2font import FT2Font

from corpus.errors import SettingsError
from corpus.reading.bundled_font import bundled_font

INSTALLED = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "DengXian",
    "SimHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "Arial Unicode MS",
    "SimSun",
)
"""Sans-serif families with simplified Chinese on Linux, macOS and Windows, best first."""
GETA = "〓"  # the printers' sign for a character they do not have
HAN_PROBE = "的一是不了在人有我他"  # a face that has these ten is a Chinese face
BLANKS = frozenset(" \n\u3000\u00a0")


class Typeface(NamedTuple):
    """The fonts for one chart, and what they cannot draw."""

    families: tuple[str, ...]
    """Names for ``font.family``, asked in this order for every glyph."""
    paths: tuple[str, ...]
    """The font files behind the names."""
    missing: str
    """Characters of the text that no font here can draw, each once, in code-point order."""
    chinese: bool
    """False where no font with Chinese characters was found at all."""

    def draws(self, character: str) -> bool:
        """Whether one of the fonts has the character."""
        return character in BLANKS or any(ord(character) in _coverage(p) for p in self.paths)

    def fit(self, text: str) -> str:
        """Replace every character that cannot be drawn by 〓 (or ``?``).

        Characters that are no print at all (controls, line separators) become a space.
        """
        geta = GETA if self.draws(GETA) else "?"
        printable = (c if c.isprintable() or c == "\n" else " " for c in text)
        return "".join(c if self.draws(c) else geta for c in printable)

    def fit_labels(self, labels: Iterable[str]) -> list[str]:
        """Labels for an axis: one that lost half its characters becomes its number, ``#3``.

        So labels stay distinct on a machine without any Chinese font; the chart's table, which
        is saved beside it, says which number is which.
        """
        fitted = []
        for number, label in enumerate(labels, 1):
            lost = sum(not self.draws(c) for c in label if c.isprintable())
            fitted.append(f"#{number}" if 2 * lost > len(label) else self.fit(label))
        return fitted


def find_typeface(text: str, *, font: str | Path | None = None) -> Typeface:
    """Choose the fonts that draw a text.

    Parameters
    ----------
    text
        Everything that will be written in the chart.
    font
        The user's choice: a font file, or the family name of an installed font. What it does
        not have is taken from the other fonts.

    Returns
    -------
    Typeface

    Raises
    ------
    SettingsError
        If ``font`` is neither a readable font file nor an installed family.

    Examples
    --------
    >>> face = find_typeface("相似度 −1")
    >>> face.missing, face.chinese
    ('', True)
    """
    wanted = {ord(c) for c in text if c.isprintable() and c not in BLANKS}
    chosen: list[str] = []
    if font is not None:
        chosen.append(_users_font(font))
        wanted -= _coverage(chosen[0])
    needs_chinese = not any(_is_chinese(path) for path in chosen)
    for path in _candidates():
        if not wanted and not needs_chinese:
            break
        if wanted & _coverage(path) or (needs_chinese and _is_chinese(path)):
            chosen.append(path)
            wanted -= _coverage(path)
            needs_chinese = needs_chinese and not _is_chinese(path)
    latin = _dejavu()
    chosen.append(latin)  # always last: digits, signs, and something to fall back on
    wanted -= _coverage(latin)
    return Typeface(
        families=tuple(_register(path) for path in chosen),
        paths=tuple(chosen),
        missing="".join(map(chr, sorted(wanted))),
        chinese=not needs_chinese,
    )


def _users_font(font: str | Path) -> str:
    path = Path(font).expanduser()
    if path.is_file():
        try:
            FT2Font(str(path))
        except (RuntimeError, OSError) as error:
            raise SettingsError.of(
                "setting-font-file", name=str(path), reason=str(error)
            ) from error
        return str(path)
    found = _installed(str(font))
    if found is None:
        raise SettingsError.of("setting-font", name=repr(str(font)))
    return found


def _candidates() -> Iterable[str]:
    bundled = bundled_font()
    if bundled is not None:
        yield str(bundled)
    for name in INSTALLED:
        path = _installed(name)
        if path is not None:
            yield path


def _installed(name: str) -> str | None:
    paths = sorted(e.fname for e in fontManager.ttflist if e.name == name and e.style == "normal")
    regular = [path for path in paths if "Regular" in Path(path).stem]
    return next((p for p in (*regular, *paths) if Path(p).is_file()), None)


def _dejavu() -> str:
    return str(Path(get_data_path(), "fonts", "ttf", "DejaVuSans.ttf"))


@lru_cache(maxsize=64)
def _coverage(path: str) -> frozenset[int]:
    return frozenset(FT2Font(path).get_charmap())


def _is_chinese(path: str) -> bool:
    return all(ord(c) in _coverage(path) for c in HAN_PROBE)


def _register(path: str) -> str:
    """Make one face known to matplotlib under a name of ours, and return that name.

    Matplotlib finds fallback fonts by family name only. A name that no other font carries
    leaves every look-up the user makes as it was, also where the same family is installed.
    """
    name = f"leitong {path}"
    if not any(entry.name == name for entry in fontManager.ttflist):
        face = FontEntry(
            fname=path,
            name=name,
            style="normal",
            variant="normal",
            weight=400,
            stretch="normal",
            size="scalable",
        )
        fontManager.ttflist.append(face)
    return name
