"""What was chosen in the report's page is read and applied."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import corpus
from analysis.cli.root import leitong
from analysis.selection import Selection, read_selection
from corpus.errors import SettingsError, SourceError

TEXT = "各村要坚持每月召开一次民主理财会议，逐笔审核村级开支。"


def made() -> corpus.Corpus:
    texts = {"甲": TEXT + "新修水渠三条。", "乙": TEXT + "改建小学一栋。", "丙": "种植油茶八十亩。"}
    return corpus.from_texts(texts).with_metadata({"文件": list(texts), "年份": [2022, 2022, 2023]})


def said(**without: Any) -> dict[str, Any]:
    none: dict[str, Any] = dict.fromkeys(
        ("documents", "pairs", "passages", "kinds", "formulas"), ()
    )
    return {
        "type": "selection", "schema": 1, "fingerprint": "0" * 64, "where": {},
        "without": {**none, **without}, "threshold": None,
    }  # fmt: skip


def write(path: Path, content: object) -> Path:
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return path


def test_documents_and_values_that_are_left_out_are_gone(tmp_path: Path) -> None:
    content = said(documents=["乙"]) | {"where": {"年份": ["2022"]}}
    chosen = read_selection(write(tmp_path / "s.json", content))
    assert [document.id for document in chosen.apply(made()).corpus] == ["甲"]


def test_passages_kinds_and_formulas_are_set_aside_and_nothing_else() -> None:
    chosen = Selection(passages=("甲@0-4", "丙@0-4"), documents=("丙",), formulas=("民主理财会议",))
    found = chosen.apply(made())
    assert [s[:2] for s in found.stretches] == [
        ("甲", "excluded"), ("甲", "accepted"), ("乙", "accepted"),
    ]  # fmt: skip
    assert found.corpus["乙"].text == made()["乙"].text.replace("民主理财会议", " " * 6)


def test_an_empty_selection_leaves_everything() -> None:
    found = Selection().apply(made())
    assert [d.text for d in found.corpus] == [d.text for d in made()]
    assert not found.stretches


def test_what_the_page_alone_counts_without_is_named() -> None:
    kinds = ("formulas", "quotations")
    chosen = Selection(pairs=(("甲", "乙"),), threshold=0.6, kinds=kinds)
    assert chosen.on_page == ["pairs", "threshold", "formulas"]
    assert Selection(documents=("甲",), kinds=("quotations",)).on_page == []


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        (Selection(documents=("丁",)), "丁"),
        (Selection(passages=("丁@0-3",)), "丁"),
        (Selection(documents=("甲", "乙", "丙")), "no document is left"),
        (Selection(where={"乡镇": ("东镇",)}), "乡镇"),
    ],
)
def test_what_is_not_there_is_said(chosen: Selection, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        chosen.apply(made())


@pytest.mark.parametrize(
    "content",
    [
        [], {"type": "pair"}, said() | {"without": {}}, said() | {"where": []},
        said(documents="甲"), said(documents=[1]), said(pairs=[["甲"]]),
        said() | {"threshold": "x"},
    ],
)  # fmt: skip
def test_another_file_is_refused_by_name(tmp_path: Path, content: object) -> None:
    with pytest.raises(SettingsError, match=r"s\.json is no selection"):
        read_selection(write(tmp_path / "s.json", content))


def test_a_file_of_a_later_version_or_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="schema 2"):
        read_selection(write(tmp_path / "s.json", said() | {"schema": 2}))
    with pytest.raises(SourceError):
        read_selection(tmp_path / "none.json")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="is no selection"):
        read_selection(tmp_path / "bytes.json")


def test_the_command_line_applies_it_and_says_what_it_did(tmp_path: Path) -> None:
    names = [tmp_path / f"{document.id}.txt" for document in made()]
    for name, document in zip(names, made(), strict=True):
        name.write_text(document.text, "utf-8")
    content = said(documents=["丙.txt"], formulas=["民主理财会议"], pairs=[["甲.txt", "乙.txt"]])
    place = write(tmp_path / "chosen.json", content)
    words = ["dup", *map(str, names), "--selection", str(place), "--lang", "en", "--format", "json"]
    result = CliRunner().invoke(leitong, words)
    assert result.exit_code == 0, result.output
    for part in ("1 documents left out, 2 remain", "1 formulas", "pairs", "another corpus"):
        assert part in result.stderr
    assert "丙.txt" not in result.stdout
    assert "甲.txt" in result.stdout
