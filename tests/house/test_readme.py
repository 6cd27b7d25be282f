"""What the README shows is what happens."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("README.md", "README.zh.md")


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_python_blocks_of_a_page_run_one_after_the_other(
    page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    code = blocks(page, "python")
    assert len(code) >= 2
    names: dict[str, object] = {}
    for block in code:
        exec(compile(block, page, "exec"), names)  # noqa: S102  (our own page)
    assert len(names["c"]) == 16  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_console_blocks_of_a_page_show_the_real_output(page: str) -> None:
    shown = blocks(page, "console")
    assert shown
    for block in shown:
        command, _, expected = block.partition("\n")
        arguments = shlex.split(command.removeprefix("$ leitong "))
        files = [str(p.relative_to(ROOT)) for p in sorted((ROOT / "data").glob("*.txt"))]
        arguments = [a for word in arguments for a in (files if word == "data/*.txt" else [word])]
        done = subprocess.run(
            [sys.executable, "-m", "analysis", *arguments],
            cwd=ROOT,
            capture_output=True,
            check=True,
        )
        assert done.stdout.decode("utf-8") == expected, f"{page}: {command}"


def test_both_pages_show_the_same_commands() -> None:
    first, second = ([b.partition("\n")[0] for b in blocks(page, "console")] for page in PAGES)
    assert [line.removesuffix(" --lang en") for line in first] == second
