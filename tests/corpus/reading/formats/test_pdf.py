"""PDF: wrapped lines joined, page numbers left out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import pytest

from corpus.errors import MissingExtra, SourceError
from corpus.reading.formats import Extract, Options
from corpus.reading.formats.pdf import read

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
    with pytest.raises(SourceError, match="recognition") as caught:
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
