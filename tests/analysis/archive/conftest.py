"""Documents that repeat one another, copy, and share formula; an index of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import corpus
from analysis import Index
from analysis.archive import held

CLAUSES = [
    "全镇上半年开展理论学习十二次，覆盖党员干部三百余人，整理学习笔记二百余篇",
    "对重大事件、重要情况中的倾向性苗头性问题，有针对性地进行引导",
    "水库除险加固工程已通过验收，惠及下游四个村的灌溉和饮水",
    "建立网格员日报告制度，做到小事不出村、大事不出镇",
    "新建文化广场三处，组织送戏下乡二十场，放映公益电影六十场",
    "完成高标准农田建设两千亩，粮食总产量比去年同期增长百分之三",
    "对辖区内十二家企业开展安全生产检查，发现隐患三十一处并督促整改",
    "推进厕所革命和垃圾分类，农村人居环境整治取得阶段性成效",
]


def made_texts(n: int, seed: int = 1, name: str = "旧") -> dict[str, str]:
    """Make documents of a few clauses and much that is their own; every fifth copies another."""
    chance = random.Random(seed)  # noqa: S311
    made: dict[str, str] = {}
    for number in range(n):
        own = "".join(
            chr(chance.randrange(0x4E00, 0x5E00)) for _ in range(chance.randrange(30, 90))
        )
        text = "。".join([*chance.sample(CLAUSES, 3), own]) + "。"
        if number % 5 == 4:
            text = chance.choice(list(made.values())).replace("三", "五") + own[:20]
        made[f"{name}{number}"] = text
    return made


@pytest.fixture(scope="module", autouse=True)
def asked_as_large_ones_are() -> Iterator[None]:
    """No archive is small: documents are named by their runs, which is what these tests are of."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(held, "FEW", -1)
        yield


@pytest.fixture(scope="session")
def texts() -> Callable[..., dict[str, str]]:
    """Make texts; see :func:`made_texts`."""
    return made_texts


@pytest.fixture(scope="session")
def old() -> corpus.Corpus:
    """An archive of sixty documents."""
    return corpus.from_texts(made_texts(60))


@pytest.fixture(scope="session")
def new(old: corpus.Corpus) -> corpus.Corpus:
    """Documents to be checked: some new, one copied, one short, one without text."""
    fresh = made_texts(6, seed=9, name="新")
    odd = {"新抄": old["旧3"].text, "新短": CLAUSES[2][:17], "新空": "。"}
    odd["新段"] = "另起一段。" + old["旧7"].text[-35:]
    return corpus.from_texts({**fresh, **odd})


@pytest.fixture
def index(tmp_path: Path, old: corpus.Corpus) -> Iterator[Index]:
    """The archive on disk."""
    with Index.build(tmp_path / "index", old) as made:
        yield made
