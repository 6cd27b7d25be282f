"""On a cluster or in this process: the same records, also when a worker is lost on the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import corpus
from analysis.cli.root import leitong
from analysis.findings.duplicates.finding import find_duplicates
from analysis.stages.cluster.finding import STAGES
from tests.analysis.stages.conftest import made_texts

ROOT = Path(__file__).parents[4]
STANDALONE = Path(__file__).with_name("standalone.py")
ALONE = ["unshare", "-rn", "bash", "-c", 'ip link set lo up && exec "$0" "$@"']
"""A network namespace of its own, in which there is the loopback only."""


def alone() -> list[str]:
    """Return how to run without any network, or nothing where namespaces are refused."""
    try:
        refused = subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode
    except FileNotFoundError:
        refused = 1
    return [] if refused else ALONE


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cluster") / "文集.jsonl"
    lines = [json.dumps({"text": text}, ensure_ascii=False) for text in made_texts(1)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.slow
@pytest.mark.usefixtures("spark_is_there")
def test_a_cluster_finds_the_same_records_also_after_the_loss_of_a_worker(written: Path) -> None:
    folder = written.parent
    ran = subprocess.run(
        [*alone(), sys.executable, str(STANDALONE), str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": ""},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-4000:]
    facts = json.loads((folder / "facts.json").read_text())
    assert facts == {"both worked": True, "in mid-stage": True, "lost": True}
    here = CliRunner().invoke(
        leitong,
        ["dup", str(written), "--method", "bands", "--format", "jsonl", "--work",
         str(folder / "here")],
    )  # fmt: skip
    whole, struck = (
        (folder / f"{n}.jsonl").read_text(encoding="utf-8") for n in ("whole", "struck")
    )
    assert whole == here.stdout
    assert struck == here.stdout
    known = find_duplicates(corpus.read(written), method="bands")
    assert [json.loads(line) for line in whole.splitlines()] == json.loads(
        json.dumps(known.records())
    )
    assert known.families
    assert known.coverage.n_capped  # some wording stands in more texts than are joined
    for name in STAGES:
        for folder_of in ("whole", "struck"):
            manifest = json.loads((folder / folder_of / "spark" / name / "00000.json").read_text())
            assert manifest["stage"] == name
