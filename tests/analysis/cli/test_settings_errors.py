"""Settings that do not fit an input are refused in the language asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analysis.cli.root import leitong


def run(*args: object) -> Result:
    return CliRunner().invoke(leitong, [str(arg) for arg in args])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "表.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("arguments", "lang", "message"),
    [
        ([], "zh", "错误：表.csv：表中没有正文列；现有的列：a, b。请用 --text-column 指定\n"),
        (
            [],
            "en",
            "error: 表.csv: the table has no text column; its columns are: a, b; "
            "choose one with --text-column\n",
        ),
        (
            ["--text-column", "正文"],
            "zh",
            "错误：表.csv：表中没有正文列 正文；现有的列：a, b。请用 --text-column 指定\n",
        ),
        (
            ["--encoding", "klingon"],
            "zh",
            "错误：没有名为'klingon'的文字编码；常用的有utf-8、gb18030、big5、utf-16\n",
        ),
        (
            ["--encoding", "klingon"],
            "en",
            "error: no text encoding is called 'klingon'; usual ones are utf-8, gb18030, big5, "
            "utf-16\n",
        ),
    ],
)
def test_a_refused_setting_is_said_in_the_language_asked_for(
    table: Path, arguments: list[str], lang: str, message: str
) -> None:
    result = run("parse", table, *arguments, "--lang", lang)
    assert (result.exit_code, result.stderr) == (2, message)


def test_an_unknown_code_without_a_neighbour_ends_without_a_blank() -> None:
    assert run("explain", "qqqqqq", "--lang", "en").stderr == "error: no such code: qqqqqq.\n"
