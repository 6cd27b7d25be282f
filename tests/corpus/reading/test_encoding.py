"""Which encoding a file is in, and that no wrong byte is lost or stops the reading."""

from __future__ import annotations

import codecs
import random
from functools import cache
from pathlib import Path

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import SettingsError, SourceError
from corpus.model import Note
from corpus.reading.encoding import decode, sanitise, text_encoding

SAMPLE = Path(__file__).resolve().parents[3] / "data" / "乡镇意识形态上半年工作总结15篇.txt"
LENGTHS = (12, 20, 40, 200, 2_000, 45_000)


@cache
def compilation() -> str:
    return SAMPLE.read_text(encoding="utf-8")


@cache
def traditional() -> str:
    text = opencc.OpenCC("s2tw").convert(compilation())
    # kana and ⅹ stand at different codes in different Big5
    return "".join(c for c in text.encode("big5", "ignore").decode("big5") if not "ぁ" <= c <= "ヿ")


def pieces(text: str, length: int, count: int = 25) -> list[str]:
    pick = random.Random(length)  # noqa: S311
    starts = (pick.randrange(max(1, len(text) - length)) for _ in range(count))
    found = [text[start : start + length] for start in starts]
    return [piece for piece in found if sum(c > "\u3000" for c in piece) * 2 > length]


def codes(notes: tuple[Note, ...]) -> list[str]:
    return [note.code for note in notes]


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
def test_simplified_text_is_decoded_rightly_from_twelve_characters_up(
    encoding: str, expected: str, length: int
) -> None:
    for piece in pieces(compilation(), length, 25 if length < 2_000 else 2):
        found = decode(piece.encode(encoding))
        assert found.text == piece
        assert found.encoding == expected
        assert found.notes == ()


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize(("encoding", "expected"), [("big5", "big5"), ("gbk", "gb18030")])
def test_traditional_text_is_told_from_its_strictly_valid_misreading(
    encoding: str, expected: str, length: int
) -> None:
    for piece in pieces(traditional(), length, 25 if length < 2_000 else 2):
        found = decode(piece.encode(encoding))
        assert found.text == piece
        assert found.encoding == expected
        assert found.notes == ()


@pytest.mark.parametrize("length", [4, 6, 8])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_even_a_few_characters_are_right_or_doubted(encoding: str, length: int) -> None:
    for piece in pieces(compilation(), length, 100):
        found = decode(piece.encode(encoding))
        assert found.text == piece or codes(found.notes) == ["encoding-guessed"]


def test_four_byte_characters_of_gb18030_survive() -> None:
    text = "住户:𠮷某、䶮某、𬬮某,均为本镇村民,𪚥字辈。"
    assert decode(text.encode("gb18030"))[:2] == (text, "gb18030")


def test_letters_of_hong_kong_are_read_with_its_extension() -> None:
    text = "香港嘅文件係用啲字寫嘅,喺呢度睇,佢哋話冇問題"
    assert decode(text.encode("big5hkscs"))[:2] == (text, "big5hkscs")


@pytest.mark.parametrize("text", ["联通", "联通,电信", "一"])
def test_gbk_bytes_that_happen_to_look_like_utf8_are_not_taken_for_it(text: str) -> None:
    assert decode(text.encode("gbk")).text == text


def test_western_text_is_not_read_as_chinese() -> None:
    text = "Déjà vu: le résumé, très réussi, a été présenté à l'école."
    assert decode(text.encode("cp1252"))[:2] == (text, "cp1252")


