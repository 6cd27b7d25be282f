"""What every character is: the look-up tables of folding, one entry a Unicode code point.

Three committed files make them, so that no run depends on the Unicode version of its Python:

``resources/characters.tsv``
    plain forms (width, case, compatibility, quotation marks, radicals) and kinds (blank, mark,
    letter); made by ``tools/make_characters.py`` from the Unicode database.
``resources/variants.tsv``
    traditional and Japanese forms to simplified ones; made by ``tools/make_variants.py`` from
    OpenCC (Apache-2.0).
``resources/lookalikes.tsv``
    classes of characters that are easily taken for one another, each with its source.

An entry of a table is one ``uint32``: bits 0 to 20 hold the folded code point, bit 21
(:data:`MARK_BIT`) says that it is dropped in the end, and the bits from 25 up hold its
:class:`Kind`. An entry of 0 is dropped at once: blanks are as if they had never been there.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.errors import FormatError
from corpus.folding.codepoints import code_points

PLACEHOLDER = "\U0010fffd"
"""The one character that stands for a masked name or figure. The last of the private use areas:
fonts put their own signs into the first (U+E000 …), so that those occur in real files."""
FIGURE = "\U0010fffc"
"""The one character that stands for a number where ``digits="class"`` was asked for."""

CODE = np.uint32(0x1FFFFF)
MARK_BIT = np.uint32(1 << 21)
KIND_SHIFT = 25
_RESOURCES = Path(__file__).parents[1] / "resources"


class Kind:
    """Roles a character can play around a placeholder; those from POINT up need a closer look.

    Plain integers: NumPy takes ten times as long to compare an array with an enumeration.
    """

    OTHER = 0
    LETTER = 1
    """Of an alphabet with upper and lower case: an x beside it belongs to a word (APP, box)."""
    DIGIT = 2
    NUMERAL = 3
    """Han numeral: beside it, 〇 is the figure nought and 某 is the word "some"."""
    QUANTITY = 4
    """Makes a word of 某 before it: 某些, 某种, 某个."""
    POINT = 5
    """A full stop: part of a number between two digits (``4.15``), part of a mask in ``x.x``."""
    CROSS = 6
    RULE = 7
    SHAPE = 8
    RING = 9
    NOUGHT = 10
    SOME = 11


_PLAYERS = {
    Kind.DIGIT: "0123456789" + FIGURE,
    Kind.NUMERAL: "零一二三四五六七八九十百千万亿两",
    Kind.QUANTITY: "些种个方项类时天样程处人",
    Kind.POINT: ".",
    Kind.CROSS: "x×хχ╳✕✖⨉⨯",
    Kind.RULE: "_*",
    Kind.SHAPE: "□■△▲▽▼◇◆●☆",
    Kind.RING: "○◯",
    Kind.NOUGHT: "〇",
    Kind.SOME: "某",
}
CONTEXT = frozenset("".join(_PLAYERS.values()))
"""Characters whose presence decides about a placeholder: a look-alike class must not move them."""


COMBINING = (
    (0x0300, 0x036F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20F0), (0x302A, 0x302D),
    (0xFE20, 0xFE2F),
)  # fmt: skip
"""Marks that combine with a character of any script: nothing to read. Vowel signs of Thai or Hindi
are not among them, nor are the voicing marks of kana."""


class CharacterVariant(NamedTuple):
    """One form of a character, with its simplified form."""

    character: str
    simplified: str
    rule: str
    """``t2s`` (traditional) or ``jp2t+t2s`` (Japanese, where Chinese has no such character)."""


class Lookalikes(NamedTuple):
    """One class: the first member stands for all."""

    members: str
    kind: str
    source: str


@cache
def strict() -> NDArray[np.uint32]:
    """Map width and case only: shape (0x110000,), dtype uint32. Only blanks are dropped."""
    return _finished(np.arange(0x110000, dtype=np.uint32))


@cache
def standard() -> NDArray[np.uint32]:
    """Go on from ``strict`` to simplified characters, marks and kinds: shape (0x110000,)."""
    return _finished(_entries())


@cache
def ocr() -> NDArray[np.uint32]:
    """Go on from ``standard`` to one character for each look-alike class: shape (0x110000,)."""
    return _finished(_entries([row.members for row in lookalikes()]))


@cache
def lookalikes() -> tuple[Lookalikes, ...]:
    """Read the classes of characters that ``ocr`` takes for one.

    Raises
    ------
    FormatError
        If a character is in two classes, or is one that decides about placeholders.
    """
    classes = tuple(Lookalikes(*line.split("\t")) for line in _rows("lookalikes.tsv"))
    seen: set[str] = set()
    for row in classes:
        twice = seen.intersection(row.members) or CONTEXT.intersection(row.members[1:])
        if twice or len(row.members) < 2:
            raise FormatError(
                f"resources/lookalikes.tsv: class {row.members!r} must have two or more members, "
                f"in no other class, none of which decides about placeholders; see {twice}"
            )
        seen.update(row.members)
    return classes


def _entries(alike: Sequence[str] = ()) -> NDArray[np.uint32]:
    """Say what becomes of each plain code point: shape (0x110000,)."""
    entries = np.arange(0x110000, dtype=np.uint32)
    for first, last, kind in _characters().kinds:
        if kind == "mark":
            entries[first : last + 1] |= MARK_BIT
        elif kind == "letter":
            entries[first : last + 1] |= np.uint32(Kind.LETTER << KIND_SHIFT)
    for role, characters in _PLAYERS.items():
        points = code_points(characters)
        entries[points] = (entries[points] & (CODE | MARK_BIT)) | np.uint32(role << KIND_SHIFT)
    nought = ord("零")
    entries[code_points(_PLAYERS[Kind.CROSS])] = ord("x") | Kind.CROSS << KIND_SHIFT
    entries[code_points(_PLAYERS[Kind.NOUGHT])] = nought | Kind.NOUGHT << KIND_SHIFT
    entries[code_points(_PLAYERS[Kind.RING])] = nought | int(MARK_BIT) | Kind.RING << KIND_SHIFT
    # The others take over the code of the first member alone: a letter stays one.
    others = code_points("".join(members[1:] for members in alike))
    heads = code_points("".join(members[0] * (len(members) - 1) for members in alike))
    entries[others] = heads | (entries[others] & np.uint32(Kind.LETTER << KIND_SHIFT))
    for first, last in COMBINING:
        entries[first : last + 1] = 0
    before = code_points("".join(row.character for row in variants()))
    after = code_points("".join(row.simplified for row in variants()))
    entries[before] = entries[after]
    return entries


def _finished(entries: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Lead every character to the entry of its plain form, and blanks to 0; in place."""
    known = _characters()
    entries[known.points] = entries[known.images]
    for first, last, kind in known.kinds:
        if kind == "blank":
            entries[first : last + 1] = 0
    entries.setflags(write=False)
    return entries


