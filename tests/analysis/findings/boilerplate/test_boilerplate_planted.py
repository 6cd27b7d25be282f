"""Boilerplate in made-up corpora where the right answer is known, and with copies added."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from analysis.findings.boilerplate.finding import find_boilerplate
from analysis.findings.duplicates.finding import find_duplicates
from corpus.collection import Corpus

pytestmark = pytest.mark.slow

PLACES = ["阿猛镇", "桃花江镇", "武潭镇", "双江口街道", "xx镇", "某乡", "浮邱山乡", "马迹塘镇"]


class Maker:
    """Sentences of random characters: nothing is shared but what is planted."""

    def __init__(self, seed: int) -> None:
        self.random = np.random.default_rng(seed)

    def words(self, low: int, high: int) -> str:
        size = int(self.random.integers(low, high))
        return "".join(chr(c) for c in self.random.integers(0x4E00, 0x4E00 + 4000, size))

    def form(self) -> str:
        """A sentence with a place and a figure to fill in."""
        return f"{{place}}{self.words(9, 16)}{{figure}}次，{self.words(12, 20)}。"

    def filled(self, form: str) -> str:
        return form.format(
            place=PLACES[int(self.random.integers(len(PLACES)))],
            figure=int(self.random.integers(2, 999)),
        )


def planted(seed: int) -> tuple[list[str], dict[str, str]]:
    """Documents, and the class of every sentence (by its text): two copies, many fillings."""
    maker = Maker(seed)
    everybody = [maker.form() for _ in range(12)]
    a_few = [maker.form() for _ in range(16)]
    texts: list[list[str]] = []
    truth: dict[str, str] = {}
    for _ in range(20):
        own = [maker.filled(maker.form()) for _ in range(8)]
        truth.update(dict.fromkeys(own, "distinct"))
        texts.append(own)
    for form in everybody:
        for row in maker.random.choice(20, size=10, replace=False):
            texts[row].append(maker.filled(form))
            truth[texts[row][-1]] = "boilerplate"
    for form in a_few:
        for row in maker.random.choice(20, size=3, replace=False):
            texts[row].append(maker.filled(form))
            truth[texts[row][-1]] = "reused"
    for text in texts:
        maker.random.shuffle(text)
    copied = {s: "duplicate" for text in texts[:3] for s in text if truth[s] == "distinct"}
    joined = ["\n".join(text) for text in texts]
    return [*joined, joined[0], joined[1].replace("次", "回", 1), joined[2]], truth | copied


def classes(c: Corpus) -> dict[str, list[str]]:
    """Classes of each document's sentences; duplicates are found, not handed in."""
    found = find_boilerplate(c, votes=find_duplicates(c))
    out: dict[str, list[str]] = {}
    for s in found.sentences:
        out.setdefault(s.document, []).append(s.kind)
    return out


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_planted_classes_are_recovered(seed: int) -> None:
    texts, truth = planted(seed)
    c = corpus.from_texts({f"d{n:02}": text for n, text in enumerate(texts)})
    found = find_boilerplate(c, votes=find_duplicates(c))
    right: list[tuple[str, str]] = []
    for s in found.sentences:
        text = c[s.document][s.span].strip()  # type: ignore[union-attr, index]
        if text in truth:
            right.append((truth[text], s.kind))
    assert len(right) > 350
    for kind in ("distinct", "reused", "boilerplate", "duplicate"):
        hits = sum(a == b == kind for a, b in right)
        f1 = 2 * hits / (sum(a == kind for a, _ in right) + sum(b == kind for _, b in right))
        assert f1 >= 0.97, kind


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.data())
def test_an_exact_copy_changes_no_other_documents_classes(seed: int, data: st.DataObject) -> None:
    maker = Maker(seed)
    pool = [maker.form() for _ in range(6)] + [maker.words(3, 9) + "。" for _ in range(3)]
    pick = st.lists(st.integers(0, len(pool) - 1), min_size=0, max_size=8)
    rows = data.draw(st.lists(pick, min_size=2, max_size=7))
    texts = [
        "\n".join([*(maker.filled(pool[n]) for n in row), maker.filled(maker.form())])
        for row in rows
    ]
    chosen = data.draw(st.integers(0, len(texts) - 1))
    plain = {f"d{n}": text for n, text in enumerate(texts)}
    before = classes(corpus.from_texts(plain))
    after = classes(corpus.from_texts(plain | {"copy": texts[chosen]}))
    others = set(plain) - {f"d{chosen}"}
    assert {name: before[name] for name in others} == {name: after[name] for name in others}


def test_three_more_copies_change_nothing_in_the_compilation(sample: corpus.Corpus) -> None:
    names = {d.id: d for d in sample}
    seven = next(d for d in sample if d.id.endswith("#7"))
    more = corpus.from_texts({f"copy{n}": seven.text for n in range(3)})
    both = Corpus(sample.items + more.items, sample.compilations + more.compilations, sample.recipe)
    before, after = classes(sample), classes(both)
    assert all(before[name] == after[name] for name in names)


def test_the_order_of_documents_does_not_matter() -> None:
    texts, _ = planted(4)
    plain = {f"d{n:02}": text for n, text in enumerate(texts)}
    turned = dict(reversed(plain.items()))
    one, two = (find_boilerplate(corpus.from_texts(t)) for t in (plain, turned))
    assert {s.id: s for s in one.sentences} == {s.id: s for s in two.sentences}
    assert [p.text for p in one.phrases()] == [p.text for p in two.phrases()]


def test_a_single_document_is_judged_against_a_background() -> None:
    texts, truth = planted(5)
    one = corpus.from_texts({"new": texts[3]})
    alone = find_boilerplate(one)
    assert {s.kind for s in alone.sentences} == {"distinct"}
    rest = corpus.from_texts({f"d{n}": t for n, t in enumerate(texts[4:20])})
    found = find_boilerplate(one, background=rest)
    assert [d.id for d in found.documents] == ["new"]
    kinds = [(truth[one[0][s.span].strip()], s.kind) for s in found.sentences]
    boilerplate = [b for a, b in kinds if a == "boilerplate"]
    assert boilerplate
    assert set(boilerplate) == {"boilerplate"}
    assert {b for a, b in kinds if a == "distinct"} == {"distinct"}
    assert len(list(found.records())) == len(found.sentences) + 1
