"""Notebooks are reviewed as .py files; their .ipynb pairs hold what the cells give."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks"
SCRIPTS = sorted(FOLDER.glob("*.py"))


@pytest.fixture(scope="module")
def made() -> ModuleType:
    pytest.importorskip("nbclient")
    spec = importlib.util.spec_from_file_location(
        "make_notebooks", ROOT / "tools" / "make_notebooks.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_notebooks() -> None:
    assert SCRIPTS


@pytest.mark.slow
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_notebook_gives_what_its_pair_shows(script: Path, made: ModuleType) -> None:
    paired = json.loads(script.with_suffix(".ipynb").read_text(encoding="utf-8"))
    assert made.outputs_of(made.executed(script)) == made.outputs_of(paired)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_the_pair_of_a_notebook_agrees_with_it(script: Path) -> None:
    import jupytext

    paired = json.loads(script.with_suffix(".ipynb").read_text(encoding="utf-8"))
    expected = jupytext.read(script)
    cells = [(cell["cell_type"], "".join(cell["source"])) for cell in paired["cells"]]
    assert cells == [(cell["cell_type"], cell["source"]) for cell in expected["cells"]]
    assert any(cell.get("outputs") for cell in paired["cells"])
    assert not [cell for cell in paired["cells"] if "Traceback" in json.dumps(cell)]


# decimal numbers in the running text of a notebook: each must be one that its cells show
CLAIMED = re.compile(r"\d+\.\d+")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_numbers_that_the_text_names_are_those_that_the_cells_show(script: Path) -> None:
    cells = json.loads(script.with_suffix(".ipynb").read_text(encoding="utf-8"))["cells"]
    claimed = {
        number
        for cell in cells
        if cell["cell_type"] == "markdown"
        for number in CLAIMED.findall("".join(cell["source"]))
    }
    shown = [
        float(number)
        for cell in cells
        for output in cell.get("outputs", ())
        for number in CLAIMED.findall(json.dumps(output.get("data", {}).get("text/plain", "")))
    ]
    for number in claimed:
        places = len(number.partition(".")[2])
        assert any(round(value, places) == float(number) for value in shown), number


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_notebooks_use_public_names_only(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert not re.search(r"(from|import) (corpus|analysis)\.", text)