@cache
def variants() -> tuple[CharacterVariant, ...]:
    """Read the forms of characters that ``standard`` makes simplified ones.

    >>> next(row for row in variants() if row.character == "鎮")
    CharacterVariant(character='鎮', simplified='镇', rule='t2s')
    """
    return tuple(CharacterVariant(*line.split("\t")) for line in _rows("variants.tsv"))


def is_traditional(character: str) -> bool:
    """Whether a character has a simplified form, without reading the table of them all.

    >>> is_traditional("鎮"), is_traditional("镇"), is_traditional("浄")
    (True, False, False)
    """
    table = _table("variants.tsv")
    at = table.find(f"\n{character}\t")
    return at >= 0 and table[at + 1 :].split("\n", 1)[0].endswith("\tt2s")


def _rows(name: str) -> list[str]:
    return [line for line in _table(name).split("\n") if line and not line.startswith("#")]


@cache
def _table(name: str) -> str:
    return (_RESOURCES / name).read_text(encoding="utf-8")


class _CharacterTable(NamedTuple):
    kinds: list[tuple[int, int, str]]
    points: NDArray[np.int64]
    images: NDArray[np.int64]


@cache
def _characters() -> _CharacterTable:
    kinds: list[tuple[int, int, str]] = []
    points: list[int] = []
    images: list[int] = []
    for what, start, stop, *rest in (line.split("\t") for line in _rows("characters.tsv")):
        first, last = int(start, 16), int(stop, 16)
        if what == "kind":
            kinds.append((first, last, rest[0]))
        else:
            step, shift = int(rest[0]), int(rest[1])
            points += range(first, last + 1, step)
            images += range(first + shift, last + shift + 1, step)
    return _CharacterTable(kinds, np.array(points), np.array(images))
