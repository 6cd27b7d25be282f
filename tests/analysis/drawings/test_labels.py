"""Short names of documents."""

from hypothesis import given
from hypothesis import strategies as st

from analysis.drawings.labels import short_labels


def test_pieces_of_one_source_need_only_their_number() -> None:
    assert short_labels(["总结15篇.txt#1", "总结15篇.txt#7~2"]) == ["篇1", "篇7~2"]


def test_files_of_the_same_name_are_told_apart() -> None:
    labels = short_labels(["2019/总结.txt", "2020/总结.txt"])
    assert len(set(labels)) == 2


@given(st.lists(st.text("年/.#1甲", min_size=1, max_size=30), unique=True, max_size=12))
def test_labels_are_distinct_whatever_the_ids(ids: list[str]) -> None:
    labels = short_labels(ids)
    assert len(labels) == len(ids)
    assert len(set(labels)) == len(ids)
