"""New documents against an archive: shares, sources, pairs; only new × archive."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

import corpus
from analysis import check, find_duplicates, find_reuse
from analysis.archive import held
from analysis.checks import Check

CLAUSES = [
    "全镇上半年开展理论学习十二次，覆盖党员干部三百余人，整理学习笔记二百余篇",
    "对重大事件、重要情况中的倾向性苗头性问题，有针对性地进行引导",
    "水库除险加固工程已通过验收，惠及下游四个村的灌溉和饮水",
    "建立网格员日报告制度，做到小事不出村、大事不出镇",
    "新建文化广场三处，组织送戏下乡二十场，放映公益电影六十场",
    "完成高标准农田建设两千亩，粮食总产量比去年同期增长百分之三",
    "对辖区内十二家企业开展安全生产检查，发现隐患三十一处并督促整改",
    "推进厕所革命和垃圾分类，农村人居环境整治取得阶段性成效",
]


def text(*numbers: int) -> str:
    return "。".join(CLAUSES[n] for n in numbers) + "。"


@pytest.fixture(scope="module", autouse=True, params=[-1, held.FEW], ids=["large", "small"])
def compared_as(request: pytest.FixtureRequest) -> Iterator[None]:
    """Archives are compared by the documents that their runs name, or as a whole."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(held, "FEW", request.param)
        yield


@pytest.fixture
def archive() -> corpus.Corpus:
    return corpus.from_texts({"旧一": text(0, 1, 2), "旧二": text(3, 4), "旧三": text(5, 6)})


def checked(archive: corpus.Corpus, **new: str) -> Check:
    return check(corpus.from_texts(new), archive)


def test_what_stands_in_the_archive_is_counted_and_traced(archive: corpus.Corpus) -> None:
    (found,) = checked(archive, 新=text(0, 3, 7)).documents
    assert [s.document for s in found.sources] == ["旧一", "旧二"]
    assert found.share == pytest.approx(sum(s.share for s in found.sources), abs=1e-6)
    assert 0.6 < found.share < 0.8
    assert found.share_distinct == found.share


def test_a_document_of_nothing_but_new_text_shares_nothing(archive: corpus.Corpus) -> None:
    found = checked(archive, 新=text(7))
    assert (found.documents[0].share, found.documents[0].sources, found.pairs) == (0, (), ())
    assert len(found.passages) == 0


def test_a_copy_is_a_pair_and_wholly_known(archive: corpus.Corpus) -> None:
    found = checked(archive, 新=text(3, 4))
    assert found.documents[0].share == 1
    assert [(p.a, p.b, p.verdict) for p in found.pairs] == [("新", "旧二", "identical")]


def test_a_copy_too_short_for_a_passage_is_wholly_known_too() -> None:
    archive = corpus.from_texts({"旧": "按要求报送材料。", "另": text(0)})
    found = check(corpus.from_texts({"新": "按要求报送材料"}), archive)
    assert found.documents[0].share == 1
    assert [p.verdict for p in found.pairs] == ["identical"]


def test_neither_side_is_compared_with_itself(archive: corpus.Corpus) -> None:
    twice = corpus.from_texts({"旧一": text(0, 1), "旧二": text(0, 1)})
    found = check(corpus.from_texts({"新一": text(5, 6), "新二": text(5, 6)}), twice)
    assert (found.pairs, found.passages) == ((), ())
    assert all(p.a.startswith("新") and p.b.startswith("旧") for p in found.pairs)


def test_every_copy_among_the_new_gets_every_pair(archive: corpus.Corpus) -> None:
    found = checked(archive, 新一=text(3, 4), 新二=text(3, 4), 新三=text(3, 4))
    assert [(p.a, p.b) for p in found.pairs] == [
        ("新一", "旧二"),
        ("新二", "旧二"),
        ("新三", "旧二"),
    ]


def test_copies_in_the_archive_vote_once() -> None:
    copies = corpus.from_texts({f"旧{n}": text(0, 1, 2) for n in range(6)})
    found = check(corpus.from_texts({"新": text(0, 1, 2) + CLAUSES[7]}), copies)
    assert found.documents[0].share_distinct == found.documents[0].share > 0.7
    assert len(found.pairs) == 6


def test_what_many_families_of_the_archive_say_is_not_distinct() -> None:
    rest = ["".join(chr(0x4E00 + 300 * n + i) for i in range(150)) for n in range(8)]
    old = corpus.from_texts({f"旧{n}": CLAUSES[1] + "。" + own for n, own in enumerate(rest)})
    (found,) = check(corpus.from_texts({"新": text(1, 7)}), old).documents
    assert found.share > 0.4
    assert found.share_distinct == 0


