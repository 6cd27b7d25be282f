"""Outputs: formats, several at once, chosen by rule, counted, accepted; lists of inputs."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

import corpus
from analysis import find_collocations, find_duplicates, find_reuse
from analysis.cli.root import VERBS, leitong
from corpus import Corpus

ROOT = Path(__file__).parents[3]
TEXT = "一、学习情况\n全年组织集中学习十二次，撰写心得体会三十六篇，参加人员三百余人次。\n"
HOSTILE = "<script>window.pwn=1</script>一、学习\n=1+1是公式。</textarea>\x1b[2J\n"
TABLES = ("parse", "profile", "keywords", "duplicates", "reuse", "boilerplate", "collate")
CODED = ("parse", "duplicates", "reuse", "boilerplate")


def run(*args: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(leitong, [str(arg) for arg in args], input=stdin)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("a.txt", TEXT), ("b.txt", TEXT), ("c.txt", HOSTILE)):
        Path(name).write_text(text, encoding="utf-8", newline="")
    return tmp_path


# --- formats


@pytest.mark.parametrize("verb", ["duplicates", "parse"])
def test_of_several_outputs_all_are_written_or_none(verb: str, folder: Path) -> None:
    (folder / "old.jsonl").write_bytes(b"old")
    (folder / "blocked").write_bytes(b"no folder")
    result = run(verb, "a.txt", "b.txt", "-o", "old.jsonl", "-o", "new.csv", "-o", "blocked/x.csv")
    assert result.exit_code == 2
    assert (folder / "old.jsonl").read_bytes() == b"old"
    assert {p.name for p in folder.iterdir()} == {
        "a.txt", "b.txt", "c.txt", "old.jsonl", "blocked"
    }  # fmt: skip


def test_a_baseline_is_not_written_anew_where_the_findings_are_not(folder: Path) -> None:
    (folder / "blocked").write_bytes(b"no folder")
    base = ("--baseline", "base.json", "--update-baseline")
    assert run("duplicates", "a.txt", "b.txt", *base, "-o", "blocked/x.csv").exit_code == 2
    assert not (folder / "base.json").exists()
    assert run("duplicates", "a.txt", "b.txt", *base, "-o", "x.csv").exit_code == 0
    assert json.loads((folder / "base.json").read_bytes())["findings"]


@pytest.mark.parametrize("verb", TABLES)
def test_a_page_is_self_contained_and_hostile_text_stays_text(verb: str, folder: Path) -> None:
    Path("d.txt").write_text(HOSTILE, "utf-8", newline="")
    result = run(verb, "a.txt", "b.txt", "c.txt", "d.txt", "-o", "x.html")
    assert result.exit_code == 0, result.stderr
    page = Path("x.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert "\x1b" not in page
    assert "http:" not in page
    assert page.count("<table") == page.count("</table>") > 0


@pytest.mark.parametrize("verb", CODED)
def test_findings_with_codes_can_be_sarif(verb: str, folder: Path) -> None:
    result = run(verb, ".", "--format", "sarif")
    assert result.exit_code == 0, result.stderr
    rule = json.loads((ROOT / "tests/schemas/sarif-2.1.0-rtm.5.json").read_text("utf-8"))
    jsonschema.Draft4Validator(rule).validate(json.loads(result.stdout_bytes))


def test_verbs_without_codes_have_no_sarif(folder: Path) -> None:
    assert run("profile", ".", "-o", "x.sarif").exit_code == 2
    assert run("profile", ".", "--format", "sarif").exit_code == 2


def test_several_outputs_come_of_one_run(folder: Path) -> None:
    result = run("dup", "a.txt", "b.txt", "-o", "x.csv", "-o", "y.sarif", "-o", "z.html", "-o", "-")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("家族")
    assert all(Path(name).exists() for name in ("x.csv", "x.family.csv", "y.sarif", "z.html"))


def test_outputs_of_the_last_run_in_the_same_folder_are_written_again(folder: Path) -> None:
    assert [run("dup", ".", "-o", "x.sarif").exit_code for _ in range(2)] == [0, 0]


# --- chosen, counted


def test_select_and_ignore_choose_findings(folder: Path) -> None:
    lines = run("dup", ".", "--format", "jsonl", "--select", "D101").stdout.splitlines()
    assert [json.loads(line)["type"] for line in lines] == ["pair", "family"]
    assert run("dup", ".", "--format", "jsonl", "--ignore", "d1").stdout == ""
    assert run("dup", ".", "--ignore", "D101", "--fail-on", "pair").exit_code == 0
    result = run("dup", ".", "--select", "D999")
    assert (result.exit_code, "D999" in result.stderr) == (2, True)


def test_codes_may_be_a_list_with_commas_and_in_the_settings(folder: Path) -> None:
    assert run("dup", ".", "--select", "D2,D102").stdout.count("没有") == 1
    Path("leitong.toml").write_text('ignore = ["D1"]', "utf-8")
    assert "没有" in run("dup", ".").stdout


def test_notes_are_chosen_one_by_one(sample_path: Path) -> None:
    out = run("parse", sample_path, "--select", "P102", "-q").stdout
    assert "P102" in out
    assert "P105" not in out


def test_statistics_count_by_code(sample_path: Path) -> None:
    lines = run("dup", sample_path, "--statistics", "-q").stdout.splitlines()
    assert [line.split() for line in lines[1:]] == [
        ["D101", "文字相同", "1"], ["D102", "重复", "3"], ["家族", "2"],
    ]  # fmt: skip
    assert run("dup", sample_path, "--statistics", "--format", "json").exit_code == 2


def test_the_table_carries_the_codes(sample_path: Path) -> None:
    assert run("dup", sample_path, "-q").stdout.count("D102") == 3
    assert "P102" in run("parse", sample_path, "-q").stdout


@pytest.mark.parametrize(
    "wrong",
    [
        ["dup", "--select", "ZZZ"],
        ["dup", "-o", "表.doc"],
        ["dup", "--update-baseline"],
        ["dup", "--baseline", "没有.json"],
        ["dup", "--statistics", "--format", "json"],
        ["report", "-o", "报告.csv"],
        ["report", "-o", "-"],
    ],
)
def test_a_wrong_option_is_refused_before_any_file_is_read(wrong: list[str], folder: Path) -> None:
    (folder / "坏.docx").write_bytes(b"PK")
    before = sorted(folder.iterdir())
    result = run(*wrong, ".")
    assert result.exit_code == 2
    assert "错误：" in result.stderr
    assert "坏.docx" not in result.stderr
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "夹：写不了（这是个文件夹，请给文件名）"),
        ("en", "夹: cannot be written (it is a folder;"),
    ],
)
def test_what_is_in_the_way_of_an_output_is_said_in_both_languages(
    lang: str, said: str, folder: Path
) -> None:
    (folder / "夹").mkdir()
    result = run("dup", ".", "-o", "夹", "--format", "json", "--lang", lang)
    assert result.exit_code == 2
    assert said in result.stderr


def test_nothing_found_is_said(folder: Path) -> None:
    assert run("dup", "a.txt", "c.txt", "-q").stdout == "家族\n（没有）\n\n成对\n（没有）\n"
    assert "(none)" in run("dup", "a.txt", "c.txt", "-q", "--lang", "en").stdout


# --- accepted


def gate(*more: object) -> Result:
    return run("dup", ".", "--fail-on", "family", "--baseline", "accepted.json", *more)


def test_a_baseline_accepts_today_and_fails_on_what_is_new(folder: Path) -> None:
    assert gate("--update-baseline").exit_code == 0
    result = gate()
    assert result.exit_code == 0
    assert "accepted.json" in result.stderr
    assert "D101" not in result.stdout
    other = TEXT.replace("学习", "检查")
    for name in ("e.txt", "f.txt"):
        Path(name).write_text(other + "检查组由镇纪委牵头，分赴八个村逐户走访核实。", "utf-8")
    result = gate()
    assert result.exit_code == 1
    assert "e.txt" in result.stdout


def test_a_baseline_outlives_moving_renaming_and_other_documents(folder: Path) -> None:
    gate("--update-baseline")
    before = Path("accepted.json").read_bytes()
    Path("deep").mkdir()
    Path("a.txt").rename("deep/renamed.txt")
    Path("0.txt").write_text("水库除险加固工程已通过验收，惠及下游四个村的灌溉和饮水。", "utf-8")
    Path("b.txt").write_text(TEXT.replace("，", ", "), "utf-8")
    assert gate().exit_code == 0
    gate("--update-baseline")
    keys = [
        set(json.loads(text)["findings"]) for text in (before, Path("accepted.json").read_bytes())
    ]
    assert keys[0] == keys[1]


def test_a_third_copy_of_what_was_accepted_is_new(folder: Path) -> None:
    gate("--update-baseline")
    Path("again.txt").write_text(TEXT, "utf-8")
    assert gate().exit_code == 1


def test_passages_sentences_and_templates_can_be_accepted(folder: Path) -> None:
    for verb, condition in (("reuse", "passage"), ("boilerplate", "sentence.families>1")):
        line = [verb, ".", "--baseline", "x.json", "--many", "2"]
        run(*line, "--update-baseline")
        assert run(*line, "--fail-on", condition).exit_code == 0


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"schema": 2, "findings": {}}', '{"schema": 1}']
)
def test_what_is_no_baseline_is_refused(content: str, folder: Path) -> None:
    Path("accepted.json").write_text(content, "utf-8")
    result = gate()
    assert (result.exit_code, "accepted.json" in result.stderr) == (2, True)
    assert run("dup", ".", "--update-baseline").exit_code == 2


# --- lists of inputs


@pytest.mark.parametrize(
    "bytes_", ["a.txt\nb.txt\n", "\ufeffa.txt\r\n\r\nb.txt", "a.txt\nb.txt\na.txt"]
)
def test_paths_come_from_a_list(bytes_: str, folder: Path) -> None:
    Path("list").write_bytes(bytes_.encode())
    assert "读入 2 个文件" in run("parse", "--files-from", "list").stderr
    assert "读入 2 个文件" in run("parse", "--files-from", "-", stdin=bytes_.encode()).stderr
    assert "读入 3 个文件" in run("parse", "c.txt", "--files-from", "list").stderr


def test_names_ended_by_nul_may_hold_line_ends(folder: Path) -> None:
    Path("奇\n怪.txt").write_text(TEXT, "utf-8")
    result = run("parse", "--files-from", "-", "-0", stdin="奇\n怪.txt\0a.txt\0".encode())
    assert "读入 2 个文件" in result.stderr


def test_a_list_that_is_missing_or_empty_is_said(folder: Path) -> None:
    assert "nolist" in run("parse", "--files-from", "nolist").stderr
    assert "PATH" in run("parse", "--files-from", "-", stdin=b"\n").stderr


# --- hooks


def test_the_hooks_are_command_lines_that_exist() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    for hook in hooks:
        words = shlex.split(hook["entry"])
        assert words[0] == "leitong"
        name, command, rest = leitong.resolve_command(_context(), words[1:])
        assert name in VERBS
        assert command is not None
        command.make_context(name, [*rest, *hook["args"]], parent=_context())


def _context() -> object:
    import click

    return click.Context(leitong)


# --- our own results


def test_results_left_in_the_folder_are_no_documents_of_the_next_run(folder: Path) -> None:
    for verb, ending in (("boilerplate", "csv"), ("dup", "jsonl"), ("reuse", "json"),
                         ("dup", "html"),
                         ("parse", "csv")):  # fmt: skip
        assert run(verb, "a.txt", "b.txt", "-o", f"{verb}.{ending}").exit_code == 0
    run("boilerplate", "a.txt", "b.txt", "--templates", "-o", "templates.csv")
    result = run("parse", ".")
    assert "读入 3 个文件，3 篇" in result.stderr
    assert "略过" in result.stderr
    assert "读入 1 个文件" in run("parse", "dup.html").stderr  # what is named is read


# --- networks and annotated texts


@pytest.mark.parametrize(
    ("words", "save"),
    [
        (("duplicates",), lambda c, path: find_duplicates(c).save(path)),
        (("reuse",), lambda c, path: find_reuse(c, votes=find_duplicates(c)).save(path)),
        (
            ("keywords", "--collocations"),
            lambda c, path: find_collocations(c, votes=find_duplicates(c)).save(path),
        ),
    ],
)
@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_a_network_is_the_one_that_the_library_saves(
    words: tuple[str, ...], save: Callable[[Corpus, Path], object], ending: str, folder: Path
) -> None:
    assert run(*words, "a.txt", "b.txt", "-q", "-o", f"x.{ending}", "-o", "x.csv").exit_code == 0
    save(corpus.read(["a.txt", "b.txt"]), folder / f"y.{ending}")
    assert (folder / f"x.{ending}").read_bytes() == (folder / f"y.{ending}").read_bytes()
    shown = run(*words, "a.txt", "b.txt", "-q", "--format", ending)
    assert shown.stdout_bytes == (folder / f"x.{ending}").read_bytes()


@pytest.mark.parametrize("ending", ["tei", "conllu"])
def test_texts_are_written_with_what_was_found_in_them(ending: str, folder: Path) -> None:
    assert run("parse", "a.txt", "c.txt", "-q", "-o", f"x.{ending}").exit_code == 0
    corpus.read(["a.txt", "c.txt"]).save(folder / f"y.{ending}")
    assert (folder / f"x.{ending}").read_bytes() == (folder / f"y.{ending}").read_bytes()
    assert run("duplicates", "a.txt", "b.txt", "-o", f"x.{ending}").exit_code == 2


def test_words_without_collocations_are_no_network_but_have_a_picture(folder: Path) -> None:
    result = run("keywords", "a.txt", "c.txt", "-o", "x.graphml", "--lang", "en")
    assert result.exit_code == 2
    assert "there is no network to write" in result.stderr
    for more in ((), ("--collocations",)):
        assert run("keywords", "a.txt", "c.txt", *more, "-q", "-o", "x.svg").exit_code == 0
        assert (folder / "x.svg").read_bytes().startswith(b"<?xml")
    result = run("keywords", "a.txt", "c.txt", "--weighting", "compare", "-o", "y.svg")
    assert (result.exit_code, (folder / "y.svg").exists()) == (2, False)
