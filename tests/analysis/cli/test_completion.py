"""Completion: what shells are told, and that bash understands it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.cli.root import OTHER_NAMES, SHORT_VERBS, VERBS, leitong

pytestmark = pytest.mark.slow

LEITONG = Path(sys.executable).with_name("leitong")


def completed(words: str, shell: str = "zsh", **more: str) -> list[str]:
    """Complete the last word of a line."""
    parts = words.split(" ")
    told = {"COMP_WORDS": words, "COMP_CWORD": str(len(parts) - 1)}
    if shell == "fish":
        told["COMP_CWORD"] = parts[-1]
    env = {**os.environ, **told, "_LEITONG_COMPLETE": f"{shell}_complete", **more}
    done = subprocess.run(
        [sys.executable, "-m", "analysis"], env=env, capture_output=True, check=True
    )
    return done.stdout.decode().splitlines()


def test_verbs_are_completed_with_what_they_do() -> None:
    lines = completed("leitong ")
    assert set(lines[1::3]) == {*VERBS, *OTHER_NAMES}
    assert set(completed("leitong ", LEITONG_LANG="en")[1::3]) == {*VERBS, *SHORT_VERBS}
    assert "每篇最有特色的词" in lines
    assert "The words that mark each document" in completed("leitong ", LEITONG_LANG="en")


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("leitong dup --gr", "--grain"),
        ("leitong dup --grain s", "section"),
        ("leitong dup --select D1", "D102"),
        ("leitong explain D1", "D105"),
        ("leitong explain sim", "similarity"),
        ("leitong config ke", "keywords"),
        ("leitong parse --encoding g", "gb18030"),
        ("leitong reuse --format s", "sarif"),
        ("leitong completion f", "fish"),
    ],
)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_options_and_values_are_completed(words: str, wanted: str, shell: str) -> None:
    lines = completed(words, shell)
    assert any(wanted in line for line in lines), lines


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("leitong parse da", "file"),
        ("leitong check new --against ", "file"),
        ("leitong report -o ", "file"),
        ("leitong report --tables ", "dir"),
        ("leitong dup --baseline x", "file"),
    ],
)
def test_paths_are_left_to_the_shell(words: str, kind: str) -> None:
    assert completed(words, "bash")[0].startswith(f"{kind},")


def test_the_script_is_given_for_each_shell() -> None:
    for shell, sign in (("bash", "complete -o"), ("zsh", "compdef"), ("fish", "complete ")):
        result = CliRunner().invoke(leitong, ["completion", shell])
        assert result.exit_code == 0
        assert sign in result.stdout
        assert "_LEITONG_COMPLETE" in result.stdout
    assert CliRunner().invoke(leitong, ["completion", "tcsh"]).exit_code == 2


@pytest.mark.skipif(
    shutil.which("bash") is None or not LEITONG.exists(), reason="needs bash and an installation"
)
def test_bash_completes_with_the_script(tmp_path: Path) -> None:
    script = CliRunner().invoke(leitong, ["completion", "bash"]).stdout
    (tmp_path / "_leitong").write_text(script, "utf-8")
    program = """
    source _leitong
    COMP_WORDS=(leitong dup --grain s); COMP_CWORD=3
    _leitong_completion "$LEITONG"
    printf '%s\\n' "${COMPREPLY[@]}"
    """
    done = subprocess.run(
        ["bash", "-c", program], cwd=tmp_path, env={**os.environ, "LEITONG": str(LEITONG)},
        capture_output=True, check=True,
    )  # fmt: skip
    assert done.stdout.decode().split() == ["section", "sentence"]
