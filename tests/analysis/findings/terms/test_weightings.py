"""One statistic in three weightings."""

from __future__ import annotations

import numpy as np
import pytest

import corpus
from analysis.findings.terms.weightings import compare_weightings
from analysis.studies import study, weigh
from corpus.errors import SettingsError


def test_ranks_are_those_within_the_unit_and_ties_go_by_name() -> None:
    rows = compare_weightings({"甲": {"乙": 1.0, "丙": 2.0, "丁": 1.0}}, {}, {"甲": {"丁": 3.0}})
    assert [(r.name, r.all_rank, r.family_rank, r.distinct_rank) for r in rows] == [
        ("丙", 1, None, None),
        ("丁", 2, None, 1),
        ("乙", 3, None, None),
    ]


def test_every_kind_of_change_has_its_name() -> None:
    rows = compare_weightings(
        {"甲": {"一": 5.0, "二": 4.0, "三": 3.0, "四": 2.0}},
        {},
        {"甲": {"一": 5.0, "三": 4.0, "二": 3.0, "五": 1.0}},
    )
    assert {row.name: row.change for row in rows} == {
        "一": "steady", "二": "down", "三": "up", "四": "gone", "五": "new",
    }  # fmt: skip


def test_measures_change_by_value_and_have_no_rank() -> None:
    rows = compare_weightings(
        {None: {"a": 1.0, "b": 2.0, "c": 3.0}}, {None: {}}, {None: {"a": 2.0, "b": 1.0, "c": 3.0}},
        ranked=False,
    )  # fmt: skip
    assert [(row.name, row.change, row.all_rank) for row in rows] == [
        ("a", "up", None), ("b", "down", None), ("c", "steady", None),
    ]  # fmt: skip


def test_the_table_and_the_records_hold_the_same_rows() -> None:
    found = compare_weightings({"<甲>": {"乙": 1.0}}, {}, {})
    record = next(found.records())
    assert list(found.table()) == [k for k in record if k not in ("type", "schema")]
    assert (record["family"], record["change"]) == (None, "gone")
    assert "<甲>" not in found._repr_html_()
    assert found.of("<甲>") == found.items
    assert list(compare_weightings({}, {}, {}).table())


COMMON = "坚持以人民为中心的发展思想，扎实推进各项重点工作落地见效。"
OWN = {
    "甲": "水库除险加固工程通过验收，灌溉面积扩大。渠道清淤疏浚，泵站更新机组，农户用水有了着落。"
    "堤防巡查落到具体河段，汛期值班电话保持畅通，库区移民搬迁补偿款发放完毕。",
    "乙": "卫生院接种疫苗，村医入户随访高血压患者。门诊增设中医理疗，药房补齐常用药品目录。"
    "孕产妇建档率稳步提升，救护车配备除颤仪，检验科购置生化分析仪器。",
    "丙": "学校食堂改造完成，学生营养餐按时供应。操场铺设塑胶跑道，图书室添置儿童读物。"
    "教师轮岗交流名单公布，寄宿生宿舍安装热水器，课后托管开设书法班。",
}
TEXTS = {name: COMMON + text for name, text in (OWN | {"丁": OWN["丙"]}).items()}


def test_what_other_families_share_is_not_distinct() -> None:
    c = corpus.from_texts(TEXTS)
    found = study(c)
    spans = found.boilerplate.shared_spans()
    for document, shared in zip(c, spans, strict=True):
        text = "".join(document[(start, end)] for start, end in shared.tolist())
        assert "以人民为中心的发展思想" in text
        assert "工程" not in text
        assert "食堂" not in text


def test_keywords_without_copies_and_shared_text_are_the_documents_own() -> None:
    c = corpus.from_texts(TEXTS)
    rows = {row.name: row for row in weigh(c, "keywords", top=100).of("丙")}
    # the copy halves the weight of what only the family says
    assert rows["操场"].family == pytest.approx(np.log(3), abs=1e-6)
    assert rows["操场"].all == pytest.approx(np.log(2), abs=1e-6)
    assert "水库" not in rows


def test_profile_counts_less_from_all_to_family_to_distinct() -> None:
    rows = {row.name: row for row in weigh(corpus.from_texts(TEXTS), "profile")}
    tokens = rows["tokens"]
    assert tokens.all > tokens.family > tokens.distinct > 0  # type: ignore[operator]
    assert tokens.change == "down"
    assert (rows["sentences"].all, rows["sentences"].distinct) == (16, 9)


def test_keyness_is_weighed_too_and_unknown_statistics_are_named() -> None:
    c = corpus.from_texts(TEXTS)
    assert {row.unit for row in weigh(c, "keyness", least=1, alpha=1.0)} == set(TEXTS)
    with pytest.raises(SettingsError, match="profile"):
        weigh(c, "mood")


def test_what_only_one_vote_a_family_shows_is_said_to_be_passing() -> None:
    (row,) = compare_weightings({}, {None: {"责任制": 3.0}}, {})
    assert (row.all, row.family, row.distinct, row.change) == (None, 3.0, None, "passing")


@pytest.mark.slow
def test_themes_are_weighed_by_their_passages(sample: corpus.Corpus) -> None:
    rows = weigh(sample, "themes")
    copied = [row for row in rows if row.all is not None and row.distinct is None]
    assert {row.change for row in copied} == {"gone"}
    both = [row for row in rows if row.all is not None and row.family is not None]
    assert both
    assert all(row.family <= row.all for row in both)  # type: ignore[operator]
