"""Names masked for handing on: no place moves, nothing that was found shows, the key leads back."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import corpus
from analysis import anonymise, find_duplicates, find_reuse
from analysis.cli.root import leitong
from corpus.errors import SettingsError, SourceError

TEXT = "王建国书记到桃花江镇调研，张三同志陪同。一、学习情况\n全镇学习十二次，形成桃花江经验。"


def made() -> corpus.Corpus:
    frame = {"编号": ["甲镇总结", "乙镇总结"], "正文": [TEXT, TEXT + "又到桃花江。"],
             "乡镇": ["桃花江", "马迹塘"], "年份": [2022, 2023],
             "日期": ["2022年3月", ""]}  # fmt: skip
    return corpus.from_dataframe(frame, id="编号")


def test_names_are_gone_from_ids_texts_and_variables_and_no_place_moves() -> None:
    c = made()
    found = anonymise(c)
    for old, new in zip(c, found.corpus, strict=True):
        assert new.body == old.body
        assert len(new.source.text) == len(old.source.text)
        assert [s.span for s in new.sections] == [s.span for s in old.sections]
        assert new.source.sha256 is None
        for name in ("王建国", "张三", "桃花江", "甲镇总结", "马迹塘"):
            assert name not in repr((new.id, new.text, new.metadata, [s.id for s in new.sections]))
    assert [d.id for d in found.corpus] == ["文档1", "文档2"]
    assert found.corpus[0].metadata["年份"] == 2022
    assert found.corpus[0].metadata["日期"] == "2022年3月"
    assert found.corpus.variable("乡镇") != c.variable("乡镇")
    assert "学习" in found.corpus[0].text


def test_what_is_equal_stays_equal_and_findings_are_the_same() -> None:
    c = made()
    masked = anonymise(c).corpus
    told = [(p.verdict, p.similarity) for p in find_duplicates(c).pairs]
    assert [(p.verdict, p.similarity) for p in find_duplicates(masked).pairs] == told
    spans = [(p.a_span, p.b_span) for p in find_reuse(c).passages]
    assert [(p.a_span, p.b_span) for p in find_reuse(masked).passages] == spans


def test_a_key_is_used_again_and_its_own_lines_mask_what_no_tokenizer_knows(tmp_path: Path) -> None:
    first = anonymise(made())
    path = first.write_key(tmp_path / "对照.csv")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write("person,,经验\r\n")
    again = anonymise(made(), key=path)
    assert again.corpus[0].id == first.corpus[0].id
    assert "经验" not in again.corpus[0].text
    kept = {m[::2]: m.masked for m in first.key}
    assert all(kept.get(m[::2], m.masked) == m.masked for m in again.key)
    path.write_text("a,b\n", "utf-8")
    with pytest.raises(SettingsError, match="no key"):
        anonymise(made(), key=path)
    with pytest.raises(SourceError):
        anonymise(made(), key=tmp_path / "none.csv")


def test_names_are_known_by_surname_and_by_what_stands_beside() -> None:
    text = "李四主任、赵志强和王芳老师到北京市。高峰期间高峰同志未到，江水上涨。"
    key = {m.original for m in anonymise(corpus.from_texts({"a": text})).key if m.kind != "file"}
    assert key >= {"李四", "赵志强", "王芳", "北京市"}
    assert "江水" not in key


def test_what_is_said_everywhere_is_no_name() -> None:
    text = "习近平新时代中国特色社会主义思想。全镇干部群众提高高素质、向心力，建设城市和农村社区。"
    assert anonymise(corpus.from_texts({"a": text})).corpus[0].text == text


@given(st.text("王建国张三桃花江镇书记到，", max_size=30))
def test_masks_keep_length_and_lead_back(text: str) -> None:
    c = corpus.Corpus.of([corpus.Document.plain("甲", text)])
    found = anonymise(c, key=[("person", "", "王建"), ("place", "", "桃花江")])
    assert len(found.corpus[0].text) == len(text)
    assert "桃花江" not in found.corpus[0].text
    masks = [m.masked for m in found.key]
    assert len(masks) == len(set(masks))


def test_the_command_hands_out_records_and_a_page_without_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("甲镇.txt", "乙镇.txt"):
        Path(name).write_text(TEXT, "utf-8")

    def run(*words: str) -> str:
        result = CliRunner().invoke(leitong, [*words, "--anonymise", "../key.csv"])
        assert result.exit_code == 0, result.stderr
        return result.stdout

    records = run("dup", ".", "--format", "jsonl")
    found = [json.loads(line) for line in records.splitlines()]
    assert {r["a"] for r in found if r["type"] == "pair"} == {"文档1"}
    out = run("kwic", "学习", "甲镇.txt", "--format", "jsonl")
    out += run("check", "甲镇.txt", "--against", ".", "--format", "jsonl")
    out += run("parse", ".", "--exclude", "甲镇.txt:s1", "--format", "jsonl")
    for name in ("甲镇", "王建国", "桃花江", "张三"):
        assert name not in records + out
    pairs = [json.loads(line) for line in run("check", "甲镇.txt", "--against", ".", "--format",
                                             "jsonl").splitlines()]  # fmt: skip
    assert {p["b"] for p in pairs if p["type"] == "pair"} == {"文档1"}  # not the file itself
    refused = CliRunner().invoke(
        leitong, ["dup", ".", "--anonymise", "k.csv", "--manifest", "m.json"]
    )
    assert refused.exit_code == 2
