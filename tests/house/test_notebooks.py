"""Notebooks are reviewed as .py files, run here, and paired with .ipynb files without outputs."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
SCRIPTS = sorted(FOLDER.glob("*.py"))


def test_there_are_notebooks() -> None:
    assert SCRIPTS


@pytest.mark.slow
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_notebook_runs(script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    names = runpy.run_path(str(script))
    assert "c" in names


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_the_pair_of_a_notebook_agrees_with_it(script: Path) -> None:
    import jupytext

    paired = json.loads(script.with_suffix(".ipynb").read_text(encoding="utf-8"))
    expected = jupytext.read(script)
    cells = [(cell["cell_type"], "".join(cell["source"])) for cell in paired["cells"]]
    assert cells == [(cell["cell_type"], cell["source"]) for cell in expected["cells"]]
    assert not any(cell.get("outputs") for cell in paired["cells"]), (
        "strip outputs before committing"
    )
