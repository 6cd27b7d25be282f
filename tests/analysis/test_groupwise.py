"""What findings say along a variable: of groups, between groups, over time."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import corpus
from analysis import (
    along,
    course,
    find_boilerplate,
    find_duplicates,
    find_keywords,
    find_reuse,
    find_themes,
    flows,
    kwic,
    profile,
)  # fmt: skip
from analysis.drawings.style import new_figure
from corpus import Corpus
from corpus.errors import SettingsError
from corpus.records import schema

CLAUSE = "对重大事件、重要情况中的倾向性苗头性问题，有针对性地进行引导，坚决守住思想阵地。"
OTHER = "水库除险加固工程已通过竣工验收，汛期值守责任落实到人，全年未发生险情。"
REST = (
    "人居环境整治累计清运垃圾四百余吨，新建公厕十二座，群众满意度明显提高。"
    "合作社带动二百余户增收，果园分红逐年增加，经验在全县推广。"
    "中小学校舍改造全部完工，新学期师生按时返校，食堂饭菜价格平稳。"
)
ROWS = [
    ("a", CLAUSE * 2, "甲镇", "2022年3月1日"),
    ("b", CLAUSE * 2, "乙镇", "2023/4/2"),
    ("c", OTHER + "各村新修水渠三十里。", "乙镇", "2021-05-06"),
    ("d", REST + CLAUSE, "丙镇", None),
]


@pytest.fixture(scope="module")
def c() -> Corpus:
    names = ("id", "text", "镇", "日期")
    columns = zip(*ROWS, strict=True)
    return corpus.from_dataframe(dict(zip(names, map(list, columns), strict=True)), id="id")


def test_duplicates_of_groups_are_counted_within_and_across(c: Corpus) -> None:
    table = along(find_duplicates(c), c, "镇").set_index("group")
    assert table["count"].to_dict() == {"丙镇": 0, "乙镇": 1, "甲镇": 1}
    assert table["of"].to_dict() == {"丙镇": 1, "乙镇": 2, "甲镇": 1}
    assert table["across"].sum() == 2
    assert ((table["low"] <= table["share"]) & (table["share"] <= table["high"])).all()


def test_flows_without_dates_have_no_direction_and_with_dates_the_earlier_is_first(
    c: Corpus,
) -> None:
    found = find_duplicates(c)
    plain = flows(found, c, "镇").matrix()
    assert plain.loc["甲镇", "乙镇"] == plain.loc["乙镇", "甲镇"] == 1
    dated = flows(found, c, "镇", when="日期")
    assert dated.directed
    assert dated.table()[["group", "other"]].to_numpy().tolist() == [["甲镇", "乙镇"]]
    assert dated.matrix().to_numpy().sum() == 1


def test_flows_of_passages_count_characters_once_and_leave_undated_out(c: Corpus) -> None:
    found = find_reuse(c)
    table = flows(found, c, "镇").table()
    assert table["share"].between(0, 1).all()
    assert {tuple(sorted(pair)) for pair in table[["group", "other"]].to_numpy().tolist()} == {
        ("丙镇", "乙镇"), ("丙镇", "甲镇"), ("乙镇", "甲镇"),
    }  # fmt: skip
    dated = flows(found, c, "镇", when="日期").table()
    assert dated[["group", "other"]].to_numpy().tolist() == [["甲镇", "乙镇"]]


def test_shares_of_reuse_lie_inside_and_outside_of_groups(c: Corpus) -> None:
    table = along(find_reuse(c), c, ["东", "东", "西", "西"]).set_index("group")
    assert table.loc["东", "inside"] == table.loc["东", "share"] == 1.0
    assert table.loc["西", "inside"] == 0.0
    assert 0 < table.loc["西", "outside"] < 1


def test_boilerplate_and_profile_of_groups_add_up(c: Corpus) -> None:
    shares = along(find_boilerplate(c), c, "镇")
    assert shares.iloc[:, 3:].sum(axis=1).round(4).tolist() == [1.0] * 3
    measures = along(profile(c), c, "镇")
    assert measures["characters"].sum() == c.characters
    assert measures["documents"].tolist() == [1, 2, 1]


def test_a_term_has_its_course_over_years_and_nothing_is_a_group(c: Corpus, tmp_path: Path) -> None:
    found = course(c, ["引导", "水库"], "日期:year")
    table = found.table().query("term == '引导'").set_index("group")
    assert table["count"].to_dict() == {"2021": 0, "2022": 1, "2023": 1, "(none)": 1}
    assert table["places"].to_dict() == {"2021": 0, "2022": 2, "2023": 2, "(none)": 1}
    assert table.loc["2021", "high"] > 0.5  # one document says little
    written = found.plot().save(tmp_path / "x.png").read_bytes()
    assert written == found.plot().save(tmp_path / "y.png").read_bytes()
    assert flows(find_duplicates(c), c, "镇").plot(lang="en").save(tmp_path / "z.svg").exists()


def test_copies_are_passed_over_where_votes_say_so(c: Corpus) -> None:
    found = course(c, "引导", "镇", votes=find_duplicates(c)).table()
    assert found["of"].sum() == 3
    assert along(kwic(c, "引导"), c, "镇")["of"].sum() == 4


def test_themes_are_counted_by_documents(c: Corpus) -> None:
    themes = find_themes(c, unit="document", n_themes=2)
    table = along(themes, c, "镇")
    assert len(table) == 3 * len(themes.themes)
    assert (table["count"] <= table["of"]).all()
    assert course(c, themes, "镇").table().equals(table)


def test_by_when_a_finding_is_made_says_the_same_as_asking_later(c: Corpus) -> None:
    for made in (
        find_duplicates(c, by="镇"), find_reuse(c, by="镇"), find_boilerplate(c, by="镇"),
        kwic(c, "引导", by="镇"), profile(c, by="镇"),
    ):  # fmt: skip
        assert made.along().equals(along(made, c, "镇"))
    assert (
        find_duplicates(c, by="镇")
        .flows()
        .table()
        .equals(flows(find_duplicates(c), c, "镇").table())
    )
    again = find_duplicates(c, by="镇").rethreshold(0.9)
    assert again.along()["group"].tolist() == ["丙镇", "乙镇", "甲镇"]


def test_groups_come_last_in_records_and_keep_the_contract(c: Corpus) -> None:
    themes = find_themes(c, unit="document", n_themes=2, by="镇")
    found = {
        "group": [find_duplicates(c, by="镇"), find_boilerplate(c, by="镇"), profile(c, by="镇")],
        "flow": [find_reuse(c, by="镇"), find_duplicates(c, by="镇").flows(when="日期")],
        "course": [kwic(c, "引导", by="日期:year"), themes.course()],
    }
    for kind, findings in found.items():
        for finding in findings:
            mine = [record for record in finding.records() if record["type"] == kind]
            assert mine or finding is findings[-1] is found["course"][-1]
            for record in mine:
                Draft202012Validator(schema(kind)).validate(record)
                assert list(record) == [n for n in schema(kind)["properties"] if n in record]


def test_groups_of_both_sides_are_asked_where_reuse_is_against_others(c: Corpus) -> None:
    found = find_reuse(c[:1], against=c[1:], by="镇")
    assert set(found.flows().table()["group"]) <= {"甲镇", "乙镇", "丙镇"}
    assert found.along()["documents"].tolist() == [1, 2, 1]


def test_keywords_of_groups_count_one_member_a_family(c: Corpus) -> None:
    copies = find_duplicates(c)
    found = find_keywords(c, by="镇", votes=copies)
    assert {word.unit for word in found.items} == {"甲镇", "乙镇", "丙镇"}
    assert {word.document for word in found.items} == {None}
    water = next(word for word in found.of("乙镇") if word.term == "水渠")
    assert (water.count, water.rank, water.families) == (1, water.rank, 1)
    both = find_keywords(c, by=["东", "东", "西", "西"], votes=copies)
    once = next(word for word in both.of("东") if word.term == "引导")
    assert once.count == 2  # twice in one text, which the group has in two copies
    assert find_keywords(c, by=[d.id for d in c]).table()["tfidf"].tolist() == (
        find_keywords(c).table()["tfidf"].tolist()
    )


def test_groups_must_have_been_asked_for(c: Corpus) -> None:
    with pytest.raises(SettingsError, match="give by="):
        find_duplicates(c).flows()
    with pytest.raises(SettingsError, match="no variable"):
        kwic(c, "引导", by="县")


def test_other_documents_and_findings_without_groups_are_refused(c: Corpus) -> None:
    with pytest.raises(SettingsError, match="other documents"):
        along(find_duplicates(c), c[:2], "镇")
    with pytest.raises(SettingsError, match="Keywords cannot be asked"):
        along(find_keywords(c), c, "镇")
    with pytest.raises(SettingsError, match="no variable"):
        flows(find_duplicates(c), c, "县")


def test_a_course_is_followed_within_another_variable_and_copies_are_passed_over() -> None:
    text = "全镇上半年开展理论学习12次，覆盖党员干部三百余人，整理学习笔记二百余篇。"
    c = corpus.from_dataframe(
        {
            "text": [text, text, "防汛。", "学习。", "学习与防汛。"],
            "年": [1, 1, 2, 2, 2],
            "区": ["甲", "甲", "甲", "乙", "乙"],
        }
    )
    found = course(c, ["学习", "防汛"], "年", within="区", votes=find_duplicates(c))
    frame = found.of("学习").table().set_index(["within", "group"])
    assert frame["of"].to_dict() == {
        ("乙", "1"): 0, ("乙", "2"): 2, ("甲", "1"): 1, ("甲", "2"): 1,
    }  # fmt: skip
    assert frame["count"].tolist() == [0, 2, 1, 0]
    whole = course(c, ["学习", "防汛"], "年", votes=find_duplicates(c)).table()
    summed = found.table().groupby(["term", "group"], sort=False)["count"].sum()
    assert summed.tolist() == whole.set_index(["term", "group"])["count"].tolist()
    for record in found.records():
        Draft202012Validator(schema("course")).validate(record)
    figure = found.of("学习").plot().figure
    assert "学习" in figure.get_suptitle()
    assert [axes.get_title(loc="left") for axes in figure.axes] == ["乙", "甲"]
    (axes,) = new_figure(4, 3).subplots(1, 1, squeeze=False).flat
    found.of("学习").plot(ax=axes)
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["乙", "甲"]
    assert "学习" not in found.plot().figure.get_suptitle()
    assert repr(found) == "Course(2 terms over 2 groups of 年 within 2)"
    with pytest.raises(KeyError, match="水库"):
        found.of("水库")


def test_ties_say_which_documents_whose_and_when_the_earlier_first(c: Corpus) -> None:
    dated = flows(find_reuse(c), c, "镇", when="日期")
    ties = dated.ties()
    assert ties[["document", "other_document"]].to_numpy().tolist() == [["a", "b"]]
    assert ties[["date", "other_date"]].to_numpy().tolist() == [["2022-03-01", "2023-04-02"]]
    assert CLAUSE[:10] in ties["text"][0]
    assert len(repr(dated)) < 100
    copies = flows(find_duplicates(c), c, "镇").ties()
    assert copies.columns.tolist() == ["group", "document", "other", "other_document"]
    assert {*copies.loc[0, ["document", "other_document"]]} == {"a", "b"}


def test_what_everybody_writes_was_copied_from_nobody() -> None:
    own = ["修水渠三十里。", "栽杨树两万株。", "建公厕十二座。", "办夜校六个班。"]
    rows = [CLAUSE + each for each in own]
    rows[1] += OTHER
    rows[3] += OTHER
    c = corpus.from_dataframe({"text": rows, "镇": list("甲乙丙丁")})
    r = find_reuse(c, many=4)
    assert flows(r, c, "镇").table()["ties"].sum() == 6
    only = flows(r, c, "镇", boilerplate=False)
    assert only.table()[["group", "other"]].to_numpy().tolist() == [["丁", "乙"]]
    assert OTHER[:12] in only.ties()["text"][0]
    assert not only.ties()["boilerplate"].any()


def test_a_picture_has_no_row_for_documents_without_a_value_that_share_nothing() -> None:
    c = corpus.from_dataframe({"text": [OTHER, OTHER, REST], "镇": ["甲", "乙", None]})
    found = flows(find_duplicates(c), c, "镇")
    assert "(none)" in found.matrix().index  # a table leaves nothing out
    names = [each.get_text() for each in found.plot().ax.get_yticklabels()]
    assert names == ["乙", "甲"]
    c = corpus.from_dataframe({"text": [OTHER, OTHER, OTHER], "镇": ["甲", "乙", None]})
    drawn = flows(find_duplicates(c), c, "镇").plot()
    assert [each.get_text() for each in drawn.ax.get_yticklabels()] == ["乙", "甲", "（无）"]


def test_a_year_without_documents_has_no_band_and_lines_left_out_are_counted() -> None:
    texts = ["学习。", "防汛。", "学习。", "学习。"]
    c = corpus.from_dataframe({"text": texts, "年": [1, 2, 3, 1], "区": ["甲", "甲", "甲", "乙"]})
    drawn = course(c, "学习", "年", within="区").plot()
    one, other = drawn.figure.axes
    assert one.get_title(loc="left") == "乙"
    low_high = other.collections[0].get_paths()[0].vertices[:, 0]
    assert low_high.max() == 2
    assert [list(line[:, 0]) for line in one.collections[1].get_segments()] == [[0, 0]]
    many = course(c, [f"第{n}项" for n in range(9)], "年")
    assert len(many.plot().figure.axes) == 9
    axes = new_figure(4, 3).add_subplot()
    many.plot(ax=axes)
    assert "另有 2 条线未画" in axes.get_xlabel()
    assert "未画" not in course(c, ["学习", "防汛"], "年").plot().ax.get_xlabel()


def test_of_a_family_the_earliest_counts_and_its_copies_are_passed_over() -> None:
    text = "运用大数据建立监测平台，汇集各类数据，实现信息共享、业务协同，及时预警。"
    rows = {
        "text": [text, text, REST, text],
        "日期": ["2021-3", "2017-05-06", "2017-1-1", "2017-2-3"],
    }
    c = corpus.from_dataframe(rows | {"省": ["乙", "甲", "甲", "丙"]})
    copies = find_duplicates(c)
    for by, first in (("日期:year", "2017"), ("日期", "2017-2-3")):
        table = course(c, "大数据", by, votes=copies).table()
        assert table.set_index("group")["count"].to_dict()[first] == table["count"].sum() == 1
        assert kwic(c, "大数据", votes=copies, by=by).along().equals(table)
    within = course(c, "大数据", "日期:year", within="省", votes=copies).table()
    assert within[within["count"] > 0][["within", "group"]].to_numpy().tolist() == [["丙", "2017"]]
    assert course(c, "大数据", "日期:year").table()["count"].tolist() == [2, 1]
    # what has no dates has no earliest: the representative counts, as everywhere
    assert course(c, "大数据", "省", votes=copies).table()["count"].sum() == 1
