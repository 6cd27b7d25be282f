"""Sources into documents: ids, and the law that nothing is lost."""

import os
import pickle
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from corpus import reader
from corpus.folding.comparable import fold
from corpus.model import Document, Source, Span
from corpus.parse import document_ids, parse
from corpus.reader import parse_many
from corpus.splitting.compilation import Piece


def piece(number: int | None, *, embedded: bool = False) -> Piece:
    nowhere = Span(0, 0)
    return Piece(number, embedded, None, None, nowhere, nowhere, ())


def test_a_single_document_has_the_id_of_its_source() -> None:
    assert document_ids("a.txt", [piece(None)]) == ["a.txt"]
    assert document_ids("a.txt", [piece(7)]) == ["a.txt"]


def test_embedded_documents_get_letters_and_repeated_numbers_a_tilde() -> None:
    pieces = [piece(9), piece(10), piece(10, embedded=True), piece(10, embedded=True), piece(9)]
    assert document_ids("s", pieces) == ["s#9", "s#10", "s#10b", "s#10c", "s#9~2"]


def test_pieces_without_a_number_are_counted() -> None:
    assert document_ids("s", [piece(None), piece(None, embedded=True), piece(None)]) == [
        "s#1",
        "s#1b",
        "s#2",
    ]


def test_the_letters_of_embedded_documents_never_run_out() -> None:
    ids = document_ids("s", [piece(1)] + [piece(1, embedded=True)] * 30)
    assert len(set(ids)) == 31
    assert ids[25:28] == ["s#1z", "s#1ba", "s#1bb"]


def parts_of(compilation) -> list[tuple[int, int]]:  # type: ignore[no-untyped-def]
    spans = [r.span for r in compilation.residue]
    spans += [d.body for d in compilation.documents]
    # the title line of an embedded document and a piece's separator stand outside its body
    spans += [d.marker for d in compilation.documents if d.marker is not None]
    if compilation.title is not None:
        spans.append(compilation.title)
    return sorted(spans)


def assert_tiles(compilation) -> None:  # type: ignore[no-untyped-def]
    text = compilation.source.text
    end = 0
    for start, stop in parts_of(compilation):
        assert start >= end, "two parts overlap"
        assert not text[end:start].strip(), f"lost: {text[end:start]!r}"
        end = stop
    assert not text[end:].strip(), f"lost: {text[end:]!r}"


def assert_covered(document, spans) -> None:  # type: ignore[no-untyped-def]
    text, end = document.source.text, document.body.start
    for start, stop in spans.tolist():
        assert document.body.start <= start < stop <= document.body.end
        assert start >= end
        assert not text[end:start].strip(), f"lost: {text[end:start]!r}"
        end = stop
    assert not text[end : document.body.end].strip()


def test_the_sample_is_tiled_by_its_parts(sample) -> None:  # type: ignore[no-untyped-def]
    (compilation,) = sample.compilations
    assert_tiles(compilation)
    for document in sample:
        assert_covered(document, document.paragraphs)
        assert_covered(document, document.sentences)


def test_the_sample_promises_15_and_holds_16_documents(sample) -> None:  # type: ignore[no-untyped-def]
    (compilation,) = sample.compilations
    assert compilation.promised == 15
    assert compilation.pieces == 15
    name = compilation.source.id
    numbers = [d.id.removeprefix(name) for d in sample]
    assert numbers == [f"#{n}" for n in range(1, 11)] + ["#10b"] + [f"#{n}" for n in range(11, 16)]
    assert [r.kind for r in compilation.residue] == ["lead-in"] * 3 + ["recommendation"]


LINES = st.sampled_from(
    [
        "某某工作总结3篇",
        "工作总结篇1",
        "工作总结篇2",
        "篇三：汇报",
        "一、加强领导",
        "(一)强化学习。每月一次。",
        "1.坚持原则。",
        "2提高认识",
        "下面是小编为大家整理的范文，仅供参考。",
        "推荐访问:总结 范文",
        "",
        "  ",
        "今年以来，我镇认真落实各项任务，取得了一定成效。",
        "一是认识不足。二是力量不够。三是机制不全",
        "“引号不闭合",
        "x市委：",
        "中共x镇委员会20xx年x月x日",
        "2020年6月30日",
        "关于上半年工作的情况汇报",
        "\r",
        "\u3000\u3000空格开头。",
    ]
)


@given(st.lists(LINES, max_size=25).map("\n".join) | st.text(max_size=200))
def test_any_text_is_tiled_by_its_parts(text: str) -> None:
    compilation = parse(Source("x.txt", text))
    assert_tiles(compilation)
    assert len({d.id for d in compilation.documents}) == len(compilation.documents)
    for document in compilation.documents:
        assert_covered(document, document.paragraphs)
        assert_covered(document, document.sentences)


