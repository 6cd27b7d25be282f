"""Files that nobody meant to write are read or refused, and the laws hold: a few of many.

``python tools/fuzz.py SECONDS`` tries as many as one likes; what it finds becomes a case here.
"""

from __future__ import annotations

import random
import runpy
from pathlib import Path

import pytest

TOOL = runpy.run_path(str(Path(__file__).resolve().parents[3] / "tools" / "fuzz.py"))
FILES: dict[str, bytes] = TOOL["seeds"]()
CASES = 8
"""Of each format: 96 files in all, some two seconds."""


@pytest.mark.parametrize("name", FILES)
def test_a_file_with_damage_is_read_or_refused_and_nothing_is_lost(
    name: str, tmp_path: Path
) -> None:
    chance = random.Random(name)  # noqa: S311 - no secret
    for _ in range(CASES):
        path = tmp_path / name
        path.write_bytes(TOOL["changed"](FILES[name], chance, list(FILES.values())))
        assert list(TOOL["broken_laws"](path)) == [], path.read_bytes()


def test_what_breaks_a_law_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import corpus

    path = tmp_path / "a.txt"
    path.write_text("全镇开展工作。", encoding="utf-8")
    monkeypatch.setattr(corpus, "read", lambda _: corpus.from_texts({}))
    assert list(TOOL["broken_laws"](path)) == ["a file went without a word"]
