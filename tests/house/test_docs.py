"""What the pages in docs/ show is what happens."""

from __future__ import annotations

import re
import runpy
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


def test_there_are_ten_questions_with_one_line_each() -> None:
    text = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    answers = re.findall(r"^\*\*(\d+) [^\n]*\*\*\n\n```pycon\n(.*?)^```$", text, re.M | re.S)
    assert [int(number) for number, _ in answers] == list(range(1, 11))
    assert all(code.count(">>> ") == 1 and "\n... " not in code for _, code in answers)


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda path: path.stem)
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert all((page.parent / link).exists() for link in links), links


def test_every_number_of_a_pair_a_share_and_a_theme_is_explained() -> None:
    from analysis.findings.boilerplate import CLASSES
    from analysis.findings.duplicates import Pair
    from analysis.findings.themes import Theme

    text = (ROOT / "docs" / "measures.md").read_text(encoding="utf-8")
    numbers = [name for name, kind in Pair.__annotations__.items() if "float" in str(kind)]
    wanted = {*numbers, *CLASSES, *set(Theme._fields) & {"coherence", "stability", "size"}}
    assert len(numbers) == 5
    assert {name for name in wanted if name not in text} == set()
