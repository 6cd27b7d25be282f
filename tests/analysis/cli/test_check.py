"""``leitong check`` as typed: tables, records, conditions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from analysis.cli.root import leitong
from corpus.records import schema

OLD = "对重大事件、重要情况中的倾向性苗头性问题，有针对性地进行引导，及时报告处置情况。"
NEW = "水库除险加固工程已通过验收，惠及下游四个村。"


def run(*args: object) -> Result:
    return CliRunner().invoke(leitong, [str(arg) for arg in args])


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("new/a.txt", OLD + NEW), ("new/b.txt", NEW), ("old/a.txt", OLD)):
        path = Path(name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def test_people_get_shares_origins_pairs_and_passages(folders: Path) -> None:
    result = run("check", "new", "--against", "old")
    assert result.exit_code == 0, result.stderr
    assert all(name in result.stdout for name in ("已有比例", "来自哪里", "D103", "包含", "逐字"))
    assert "与 1 篇旧文档比：1 对雷同，1 处相同片段" in result.stderr


def test_records_are_checks_then_pairs_then_passages(folders: Path) -> None:
    lines = run("check", "new", "--against", "old", "--format", "jsonl", "-q").stdout.splitlines()
    found = [json.loads(line) for line in lines]
    assert [r["type"] for r in found] == ["check", "check", "pair", "passage"]
    assert found[0]["sources"][0]["document"] == "a.txt"
    assert found[1]["share"] == 0
    for record in found:
        rule: Any = schema(record["type"])
        jsonschema.Draft202012Validator(rule).validate(record)
        assert list(record) == list(rule["properties"])


def test_the_table_says_first_which_is_whose_copy_and_leaves_out_what_hardly_shares(
    folders: Path,
) -> None:
    (folders / "new" / "a.txt").write_text(NEW * 20 + OLD, "utf-8")  # a twelfth is old
    (folders / "new" / "c.txt").write_text(OLD + "\n", "utf-8")
    shares, origins = run("check", "new", "--against", "old", "-q").stdout.split("\n\n")[:2]
    assert [line.split()[0] for line in shares.splitlines()[2:]] == ["c.txt", "a.txt", "b.txt"]
    assert shares.splitlines()[2].split()[-3:] == ["a.txt", "1.000", "相同"]
    assert [line.split()[0] for line in origins.splitlines()[2:]] == ["c.txt"]


def test_rows_of_origins_say_whose_they_are(folders: Path) -> None:
    assert run("check", "new", "--against", "old", "-o", "x.csv", "-q").exit_code == 0
    lines = Path("x.sources.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == "document,check,characters,share"
    assert [line.split(",")[:2] for line in lines[1:]] == [["a.txt", "a.txt"]]


def test_a_document_to_hand_in_is_written_beside_the_table(folders: Path) -> None:
    done = run("check", "new", "--against", "old", "--hand-in", "单.html", "--date", "2026-12-31")
    assert done.exit_code == 0, done.stderr
    assert "已有比例" in done.stdout
    assert "2026-12-31" in Path("单.html").read_text("utf-8")
    refused = run("check", "new", "--against", "old", "--hand-in", "单.docx")
    assert refused.exit_code == 2
    assert "单.docx" in refused.stderr


ROUND = (
    "关于举办{n}教学竞赛的通知\n各学院：\n为提高教学水平，定于{day}在{room}举办{n}教学竞赛，请各学院"
    "于赛前一周报送参赛名单，逾期不予受理。比赛分初赛和决赛两个阶段，评委由校内外专家担任，成绩当场公布。"
    "\n联系人：{who}\n教务处\n"
)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", ("判定依据", "不同之处", "届次", "日期", "同模板")),
        ("en", ("what decided", "where they differ", "ordinal", "date", "same form")),
    ],
)
def test_explained_pairs_list_both_values_of_each_place_and_what_decided(
    lang: str, said: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rounds = (("第三届", "5月18日", "大礼堂", "张三"), ("第四届", "6月22日", "图书馆", "李四"))
    for side, values in zip(("旧", "新"), rounds, strict=True):
        text = ROUND.format(**dict(zip(("n", "day", "room", "who"), values, strict=True)))
        (tmp_path / f"{side}.txt").write_text(text, "utf-8")
    shown = run("check", "新.txt", "--against", "旧.txt", "--explain", "--lang", lang).stdout
    assert all(word in shown for word in (*said, "6月22日", "5月18日", "大礼堂", "图书馆")), shown
    lines = run("check", "新.txt", "--against", "旧.txt", "--explain", "--format", "jsonl", "-q")
    found = [json.loads(line) for line in lines.stdout.splitlines()]
    (reason,) = (record for record in found if record["type"] == "reason")
    jsonschema.Draft202012Validator(schema("reason")).validate(reason)
    assert (reason["a"], reason["b"], reason["verdict"]) == ("新.txt", "旧.txt", "same-form")
    pairs = {(slot["a_text"], slot["b_text"]) for slot in reason["slots"]}
    assert any("图书馆" in one and "大礼堂" in two for one, two in pairs), pairs
    assert sum(each["odds"] for each in reason["evidence"]) < 0


@pytest.mark.parametrize("form", ["json", "csv", "xlsx", "parquet", "html", "sarif", "txt"])
def test_a_check_is_written_in_every_format(form: str, folders: Path) -> None:
    result = run("check", "new", "--against", "old", "-o", f"out/x.{form}")
    assert result.exit_code == 0, result.stderr
    if form == "csv":
        assert {p.name for p in Path("out").iterdir()} == {
            "x.csv", "x.sources.csv", "x.pair.csv", "x.passage.csv",
        }  # fmt: skip


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        ("share>0.3", 1),
        ("share>0.9", 0),
        ("share_distinct>0.3", 1),
        ("verdict=contains", 1),
        ("verdict=duplicate", 0),
        ("similarity>0.8", 1),
        ("passage.similarity>1", 0),
        ("passage.characters>=30", 1),
        ("passage", 1),
        ("verdict=重复", 2),
        ("shre>0.3", 2),
    ],
)
def test_a_gate_fails_only_when_its_condition_holds(
    condition: str, status: int, folders: Path
) -> None:
    assert run("check", "new", "--against", "old", "-q", "--fail-on", condition).exit_code == status


def test_an_archive_must_be_named_and_must_exist(folders: Path) -> None:
    assert "--against" in run("check", "new").stderr
    assert run("check", "--against", "old").exit_code == 2
    result = run("check", "new", "--against", "nowhere")
    assert (result.exit_code, "nowhere" in result.stderr) == (2, True)


def test_sarif_points_into_both_folders_though_ids_are_equal(folders: Path) -> None:
    run("check", "new", "--against", "old", "-o", "out.sarif")
    results = json.loads(Path("out.sarif").read_text("utf-8"))["runs"][0]["results"]
    ends = [
        [place["physicalLocation"]["artifactLocation"]["uri"] for place in places]
        for result in results
        for places in (result["locations"], result["relatedLocations"])
    ]
    assert ends == [["new/a.txt"], ["old/a.txt"]] * 2


def test_a_baseline_accepts_documents_until_they_change(folders: Path) -> None:
    gate = ["check", "new", "--against", "old", "--fail-on", "share>0.3", "--baseline", "b.json"]
    assert run(*gate).exit_code == 2
    assert run(*gate, "--update-baseline").exit_code == 0
    assert run(*gate).exit_code == 0
    Path("new/a.txt").write_text(OLD + NEW + "又及。", "utf-8")
    assert run(*gate).exit_code == 1


def test_a_new_file_that_lies_in_the_archive_is_not_compared_with_itself(folders: Path) -> None:
    Path("old/c.txt").write_text(OLD + "又及。", "utf-8")
    result = run("check", "old/c.txt", "--against", "old", "--format", "jsonl")
    first = json.loads(result.stdout.splitlines()[0])
    assert [s["document"] for s in first["sources"]] == ["a.txt"]
    assert "1 篇就是新文档" in result.stderr


def test_the_archive_is_given_once(folders: Path) -> None:
    for words in (["check", "new"], ["check", "new", "--against", "old", "--index", "i"]):
        result = run(*words)
        assert result.exit_code == 2
        assert "--against 或 --index" in result.stderr


@pytest.mark.parametrize("form", ["table", "jsonl", "csv", "sarif", "html"])
def test_an_index_gives_the_same_in_every_format(form: str, folders: Path) -> None:
    assert run("index", "build", "i", "old").exit_code == 0
    one = run("check", "new", "--against", "old", "--format", form)
    two = run("check", "new", "--index", "i", "--format", form)
    assert (one.exit_code, two.exit_code) == (0, 0)
    if form == "sarif":  # an index does not know from which folder a file was read
        assert two.stdout == one.stdout.replace('"old/a.txt"', '"a.txt"')
    else:
        assert two.stdout == one.stdout
    assert two.stderr == one.stderr


def test_what_could_not_be_read_is_named_wherever_the_result_goes(folders: Path) -> None:
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    Path("new/坏.docx").write_bytes(b"no archive at all")
    line = ("check", "new", "--against", "old")
    result = run(*line, "-o", "x.xlsx", "-o", "x.html", "--hand-in", "h.html")
    assert result.exit_code == 3
    sheet = openpyxl.load_workbook("x.xlsx")["读不了的文件"]
    (head, row) = sheet.iter_rows(values_only=True)
    assert head == ("文件", "原因")
    assert row[0] == "坏.docx"
    for name in ("x.html", "h.html"):
        page = Path(name).read_text("utf-8")
        assert page.count("坏.docx") == 1
        assert "读不了" in page
    Path("new/坏.docx").unlink()
    assert run(*line, "-o", "y.xlsx", "-o", "y.html", "--hand-in", "i.html").exit_code == 0
    assert "读不了的文件" not in openpyxl.load_workbook("y.xlsx").sheetnames
    assert all("读不了" not in Path(name).read_text("utf-8") for name in ("y.html", "i.html"))


def test_a_workbook_has_the_likest_first_and_says_what_passages_say(folders: Path) -> None:
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    Path("new/0.txt").write_text(NEW, "utf-8")
    Path("form.txt").write_text(NEW, "utf-8")
    assert run("check", "new", "--against", "old", "-o", "x.xlsx").exit_code == 0
    book = openpyxl.load_workbook("x.xlsx")
    assert [row[0] for row in book["新文稿"].iter_rows(min_row=2, values_only=True)] == [
        "a.txt", "0.txt", "b.txt",
    ]  # fmt: skip
    head, row = book["相同片段"].iter_rows(values_only=True)
    assert head[-1] == "文字"
    assert row[-1] == OLD[:-1]
    line = ("check", "new", "--against", "old", "--background", "form.txt")
    assert run(*line, "-o", "y.xlsx", "--hand-in", "h.html").exit_code == 0
    kinds = openpyxl.load_workbook("y.xlsx")["不计的部分"].iter_rows(min_row=2, values_only=True)
    assert {row[1] for row in kinds} == {"大家都引用的文件"}
    assert "另置不计的字数" in Path("h.html").read_text("utf-8")


def test_names_of_files_are_whole_where_they_alone_tell_documents_apart(folders: Path) -> None:
    name = "36云台乡2025年城市市容和环境卫生管理工作总结.txt"
    Path("new", name).write_text(OLD, "utf-8")
    many = "".join(f"全镇各单位年度工作总结汇编篇{n}\n{OLD}第{n}项。\n" for n in (1, 2, 3))
    Path("old/全镇各单位年度工作总结汇编合集.txt").write_text(f"工作总结汇编3篇\n{many}", "utf-8")
    out = run("check", f"new/{name}", "--against", "old").stdout
    assert name in out
    assert "全镇各单位…汇编合集.txt#2" in out
