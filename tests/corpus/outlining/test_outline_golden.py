"""Outlines of the whole compilation, read by eye against the text, kept as golden files."""

from __future__ import annotations

import re

import pytest

from corpus.outlining.enumeration import find_lists
from corpus.outlining.outline import outline
from corpus.outlining.segment import segment

HIDDEN = "关于2020年上半年意识形态工作的情况汇报"


@pytest.fixture(scope="module")
def documents(sample_path):
    """Text of the compilation and the stretch of each document, cut at its marker lines."""
    text = sample_path.read_text(encoding="utf-8")
    marks = [m.end() for m in re.finditer(r"^乡镇意识形态上半年工作总结篇\d+$", text, re.M)]
    ends = [text.rfind("\n", 0, mark) for mark in marks[1:]] + [text.index("\n推荐访问")]
    bodies = {str(k): span for k, span in enumerate(zip(marks, ends, strict=True), 1)}
    hidden = text.index(HIDDEN)
    bodies["10b"] = (hidden, bodies["10"][1])
    bodies["10"] = (bodies["10"][0], hidden)
    return text, bodies


def picture(text: str, body: tuple[int, int], name: str) -> str:
    """An outline, its doubts, its paragraphs and lists as text for people to check."""
    sections, notes = outline(text, body, id=name)
    found = segment(text, body, sections)
    lines = []
    for section in sections:
        title = text[slice(*section.title)] if section.title else "(clause)"
        own = text[slice(*section.body)].replace("\n", "⏎") if section.body else ""
        shown = own if len(own) < 20 else f"{own[:10]}…{own[-6:]}"
        path = section.id.split("/", 1)[1]
        indent = "  " * (section.depth - 1)
        lines.append(f"{indent}{path} [{section.level}] {title} | {shown}".rstrip(" |"))
    for note in sorted(notes + found.notes):
        near = text[max(note.span.start - 6, 0) : note.span.start + 6].replace("\n", "⏎")
        lines.append(f"! {note.code} {near}")
    lines.append(f"{len(found.paragraphs)} paragraphs, {len(found.sentences)} sentences")
    for points in find_lists(text, found.paragraphs, sections):
        shown = [
            f"{item.number}{'' if item.marker else '?'} {text[slice(*item.span)][:8]}"
            f"…{text[slice(*item.span)][-4:]}"
            for item in points.items
        ]
        lines.append(f"{points.style}: " + " / ".join(shown))
    return "\n".join(lines) + "\n"


@pytest.mark.golden
@pytest.mark.parametrize(
    "name", ["1", "2", "3", "4", "5", "6", "7", "9", "10", "10b", "11", "12", "13", "14", "15"]
)
def test_outline_of_a_whole_document(documents, golden, name):
    text, bodies = documents
    golden(f"outlines/{name}.txt", picture(text, bodies[name], f"#{name}"))


def test_two_witnesses_of_one_document_have_one_outline(documents):
    text, bodies = documents
    trees = {
        name: [
            (s.id.split("/", 1)[1], s.level) for s in outline(text, bodies[name], id="x").sections
        ]
        for name in ("4", "11", "14", "7", "8")
    }
    assert trees["4"] == trees["11"] == trees["14"]
    assert trees["7"] == trees["8"]


def test_joined_lines_and_broken_lines_give_the_paragraphs_of_the_other_witness(documents):
    text, bodies = documents
    counts = {}
    for name in ("4", "11", "14"):
        sections, _ = outline(text, bodies[name], id="x")
        found = segment(text, bodies[name], sections)
        counts[name] = (len(found.paragraphs), len(found.sentences))
    assert counts["4"] == counts["11"] == counts["14"] == (18, 42)


def test_the_numbered_clauses_of_document_9_have_no_title(documents):
    text, bodies = documents
    sections = {s.id: s for s in outline(text, bodies["9"], id="#9").sections}
    clauses = [sections[f"#9/四/(一)/{n}"] for n in range(1, 14)]
    assert all(clause.title is None for clause in clauses)
    assert text[slice(*clauses[11].marker)] == "12"
    assert [s.title for s in sections.values() if s.parent == "#9/三"] == [None] * 6