@pytest.mark.parametrize("text", ["", "OK", "a,b\r\n1,2\r\n", "plain ASCII, nothing else " * 9])
def test_ascii_is_utf8_without_doubt(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8", 1.0, ())


def test_a_byte_order_mark_goes_and_newlines_stay() -> None:
    assert decode(codecs.BOM_UTF8 + "一\r\n二\r三\n\x85".encode()).text == "一\r\n二\r三\n\x85"
    assert decode(codecs.BOM_UTF8).text == ""
    assert decode("\ufeff一二".encode(), encoding="utf-8").text == "一二"


def test_a_mark_of_utf8_before_gbk_does_not_shift_the_characters() -> None:
    text = "全镇开展意识形态工作,取得成效"
    assert decode(codecs.BOM_UTF8 + text.encode("gbk"))[:2] == (text, "gb18030")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16-le"])
@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_character_cut_off_at_the_end_costs_no_more_than_itself(encoding: str, cut: int) -> None:
    text = "全鎮開展工作會議取得成效" if encoding == "big5" else "全镇开展工作会议取得成效"
    found = decode(text.encode(encoding)[:-cut])
    assert found.encoding == encoding
    assert found.text.rstrip("\ufffd") == text[: len(found.text.rstrip("\ufffd"))]
    assert len(found.text.rstrip("\ufffd")) >= len(text) - 2
    damaged = "\ufffd" in found.text
    assert codes(found.notes) == (["replaced-bytes"] if damaged else [])


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_one_bad_byte_in_a_megabyte_is_one_replacement_with_its_place(encoding: str) -> None:
    text = "全镇开展意识形态工作,取得成效。" * 30_000
    place = len(text[:200_000].encode(encoding))
    data = text.encode(encoding)
    found = decode(data[:place] + b"\xff" + data[place:])
    assert found.text == text[:200_000] + "\ufffd" + text[200_000:]
    (note,) = found.notes
    assert note.span == (200_000, 200_001)
    assert dict(note.facts)["byte"] == place
    assert dict(note.facts)["count"] == 1


def test_a_file_of_two_encodings_is_read_in_both() -> None:
    text = "全镇开展意识形态工作,取得成效。"
    found = decode((text * 3).encode() + text.encode("gbk"))
    assert (found.encoding, found.text) == ("utf-8", text * 4)
    assert [n.span for n in found.notes] == [(len(text) * 3, len(text) * 4)]


def test_a_replacement_character_of_the_file_is_not_counted_as_ours() -> None:
    found = decode("一\ufffd二三四五六".encode())
    assert found == ("一\ufffd二三四五六", "utf-8", 1.0, ())
    found = decode("一\ufffd二三四五六七八".encode() + b"\xff")
    assert dict(found.notes[0].facts)["count"] == 1


def test_nul_characters_stay_and_are_noted() -> None:
    found = decode("全镇\0开展\0工作".encode())
    assert found.text == "全镇\0开展\0工作"
    assert found.notes == (Note.of("nul-characters", (2, 3), count=2),)


def test_nuls_that_a_crash_left_behind_the_text_do_not_make_it_binary() -> None:
    text = "全镇开展意识形态工作,取得成效。" * 3
    found = decode(text.encode() + b"\0" * 4096)
    assert found.encoding == "utf-8"
    assert found.text.rstrip("\0") == text


@pytest.mark.parametrize(
    "data",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\x1f\x8b\x08\0\0\0\0\0",
        b"PK\x03\x04rest",
        b"%PDF-1.7\n",
        b"{\\rtf1\\ansi}",
        b"\0" * 100,
        bytes(range(256)) * 4,
        random.Random(7).randbytes(5_000),  # noqa: S311
    ],
)
def test_what_is_no_text_is_refused_by_its_kind(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data)
    assert caught.value.code == "R107"


def test_lone_surrogates_become_replacement_characters() -> None:
    wide = "全镇\ud83d开展意识形态工作".encode("utf-16-le", "surrogatepass")
    found = decode(wide)
    assert found.text == "全镇\ufffd开展意识形态工作"
    assert codes(found.notes) == ["replaced-bytes"]
    assert found.notes[0].span == (2, 3)
    assert decode(b"\xed\xa0\x80" + "全镇开展工作".encode()).text.lstrip("\ufffd") == "全镇开展工作"
    assert decode(b"\\ud83d!", encoding="unicode_escape").text == "\ufffd!"


def test_what_the_file_says_of_itself_decides_only_where_the_bytes_do_not() -> None:
    short = "恭喜"
    assert decode(short.encode("big5"), declared="big5").text == short
    text = "全镇开展意识形态工作,取得成效。"
    assert decode(text.encode("gbk"), declared="utf-8").text == text
    assert decode(text.encode("gbk"), declared="no-such-thing").text == text


def test_the_encoding_can_be_given() -> None:
    assert decode("全镇".encode("gbk"), encoding="gb2312")[:2] == ("全镇", "gb18030")
    assert decode("ＡＢ".encode("shift_jis"), encoding="Shift-JIS").text == "ＡＢ"
    wrong = decode("全镇".encode("gbk"), encoding="utf-8")
    assert "\ufffd" in wrong.text
    assert codes(wrong.notes) == ["replaced-bytes"]


