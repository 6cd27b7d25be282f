"""Which reader a file gets: by its ending, unless it plainly holds something else."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest

from corpus.errors import SourceError
from corpus.reading.formats import Options, extract

PAGE = "<!DOCTYPE html><html><body><h1>题</h1><p>全镇开展工作。</p></body></html>".encode()


@pytest.fixture
def word() -> bytes:
    document = docx.Document()
    document.add_paragraph("全镇开展工作。")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def read_as(name: str, data: bytes) -> tuple[str, list[str]]:
    (found,) = extract(data, Options(name=name))
    return found.text, [note.code for note in found.notes if note.code == "read-as"]


@pytest.mark.parametrize("ending", ["txt", "md", "html", "pdf"])
def test_a_word_document_is_read_whatever_it_is_named(ending: str, word: bytes) -> None:
    assert read_as(f"a.{ending}", word) == ("全镇开展工作。\n", ["read-as"])
    assert read_as("a.docx", word) == ("全镇开展工作。\n", [])


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_a_page_is_read_whatever_it_is_named(ending: str) -> None:
    assert read_as(f"a.{ending}", PAGE) == ("题\n全镇开展工作。\n", ["read-as"])
    assert read_as("a.html", PAGE) == ("题\n全镇开展工作。\n", [])


def test_a_pdf_is_read_whatever_it_is_named(
    make_pdf: Callable[[list[list[tuple[float, float, str]]]], bytes],
) -> None:
    data = make_pdf([[(80.0, 700.0, "全镇开展工作。")]])
    assert read_as("a.docx", data) == ("全镇开展工作。\n", ["read-as"])


def test_what_only_looks_like_another_kind_is_left_alone() -> None:
    source = "<html>是网页的开头。"
    assert read_as("a.txt", source.encode()) == (source, [])
    with pytest.raises(SourceError, match=r"not a sound \.docx"):
        extract(b"PK\x03\x04 no archive", Options(name="a.docx"))
    with pytest.raises(SourceError, match="ZIP"):
        extract(b"PK\x03\x04\0\0 another archive", Options(name="a.txt"))
