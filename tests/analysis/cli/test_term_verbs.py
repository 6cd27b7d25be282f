"""The verbs about words: what they write and what they show."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pandas as pd
import pytest
from click.testing import CliRunner, Result

from analysis.cli.root import leitong
from corpus.export.columns import cells
from corpus.records import schema

pytestmark = pytest.mark.slow


def run(*args: object) -> Result:
    return CliRunner().invoke(leitong, [str(arg) for arg in args])


def conforming(result: Result) -> list[dict[str, Any]]:
    """The records of a run, each held to its schema."""
    assert result.exit_code == 0, result.stderr
    found = [json.loads(line) for line in result.stdout_bytes.decode("utf-8").splitlines()]
    for record in found:
        rule: Any = schema(record["type"])
        jsonschema.Draft202012Validator(rule).validate(record)
        assert list(record) == list(rule["properties"])
    return found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    text = "一、学习情况\n全年组织集中学习十二次，撰写心得体会三十六篇，学习进度良好。\n"
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_places_conform_to_the_contract(sample_path: Path) -> None:
    found = conforming(run("kwic", "第一责任人", sample_path, "--format", "jsonl"))
    text = sample_path.read_text(encoding="utf-8")
    assert len(found) == 11
    assert all(text[slice(*record["span"])] == "第一责任人" for record in found)


def test_the_term_stands_in_one_column(sample_path: Path) -> None:
    result = run("kwic", "责任制", sample_path, "--sort", "left")
    lines = result.stdout.splitlines()[1:]
    assert len({cells(line[: line.rindex("  责任制  ")]) for line in lines}) == 1
    assert "处" in result.stderr


def test_copies_can_be_passed_over(folder: Path) -> None:
    every = conforming(run("kwic", "学习", ".", "--format", "jsonl"))
    once = conforming(run("kwic", "学习", ".", "--weighting", "family", "--format", "jsonl"))
    assert len(every) == 2 * len(once) == 6


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx", "json"])
def test_places_are_written_in_every_format(form: str, folder: Path) -> None:
    target = folder / "out" / f"places.{form}"
    assert run("kwic", "学习", ".", "-o", target, "-q").exit_code == 0
    if form == "csv":
        frame = pd.read_csv(target)
        assert frame["match"].tolist() == ["学习"] * 6
        assert {"span_start", "span_end", "left", "right"} <= set(frame)
    assert target.stat().st_size > 0


def test_a_term_found_nowhere_is_no_error(folder: Path) -> None:
    result = run("kwic", "没有", ".", "--lang", "en")
    assert result.exit_code == 0
    assert "0 places" in result.stderr


def test_a_term_of_which_nothing_is_left_is_a_usage_error(folder: Path) -> None:
    assert run("kwic", "，", ".", "--level", "standard").exit_code == 2


# --- keywords and profile


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--keyness"], {"keyness"}),
        (["--weighting", "distinct"], {"keyword"}),
        (["--weighting", "compare", "--top", "3"], {"weighting"}),
        (["--keyness", "--weighting", "compare", "--top", "3"], {"weighting"}),
        (["--new-words", "--collocations"], {"keyword", "new-word", "collocation"}),
    ],
)
def test_every_record_about_words_conforms(
    options: list[str], expected: set[str], sample_path: Path
) -> None:
    found = conforming(run("keywords", sample_path, *options, "--format", "jsonl"))
    assert {record["type"] for record in found} == expected


def test_a_reference_corpus_decides_what_is_key(folder: Path) -> None:
    (folder / "ref").mkdir()
    (folder / "ref" / "r.txt").write_text("水库除险加固工程验收。" * 30, encoding="utf-8")
    (folder / "n.txt").write_text("理论学习笔记。" * 30 + "水库工程。", encoding="utf-8")
    found = conforming(run("keywords", "n.txt", "--against", "ref", "--format", "jsonl"))
    assert {record["term"] for record in found} >= {"理论学习"}
    assert all(record["log_ratio"] > 0 for record in found)
    assert run("keywords", "n.txt", "--against", "ref", "--weighting", "compare").exit_code == 2


def test_new_words_are_cut_whole_once_they_are_found(sample_path: Path) -> None:
    found = conforming(run("keywords", sample_path, "--new-words", "--format", "jsonl"))
    new = {r["word"] for r in found if r["type"] == "new-word" and r["slip_of"] is None}
    assert "意识形态领域" in new
    assert new & {r["term"] for r in found if r["type"] == "keyword"}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "options",
    [["--keyness"], ["--weighting", "compare"], ["--new-words", "--collocations"]],
)
def test_people_get_tables_of_words(options: list[str], lang: str, sample_path: Path) -> None:
    result = run("keywords", sample_path, *options, "--lang", lang)
    assert result.exit_code == 0, result.stderr
    assert len(result.stdout.splitlines()) > 10
    if lang == "en":
        assert result.stdout.splitlines()[0].isascii()


@pytest.mark.parametrize("weighting", ["family", "distinct"])
def test_the_profile_counts_copies_once_unless_all_are_asked_for(
    weighting: str, sample_path: Path
) -> None:
    def total(*options: str) -> dict[str, float]:
        found = conforming(run("profile", sample_path, *options, "--format", "jsonl"))
        return {r["measure"]: r["value"] for r in found if r["document"] is None}

    assert total("--weighting", weighting)["tokens"] < total("--weighting", "all")["tokens"]
    assert total() == total("--weighting", "family")


def test_the_profile_in_three_weightings_is_one_table(sample_path: Path) -> None:
    found = conforming(run("profile", sample_path, "--weighting", "compare", "--format", "jsonl"))
    tokens = next(record for record in found if record["name"] == "tokens")
    assert tokens["all"] > tokens["family"] > tokens["distinct"]
    shown = run("profile", sample_path, "--weighting", "compare").stdout.splitlines()
    assert shown[0].split() == ["指标", "每篇计", "每家计", "仅自己的话", "变化"]


@pytest.mark.slow
def test_themes_can_be_weighed_three_ways(sample_path: Path) -> None:
    found = conforming(run("themes", sample_path, "--weighting", "distinct", "--format", "jsonl"))
    assert any(record["type"] == "theme" for record in found)
    compared = conforming(run("themes", sample_path, "--weighting", "compare", "--format", "jsonl"))
    assert {record["type"] for record in compared} == {"weighting"}
    assert any(record["family"] for record in compared)
    assert "变化" in run("themes", sample_path, "--weighting", "compare").stdout


def test_new_words_and_collocations_that_are_none_are_said_to_be_none(folder: Path) -> None:
    shown = run("keywords", ".", "--new-words", "--collocations").stdout
    assert shown.count("（没有）") == 2
    assert "搭配\n（没有）" in shown
    assert "（没有）" not in run("keywords", ".").stdout


def test_own_words_stop_words_and_synonyms_decide_what_is_counted(folder: Path) -> None:
    Path("词.txt").write_text("学习进度\n", "utf-8")
    Path("停.txt").write_text("@all\n心得体会\n", "utf-8")
    Path("近.txt").write_text("撰写 组织\n", "utf-8")
    own = ("--words", "词.txt", "--stopwords", "停.txt", "--synonyms", "近.txt")
    found = conforming(run("keywords", "a.txt", "--frequencies", *own, "--format", "jsonl"))
    counts = {r["term"]: r["count"] for r in found if r["type"] == "frequency"}
    assert counts["学习进度"] == 1
    assert counts["撰写"] == 2
    assert not {"心得体会", "组织", "的"} & set(counts)
    wrong = run("keywords", "a.txt", "--synonyms", "没有.txt")
    assert wrong.exit_code == 2
    assert "没有.txt" in wrong.stderr


def test_concepts_of_a_code_book_are_counted_with_their_places(folder: Path) -> None:
    Path("book.md").write_text("学习 = 集中学习 | 学习进度\n写作 = 心得*篇\n无 = 水库\n", "utf-8")
    line = ("keywords", "a.txt", "b.txt", "--concepts", "book.md")
    found = conforming(run(*line, "--by", "id", "--format", "jsonl"))
    text = Path("a.txt").read_text("utf-8")
    places = [r for r in found if r["type"] == "concept-place" and r["document"] == "a.txt"]
    assert [text[slice(*r["span"])] for r in places] == [
        "集中学习", "心得体会三十六篇", "学习进度",
    ]  # fmt: skip
    course = {(r["term"], r["group"]): r["count"] for r in found if r["type"] == "course"}
    assert course["学习", "a.txt"] == 1
    assert course["无", "a.txt"] == 0
    shown = run(*line, "--lang", "en").stdout
    assert "Concepts" in shown
    assert run(*line, "-o", "c.svg", "-o", "c.csv").exit_code == 0
    assert Path("c.concept-place.csv").exists()
    assert run(*line, "--keyness").exit_code == 2
    Path("book.md").write_text("学习\n", "utf-8")
    assert "book.md:1" in run(*line).stderr
