"""Each verb: what it writes, in each format, and what it says about it."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner, Result

from analysis.cli.root import VERBS, leitong
from corpus.errors import SourceError
from corpus.export.flat import empty_table
from corpus.export.people import for_people
from corpus.export.writers import restore
from corpus.model import Note, Source
from corpus.records import schema

DATA_VERBS = ("parse", "profile", "keywords", "duplicates", "reuse", "boilerplate", "themes")
# themes on the whole compilation take seconds
ON_SAMPLE = [*DATA_VERBS[:-1], pytest.param("themes", marks=pytest.mark.slow)]
MAIN = {"parse": "document", "profile": "measure", "keywords": "keyword", "duplicates": "pair",
        "reuse": "passage", "boilerplate": "sentence", "themes": "theme"}  # fmt: skip
HOSTILE = "=cmd|' /C calc'!A0\n一、学习情况\n=1+1是公式。\x1b[2J\n\n@SUM(A1)也是。\n-5也算。\n"


def run(*args: object) -> Result:
    return CliRunner().invoke(leitong, [str(arg) for arg in args])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("LEITONG_"):
            monkeypatch.delenv(name)
    text = "一、学习情况\n全年组织集中学习十二次，撰写心得体会三十六篇。\n"
    for name, words in (("a.txt", text), ("b.txt", text), ("c.txt", HOSTILE)):
        (tmp_path / name).write_text(words, encoding="utf-8", newline="")
    return tmp_path


# --- the contract


@pytest.mark.parametrize("verb", ON_SAMPLE)
def test_every_record_of_every_verb_conforms_to_the_contract(verb: str, sample_path: Path) -> None:
    result = run(verb, sample_path, "--format", "jsonl")
    assert result.exit_code == 0, result.stderr
    assert b"\r" not in result.stdout_bytes
    found = [json.loads(line) for line in result.stdout_bytes.decode("utf-8").splitlines()]
    assert MAIN[verb] in {record["type"] for record in found}
    for record in found:
        rule: Any = schema(record["type"])
        jsonschema.Draft202012Validator(rule).validate(record)
        assert list(record) == list(rule["properties"])


@pytest.mark.parametrize("verb", DATA_VERBS)
def test_json_holds_the_same_records_as_json_lines(verb: str, folder: Path) -> None:
    lines = run(verb, ".", "--format", "jsonl").stdout_bytes.splitlines()
    array = json.loads(run(verb, ".", "--format", "json").stdout_bytes)
    assert array == [json.loads(line) for line in lines]


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "parquet", "xlsx"])
@pytest.mark.parametrize("verb", DATA_VERBS)
def test_every_verb_writes_every_format(verb: str, form: str, folder: Path) -> None:
    target = folder / "out" / f"found.{form}"
    result = run(verb, "a.txt", "b.txt", "-o", target)
    assert result.exit_code == 0, result.stderr
    assert target.stat().st_size > 0
    assert str(target) in result.stderr
    if form == "csv":
        properties: Any = schema(MAIN[verb])["properties"]
        first = next(name for name in properties if name not in ("type", "schema"))
        assert target.read_bytes().startswith(b"\xef\xbb\xbf" + first.encode())
    if form == "xlsx":
        first_sheet = openpyxl.load_workbook(target).worksheets[0]
        assert first_sheet.title == for_people([empty_table(MAIN[verb])], "zh")[0].name
    if form == "parquet":
        assert list(pd.read_parquet(target).columns)


@pytest.mark.parametrize("verb", ON_SAMPLE)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_people_get_a_table_and_one_sentence(verb: str, lang: str, sample_path: Path) -> None:
    result = run(verb, sample_path, "--lang", lang)
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) > 2
    assert not result.stdout.lstrip().startswith(("{", "["))
    assert {"zh": "读入 1 个文件，16 篇", "en": "read 1 file(s): 16 documents"}[
        lang
    ] in result.stderr
    if lang == "en":
        header = result.stdout.splitlines()[0]
        assert header.isascii()


@pytest.mark.parametrize("verb", DATA_VERBS)
def test_quiet_means_no_word_on_standard_error(verb: str, folder: Path) -> None:
    assert run(verb, "a.txt", "b.txt", "-q").stderr == ""


# --- where output goes


def test_a_dash_is_standard_output(folder: Path) -> None:
    assert run("parse", "a.txt", "-o", "-", "--format", "jsonl").stdout.startswith("{")
    assert not (folder / "-").exists()


def test_format_overrules_the_ending(folder: Path) -> None:
    run("parse", "a.txt", "-o", "x.csv", "--format", "jsonl")
    assert json.loads((folder / "x.csv").read_text("utf-8").splitlines()[0])["type"] == "source"


def test_a_table_can_be_written_to_a_text_file(folder: Path) -> None:
    run("parse", "a.txt", "-o", "x.txt")
    assert (folder / "x.txt").read_text("utf-8").startswith("编号")


@pytest.mark.parametrize("how", ["file", "glob", "folder", "hard link", "symbolic link"])
def test_an_input_is_never_overwritten(how: str, folder: Path) -> None:
    before = (folder / "a.txt").read_bytes()
    output = "a.txt"
    if how == "hard link":
        output = "other.txt"
        os.link("a.txt", output)
    if how == "symbolic link":
        output = "elsewhere.json"
        Path(output).symlink_to("a.txt")
    paths = {"glob": "*.tx?", "folder": "."}.get(how, "a.txt")
    result = run("parse", paths, "-o", output, "--format", "json")
    assert result.exit_code == 2
    assert output in result.stderr
    assert (folder / "a.txt").read_bytes() == before


def test_csv_of_parse_comes_in_several_files(folder: Path) -> None:
    run("parse", ".", "-o", "out/x.csv")
    names = sorted(path.name for path in (folder / "out").iterdir())
    assert {
        "x.csv",
        "x.source.csv",
        "x.sections.csv",
        "x.paragraphs.csv",
        "x.sentences.csv",
    } <= set(names)
    sentences = pd.read_csv(folder / "out" / "x.sentences.csv")
    assert sentences["text"].tolist()[:2] == [
        "一、学习情况",
        "全年组织集中学习十二次，撰写心得体会三十六篇。",
    ]
    assert sentences["id"].tolist()[0] == "a.txt:s1"


def test_csv_on_standard_output_says_what_is_left_out(folder: Path) -> None:
    result = run("parse", ".", "--format", "csv")
    assert "sections" in result.stderr
    assert "-o" in result.stderr
    assert run("parse", ".", "--format", "csv", "--no-bom").stdout_bytes.startswith(b"id,source")


def test_no_cell_of_a_hostile_document_is_a_formula(folder: Path) -> None:
    result = run("parse", "c.txt", "-o", "x.csv")
    assert "公式" in result.stderr
    content = (folder / "x.sentences.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    assert not any(row["text"].lstrip()[:1] in tuple("=+-@\t\r") for row in rows)
    texts = [HOSTILE[int(row["span_start"]) : int(row["span_end"])] for row in rows]
    assert [restore(row["text"]) for row in rows] == texts


def test_a_hostile_document_cannot_steer_the_terminal(folder: Path) -> None:
    (folder / "d\x1b[31m.txt").write_text("一、学习\n\x1b]0;x\x07内容。\n", "utf-8")
    for args in (["parse", "."], ["boilerplate", "."], ["parse", "nothing\x1b[2J.txt"]):
        result = run(*args)
        assert "\x1b" not in result.stdout + result.stderr


def test_colour_only_when_asked_for_or_on_a_terminal(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b[1m" not in run("parse", "a.txt").stdout
    assert "\x1b[1m" in run("parse", "a.txt", "--color", "always").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[1m" not in run("parse", "a.txt").stdout


def test_ids_are_short_where_there_is_one_source(sample_path: Path, folder: Path) -> None:
    assert "\n#10b " in run("parse", sample_path).stdout
    assert "\na.txt " in run("parse", ".").stdout


def test_ids_of_long_named_sources_stay_distinct(sample_path: Path, folder: Path) -> None:
    text = sample_path.read_text("utf-8")
    for year in (2023, 2024):
        (folder / f"{year}年度某某镇意识形态工作总结汇编.txt").write_text(text, "utf-8")
    ids = [
        line.split()[0] for line in run("parse", "*汇编.txt").stdout.split("\n\n")[0].splitlines()
    ]
    assert len(set(ids)) == 33
    assert all(name.endswith("#7") == ("#7" in name) for name in ids)
    twins = [f"{'一' * 20}{n}{'二' * 20}.txt" for n in "甲乙"]
    for name in twins:
        (folder / name).write_text("一、学习\n每月一次。", "utf-8")
    assert all(name in run("parse", *twins).stdout for name in twins)


# --- inputs


def unreadable(paths: list[str], **named: object) -> Any:
    """A reader that finds one good file and one that cannot be read."""
    from corpus.collection import Corpus, Recipe
    from corpus.parse import parse

    note = Note.of("numbering-gap", (0, 0), expected="三", found="四")
    bad = parse(Source("坏.txt", "", encoding=None, notes=(note,)))
    good = parse(Source("好.txt", "一、学习\n每月一次。"))
    both = (bad,) if "only" in paths else (good, bad)
    return Corpus(tuple(d for c in both for d in c.documents), both, Recipe("0", (), ()))


def test_some_inputs_unreadable_is_3_and_each_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.reader.read", unreadable)
    result = run("parse", ".", "--format", "jsonl")
    assert result.exit_code == 3
    assert "坏.txt" in result.stderr
    assert "1 个读不了" in result.stderr
    assert json.loads(result.stdout.splitlines()[-1])["encoding"] is None
    assert "坏.txt" in run("parse", ".", "-q").stderr


def test_a_condition_that_holds_wins_over_unreadable_inputs(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.reader.read", unreadable)
    assert run("boilerplate", ".", "--fail-on", "sentence").exit_code == 1
    assert run("boilerplate", ".", "--fail-on", "boilerplate>0.5").exit_code == 3


def test_nothing_readable_is_2(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.reader.read", unreadable)
    result = run("parse", "only")
    assert result.exit_code == 2
    assert "读得了" in result.stderr


def test_an_error_of_the_reader_is_one_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*args: object, **named: object) -> None:
        raise SourceError("甲.zip", "too large", "unpack it", "R104")

    monkeypatch.setattr("corpus.reader.read", refusing)
    for lang in ("zh", "en"):
        result = run("parse", "甲.zip", "--lang", lang)
        assert result.exit_code == 2
        assert "甲.zip" in result.stderr
        assert "unpack it" in result.stderr
        assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_output_that_cannot_be_written_is_2_and_named(lang: str, folder: Path) -> None:
    result = run("parse", "a.txt", "-o", "b.txt/inner.jsonl", "--lang", lang)
    assert result.exit_code == 2
    assert "inner.jsonl" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_missing_extra_is_named(lang: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.export.workbook.find_spec", lambda name: None)
    result = run("parse", "a.txt", "-o", "x.xlsx", "--lang", lang)
    assert result.exit_code == 2
    assert "leitong[excel]" in result.stderr


def test_a_file_left_aside_on_purpose_is_not_unreadable(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "photo.xyz").write_bytes(b"\x00\x01")
    result = run("parse", ".")
    assert result.exit_code == 0, result.stderr
    assert "读入 3 个文件" in result.stderr


def test_how_files_are_read_reaches_the_reader(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, object] = {}

    def spying(paths: list[str], **named: object) -> Any:
        seen.update(named, paths=paths)
        return unreadable(paths)

    monkeypatch.setattr("corpus.reader.read", spying)
    run("profile", "a.csv", "--encoding", "gbk", "--text-column", "正文", "--id-column", "号",
        "--exclude", "草稿/*", "--exclude", "*.bak", "--tokenizer", "rjieba")  # fmt: skip
    seen.pop("progress")
    assert seen == {
        "paths": ["a.csv"], "encoding": "gbk", "text_column": "正文", "id_column": "号",
        "exclude": ("草稿/*", "*.bak"), "tokenizer": "rjieba", "follow_links": False,
        "split_rows": False,
    }  # fmt: skip


# --- the report


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_report_comes_with_tables_and_charts(lang: str, folder: Path) -> None:
    result = run("report", "a.txt", "b.txt", "-o", "out/r.html", "--tables", "out/tables",
                 "--charts", "out/charts", "--lang", lang)  # fmt: skip
    assert result.exit_code == 0, result.stderr
    assert (folder / "out" / "r.html").read_text("utf-8").lstrip().lower().startswith("<!doctype")
    tables = list((folder / "out" / "tables").glob("*.csv"))
    assert tables
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in tables)
    assert list((folder / "out" / "charts").glob("*.png"))
    assert all(place in result.stderr for place in ("r.html", "tables", "charts"))


@pytest.mark.slow
def test_the_report_never_overwrites_an_input(folder: Path) -> None:
    (folder / "a.html").write_text("<p>一、学习情况</p>", "utf-8")
    result = run("report", ".", "-o", "a.html")
    assert result.exit_code == 2
    assert (folder / "a.html").read_text("utf-8") == "<p>一、学习情况</p>"


# --- settings


def test_flag_over_environment_over_file_over_default(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def form() -> str:
        result = run("parse", "a.txt", *flags)
        return {"{": "jsonl", "[": "json", "编": "table"}[result.stdout.lstrip()[0]]

    flags: list[str] = []
    assert form() == "table"
    (folder / "leitong.toml").write_text('format = "json"', "utf-8")
    assert form() == "json"
    monkeypatch.setenv("LEITONG_FORMAT", "jsonl")
    assert form() == "jsonl"
    flags = ["--format", "table"]
    assert form() == "table"


def test_a_settings_file_reaches_a_verb_by_its_short_name_too(folder: Path) -> None:
    for name in ("duplicates", "dup"):
        (folder / "leitong.toml").write_text(f'[{name}]\nfail-on = "family"', "utf-8")
        assert run("duplicates", ".").exit_code == 1
    assert run("dup", ".").exit_code == 1
    assert run("duplicates", ".").exit_code == 1
    assert run("boilerplate", ".").exit_code == 0


def test_a_bad_value_in_a_settings_file_is_2(folder: Path) -> None:
    (folder / "leitong.toml").write_text('format = "cvs"', "utf-8")
    result = run("parse", "a.txt")
    assert result.exit_code == 2
    assert "leitong.toml: format" in result.stderr


def test_config_tells_value_and_origin(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "pyproject.toml").write_text('[tool.leitong.parse]\nexclude = ["草稿/*"]', "utf-8")
    monkeypatch.setenv("LEITONG_FORMAT", "csv")
    lines = {line.split()[1]: line for line in run("config", "parse").stdout.splitlines()}
    assert "草稿/*" in lines["--exclude"]
    assert "pyproject.toml" in lines["--exclude"]
    assert lines["--format"].split()[2:] == ["csv", "LEITONG_FORMAT"]
    assert lines["--color"].split()[2:] == ["auto", "默认"]


def test_config_without_a_verb_lists_all_verbs(folder: Path) -> None:
    result = run("config")
    assert {line.split()[0] for line in result.stdout.splitlines()[1:]} == set(VERBS)
    assert "leitong.toml" in result.stderr


# --- help beyond help pages


def test_explain_knows_every_code_and_measure_in_both_languages() -> None:
    assert "(不对称)" in run("explain", "containment_a").stdout.replace("（", "(").replace(
        "）", ")"
    )
    assert run("explain", "numbering-gap", "--lang", "en").stdout.startswith(
        "numbering-gap: expected"
    )
    listed = run("explain").stdout
    assert "numbering-gap" in listed
    assert "similarity" in listed


def test_doctor_names_versions_font_and_dictionary_but_no_path_of_this_machine() -> None:
    result = run("doctor")
    assert result.exit_code == 0
    for word in ("leitong", "Python", "numpy", "jieba-0.42", ".ttf", "leitong[pdf]"[:7]):
        assert word in result.stdout
    assert str(Path.home()) not in result.stdout


def test_doctor_fails_when_something_it_needs_is_broken(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("doctor").exit_code == 0
    doctor = "analysis.cli.verbs.program.doctor"
    monkeypatch.setattr(f"{doctor}._font", lambda: 1 / 0)
    monkeypatch.setattr(f"{doctor}.requires", lambda name: ["numpy>=99", "nope>=1"])
    result = run("doctor", "--lang", "en")
    assert result.exit_code == 2
    assert [line.split()[1] for line in result.stdout.splitlines() if line.startswith("!!")] == [
        "numpy", "nope", "font",
    ]  # fmt: skip
    assert "font of charts" in result.stderr


def test_doctor_names_settings_and_variables_but_neither_values_nor_folders(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "leitong.toml").write_text('lang = "en"', "utf-8")
    monkeypatch.setenv("LEITONG_EXCLUDE", "secret/*")
    text = run("doctor").stdout
    assert "leitong.toml" in text
    assert "LEITONG_EXCLUDE" in text
    assert "secret" not in text
    assert str(folder) not in text


def test_config_shows_the_language_that_holds(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def row(*more: str) -> list[str]:
        lines = run("config", "parse", *more).stdout.splitlines()
        return next(line.split() for line in lines if "--lang" in line)

    assert row() == ["parse", "--lang", "zh", "默认"]
    monkeypatch.setenv("LEITONG_LANG", "en")
    assert row() == ["parse", "--lang", "en", "LEITONG_LANG"]
    assert "check" in run("config", "nosuch").stderr


def test_a_doubt_says_where_it_occurs_first(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text("全镇开展安全生产检查。", "utf-8")
    steps = "工作措施\n（一）加强值守。\n（三）储备物资。\n"
    (tmp_path / "乙.txt").write_text(f"柳河镇防汛工作方案\n{steps}", "utf-8")
    shown = run("parse", tmp_path).stdout
    row = next(line.split() for line in shown.splitlines() if "numbering-gap" in line)
    assert row[:4] == ["P101", "numbering-gap", "1", "乙.txt"]
