"""Write ``corpus/resources/variants.tsv``: traditional and Japanese forms to simplified ones.

Run ``python tools/make_variants.py`` with the package OpenCC installed. Every ideograph is given
to OpenCC alone, one at a time: what comes back is always one character, so offsets survive.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import opencc

TARGET = Path(__file__).parent.parent / "corpus" / "resources" / "variants.tsv"
IDEOGRAPHS = (range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x32000))


def in_gb2312(char: str) -> bool:
    """Whether a character belongs to the 6,763 of everyday simplified Chinese."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def table() -> dict[str, tuple[str, str]]:
    """Character → (simplified character, name of the rule)."""
    simplify = opencc.OpenCC("t2s").convert
    traditional = opencc.OpenCC("jp2t").convert
    found: dict[str, tuple[str, str]] = {}
    for block in IDEOGRAPHS:
        for char in map(chr, block):
            image, rule = simplify(char), "t2s"
            while simplify(image) != image:
                image = simplify(image)
            if image == char and not in_gb2312(char):
                # 浄 倶 晩: a Japanese form, where Chinese has no such character of its own.
                japanese = simplify(traditional(char))
                if in_gb2312(japanese):
                    image, rule = japanese, "jp2t+t2s"
            if image != char:
                found[char] = (image, rule)
    # t2s may give a form that jp2t takes further: 戱 → 戯 → 戏.
    return {char: (found.get(image, (image,))[0], rule) for char, (image, rule) in found.items()}


def main() -> None:
    """Write the table."""
    lines = [
        "# Traditional and Japanese forms of Chinese characters, each with its simplified form.",
        "# Made by tools/make_variants.py from the package "
        f"OpenCC {version('OpenCC')} (Apache-2.0),",
        "# configurations t2s and jp2t, applied to single characters; jp2t only to characters",
        "# outside GB 2312 whose image is inside.",
        "# character <tab> simplified <tab> rule",
    ]
    lines += [f"{char}\t{image}\t{rule}" for char, (image, rule) in table().items()]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
