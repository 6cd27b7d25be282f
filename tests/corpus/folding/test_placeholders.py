from collections import Counter
from pathlib import Path

import pytest

from corpus.folding.comparable import PLACEHOLDER, fold

DATA = Path(__file__).parents[3] / "data"


def shown(text):
    return fold(text).text.replace(PLACEHOLDER, "◆")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # as the compilation has them
        ("xx镇", "◆镇"),
        ("ⅩX市XX区", "◆市◆区"),
        ("20xx年", "◆年"),
        ("20_年", "◆年"),
        ("xx年", "◆年"),
        ("_x镇在_、x政府", "◆镇在◆◆政府"),
        ("落实_八项规定", "落实◆八项规定"),
        ("党_治国理政", "党◆治国理政"),
        ("达x%以上", "达◆%以上"),
        ("Ⅹ月Ⅹ日", "◆月◆日"),
        ("《今日ⅹX》用稿ⅹ篇", "今日◆用稿◆篇"),
        ("成员:xxx、xxx", "成员◆◆"),
        ("xx届二中", "◆届二中"),
        # as others write them
        ("××县", "◆县"),
        ("**县*月*日", "◆县◆月◆日"),
        ("＊＊镇", "◆镇"),
        ("○○村 〇〇村", "◆村◆村"),
        ("□□镇△△乡", "◆镇◆乡"),
        ("某镇某某同志", "◆镇◆同志"),
        ("李某某", "李◆"),
        ("ххх", "◆"),
        ("____年", "◆年"),
        ("2 0 x x 年", "◆年"),
        # figures
        ("x.x万元", "◆万元"),
        ("201x年", "◆年"),
        ("138****5678", "◆5678"),
        ("_5个村", "◆5个村"),
        ("2020xx镇", "2020◆镇"),
        ("1.xx镇", "1◆镇"),
        ("x,5", "◆5"),
        # beside words of an alphabet
        ("使用XXAPP", "使用◆app"),
        ("APPxx人", "app◆人"),
    ],
)
def test_a_masked_name_or_figure_becomes_one_code(text, expected):
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("APP、QQ群、IP", "appqq群ip"),
        ("Excel box", "excelbox"),
        ("iPhone X", "iphonex"),
        ("PX项目", "px项目"),
        ("a_b snake_case", "absnakecase"),
        ("1920x1080", "1920x1080"),
        ("5×8小时 7*24", "5x8小时724"),
        ("二〇〇八年 二○二○年", "二零零八年二零二零年"),
        ("○加强 □是 △重点", "加强是重点"),
        ("某些 某种 某个 某一", "某些某种某个某一"),
        ("等等……——", "等等"),
    ],
)
def test_signs_that_mask_nothing_stay_or_are_dropped(text, expected):
    assert shown(text) == expected


def test_a_span_takes_in_the_whole_run_with_its_digits_and_blanks():
    text = "在20 x x年，召开"
    folded = fold(text)
    span = folded.span(1, 2)
    assert text[span.start : span.end] == "20 x x"


def test_the_compilation_has_these_and_no_sign_is_left_over():
    text = next(DATA.glob("*.txt")).read_text(encoding="utf-8")
    total = Counter()
    for line in text.split("\n"):
        folded = fold(line)
        assert not set(folded.text) & set("x_*×ⅹ〇")
        total.update(line[folded.offsets[i] : folded.ends[i]] for i in folded.wide)
    assert total == {
        "x": 254, "xx": 72, "XX": 22, "_x": 9, "20xx": 8, "X": 8, "Ⅹ": 7, "xxx": 5, "ⅹ": 5,
        "_": 4, "XⅩ": 2, "20_": 2, "ⅩX": 1, "ⅩⅩ": 1, "ⅹX": 1,
    }  # fmt: skip
