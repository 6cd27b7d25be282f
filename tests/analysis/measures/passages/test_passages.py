"""Fingerprints, seeds, matches, chains: from characters to aligned passages."""

from __future__ import annotations

import random
import time

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from analysis.measures.passages.chains import common_subsequence
from analysis.measures.passages.fingerprints import fingerprints, run_length
from analysis.measures.passages.groups import group, merged
from analysis.measures.passages.matches import common
from analysis.measures.passages.shared import SharedPassages, shared_passages

# Few letters make repeats, periods and overlaps likely; many make them rare.
letters = st.sampled_from(["甲乙", "甲乙丙丁", "天地玄黄宇宙洪荒日月盈昃"])


@st.composite
def collections(draw: st.DrawFn) -> list[str]:
    alphabet = st.sampled_from(draw(letters))
    pieces = draw(st.lists(st.text(alphabet, min_size=1, max_size=30), min_size=1, max_size=4))
    texts = st.lists(st.sampled_from(pieces) | st.text(alphabet, max_size=12), max_size=6)
    return draw(st.lists(texts.map("".join), min_size=2, max_size=5))


def codes_of(texts: list[str]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    codes = np.array([ord(c) for c in "".join(texts)], dtype=np.uint32)
    return codes, np.cumsum([0, *map(len, texts)])


def find(texts: list[str], shortest: int, **options: int | None) -> SharedPassages:
    return shared_passages(*codes_of(texts), shortest=shortest, **options)  # type: ignore[arg-type]


def stretches(
    texts: list[str], found: SharedPassages
) -> dict[tuple[int, int], list[tuple[int, ...]]]:
    """Pair of texts → (a start, a end, b start, b end), each from its text's start."""
    _, bounds = codes_of(texts)
    out: dict[tuple[int, int], list[tuple[int, ...]]] = {}
    for pair, a0, a1, b0, b1, *_ in zip(*(c.tolist() for c in found.stretches), strict=True):
        a, b = divmod(pair, len(texts))
        sides = (a0 - bounds[a], a1 - bounds[a], b0 - bounds[b], b1 - bounds[b])
        out.setdefault((a, b), []).append(sides)
    return out


def shared_runs(one: str, two: str, t: int) -> list[tuple[int, int]]:
    return [
        (i, j)
        for i in range(len(one) - t + 1)
        for j in range(len(two) - t + 1)
        if one[i : i + t] == two[j : j + t]
    ]


@given(collections(), st.sampled_from([4, 5, 7, 13]))
def test_every_shared_run_lies_in_a_passage_of_its_pair_on_either_side(
    texts: list[str], t: int
) -> None:
    found = stretches(texts, find(texts, t))
    for a in range(len(texts)):
        for b in range(a + 1, len(texts)):
            sides = found.get((a, b), [])
            for i, j in shared_runs(texts[a], texts[b], t):
                assert any(a0 <= i and i + t <= a1 for a0, a1, _, _ in sides), (texts, a, b, i, j)
                assert any(b0 <= j and j + t <= b1 for _, _, b0, b1 in sides), (texts, a, b, i, j)


@pytest.mark.parametrize("seed", range(8))
def test_texts_pasted_together_of_few_letters_keep_every_shared_run(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    for _ in range(6):
        alphabet, t = rng.choice([("甲乙", 8), ("甲乙丙", 6)])
        pieces = ["".join(rng.choices(alphabet, k=rng.randint(1, 60))) for _ in range(4)]
        parts = [rng.choices(pieces, k=rng.randint(0, 5)) for _ in range(2)]
        one, two = ("".join(rng.choices(alphabet, k=4)).join(part) for part in parts)
        found = stretches([one, two], find([one, two], t)).get((0, 1), [])
        for i, j in shared_runs(one, two, t):
            assert any(a0 <= i and i + t <= a1 for a0, a1, _, _ in found)
            assert any(b0 <= j and j + t <= b1 for _, _, b0, b1 in found)


@given(collections(), st.sampled_from([4, 7]))
def test_capped_runs_still_find_a_partner_for_every_place(texts: list[str], t: int) -> None:
    result = find(texts, t, cap=2)
    found = stretches(texts, result)
    held = [np.zeros(len(text), dtype=bool) for text in texts]
    for (a, b), sides in found.items():
        for a0, a1, b0, b1 in sides:
            held[a][a0:a1] = True
            held[b][b0:b1] = True
    for a, one in enumerate(texts):
        for b, two in enumerate(texts):
            for i, _ in shared_runs(one, two, t) if a != b else []:
                assert held[a][i : i + t].all(), (texts, a, b, i, result.cap)


@given(collections(), st.sampled_from([4, 7]))
@example(["乙甲乙乙甲乙乙乙乙乙乙甲", "乙甲乙乙乙乙乙乙甲"], 4)
def test_passages_stay_in_their_texts_and_agree_as_much_as_they_say(
    texts: list[str], t: int
) -> None:
    found = find(texts, t)
    rows = [sides for inside in stretches(texts, found).values() for sides in inside]
    for row, (a0, a1, b0, b1) in enumerate(rows):
        assert 0 <= a0 < a1
        assert 0 <= b0 < b1
        equal, longest = found.stretches.equal[row], found.stretches.longest[row]
        assert 0 < longest <= equal <= min(a1 - a0, b1 - b0)
    pairs = found.stretches.pair.tolist()
    assert pairs == sorted(pairs)
    for (a, b), inside in stretches(texts, found).items():
        for _, a1, _, b1 in inside:
            assert a1 <= len(texts[a])
            assert b1 <= len(texts[b])
        assert len(set(inside)) == len(inside)


@given(collections(), st.sampled_from([4, 7]))
def test_the_number_of_equal_characters_is_never_overstated(texts: list[str], t: int) -> None:
    found = find(texts, t)
    codes, _ = codes_of(texts)
    for _, a0, a1, b0, b1, equal, *_ in zip(*(c.tolist() for c in found.stretches), strict=True):
        assert equal <= subsequence(codes[a0:a1].tolist(), codes[b0:b1].tolist())


@pytest.mark.parametrize("seed", range(6))
def test_no_passage_lies_in_another_however_many_there_are(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - test data
    # Stretches in another order, far apart beside their length: nothing to be joined.
    shared = ["".join(rng.choices("甲乙丙丁戊己庚辛", k=12)) for _ in range(100)]
    texts = []
    for letters in ("子丑寅卯辰巳", "天地玄黄宇宙"):
        rng.shuffle(shared)
        texts.append("".join(s + "".join(rng.choices(letters, k=30)) for s in shared))
    sides = stretches(texts, find(texts, 10))[0, 1]
    assert len(sides) > 64
    assert len(set(sides)) == len(sides)
    assert not [
        one
        for one in sides
        for two in sides
        if one != two
        and two[0] <= one[0] <= one[1] <= two[1]
        and two[2] <= one[2] <= one[3] <= two[3]
    ]


@given(collections(), st.sampled_from([4, 7]), st.integers(1, 4))
def test_two_sets_are_compared_across_only(texts: list[str], t: int, left: int) -> None:
    left = min(left, len(texts) - 1)
    across = stretches(texts, find(texts, t, left=left))
    every = stretches(texts, find(texts, t))
    assert all(a < left <= b for a, b in across)
    assert across == {k: v for k, v in every.items() if k[0] < left <= k[1]}


def subsequence(one: list[int], two: list[int]) -> int:
    row = [0] * (len(two) + 1)
    for x in one:
        before = 0
        for j, y in enumerate(two, 1):
            before, row[j] = row[j], before + 1 if x == y else max(row[j], row[j - 1])
    return row[-1]


@given(st.lists(st.integers(0, 3), max_size=63), st.lists(st.integers(0, 3), max_size=63))
def test_the_common_subsequence_is_the_textbook_one(one: list[int], two: list[int]) -> None:
    codes = np.array([*one, *two, 9], dtype=np.uint32)
    place = [np.array([n]) for n in (0, len(one), len(one), len(two))]
    assert common_subsequence(codes, *place).tolist() == [subsequence(one, two)]


@given(st.text("ab", max_size=40), st.text("ab", max_size=40))
def test_common_counts_equal_characters_in_both_directions(one: str, two: str) -> None:
    codes, _ = codes_of([one + "-", two + "-"])
    room = np.array([min(len(one), len(two))])
    ahead = common(codes, np.array([0]), np.array([len(one) + 1]), room)[0]
    assert ahead == next((i for i, (x, y) in enumerate(zip(one, two)) if x != y), room[0])  # noqa: B905
    last = np.array([len(one) - 1]), np.array([len(one) + len(two)])
    back = common(codes, *last, room, step=-1)[0]
    turned = zip(one[::-1], two[::-1])  # noqa: B905
    assert back == next((i for i, (x, y) in enumerate(turned) if x != y), room[0])


@given(st.text("甲乙丙", min_size=1, max_size=60), st.integers(4, 20))
def test_every_window_has_a_fingerprint(text: str, t: int) -> None:
    codes, bounds = codes_of([text])
    k = run_length(t)
    places = fingerprints(codes, bounds, k=k, shortest=t).places
    assert (np.diff(places) > 0).all()
    for start in range(len(text) - t + 1):
        assert ((places >= start) & (places + k <= start + t)).any()


def test_fingerprints_do_not_depend_on_what_stands_around() -> None:
    text = "对重大事件重要情况中的苗头性问题有针对性地进行引导"
    alone = fingerprints(*codes_of([text]), k=8, shortest=18).places
    codes, bounds = codes_of(["前文" * 20, text])
    among = fingerprints(codes, bounds, k=8, shortest=18).places - 40
    assert among[among >= 0].tolist() == alone.tolist()


def test_a_run_is_kept_where_a_loose_chain_around_it_is_not() -> None:
    texts = [
        "丙乙甲甲丙乙甲丙甲乙乙乙甲丙甲乙甲甲乙丙丙",
        "丙丙乙丙乙甲乙甲丙丙丙乙乙乙甲乙丙甲乙丙丙甲丙甲乙乙乙丙丙",
    ]
    found = stretches(texts, find(texts, 6))[0, 1]
    for i, j in shared_runs(*texts, 6):
        assert any(a0 <= i and i + 6 <= a1 and b0 <= j and j + 6 <= b1 for a0, a1, b0, b1 in found)


def test_a_substituted_character_does_not_break_a_passage() -> None:
    text = "认真学习贯彻党中央关于意识形态工作的决策部署和指示精神牢牢把握正确的政治方向"
    found = find([text, text.replace("决策", "决第").replace("把握", "杷握")], 18)
    assert [c.tolist() for c in found.stretches] == [[1], [0], [38], [38], [76], [36], [19], [19]]


def test_a_clause_put_in_does_not_break_a_passage() -> None:
    one = "进一步落实意识形态工作责任制坚持不懈抓好理论学习切实提高舆论引导水平和能力"
    two = one.replace("切实", "加强宣传队伍建设切实")
    stretches = find([one, two], 18).stretches
    assert (stretches.a_end - stretches.a_start).tolist() == [37]
    assert stretches.equal.tolist() == [37]


def test_short_accidents_are_no_passage() -> None:
    assert not len(
        find(["意识形态工作责任制落实情况很好", "意识形态工作责任制度建设不错"], 18).stretches[0]
    )


@pytest.mark.slow
def test_a_megabyte_of_two_characters_is_one_passage() -> None:
    begin = time.perf_counter()
    found = find(["一二" * 500_000, "一二" * 300_000, "三四" * 1000 + "一二" * 50], 18)
    assert time.perf_counter() - begin < 30
    assert 3 <= len(found.stretches.pair) < 20
    assert found.cap is not None
    sides = stretches(["一二" * 500_000, "一二" * 300_000, "三四" * 1000 + "一二" * 50], found)
    assert max(a1 - a0 for a0, a1, _, _ in sides[0, 1]) >= 599_000


@pytest.mark.slow
def test_ten_thousand_copies_make_one_passage_each() -> None:
    text = "".join(chr(0x4E00 + (7919 * i * i) % 20000) for i in range(500))
    found = find([text] * 10_000, 18)
    assert len(found.stretches.pair) == 9_999
    assert (found.stretches.longest == 500).all()
    assert found.stretches.pair.tolist() == list(range(1, 10_000))


@pytest.mark.slow
def test_a_paragraph_shared_by_all_is_found_in_all_and_grouped_once() -> None:
    letters = np.random.default_rng(1).integers(0x4E00, 0x9E00, (3000, 200))
    own = ["".join(map(chr, row)) for row in letters.tolist()]
    shared = "对重大事件重要情况重要社情民意中的倾向性苗头性问题有针对性地进行引导"
    found = find([o[:100] + shared + o[100:] for o in own], 18)
    stretches = found.stretches
    whole = stretches.longest == len(shared)
    assert whole.sum() >= 2_999
    assert len(np.unique(stretches.pair[whole] % 3000)) == 2_999
    sides = (stretches.a_start, stretches.a_end, stretches.b_start, stretches.b_end)
    assert len(np.unique(group(*(s[whole] for s in sides)))) == 1


def test_merged_stretches_are_what_is_covered() -> None:
    rng = np.random.default_rng(1)
    key, start = rng.integers(0, 3, 50), rng.integers(0, 80, 50)
    end = start + rng.integers(1, 9, 50)
    for one in range(3):
        held = {p for k, s, e in zip(key, start, end, strict=True) if k == one for p in range(s, e)}
        keys, starts, ends = merged(key, start, end)
        found = [(s, e) for k, s, e in zip(keys, starts, ends, strict=True) if k == one]
        assert {p for s, e in found for p in range(s, e)} == held
        assert sum(e - s for s, e in found) == len(held)


def sides_of(one: str, two: str, shortest: int = 18) -> list[tuple[int, ...]]:
    return stretches([one, two], find([one, two], shortest)).get((0, 1), [])


LEFT = "各乡镇要按照防汛责任制的要求逐级落实责任人并在汛期前完成堤防水库和山洪沟的全面排查"
RIGHT = "对排查发现的险工险段要登记造册逐一制定抢险预案储备足额物资并落实二十四小时值班制度"
OTHER = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜"


def test_what_was_put_in_between_two_copied_stretches_leaves_one_passage() -> None:
    one, two = LEFT + RIGHT, LEFT + (OTHER + OTHER[::-1])[:50] + RIGHT
    assert sides_of(one, two) == [(0, len(one), 0, len(two))]


def test_a_reworded_clause_stays_inside_a_passage() -> None:
    middle = "县防汛办应当会同应急水利气象部门在每年五月底以前组织一次联合演练并将结果报县政府"
    reworded = "县防汛办要会同应急和水利部门于每年五月底以前组织一次演练结果报县人民政府办公室"
    one, two = (LEFT + text + RIGHT for text in (middle, reworded))
    assert sides_of(one, two) == [(0, len(one), 0, len(two))]


def test_two_copied_stretches_round_other_text_stay_two_passages() -> None:
    one, two = LEFT + OTHER + RIGHT, LEFT + OTHER[::-1] + RIGHT
    assert len(sides_of(one, two)) == 2


def test_two_copied_stretches_far_apart_stay_two_passages() -> None:
    rng = random.Random(0)  # noqa: S311 - test data
    long = "".join(chr(rng.randint(0x5000, 0x8FFF)) for _ in range(301))
    assert len(sides_of(LEFT + RIGHT, LEFT + long + RIGHT)) == 2


def test_a_clause_that_a_text_repeats_is_no_passage_of_its_own_in_its_copy() -> None:
    clause = "经县人民政府批准后由主管部门会同有关单位组织实施并报上级备案"
    text = LEFT + clause + RIGHT + OTHER + clause + OTHER[::-1]
    assert sides_of(text, text) == [(0, len(text), 0, len(text))]


def test_a_clause_that_only_one_text_repeats_keeps_both_its_passages() -> None:
    clause = "经县人民政府批准后由主管部门会同有关单位组织实施并报上级备案"
    one, two = LEFT + clause, clause + OTHER + clause + OTHER[::-1]
    assert [sides[:2] for sides in sides_of(one, two)] == [(len(LEFT), len(one))] * 2


def test_a_damaged_copy_is_one_passage() -> None:
    rng = random.Random(7)  # noqa: S311 - test data
    text = "".join(chr(rng.randint(0x5000, 0x8FFF)) for _ in range(3000))
    damaged = []
    for place, char in enumerate(text):
        if rng.random() < 0.01:  # lost
            continue
        damaged.append(chr(rng.randint(0x5000, 0x8FFF)) if rng.random() < 0.015 else char)
        if place % 22 == 21 and rng.random() < 0.3:
            damaged.append("□□")
        if place % 500 == 499:
            damaged.append("免费下载本站提供最新范文欢迎收藏转发")
    ((a0, a1, b0, b1),) = sides_of(text, "".join(damaged))
    assert a1 - a0 > 2980
    assert b1 - b0 > len("".join(damaged)) - 40
