"""The recall of findings under noise in a corpus of one's own."""

from __future__ import annotations

import pytest

import corpus
from analysis.evaluation.recall import NoiseTest, noise_test
from corpus.errors import SettingsError

SUBJECTS = ("党建", "水利", "教育", "卫生")


@pytest.fixture(scope="module")
def small() -> corpus.Corpus:
    frame = (
        "一、{0}工作开展情况\n今年以来，{0}部门扎实推进{0}重点任务，投入资金{1}万元。\n{2}\n"
        "二、存在问题\n{0}队伍力量不足。\n"
    )
    texts = {
        name: frame.format(
            name, 17 * row + 11, "".join(f"{name}第{n}项目标全部完成。" for n in range(8))
        )
        for row, name in enumerate(SUBJECTS)
    }
    whole = "\n".join(
        f"{name}工作总结篇{row}\n{text}" for row, (name, text) in enumerate(texts.items(), 1)
    )
    return corpus.from_texts({**texts, "汇编": whole})


@pytest.fixture(scope="module")
def found(small: corpus.Corpus) -> NoiseTest:
    return noise_test(small, kinds=("width", "deletion"), rates=(0.3,), documents=4, rounds=50)


@pytest.mark.slow
def test_noise_that_folding_undoes_costs_nothing_and_loss_costs_something(
    found: NoiseTest,
) -> None:
    recall = {(p.finding, p.noise): p.recall for p in found.curves}
    assert recall["pairs", "width"] == 1
    assert recall["reuse", "width"] == pytest.approx(1, abs=0.05)
    assert (recall["headings", "deletion"] or 0) < (recall["headings", "width"] or 0)
    assert all(p.recall is None or 0 <= p.recall <= 1 for p in found.curves)


@pytest.mark.slow
def test_the_same_corpus_gives_the_same_curves(small: corpus.Corpus, found: NoiseTest) -> None:
    again = noise_test(small, kinds=("width",), rates=(0.3,), documents=4, rounds=50)
    assert set(again.curves) <= set(found.curves)
    assert all(r["type"] == "recall" for r in found.records())
    assert len(found.table()) == len(found.curves)


@pytest.mark.parametrize(
    "wrong", [{"kinds": ("fog",)}, {"rates": (0.0,)}, {"rates": (1.5,)}], ids=str
)
def test_noise_that_is_none_is_refused(small: corpus.Corpus, wrong: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        noise_test(small, **wrong)  # type: ignore[arg-type]


def test_a_corpus_of_hardly_any_text_is_refused() -> None:
    with pytest.raises(SettingsError):
        noise_test(corpus.from_texts({"甲": "短。"}))
