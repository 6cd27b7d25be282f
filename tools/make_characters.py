"""Write ``corpus/resources/characters.tsv``: what every character is, before any text is folded.

Run ``python tools/make_characters.py``. The table is made once from Python's Unicode database
and a few lines by hand, and committed: folding then gives the same codes under every Python.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

TARGET = Path(__file__).parent.parent / "corpus" / "resources" / "characters.tsv"

# Forms that differ only in who typed them, and that NFKC leaves alone.
HAND_FORMS = {
    "“": '"', "”": '"', "„": '"', "‟": '"', "〝": '"', "〞": '"', "〟": '"', "″": '"',
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "`": "'", "´": "'",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "―": "—", "─": "—", "━": "—", "−": "-",
    "•": "·", "‧": "·", "・": "·", "∙": "·", "⋅": "·",
    "⋯": "…", "〜": "~", "∼": "~", "∶": ":", "∕": "/", "⁄": "/", "〈": "<", "〉": ">",
}  # fmt: skip
# CJK radicals (supplement): text extracted from PDF files uses them in place of the character.
# Only those whose picture is the whole character; from Unicode's EquivalentUnifiedIdeograph.
RADICALS = dict(
    zip(
        "⺎⺒⺓⺝⺠⺡⺩⺫⺻⻁⻄⻅⻆⻈⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "兀巳幺月民氵王罒聿虎西见角讠贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)
PART_OF_A_FIGURE = "%‰"


def is_blank(char: str) -> bool:
    """Space, control, invisible: carries nothing at any level."""
    point = ord(char)
    return (
        unicodedata.category(char) in {"Zs", "Zl", "Zp", "Cc", "Cf"}
        or point in {0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800}  # blank letters, CGJ
        or 0xFE00 <= point <= 0xFE0F  # variation selectors
        or 0xE0000 <= point <= 0xE0FFF  # tags and more selectors
    )


def form(char: str) -> str:
    """Width and case: what ``strict`` makes of a character."""
    for _ in range(4):
        before = char
        image = unicodedata.normalize("NFKC", char)
        if len(image) == 1 and not is_blank(image):
            char = image
        lower = char.lower()
        if len(lower) == 1:
            char = lower
        char = HAND_FORMS.get(char, RADICALS.get(char, char))
        if char == before:
            return char
    raise AssertionError(f"no fixed point for U+{ord(before):04X}")


def kind(char: str) -> str:
    """``blank``, ``mark`` (punctuation, symbol), ``letter`` (of an alphabet with case) or none."""
    category = unicodedata.category(char)
    if is_blank(char):
        return "blank"
    if category in {"Lu", "Ll", "Lt"}:
        return "letter"
    if category[0] in "PS" and char not in PART_OF_A_FIGURE:
        # ㎡ ℃ № are symbols to Unicode, but units and words to a reader.
        meaning = unicodedata.normalize("NFKC", char)
        return "" if any(c.isalnum() for c in meaning) else "mark"
    return ""


def form_runs(forms: list[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """Put equal shifts together: every point (Ａ … Ｚ) or every second one (Ā Ă Ą)."""
    runs: list[tuple[int, int, int, int]] = []
    for point, shift in forms:
        if runs:
            first, last, step, before = runs[-1]
            gap = point - last
            if shift == before and (gap == step or (first == last and gap <= 2)):
                runs[-1] = (first, point, gap, shift)
                continue
        runs.append((point, point, 1, shift))
    return runs


def main() -> None:
    """Write the table."""
    lines = [
        "# What every character is: its plain form (width, case, compatibility), and its kind.",
        "# Made by tools/make_characters.py from the Unicode database "
        f"{unicodedata.unidata_version} (Unicode-3.0 licence)",
        "# and from its own short lists of quotation marks, dashes and radicals.",
        "# kind <tab> first code point <tab> last code point <tab> blank | mark | letter",
        "# form <tab> first <tab> last code point <tab> step <tab> what to add for the plain form",
    ]
    runs: list[tuple[int, int, str]] = []
    forms: list[tuple[int, int]] = []
    for point in range(0x110000):
        char = chr(point)
        what = kind(char)
        if what and runs and runs[-1][1] == point - 1 and runs[-1][2] == what:
            runs[-1] = (runs[-1][0], point, what)
        elif what:
            runs.append((point, point, what))
        if what == "blank" or 0xD800 <= point <= 0xDFFF:
            continue
        image = form(char)
        if image != char:
            forms.append((point, ord(image) - point))
    lines += [f"kind\t{first:04X}\t{last:04X}\t{what}" for first, last, what in runs]
    lines += ["form\t{:04X}\t{:04X}\t{}\t{}".format(*run) for run in form_runs(forms)]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
