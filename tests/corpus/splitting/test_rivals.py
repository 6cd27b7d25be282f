"""Readings of one source against each other, and the signs that newly tell pieces apart."""

from __future__ import annotations

import pytest

from corpus.model import Source, Span
from corpus.splitting.choice import Choice
from corpus.splitting.compilation import Split, split
from corpus.splitting.evidence import EVEN, Context, confidence
from corpus.splitting.marks.restarts import headings_of
from corpus.splitting.marks.separators import Mark
from corpus.splitting.rivals import in_order

ONE = "今年以来，全镇认真落实河道清淤任务，两岸群众满意度明显提高，受到县里好评。"
TWO = "图书馆新到一批地方志，读者可凭证借阅，周末延长开放时间，方便上班族前来查找资料。"
THREE = "粮站提醒农户，入库前务必晒干扬净，雨天暂停收购，具体安排以公告栏张贴的为准，请互相转告。"
TEXTS = [f"{text}\n{text[6:]}{text[:6]}" for text in (ONE, TWO, THREE)]
NAMES = ["白石镇防汛工作总结", "关于柳溪乡植树情况的报告", "青山街道消防工作汇报"]


def parted(text: str) -> Split:
    return split(Source("x.txt", text))


def starts(text: str) -> list[str]:
    """First words of every piece."""
    found = parted(text).pieces
    return [text[(p.marker or p.body).start :][:12].split("\n")[0] for p in found]


def written(heads: list[str]) -> str:
    return "\n".join(f"{head}\n{text}" for head, text in zip(heads, TEXTS, strict=True))


@pytest.mark.parametrize("mark", ["{}.", "{}．", "①②③", "（{}）", "{}、"])
def test_a_title_that_ends_in_a_full_stop_closes_the_gap_behind_its_number(mark: str) -> None:
    names = [NAMES[0], "游客在景区内受伤的，景区应当赔偿。", NAMES[2]]
    numbers = [mark[i] if mark == "①②③" else mark.format(i + 1) for i in range(3)]
    text = "工作总结3篇\n" + written([n + name for n, name in zip(numbers, names, strict=True)])
    assert [each[: len(numbers[0])] for each in starts(text)] == numbers


@pytest.mark.parametrize("mark", ["1234.", "①②③④"])
def test_titles_that_all_end_in_full_stops_are_found_behind_numbers(mark: str) -> None:
    names = ["五月的晚风里，一场仪式举行。", "老街的集市搬走了。", "晒谷场上又热闹起来。"]
    behind = mark[4:]
    heads = [f"{mark[i]}{behind}{name}" for i, name in enumerate(names)]
    assert starts("小镇故事三篇\n" + written(heads)) == [head[:12] for head in heads]


def test_points_of_a_list_that_are_sentences_are_no_pieces() -> None:
    points = [
        f"{i}.{name}。\n{ONE}" for i, name in enumerate(["加强领导", "狠抓落实", "严格考核"], 1)
    ]
    assert len(parted("防汛工作方案\n" + "\n".join(points)).pieces) == 1


def test_a_year_behind_a_number_and_a_full_stop_is_no_decimal() -> None:
    heads = ["1．2024级新生入学须知", "2．校园网使用说明", "3．图书借阅办法"]
    assert len(parted("公告3篇\n" + written(heads)).pieces) == 3


@pytest.mark.parametrize("tail", ["（其{}）", "（{}）", "之{}", "【{}】"])
def test_titles_that_differ_are_told_by_the_number_behind_them(tail: str) -> None:
    names = ["秋风里的校园", "老桥与新桥", "晒谷场上的电影"]
    heads = [name + tail.format(han) for name, han in zip(names, "一二三", strict=True)]
    assert starts(written(heads)) == [head[:12] for head in heads]


def test_a_citation_at_the_head_of_a_line_is_no_numbered_title() -> None:
    cited = "《关于审理合同纠纷案件的解释（{}）》第三条规定，当事人应当按照约定履行义务。\n" + ONE
    text = "买卖合同案件的调研报告\n" + "\n".join(cited.format(han) for han in "一二三")
    assert len(parted(text).pieces) == 1


@pytest.mark.parametrize("head", ["文章{} {}", "卷{}\n{}", "<{}> {}", "【标题】{1}\n【正文】"])
def test_other_labels_tell_of_pieces(head: str) -> None:
    heads = [head.format("一二三"[i] if "卷" in head else i + 1, n) for i, n in enumerate(NAMES)]
    assert len(parted(written(heads)).pieces) == 3


def test_rows_of_a_table_with_tabs_are_pieces() -> None:
    names = ["首页 > 新闻 > 正文", "一场仪式在楼前举行。", "校友会换届纪事"]
    texts = [each.replace("\n", "") for each in TEXTS]
    rows = [f"{i}\t{n}\t{t}" for i, (n, t) in enumerate(zip(names, texts, strict=True), 1)]
    assert [each[:2] for each in starts("\n".join(rows))] == ["1\t", "2\t", "3\t"]


