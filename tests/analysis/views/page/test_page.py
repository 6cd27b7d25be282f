"""The report's page: what is in it before any browser opens it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import string
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

import corpus
from analysis.studies import Study, study
from analysis.views.page import typeface
from analysis.views.page.assembly import modules, page_html, policy, script, style
from analysis.views.page.columns import columns, records
from analysis.views.page.data import inert, page_data, words
from analysis.views.page.documents import documents_data, places_of, shown_texts
from analysis.views.page.offsets import OffsetMap
from analysis.views.page.pairs import PARTS
from analysis.views.page.summary import summary
from corpus.reading.bundled_font import bundled_font

CASES = Path(__file__).parents[3] / "cases" / "verdicts" / "pairs.jsonl"
BANNED = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function",
          'setTimeout("', "fetch(", "XMLHttpRequest", "import(", "http:", "https:",
          "createContextualFragment")  # fmt: skip


@pytest.fixture(scope="module")
def small() -> Study:
    line = "坚持把意识形态工作摆在重要位置，认真落实各项要求。"
    texts = {
        "甲": f"一、学习\n{line}今年修渠三条。",
        "乙": f"{line}图书馆添书𠀀两千册。",
        "丙": line,
    }
    return study(corpus.from_texts(texts))


def texts_of(found: Study) -> dict[str, str]:
    return {document.id: document.text for document in found.corpus}


def test_files_are_counted_as_the_command_line_counts_them(tmp_path: Path) -> None:
    table = "编号,正文\n1,全年修渠三条，受益群众两千人。\n2,图书馆添书两千册，新设阅览室。\n"
    (tmp_path / "台账.csv").write_text(table, "utf-8")
    (tmp_path / "报告.txt").write_text("全镇开展安全生产检查。", "utf-8")
    (tmp_path / "照片.png").write_bytes(b"\x89PNG")
    (tmp_path / "坏.docx").write_bytes(b"PK")
    found = study(corpus.read(tmp_path))
    data = page_data(found, lang="zh")
    assert data["files"] == {"read": 2, "unread": 1, "only": None}
    written = summary(found, data, lang="zh")
    assert written["lede"].startswith(f"2个文件，3篇文档，{found.corpus.characters}字。")
    assert written["lede"].endswith("读不了的文件：1。")
    assert written["title"].startswith("2个文件")


def test_characters_of_the_page_are_those_of_parse(small: Study) -> None:
    rows = documents_data(small, places_of(small, texts_of(small)), texts_of(small))
    assert [row["characters"] for row in rows] == list(small.corpus.documents["characters"])


def scripts() -> list[tuple[str, str]]:
    return list(modules().items())


def test_nothing_in_the_script_reads_markup_or_reaches_out() -> None:
    for name, text in scripts():
        for word in BANNED:
            allowed = word == "http:" and "http://www.w3.org/2000/svg" in text
            assert allowed or word not in text, f"{name}: {word}"


def test_script_files_say_what_they_are_about() -> None:
    assert all(text.startswith("// ") for _, text in scripts())


@given(st.lists(st.tuples(st.integers(), st.text()), max_size=9))
def test_records_come_back_from_their_columns(rows: list[tuple[int, str]]) -> None:
    held = columns("place text", rows)
    assert list(held) == ["place", "text"]
    assert [(one["place"], one["text"]) for one in records(held)] == rows


def test_a_record_that_lacks_a_field_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        columns("place text", [(1,)])


def test_likeness_is_sent_in_parts_that_the_page_is_told(small: Study) -> None:
    near = page_data(small)["likeness"]
    assert near["whole"][0][0] == near["parts"] == PARTS


def test_forms_and_revisions_come_with_what_decided_and_with_both_values() -> None:
    rows = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    form, revision = (
        next(r for r in rows if r["label"] == label) for label in ("form", "revision")
    )
    texts = {"一": form["second"], "二": form["first"], "三": revision["second"]}
    held = records(page_data(study(corpus.from_texts(texts)))["decided"])
    told = {(one["a"], one["b"]): one for one in held}
    assert set(told) == {(0, 1), (0, 2), (1, 2)}
    said = sum(odds for _, odds in told[0, 1]["evidence"])
    assert said < -1 < 0 < sum(odds for _, odds in told[1, 2]["evidence"])
    values = [(a, b) for _, a, b in told[0, 1]["slots"]]
    assert ("退休的播音员冉爷爷", "实验幼儿园的葛老师") in values
    assert all(a != b for a, b in values)
    assert told[0, 1]["leftOut"] == 0


def test_every_word_that_the_script_says_is_in_both_dictionaries() -> None:
    said = {
        key for _, text in scripts() for key in re.findall(r'\bt\(\s*"([a-z0-9-]+)"\s*[,)]', text)
    }
    assert said <= set(words())
    for key, both in words().items():
        assert set(both) == {"zh", "en"}, key
        fields = [
            {name for _, name, _, _ in string.Formatter().parse(both[lang]) if name}
            for lang in ("zh", "en")
        ]
        assert fields[0] == fields[1], key


def test_no_word_of_the_dictionary_is_left_unsaid() -> None:
    text = "".join(body for _, body in scripts())
    text += files("analysis.views.page").joinpath("summary.py").read_text(encoding="utf-8")
    prefixes = {p for p in re.findall(r'"([a-z-]+-)"', text) if p != "column-"} | {"figure-"}
    own = files("analysis.views.page").joinpath("words.toml").read_text(encoding="utf-8")
    for key in re.findall(r"(?m)^\[(.+)\]$", own):
        assert f'"{key}"' in text or any(key.startswith(p) for p in prefixes) or key.startswith(
            ("head-", "answer-", "evidence-", "static-")
        ), key  # fmt: skip


def test_the_policy_names_the_digests_of_style_and_script(small: Study) -> None:
    page = page_html(small)
    (written,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    sealed = written.replace("&#39;", "'")
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert styles[0] == style()
    assert sealed == policy(styles[1])
    assert sealed.startswith("default-src 'none';")
    for text in (script(), *styles):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in sealed
        assert text in page
    assert "unsafe" not in sealed


@pytest.mark.slow
def test_the_page_brings_the_characters_it_shows(small: Study) -> None:
    page = page_html(small)
    (font,) = re.findall(r"url\(data:font/woff;base64,([^)]+)\)", page)
    with TTFont(BytesIO(base64.b64decode(font))) as cut:
        there = set(cut.getBestCmap())
    with TTFont(bundled_font()) as whole:
        drawable = set(whole.getBestCmap())
    shown = {ord(c) for c in page if ord(c) >= 0x100}
    assert len(shown) > 400
    assert there == shown & drawable
    assert not {c for c in shown - drawable if 0x4E00 <= c <= 0x9FFF}
    assert page_html(small) == page


def test_without_the_font_the_page_has_no_face(
    small: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typeface, "bundled_font", lambda: None)
    page = page_html(small)
    assert "@font-face" not in page
    assert page.count("<style>") == 1
    assert not re.search(r"\sstyle=|\son[a-z]+=\"", page[: page.index("<script")])


@pytest.mark.slow
def test_the_page_tells_no_date_host_or_path(small: Study) -> None:
    page = page_html(small)
    assert not re.search(r"/(?:home|root|tmp|work)/|20\d\d-\d\d-\d\d|localhost", page)
    assert page == page_html(small)


@given(st.text(max_size=60))
def test_json_in_the_page_is_inert_and_means_the_same(text: str) -> None:
    written = inert({"text": text})
    assert not re.search("[<>&\u2028\u2029\u202a-\u202e\u2066-\u2069\x00-\x1f\x7f]", written)
    assert json.loads(written) == {"text": text}


@given(st.text(alphabet="ab中𠀀𪚥😀", max_size=30), st.integers(0, 9))
def test_places_are_utf_16_units_and_lead_back(text: str, start: int) -> None:
    places = OffsetMap.of(text, start)
    coded = text.encode("utf-16-le")
    for end in range(len(text) + 1):
        (unit,) = places.units([start + end])
        assert coded[: 2 * unit].decode("utf-16-le") == text[:end]
        assert unit - sum(wide < unit for wide in places.wide) == end


def test_segments_of_a_document_point_at_its_own_text(small: Study) -> None:
    shown = texts_of(small)
    places = places_of(small, shown)
    for document, row in zip(small.corpus, documents_data(small, places, shown), strict=True):
        coded = document.text.encode("utf-16-le")
        spans = records(row["sentenceAt"])
        texts = [coded[2 * s["start"] : 2 * s["end"]].decode("utf-16-le") for s in spans]
        assert texts == [document[(a, b)] for a, b in document.sentences.tolist()]
        assert sum(row["shares"]) == pytest.approx(1)
        place = 0
        for run in records(row["runs"]):
            assert run["gap"] >= 0
            assert run["length"] > 0
            place += run["gap"] + run["length"]
            assert place <= len(coded) // 2
            assert run["documents"] >= run["families"] >= 1


def test_texts_that_find_no_room_are_left_out_those_with_findings_last(small: Study) -> None:
    assert shown_texts(small) == {"甲", "乙", "丙"}
    assert shown_texts(small, most=0) == set()
    assert len(shown_texts(small, most=40)) == 1
    row = documents_data(small, places_of(small, texts_of(small)), {})[0]
    assert "text" not in row
    assert row["characters"] > 0
