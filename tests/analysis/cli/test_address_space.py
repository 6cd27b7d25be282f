"""Where the libraries could not be loaded, a run ends at once and says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.cli.root import leitong

resource = pytest.importorskip("resource")


@pytest.mark.parametrize(
    ("limit", "verb", "status"),
    [(400 << 20, "report", 2), (400 << 20, "parse", 0), (800 << 20, "keywords", 0)],
)
def test_a_limit_that_the_libraries_cannot_live_under_is_refused_before_any_work(
    limit: int, verb: str, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("全镇开展工作。", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(resource, "getrlimit", lambda _: (limit, limit))
    result = CliRunner().invoke(leitong, [verb, "a.txt", "--lang", "en"])
    assert result.exit_code == status
    assert ("memory" in result.stderr) == bool(status)
    assert not (tmp_path / "report.html").exists()
