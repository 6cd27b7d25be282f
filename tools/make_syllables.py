"""Write ``corpus/resources/syllables.tsv``: which characters are read alike.

Run ``python tools/make_syllables.py`` with the package pypinyin installed. Readings are taken
without tone, because input methods are used without it; a character with several readings stands
in several rows. Only characters of GB 2312: rarer ones are not what one mistypes.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from pypinyin import Style, pinyin

TARGET = Path(__file__).parent.parent / "corpus" / "resources" / "syllables.tsv"


def characters() -> list[str]:
    """List the ideographs of GB 2312 in its own order: rows 16 to 87, 94 cells each."""
    found = []
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.append(bytes((row, cell)).decode("gb2312"))
            except UnicodeDecodeError:
                continue  # cells D7FA to D7FE are empty
    return found


def main() -> None:
    """Write the table."""
    readings: dict[str, list[str]] = {}
    for char in characters():
        for syllable in pinyin(char, style=Style.NORMAL, heteronym=True, v_to_u=False)[0]:
            readings.setdefault(syllable, []).append(char)
    lines = [
        "# Characters of GB 2312 by reading without tone; several readings, several rows.",
        f"# Made by tools/make_syllables.py from the package pypinyin {version('pypinyin')} (MIT).",
        "# syllable <tab> characters",
    ]
    lines += [f"{syllable}\t{''.join(chars)}" for syllable, chars in sorted(readings.items())]
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
