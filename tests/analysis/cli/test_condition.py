"""--fail-on: what it understands and what it refuses."""

from __future__ import annotations

import pytest

from analysis.cli.condition import parse_condition
from corpus.errors import SettingsError

KINDS = ("pair", "family")
PAIR = {"type": "pair", "similarity": 0.8, "verdict": "duplicate", "distinct_similarity": None}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("pair", True),
        ("family", False),
        ("similarity>0.8", False),
        ("similarity>=0.8", True),
        (" similarity >= 0.8 ", True),
        ("similarity<0.9", True),
        ("similarity<=0.7", False),
        ("similarity=0.8", True),
        ("similarity!=0.8", False),
        ("verdict=duplicate", True),
        ("verdict==identical", False),
        ("verdict!=identical", True),
        ("distinct_similarity>0", False),
        ("distinct_similarity<2", False),
        ("cohesion>0", False),
    ],
)
def test_a_condition_holds_or_not(text: str, *, holds: bool) -> None:
    assert parse_condition(text, KINDS)(PAIR) is holds


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("simlarity>0.8", "similarity"),
        ("famly", "family"),
        ("", "pair, family"),
        (">0.8", "pair, family"),
        ("similarity>", "pair, family"),
        ("similarity>0.8 and verdict=identical", "pair, family"),
        ("similarity>much", "much"),
        ("__class__=x", "pair, family"),
    ],
)
def test_what_is_not_understood_is_refused(text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        parse_condition(text, KINDS)
