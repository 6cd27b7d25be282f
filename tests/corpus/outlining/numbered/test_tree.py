"""Series in scopes: the nesting of styles."""

from __future__ import annotations

from corpus.model import Hint, Span
from corpus.outlining.markers import find_candidates
from corpus.outlining.numbered.tree import grow, places


def nodes(text: str, hints: tuple[Hint, ...] = ()) -> list[tuple[str, int, int]]:
    found = grow(find_candidates(text, (0, len(text)), hints))
    return [(node.mark.style, node.number, node.depth) for node in found]


def test_no_candidates_no_tree():
    assert grow([]) == []


def test_points_before_the_first_heading_belong_to_what_is_above_it():
    text = "1.甲\n2.乙\n一、丙\n1.丁\n2.戊\n二、己"
    assert nodes(text) == [
        ("num", 1, 1), ("num", 2, 1), ("han", 1, 1), ("num", 1, 2), ("num", 2, 2), ("han", 2, 1),
    ]  # fmt: skip


def test_the_document_shows_which_style_stands_outside():
    text = "1.甲\n一、乙\n二、丙\n2.丁\n一、戊\n二、己\n3.庚"
    assert places(find_candidates(text, (0, len(text)))) == {"num": 0, "han": 1}


def test_levels_of_the_format_stand_before_the_usual_order():
    text = "(一)甲\n一、乙\n(二)丙"
    hints = (Hint(Span(0, 4), 1), Hint(Span(5, 8), 2), Hint(Span(9, 13), 1))
    assert nodes(text, hints) == [("han-paren", 1, 1), ("han", 1, 2), ("han-paren", 2, 1)]


def test_a_heading_without_number_stands_beside_the_numbered_ones_of_its_level():
    text = "前言\n一、甲\n(一)乙\n结语"
    hints = (Hint(Span(0, 2), 2), Hint(Span(3, 6), 2), Hint(Span(12, 14), 2))
    assert nodes(text, hints) == [
        ("h2", 1, 1), ("han", 1, 1), ("han-paren", 1, 2), ("h2", 2, 1),
    ]  # fmt: skip


def test_a_nested_series_of_the_same_style_begins_with_1_and_has_two_members():
    assert nodes("1.甲\n2.乙\n1.丙\n2.丁\n3.戊\n3.己\n4.庚") == [
        ("num", 1, 1), ("num", 2, 1), ("num", 1, 2), ("num", 2, 2), ("num", 3, 2), ("num", 3, 1),
        ("num", 4, 1),
    ]  # fmt: skip


def test_thousands_of_levels_of_brackets_do_not_recurse():
    text = "".join(f"\n{'#' * (k % 6 + 1)} 标题{k}" for k in range(5000))
    found = nodes(text)
    assert len(found) == 5000
    assert max(depth for _, _, depth in found) == 6
