"""PDF: wrapped lines joined, page numbers left out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from corpus.errors import MissingExtra, SourceError
from corpus.reading.formats import Extract, Options, pdf
from corpus.reading.formats.pdf import read
from corpus.reading.sources import read_sources
from corpus.system.isolated import Isolated

Make = Callable[[Sequence[Sequence[tuple[float, float, str]]]], bytes]
OPTIONS = Options(name="总结.pdf")
LEFT, EM, TOP = 80.0, 16.0, 780.0
WIDTH = 27


def printed(text: str, number: int | None = None) -> list[list[tuple[float, float, str]]]:
    """Set paragraphs as a typist would: indented by two, 27 characters a line, 20 lines a page."""
    lines: list[tuple[float, str]] = []
    for paragraph in text.split("\n"):
        first, rest = paragraph[: WIDTH - 2], paragraph[WIDTH - 2 :]
        lines.append((LEFT + 2 * EM, first))
        lines += [(LEFT, rest[i : i + WIDTH]) for i in range(0, len(rest), WIDTH)]
    pages = []
    for n in range(0, len(lines), 20):
        page = [(x, TOP - 28 * i, words) for i, (x, words) in enumerate(lines[n : n + 20])]
        if number is not None:
            page.append((280, 60, f"— {n // 20 + number} —"))
        pages.append(page)
    return pages


def only(data: bytes) -> Extract:
    (found,) = read(data, OPTIONS)
    return found


def test_paragraphs_come_back_whole_over_lines_and_pages(
    make_pdf: Make, sample_path: object
) -> None:
    text = "\n".join(str(sample_path.read_text("utf-8")).split("\n")[3:40])  # type: ignore[attr-defined]
    text = "\n".join(line.strip() for line in text.split("\n") if line.strip())
    found = only(make_pdf(printed(text, number=1)))
    assert found.text.split("\n")[:-1] == text.split("\n")
    (note,) = found.notes
    assert note.code == "page-furniture"
    assert dict(note.facts)["example"] == "— 1 —"


@pytest.mark.parametrize("number", ["第{}页", "第{}页 共9页", "{}/9", "- {} -", "{}"])
def test_page_numbers_are_left_out(make_pdf: Make, number: str) -> None:
    pages = [
        [(LEFT, TOP, f"第{'甲乙丙'[n]}页的正文。"), (280.0, 60.0, number.format(n + 1))]
        for n in range(3)
    ]
    found = only(make_pdf(pages))
    assert found.text == "第甲页的正文。\n第乙页的正文。\n第丙页的正文。\n"
    assert dict(found.notes[0].facts)["count"] == 3


def test_a_lone_number_at_the_foot_of_a_page_stays(make_pdf: Make) -> None:
    found = only(make_pdf([[(LEFT, TOP, "全年开展活动次数:"), (LEFT, TOP - 28, "12")]]))
    assert found.text == "全年开展活动次数:\n12\n"
    assert found.notes == ()


def test_a_header_on_every_page_is_left_out_once_it_is_seen_on_three(make_pdf: Make) -> None:
    pages = [
        [(LEFT, TOP, "某镇工作简报"), (LEFT, 700.0, f"正文{'甲乙丙丁'[n]}。")] for n in range(4)
    ]
    assert only(make_pdf(pages)).text == "正文甲。\n正文乙。\n正文丙。\n正文丁。\n"
    assert "某镇工作简报" in only(make_pdf(pages[:2])).text


def test_a_glyph_without_a_character_keeps_its_place_and_is_reported(make_pdf: Make) -> None:
    found = only(make_pdf([[(LEFT, TOP, "全年\0活动十二次。"), (LEFT, TOP - 28, "\0于学习。")]]))
    assert found.text == "全年\ufffd活动十二次。\n\ufffd于学习。\n"
    (note,) = found.notes
    assert (note.code, note.span, dict(note.facts)) == ("unnamed-glyphs", (2, 3), {"count": 2})


def test_a_page_without_text_is_refused_as_a_scan(make_pdf: Make) -> None:
    with pytest.raises(SourceError, match="ocrmypdf -l chi_sim") as caught:
        only(make_pdf([[]]))
    assert caught.value.note is not None
    assert caught.value.note.code == "no-text-layer"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4 broken", b"no pdf at all"])
def test_a_broken_file_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="sound"):
        only(data)


def test_without_the_package_the_extra_is_named(
    make_pdf: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(MissingExtra, match=r"leitong\[pdf\]"):
        only(make_pdf([[(LEFT, TOP, "正文")]]))


@pytest.mark.parametrize("alone", list("字)1，A"))
def test_a_character_that_stands_alone_is_read_whatever_fonts_the_machine_has(
    make_pdf: Make, alone: str
) -> None:
    pages = [[(LEFT, TOP, "这一行是正文。"), (LEFT, TOP - 200, alone), (LEFT, TOP - 400, "完。")]]
    for _ in range(2):  # the machine's fonts serve again after a file, and ours for the next
        assert only(make_pdf(pages)).text.replace("\n", "") == f"这一行是正文。{alone}完。"


BODY = (
    "河流从北面流来，绕过一座小山。",
    "清晨有人到河边打水，傍晚孩子们钓鱼。",
    "去年冬天疏浚河道，挖出许多旧砖。",
)


def test_a_clause_that_ends_each_page_stays(make_pdf: Make) -> None:
    pages = [
        [(LEFT, 760.0, f"{'甲乙丙'[n]}包"), (LEFT, 732.0, BODY[n]), (LEFT, 704.0, "质保期三年。")]
        for n in range(3)
    ]
    low = [[(x, y - 630, words) for x, y, words in page] for page in pages]  # at the page's foot
    for drawn in (pages, low):
        found = only(make_pdf(drawn))
        assert found.text.count("质保期三年。") == 3
        assert found.notes == ()


def test_heads_of_odd_and_even_pages_are_left_out(make_pdf: Make) -> None:
    pages = [
        [
            (LEFT, 805.0, f"张某：桥的来历 {n + 12}" if n % 2 else f"{n + 12} 某某大学学报"),
            (LEFT, 740.0, BODY[n % 3]),
            (LEFT, 712.0, f"正文第{'甲乙丙丁戊己'[n]}段。"),
        ]
        for n in range(6)
    ]
    found = only(make_pdf(pages))
    assert "某" not in found.text
    assert found.text.count("正文") == 6
    assert dict(found.notes[0].facts)["count"] == 6


def columns(count: int) -> tuple[list[str], list[str]]:
    left = [f"左{'甲乙丙丁戊己庚辛'[n]}行写满这一栏的宽度为止。" for n in range(count)]
    return left, [words.replace("左", "右") for words in left]


@pytest.mark.parametrize("row_by_row", [True, False])
def test_columns_are_read_one_after_the_other(make_pdf: Make, row_by_row: bool) -> None:
    left, right = columns(5)
    one = [(40.0, 700.0 - 28 * n, words) for n, words in enumerate(left)]
    two = [(310.0, 700.0 - 28 * n, words) for n, words in enumerate(right)]
    body = (
        [line for pair in zip(one, two, strict=True) for line in pair] if row_by_row else one + two
    )
    page = [
        (150.0, 740.0, "横跨两栏的一个比较长的标题"),
        *body,
        (150.0, 500.0, "横跨两栏的一行结尾写在下面"),
    ]
    found = only(make_pdf([page]))
    lines = found.text.split("\n")[:-1]
    assert lines == ["横跨两栏的一个比较长的标题", *left, *right, "横跨两栏的一行结尾写在下面"]
    assert found.notes == ()


def test_rows_of_a_table_stay_rows(make_pdf: Make) -> None:
    page = [
        place
        for n, name in enumerate("甲乙丙丁戊")
        for place in ((60.0, 700.0 - 28 * n, f"{name}镇"), (330.0, 700.0 - 28 * n, f"{n}00"))
    ]
    found = only(make_pdf([page]))
    assert [line.split("\t") for line in found.text.split("\n")[:-1]] == [
        [f"{name}镇", f"{n}00"] for n, name in enumerate("甲乙丙丁戊")
    ]


def test_heads_in_the_middle_of_their_columns_are_cells(make_pdf: Make) -> None:
    rows = [
        place
        for n, name in enumerate("甲乙丙")
        for place in ((60.0, 672.0 - 28 * n, f"{name}镇"), (330.0, 672.0 - 28 * n, f"{n}00"))
    ]
    heads = [(150.0, 700.0, "单位"), (400.0, 700.0, "金额")]
    assert only(make_pdf([heads + rows])).text.split("\n")[0] == "单位\t金额"
    # one that begins below the next column's cells is no head of the first
    astray = [(300.0, 700.0, "二〇二三年"), (460.0, 700.0, "编制")]
    assert "\t" not in only(make_pdf([astray + rows])).text.split("\n")[0]


def test_a_wide_blank_in_a_line_by_itself_is_no_table(make_pdf: Make) -> None:
    page = [(60.0, 700.0, "甲方签字"), (330.0, 700.0, "乙方签字"), (60.0, 660.0, "以上内容属实。")]
    assert "\t" not in only(make_pdf([page])).text


def test_where_the_order_is_unsure_there_is_a_doubt(make_pdf: Make) -> None:
    page = [(40.0, 700.0 - 28 * n, f"第{'甲乙丙丁戊'[n]}条所说的事项内容") for n in range(5)]
    page += [(310.0, 700.0 - 28 * n, "占地八十平方米") for n in range(4)]
    page = [(x, y, words + "整" * (x > 300)) for x, y, words in page]
    page += [(310.0, 588.0, "占地一百二十平方米，其中包括小院子")]
    found = only(make_pdf([page]))
    assert all(words in found.text for _, _, words in page)
    assert [note.code for note in found.notes] == ["reading-order"]


def test_raised_figures_stay_raised(make_pdf: Make) -> None:
    page = [(80, 700, "蓄水量10"), (160, 706, "3"), (168, 700, "立方米")]
    data = make_pdf([page]).replace(b"/F 16 Tf 160 706", b"/F 08 Tf 160 706")
    assert only(data).text == "蓄水量10³立方米\n"


def test_figures_raised_as_browsers_print_them_stay_raised(make_pdf: Make) -> None:
    page = [(80, 700, "蓄水量10"), (160, 706, "3"), (173, 700, "立方米，"), (237, 700, "1234")]
    data = make_pdf([page]).replace(b"/F 16 Tf 160 706", b"/F 13 Tf 160 706")
    assert only(data).text == "蓄水量10³立方米，1234\n"
    apart = [(80, 700, "蓄水量10"), (300, 706, "3"), (80, 660, "立方米")]
    data = make_pdf([apart]).replace(b"/F 16 Tf 300 706", b"/F 13 Tf 300 706")
    assert "³" not in only(data).text  # it stands apart: a note's number or a cell


def test_pages_that_lie_on_their_side_have_margins_of_their_own(make_pdf: Make) -> None:
    upright = [[(LEFT, TOP, BODY[n % 3][:14]), (LEFT, TOP - 28, "下一行。")] for n in range(2)]
    wide = [
        [(LEFT, 500.0, "横页上的一行字写得很长，" * 3), (LEFT, 472.0, "横页下一行也写得很长。" * 3)]
    ]
    data = make_pdf([*upright, *wide]).decode("latin-1")
    first, _, rest = data.rpartition("/MediaBox[0 0 595 842]")
    found = only(f"{first}/MediaBox[0 0 842 595]{rest}".encode("latin-1"))
    assert f"{BODY[0][:14]}下一行。" in found.text
    assert found.text.splitlines()[-1].startswith("横页上")


def test_a_scanned_page_among_others_is_said_to_be_one(make_pdf: Make) -> None:
    data = make_pdf([[(LEFT, TOP, "第一页的正文。")], [(80, 700, "此页是图" * 20)]])
    begin = data.index(b"BT /F 16 Tf 80 700")
    end = data.index(b" ET", begin) + 3
    picture = b"q 500 0 0 500 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q"
    found = only(data[:begin] + picture.ljust(end - begin) + data[end:])
    assert found.text == "第一页的正文。\n"
    assert [(n.code, dict(n.facts)["page"]) for n in found.notes] == [("scanned-pages", 2)]


MALICE = """
import os
from corpus.reading.portable import pages