def test_equal_ids_on_either_side_are_kept_apart() -> None:
    old = corpus.from_texts({"总结.txt": text(0, 1, 2)})
    found = check(corpus.from_texts({"总结.txt": text(0, 7)}), old)
    assert found.documents[0].sources[0].document == "总结.txt"
    assert 0 < found.documents[0].share < 1


def test_pairs_and_passages_are_those_of_the_whole_comparison() -> None:
    chance = random.Random(7)  # noqa: S311
    texts = {
        f"{side}{n}": text(*chance.sample(range(8), 4)) + f"第{n}号{side}材料"
        for side in "新旧"
        for n in range(12)
    }
    new = corpus.from_texts({k: v for k, v in texts.items() if k[0] == "新"})
    old = corpus.from_texts({k: v for k, v in texts.items() if k[0] == "旧"})
    found = check(new, old, threshold=0.4)
    every = find_duplicates(corpus.from_texts(texts), threshold=0.4)
    across = {(p.a, p.b, p.verdict) for p in every.pairs if p.a[0] != p.b[0]}
    assert {(p.a, p.b, p.verdict) for p in found.pairs} == across
    passages = find_reuse(new, against=old, votes=every).passages
    plain = [p._replace(group=0, boilerplate=False) for p in passages]
    assert [p._replace(group=0, boilerplate=False) for p in found.passages] == plain


def test_what_has_nothing_to_do_with_the_new_changes_nothing(archive: corpus.Corpus) -> None:
    new = corpus.from_texts({"新": text(0, 3)})
    more = corpus.from_texts(
        {d.id: d.text for d in archive} | {f"远{n}": f"甲乙丙丁{n}戊己庚辛" * 5 for n in range(40)}
    )
    one, two = check(new, archive), check(new, more)
    assert [p[:-1] for p in one.passages] == [p[:-1] for p in two.passages]
    assert one.pairs == two.pairs


def test_what_else_is_checked_in_one_go_changes_no_pair(archive: corpus.Corpus) -> None:
    short = CLAUSES[2][:17]
    alone = checked(archive, 短=short).pairs
    assert [(p.a, p.b, p.verdict) for p in alone] == [("短", "旧一", "contained")]
    together = checked(archive, 短=short, 长="".join(map(chr, range(0x4E00, 0x4F00)))).pairs
    assert together == alone


@pytest.mark.parametrize("shortest", [4, 5, 7, 8, 13])
def test_a_run_as_short_as_was_asked_for_is_found(shortest: int) -> None:
    archive = corpus.from_texts({"旧": CLAUSES[7] + CLAUSES[2][:shortest], "另": CLAUSES[4]})
    new = corpus.from_texts({"新": CLAUSES[2][:shortest] + CLAUSES[5]})
    found = check(new, archive, shortest=shortest)
    assert [p[:4] for p in found.passages] == [
        p[:4] for p in find_reuse(new, against=archive, shortest=shortest).passages
    ]
    assert found.documents[0].sources[0].characters >= shortest


def test_empty_corpora_are_no_mistake(archive: corpus.Corpus) -> None:
    nothing = archive[:0]
    assert check(nothing, archive).documents == ()
    assert check(archive, nothing).documents[0].share == 0


def test_it_shows_itself(archive: corpus.Corpus) -> None:
    found = checked(archive, **{"<b>": text(0, 3, 7)})
    shown = found._repr_html_()
    assert "&lt;b&gt;" in shown
    assert "<b>1</b> 篇新文稿与 <b>3</b> 篇旧文档比" in shown
    assert f"{found.documents[0].share:.1%}" in shown
    assert list(found.table().columns)[:3] == ["document", "characters", "share"]
    assert list(found.sources()["source"]) == ["旧一", "旧二"]
    assert repr(found).startswith("Check(1 documents against 3")


@pytest.mark.parametrize("mark", ["\u0301", "\u200b", "\ufe0f", "\u20dd"])
def test_marks_after_each_character_hide_nothing(archive: corpus.Corpus, mark: str) -> None:
    found = checked(archive, 新="".join(c + mark for c in text(0, 1, 2)))
    assert found.documents[0].share == 1.0
    assert found.pairs[0].verdict == "identical"


def test_of_documents_that_share_the_same_stretch_the_one_that_agrees_most_is_first() -> None:
    report = "全镇上半年开展防汛检查3次，{}镇组织党员干部巡查堤防，清理河道垃圾，转移群众三百余人。"
    old = corpus.from_texts({f"旧{town}": report.format(town) for town in "甲乙丙"})
    new = corpus.from_texts({town: report.format(town) + CLAUSES[2] for town in "乙丙甲"})
    table = check(new, old).table()
    assert (table["most_from"] == "旧" + table["document"]).all()
