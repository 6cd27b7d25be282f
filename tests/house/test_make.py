"""``tools/make.py`` does what the Makefile does, where there is no make."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make", ROOT / "tools" / "make.py")
    assert spec is not None and spec.loader is not None  # noqa: PT018
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def steps_of(target: str) -> list[str]:
    """List the recipe lines of a target, with its variables filled in."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    known = dict(re.findall(r"^(\w+) :?=\s*(.*)$", text, re.MULTILINE))
    (recipe,) = re.findall(rf"^{re.escape(target)}:.*\n((?:\t.*\n)+)", text, re.MULTILINE)
    for _ in range(3):
        recipe = re.sub(r"\$\((\w+)\)", lambda found: known.get(found[1], found[0]), recipe)
    return [line.strip().lstrip("@") for line in recipe.splitlines()]


def test_the_steps_are_those_of_the_makefile(make: ModuleType) -> None:
    def plain(words: str) -> str:
        """Leave out where a program stands: make names it, the script runs it as a module."""
        return re.sub(r"^(-m )?(\.venv/bin/)?(python )?(-m )?", "", words)

    made = {plain(line) for target in ("report", "lint", "test") for line in steps_of(target)}
    ours = {plain(" ".join(step)) for target in make.TARGETS.values() for step in target}
    ours = {"lint-imports" if "lint_imports" in step else step for step in ours}
    assert ours == {line for line in made if not line.startswith(("$(MAKE)", "if ", "else "))}


def test_the_set_up_is_that_of_the_makefile(make: ModuleType) -> None:
    made = " ".join(steps_of("$(READY)")).replace("'", "")
    for step in make.SETUP:
        assert " ".join(step) in made
