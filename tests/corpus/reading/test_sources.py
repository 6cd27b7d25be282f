"""From paths to sources: what is read, what is noted, what stops."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import corpus.reading.sources as module
from corpus.errors import SettingsError, SourceError
from corpus.model import Source
from corpus.reading.refusal import is_unreadable
from corpus.reading.sources import read_sources, source_from_text
from corpus.writing.numbering import natural_key


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))


def reasons(sources: list[Source]) -> dict[str, list[str]]:
    return {source.id: [note.code for note in source.notes] for source in sources}


def test_a_source_knows_its_text_encoding_and_digest(tmp_path: Path) -> None:
    data = "全镇开展工作\r\n".encode("gbk")
    (tmp_path / "总结.txt").write_bytes(data)
    (source,) = read_sources(tmp_path / "总结.txt")
    assert source == Source(
        "总结.txt", "全镇开展工作\r\n", "gb18030", hashlib.sha256(data).hexdigest()
    )


def test_the_compilation_is_read_as_it_stands(sample_path: Path) -> None:
    (source,) = read_sources([sample_path])
    assert source.text == sample_path.read_bytes().decode()
    assert source.sha256 == "b7a553415cd09a4b39dff40970a7a8b19513f8eb64add07b17c155677cf066ca"
    assert source.notes == ()


def test_one_bad_file_among_good_ones_is_noted_and_the_run_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("好的", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "c.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (tmp_path / "d.txt").write_bytes(b"")
    (tmp_path / "e.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "f.docx").write_bytes(b"no archive")
    (tmp_path / "g.txt").symlink_to("gone")
    os.mkfifo(tmp_path / "h.txt")
    sources = read_sources([tmp_path])
    assert reasons(sources) == {
        "a.txt": [],
        "b.txt": ["binary-file"],
        "c.doc": ["unsupported-format"],
        "d.txt": ["empty-file"],
        "e.jpg": ["skipped-type"],
        "f.docx": ["damaged-file"],
        "g.txt": ["dangling-link"],
        "h.txt": ["special-file"],
    }
    bad = [source for source in sources if is_unreadable(source)]
    assert [source.id for source in bad] == ["b.txt", "c.doc", "f.docx", "g.txt", "h.txt"]
    assert all(source.text == "" and source.encoding is None for source in bad)
    assert sources[3].encoding == "utf-8"
    for source in sources:
        for note in source.notes:
            assert note.message("zh").encode("gbk")
            assert note.message("en").isascii()


def test_a_file_without_permission_is_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("好的", encoding="utf-8")
    (tmp_path / "b.txt").write_text("锁着", encoding="utf-8")
    really = os.open

    def refusing(path: str, *rest: object) -> int:
        if str(path).endswith("b.txt"):
            raise PermissionError(13, "denied", str(path))
        return really(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", refusing)
    assert reasons(read_sources([tmp_path])) == {"a.txt": [], "b.txt": ["permission-denied"]}
    with pytest.raises(SourceError, match="permission"):
        read_sources([tmp_path / "b.txt"])


def test_a_pipe_that_takes_the_place_of_a_file_does_not_hang(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("好的", encoding="utf-8")
    (tmp_path / "b.txt").write_text("好的", encoding="utf-8")
    files = module.find_files([tmp_path])
    monkeypatch.setattr(module, "find_files", lambda *_, **__: files)
    (tmp_path / "b.txt").unlink()
    os.mkfifo(tmp_path / "b.txt")
    assert reasons(read_sources([tmp_path])) == {"a.txt": [], "b.txt": ["special-file"]}
    (tmp_path / "b.txt").unlink()
    assert reasons(read_sources([tmp_path])) == {"a.txt": [], "b.txt": ["missing-path"]}


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("空.txt", b"", "R103"),
        ("白.txt", " \n\u3000\n".encode(), "R103"),
        ("图.txt", b"\x89PNG\r\n\x1a\n", "R107"),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "R101"),
        ("坏.zip", b"PK", "R101"),
    ],
)
def test_where_there_is_nothing_to_read_the_run_stops(
    tmp_path: Path, name: str, data: bytes, rule: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read_sources([tmp_path / name])
    assert caught.value.code == rule
    assert str(tmp_path / name) in str(caught.value)
    assert caught.value.note is not None


def test_no_paths_at_all_are_told_from_an_empty_folder() -> None:
    with pytest.raises(SourceError, match="no path was given") as caught:
        read_sources([])
    assert caught.value.code == "R103"


def test_a_folder_without_documents_is_an_error_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no readable file"):
        read_sources([tmp_path])
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(SourceError, match="no readable file"):
        read_sources([tmp_path])
    (tmp_path / "a.doc").write_bytes(b"x")
    (tmp_path / "b.doc").write_bytes(b"x")
    with pytest.raises(SourceError, match="none of 2 files"):
        read_sources([tmp_path])
    with pytest.raises(SourceError):
        read_sources([])


def test_a_file_of_any_name_is_text_if_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "记录").write_text("正文", encoding="utf-8")
    (tmp_path / "a.log").write_text("正文", encoding="utf-8")
    assert [s.text for s in read_sources([tmp_path / "记录", tmp_path / "a.log"])] == ["正文"] * 2
    with pytest.raises(SourceError):
        read_sources([tmp_path])


def test_standard_input_is_read_like_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, "全镇开展工作".encode("gbk"))
    (source,) = read_sources("-")
    assert (source.id, source.text) == ("stdin.txt", "全镇开展工作")
    feed(monkeypatch, b'{"text": "\xe4\xb8\x80"}\n')
    (source,) = read_sources(["-"], stdin_name="in.jsonl")
    assert (source.id, source.text) == ("in.jsonl:1", "一")
    feed(monkeypatch, b"")
    with pytest.raises(SourceError, match=r"^-:"):
        read_sources(["-"])


def test_a_file_over_the_limit_is_noted_not_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_FILE", 10**6)
    (tmp_path / "a.txt").write_bytes(b"x" * 10**6)
    (tmp_path / "b.txt").write_bytes(b"x" * (10**6 + 1))
    sources = read_sources([tmp_path])
    assert reasons(sources) == {"a.txt": [], "b.txt": ["file-too-large"]}
    assert sources[1].notes[0].message("en") == "larger than 1 MB"


def test_settings_are_checked_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("正文", encoding="utf-8")
    with pytest.raises(SettingsError, match="utf-9"):
        read_sources([tmp_path], encoding="utf-9")
    (tmp_path / "b.csv").write_text("编号,标题\n1,二\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="编号, 标题"):
        read_sources([tmp_path / "b.csv"])
    sources = read_sources([tmp_path])
    assert reasons(sources) == {"a.txt": [], "b.csv": ["skipped-table"]}
    assert not is_unreadable(sources[1])
    sources = read_sources([tmp_path], text_column="正文")
    assert reasons(sources) == {"a.txt": [], "b.csv": ["no-text-column"]}
    assert is_unreadable(sources[1])


def test_parts_of_archives_can_be_left_out(tmp_path: Path, make_zip: object) -> None:
    data = make_zip([("留/一.txt", "一".encode()), ("弃/二.txt", "二".encode())])  # type: ignore[operator]
    (tmp_path / "包.zip").write_bytes(data)
    assert [s.id for s in read_sources([tmp_path], exclude=["弃"])] == ["包.zip/留/一.txt"]


def test_progress_counts_files(tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text("正文", encoding="utf-8")
    calls: list[tuple[str, int, int]] = []
    read_sources([tmp_path], progress=lambda *call: calls.append(call))
    assert calls == [("read", 1, 3), ("read", 2, 3), ("read", 3, 3)]


def test_nothing_is_written_while_reading(tmp_path: Path, make_zip: object) -> None:
    (tmp_path / "a.zip").write_bytes(make_zip([("../../x.txt", b"x"), ("/etc/y.txt", b"y")]))  # type: ignore[operator]
    before = sorted(tmp_path.rglob("*"))
    assert [s.id for s in read_sources([tmp_path])] == ["a.zip/etc/y.txt", "a.zip/x.txt"]
    assert sorted(tmp_path.rglob("*")) == before


def test_a_string_becomes_a_source_without_lone_surrogates() -> None:
    source = source_from_text("一\ud83d二", id="甲")
    assert (source.id, source.text, source.encoding) == ("甲", "一\ufffd二", "utf-8")
    assert [note.code for note in source.notes] == ["lone-surrogates"]
    assert not is_unreadable(source)


def test_reading_text_loads_no_parser_of_other_formats(sample_path: Path) -> None:
    program = (
        "import sys; from corpus.reading.sources import read_sources; read_sources(sys.argv[1]);"
        "print([m for m in ('lxml', 'docx', 'pypdfium2', 'csv', 'pandas') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(sample_path)],
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.slow
def test_ten_thousand_files_are_found_and_read(tmp_path: Path) -> None:
    for n in range(10_000):
        folder = tmp_path / f"{n % 50:02}"
        folder.mkdir(exist_ok=True)
        (folder / f"{n}.txt").write_text(f"第{n}份材料", encoding="utf-8")
    (tmp_path / "00" / "坏.txt").write_bytes(b"\0" * 64)
    sources = read_sources([tmp_path])
    assert len(sources) == 10_001
    assert sum(map(is_unreadable, sources)) == 1
    assert [s.id for s in sources] == sorted((s.id for s in sources), key=natural_key)


@pytest.mark.parametrize("error", [IndexError("没有"), RecursionError(), UnicodeError("坏")])
def test_a_reader_that_raises_what_nobody_foresaw_costs_its_own_file_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    (tmp_path / "a.txt").write_text("好的", encoding="utf-8")
    (tmp_path / "b.md").write_text("坏的", encoding="utf-8")

    def raising(*_: object) -> None:
        raise error

    monkeypatch.setattr("corpus.reading.formats.markdown.read", raising)
    good, bad = read_sources([tmp_path])
    assert (good.text, reasons([bad])) == ("好的", {"b.md": ["failed-reader"]})
    assert bad.sha256 == hashlib.sha256("坏的".encode()).hexdigest()
    assert type(error).__name__ in bad.notes[0].message("en")
    with pytest.raises(SourceError, match=type(error).__name__):
        read_sources([tmp_path / "b.md"])


def test_a_page_that_calls_itself_utf16_in_ascii_is_read(tmp_path: Path) -> None:
    page = '<meta charset="utf-16"><p>全镇开展意识形态工作</p>'
    for encoding in ("utf-8", "gbk"):
        (tmp_path / f"{encoding}.html").write_bytes(page.encode(encoding))
    assert [s.text for s in read_sources([tmp_path])] == ["全镇开展意识形态工作\n"] * 2


def test_a_link_that_leads_out_of_the_folder_is_followed_only_if_asked(tmp_path: Path) -> None:
    folder = tmp_path / "给的"
    (folder / "里").mkdir(parents=True)
    (folder / "里" / "甲.txt").write_text("里面的", encoding="utf-8")
    (tmp_path / "外.txt").write_text("外面的", encoding="utf-8")
    (folder / "乙.txt").symlink_to(tmp_path / "外.txt")
    (folder / "丙.txt").symlink_to("里/甲.txt")
    for where in (folder, folder / "*.txt"):
        left = [s for s in read_sources([where]) if s.id == "乙.txt"]
        assert reasons(left) == {"乙.txt": ["skipped-outside"]}
    assert {s.text for s in read_sources([folder])} == {"里面的", ""}
    assert {s.text for s in read_sources([folder], follow_links=True)} == {"里面的", "外面的"}
    assert read_sources([folder / "乙.txt"])[0].text == "外面的"  # named, so it is meant
