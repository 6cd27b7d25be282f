"""Outlines of texts in many conventions, one file each: the text, a rule, the expected tree."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.outlining.outline import outline

CASES = sorted((Path(__file__).parents[2] / "cases" / "outlines").glob("*.txt"))
NAMES = [path.stem for path in CASES]


def tree(text: str) -> str:
    """One line a section, indented by depth; a clause shows its first characters."""
    lines = []
    for section in outline(text, (0, len(text)), id="甲").sections:
        name = section.id.rsplit("/", 1)[1]
        if section.title is not None:
            words = "".join(text[slice(*section.title)].splitlines())
        else:
            words = "…" + (text[slice(*section.body)][:8].strip() if section.body else "")
        lines.append("  " * (section.depth - 1) + f"{name} {words}".rstrip())
    return "\n".join(lines)


def read(path: Path) -> tuple[str, str]:
    text, expected = path.read_text(encoding="utf-8").split("\n=====")
    return text, expected.strip("\n")


@pytest.mark.parametrize("path", CASES, ids=NAMES)
def test_outline(path):
    text, expected = read(path)
    assert tree(text) == expected


@pytest.mark.parametrize("path", CASES, ids=NAMES)
def test_line_ends_of_windows_change_nothing(path):
    text, expected = read(path)
    assert tree(text.replace("\n", "\r\n")) == expected
