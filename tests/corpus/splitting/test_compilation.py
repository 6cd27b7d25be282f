"""Compilations: cases of many conventions, the sample, the law of tiling, single documents."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Hint, Source, Span
from corpus.splitting.compilation import Split, split
from corpus.writing.numbering import to_han

ROOT = Path(__file__).resolve().parents[2]
CASES = sorted((ROOT / "cases" / "compilations").glob("*.txt"))
SAMPLE = ROOT.parent / "data" / "乡镇意识形态上半年工作总结15篇.txt"
NAME = SAMPLE.name
TEXT = SAMPLE.read_text(encoding="utf-8")
FIRST, LAST = 14, 12  # characters of a body that a case shows


class Case(NamedTuple):
    """A case file: a text, a line of ``=``, and what must be found in it."""

    source: Source
    expected: list[str]


def read_case(path: Path) -> Case:
    text, _, rest = path.read_text(encoding="utf-8").partition("\n=====\n")
    expected = rest.strip().splitlines()
    name = path.name
    if expected[0].startswith("source: "):
        name = expected.pop(0).removeprefix("source: ")
    else:
        name = "case.txt"  # the file name is a hint, and case files are named after their case
    return Case(Source(name, text), expected)


def shown(source: Source, found: Split) -> list[str]:
    """What was found, written as the case files write it."""
    text = source.text
    out = [
        f"title: {text[slice(*found.title)] if found.title else '-'}",
        f"promised: {'-' if found.promised is None else found.promised}",
    ]
    for piece in found.pieces:
        body = text[slice(*piece.body)]
        kind = "embedded" if piece.embedded else "piece"
        number = "-" if piece.number is None else piece.number
        title = text[slice(*piece.title)] if piece.title and piece.marker else "-"
        first, last = body[:FIRST].splitlines()[0], body[-LAST:].splitlines()[-1]
        out.append(f"{kind} {number} | {first} | {last} | {title}")
    for residue in found.residue:
        first = text[slice(*residue.span)][:FIRST].splitlines()[0]
        out.append(f"residue {residue.kind} | {first}")
    codes = {n.code for n in found.notes} | {n.code for p in found.pieces for n in p.notes}
    out.append(f"notes: {', '.join(sorted(codes)) or '-'}")
    return out


def assert_tiles(text: str, found: Split) -> None:
    """Every non-blank character in exactly one of residue, title, markers and bodies."""
    parts = [r.span for r in found.residue] + [p.body for p in found.pieces]
    parts += [p.marker for p in found.pieces if p.marker is not None]
    parts += [found.title] if found.title is not None else []
    end = 0
    for start, stop in sorted(parts):
        assert end <= start < stop, "two parts overlap, or one is empty"
        assert not text[end:start].strip(), f"lost: {text[end:start]!r}"
        assert text[start:stop] == text[start:stop].strip(), "blanks at the edge of a part"
        end = stop
    assert not text[end:].strip(), f"lost: {text[end:]!r}"
    bodies = [p.body for p in found.pieces]
    assert bodies == sorted(bodies), "pieces are in reading order"
    for piece in found.pieces:
        assert piece.span.end == piece.body.end
        assert piece.span.start == (piece.marker or piece.body).start
    assert 0.0 <= found.confidence <= 1.0
    for note in [*found.notes, *(n for p in found.pieces for n in p.notes)]:
        assert note.message("zh")
        assert note.message("en")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_is_taken_apart_as_its_file_says(path: Path) -> None:
    case = read_case(path)
    found = split(case.source)
    assert_tiles(case.source.text, found)
    expected = [*case.expected[:-1], _sorted_notes(case.expected[-1])]
    assert shown(case.source, found) == expected


def _sorted_notes(line: str) -> str:
    return "notes: " + ", ".join(sorted(line.removeprefix("notes: ").split(", ")))


@pytest.fixture(scope="module")
def sample_split() -> Split:
    return split(Source(NAME, TEXT))


def test_the_sample_has_15_marks_and_16_documents(sample_split: Split) -> None:
    found = sample_split
    assert found.title is not None
    assert TEXT[slice(*found.title)] == "乡镇意识形态上半年工作总结15篇"
    assert found.promised == 15
    assert found.confidence > 0.99
    assert found.notes == ()
    assert [(p.number, p.embedded) for p in found.pieces] == [
        *((n, False) for n in range(1, 11)),
        (10, True),
        *((n, False) for n in range(11, 16)),
    ]
    for piece in found.pieces:
        if not piece.embedded:
            assert piece.marker is not None
            assert TEXT[slice(*piece.marker)] == f"乡镇意识形态上半年工作总结篇{piece.number}"
            assert piece.title == piece.marker
    assert_tiles(TEXT, found)


def test_the_document_hidden_in_piece_10_is_cut_at_its_title(sample_split: Split) -> None:
    outer, hidden = sample_split.pieces[9:11]
    assert hidden.marker == hidden.title
    assert hidden.marker is not None
    assert TEXT[slice(*hidden.marker)] == "关于2020年上半年意识形态工作的情况汇报"
    assert TEXT[slice(*hidden.body)].startswith("识形态工作关乎国家的旗帜")
    assert TEXT[slice(*hidden.body)].endswith("带动中心各项工作的全面发展。")
    assert outer.body.end < hidden.span.start
    assert [note.code for note in hidden.notes] == ["embedded-document"]


def test_the_residue_of_the_sample_is_three_lead_ins_and_a_recommendation(
    sample_split: Split,
) -> None:
    lines = [TEXT[slice(*r.span)] for r in sample_split.residue]
    assert [r.kind for r in sample_split.residue] == ["lead-in"] * 3 + ["recommendation"]
    assert [line[:8] for line in lines] == [
        "筑坚强堡垒,做岗",
        "勤善是立身之本,",
        "一个有决心的人,",
        "推荐访问:意识形",
    ]
    starts = {piece.number: piece.body.start for piece in sample_split.pieces[::-1]}
    for number, residue in zip((1, 5, 15), sample_split.residue, strict=False):
        assert TEXT[residue.span.end : starts[number]] == "\n"


def test_every_document_of_the_sample_alone_stays_one(sample_split: Split) -> None:
    for piece in sample_split.pieces:
        body = TEXT[slice(*piece.body)]
        found = split(Source("alone.txt", body))
        assert len(found.pieces) == 1, body[:40]
        assert found.pieces[0][:3] == (None, False, None)
        assert found.pieces[0].body == (0, len(body))
        assert found.residue == ()
        assert found.confidence > 0.6


def bodies() -> list[str]:
    # without the documents around the hidden one, whose title would be cut off
    found = split(Source(NAME, TEXT)).pieces
    return [TEXT[slice(*p.body)] for p in found if p.number != 10]


TITLE = "乡镇意识形态工作总结"
KINDS = ["XX镇意识形态工作总结", "关于上半年意识形态工作的汇报", "意识形态责任制落实情况报告",
         "XX街道意识形态工作方案", "2020年意识形态工作计划"]  # fmt: skip
MARKS: dict[str, Callable[[int], str]] = {
    "title 篇1": lambda i: f"{TITLE}篇{i}\n",
    "title 篇 1": lambda i: f"{TITLE} 篇 {i}\n",
    "title 篇一": lambda i: f"{TITLE}篇{to_han(i)}\n",
    "篇一：title": lambda i: f"篇{to_han(i)}：{KINDS[i % 5]}\n",
    "第一篇：title": lambda i: f"第{to_han(i)}篇：{KINDS[i % 5]}\n",
    "第1篇": lambda i: f"第{i}篇\n",
    "第1篇: title": lambda i: f"第{i}篇: {KINDS[i % 5]}\n",
    "title 第一篇": lambda i: f"{TITLE}第{to_han(i)}篇\n",
    "【篇一】": lambda i: f"【篇{to_han(i)}】\n",
    "【1】": lambda i: f"【{i}】\n",
    "『范文1』": lambda i: f"『范文{i}』\n",
    "title 范文1": lambda i: f"{TITLE}范文{i}\n",
    "精选篇1": lambda i: f"精选篇{i}\n",
    "title 1": lambda i: f"{TITLE}{i}\n",
    "title 1：": lambda i: f"{TITLE}{i}：\n",
    "title-1": lambda i: f"{TITLE}-{i}\n",
    "title【一】": lambda i: f"{TITLE}【{to_han(i)}】\n",
    "title之一": lambda i: f"{TITLE}之{to_han(i)}\n",
    "篇(1)": lambda i: f"篇({i})\n",
    "最新 title(一)": lambda i: f"最新{TITLE}({to_han(i)})\n",
    "3、title": lambda i: f"{i}、{KINDS[i % 5]}\n",
    "一、title": lambda i: f"{to_han(i)}、{KINDS[i % 5]}\n",
    "（一）title": lambda i: f"（{to_han(i)}）{KINDS[i % 5]}\n",
    "## 篇一": lambda i: f"## 篇{to_han(i)}\n",
    "**篇1**": lambda i: f"**篇{i}**\n",
    "PART 01": lambda i: f"PART {i:02d}\n",
    "篇１": lambda i: f"篇{chr(0xFF10 + i)}\n",
    "title ①": lambda i: f"{TITLE}{chr(0x245F + i)}\n",
    "same title": lambda _: f"{TITLE}\n",
    "other titles": lambda i: f"{KINDS[i % 5]}\n",
    "shared 篇1": lambda i: f"{TITLE}篇{i} ",
    "shared 篇一：": lambda i: f"篇{to_han(i)}：",
    "shared, tight": lambda i: f"{TITLE}{i}",
    "shared 【篇一】": lambda i: f"【篇{to_han(i)}】",
    "shared title(一)": lambda i: f"{TITLE}（{to_han(i)}）",
    "pinyin": lambda i: f"工作總結(jié)篇{to_han(i)}\n",
}


@pytest.mark.parametrize("convention", MARKS)
@pytest.mark.parametrize("count", [3, 8])
def test_real_documents_are_recovered_under_any_convention(convention: str, count: int) -> None:
    chosen = random.Random(convention + str(count)).sample(bodies(), count)  # noqa: S311
    mark = MARKS[convention]
    text = f"{TITLE}（精选{count}篇）\n" + "\n".join(
        mark(n) + body for n, body in enumerate(chosen, 1)
    )
    found = split(Source("x.txt", text))
    assert [text[slice(*p.body)] for p in found.pieces] == chosen
    assert found.promised == count
    assert_tiles(text, found)


STRONG = [
    name
    for name in MARKS
    if name.split()[0]
    not in ("3、title", "一、title", "（一）title", "same", "other", "【1】", "PART")
    and name != "shared, tight"
]


@pytest.mark.parametrize("convention", STRONG)
def test_plain_conventions_need_no_promise_and_no_title(convention: str) -> None:
    chosen = random.Random(convention).sample(bodies(), 4)  # noqa: S311
    text = "\n".join(MARKS[convention](n) + body for n, body in enumerate(chosen, 1))
    found = split(Source("x.txt", text))
    assert [text[slice(*p.body)] for p in found.pieces] == chosen
    assert found.title is None
    assert found.promised is None


WORDING = """\
某某工作总结3篇
工作总结篇1
工作总结篇2
工作总结篇3
篇三：工作汇报
第一篇
第二篇：发言稿
【1】
【2】
工作总结1
工作总结2
工作总结12020年，我镇
工作总结（一）
工作总结
XX镇工作总结
目录
1
2
1、XX镇工作总结
2、XX局工作汇报
一、加强领导
二、狠抓落实
(一)强化学习。每月一次。
1.坚持原则。
下面是小编为大家整理的范文，仅供参考。
以上就是小编整理的全部内容，希望对大家有帮助。
推荐访问:总结 范文
相关推荐：
第 1 页 共 5 页
http://www.example.com
今年以来，我镇认真落实各项任务。 工作总结篇2 今年以来，我局认真落实。

