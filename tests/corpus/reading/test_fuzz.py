"""What nobody meant to write is read or refused, and the laws hold: a few cases of many.

``python tools/fuzz.py SECONDS`` tries as many as one likes; what it finds becomes a case where the
fault was mended.
"""

from __future__ import annotations

import importlib
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TOOLS = str(Path(__file__).resolve().parents[3] / "tools")
sys.path.insert(0, TOOLS)
fuzz = importlib.import_module("fuzz")
seeds = importlib.import_module("fuzz_seeds")
sys.path.remove(TOOLS)
TARGETS = fuzz.targets()
CASES = {"read.pdf": 2, "match": 3, "collate": 3, "parse": 6}
"""Of each target, eight otherwise: 150 in all, some five seconds."""
SLOW = {"report"}


@pytest.mark.parametrize("name", [name for name in TARGETS if name not in SLOW])
def test_a_case_with_damage_is_read_or_refused_and_nothing_is_lost(name: str) -> None:
    chance = random.Random(name)  # noqa: S311 - no secret
    target = TARGETS[name]
    for _ in range(CASES.get(name, 8)):
        case = seeds.changed(chance.choice(target.seeds), chance, target.seeds)
        assert list(target.laws(case)) == [], case


@pytest.mark.slow
@pytest.mark.parametrize("name", SLOW)
def test_a_report_of_damaged_texts_is_written(name: str) -> None:
    chance = random.Random(name)  # noqa: S311 - no secret
    (seed,) = TARGETS[name].seeds
    for _ in range(2):
        case = seeds.changed(seed, chance, [seed])
        assert list(TARGETS[name].laws(case)) == [], case


def test_seeds_are_files_that_their_readers_take() -> None:
    from corpus.reading.formats import Options, extract

    for name, target in TARGETS.items():
        kind = name.rpartition(".")[2]
        packages = ("docx", "xlsx", "pptx", "odt", "epub")
        for seed in target.seeds if name.startswith("read.") else ():
            package = kind in packages and not name.startswith("read.raw.")
            data = seeds.zipped(seed) if package else seed
            found = extract(data, Options(name=f"x.{kind}"))
            assert any(one.text.strip() for one in found), name


def test_what_breaks_a_law_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fuzz.broken(TARGETS["read.txt"], "全镇。".encode()) == []
    from corpus.reading import formats

    monkeypatch.setattr(formats, "extract", lambda *_: [])
    assert fuzz.broken(TARGETS["read.txt"], "全镇。".encode()) == ["a file went without a word"]


def test_what_raises_is_told_with_its_place() -> None:
    def raising(_: bytes) -> Iterator[str]:
        yield "first"
        raise KeyError("x")

    (told,) = fuzz.broken(fuzz.Target([b""], raising), b"")
    assert told.startswith("KeyError at test_fuzz.py:")


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([(0, 2), (2, 4)], []),
        ([(0, 2), (1, 4)], ["two parts of it overlap"]),
        ([(1, 4)], ["it has characters that belong to nothing"]),
        ([(0, 3)], ["it has characters that belong to nothing at its end"]),
    ],
)
def test_what_belongs_to_nothing_or_twice_is_told(
    parts: list[tuple[int, int]], told: list[str]
) -> None:
    assert list(fuzz.covered("甲乙丙丁", 0, 4, parts, "it")) == told
