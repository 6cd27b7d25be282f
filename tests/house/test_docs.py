"""What the pages in docs/ show is what happens."""

from __future__ import annotations

import importlib
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOL = runpy.run_path(str(ROOT / "tools" / "fill_docs.py"))


@pytest.mark.slow
@pytest.mark.parametrize("page", TOOL["PAGES"])
def test_a_page_shows_what_really_comes_out(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = (ROOT / page).read_text(encoding="utf-8")
    assert TOOL["filled"](text) == text, "make it anew: python tools/fill_docs.py"


@pytest.mark.slow
def test_the_site_is_built_without_a_warning_and_needs_no_network(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sphinx", "--quiet", "--fail-on-warning", "docs"]
    done = subprocess.run([*command, tmp_path], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    pages = [page.read_text(encoding="utf-8") for page in tmp_path.rglob("*.html")]
    assert len(pages) > 12
    loaded = re.compile(r"<(?:script|link|img)[^>]+(?:src|href)=\"https?:")
    assert not any(loaded.search(page) for page in pages)


def test_every_public_name_is_in_the_reference() -> None:
    import analysis
    import corpus

    for package in (corpus, analysis):
        page = (ROOT / "docs" / "reference" / f"{package.__name__}.md").read_text(encoding="utf-8")
        left = [n for n in package.__all__ if f"{package.__name__}.{n}\n" not in page]
        assert not {n for n in left if n != "LeitongError"}, "not in the reference"


def test_every_stage_that_how_it_works_names_is_where_it_says() -> None:
    text = (ROOT / "docs" / "how-it-works.md").read_text(encoding="utf-8")
    stages = re.findall(r"`(\w+)`\s+in\s+`([\w/]+)\.py`", text)
    assert len(stages) > 40
    for name, path in stages:
        module = importlib.import_module("analysis." + path.replace("/", "."))
        assert getattr(module, name).__module__ == module.__name__, f"{name} is not in {path}.py"


def test_there_are_ten_questions_with_one_line_each() -> None:
    text = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    answers = re.findall(r"^\*\*(\d+) [^\n]*\*\*\n\n```pycon\n(.*?)^```$", text, re.M | re.S)
    assert [int(number) for number, _ in answers] == list(range(1, 11))
    assert all(code.count(">>> ") == 1 and "\n... " not in code for _, code in answers)


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda path: path.stem)
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert all((page.parent / link).exists() for link in links), links


def test_every_number_of_a_pair_a_share_and_a_theme_is_explained() -> None:
    from analysis.findings.boilerplate.finding import CLASSES
    from analysis.findings.duplicates.finding import Pair
    from analysis.findings.themes.finding import Theme

    text = (ROOT / "docs" / "measures.md").read_text(encoding="utf-8")
    numbers = [name for name, kind in Pair.__annotations__.items() if "float" in str(kind)]
    wanted = {*numbers, *CLASSES, *set(Theme._fields) & {"coherence", "stability", "size"}}
    assert len(numbers) == 5
    assert {name for name in wanted if name not in text} == set()
