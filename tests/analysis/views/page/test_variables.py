"""Variables of documents in the page."""

from __future__ import annotations

import pandas as pd

import corpus
from analysis.views.page.variables import MOST_LABELS, variables_data


def made(**columns: list[object]) -> corpus.Corpus:
    rows = len(next(iter(columns.values())))
    frame = pd.DataFrame({"编号": [f"d{n}" for n in range(rows)], "正文": ["每月一次。"] * rows})
    return corpus.from_dataframe(frame.assign(**columns), text="正文", id="编号")


def named(found: list[dict], name: str) -> dict:
    return next(one for one in found if one["name"] == name)


def test_documents_without_variables_have_none_to_choose_by() -> None:
    assert variables_data(corpus.from_texts({"甲": "每月一次。"})) == []


def test_values_are_chosen_by_in_natural_order_and_none_is_no_value() -> None:
    town = named(variables_data(made(乡镇=["十村", "二村", None, "二村"])), "乡镇")
    assert town["labels"] == ["二村", "十村"]
    assert town["of"] == [1, 0, -1, 0]
    assert not town["time"]


def test_dates_are_chosen_by_their_years_and_shown_as_written() -> None:
    date = named(variables_data(made(日期=["2023-05-01", "2021年3月", None])), "日期")
    assert (date["labels"], date["of"], date["time"]) == (["2021", "2023"], [1, 0, -1], True)
    assert date["values"][1] == "2021年3月"


def test_what_each_document_has_for_itself_is_shown_and_not_chosen_by() -> None:
    many = named(variables_data(made(备注=[f"第{n}号文" for n in range(MOST_LABELS + 1)])), "备注")
    assert (many["labels"], many["of"]) == ([], [])
    assert len(many["values"]) == MOST_LABELS + 1
    few = named(variables_data(made(经办=["赵一", "钱二", None, "孙三"])), "经办")
    assert (few["labels"], few["of"]) == ([], [])
    years = named(variables_data(made(年份=[2021, 2022, 2023])), "年份")
    assert years["labels"] == ["2021", "2022", "2023"]


def test_one_value_for_all_is_no_choice() -> None:
    assert named(variables_data(made(省=["甲省", "甲省"])), "省")["labels"] == []


def test_what_repeats_the_ids_is_no_variable_and_a_name_with_a_date_is_none() -> None:
    files = [
        "献血条例（修订后自2019-11-15起施行的文本）",
        "献血条例（修订后自2021-01-05起施行的文本）",
    ]
    found = variables_data(made(文件=files, 号=["d0", "d1"]))
    assert [one["name"] for one in found] == ["文件"]
    assert not found[0]["time"]
