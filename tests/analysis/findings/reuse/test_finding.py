"""find_reuse: passages with places in the sources, groups, shares."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from itertools import pairwise

import jsonschema
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from analysis.findings.duplicates.finding import find_duplicates
from analysis.findings.reuse.finding import Reuse, find_reuse
from analysis.findings.votes import Votes
from corpus.errors import SettingsError
from corpus.folding.comparable import fold, fold_many
from corpus.records import schema

CLAUSE = "对重大事件、重要情况、重要社情民意中的倾向性苗头性问题，有针对性地进行引导"
OTHER = "认真贯彻落实党中央和上级党委关于意识形态工作的决策部署，牢牢把握正确政治方向"


@pytest.fixture(scope="module")
def found(sample: corpus.Corpus) -> Reuse:
    return find_reuse(sample, votes=find_duplicates(sample))


# --- the compilation


def test_every_shared_run_of_the_compilation_is_in_a_passage(
    sample: corpus.Corpus, found: Reuse
) -> None:
    t = found.coverage.shortest
    codes, _, bounds = fold_many([d.text for d in sample])
    text = codes.astype("<u4").tobytes().decode("utf-32-le")
    holders: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row, (start, end) in enumerate(pairwise(bounds.tolist())):
        for place in range(start, end - t + 1):
            holders[text[place : place + t]].append((row, place - start))
    inside = defaultdict(list)
    for a, b, sides in zip(found.a_row, found.b_row, found.places.tolist(), strict=True):
        inside[int(a), int(b)].append(sides)
    met = 0
    for places in holders.values():
        for number, (b, q) in enumerate(places):
            for a, p in places[:number]:
                if a != b:
                    met += 1
                    assert any(
                        a0 <= p and p + t <= a1 and b0 <= q and q + t <= b1
                        for a0, a1, b0, b1 in inside[a, b]
                    )
    assert met > 10_000
    assert found.coverage.cap is None


def test_copies_are_one_passage_each(found: Reuse) -> None:
    whole = [p for p in found.passages if p.characters > 1000]
    assert [(p.a[-3:].lstrip("t"), p.b[-3:].lstrip("t")) for p in whole] == [
        ("#4", "#11"), ("#4", "#14"), ("#7", "#8"), ("#11", "#14")
    ]  # fmt: skip
    assert [p.verdict for p in whole] == ["near-verbatim"] * 3 + ["verbatim"]
    assert len({p.group for p in whole}) == 2


def test_the_compilation_takes_less_than_a_second(sample: corpus.Corpus) -> None:
    find_reuse(sample)
    begin = time.process_time()
    find_reuse(sample)
    assert time.process_time() - begin < 1


def test_formula_of_many_families_is_marked(found: Reuse) -> None:
    frame = found.groups()
    assert found.many == 4
    assert frame["boilerplate"][0]
    assert not frame[frame["families"] == 1]["boilerplate"].any()


def test_records_conform_to_the_contract(found: Reuse) -> None:
    rule = schema("passage")
    for record in found.records():
        jsonschema.validate(record, rule)
        assert list(record) == list(rule["properties"])  # type: ignore[call-overload]


def test_shares_tell_copies_from_neighbours(found: Reuse) -> None:
    frame = found.shares().set_index(found.shares()["document"].str.split("#").str[1])
    assert frame.loc["7", "share"] == 1
    assert frame.loc["7", "share_outside"] < 0.02
    assert frame.loc["4", "most_from"].endswith("#11")
    assert frame.loc["6", "share"] == 0
    assert frame.loc["6", "most_from"] is None
    assert (frame["share"] >= frame["share_outside"]).all()
    assert (frame["share"] >= frame["share_distinct"]).all()
    assert (frame["share_outside"] >= frame["share_outside_distinct"]).all()
    assert (frame["share_distinct"] >= frame["share_outside_distinct"]).all()


def test_sources_hold_what_a_document_shares_with_each_other_one(found: Reuse) -> None:
    frame = found.sources()
    row = frame[frame["document"].str.endswith("#7") & frame["other"].str.endswith("#8")]
    assert row["share"].tolist() == [1.0]
    back = frame.rename(columns={"document": "other", "other": "document"})
    pairs = set(map(tuple, frame[["document", "other"]].to_numpy()))
    assert pairs == set(map(tuple, back[["document", "other"]].to_numpy()))


# --- places, verdicts, groups


def test_spans_lead_to_the_characters_of_the_source() -> None:
    c = corpus.from_texts({"甲": f"  开头。{CLAUSE}。", "乙": f"另一篇：\n{CLAUSE}，结尾。"})
    (passage,) = find_reuse(c).passages
    assert c["甲"][passage.a_span] == c["乙"][passage.b_span] == CLAUSE  # type: ignore[index]
    assert passage.verdict == "verbatim"
    assert passage.similarity == 1


def test_a_masked_run_is_inside_the_span_as_a_whole() -> None:
    c = corpus.from_texts({"甲": f"ＸＸ镇{CLAUSE}xxx", "乙": f"乙：xxxx镇{CLAUSE}ＸＸ"})
    (passage,) = find_reuse(c).passages
    assert c["甲"][passage.a_span].startswith("ＸＸ镇")  # type: ignore[index]
    assert c["乙"][passage.b_span].startswith("xxxx镇")  # type: ignore[index]
    assert c["甲"][passage.a_span].endswith("xxx")  # type: ignore[index]


def test_verdicts_follow_the_share_that_agrees() -> None:
    text = CLAUSE + OTHER
    near = text.replace("决策", "快策").replace("针对", "计对")
    partly = CLAUSE[:-6] + "子丑寅卯辰巳午未申酉戌亥" + OTHER[6:]
    c = corpus.from_texts({"甲": text, "乙": near, "丙": partly})
    verdicts = {(p.a, p.b): p.verdict for p in find_reuse(c).passages}
    assert verdicts["甲", "乙"] == "near-verbatim"
    assert verdicts["甲", "丙"] == "partial"


def test_look_alikes_are_equal_where_asked_for() -> None:
    c = corpus.from_texts({"甲": CLAUSE, "乙": CLAUSE.replace("情", "惰").replace("干", "千")})
    assert find_reuse(c).passages[0].verdict != "verbatim"
    c = corpus.from_texts({"甲": "干部舆论" * 6, "乙": "千部與论" * 6})
    assert find_reuse(c, level="ocr").passages[0].verdict == "verbatim"


def test_the_same_passage_has_one_group_wherever_it_stands() -> None:
    texts = {f"第{n}份": f"{'甲乙丙丁'[n]}。{CLAUSE}。{'子丑寅卯'[n]}。" for n in range(4)}
    texts["又一份"] = f"{OTHER}。"
    texts["再一份"] = f"辰。{OTHER}。"
    found = find_reuse(corpus.from_texts(texts))
    assert len(found) == 7
    assert sorted(found.groups()["documents"]) == [2, 4]
    places = found.occurrences()
    assert len(places) == 6
    assert set(places["text"]) == {CLAUSE, OTHER}


def test_moved_paragraphs_are_two_passages() -> None:
    c = corpus.from_texts({"甲": f"{CLAUSE}。{OTHER}。", "乙": f"{OTHER}。{CLAUSE}。"})
    assert len(find_reuse(c)) == 2


def test_voters_decide_what_is_formula() -> None:
    texts = {f"第{n}份": f"{'甲乙丙丁'[n]}。{CLAUSE}。{'子丑寅卯'[n]}。" for n in range(4)}
    c = corpus.from_texts(texts)
    assert find_reuse(c).boilerplate.all()
    assert not find_reuse(c, votes=Votes(np.zeros(4, dtype=np.int64))).boilerplate.any()


# --- laws


@given(st.permutations(range(4)))
@settings(max_examples=12)
def test_findings_do_not_depend_on_the_order_of_documents(order: list[int]) -> None:
    texts = [f"{CLAUSE}。甲", f"乙。{CLAUSE}。{OTHER}", f"{OTHER}丙", f"{CLAUSE}丁{OTHER}"]
    one = find_reuse(corpus.from_texts({f"第{n}": texts[n] for n in range(4)}), cap=2)
    two = find_reuse(corpus.from_texts({f"第{n}": texts[n] for n in order}), cap=2)
    assert facts(one) == facts(two)


def facts(found: Reuse) -> set[frozenset[object]]:
    return {
        frozenset([(p.a, p.a_span), (p.b, p.b_span), p.characters, p.verdict])
        for p in found.passages
    }


some = st.lists(st.sampled_from([CLAUSE, OTHER, "甲。", " \n", "乙：", "xx", "20"]), max_size=5)
more = st.lists(st.sampled_from([CLAUSE, OTHER, "丙。", "\t", "丁，", "ＸＸ", "２０"]), max_size=5)


@given(some, more)
def test_verbatim_means_equal_after_folding(one: list[str], two: list[str]) -> None:
    c = corpus.from_texts({"甲": "".join(one), "乙": "".join(two)})
    for p in find_reuse(c).passages:
        a = next(d for d in c if d.id == p.a)[p.a_span]
        b = next(d for d in c if d.id == p.b)[p.b_span]
        assert (fold(a).text == fold(b).text) == (p.verdict == "verbatim")
        assert p.characters <= min(len(fold(a)), len(fold(b)))


# --- one set against another


def test_against_compares_across_only() -> None:
    new = corpus.from_texts({"新一": f"一。{CLAUSE}", "新二": f"二。{CLAUSE}。{OTHER}"})
    old = corpus.from_texts(
        {"旧一": f"{OTHER}。旧", "旧二": f"旧。{CLAUSE}。", "旧三": f"{OTHER}三"}
    )
    found = find_reuse(new, against=old)
    assert {(p.a, p.b) for p in found.passages} == {
        ("新一", "旧二"), ("新二", "旧二"), ("新二", "旧一"), ("新二", "旧三")
    }  # fmt: skip
    assert found.left == 2
    assert len(found.shares()) == 5


def test_against_a_file_of_the_same_name_still_compares() -> None:
    one, two = corpus.from_texts({"报告": CLAUSE}), corpus.from_texts({"报告": f"又{CLAUSE}"})
    (passage,) = find_reuse(one, against=two).passages
    assert (passage.a, passage.b) == ("报告", "报告")
    assert passage.b_span.start == 1


# --- edges


@pytest.mark.parametrize("count", [0, 1])
def test_too_few_documents_share_nothing(count: int) -> None:
    found = find_reuse(corpus.from_texts({"甲": CLAUSE})[:count])
    assert not len(found)
    assert not len(found.table())
    assert not len(found.groups())
    assert not len(found.occurrences())
    assert not len(found.sources())
    assert len(found.shares()) == count
    assert "<div" in found._repr_html_()


def test_text_that_folds_to_nothing_is_no_trouble() -> None:
    c = corpus.from_texts({"甲": "……！！", "乙": "……！！", "丙": CLAUSE, "丁": CLAUSE})
    assert [(p.a, p.b) for p in find_reuse(c).passages] == [("丙", "丁")]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"shortest": 3}, "shortest is 3"),
        ({"shortest": 5000}, "shortest is 5000"),
        ({"cap": 1}, "cap is 1"),
        ({"level": "loose"}, "level is 'loose'"),
        ({"votes": Votes(np.zeros(5, dtype=np.int64))}, "votes has 5 rows"),
    ],
)
def test_options_out_of_range_are_refused(options: dict[str, object], message: str) -> None:
    c = corpus.from_texts({"甲": CLAUSE, "乙": OTHER})
    with pytest.raises(SettingsError, match=message):
        find_reuse(c, **options)  # type: ignore[arg-type]


def test_a_notebook_shows_escaped_text() -> None:
    c = corpus.from_texts({"<b>": f"<script>{CLAUSE}", "乙": f"<script>{CLAUSE}"})
    html = find_reuse(c)._repr_html_()
    assert "<script>" not in html
    assert "&lt;b&gt;" in html
    assert CLAUSE in html


def test_capping_is_said() -> None:
    c = corpus.from_texts({f"第{n}份": CLAUSE + "甲乙丙丁戊己"[n] * 3 for n in range(6)})
    found = find_reuse(c, cap=3)
    assert found.coverage.cap == 3
    assert found.coverage.n_capped > 0
    assert {p.b for p in found.passages if p.a == "第0份"} == {f"第{n}份" for n in range(1, 6)}
    assert len(found) < 15  # fingerprints that few texts have are joined all with all
    assert found.groups()["documents"].tolist() == [6]
    assert "<b>3</b> 次" in found._repr_html_()


@pytest.mark.parametrize("seed", range(8))
def test_passages_are_the_same_seen_from_the_other_side(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - test data
    one, two = ("".join(rng.choices("甲乙丙丁", k=150)) for _ in range(2))
    c, d = corpus.from_texts({"子": one}), corpus.from_texts({"丑": two})
    there = [p[2:7] for p in find_reuse(c, against=d, shortest=5).passages]
    back = [p[2:7] for p in find_reuse(d, against=c, shortest=5).passages]
    assert there
    assert sorted(there) == sorted((b, a, *rest) for a, b, *rest in back)
