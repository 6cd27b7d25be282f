"""How markers are written as parts of an id."""

from __future__ import annotations

import pytest

from corpus.outlining.numbered.styles import STYLES, label


@pytest.mark.parametrize(
    ("style", "number", "written"),
    [
        ("han", 12, "十二"), ("han-paren", 2, "(二)"), ("num", 3, "3"), ("num-paren", 4, "(4)"),
        ("num-half", 5, "5)"), ("circled", 1, "①"), ("circled", 51, "(51)"), ("章", 3, "第三章"),
        ("部分", 1, "第一部分"), ("annex", 2, "附件2"), ("roman", 4, "Ⅳ"), ("roman", 13, "R13"),
        ("upper", 1, "A"), ("lower", 26, "z"), ("formal", 12, "拾贰"), ("formal", 99999, "99999"),
        ("条", 12345, "第12345条"), ("h2", 3, "§3"), ("bold", 1, "§1"),
    ],
)  # fmt: skip
def test_a_marker_as_part_of_a_path(style, number, written):
    assert label(style, number) == written


def test_levels_are_those_of_the_output_contract():
    assert [STYLES[name].level for name in ("han", "han-paren", "num", "num-paren", "circled")] == [
        1, 2, 3, 4, 5,
    ]  # fmt: skip


def test_no_two_styles_share_a_rank():
    ranks = [style.rank for style in STYLES.values()]
    assert len(set(ranks)) == len(ranks)
