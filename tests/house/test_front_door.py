"""``import leitong``: one door to both packages, and a clear word where a file hides one."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import analysis
import corpus
import leitong

ROOT = Path(__file__).resolve().parents[2]


def python(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, *args], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )


def test_the_front_door_offers_every_public_name_of_both_packages() -> None:
    assert set(leitong.__all__) == {*corpus.__all__, *analysis.__all__}
    assert leitong.read is corpus.read
    assert leitong.find_duplicates is analysis.find_duplicates
    assert leitong.__version__ == corpus.__version__
    with pytest.raises(AttributeError, match="module 'leitong' has no attribute 'nothing'"):
        _ = leitong.nothing


def test_type_checkers_are_told_the_same_names() -> None:
    tree = ast.parse((ROOT / "leitong" / "__init__.py").read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    told = {
        alias.asname
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert told == set(leitong.__all__)


@pytest.mark.parametrize("name", ["analysis", "corpus"])
def test_a_file_that_hides_a_package_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name}.py").write_text("raise RuntimeError('is run')\n", encoding="utf-8")
    found = python("-c", "import leitong", cwd=tmp_path)
    assert found.returncode == 1
    assert "ImportError" in found.stderr
    assert str(tmp_path / f"{name}.py") in found.stderr
    assert "is run" not in found.stderr
    asked = python("-m", "leitong", "--help", cwd=tmp_path)
    assert asked.returncode == 2
    assert "Traceback" not in asked.stderr
    assert f"{name}.py" in asked.stderr


def test_a_folder_of_texts_called_corpus_hides_nothing(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("一、学习情况\n全年学习12次。\n", encoding="utf-8")
    found = python("-m", "leitong", "parse", "corpus/a.txt", "--lang", "en", cwd=tmp_path)
    assert found.returncode == 0
    assert "学习情况" in found.stdout or "a" in found.stdout
