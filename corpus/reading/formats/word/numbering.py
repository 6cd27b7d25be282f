"""Word's automatic numbers: 一、 (一) 1. ① are not in the text but counted when it is shown.

The rules are those of ECMA-376 part 1, 17.9: a paragraph belongs to a level of a list; lists with
one definition count together; a level starts anew after a higher one (``lvlRestart``); a list may
override where a level starts.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.reading.formats.ordinals import ordinal
from corpus.reading.formats.safe_xml import Element
from corpus.reading.formats.word.styles import DocxStyle, Styles, W, switch, value, whole

_LEVELS = 9
_PLACE = re.compile("%([1-9])")
_CLOSED = "、，。．）)：:；》〉】〕」』"  # a marker ending so needs no blank before the text


class Level(NamedTuple):
    """One level of a list definition."""

    start: int
    format: str
    text: str
    restart: int | None
    legal: bool
    style: str | None
    """Paragraphs of this style are on this level."""
    suffix: str


class _NumberingList(NamedTuple):
    definition: str
    levels: dict[int, Level]
    starts: dict[int, int]
    """Levels that this list starts anew, and where."""


class Numbering:
    """Counts the lists of a document, paragraph by paragraph in reading order.

    Parameters
    ----------
    root
        Root of ``numbering.xml``; None where there is none.
    styles
        The document's styles, which may name lists.
    """

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self.unknown: set[str] = set()
        """Names of formats that were met and are not known."""
        self._styles = styles
        self._lists: dict[str, _NumberingList] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def marker(self, number: str | None, depth: int | None, chain: list[DocxStyle]) -> str:
        """Count a paragraph and give its marker, ready to stand before the text.

        Parameters
        ----------
        number, depth
            The paragraph's own ``numId`` and ``ilvl``; None where it has none.
        chain
            Its style, and what that is based on.

        Returns
        -------
        str
            ``""`` for a paragraph without number, or with a bullet that is no text.
        """
        if number is None:
            number, styled = self._from_style(chain)
            depth = styled if depth is None else depth
        found = self._lists.get(number or "")
        if found is None or number is None:
            return ""
        depth = min(max(depth or 0, 0), _LEVELS - 1)
        level = found.levels.get(depth)
        if level is None:
            return ""
        return self._words(found, level, self._count(number, found, depth, level))

    def _from_style(self, chain: list[DocxStyle]) -> tuple[str | None, int | None]:
        for style in chain:
            if style.number is not None:
                found = self._lists.get(style.number)
                levels = found.levels if found else {}
                own = {one.id for one in chain}
                linked = [n for n, level in levels.items() if level.style in own and level.style]
                return style.number, linked[0] if linked else style.depth
        return None, None

    def _count(self, number: str, found: _NumberingList, depth: int, level: Level) -> list[int]:
        """Count on, and give the numbers of this level and of all above it."""
        counts = self._counts.setdefault(found.definition, [None] * _LEVELS)
        if depth in found.starts and (number, depth) not in self._started:
            counts[depth] = None
        self._started.add((number, depth))
        before = counts[depth]
        counts[depth] = found.starts.get(depth, level.start) if before is None else before + 1
        for deeper in range(depth + 1, _LEVELS):
            below = found.levels.get(deeper)
            restart = deeper if below is None or below.restart is None else below.restart
            if depth < restart:
                counts[deeper] = None
        shown = []
        for upper in range(depth + 1):
            count = counts[upper]
            above = found.levels.get(upper)
            shown.append(count if count is not None else above.start if above else 1)
        return shown

    def _words(self, found: _NumberingList, level: Level, counts: list[int]) -> str:
        if level.format == "bullet":
            # ● and the like are no text; a bullet in words (附:) is
            words = level.text if any(c.isalnum() for c in level.text) else ""
        else:
            words = _PLACE.sub(
                lambda m: self._number(found, int(m[1]) - 1, level, counts), level.text
            )
        words = words.strip()
        if not words or level.suffix == "nothing" or words[-1] in _CLOSED:
            return words
        return words + " "

    def _number(self, found: _NumberingList, upper: int, level: Level, counts: list[int]) -> str:
        if upper >= len(counts):
            return ""
        its = found.levels.get(upper)
        style = "decimal" if level.legal or its is None else its.format
        words = ordinal(counts[upper], style)
        if words is None:
            self.unknown.add(style)
            return str(counts[upper])
        return words

    def _read(self, root: Element) -> None:
        definitions: dict[str, dict[int, Level]] = {}
        links: dict[str, str] = {}
        for abstract in root.iterfind(f"{W}abstractNum"):
            name = abstract.get(f"{W}abstractNumId") or ""
            definitions[name] = _levels(abstract)
            link = value(abstract, "numStyleLink")
            if link is not None:
                links[name] = link
        uses = {
            element.get(f"{W}numId") or "": (value(element, "abstractNumId") or "", element)
            for element in root.iterfind(f"{W}num")
        }
        uses.pop("0", None)  # means: no number
        for number, (definition, element) in uses.items():
            if definition in links:  # the definition stands in a list style
                there = self._styles.number_of(links[definition])
                definition = uses.get(there or "", (definition, element))[0]
            levels = dict(definitions.get(definition, {}))
            starts: dict[int, int] = {}
            for override in element.iterfind(f"{W}lvlOverride"):
                depth = whole(override.get(f"{W}ilvl")) or 0
                levels.update(_levels(override))
                start = whole(value(override, "startOverride"))
                if start is not None:
                    starts[depth] = start
            self._lists[number] = _NumberingList(definition, levels, starts)


def _levels(parent: Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for element in parent.iterfind(f"{W}lvl"):
        form = next(element.iter(f"{W}numFmt"), None)  # maybe inside mc:AlternateContent
        start = whole(value(element, "start"))
        found[whole(element.get(f"{W}ilvl")) or 0] = Level(
            1 if start is None else start,
            "decimal" if form is None else form.get(f"{W}val") or "decimal",
            value(element, "lvlText") or "",
            whole(value(element, "lvlRestart")),
            switch(element, "isLgl") or False,
            value(element, "pStyle"),
            value(element, "suff") or "tab",
        )
    return found
