"""Every verb writes files that are known as our own when a folder that holds them is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.cli.root import VERBS, leitong
from corpus.reading.sources import read_sources

pytestmark = pytest.mark.slow

TOWNS = ("甲镇", "乙镇", "丙镇")
TEXT = """{town}上半年防汛工作总结
一、组织检查
{town}组织技术人员对全镇十二座小型水库开展汛前检查，重点查看坝体渗漏和闸门启闭情况，发现隐患{n}处。
二、落实责任
各水库管护单位对发现的隐患逐一登记，明确责任人和完成时限，五月底前全部整改到位，确保安全度汛。
三、加强宣传
{town}利用广播、标语和入户走访宣传防汛知识{n}次，群众的防范意识明显提高，干部的责任意识明显增强。
"""
BY = ("--metadata", "meta.csv", "--by", "乡镇")
RUNS = {
    "parse": [(), ("--statistics",)],
    "profile": [(), ("--weighting", "compare"), BY],
    "keywords": [
        (), ("--by", "section"), ("--keyness",), ("--frequencies",), ("--collocations",),
        ("--new-words",), ("--concepts", "concepts.txt"), ("--weighting", "compare"),
    ],
    "kwic": [("责任",), ("没有的词",), ("责任", *BY)],
    "duplicates": [(), ("--explain",), ("--advice",), ("--statistics",), ("--keep-list",), BY],
    "reuse": [(), ("--statistics",), BY],
    "check": [
        ("--against", "old", "--explain"), ("--against", "old", "--statistics"),
        ("--index", "archive"),
    ],
    "index": [("info", "archive"), ("verify", "archive")],
    "collate": [("--all",)],
    "boilerplate": [("--many", "2"), ("--templates",), BY],
    "themes": [("--unit", "section", "--n-themes", "2")],
    "eval": [("--gold", "gold.jsonl", "--rounds", "5"), ("--sample", "2")],
    "explain": [("D102",), ()], "doctor": [()], "config": [()], "completion": [("bash",)],
    "shard": [], "verify": [], "report": [],
}  # fmt: skip
"""Verb → options of each run. What shard and verify say is no table, and for the terminal; the
files of a report are asked in tests/analysis/views/test_report.py."""
TABLE_ONLY = frozenset(("--statistics", "--keep-list"))
PRINTED = frozenset(("explain", "doctor", "config", "completion"))


def run(*args: str) -> str:
    result = CliRunner().invoke(leitong, list(args))
    assert result.exit_code == 0, (args, result.stderr)
    return result.stdout


def written(verb: str, number: int, options: tuple[str, ...]) -> None:
    """Have a verb write in all formats, with a manifest beside."""
    if verb in PRINTED:
        Path("out", f"{number}.txt").write_text(run(verb, *options), encoding="utf-8")
        return
    endings = ["txt"] if TABLE_ONLY & set(options) else ["txt", "csv", "html", "json", "xlsx"]
    if "--sample" in options:
        endings = ["html"]
    targets = [part for end in endings for part in ("-o", f"out/{number}.{end}")]
    if "archive" not in options:
        targets += ["--manifest", f"out/{number}.manifest.json"]
    asked = 1 if verb == "kwic" else 0
    paths = () if verb == "index" else ("in",)
    run(verb, *options[:asked], *paths, *options[asked:], *targets, "-q")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for folder in ("in", "old", "out"):
        Path(folder).mkdir()
    for n, town in enumerate(TOWNS, 3):
        text = TEXT.format(town=town, n=n)
        Path("in", f"{town}.txt").write_text(text, encoding="utf-8")
        Path("old", f"旧{town}.txt").write_text(text[:150] + "\n", encoding="utf-8")
    rows = "".join(f"{town}.txt,{town},2023-0{n}-01\n" for n, town in enumerate(TOWNS, 1))
    Path("meta.csv").write_text(f"id,乡镇,日期\n{rows}", encoding="utf-8")
    Path("concepts.txt").write_text("责任 = 责任*\n宣传 = 宣传 | 广播\n", encoding="utf-8")
    pair = '{"type":"pair","a":"甲镇.txt","b":"乙镇.txt","verdict":"revision"}\n'
    Path("gold.jsonl").write_text(pair, encoding="utf-8")
    return tmp_path


def test_every_verb_is_walked() -> None:
    assert set(RUNS) == set(VERBS)


@pytest.mark.parametrize("verb", sorted(verb for verb in RUNS if RUNS[verb]))
def test_what_a_verb_writes_is_never_read_as_a_document(verb: str, place: Path) -> None:
    if verb in ("index", "check"):
        run("index", "build", "archive", "old", "-q")
    for number, options in enumerate(RUNS[verb]):
        written(verb, number, options)
    (place / "out" / "one.txt").write_text("全镇开展防汛工作。\n", encoding="utf-8")
    read = {
        source.id: source.notes[0].code if source.encoding is None else source.text
        for source in read_sources("out")
        if source.text or source.encoding is None
    }
    assert read.pop("one.txt") == "全镇开展防汛工作。\n"
    kinds = {"skipped-own", "skipped-type"}
    assert {name: code for name, code in read.items() if code not in kinds} == {}
    assert "skipped-own" in read.values()
