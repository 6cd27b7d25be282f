"""What a person is to judge, drawn so that the figures hold for the whole corpus.

Pairs and sentences are drawn by strata (by what was found of them), as many of each, and each
carries how many of the corpus it stands for. Sums with these weights estimate the corpus' own
without bias: Horvitz and Thompson (1952), "A generalization of sampling without replacement from a
finite universe", JASA 47. Few pairs are copies; a plain sample would hold none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from analysis.evaluation.gold import WEIGHT
from analysis.findings.boilerplate.finding import find_boilerplate
from analysis.findings.duplicates.finding import Duplicates, find_duplicates
from corpus.collection import Corpus

VERDICTS = ("identical", "duplicate", "revision", "contains", "contained", "same-form")
CLASSES = ("distinct", "reused", "boilerplate", "duplicate")
OTHER_PAIRS = "rest"
"""Pairs that share less than the floor of comparison: nearly all there are."""
NEAR_PAIRS = "near"
"""Pairs that were compared and are none."""
TRIES = 1000
"""Drawings for one pair of the rest; more only where hardly any pair is of the rest."""

_Pair = tuple[int, int]


class Item(NamedTuple):
    """Something to be judged."""

    record: Mapping[str, Any]
    """The record of gold, without the answer."""
    field: str
    """Where the answer goes: ``verdict`` or ``class``."""
    options: tuple[str | None, ...]
    """Answers; None: no pair."""
    texts: tuple[str, ...]
    """What is looked at."""


@dataclass(frozen=True)
class Sample:
    """Items in an order that says nothing of what was found.

    Parameters
    ----------
    items
        To be judged.
    parameters
        ``drawn``, ``random_state``, and of each stratum how many there are and how many were
        drawn; the head of the gold file.
    """

    items: tuple[Item, ...]
    parameters: Mapping[str, Any] = field(default_factory=dict)

    def head(self) -> dict[str, Any]:
        """Return the first record of the gold file."""
        return {"type": "gold", "schema": 1, "judged": "sample", **self.parameters}


def draw(corpus: Corpus, count: int, *, random_state: int = 0) -> Sample:
    """Draw pairs of documents and sentences.

    Parameters
    ----------
    corpus
        The documents.
    count
        How many pairs, and how many sentences, as far as there are so many.
    random_state
        Seed of the drawing.

    Returns
    -------
    Sample

    Examples
    --------
    >>> import corpus
    >>> texts = {name: f"第{name}项工作已经完成。" * 9 for name in "甲乙丙"}
    >>> sample = draw(corpus.from_texts(texts), 2)
    >>> sum(item.record["weight"] for item in sample.items if item.field == "verdict")
    3.0
    """
    chance = np.random.default_rng(random_state)
    copies = find_duplicates(corpus)
    pairs, of_pairs = _pairs(corpus, copies, count, chance)
    sentences, of_sentences = _sentences(corpus, copies, count, chance)
    items = pairs + sentences
    order = [*chance.permutation(len(pairs)), *(len(pairs) + chance.permutation(len(sentences)))]
    parameters = {
        "random_state": random_state,
        "strata": {"pair": of_pairs, "sentence": of_sentences},
    }
    return Sample(tuple(items[int(row)] for row in order), parameters)


def _shared_out(sizes: Mapping[str, int], count: int) -> dict[str, int]:
    """As many of each stratum, and what small ones leave to the others.

    >>> _shared_out({"a": 2, "b": 100, "c": 100}, 20)
    {'a': 2, 'b': 9, 'c': 9}
    """
    taken: dict[str, int] = {}
    left = count
    by_size = sorted((size, name) for name, size in sizes.items() if size)
    for row, (size, name) in enumerate(by_size):
        taken[name] = min(size, left // (len(by_size) - row))
        left -= taken[name]
    return {name: taken[name] for name in sizes if taken.get(name)}


def _pairs(
    corpus: Corpus, copies: Duplicates, count: int, chance: np.random.Generator
) -> tuple[list[Item], dict[str, list[int]]]:
    documents = list(corpus)
    row_of = {document.id: row for row, document in enumerate(documents)}

    def rows(a: str, b: str) -> _Pair:
        one, two = sorted((row_of[a], row_of[b]))
        return one, two

    strata: dict[str, list[_Pair]] = {}
    listed: set[_Pair] = set()
    for pair in copies.pairs:
        strata.setdefault(pair.verdict, []).append(rows(pair.a, pair.b))
        listed.add(rows(pair.a, pair.b))
    near = sorted({rows(pair.a, pair.b) for pair in copies.every_pair().pairs} - listed)
    strata[NEAR_PAIRS] = near
    listed.update(near)
    n = len(documents)
    sizes = {name: len(held) for name, held in strata.items()}
    sizes[OTHER_PAIRS] = n * (n - 1) // 2 - len(listed)
    taken = _shared_out(sizes, count)
    items = []
    for stratum, (name, many) in enumerate(taken.items()):
        if name == OTHER_PAIRS:
            drawn = _rest(n, many, listed, chance)
        else:
            drawn = [strata[name][int(i)] for i in sorted(chance.permutation(sizes[name])[:many])]
        for one, two in drawn:
            a, b = documents[one], documents[two]
            weight = sizes[name] / len(drawn)
            record = {
                "type": "pair", "schema": 1, "a": a.id, "b": b.id, "stratum": stratum,
                WEIGHT: weight,
            }  # fmt: skip
            texts = tuple(d.source.text[slice(*d.body)] for d in (a, b))
            items.append(Item(record, "verdict", (*VERDICTS, None), texts))
    return items, {name: [sizes[name], taken.get(name, 0)] for name in sizes}


def _rest(n: int, many: int, listed: set[_Pair], chance: np.random.Generator) -> list[_Pair]:
    """Draw pairs of documents that are not listed."""
    found: set[_Pair] = set()
    for _ in range(many * TRIES):
        one, two = sorted(chance.choice(n, 2, replace=False).tolist())
        if (one, two) not in listed:
            found.add((one, two))
        if len(found) == many:
            break
    return sorted(found)


def _sentences(
    corpus: Corpus, copies: Duplicates, count: int, chance: np.random.Generator
) -> tuple[list[Item], dict[str, list[int]]]:
    found = find_boilerplate(corpus, votes=copies).sentences
    strata = {kind: [s for s in found if s.kind == kind] for kind in CLASSES}
    sizes = {kind: len(held) for kind, held in strata.items()}
    taken = _shared_out(sizes, count)
    source = {document.id: document.source.text for document in corpus}
    items = []
    for stratum, (kind, many) in enumerate(taken.items()):
        for row in sorted(chance.permutation(sizes[kind])[:many].tolist()):
            sentence = strata[kind][row]
            record = {
                "type": "sentence", "schema": 1, "id": sentence.id, "document": sentence.document,
                "span": list(sentence.span), "stratum": stratum, WEIGHT: sizes[kind] / many,
            }  # fmt: skip
            text = source[sentence.document][slice(*sentence.span)]
            items.append(Item(record, "class", CLASSES, (text,)))
    return items, {kind: [sizes[kind], taken.get(kind, 0)] for kind in sizes}
