"""Print the rooms of the house: every module with its line count and first docstring line."""

from __future__ import annotations

import ast
import sys
from pathlib import Path


def rooms(root: Path) -> list[tuple[str, int, str]]:
    """(path, lines, first docstring line) of each module of the two packages."""
    found = []
    for package in ("corpus", "analysis"):
        for path in sorted((root / package).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            summary = (ast.get_docstring(ast.parse(text)) or "").split("\n")[0]
            found.append((path.relative_to(root).as_posix(), text.count("\n"), summary))
    return found


if __name__ == "__main__":
    for name, lines, summary in rooms(Path(__file__).resolve().parent.parent):
        sys.stdout.write(f"{name:40}{lines:5}  {summary}\n")
