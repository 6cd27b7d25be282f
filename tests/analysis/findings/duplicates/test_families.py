"""Pairs and families as they are put together: one number, wherever it is said."""

from __future__ import annotations

import random

import corpus
from analysis import find_duplicates


def prose(seed: int, size: int) -> str:
    """Draw characters of which nothing comes back."""
    return "".join(map(chr, random.Random(seed).choices(range(0x4E00, 0x5E00), k=size)))  # noqa: S311


def test_records_tables_and_pairs_say_one_number() -> None:
    # Rounded once more where it is shown, .87449996 was 87.5 % in a list and 87.4 % on the page.
    texts = [prose(1, 90), prose(1, 70) + prose(2, 23), prose(1, 61) + prose(3, 27)]
    found = find_duplicates(corpus.from_texts(dict(zip("甲乙丙", texts, strict=True))))
    names = ["jaccard", "containment_a", "containment_b", "similarity", "distinct_similarity"]
    of_pairs = [[getattr(pair, name) for name in names] for pair in found.pairs]
    of_records = [[r[n] for n in names] for r in found.records() if r["type"] == "pair"]
    assert len(of_pairs) >= 2
    assert of_records == of_pairs
    in_table = found.pairs_table()[names].astype(object)
    assert in_table.where(in_table.notna(), None).to_numpy().tolist() == of_pairs
    shares = [share for row in of_pairs for share in row if share is not None]
    assert any(0 < share < 1 for share in shares)
    assert all(share == round(share, 6) for share in shares)
    of_families = [r["cohesion"] for r in found.records() if r["type"] == "family"]
    assert of_families == [family.cohesion for family in found.families]
