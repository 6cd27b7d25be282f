"""Moved passages: in one place for some versions, in another for the others."""

from analysis.findings.collation.moves import moved_pairs

PASSAGE = "多次召开专题会议研究部署宣传思想工作。"
OTHER = "全年累计发布信息四百余条并及时回应关切。"


def test_a_passage_with_small_edits_has_still_moved() -> None:
    assert moved_pairs([[PASSAGE, ""], ["", PASSAGE.replace("多次", "先后")]]) == {0: 1, 1: 0}


def test_what_one_version_has_twice_has_not_moved() -> None:
    assert moved_pairs([[PASSAGE, ""], [PASSAGE, ""]]) == {}


def test_short_and_different_passages_have_not_moved() -> None:
    assert moved_pairs([["学习", ""], ["", "学习"]]) == {}
    assert moved_pairs([[PASSAGE, ""], ["", OTHER]]) == {}
    assert moved_pairs([[PASSAGE, ""], ["", PASSAGE + OTHER]]) == {}


def test_each_passage_has_one_partner() -> None:
    found = moved_pairs([[PASSAGE, ""], ["", PASSAGE], [OTHER, ""], ["", OTHER], ["", PASSAGE]])
    assert found == {0: 1, 1: 0, 2: 3, 3: 2}


def test_a_passage_can_move_among_several_versions() -> None:
    assert moved_pairs([[PASSAGE, PASSAGE, ""], ["", "", PASSAGE]]) == {0: 1, 1: 0}
