"""Zip archives, honest and hostile."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from corpus.errors import SourceError
from corpus.reading.formats import Extract, Options, archive
from corpus.reading.formats.archive import member_name, read

Make = Callable[..., bytes]
OPTIONS = Options(name="包.zip")


def codes(found: list[Extract]) -> dict[str, list[str]]:
    return {one.part: [note.code for note in one.notes] for one in found}


def test_members_are_read_in_the_order_of_their_names(make_zip: Make) -> None:
    data = make_zip([("乙/二.txt", "二".encode()), ("甲.txt", "全镇开展工作".encode("gbk"))])
    found = read(data, OPTIONS)
    assert [(one.part, one.text, one.encoding) for one in found] == [
        ("/乙/二.txt", "二", "utf-8"),
        ("/甲.txt", "全镇开展工作", "gb18030"),
    ]
    assert len({one.sha256 for one in found}) == 2


@pytest.mark.parametrize("names", [[], ["夹/"], [".git/a.txt", "__MACOSX/a.txt"]])
def test_an_archive_that_holds_no_document_is_told_of(make_zip: Make, names: list[str]) -> None:
    held = [(name, b"") for name in names]
    assert read(make_zip(held), OPTIONS) == [Extract("", "utf-8")]
    assert codes(read(make_zip([*held, ("a.txt", "全镇".encode())]), OPTIONS)) == {"/a.txt": []}
    left_out = OPTIONS._replace(excluded=lambda part: part == "/a.txt")
    assert read(make_zip([*held, ("a.txt", "全镇".encode())]), left_out) == []  # as was asked


def test_tables_and_documents_inside_are_read_by_their_endings(make_zip: Make) -> None:
    data = make_zip(
        [("a.csv", "text\n一\n二\n".encode()), ("b.csv", b"x\n1\n"), ("c.md", "# 题".encode())]
    )
    found = read(data, OPTIONS)
    assert [one.part for one in found] == ["/a.csv:1", "/a.csv:2", "/b.csv", "/c.md"]
    assert [n.code for n in found[2].notes] == ["skipped-table"]
    assert found[3].hints


def test_names_in_gbk_are_recovered() -> None:
    target = io.BytesIO()
    name = "总结/一季度.txt"
    with zipfile.ZipFile(target, "w") as file:
        file.writestr("x" * len(name.encode("gbk")), "文")
    data = target.getvalue().replace(b"x" * len(name.encode("gbk")), name.encode("gbk"))
    assert [one.part for one in read(data, OPTIONS)] == ["/总结/一季度.txt"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/一.txt", "etc/一.txt"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\文档\\一.txt", "文档/一.txt"),
        ("a/./b//c.txt", "a/b/c.txt"),
        ("..", "?"),
    ],
)
def test_no_name_leads_out_of_the_archive(name: str, expected: str) -> None:
    info = zipfile.ZipInfo(name)
    info.flag_bits |= 0x800
    assert member_name(info) == expected


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_both_read(make_zip: Make) -> None:
    found = read(make_zip([("一.txt", b"1"), ("一.txt", b"2")]), OPTIONS)
    assert [(one.part, one.text) for one in found] == [("/一.txt", "1"), ("/一.txt~2", "2")]


def test_what_is_no_document_is_passed_over_or_noted(make_zip: Make) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name in (
            ".DS_Store",
            "__MACOSX/a.txt",
            "夹/",
            "图.jpg",
            "旧.doc",
            "内.zip",
            "~$a.docx",
        ):
            file.writestr(name, b"x")
        file.writestr(link, "/etc/passwd")
    assert codes(read(target.getvalue(), OPTIONS)) == {
        "/link.txt": ["skipped-link"],
        "/内.zip": ["skipped-archive"],
        "/图.jpg": ["skipped-type"],
        "/旧.doc": ["unsupported-format"],
    }


def test_a_bomb_costs_only_itself(make_zip: Make) -> None:
    bomb = b"0" * (30 * 2**20)
    found = read(make_zip([("a.txt", "好".encode()), ("b.txt", bomb)]), OPTIONS)
    assert codes(found) == {"/a.txt": [], "/b.txt": ["compression-bomb"]}


def test_the_bounds_on_members_and_on_all_of_them(
    make_zip: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBER", 2_000_000)
    monkeypatch.setattr(archive, "MAX_ARCHIVE", 3_000_000)
    data = make_zip(
        [("a.txt", b"a" * 1_900_000), ("b.txt", b"b" * 2_000_001), ("c.txt", b"c" * 1_900_000)]
    )
    assert codes(read(data, OPTIONS)) == {
        "/a.txt": [],
        "/b.txt": ["member-too-large"],
        "/c.txt": ["archive-too-large"],
    }


def test_too_many_members_are_refused(make_zip: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBERS", 20)
    for count in (21, 200):
        data = make_zip([(f"{n}.txt", b"x") for n in range(count)])
        with pytest.raises(SourceError) as caught:
            read(data, OPTIONS)
        assert caught.value.code == "R104"


@pytest.mark.parametrize("declared", [1, 10**9])
def test_a_size_that_lies_is_found_out(make_zip: Make, declared: int) -> None:
    text = "全镇开展意识形态工作".encode() * 50
    data = bytearray(make_zip([("a.txt", text), ("b.txt", b"good")]))
    place = data.index(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<I", declared)
    found = read(bytes(data), OPTIONS)
    assert found[1].text == "good"
    assert found[0].text == text.decode() or codes(found)["/a.txt"] == ["damaged-file"]
    assert declared != 1 or found[0].encoding is None


def test_damage_inside_costs_one_member(make_zip: Make) -> None:
    data = bytearray(make_zip([("a.txt", b"first" * 100), ("b.txt", b"good")], compress=False))
    data[60] ^= 0xFF
    assert codes(read(bytes(data), OPTIONS)) == {"/a.txt": ["damaged-file"], "/b.txt": []}


def test_a_member_with_a_password_is_noted(make_zip: Make) -> None:
    data = bytearray(make_zip([("a.txt", b"secret")]))
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(magic) + offset] |= 1
    assert codes(read(bytes(data), OPTIONS)) == {"/a.txt": ["encrypted-file"]}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no archive", b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        read(data, OPTIONS)
    assert caught.value.code == "R101"


def test_left_out_members_are_not_even_read(make_zip: Make) -> None:
    options = OPTIONS._replace(excluded=lambda part: part.startswith("/旧"))
    data = make_zip([("旧/a.txt", b"x"), ("新/b.txt", b"y")])
    assert [one.part for one in read(data, options)] == ["/新/b.txt"]


def test_a_member_whose_name_is_nothing_costs_no_other() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("a.txt", "好的")
        made.writestr("X.txt", "无名")
    data = target.getvalue().replace(b"X.txt", b"\0.txt")
    found = read(data, OPTIONS)
    assert {one.part: one.text for one in found}["/a.txt"] == "好的"
    assert codes(found)["/?"] == ["skipped-type"]


def test_a_reader_that_raises_costs_its_own_member_only(
    make_zip: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raising(*_: object) -> None:
        raise KeyError("没有")

    monkeypatch.setattr("corpus.reading.formats.markdown.read", raising)
    data = make_zip([("a.txt", "好的".encode()), ("b.md", "坏的".encode())])
    assert codes(read(data, OPTIONS)) == {"/a.txt": [], "/b.md": ["failed-reader"]}
