"""What a wrong reading left in a text: found, undone where that is possible, else left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.model import Note
from corpus.reading.misread import misreadings
from corpus.reading.sources import read_sources

TEXT = (
    "一、工作情况\n全年召开会议十二次，研究议题三十项，形成决议二十件。\n"
    "学习不够深入，落实不够到位。"
)


def codes(text: str) -> list[str]:
    return [note.code for note in misreadings(text)]


def fact(note: Note, name: str) -> str | int | float:
    return dict(note.facts)[name]


@pytest.mark.parametrize("way", ["UTF-8 > Latin-1", "GBK > Latin-1"])
@pytest.mark.parametrize("windows", [False, True])
def test_bytes_once_read_as_latin_are_undone_without_loss(way: str, windows: bool) -> None:
    raw = TEXT.encode("utf-8" if way.startswith("UTF") else "gbk")
    text = "".join(
        bytes([b]).decode("cp1252")
        if windows and b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
        else chr(b)
        for b in raw
    )
    (note,) = misreadings(text)
    assert (note.code, fact(note, "way"), fact(note, "reading")) == ("misread-text", way, TEXT)


def test_utf8_read_as_latin_twice_is_undone_twice() -> None:
    text = TEXT.encode().decode("latin-1").encode().decode("latin-1")
    (note,) = misreadings(text)
    assert (fact(note, "way"), fact(note, "reading")) == ("UTF-8 > Latin-1, twice", TEXT)


@pytest.mark.parametrize(
    ("text", "was", "read_as", "way"),
    [
        ("近日，縣水利局開展汛前檢查，重點查看壩體。", "big5", "gb18030", "Big5 > GBK"),
        ("近日，县水利局的检查组到了，问题很多。", "gbk", "big5", "GBK > Big5"),
    ],
)
def test_the_two_chinese_encodings_read_as_each_other_are_undone(
    text: str, was: str, read_as: str, way: str
) -> None:
    (note,) = misreadings(text.encode(was).decode(read_as, "replace"))
    assert note.code in ("misread-text", "misread-damaged")
    assert fact(note, "way") == way
    assert str(fact(note, "example")).startswith("近")


def test_utf8_once_read_as_gbk_with_losses_is_said_to_be_damaged() -> None:
    text = "\n".join(line.encode().decode("gbk", "replace") for line in TEXT.split("\n"))
    (note,) = misreadings("前言\n" + text + "\n后记")
    assert (note.code, fact(note, "way")) == ("misread-damaged", "UTF-8 > GBK")
    assert note.span == (3, 3 + len(text))
    assert "研究" in str(fact(note, "example"))


def test_utf8_once_read_as_gbk_without_losses_is_undone() -> None:
    words = "全年召开会议研究工作问题"  # an even number of characters: no byte is left over
    (note,) = misreadings(words.encode().decode("gb18030").replace("\x80", "€"))
    assert (note.code, fact(note, "reading")) == ("misread-text", words)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("全镇锟斤拷锟斤拷工作", "lost-characters"),
        ("全镇烫烫烫烫工作", "lost-characters"),
        ("全镇屯屯屯工作", "lost-characters"),
        ("只是\ue0a5很多人", "private-use"),
        ("只是\U000f1234很多人", "private-use"),
    ],
)
def test_what_cannot_be_undone_is_a_doubt(text: str, code: str) -> None:
    assert codes(text) == [code]


@pytest.mark.parametrize(
    ("text", "reading", "way"),
    [
        ("\uf06c 加强学习\n\uf06c 加强检查", "● 加强学习", "Symbol, Wingdings"),
        ("部件\ue81e和\ue816", "部件龴和\U00020087", "GB 18030"),
        ("竖排\ue78d标点", "竖排︐标点", "GB 18030"),
        ("香港特別行政區與灣仔區議會\ue004", "別行政區與灣仔區議會蕌", "Big5-HKSCS"),
    ],
)
def test_private_use_characters_of_a_known_table_are_read(
    text: str, reading: str, way: str
) -> None:
    (note,) = misreadings(text)
    assert (note.code, fact(note, "reading"), fact(note, "way")) == (
        "private-use-read",
        reading,
        way,
    )
    note.message("zh").encode("gb18030")


def test_what_a_table_does_not_know_stays_a_doubt_beside_what_it_knows() -> None:
    assert codes("\uf06c 只是\ue0a5很多人") == ["private-use-read", "private-use"]
    assert codes("平静\uf0d8的水面") == ["private-use"]  # a bullet begins its line
    assert codes("简体文字里的\ue004") == ["private-use"]  # of Hong Kong in traditional text only


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "烫烫的水，屯屯相望。",
        "浠水县、鐨字、锛字是少见的字，涓滴之恩。",
        "Málaga, Zürich, à côté, être, naïve, Ærøskøbing",
        "ÀÁÂÃÄÅÆÇÈÉ",
        "注音ㄛ與ㄩ的區別，ㄛ是韻母，ㄩ是介母。",
        "﹝一﹞說明，﹝二﹞附件。",
        "壹贰叁肆伍陆柒捌玖拾佰仟",
        "",
    ],
)
def test_text_read_rightly_is_left_alone(text: str) -> None:
    assert codes(text) == []


def test_the_compilation_is_left_alone(sample_path: Path) -> None:
    assert misreadings(sample_path.read_text(encoding="utf-8")) == ()


def test_the_text_of_a_file_stays_and_the_note_stands_beside_it(tmp_path: Path) -> None:
    wrong = "全镇开展意识形态工作，召开会议。".encode("gbk").decode("latin-1")
    (tmp_path / "乱.txt").write_text(wrong, encoding="utf-8")
    (source,) = read_sources([tmp_path])
    assert (source.text, [n.code for n in source.notes]) == (wrong, ["misread-text"])


def test_a_book_in_one_line_is_tried_by_portions_and_undone_as_a_whole() -> None:
    text = "全镇开展意识形态工作，组织学习十二次，受教育三百人次。" * 400
    (note,) = misreadings(text.encode("gb18030").decode("latin-1"))
    assert note.code == "misread-text"
    assert dict(note.facts)["reading"] == text
    foreign = "\u00e9\u00e8\u00e0\u00fc\u00f6\u00e4\u00e7\u00f1\u00e9\u00e8"
    assert misreadings(text + foreign + text) == ()