def test_a_diary_with_a_day_in_each_line_is_taken_apart() -> None:
    days = ["3月5日 星期二 晴", "3月6日 星期三 小雨", "3月8日 星期五 阴"]
    text = "\n".join(f"{day}　{t[:30]}" for day, t in zip(days, TEXTS, strict=True))
    assert [each[:4] for each in starts(text)] == ["3月5日", "3月6日", "3月8日"]


def test_events_without_weekdays_are_one_chronicle() -> None:
    days = ["3月5日", "3月6日", "3月8日"]
    text = "白石镇大事记\n" + "\n".join(f"{d}　{ONE[:30]}" for d in days)
    assert len(parted(text).pieces) == 1


def test_all_underlined_titles_are_pieces_though_a_short_line_stands_below_some() -> None:
    heads = [f"{name}\n==========" for name in NAMES]
    heads[1] += "\n时间：周三"
    assert len(parted(written(heads)).pieces) == 3


@pytest.mark.parametrize("end", ["（完）", "（全文完）", "——END——", "The End"])
def test_a_line_that_ends_a_piece_belongs_to_it(end: str) -> None:
    text = f"\n{end}\n".join(
        f"{n}\n{t}" for n, t in zip(["老桥", "晒谷场", "粮站"], TEXTS, strict=True)
    )
    found = parted(text).pieces
    assert [text[p.body.start :][:2] for p in found] == ["老桥", "晒谷", "粮站"]
    assert not any(end in text[p.body.start : p.body.start + 20] for p in found)


def test_most_titles_above_bylines_tell_of_the_others() -> None:
    names = [*NAMES, "游客受伤的，景区应当赔偿。"]
    pieces = [f"{n}\n作者：李明\n{t}" for n, t in zip(names, [*TEXTS, ONE], strict=True)]
    assert starts("\n".join(pieces))[-1] == names[-1][:12]


def test_sources_named_below_sentences_of_one_report_cut_nothing() -> None:
    text = "白石镇防汛情况汇报\n" + "\n".join(f"{t}\n来源：防汛科" for t in (ONE, TWO, THREE))
    assert len(parted(text).pieces) == 1


def test_a_numbering_that_goes_on_outweighs_rules_inside_a_piece() -> None:
    latin = ["I", "II", "III", "IV"]
    heads = [f"{n}. {name}" for n, name in zip(latin, [*NAMES, "城关镇征兵工作方案"], strict=True)]
    texts = [*TEXTS, f"{ONE}\n------\n{TWO}\n------\n{THREE}"]
    text = "\n".join(f"{h}\n{t}" for h, t in zip(heads, texts, strict=True))
    assert starts(text) == [head[:12] for head in heads]


@pytest.mark.parametrize("mark", ["【{}】", "案例{}：", "Part {} ", "★"])
def test_names_of_sections_are_parts_of_one_document(mark: str) -> None:
    names = ["数据登记情况", "宣传小组", "准备工作"]
    heads = [mark.format(i) + name for i, name in enumerate(names, 1)]
    assert len(parted("白石镇防汛实施方案\n" + ONE + "\n" + written(heads)).pieces) == 1


def test_names_one_below_the_other_are_a_list_of_what_is_to_be_handed_in() -> None:
    listed = "\n".join(f"● {name}" for name in ("培训实施方案", "验收计划", "应急预案"))
    text = f"档案项目招标文件\n{ONE}\n{listed}\n{TWO}\n● 人员配备承诺书\n{THREE}"
    assert len(parted(text).pieces) == 1


def test_the_headline_of_a_bulletin_below_its_issue_and_date_begins_no_second_document() -> None:
    head = "征兵工作简报\n第17期\n云岭县征兵办公室编　　2021年5月6日\n征兵体检工作全面展开"
    assert len(parted(f"{head}\n{ONE}\n{THREE}").pieces) == 1


def test_two_numbered_titles_of_five_promised_give_way_to_the_pages_that_keep_the_promise() -> None:
    names = [*NAMES, "关于适用担保规定的解释（一）", "关于适用担保规定的解释（二）"]
    pages = [f"{name}\n{text}" for name, text in zip(names, [*TEXTS, THREE, ONE], strict=True)]
    assert len(parted("材料5篇\n" + "\n\f".join(pages)).pieces) == 5


@pytest.mark.parametrize(("last", "first"), [(8, "heading-arabic"), (30, "page")])
def test_a_numbering_that_goes_on_outweighs_feet_of_pages_between_its_titles(
    last: int, first: str
) -> None:
    def choice(family: str, numbers: list[int], rows: list[int], score: float) -> Choice:
        marks = (
            Mark(family, number, row, Span(row, row + 1), "", "", None, alone=True, tight=False)
            for number, row in zip(numbers, rows, strict=True)
        )
        return Choice(tuple(marks), score, confidence(score))

    numbered = choice("heading-arabic", [1, 2, 3, 4, 5], [2, 4, 6, 8, 10], EVEN + 1)
    pages = choice("page", [0, 0], [2, last], EVEN + 2)
    context = Context("", None, False, headings_of("", ()), frozenset(), 0)
    best = in_order([pages, numbered], context)[0]
    assert best.marks[0].family == first
