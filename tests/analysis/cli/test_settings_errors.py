"""Settings that do not fit an input are refused in the language asked for."""

from __future__ import annotations

import re
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


def test_an_unknown_code_without_a_neighbour_is_sent_to_the_list() -> None:
    said = "error: no such code: qqqqqq. `leitong explain` lists all.\n"
    assert run("explain", "qqqqqq", "--lang", "en").stderr == said


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (["dup", "{path}", "--threshold", "0.05"], "阈值是 0.05", "threshold is 0.05"),
        (["kwic", "，", "{path}", "--level", "standard"], "什么也不剩", "nothing is left"),
        (["kwic", "", "{path}"], "要找的词是空的", "term is empty"),
        (["collate", "{path}", "#99"], "没有编号", "no document's id"),
        (["keywords", "{path}", "--weighting", "compare", "--against", "."], "不与", "does not go"),
    ],
)
def test_what_the_library_refuses_is_said_in_both_languages(
    sample_path: Path, arguments: list[str], zh: str, en: str
) -> None:
    line = [argument.format(path=sample_path) for argument in arguments]
    for lang, words in (("zh", zh), ("en", en)):
        result = run(*line, "--lang", lang)
        assert (result.exit_code, words in result.stderr) == (2, True), result.stderr


def test_a_settings_file_that_is_none_is_refused_in_both_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "leitong.toml").write_text("a = \n", "utf-8")
    assert "TOML" in run("config", "--lang", "en").stderr
    assert "不是" in run("config").stderr


def test_no_setting_of_the_library_is_refused_in_one_language_only() -> None:
    root = Path(__file__).parents[3]
    raised = re.compile(r"SettingsError\((?!str\(|note\.|f\"\{path\})")
    found = [
        f"{path.name}: {line.strip()}"
        for package in ("corpus", "analysis", "leitong")
        for path in sorted((root / package).rglob("*.py"))
        for line in path.read_text("utf-8").splitlines()
        if "cli" not in path.parts
        and raised.search(line)
        and "note=" not in line
        and not line.startswith("class")
    ]
    assert found == []


def test_a_wrong_value_is_blamed_on_where_it_was_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = " 的值不对：应为 0 到 1 之间的数，或 auto"
    assert f"错误：--threshold{said}" in run("dup", ".", "--threshold", "9").stderr
    monkeypatch.setenv("LEITONG_THRESHOLD", "9")
    assert f"错误：LEITONG_THRESHOLD{said}" in run("dup", ".").stderr
    monkeypatch.delenv("LEITONG_THRESHOLD")
    (tmp_path / "leitong.toml").write_text("[duplicates]\nthreshold = 9\n", "utf-8")
    assert f"错误：leitong.toml: threshold{said}" in run("dup", ".").stderr


@pytest.mark.parametrize(
    "option", ["--words", "--stopwords", "--synonyms", "--concepts", "--selection"]
)
def test_a_list_that_is_not_there_is_said_in_the_language_asked_for(
    option: str, tmp_path: Path
) -> None:
    text = tmp_path / "甲.txt"
    text.write_text("今年以来，我镇扎实做好防汛工作。", encoding="utf-8")
    missing = tmp_path / "缺.txt"
    for lang, words in (("zh", "没有这个文件"), ("en", "there is no such file")):
        result = run("keywords", text, option, missing, "--lang", lang)
        assert result.exit_code == 2
        assert words in result.stderr
        assert "No such file" not in result.stderr