今年以来，我镇认真落实各项任务，取得了一定成效，群众满意度明显提高，各项指标位居全县前列，受到好评。
x市委：
2020年6月30日
关于上半年工作的情况汇报
关于上半年工作的情况汇报 现将有关情况汇报如下。
\u3000\u3000缩进。
"""
LINES = st.sampled_from([*WORDING.splitlines(), "  ", "\r"])


@given(st.lists(LINES, max_size=30).map("\n".join) | st.text(max_size=300))
def test_any_text_is_tiled(text: str) -> None:
    found = split(Source("某某工作总结3篇.txt", text))
    assert_tiles(text, found)
    if text and not text.isspace():
        assert found.pieces or found.residue
    if len(found.pieces) == 1 and found.title is None and found.pieces[0].marker is None:
        assert found.pieces[0].number is None


@given(st.lists(st.sampled_from([*MARKS]), min_size=1, max_size=1), st.integers(0, 2**32))
def test_generated_compilations_are_tiled(convention: list[str], seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    parts = [f"{TITLE}{chance.randint(2, 9)}篇"] if chance.random() < 0.7 else []
    number = chance.randint(1, 3)
    for _ in range(chance.randint(1, 6)):
        parts.append(MARKS[convention[0]](number).rstrip("\n"))
        parts += chance.choices(TEXT.splitlines(), k=chance.randint(0, 5))
        number = chance.choice([number + 1] * 6 + [1, number, number + 2])
    text = chance.choice(["\n", "\r\n", "\n\n"]).join(parts)
    assert_tiles(text, split(Source("x.txt", text)))


@pytest.mark.parametrize(
    "text",
    [
        "工作总结篇12正族团结进步。\n工作总结篇13今年以来",
        "工作总结篇12正族团结进步,建设美丽。乡作总结篇13中将xx镇党委20xx上",
        "第12篇 第一条 为了 目录 乡镇意识形态工作总结-1 乡镇意识形态工作总结篇1",
    ],
)
def test_parts_never_overlap_where_figures_run_into_the_text(text: str) -> None:
    assert_tiles(text, split(Source("x.txt", text)))


def test_a_blank_file_has_no_pieces() -> None:
    assert split(Source("x.txt", " \n\u3000\r\n")).pieces == ()
    assert split(Source("x.txt", "")).pieces == ()


def test_newlines_may_be_those_of_windows(sample_split: Split) -> None:
    text = TEXT.replace("\n", "\r\n")
    found = split(Source(NAME, text))
    assert_tiles(text, found)
    assert [p.number for p in found.pieces] == [p.number for p in sample_split.pieces]


def test_the_title_line_of_a_single_document_belongs_to_its_body() -> None:
    text = "XX镇工作总结\n今年以来，我镇认真落实各项任务。"
    found = split(Source("x.txt", text))
    assert found.title is None
    assert found.pieces[0].title == (0, 7)
    assert found.pieces[0].body == (0, len(text))


def test_headings_of_the_file_format_mark_pieces() -> None:
    titles = ["XX镇党建工作总结", "XX局党建工作汇报", "XX社区党建工作报告"]
    body = "一、加强领导\n成立工作专班，定期研究部署。\n二、狠抓落实\n全年开展活动12次，群众满意。"
    text = "党建材料\n" + "\n".join(f"{title}\n{body}" for title in titles)
    hints = tuple(
        Hint(Span(text.index(title), text.index(title) + len(title)), 1) for title in titles
    )
    with_hints = split(Source("x.docx", text, hints=hints))
    without = split(Source("x.docx", text))
    assert [text[slice(*p.title)] for p in with_hints.pieces if p.title] == titles
    assert with_hints.confidence > without.confidence or len(without.pieces) == 1


def test_the_promise_may_stand_in_the_file_name_only() -> None:
    text = "范文一\n今年以来，我镇认真学习。\n范文二\n今年以来，我局认真学习。"
    found = split(Source("folder/工作总结2篇.txt", text))
    assert (found.promised, len(found.pieces)) == (2, 2)


def seconds(text: str) -> float:
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        split(Source(NAME, text))
        best = min(best, time.process_time() - start)
    return best


HOSTILE: dict[str, Callable[[int], str]] = {
    "copies of the sample": lambda n: "\n".join([TEXT] * (n // 1000)),
    "a long line": lambda n: "今年以来，我镇认真落实各项任务1。" * (5 * n),
    "a long shared line": lambda n: "工作总结篇1 " + "一二三四五六七八九十" * (20 * n),
    "brackets": lambda n: "（" * (50 * n),
    "blanks": lambda n: " " * (50 * n) + "篇1",
    "headings": lambda n: "\n".join(f"一、第{i}项工作总结" for i in range(n)),
    "numbers": lambda n: "\n".join(f"{i}" for i in range(n)),
    "marks": lambda n: "\n".join(f"工作总结篇{i % 7}" for i in range(n)),
    "marks with text": lambda n: "\n".join(f"工作总结篇{i % 7}\n今年以来。" for i in range(n)),
    "titles": lambda n: "\n".join("XX镇工作总结" for _ in range(n)),
    "titles with text": lambda n: "\n".join(f"XX镇工作总结\n{TITLE * 6}。" for _ in range(n)),
    "marks in one line": lambda n: "今年 篇1 " * n,
    "residue": lambda n: "推荐访问\n" * n,
    "hidden documents": lambda n: (
        "工作总结篇1\n" + f"一、学习\n{TITLE * 9}。\n二、检查\n关于工作的情况汇报\n" * (n // 4)
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", HOSTILE)
def test_time_grows_with_the_text_and_not_faster(kind: str) -> None:
    few, many = HOSTILE[kind](2_000), HOSTILE[kind](12_000)
    # six times the text; quadratic time would be 36 times
    assert seconds(many) < 18 * max(seconds(few), 0.01)
    assert_tiles(many, split(Source(NAME, many)))


def test_copies_one_after_another_are_all_taken_apart() -> None:
    text = "\n".join([TEXT] * 3)
    found = split(Source(NAME, text))
    assert [p.number for p in found.pieces if not p.embedded] == [*range(1, 16)] * 3
    assert sum(p.embedded for p in found.pieces) == 3
    assert [n.code for n in found.notes if n.code == "nested-compilation"] != []
    assert_tiles(text, found)
