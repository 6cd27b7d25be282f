"""The import contracts hold, and each of them can fail."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]["contracts"]


def wrong_import(contract: dict[str, object]) -> tuple[str, str]:
    """Name a module and an import in it that the contract forbids."""
    if contract["type"] == "layers":
        layers = [str(layer) for layer in contract["layers"]]  # type: ignore[attr-defined]
        highest, lowest = (
            layer.split(" | ")[0].split(" : ")[0] for layer in layers[:: len(layers) - 1]
        )
        (room,) = contract.get("containers", [""])  # type: ignore[misc]
        prefix = f"{room}." if room else ""
        return prefix + lowest, prefix + highest
    if contract["type"] == "independence":
        first, second = contract["modules"][:2]  # type: ignore[index]
        return first, second
    if contract["type"] == "forbidden":
        return contract["source_modules"][0], contract["forbidden_modules"][-1]  # type: ignore[index]
    return "corpus.ids", contract["protected_modules"][0]  # type: ignore[index]


def lint(root: Path) -> str:
    """Run the linter on a tree and return what it prints."""
    command = [
        sys.executable, "-c",
        "import sys; sys.path.insert(0, '.');"
        "from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))",
    ]  # fmt: skip
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False).stdout


@pytest.mark.slow
def test_every_contract_fails_when_an_import_breaks_it(tmp_path: Path) -> None:
    for name in ("corpus", "analysis", "leitong"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for contract in CONTRACTS:
        module, wanted = wrong_import(contract)
        path = tmp_path / module.replace(".", "/")
        file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        file.write_text(file.read_text(encoding="utf-8") + f"\nimport {wanted}\n", encoding="utf-8")
    printed = lint(tmp_path)
    for contract in CONTRACTS:
        assert f"{contract['name']} BROKEN" in " ".join(printed.split()), contract["name"]


def test_no_folder_holds_more_than_fifteen_modules() -> None:
    for package in ("corpus", "analysis", "leitong"):
        for init in (ROOT / package).rglob("__init__.py"):
            modules = [path.name for path in init.parent.glob("*.py") if path != init]
            assert len(modules) <= 15, init.parent


def test_every_folder_of_code_says_what_it_is_about() -> None:
    for package in ("corpus", "analysis", "leitong"):
        for path in (ROOT / package).rglob("*.py"):
            init = path.parent / "__init__.py"
            assert init.read_text(encoding="utf-8").startswith('"""'), path.parent


def test_every_place_that_the_architecture_names_exists() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text[text.index("## Where is") : text.index("## Types")]
    folder, missing = ROOT, []
    named = re.findall(r"`([\w./]+(?:\.\w+|/))`", table)
    for name in named:
        place = ROOT / name
        if "/" not in name:  # a file beside the one before
            place = folder / name
        folder = place if place.is_dir() else place.parent
        if name != "plot.py" and not place.exists():
            missing.append(name)
    assert missing == []
    assert len(named) > 30
