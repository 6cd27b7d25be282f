"""What was read or found is saved by the ending of the file's name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

import analysis
import corpus
from analysis.cli.root import leitong
from corpus.errors import SettingsError

SHARED = "全镇上半年开展理论学习12次，覆盖党员干部三百余人，整理学习笔记二百余篇。"
TEXTS = {
    "甲.txt": SHARED + "\n水库已验收。",
    "乙.txt": SHARED + "\n道路已硬化。",
    "丙.txt": "一、防汛工作\n河道清淤五公里，群众满意。\n二、秋收工作\n机收率提高。",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tmp_path_factory.mktemp("saved")
    (here / "in").mkdir()
    for name, text in TEXTS.items():
        (here / "in" / name).write_text(text, encoding="utf-8")
    return here


@pytest.fixture(scope="module")
def c(folder: Path) -> corpus.Corpus:
    return corpus.read(folder / "in")


def results(c: corpus.Corpus) -> dict[str, tuple[Any, list[str]]]:
    """Name → the finding, and the arguments with which the command line finds the same."""
    votes = analysis.find_duplicates(c)
    return {
        "parse": (c, ["parse"]),
        "duplicates": (votes, ["duplicates"]),
        "reuse": (analysis.find_reuse(c, votes=votes), ["reuse"]),
        "boilerplate": (analysis.find_boilerplate(c, votes=votes), ["boilerplate"]),
        "keywords": (analysis.find_keywords(c, votes=votes), ["keywords"]),
        "profile": (analysis.profile(c, votes=votes), ["profile"]),
        "kwic": (analysis.kwic(c, "学习"), ["kwic", "学习"]),
    }


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "xlsx", "parquet"])
def test_the_library_writes_the_bytes_of_the_command_line(
    form: str, folder: Path, c: corpus.Corpus
) -> None:
    for name, (found, arguments) in results(c).items():
        ours, theirs = folder / "ours" / form, folder / "theirs" / form
        assert found.save(ours / f"{name}.{form}") == ours / f"{name}.{form}"
        given = [*arguments, str(folder / "in"), "-q", "-o", str(theirs / f"{name}.{form}")]
        assert CliRunner().invoke(leitong, given).exit_code == 0
        written = {path.name: path.read_bytes() for path in ours.glob(f"{name}*")}
        assert written == {path.name: path.read_bytes() for path in theirs.glob(f"{name}*")}
        assert written


def test_a_workbook_speaks_the_language_and_names_its_columns(
    folder: Path, c: corpus.Corpus
) -> None:
    found = analysis.find_duplicates(c)
    for lang, names, head in (
        ("zh", ["成对", "家族", "栏目说明"], "相似度"),
        ("en", ["Pairs", "Families", "Columns"], "similarity"),
    ):
        book = openpyxl.load_workbook(found.save(folder / f"d-{lang}.xlsx", lang=lang))
        assert book.sheetnames == names
        heads = [cell.value for cell in book[names[0]][1]]
        at = heads.index(head) + 1
        assert "%" in book[names[0]].cell(2, at).number_format
        assert book[names[1]].max_row == 3, "a head and a row for each of two members"
        legend = {(row[0], row[1]): row[2] for row in book[names[2]].values}
        assert legend[names[0], head] == "similarity"


def test_a_page_shows_shares_in_per_cent(folder: Path, c: corpus.Corpus) -> None:
    found = analysis.find_duplicates(c)
    page = found.save(folder / "d.html").read_text("utf-8")
    share = found.pairs[0].similarity
    assert f"<td>{share:.1%}</td>" in page
    assert '<th scope="col">相似度</th>' in page


def test_what_has_a_table_only_is_saved_too(folder: Path, c: corpus.Corpus) -> None:
    found = analysis.find_duplicates(c).explain("甲.txt", "乙.txt")
    text = found.save(folder / "why.csv").read_text("utf-8-sig")
    assert text.splitlines()[0] == ",".join(found.table().columns)
    assert found.save(folder / "why.jsonl").read_bytes().count(b"\n") == len(found.table())


def test_an_ending_that_names_no_format_is_refused_with_those_that_do(
    folder: Path, c: corpus.Corpus
) -> None:
    found = analysis.find_keywords(c)
    with pytest.raises(SettingsError, match=r"\.xlsx"):
        found.save(folder / "x.yaml")
    with pytest.raises(SettingsError, match=r"\.graphml"):
        analysis.find_reuse(c).save(folder / "x")
    with pytest.raises(SettingsError, match="lang"):
        found.save(folder / "x.csv", lang="fr")
    assert not list(folder.glob("x*"))


def test_a_part_of_a_corpus_saves_its_own_documents_only(folder: Path, c: corpus.Corpus) -> None:
    kept = c.where(lambda d: d.id == "丙.txt")
    saved = kept.save(folder / "part.jsonl").read_text("utf-8")
    assert saved.count('"type":"document"') == 1
    assert "甲.txt" not in saved
