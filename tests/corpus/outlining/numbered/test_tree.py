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


def test_articles_that_run_on_through_sections_and_books_stand_below_them() -> None:
    text = (
        "第一编 总则\n第一章 基本\n第一条 甲。\n第二条 乙。\n"
        "第二编 物权\n第一章 一般\n第三条 丙。\n"
        "第一节 登记\n第四条 丁。\n第二节 交付\n第五条 戊。\n"
    )
    nodes = grow(find_candidates(text, (0, len(text))))
    above = [nodes[n.parent].mark.style if n.parent >= 0 else "" for n in nodes]
    found = [(n.mark.style, style) for n, style in zip(nodes, above, strict=True)]
    assert [style for own, style in found if own == "条"] == ["章", "章", "章", "节", "节"]
    assert [style for own, style in found if own == "节"] == ["章", "章"]


def test_a_style_that_runs_between_two_members_of_another_still_stands_below_it() -> None:
    text = "（一）甲\n一、乙\n二、丙\n（二）丁\n一、戊\n二、己\n（三）庚\n"
    nodes = grow(find_candidates(text, (0, len(text))))
    assert {n.mark.style: n.depth for n in nodes} == {"han-paren": 1, "han": 2}
