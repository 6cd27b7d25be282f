"""Print the house by room: a line on each room, and with ``--files`` one on each file in it."""

from __future__ import annotations

import argparse
import ast
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class MappedRoom(NamedTuple):
    """A folder of modules."""

    name: str
    summary: str
    """First line of the docstring of ``__init__.py``."""
    files: list[tuple[str, int, str]]
    """(name, lines, first docstring line) of each module."""


def rooms(root: Path = ROOT) -> list[MappedRoom]:
    """List the rooms of the two packages, each before those inside it."""
    found = []
    for package in ("corpus", "analysis", "leitong"):
        for init in sorted(
            (root / package).rglob("__init__.py"), key=lambda path: path.parent.parts
        ):
            files = [
                (path.name, path.read_text(encoding="utf-8").count("\n"), _summary(path))
                for path in sorted(init.parent.glob("*.py"))
                if path != init
            ]
            found.append(
                MappedRoom(init.parent.relative_to(root).as_posix(), _summary(init), files)
            )
    return found


def _summary(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return (ast.get_docstring(ast.parse(text)) or "").split("\n")[0]


def main() -> None:
    """Write the map to standard output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", action="store_true", help="a line on each file, too")
    files = parser.parse_args().files
    for room in rooms():
        depth = room.name.count("/")
        lines = sum(lines for _, lines, _ in room.files)
        name = "  " * depth + room.name.rpartition("/")[2] + "/"
        sys.stdout.write(f"{name:24}{len(room.files):3} files{lines:6} lines  {room.summary}\n")
        for file, lines, summary in room.files if files else ():
            sys.stdout.write(f"{'  ' * depth}  {file:24}{lines:5}  {summary}\n")


if __name__ == "__main__":
    main()