@pytest.mark.parametrize("name", ["no-such", "rot13", "hex", "base64", "", "a\0b"])
def test_a_name_that_is_no_text_encoding_is_an_error_of_the_settings(name: str) -> None:
    with pytest.raises(SettingsError, match="gb18030"):
        text_encoding(name)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_text_or_a_refusal(data: bytes) -> None:
    try:
        found = decode(data)
    except SourceError as error:
        assert error.code == "R107"  # noqa: PT017
        return
    found.text.encode()  # no lone surrogates
    assert 0 <= found.confidence <= 1
    for note in found.notes:
        assert 0 <= note.span.start <= note.span.end <= len(found.text)
        assert note.message("zh")
        assert note.message("en")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=20), st.data())
def test_valid_utf8_comes_back_as_it_was(text: str, data: st.DataObject) -> None:
    found = decode(text.encode())
    assert found.text == text.removeprefix("\ufeff") or found.confidence < 1


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_sanitising_keeps_the_length_and_leaves_what_can_be_written(text: str) -> None:
    clean, notes = sanitise(text)
    assert len(clean) == len(text)
    clean.encode()
    assert bool(notes) == any("\ud800" <= c <= "\udfff" for c in text)


@pytest.mark.slow
def test_twenty_megabytes_on_one_line_take_no_longer_than_their_size() -> None:
    text = "全镇开展意识形态工作,取得成效。" * 500_000
    assert decode(text.encode("gbk")).text == text
    half = text.encode()[:20_000_000] + text.encode("gbk")[:20_000_000]
    assert decode(half).text.count("\ufffd") > 1_000_000


def test_a_wrong_byte_behind_a_mark_is_counted_from_the_beginning_of_the_file() -> None:
    found = decode(b"\xef\xbb\xbf\xe5\x85\xa8\xff\xe9\x95\x87", encoding="utf-8-sig")
    assert (found.text, found.encoding) == ("全\ufffd镇", "utf-8-sig")
    assert (found.notes[0].span, dict(found.notes[0].facts)["byte"]) == ((1, 2), 6)


@pytest.mark.parametrize("name", ["idna", "punycode", "undefined", "rot13", "base64"])
def test_a_codec_that_reads_no_files_is_no_encoding(name: str) -> None:
    with pytest.raises(SettingsError, match=name):
        decode("全镇".encode(), encoding=name)


PLAIN = "一、工作情况\n全年召开会议十二次。\n"
OTHER = "三、下一步打算\n继续抓好学习，扎实推进项目建设。\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_stretch_in_gbk_inside_utf8_is_read_as_such(end: str) -> None:
    plain, other = PLAIN.replace("\n", end), OTHER.replace("\n", end)
    found = decode(plain.encode() + other.encode("gbk") + plain.encode())
    assert (found.text, found.encoding) == (plain + other + plain, "utf-8")
    (note,) = found.notes
    assert (note.code, found.text[slice(*note.span)]) == ("foreign-encoding", other.rstrip())


def test_a_stretch_in_utf8_inside_gbk_is_read_as_such() -> None:
    found = decode(PLAIN.encode("gbk") * 3 + OTHER.encode() + PLAIN.encode("gbk"))
    assert (found.text, found.encoding) == (PLAIN * 3 + OTHER + PLAIN, "gb18030")
    assert [found.text[slice(*n.span)] for n in found.notes] == [OTHER.rstrip()]


def test_a_stretch_within_a_line_is_read_as_such() -> None:
    head, inner, tail = "来自某县的材料说：", "继续抓好学习工作", "。以上属实，请予审核。"
    found = decode(head.encode() + inner.encode("gbk") + tail.encode())
    assert found.text == head + inner + tail
    assert [found.text[slice(*n.span)] for n in found.notes] == [inner]


def test_a_few_wrong_bytes_are_no_text_in_another_encoding() -> None:
    found = decode((PLAIN * 3).encode() + b"\xff\xfe\x81" + PLAIN.encode())
    assert codes(found.notes) == ["replaced-bytes"]
    assert found.text == PLAIN * 3 + "\ufffd" * 3 + PLAIN
