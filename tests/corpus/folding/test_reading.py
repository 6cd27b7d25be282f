"""What reads the same: each rule in both directions, and the way back to the source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.folding.comparable import fold
from corpus.folding.reading import MOST_ODD, SHORT_WORD, read_words, reading_form, simplified
from corpus.model import Span

PLAIN = "一、工作情况\n全年召开会议十二次，研究议题三十项，形成决议二十件。\n"

SPACED = "\n".join(" ".join(line) for line in PLAIN.split("\n"))


def read(text: str) -> str:
    form = reading_form(text)
    return text if form is None else form.text


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("⼀、⼯作⼈员，⾃⾏⻋", "一、工作人员，自行车"),
        ("樂﨑", "乐﨑"),  # a compatibility ideograph; U+FA11 is a character of its own
        ("１２次，ＡＰＰ，𝐀", "12次，APP，A"),
        ("︵一︶工作﹐学习｡", "（一）工作，学习。"),
        ("全́县́共́，́12́处", "全县共，12处"),
        ("全\u200b县\ufeff共\ufe00", "全县共"),
        ("會議通過了決定", "会议通过了决定"),
        ("參觀《紅樓夢》展覽", "参观《红楼梦》展览"),
        ("隨著時間，身著便衣，顯著提高，著名學者", "随着时间，身着便衣，显著提高，著名学者"),
        ("乾隆時吃乾飯", "乾隆时吃干饭"),
        (PLAIN.replace("况", "況").replace("议", "議"), PLAIN),
    ],
)
def test_what_stands_for_the_same_reads_the_same(written: str, plain: str) -> None:
    assert read(written) == plain


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "①学习；Ⅳ级；10³；50㎡；㈠",
        "学校の教師は國語を教える。會議室です。",
        "學校에서 會議를 한다",
        "乾隆年间的著名学者，後羿，慰藉",
        "café, naïve — 学习 e\u0301",
        "か\u3099っこう",
        "हिन्दी ไทย 学习",
        "👨\u200d👩\u200d👧 1\ufe0f\u20e3",
        "\u0301\n\u200b\n学习",
        "浄化社会风气",  # a Japanese form in a Chinese text is an error of recognition
        "𠀀字",
    ],
)
def test_what_says_something_of_its_own_stays(text: str) -> None:
    assert reading_form(text) is None


@pytest.mark.parametrize(
    ("spaced", "plain"),
    [
        (SPACED, PLAIN),
        ("全　年　召　开　会　议　十　二　次　，　研　究　议　题", "全年召开会议十二次，研究议题"),
        ("2 0 2 3 年 全 年 召 开 会 议 十 二 次 ， 研 究 议 题",
         "2023年全年召开会议十二次，研究议题"),
        ("用 Windows 10 系 统 召 开 会 议 十 二 次 ， 研 究 议 题",
         "用Windows 10系统召开会议十二次，研究议题"),
    ],
)  # fmt: skip
def test_blanks_between_characters_go_where_lines_are_spaced_throughout(
    spaced: str, plain: str
) -> None:
    assert read(spaced) == plain


@pytest.mark.parametrize(
    "text",
    [
        "工 作 总 结\n全年召开会议十二次，研究议题三十项，形成决议二十件。",
        "全年 召开 会议 十二 次 ， 研究 议题 三十 项 ， 形成 决议 二十 件 。 各 科室 按照 分工 抓",
        "日 一 二 三 四 五 六\n1 2 3 4 5 6 7",
        "使用 Windows 与 Office 软件，学习 Python 语言，参加 ACM 比赛，获 A 类 一等奖",
        "张三　李四　王五　赵六　孙七　周八　吴九　郑十　冯一　陈二　褚三　卫四　蒋五　沈六",
    ],
)
def test_blanks_between_words_titles_and_cells_stay(text: str) -> None:
    assert reading_form(text) is None


def test_names_of_two_characters_set_wide_stay_apart() -> None:
    names = "王 明　 李 刚　 赵 亮　 孙 伟　 周 强　 吴 勇　 郑 平\n" * 2
    assert read(names).split() == ["王明", "李刚", "赵亮", "孙伟", "周强", "吴勇", "郑平"] * 2


def test_one_spaced_document_does_not_touch_its_neighbours() -> None:
    tight = "周 报\n学习 Python 语言。\n全年召开会议十二次，形成决议二十件。\n"
    assert read(tight + SPACED) == tight + PLAIN


def test_every_character_knows_where_it_stands() -> None:
    text = "\u200b全́县́⼯作 很好"
    form = reading_form(text)
    assert form is not None
    assert form.text == form.written == "全县工作 很好"
    assert form.span(0, 1) == Span(0, 3)
    assert [text[slice(*form.span(n, n + 1))] for n in range(1, 4)] == ["县́", "⼯", "作"]
    assert form.within(1, 5) == Span(0, 2)
    assert form.span(3, 3) == Span(6, 6)


def test_what_is_shown_keeps_its_script_and_loses_its_damage() -> None:
    form = reading_form("學́校́⼯作")
    assert form is not None
    assert (form.text, form.written) == ("学校工作", "學校工作")


def test_words_to_look_for_are_read_too() -> None:
    assert read_words(["學校", "⽂件", "APP"]) == {"学校", "文件", "APP"}


def test_a_word_alone_can_be_simplified_whatever_stands_around_it() -> None:
    assert (simplified("乾"), simplified("著"), simplified("学")) == ("干", "着", "学")


ODD = st.text("一工作會乾著ａ１⼯\u0301\u200b\ufe0f 　\nかAé。，︵", max_size=40)


@pytest.mark.parametrize(
    ("text", "read", "spans"),
    [
        ("\ufe00\u0301是⼀", "\ufe00\u0301是一", [(0, 1), (1, 2), (2, 3), (3, 4)]),
        ("\ufe00是⼀", "是一", [(0, 2), (2, 3)]),
        ("1\ufe00\u0301⼀", "1\ufe00\u0301一", [(0, 1), (1, 2), (2, 3), (3, 4)]),
        ("1\u0301\ufe00⼀", "1一", [(0, 2), (2, 4)]),
    ],
)
def test_a_mark_sits_on_nothing_across_one_that_stays(
    text: str, read: str, spans: list[tuple[int, int]]
) -> None:
    form = reading_form(text)
    assert form is not None
    assert (form.text, list(zip(form.starts, form.ends, strict=True))) == (read, spans)


@given(st.text("\ufe00\u0301是1a\u200b、⼀", max_size=8) | ODD | st.text(max_size=40))
def test_the_way_back_is_monotone_whole_and_within_the_source(text: str) -> None:
    form = reading_form(text)
    if form is None:
        return
    n = len(form.text)
    assert n == len(form.written) == len(form.starts) == len(form.ends)
    assert (form.starts[1:] >= form.ends[:-1]).all()
    assert (form.starts < form.ends).all()
    assert form.starts[0] >= 0
    assert form.ends[-1] <= len(text)
    covered = {place for a, b in zip(form.starts, form.ends, strict=True) for place in range(a, b)}
    assert all(c.isspace() for place, c in enumerate(text) if place not in covered)
    assert text.count("\n") == form.text.count("\n")


@given(ODD)
def test_what_reads_the_same_is_equal_to_those_who_compare(text: str) -> None:
    form = reading_form(text.replace("著", ""))  # one character to folding, whatever it means
    if form is not None:
        assert fold(form.text).text == fold(text.replace("著", "")).text


def test_every_character_of_gb2312_reads_as_itself_beside_plain_punctuation() -> None:
    pairs = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    characters = [pair.decode("gb2312", "ignore") for pair in pairs]
    assert reading_form("，".join(characters) + "。①○《》（）“”") is None
    for changes in ("⼯", "Ａ", "幹", "\u200b", "｢"):
        assert reading_form(f"工{changes}作，{changes}") is not None


@pytest.mark.parametrize("gap", [" ", "  ", "   ", "\u3000\u3000", "\t"])
def test_text_is_read_however_wide_the_blanks_after_its_characters_are(gap: str) -> None:
    line = "全年召开会议十二次，研究议题三十项。"
    form = reading_form(gap.join(line))
    assert form is not None
    assert form.text == line


def test_private_use_characters_of_a_known_table_read_as_what_they_stand_for() -> None:
    form = reading_form("第一\ue78d部件\ue81e")
    assert form is not None
    assert form.text == "第一，部件龴"
    assert reading_form("\uf06c 只是\ue0a5很多人") is None


@given(st.text("浄晩勠カ鎮著⼀́\u200b７Ａ\ue5e5﹐ 年工a\n", max_size=12))
def test_a_few_odd_characters_are_looked_at_as_all_tables_would(text: str) -> None:
    text += "年工作" * SHORT_WORD  # longer than what is looked up as a word
    many = (
        text + "\n" + "".join(map(chr, range(0x4E00, 0x4E00 + 40 * MOST_ODD)))
    )  # the tables are asked
    found, among = reading_form(text), reading_form(many)
    assert among is not None
    assert (text if found is None else found.text) == among.text[: -40 * MOST_ODD - 1]
