"""Private-use characters that stand for a known one, and which.

Three conventions left such characters behind, each with a published table:

- GBK and GB 18030-2000 put characters that Unicode did not have yet at U+E766 to U+E864, in the
  order of the bytes A2AB to FEA0. Python's codec ``gb18030`` knows most of them; the rest were
  moved by GB 18030-2005 and 2022 (vertical punctuation, ḿ, fourteen components).
- Word writes bullets of the fonts Symbol and Wingdings at U+F000 + their byte, at a line's start.
- Windows put what Big5 left free, and with it Hong Kong's supplementary characters, at U+E000 to
  U+F848 by a formula; Python's codec ``big5hkscs`` knows them. These overlap with the first, so a
  text must be written in traditional characters, and all of them must be known.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain

_MOVED = dict(
    zip(
        chain(
            range(0xE78D, 0xE797),
            (0xE7C7, 0xE81E, 0xE826, 0xE82B, 0xE82C, 0xE832, 0xE843, 0xE854, 0xE864),
            (0xE816, 0xE817, 0xE818, 0xE831, 0xE83B, 0xE855),
        ),
        chain(
            (0xFE10, 0xFE12, 0xFE11, *range(0xFE13, 0xFE1A)),
            (0x1E3F, *range(0x9FB4, 0x9FBC)),
            (0x20087, 0x20089, 0x200CC, 0x215D7, 0x2298F, 0x241FE),
        ),
        strict=True,
    )
)
"""GB 18030-2022, annex; the same in WHATWG's Encoding Standard and in glibc."""
_ROWS = ((0xE76C, 0xA2E3, 1), (0xE7C8, 0xA8BF, 1), (0xE7E7, 0xA989, 13), (0xE815, 0xFE50, 80))
"""First code point, first bytes, how many: of each the next byte is the next, 7F left out."""
BULLETS = dict(
    zip(
        "\uf0b7\uf06c\uf06e\uf06f\uf075\uf076\uf0a7\uf0a8\uf0b2\uf0d8\uf0e0\uf0fc\uf0fb\uf0fe",
        "•●■□◆❖▪◻◇➢→✓✗☑",
        strict=True,
    )
)
"""What begins an item of a list in Word: Symbol's B7, Wingdings' others. Inside a line only the
font says what they are."""
_USER_DEFINED = (
    (0xE000, 0xFA40, 0xFEFE), (0xE311, 0x8E40, 0xA0FE), (0xEEB8, 0x8140, 0x8DFE),
    (0xF6B1, 0xC6A1, 0xC8FE),
)  # fmt: skip
"""Code page 950: first code point, first and last bytes."""


@cache
def known_characters() -> dict[str, str]:
    r"""Return what private-use characters stand for wherever they stand.

    >>> known = known_characters()
    >>> known["\ue81e"], known["\ue76c"], "\ue0a5" in known
    ('龴', '€', False)
    """
    found = {}
    for first, raw, count in _ROWS:
        behind = (byte for byte in range(raw & 0xFF, 0xFF) if byte != 0x7F)
        for code, low in zip(range(first, first + count), behind, strict=False):
            char = bytes((raw >> 8, low)).decode("gb18030")
            if not is_private(char):
                found[chr(code)] = char
    found.update({chr(code): chr(now) for code, now in _MOVED.items()})
    return found


@cache
def hong_kong_characters() -> dict[str, str]:
    r"""Return what private-use characters stand for in text that was written in Big5-HKSCS.

    >>> hong_kong_characters()["\ue004"]
    '蕌'
    """
    found = {}
    for first, start, last in _USER_DEFINED:
        for code, raw in enumerate(_pairs(start, last), first):
            try:
                char = raw.decode("big5hkscs")
            except UnicodeDecodeError:
                continue
            if len(char) == 1 and not is_private(char):
                found[chr(code)] = char
    return found


def is_private(char: str) -> bool:
    r"""Whether a character is one for private use.

    >>> is_private("\ue000"), is_private("一")
    (True, False)
    """
    return "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000"


def _pairs(start: int, last: int) -> Iterator[bytes]:
    """Pairs of bytes of Big5 in order: second bytes 40 to 7E and A1 to FE."""
    for high in range(start >> 8, (last >> 8) + 1):
        for low in chain(range(0x40, 0x7F), range(0xA1, 0xFF)):
            if start <= (high << 8 | low) <= last:
                yield bytes((high, low))