def pages_of(data):
    if b"%ends" in data:
        os._exit(7)
    if b"%grows" in data:
        bytearray(1 << 34)
    if b"%fails" in data:
        raise IndexError("page 3")
    return pages.pages_of(data)
"""


@pytest.mark.parametrize(
    ("word", "code", "said"),
    [
        (b"%ends", "reader-ended", "exit 7"),
        pytest.param(
            b"%grows", "reader-memory", "2048",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="addresses are not bounded"),
        ),
        (b"%fails", "failed-reader", "IndexError: page 3"),
    ],
)  # fmt: skip
def test_a_file_that_breaks_the_reader_costs_only_itself(
    make_pdf: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    word: bytes, code: str, said: str,
) -> None:  # fmt: skip
    (tmp_path / "malice.py").write_text(MALICE, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    breaking = Isolated("malice:pages_of")
    monkeypatch.setattr(pdf, "_seen", breaking)
    folder = tmp_path / "files"
    folder.mkdir()
    for name in ("甲", "乙", "丙"):
        page = make_pdf([[(LEFT, TOP, f"{name}镇开展工作。")]])
        (folder / f"{name}.pdf").write_bytes(page + word * (name == "乙"))
    sources = {source.id: source for source in read_sources(folder)}
    breaking.stop()
    assert sources["甲.pdf"].text == "甲镇开展工作。\n"
    assert sources["丙.pdf"].text == "丙镇开展工作。\n"
    (note,) = sources["乙.pdf"].notes
    assert (note.code, dict(note.facts)["reason"]) == (code, said)