def test_a_blank_source_has_no_documents() -> None:
    assert parse(Source("x.txt", " \n\t ")).documents == ()


@pytest.mark.parametrize("grain", ["paragraph", "sentence"])
def test_every_sentence_lies_inside_one_paragraph(sample, grain: str) -> None:  # type: ignore[no-untyped-def]
    for document in sample:
        for start, end in document.sentences.tolist():
            row = document.paragraphs[:, 0].searchsorted(start, side="right") - 1
            assert document.paragraphs[row, 1] >= end


@pytest.mark.parametrize(
    ("name", "line", "title"),
    [
        ("a.md", "# 会议纪要", "会议纪要"),
        ("a.md", "#会议纪要", "会议纪要"),
        ("a.md", "**乡镇工作总结**", "乡镇工作总结"),
        ("a.md", "**镇工作总结", "**镇工作总结"),  # a masked name
        ("a.txt", "# 会议纪要", "# 会议纪要"),
    ],
)
def test_the_marks_of_markdown_are_no_part_of_a_title(
    tmp_path: Path, name: str, line: str, title: str
) -> None:
    (tmp_path / name).write_text(f"{line}\n\n研究春耕生产，安排农机检修。\n", encoding="utf-8")
    (document,) = corpus.read(tmp_path / name)
    assert document.title == title
    assert line in document.source.text


PLAIN = (
    "一、工作情况\n全年召开会议十二次，研究议题三十项。\n（一）加强学习\n组织学习。\n"
    "二、存在问题\n落实不够。"
)
REWRITTEN = {
    "radicals": PLAIN.replace("一", "⼀").replace("二", "⼆").replace("工", "⼯"),
    "spaced": "\n".join(" ".join(line) for line in PLAIN.split("\n")),
    "marked": "".join(c if c == "\n" else c + "\u0301" for c in PLAIN),
    "no width": "\u200b".join(PLAIN),
    "traditional": "一、工作情況\n全年召開會議十二次，研究議題三十項。\n（一）加強學習\n"
    "組織學習。\n二、存在問題\n落實不夠。",
}


@pytest.mark.parametrize("how", REWRITTEN)
def test_a_text_has_the_outline_that_a_reader_sees_whatever_it_is_written_with(how: str) -> None:
    plain = parse(Source("s", PLAIN)).documents[0]
    found = parse(Source("s", REWRITTEN[how]))
    document = found.documents[0]
    assert [s.id for s in document.sections] == [s.id for s in plain.sections]
    assert len(document.sections) == 3
    for mine, theirs in (
        (document.sentences, plain.sentences),
        (document.paragraphs, plain.paragraphs),
    ):
        assert [fold(document[tuple(span)]).text for span in mine.tolist()] == [
            fold(plain[tuple(span)]).text for span in theirs.tolist()
        ]
    assert_tiles(found)


def test_a_title_is_shown_in_its_own_script_and_known_by_its_kind() -> None:
    document = parse(Source("s", "關於召開⼤會的通知\n各鄉鎮：\n請按時參加。\n")).documents[0]
    assert (document.title, document.kind) == ("關於召開大會的通知", "通知")


@given(st.text("一二、⼀⼯作會\u0301\u200b 　\n。第篇（）", max_size=80))
def test_nothing_is_lost_of_a_text_that_is_read_otherwise(text: str) -> None:
    found = parse(Source("s", text))
    assert found.source.text == text
    if found.documents:
        assert_tiles(found)


# --- rows of tables

ROWS = (
    "全镇开展工作。",
    "  关于开展检查的通知\n各村：\n一、学习\n每月一次。\n二、检查\n全年12次。 ",
    "幹部隻身前往，⼯作扎實。",
    "推荐访问：总结",
    "工作总结（精选2篇）\n工作总结篇1\n今年，我镇开展工作。\n工作总结篇2\n今年，我局开展工作。",
    "下面是小编整理的范文。\n一、推荐优秀党员3名。\n推荐访问:总结",
    "",
    " \n",
)


def row(number: int, text: str) -> Source:
    return Source(f"表.jsonl:{number}", text, whole=True)


@pytest.mark.slow
@pytest.mark.parametrize("structure", [True, False])
@given(
    texts=st.lists(st.sampled_from(ROWS) | st.text("一、学习。\n (二)推荐访问：12 ", max_size=30))
)
def test_rows_looked_at_together_are_what_each_is_alone(structure: bool, texts: list[str]) -> None:
    sources = [row(number, text) for number, text in enumerate(texts)]
    together = list(parse_many(sources, structure=structure))
    for source, found in zip(sources, together, strict=True):
        alone = parse(source, structure=structure)
        assert replace(found, documents=()) == replace(alone, documents=())
        assert [fields_of(d) for d in found.documents] == [fields_of(d) for d in alone.documents]


