"""Pair every notebooks/*.py with an .ipynb that holds what its cells print and draw.

The same input gives the same bytes: ids are counted, and what differs from run to run (times,
addresses) is left out. ``outputs_of`` is what the tests compare with.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
# addresses in memory, and the names that pandas gives to styled tables: both random
RANDOM = re.compile(r" at 0x[0-9a-f]{6,}|(?<=T_)[0-9a-f]{5}")
SECONDS = 600  # a cell that takes longer hangs


def executed(script: Path) -> nbformat.NotebookNode:
    """Run a script's cells in a kernel of their own, in the folder of the notebooks."""
    notebook = jupytext.read(script)
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = f"cell-{number}"  # random ids would change the file at every run
    notebook["metadata"]["kernelspec"] = {
        "display_name": "Python 3", "language": "python", "name": "python3"
    }  # fmt: skip
    client = NotebookClient(
        notebook, timeout=SECONDS, record_timing=False, resources={"metadata": {"path": FOLDER}}
    )
    client.execute()
    notebook["metadata"].pop("language_info", None)  # names the patch version of this Python
    for cell in notebook["cells"]:
        cell["outputs"] = [_kept(output) for output in cell.get("outputs", ())]
        if cell["cell_type"] != "code":
            del cell["outputs"]
    return notebook


def _kept(output: Any) -> Any:
    """Leave out what differs from run to run."""
    for holder in (output, output.get("data", {})):
        for kind, value in holder.items():
            if isinstance(value, str) and not kind.startswith("image/"):
                holder[kind] = RANDOM.sub("", value)
    return output


def outputs_of(notebook: Any) -> list[list[dict[str, Any]]]:
    """List what each code cell gave: texts word for word, of a picture only that there is one."""
    return [
        [_compared(output) for output in cell["outputs"]]
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    ]


def _compared(output: Any) -> dict[str, Any]:
    kept = {"name": output.get("name"), "text": _joined(output.get("text", ""))}
    for kind, value in output.get("data", {}).items():
        kept[kind] = True if kind.startswith("image/") else _joined(value)
    return kept


def _joined(text: str | list[str]) -> str:
    """Join the lines that a file of a notebook holds apart."""
    return text if isinstance(text, str) else "".join(text)


def make(scripts: list[Path]) -> list[Path]:
    """Write the pairs; returns the notebooks written."""
    written = []
    for script in scripts:
        target = script.with_suffix(".ipynb")
        jupytext.write(executed(script), target)
        written.append(target)
    return written


if __name__ == "__main__":
    make([Path(name) for name in sys.argv[1:]] or sorted(FOLDER.glob("*.py")))
