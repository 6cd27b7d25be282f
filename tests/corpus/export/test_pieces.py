"""Documents as files of their own: all of the text, names that every system takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import corpus
from analysis.cli.root import leitong
from corpus.export.pieces import LONGEST_NAME, pieces


def test_each_piece_of_a_compilation_is_a_file_with_its_own_text(
    sample: corpus.Corpus, tmp_path: Path
) -> None:
    written = sample.save_pieces(tmp_path / "拆开")
    assert len(written) == len(sample)
    assert written[0].name == "01 乡镇意识形态上半年工作总结篇1.txt"
    for path, document in zip(written, sample, strict=True):
        assert path.read_bytes().decode() == document.text.rstrip("\r\n") + "\n"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("a/b:c?.txt", "1 a b c.txt"),
        ("CON.", "1 CON.txt"),
        ("长" * 300, f"1 {'长' * LONGEST_NAME}.txt"),
        ("..", "1 _.txt"),
    ],
)
def test_a_name_is_one_that_every_file_system_takes(name: str, wanted: str) -> None:
    assert list(pieces(corpus.from_texts({name: "水库已验收，全镇无险情。"}).items)) == [wanted]


def test_the_command_writes_them_beside_its_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("稿.txt").write_text("水库已验收，全镇无险情。", "utf-8")
    done = CliRunner().invoke(leitong, ["parse", "稿.txt", "--pieces", "拆开"])
    assert done.exit_code == 0, done.stderr
    assert "1 个文件" in done.stderr
    assert [path.name for path in Path("拆开").iterdir()] == ["1 稿.txt"]