def fields_of(document: Document) -> dict[str, object]:
    names = [f.name for f in fields(Document)]
    values = {name: getattr(document, name) for name in names}
    return {n: v.tolist() if isinstance(v, np.ndarray) else v for n, v in values.items()}


def test_a_row_is_one_document_whatever_it_holds_and_says_what_it_promised() -> None:
    (found,) = parse_many([row(5, ROWS[4])])
    assert len(found.documents) == 1
    assert found.documents[0].text == ROWS[4]
    assert [note.code for note in found.notes] == ["count-mismatch"]
    assert len(parse(Source("表.jsonl:5", ROWS[4])).documents) == 2  # --split


def test_a_site_s_words_around_a_row_are_residue() -> None:
    (found,) = parse_many([row(6, ROWS[5])])
    assert found.documents[0].text == "一、推荐优秀党员3名。"
    assert len(found.residue) == 2


def test_the_name_of_a_table_promises_nothing_of_its_rows() -> None:
    (found,) = parse_many([Source("工作总结15篇.csv:1", "全镇开展工作。", whole=True)])
    assert found.promised is None
    assert parse(Source("工作总结15篇.csv:1", "全镇开展工作。", whole=True)).notes == ()


def test_a_row_s_document_is_copied_and_pickled_like_any_other() -> None:
    (found,) = parse_many([row(2, ROWS[1])])
    document = found.documents[0]
    again = pickle.loads(pickle.dumps(document))  # noqa: S301 - our own
    assert fields_of(again) == fields_of(document)
    assert replace(document, title="另一题").title == "另一题"
    assert repr(document).startswith("Document(id='表.jsonl:2'")
    with pytest.raises(AttributeError):
        document.nothing  # noqa: B018


# --- many sources, in processes

FILES = (
    *ROWS,
    "一、学习\n" + "每月一次。" * 40,
    "第一条 制定本办法。\n第二条 市政府负责：\n（一）规划；",
)
UNGUARDED = """
import sys
import corpus
from corpus import reader
reader.ENOUGH_CHARACTERS, reader.SHARE_CHARACTERS = 1, 40
texts = dict(pair.split("=") for pair in sys.stdin.read().split("|"))
for document in corpus.from_texts(texts):
    print(document.id, document.kind, document.sentences.tolist(), document.sections)
"""


@pytest.fixture
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "ENOUGH_CHARACTERS", 1)
    monkeypatch.setattr(reader, "SHARE_CHARACTERS", 60)
    monkeypatch.setenv("LEITONG_THREADS", "2")


@pytest.mark.slow
@pytest.mark.usefixtures("_few_are_many")
def test_what_processes_take_apart_is_what_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    files = [Source(f"{number}.txt", text) for number, text in enumerate(FILES)]
    rows = [row(number, f"一、学习\n第{number}次。") for number in range(40)]
    together = list(parse_many([*files, *rows]))
    assert [found.source for found in together] == [*files, *rows]
    asked: list[str] = []
    monkeypatch.setattr(reader, "_parse", lambda s, **_: asked.append(s.id) or parse(s))
    for source, found in zip([*files, *rows], together, strict=True):
        alone = parse(source)
        assert replace(found, documents=()) == replace(alone, documents=())
        assert [fields_of(d) for d in found.documents] == [fields_of(d) for d in alone.documents]
    assert asked == [r.id for r in rows[:31]]  # the others came from the processes


def test_a_program_without_a_guard_is_not_run_again_by_the_processes(tmp_path: Path) -> None:
    texts = dict(
        zip("甲乙丙丁", ("一、学习\n每月一次。", "全年检查。", "第一条 略。", "x"), strict=True)
    )
    (tmp_path / "program.py").write_text(UNGUARDED, encoding="utf-8")
    code = [sys.executable, str(tmp_path / "program.py")]
    environment = {**os.environ, "LEITONG_THREADS": "2", "PYTHONIOENCODING": "utf-8"}
    given = "|".join(f"{name}={text}" for name, text in texts.items())
    run = subprocess.run(
        code, input=given, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    expected = [
        f"{d.id} {d.kind} {d.sentences.tolist()} {d.sections}"
        for name, text in texts.items()
        for d in parse(Source(name, text)).documents
    ]
    assert (run.stdout.splitlines(), run.stderr) == (expected, "")


def test_what_fails_in_a_process_fails_here_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def parsed(source: Source, *, structure: bool) -> object:
        if source.id == "坏":
            raise ValueError("坏")
        return parse(source, structure=structure)

    monkeypatch.setattr(reader, "_parse", parsed)
    good, bad = reader._packed([Source("好", "全年检查。"), Source("坏", "全年检查。")])
    assert good is not None
    assert bad is None
    assert reader._unpacked(Source("好", "全年检查。"), good).documents[0].text == "全年检查。"
