"""Pair every notebooks/*.py with an .ipynb without outputs; the same input gives the same bytes."""

from __future__ import annotations

from pathlib import Path

import jupytext


def make(folder: Path) -> list[Path]:
    """Write the pairs; returns the notebooks written."""
    written = []
    for script in sorted(folder.glob("*.py")):
        notebook = jupytext.read(script)
        for number, cell in enumerate(notebook["cells"]):
            cell["id"] = f"cell-{number}"  # random ids would change the file at every run
        target = script.with_suffix(".ipynb")
        jupytext.write(notebook, target)
        written.append(target)
    return written


if __name__ == "__main__":
    make(Path(__file__).resolve().parent.parent / "notebooks")
