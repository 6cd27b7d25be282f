"""An id may be written by its end, where that is enough."""

from __future__ import annotations

import pytest

from corpus.ids import find_id, match_id

IDS = ["总结.txt#1", "总结.txt#11", "另.txt"]


def test_a_whole_id_wins_over_ids_that_end_so() -> None:
    assert find_id("b", ["ab", "b"]) == "b"


def test_the_end_of_one_id_is_enough() -> None:
    assert find_id("#1", IDS) == "总结.txt#1"
    assert find_id("11", IDS) == "总结.txt#11"


@pytest.mark.parametrize(
    ("wanted", "said"), [("1", "several"), ("#2", "no id here"), ("", "no id")]
)
def test_what_is_no_id_is_said_with_what_there_is(wanted: str, said: str) -> None:
    with pytest.raises(KeyError, match=said):
        find_id(wanted, IDS)


def test_no_match_can_be_an_answer() -> None:
    assert match_id("#2", IDS) is None
    with pytest.raises(KeyError, match="several"):
        match_id("1", IDS)
