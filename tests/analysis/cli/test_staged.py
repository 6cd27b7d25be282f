"""``--work``, ``--memory`` and ``leitong shard``: the same output as without them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analysis.cli.root import leitong
from tests.analysis.stages.conftest import made_texts

pytestmark = pytest.mark.slow


def run(*args: str) -> Result:
    return CliRunner().invoke(leitong, list(args))


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("analysis.measures.similarity.resemblance.FITS", 1000)  # as a large corpus
    lines = [json.dumps({"text": text}, ensure_ascii=False) for text in made_texts(11, bases=9)]
    path = tmp_path / "文集.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_run_in_stages_writes_what_a_run_in_arrays_writes(table: Path) -> None:
    known = run("dup", table.name, "--format", "jsonl")
    staged = run("dup", table.name, "--format", "jsonl", "--work", "过程")
    again = run("dup", table.name, "--format", "jsonl", "--work", "过程", "--memory", "256M")
    assert known.exit_code == staged.exit_code == again.exit_code == 0
    assert known.stdout == staged.stdout == again.stdout
    assert known.stderr == staged.stderr
    assert len(known.stdout.splitlines()) > 20
    apart = run("dup", table.name, "--format", "csv", "--work", "过程").stdout
    assert apart == run("dup", table.name, "--format", "csv").stdout


def test_a_corpus_that_fits_the_bound_is_held_in_arrays(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = run("dup", table.name, "--keep-list")
    assert run("dup", table.name, "--keep-list", "--memory", "2G").stdout == known.stdout
    monkeypatch.setattr("analysis.cli.staged.EMPTY", 1 << 40)
    staged = run("dup", table.name, "--keep-list", "--memory", "2G")
    assert staged.stdout == known.stdout
    refused = run("dup", table.name, "--memory", "2G", "--explain", "--lang", "en")
    assert refused.exit_code == 2
    assert "--explain" in refused.stderr


def test_shards_run_one_by_one_and_the_verb_writes_what_came_of_them(table: Path) -> None:
    planned = run("dup", table.name, "--work", "过程", "--plan", "--lang", "en")
    assert planned.exit_code == 0
    assert planned.stdout == ""
    early = run("shard", "run", "pairs", "1/1", "--work", "过程", "--lang", "en")
    assert early.exit_code == 2
    assert "is not done" in early.stderr
    from analysis.stages.sequence import STAGES

    for stage in STAGES:
        for share in ("2/2", "1/2"):
            assert run("shard", "run", stage, share, "--work", "过程").exit_code == 0
    status = run("shard", "status", "--work", "过程", "--lang", "en")
    assert [line.split()[0] for line in status.stdout.splitlines()[1:]] == list(STAGES)
    known = run("dup", table.name, "--format", "jsonl")
    assert run("dup", table.name, "--format", "jsonl", "--work", "过程").stdout == known.stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("dup", "文集.jsonl", "--memory", "12"), "256M or more"),
        (("dup", "文集.jsonl", "--memory", "100M"), "256M or more"),
        (("dup", "文集.jsonl", "--plan"), "--work DIR"),
        (("dup", "文集.jsonl", "--work", "w", "--method", "all"), "--method all"),
        (("dup", "-", "--work", "w"), "standard input"),
        (("dup", "文集.jsonl", "--work", "w", "--aside", "quotations"), "--aside"),
        (("dup", "文集.jsonl", "--work", "w", "--format", "sarif"), "sarif"),
        (("shard", "run", "texts", "3/2", "--work", "w"), "i/n"),
        (("shard", "run", "--work", "w"), "no plan.json"),
        (("shard", "status", "--work", "w"), "no plan.json"),
    ],
)
def test_what_cannot_be_done_in_stages_is_refused_with_what_to_do(
    table: Path, args: tuple[str, ...], said: str
) -> None:
    assert table.exists()
    result = run(*args, "--lang", "en")
    assert result.exit_code == 2
    assert said in result.stderr


def test_files_that_cannot_be_read_are_named_in_stages_too(table: Path) -> None:
    Path("坏.docx").write_bytes(b"PK\x03\x04 no archive")
    known = run("dup", table.name, "坏.docx", "--keep-list")
    staged = run("dup", table.name, "坏.docx", "--keep-list", "--work", "过程")
    assert known.exit_code == staged.exit_code == 3
    assert (known.stdout, known.stderr) == (staged.stdout, staged.stderr)


def test_a_work_folder_among_the_input_is_refused_before_anything_is_written(table: Path) -> None:
    refused = run("dup", ".", "--work", "过程", "--plan", "--lang", "en")
    assert refused.exit_code == 2
    assert "outside" in refused.stderr
    assert not Path("过程").exists()
