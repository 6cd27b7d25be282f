"""Near-duplicates as users meet them: the real file, the laws, the traps."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from time import process_time
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from analysis.findings.duplicates.finding import Duplicates, Pair, find_duplicates
from analysis.findings.duplicates.settings import PRESETS
from analysis.findings.rows import share
from analysis.measures.similarity import verdicts
from analysis.measures.similarity.resemblance import resemblance
from analysis.measures.similarity.texts import distinct_texts
from corpus.collection import Corpus
from corpus.errors import SettingsError
from corpus.folding.comparable import fold_many
from corpus.model import Document

HAN = "".join(chr(0x4E00 + i) for i in range(0, 3000, 3))


def prose(seed: int, size: int) -> str:
    """Characters without a pattern, a clause every dozen."""
    rng = random.Random(seed)  # noqa: S311 - test data
    text = "".join(rng.choice(HAN) for _ in range(size))
    return "，".join(text[i : i + 12] for i in range(0, size, 12)) + "。"


def noisy(text: str, rate: float, seed: int) -> str:
    rng = random.Random(seed)  # noqa: S311 - test data
    return "".join(rng.choice(HAN) if c in HAN and rng.random() < rate else c for c in text)


def found_in(texts: dict[str, str] | list[str], **options: Any) -> Duplicates:
    named = texts if isinstance(texts, dict) else {f"t{i}": t for i, t in enumerate(texts)}
    return find_duplicates(
        Corpus.of(Document.plain(name, text) for name, text in named.items()), **options
    )


def members(found: Duplicates) -> list[tuple[str, ...]]:
    return [family.members for family in found.families]


# The compilation


def test_the_compilation_has_exactly_two_families(sample: corpus.Corpus) -> None:
    found = find_duplicates(sample)
    numbers = [[m.split("#")[1] for m in family.members] for family in found.families]
    assert numbers == [["4", "11", "14"], ["7", "8"]]
    pairs = {(p.a.split("#")[1], p.b.split("#")[1]): p.verdict for p in found.pairs}
    assert set(pairs) == {("4", "11"), ("4", "14"), ("11", "14"), ("7", "8")}
    assert set(pairs.values()) <= {"identical", "duplicate"}
    assert found.advice.clear
    assert found.coverage.method == "all"
    assert found.coverage.expected_recall == 1.0


@pytest.mark.parametrize("preset", ["strict", "ocr", "template"])
def test_every_preset_for_documents_finds_the_same_two_families(
    sample: corpus.Corpus, preset: str
) -> None:
    found = find_duplicates(sample, preset=preset)
    assert [len(f.members) for f in found.families] == [3, 2]


def test_thirteen_characters_in_a_row_are_enough_for_the_preset_of_that_name() -> None:
    run = prose(1, 13).replace("，", "")[:13]
    one, two = prose(2, 60)[:-1] + run + prose(3, 60), prose(4, 70)[:-1] + run + prose(5, 50)
    assert not found_in([one, two]).pairs
    found = found_in([one, two], preset="13字")
    assert [(p.a, p.b) for p in found.pairs] == [("t0", "t1")]
    shorter = two.replace(run, run[:12])
    assert not found_in([one, shorter], preset="13字").pairs


def test_sections_of_copies_are_copies(sample: corpus.Corpus) -> None:
    found = find_duplicates(sample, grain="section")
    of_seven = [p for p in found.pairs if "#7/" in p.a and "#8/" in p.b]
    assert sum(p.verdict in ("identical", "duplicate") for p in of_seven) >= 20


def test_the_compilation_is_compared_in_less_than_a_third_of_a_second(
    sample: corpus.Corpus,
) -> None:
    find_duplicates(sample)  # tables are loaded once
    begin = process_time()
    find_duplicates(sample)
    assert process_time() - begin < 0.3


# Scores


def test_scores_of_a_pair_by_hand() -> None:
    a = "全镇开展理论学习十二次覆盖党员干部三百余人"  # 21 characters, 18 shingles
    b = a.replace("二", "一")
    pair = found_in([a, b]).pairs[0]
    assert pair.jaccard == pytest.approx(14 / 22, abs=1e-6)  # four shingles spoilt on each side
    assert pair.containment_a == pair.containment_b == pytest.approx(14 / 18, abs=1e-6)
    assert pair.similarity == pytest.approx(20 / 21, abs=1e-6)  # one character of 21 differs
    assert pair.verdict == "duplicate"


VERDICTS: dict[str, tuple[Callable[[], tuple[str, str]], str]] = {
    "punctuation and width": (lambda: (prose(1, 90), prose(1, 90).replace("，", ",")), "identical"),
    "one character in fifty": (lambda: (prose(1, 200), noisy(prose(1, 200), 0.02, 7)), "duplicate"),
    "one in five": (lambda: (prose(1, 200), noisy(prose(1, 200), 0.2, 7)), "revision"),
    "half rewritten": (lambda: (prose(1, 200), prose(1, 120) + prose(2, 80)), "revision"),
    "200 in 1,000": (
        lambda: (prose(1, 200), prose(2, 400) + prose(1, 200) + prose(3, 400)),
        "contained",
    ),
    "1,000 around 200": (
        lambda: (prose(2, 400) + prose(1, 200) + prose(3, 400), prose(1, 200)),
        "contains",
    ),
}


@pytest.mark.parametrize(("texts", "verdict"), VERDICTS.values(), ids=VERDICTS.keys())
def test_the_verdict_says_what_was_done(texts: Callable[[], tuple[str, str]], verdict: str) -> None:
    found = found_in(list(texts()))
    assert [p.verdict for p in found.pairs] == [verdict]


def test_only_copies_of_the_whole_share_a_family() -> None:
    text = prose(1, 200)
    found = found_in([text, noisy(text, 0.05, 3), text[:90], prose(2, 500) + text])
    assert members(found) == [("t0", "t1")]


def test_unrelated_texts_have_nothing_to_say() -> None:
    assert not found_in([prose(seed, 300) for seed in range(12)]).pairs


# Rarity and forms


def test_two_texts_alone_are_compared_in_full() -> None:
    text = prose(1, 300)
    found = found_in([text[:200] + prose(2, 100), text[:200] + prose(3, 100)])
    assert found.pairs[0].similarity == pytest.approx(2 / 3, abs=0.03)


def test_eight_forms_with_nine_tenths_in_common_are_no_family() -> None:
    form = [prose(100 + i, 90) for i in range(10)]
    filled = [
        "".join(f"{part}{prose(1000 * doc + i, 10)}" for i, part in enumerate(form))
        for doc in range(8)
    ]
    found = found_in(filled)
    assert not found.families
    assert len(found.pairs) == 28
    assert {p.verdict for p in found.pairs} == {"same-form"}
    assert all(p.jaccard > 0.6 for p in found.pairs)


def test_a_copy_of_a_filled_in_form_is_found_among_the_forms() -> None:
    form = [prose(100 + i, 90) for i in range(10)]
    filled = [
        "".join(f"{part}{prose(1000 * doc + i, 10)}" for i, part in enumerate(form))
        for doc in range(8)
    ]
    found = found_in([*filled, noisy(filled[3], 0.01, 5)])
    assert members(found) == [("t3", "t8")]


def test_eight_noisy_copies_of_one_text_are_one_family() -> None:
    text = prose(1, 600)
    found = found_in([noisy(text, 0.04, seed) for seed in range(8)])
    assert [len(m) for m in members(found)] == [8]


def test_boilerplate_that_many_share_makes_no_pair() -> None:
    shared = prose(1, 150)
    found = found_in([prose(10 + i, 150) + shared for i in range(10)])
    assert not found.families
    assert not [p for p in found.pairs if p.verdict != "same-form"]


def test_a_chain_of_gradual_drift_is_not_one_family() -> None:
    parts = [prose(i, 40) for i in range(40)]
    chain = ["".join(parts[i : i + 10]) for i in range(30)]
    found = found_in(chain)
    assert found.families
    assert max(len(f.members) for f in found.families) < 15
    row = {name: i for i, name in enumerate(f"t{i}" for i in range(30))}
    for family in found.families:
        centre = row[family.representative]
        assert all(abs(row[m] - centre) <= 6 for m in family.members)


# Bounded work


@pytest.mark.slow
def test_a_hundred_thousand_identical_paragraphs_make_a_star() -> None:
    begin = process_time()
    found = found_in([prose(1, 40)] * 100_000 + [prose(2, 40)])
    assert len(found.families) == 1
    assert len(found.families[0].members) == 100_000
    assert len(found.pairs) == 99_999
    assert {p.a for p in found.pairs} == {"t0"}
    assert found.keep_list() == ["t0", "t100000"]
    assert process_time() - begin < 30


@pytest.mark.slow
def test_a_header_that_all_documents_share_makes_few_candidates() -> None:
    header = prose(1, 60)
    texts = [header + prose(10 + i, 90) for i in range(2_000)]
    for method in ("all", "bands"):
        found = found_in(texts, method=method)
        assert not found.families
        assert found.coverage.n_candidates <= 20 * len(texts)
        assert found.coverage.n_capped > 0


def test_a_periodic_text_and_its_copy() -> None:
    found = found_in(["一二" * 20_000, "一二" * 20_001, "一二" * 3])
    assert found.coverage.n_texts == 3


@pytest.mark.parametrize(
    "texts", [[], [""], ["", "。", " "], ["甲"], ["甲", "乙"], ["甲乙丙", "甲乙丙丁"]]
)
def test_small_and_empty_corpora_have_an_answer(texts: list[str]) -> None:
    found = found_in(texts)
    assert found.pairs == ()
    assert found.keep_list() == [f"t{i}" for i in range(len(texts))]
    assert found.coverage.n_empty == sum(not t.strip("。 ") for t in texts)
    assert len(found.table()) == len(found.families_table()) == 0


# Laws

WORDS = [prose(seed, 24)[:-1].replace("，", "") for seed in range(12)]
DOCUMENTS = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map("".join), min_size=2, max_size=9
)


def by_texts(found: Duplicates, texts: list[str]) -> set[tuple[object, ...]]:
    """Pairs of different texts, by text and without a direction."""
    row = {f"t{i}": i for i in range(len(texts))}
    turned = {"contains": "contained", "contained": "contains"}
    out = set()
    for p in found.pairs:
        if p.verdict == "identical":
            continue
        a, b = texts[row[p.a]], texts[row[p.b]]
        values = (p.verdict, p.jaccard, p.containment_a, p.containment_b)
        if a > b:
            a, b = b, a
            values = (turned.get(p.verdict, p.verdict), p.jaccard, p.containment_b, p.containment_a)
        out.add((a, b, *values, p.similarity, p.distinct_similarity))
    return out


@pytest.mark.slow
@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_nothing(texts: list[str], rng: random.Random) -> None:
    other = list(texts)
    rng.shuffle(other)
    one, two = found_in(texts), found_in(other)
    assert by_texts(one, texts) == by_texts(two, other)
    groups = [
        sorted(sorted(ts[int(m[1:])] for m in f.members) for f in found.families)
        for found, ts in ((one, texts), (two, other))
    ]
    assert groups[0] == groups[1]


@pytest.mark.slow
@given(DOCUMENTS)
def test_the_names_of_documents_change_nothing(texts: list[str]) -> None:
    renamed = {f"t{i}": t for i, t in enumerate(texts)}
    others = {f"z{len(texts) - i}": t for i, t in enumerate(texts)}
    one, two = found_in(renamed).pairs, found_in(others).pairs
    assert [p[2:] for p in one] == [p[2:] for p in two]


@pytest.mark.slow
@given(DOCUMENTS, st.data())
def test_an_exact_copy_changes_no_other_pair(texts: list[str], data: st.DataObject) -> None:
    copied = [*texts, data.draw(st.sampled_from(texts))]
    assert by_texts(found_in(texts), texts) == by_texts(found_in(copied), copied)


@pytest.mark.slow
@given(DOCUMENTS)
def test_a_pair_reads_the_same_from_both_sides(texts: list[str]) -> None:
    forward, backward = found_in(texts[:2]), found_in(texts[1::-1])
    for p, q in zip(forward.pairs, backward.pairs, strict=True):
        assert (p.similarity, p.jaccard) == (q.similarity, q.jaccard)
        assert (p.containment_a, p.containment_b) == (q.containment_b, q.containment_a)


@pytest.mark.slow
@given(DOCUMENTS)
@settings(max_examples=30)
def test_counts_equal_those_of_sets_of_strings(texts: list[str]) -> None:
    for p in found_in(texts).pairs:
        a, b = (texts[int(name[1:])] for name in (p.a, p.b))
        one, two = ({t[i : i + 4] for i in range(len(t) - 3)} for t in (a, b))
        both = len(one & two)
        assert p.jaccard == round(both / len(one | two), 6)
        inside = round(both / len(one), 6), round(both / len(two), 6)
        assert (p.containment_a, p.containment_b) == inside


@pytest.mark.slow
@given(DOCUMENTS)
def test_the_sampled_way_compares_no_pair_that_the_full_way_does_not(texts: list[str]) -> None:
    """And counts the same in each. What it misses may change who votes, and so the scores."""
    full, fast = ({}, {})
    for method, counts in (("all", full), ("bands", fast)):
        found = found_in(texts, method=method).evidence
        columns = (found.shared, found.shingles_a, found.shingles_b, *found.plain)
        for row, (a, b) in enumerate(zip(found.a, found.b, strict=True)):
            pair = texts[found.texts.first[a]], texts[found.texts.first[b]]
            counts[pair] = [int(column[row]) for column in columns]
    assert fast.items() <= full.items()


def test_the_sampled_way_finds_what_the_full_way_finds_in_texts_of_real_length() -> None:
    texts = [prose(seed, 500) for seed in range(40)]
    texts += [noisy(texts[seed], 0.05 * (seed % 4), seed) for seed in range(0, 40, 2)]
    texts += [texts[1][:200], texts[3][:250] + prose(99, 250)]
    full, fast = (by_texts(found_in(texts, method=m), texts) for m in ("all", "bands"))
    assert full == fast
    assert len(full) == 12


def test_short_units_are_sampled_less_so_that_their_copies_are_found() -> None:
    texts = [prose(seed, 40) for seed in range(300)]
    copies = [noisy(text, 0.05, seed) for seed, text in enumerate(texts)]
    found = found_in(texts + copies, method="bands")
    assert found.coverage.method == "bands"
    assert found.coverage.expected_recall > 0.99
    right = {(f"t{i}", f"t{i + 300}") for i in range(300)}
    assert len(right & {(p.a, p.b) for p in found.pairs}) >= 297
    assert not {(p.a, p.b) for p in found.pairs} - right


@pytest.mark.slow
@given(DOCUMENTS)
def test_every_family_keeps_one_and_only_copies_go(texts: list[str]) -> None:
    found = found_in(texts)
    kept = set(found.keep_list())
    inside = {m for f in found.families for m in f.members}
    assert {f"t{i}" for i in range(len(texts))} - inside <= kept
    for family in found.families:
        assert kept & set(family.members) == {family.representative}
        assert set(family.weakest) <= set(family.members)
        assert 0 < family.cohesion <= 1
    assert (found.voters[found.voters] == found.voters).all()


@pytest.mark.slow
@given(DOCUMENTS, st.sampled_from([0.2, 0.5, 0.8]))
def test_another_threshold_needs_no_new_comparison(texts: list[str], threshold: float) -> None:
    asked = found_in(texts, threshold=threshold)
    moved = found_in(texts, threshold=0.4).rethreshold(threshold)
    assert moved.pairs == asked.pairs
    assert moved.families == asked.families
    assert all(p.similarity >= threshold or p.verdict == "same-form" for p in asked.pairs)


# What is handed out


def test_records_conform_to_the_contract(sample: corpus.Corpus) -> None:
    records = find_duplicates(sample).records()
    pair, family = records[0], records[-1]
    assert list(pair) == [
        "type", "schema", "grain", "a", "b", "verdict", "jaccard", "containment_a",
        "containment_b", "similarity", "distinct_similarity", "family",
    ]  # fmt: skip
    assert list(family) == [
        "type", "schema", "grain", "id", "members", "representative", "cohesion", "weakest",
    ]  # fmt: skip
    assert json.loads(json.dumps(records, allow_nan=False)) == records
    assert all(len(str(pair[k]).split(".")[1]) <= 6 for k in ("jaccard", "similarity"))


def test_tables_have_the_fields_of_the_contract(sample: corpus.Corpus) -> None:
    found = find_duplicates(sample)
    assert list(found.table().columns) == ["grain", *Pair._fields]
    assert found.table()["family"].tolist() == [1, 1, 2, 1]
    assert found.families_table()["representative"].str.endswith(("#4", "#7")).all()


def test_pairs_stand_in_source_order() -> None:
    text = prose(1, 100)
    found = found_in({"乙": text, "甲": noisy(text, 0.05, 2), "丙": prose(3, 80) + text})
    order = {"乙": 0, "甲": 1, "丙": 2}
    assert [(order[p.a], order[p.b]) for p in found.pairs] == [(0, 1), (0, 2), (1, 2)]


def test_the_reasons_of_a_pair_share_out_its_score(sample: corpus.Corpus) -> None:
    found = find_duplicates(sample)
    reasons = found.explain("#4", "#11")
    assert sum(r.contribution for r in reasons) == pytest.approx(1)
    contributions = [r.contribution for r in reasons]
    assert contributions == sorted(contributions, reverse=True)
    source = sample[0].source.text
    for reason in reasons:
        assert source[slice(*reason.span)] == reason.text
        assert reason.other_span is not None
        assert source[slice(*reason.other_span)] == reason.other_text
    longest = max(reasons, key=lambda r: len(r.text))
    assert longest.text[:12] == (longest.other_text or "")[:12]
    assert reasons.table()["contribution"].sum() == pytest.approx(1)
    assert "<script" not in reasons._repr_html_()


def test_unrelated_and_unknown_units_have_no_reasons(sample: corpus.Corpus) -> None:
    found = find_duplicates(sample)
    with pytest.raises(KeyError, match="no id here"):
        found.explain("#4", "#99")
    with pytest.raises(KeyError, match="share nothing"):
        found_in([prose(1, 60), prose(2, 60)]).explain("t0", "t1")


def test_text_is_escaped_where_it_is_shown_as_html() -> None:
    text = prose(1, 60)
    html = found_in({"<b>甲": text, "乙&": text})._repr_html_()
    assert "&lt;b&gt;甲" in html
    assert "<b>甲" not in html
    assert "style=" in html
    assert "<style" not in html


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1.0, "100%"), (0.99999, ">99.9%"), (0.5, "50.0%"), (0.0001, "<0.1%"), (0.0, "0%")],
)
def test_a_rounded_share_never_lies(value: float, shown: str) -> None:
    assert share(value) == shown


@pytest.mark.parametrize(
    "options",
    [
        {"preset": "lax"},
        {"method": "magic"},
        {"threshold": "high"},
        {"threshold": 0.01},
        {"threshold": 1.5},
        {"k": 1},
        {"k": 65},
        {"level": "loose"},
        {"grain": "word"},
    ],
)
def test_an_option_out_of_range_is_refused(options: dict[str, Any]) -> None:
    with pytest.raises(SettingsError):
        found_in([prose(1, 30)], **options)


def test_every_preset_has_a_level_and_a_length_that_exist() -> None:
    for name in PRESETS:
        assert found_in([prose(1, 60), prose(1, 60)], preset=name).families


@pytest.mark.parametrize("k", [39, 46, 48, 50, 57, 59])
@pytest.mark.parametrize("method", ["all", "bands"])
def test_a_text_below_one_shingle_equals_no_shingle_of_another(k: int, method: str) -> None:
    # The length of a short text is the last number in its hash, and was once taken for a code.
    short = "".join(chr(0x4E00 + 7 * i) for i in range(k - 1))
    for code in range(k - 4, k + 4):
        texts = [short, short + chr(code) + "甲乙丙丁" * 20, prose(1, 40), prose(2, 40)]
        assert not found_in(texts, k=k, level="strict", threshold=0.5, method=method).pairs


def test_reasons_are_given_where_pieces_have_changed_places() -> None:
    front, back = "愾坳娎巿惌庼戮幀", "器丼。慞唯俩姢奸勔"
    two = corpus.from_texts({"甲": front + back, "乙": back + front})
    reasons = find_duplicates(two, k=5, threshold=0.3).explain("甲", "乙")
    assert {reason.text: reason.other_text for reason in reasons.items} == {
        front + "器丼。": front,
        "慞唯俩姢奸勔": "慞唯俩姢奸勔",
    }


def test_evidence_is_counted_in_whole_numbers() -> None:
    folded = fold_many([prose(1, 60), noisy(prose(1, 60), 0.05, 1)])
    found = resemblance(distinct_texts(folded.codes, folded.bounds), k=4)
    for sides in (found.plain, found.rare, found.distinct):
        assert all(column.dtype == np.int64 for column in sides)
    assert verdicts.similarity(found).shape == (1,)
