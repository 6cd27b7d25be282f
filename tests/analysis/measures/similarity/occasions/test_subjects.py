"""What titles say: the place of a law, its number, and how two titles go together."""

from __future__ import annotations

import pytest

from analysis.measures.similarity.occasions import subjects

BODY = "\n第一条　为了规范本市的有关活动，根据法律、行政法规的规定，结合本市实际，制定本条例。" * 2


def place(title: str) -> str:
    found = subjects.subject(title + BODY)
    assert found is not None
    return found.place


def relation(one: str, two: str) -> int:
    first, second = subjects.subject(one + BODY), subjects.subject(two + BODY)
    assert first is not None
    assert second is not None
    return subjects.relation(first, second)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("浙江省地方立法条例", "浙江省"),
        ("聊城市养犬管理条例", "聊城市"),
        ("上海市区和乡镇代表选举实施细则", "上海市"),
        ("关于印发甲子镇政务公开办法", "甲子镇"),
        ("汕头经济特区警务辅助人员条例", "汕头经济特区"),
        ("景宁畲族自治县荣誉市民条例", "景宁畲族自治县"),
        ("城市管理条例", ""),
        ("农贸市场管理办法", ""),
        ("民族区域自治法", ""),
        ("中华人民共和国国旗法", ""),
        ("城乡规划条例", ""),
        ("社区服务办法", ""),
    ],
)
def test_a_title_names_its_place_and_common_words_are_none(title: str, expected: str) -> None:
    assert place(title) == expected


def test_two_places_laws_are_two_whatever_their_titles_share() -> None:
    assert relation("临沂市制定地方性法规条例", "杭州市立法条例") == subjects.OTHER_PLACE
    assert relation("济南市养犬管理规定", "聊城市养犬管理条例") == subjects.OTHER_PLACE


def test_places_that_differ_in_a_character_may_be_misread() -> None:
    assert relation("台州市养犬管理条例", "衢州市养犬管理条例") == subjects.NEAR_PLACE


def test_one_places_law_keeps_its_title_through_its_versions() -> None:
    assert relation("台州市养犬管理条例", "台州市养犬管理条例") == subjects.NORM
    # A place on one side only may have been left out: that counts where little is shared.
    assert relation("台州市养犬管理条例", "养犬管理条例") == subjects.TWO_NORMS


def test_a_number_in_brackets_tells_one_interpretation_from_the_next() -> None:
    title = "关于确定罪名的补充规定"
    assert relation(title + "（七）", title + "（八）") == subjects.CONFLICT
    assert relation(title + "（七）", title + "（七）") == subjects.NORM


def test_a_season_tells_one_time_from_the_next() -> None:
    assert relation("2023年春季献血通知", "2023年秋季献血通知") == subjects.CONFLICT
    assert relation("2023年春季献血通知", "2023年春季献血通知") == subjects.SAME_NUMBER
    assert relation("春季献血通知", "献血通知") == subjects.SAME  # may have been left out


@pytest.mark.parametrize(
    "title", ["上半年党建工作小结", "第一周安排", "一季度工作小结", "春季献血通知"]
)
def test_a_time_that_comes_again_makes_no_title_the_same_occasion(title: str) -> None:
    assert relation(title, title) == subjects.SAME
    assert relation("2021年" + title, "2021年" + title) == subjects.SAME_NUMBER


def test_a_second_call_amends_the_first_and_a_second_round_is_another() -> None:
    call = "学生记者招募公告"
    assert relation(call, call + "（第二次公告）") == subjects.REVISED
    assert relation("2024年" + call, "2024年" + call + "（二次报名）") == subjects.REVISED
    assert relation("第一次例会纪要", "第二次例会纪要") == subjects.CONFLICT


def test_who_is_written_to_and_who_borrows_is_a_labelled_place() -> None:
    letter = "结果通知书\n致：青石勘察院\n意见一致：通过\n你方通过审查。"
    assert subjects.fields(letter).values == (("致", "青石勘察院"),)
    assert subjects.fields("借条\n借款人：车永强").values == (("借款人", "车永强"),)


def test_titles_of_rules_that_are_not_the_same_say_so_and_other_titles_do_not() -> None:
    assert relation("关于议案的若干规定", "人民代表大会议事规则") == subjects.TWO_NORMS
    assert relation("人工影响天气管理条例", "河南省人工影响天气管理条例") == subjects.TWO_NORMS
    assert relation("关于停水的通知", "全市教育工作会议召开") == subjects.UNLIKE


def test_a_decision_that_amends_is_about_what_it_amends() -> None:
    decision = "省高级人民法院关于修改《关于江城金融法院案件管辖的规定》的决定"
    assert relation(decision, "关于江城金融法院案件管辖的规定") == subjects.REVISED
    assert relation(decision, "关于云湖金融法院案件管辖的规定") == subjects.OTHER_NORM


def test_what_explains_a_law_is_no_version_of_it() -> None:
    law = "渔业法修正案（三）"
    assert (
        relation(law, "高级法院关于《渔业法修正案（三）》时间效力问题的解释") == subjects.TWO_NORMS
    )
    assert relation(law, "渔业法修正案（三）草案") == subjects.REVISED


def test_a_place_s_law_is_no_revision_of_the_law_of_the_land() -> None:
    assert relation("云湖省人力资源市场条例", "人力资源市场暂行条例") == subjects.TWO_NORMS
    assert relation("云湖省人力资源市场条例", "云湖省人力资源市场暂行条例") == subjects.REVISED
