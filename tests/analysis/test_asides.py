"""What is known to be shared is set aside: shown, counted apart, compared with nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

import corpus
from analysis import check, find_reuse, set_aside
from analysis.cli.root import leitong
from corpus.errors import SettingsError
from corpus.records import schema

TENDER = "投标人应当按照招标文件的要求编制投标文件，并对招标文件提出的实质性要求和条件作出响应。"
ONE = "本公司成立于一九九八年，现有职工二百余人，主要从事印刷设备的维修和保养。"
TWO = "我方三年内完成同类项目十一个，质保期内免费更换易损部件，每季度回访一次。"
BOTH = "操作员自检、组长抽检、质检员全检，发现错页漏页当日返工，并在台账中登记原因。"


def bids() -> corpus.Corpus:
    return corpus.from_texts({"甲": ONE + TENDER + BOTH, "乙": TWO + TENDER + BOTH})


def background() -> corpus.Corpus:
    return corpus.from_texts({"招标文件": "第三章 投标须知。" + TENDER})


def run(*args: object) -> Result:
    return CliRunner().invoke(leitong, [str(arg) for arg in args])


def test_what_both_took_from_the_background_is_in_no_score() -> None:
    found = set_aside(bids(), background=background())
    assert [s[:2] for s in found.stretches] == [("甲", "background"), ("乙", "background")]
    assert TENDER[:-1] not in found.corpus["甲"].text
    assert len(found.corpus["甲"].text) == len(bids()["甲"].text)
    (passage,) = find_reuse(found.corpus).passages
    assert found.corpus["甲"][passage.a_span].endswith(BOTH[:-1])
    assert passage.characters <= len(BOTH)
    (before,) = check(bids()[:1], bids()[1:]).documents
    (after,) = check(found.corpus[:1], found.corpus[1:]).documents
    assert after.share < before.share


def test_places_and_untouched_text_stay() -> None:
    c = bids()
    found = set_aside(c, background=background())
    for document in found.corpus:
        assert document.source.text == c[document.id].source.text
        assert document.body == c[document.id].body
    for name, _, span in found.stretches:
        assert TENDER[:-1] in found.corpus[name][span] + "。"
    assert set(found.characters) == {"甲", "乙"}


def test_without_anything_to_set_aside_nothing_changes() -> None:
    c = bids()
    found = set_aside(c)
    assert found.stretches == ()
    assert [d.text for d in found.corpus] == [d.text for d in c]


@pytest.mark.parametrize(
    ("kind", "text", "aside"),
    [
        ("references", "一、引言\n正文。\n参考文献\n[1] 张三. 论文. 2020.\n", "[1] 张三"),
        ("references", "一、引言\n正文[1]。\n二、文献工作\n参考书目整理完毕。\n", None),
        ("declarations", "一、概况\n甲。\n二、廉洁承诺书\n我单位承诺。\n", "我单位承诺"),
        ("declarations", "一、概况\n本单位发表声明三次，签订承诺书。\n", None),
        ("contents", "目录\n一、概况……………1\n一、概况\n甲。\n", "一、概况……………1"),
        ("contents", "一、概况\n目录清单已公布……详见附件。\n", None),
        (
            "quotations",
            "他说：“我们必须把防汛责任落实到每一个人。”然后离开。",
            "我们必须把防汛责任",
        ),
        ("quotations", "落实“一岗双责”和“三会一课”制度。", None),
        (
            "legal-basis",
            "根据《中华人民共和国防洪法》等规定，结合本县实际，制定本办法。第一条",
            "防洪法",
        ),
        ("legal-basis", "根据会议安排开展检查。", None),
    ],
)
def test_each_kind_is_known_by_its_form_and_leaves_other_text_alone(
    kind: str, text: str, aside: str | None
) -> None:
    c = corpus.from_texts({"甲": text})
    found = set_aside(c, kinds=[kind])
    put_by = "".join(c["甲"].source.text[slice(*span)] for _, _, span in found.stretches)
    if aside is None:
        assert put_by == ""
    else:
        assert aside in put_by
        assert aside not in found.corpus["甲"].text


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(SettingsError, match="references"):
        set_aside(bids(), kinds=["notes"])


@pytest.mark.parametrize("verb", ["check", "reuse", "dup"])
def test_the_command_line_sets_aside_a_background_and_says_so(tmp_path: Path, verb: str) -> None:
    for document in (*bids(), *background()):
        (tmp_path / f"{document.id}.txt").write_text(document.text, encoding="utf-8")
    one, two, tender = (tmp_path / f"{name}.txt" for name in ("甲", "乙", "招标文件"))
    second = ["--against", two] if verb == "check" else [two]
    result = run(verb, one, *second, "--background", tender, "--format", "jsonl")
    assert result.exit_code == 0, result.stderr
    records = [json.loads(line) for line in result.stdout.splitlines()]
    aside = [record for record in records if record["type"] == "aside"]
    for record in aside:
        jsonschema.validate(record, schema("aside"))
    assert "甲.txt" in {record["document"] for record in aside}
    assert "另置" in result.stderr
    passages = [record for record in records if record["type"] == "passage"]
    assert all(record["characters"] <= len(BOTH) for record in passages)


def test_a_kind_that_is_none_is_a_usage_error() -> None:
    result = run("reuse", "a.txt", "--aside", "notes")
    assert result.exit_code == 2
    assert "references" in result.stderr


def test_the_report_shows_what_was_set_aside_and_counts_it_apart(tmp_path: Path) -> None:
    for name, text in (("甲", ONE + TENDER + BOTH), ("乙", TWO + TENDER + BOTH)):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    tender = tmp_path / "招标文件.md"
    tender.write_text("第三章 投标须知。" + TENDER, "utf-8")
    out = tmp_path / "out"
    files = [tmp_path / "甲.txt", tmp_path / "乙.txt"]
    for name, more in (("with", ["--background", tender]), ("without", [])):
        place = out / name
        result = run("report", *files, "-o", place / "r.html", "--tables", place, *more)
        assert result.exit_code == 0, result.output
    pages = {}
    for name in ("with", "without"):
        text = (out / name / "r.html").read_text("utf-8")
        found = re.search(r'<script[^>]*id="data"[^>]*>(.*?)</script>', text, re.S)
        assert found is not None
        pages[name] = json.loads(found[1])["documents"]
    for mine, plain in zip(pages["with"], pages["without"], strict=True):
        assert mine["text"] == plain["text"]  # shown as it stands
        assert mine["characters"] == plain["characters"]
        assert (mine["aside"], plain["aside"]) == (len(TENDER) - 1, 0)
        assert mine["share"] < plain["share"]
        (start,), (end,) = mine["asides"]["start"], mine["asides"]["end"]
        assert mine["text"][start:end] == TENDER[:-1]
    table = (out / "with" / "asides.csv").read_text("utf-8-sig")
    assert table.count("background") == 2
    assert not (out / "without" / "asides.csv").exists()
    assert "另置84字（2篇）" in (out / "with" / "r.html").read_text("utf-8")
