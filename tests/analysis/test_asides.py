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


# --- what the user takes out: formulas that are accepted, passages by their id or place


def test_accepted_formulas_are_in_no_score_and_only_where_they_stand_whole(tmp_path: Path) -> None:
    listed = tmp_path / "套语.txt"
    listed.write_text(f"# 认可\n{BOTH}\n", "gb18030")
    found = set_aside(bids(), accepted=listed)
    assert [s[:2] for s in found.stretches] == [("甲", "accepted"), ("乙", "accepted")]
    (passage,) = find_reuse(found.corpus).passages
    assert found.corpus["甲"][passage.a_span] in TENDER
    assert set_aside(bids(), accepted=[BOTH + "再多一句。"]).stretches == ()
    with pytest.raises(SettingsError, match="too short"):
        set_aside(bids(), accepted=["认真！"])


def test_a_passage_is_taken_out_by_its_id_or_by_its_place() -> None:
    c = bids()
    start = len(ONE)
    ways = ["甲:s2", ("甲", start, start + len(TENDER)), f"甲@{start}-{start + len(TENDER)}"]
    for way in ways:
        (stretch,) = set_aside(c, passages=[way]).stretches
        assert (stretch.kind, c["甲"][stretch.span]) == ("excluded", TENDER)
    whole = set_aside(c, passages=["甲"]).corpus
    assert not whole["甲"].text.strip()
    for wrong in ("甲:s99", "丙", "甲@5-2", ("甲", 0, 10_000)):
        with pytest.raises(SettingsError, match="there is no passage"):
            set_aside(c, passages=[wrong])


def test_the_command_takes_formulas_and_passages_out_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in (("a.txt", ONE + TENDER + BOTH), ("b.txt", TWO + TENDER + BOTH)):
        Path(name).write_text(text, "utf-8")
    Path("套语.list").write_text(BOTH + "\n", "utf-8")
    out = ("--exclude", "a.txt:s2", "--exclude", "b*:none", "--format", "jsonl")
    result = run("reuse", "a.txt", "b.txt", "--accepted", "套语.list", *out)
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(r["type"], r["document"], r["kind"]) for r in records] == [
        ("aside", "a.txt", "excluded"), ("aside", "a.txt", "accepted"),
        ("aside", "b.txt", "accepted"),
    ]  # fmt: skip
    for record in records:
        jsonschema.Draft202012Validator(schema("aside")).validate(record)
    assert "另置 1 处" in result.stderr
    for verb, *more in (("boilerplate", "--many", "2"), ("check", "--against", "b.txt")):
        result = run(verb, "a.txt", *more, "--accepted", "套语.list", "--format", "jsonl")
        assert '"kind":"accepted"' in result.stdout, result.stderr
    kept = run("kwic", "返工", "a.txt", "--exclude", "a.txt:s3", "--format", "jsonl").stdout
    assert kept == ""  # every verb passes over what is excluded
    assert run("parse", "a.txt", "--exclude", "a.txt:s77").exit_code == 2
    assert run("dup", "a.txt", "--exclude", "b.txt").exit_code == 0


def test_what_was_set_aside_is_told_in_a_line() -> None:
    c = corpus.from_texts({f"{n}.txt": f"坚持党管意识形态原则。第{n}项工作。" for n in range(30)})
    apart = set_aside(c, accepted=["坚持党管意识形态原则"])
    assert repr(apart) == "Aside(30 stretches, 300 characters of 30 documents)"
