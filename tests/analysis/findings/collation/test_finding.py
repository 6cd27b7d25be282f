"""Collation: the law that witnesses rebuild each other, kinds on the sample, moves, descent."""

from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from analysis.findings.collation.finding import Collation, collate, compare
from analysis.findings.duplicates.finding import find_duplicates
from corpus.errors import SettingsError
from corpus.messages import table as messages
from corpus.records import schema

WORDS = ["认真", "贯彻", "贯例", "2020年", "20xx年", "x", "三", "八", "党员干部", "一、学习情况"]
MARKS = ["《", "》", "。", "，", "\n", "\r\n", " ", "\u3000", "\u200b", "\U00020000", "é"]
PIECES = st.lists(st.sampled_from(WORDS + MARKS), max_size=25).map("".join)
TEXT = (
    "一、学习情况\n全年组织中心组学习十二次，撰写心得体会三十六篇。\n"
    "二、宣传情况\n充分利用村村响广播和宣传栏，累计发布信息四百余条。\n"
    "三、督查情况\n党委每季度开展专项督查，对发现的问题及时通报整改。\n"
)


@pytest.fixture(scope="module")
def three(sample: corpus.Corpus) -> Collation:
    return collate(sample, ["#4", "#11", "#14"])


def shape(found: Collation) -> list[tuple[object, ...]]:
    return [(v.n, v.kind, sorted(v.texts.items()), v.left, v.right) for v in found.variants]


# --- the law


@given(st.lists(PIECES, min_size=2, max_size=4))
def test_readings_turn_each_witness_into_each_other(texts: list[str]) -> None:
    found = collate_texts(texts)
    for source in found.witnesses:
        for target in found.witnesses:
            assert found.rebuild(source.id, into=target.id) == source.text


@given(PIECES, PIECES)
def test_comparing_the_other_way_round_gives_the_mirrored_result(a: str, b: str) -> None:
    forward, backward = compare(a, b), compare(b, a)
    swap = {"a": "b", "b": "a"}
    mirrored = {"inserted": "dropped", "dropped": "inserted"}
    assert [(v.n, v.kind, {n: v.readings[n] for n in "ab"}) for v in forward.variants] == [
        (v.n, mirrored.get(v.kind, v.kind), {n: v.readings[swap[n]] for n in "ab"})
        for v in backward.variants
    ]


@given(PIECES, PIECES)
def test_the_base_is_the_same_named_first_or_named_as_base(a: str, b: str) -> None:
    c = corpus.from_texts({"甲": f"甲{a}。", "乙": f"乙{b}。"})
    first, named = collate(c, ["乙", "甲"]), collate(c, ["甲", "乙"], base="乙")
    beside = compare(c["乙"], c["甲"])
    assert first.ids == named.ids == beside.ids == ("乙", "甲")
    assert shape(first) == shape(named) == shape(beside)
    other = collate(c, ["甲", "乙"])
    mirrored = {"inserted": "dropped", "dropped": "inserted"}
    assert [mirrored.get(v.kind, v.kind) for v in other.variants] == [
        v.kind for v in first.variants
    ]
    assert other.agreement == first.agreement


def test_what_the_base_lacks_was_inserted_and_what_the_other_lacks_was_dropped() -> None:
    c = corpus.from_texts({"旧": "加强学习。", "新": "加强学习和宣传。", "丙": "加强学习和宣传。"})
    assert [v.kind for v in collate(c, ["旧", "新"]).variants] == ["inserted"]
    assert [v.kind for v in collate(c, ["新", "旧"]).variants] == ["dropped"]
    assert collate(c, ["新", "旧"]).ids == ("新", "旧")
    three = collate(c, ["旧", "新", "丙"], base="新")
    assert three.ids == ("新", "旧", "丙")
    assert [v.kind for v in three.variants] == ["dropped"]
    with pytest.raises(KeyError):
        collate(c, ["旧", "新"], base="丁")


@given(PIECES, PIECES)
def test_variants_are_real_ordered_and_in_context(a: str, b: str) -> None:
    place = -1
    for n, variant in enumerate(compare(a, b).variants, start=1):
        assert variant.n == n
        span, text = variant.readings["a"]
        assert text == a[span.start : span.end] != variant.readings["b"].text
        assert span.start >= place
        assert a[: span.start].endswith(variant.left)
        assert a[span.end :].startswith(variant.right)
        place = span.end


def collate_texts(texts: list[str]) -> Collation:
    # Bodies of parsed documents are trimmed; sentences of one text keep everything.
    from analysis.findings.collation.attestation import Attestation
    from analysis.findings.collation.readings import Witness, variants_of

    witnesses = tuple(Witness(f"w{n}", text, 0) for n, text in enumerate(texts))
    return Collation(witnesses, variants_of(witnesses, Attestation()))


# --- the compilation


def test_seven_and_eight_differ_in_one_masked_year(sample: corpus.Corpus) -> None:
    (variant,) = collate(sample, ["#7", "#8"]).variants
    assert variant.kind == "masking"
    assert [reading.text for reading in variant.readings.values()] == ["2020", "xx"]


def test_the_three_copies_differ_where_a_reader_says(three: Collation, golden: object) -> None:
    lines = [
        "\t".join((v.kind, v.left[-4:], *(repr(r.text) for r in v.readings.values()), v.right[:4]))
        for v in three.variants
    ]
    golden("collation/4-11-14.tsv", "\n".join(lines).replace("\n一", "|一") + "\n")  # type: ignore[operator]


def test_readings_stand_in_the_source(three: Collation, sample: corpus.Corpus) -> None:
    text = sample.compilations[0].source.text
    for variant in three.variants:
        assert list(variant.readings) == list(three.ids)
        for (start, end), reading in variant.readings.values():
            assert text[start:end] == reading


def test_witnesses_of_the_sample_rebuild_each_other(three: Collation) -> None:
    for a in three.ids:
        for b in three.ids:
            assert three.rebuild(a, into=b) == three.witness(a).text


def test_the_order_of_three_ids_is_that_of_the_columns_only(
    three: Collation, sample: corpus.Corpus
) -> None:
    again = collate(sample, ["#14", "#4", "#11", "#4"])
    assert [name.rpartition("#")[2] for name in again.ids] == ["14", "4", "11"]
    assert again.records() == three.records()


def test_a_family_can_be_collated(sample: corpus.Corpus, three: Collation) -> None:
    family = find_duplicates(sample).families[0]
    found = collate(sample, family)
    assert found.family == family.id
    assert shape(found) == shape(three)


def test_records_keep_the_contract(three: Collation) -> None:
    for record in three.records():
        jsonschema.validate(record, schema("variant"))


# --- kinds that need more than the readings


def test_a_moved_section_is_recognised_in_both_places() -> None:
    first, second, third = (part + "\n" for part in TEXT.rstrip("\n").split("\n")[1::2])
    moved = compare(first + second + third, second + first + third).variants
    assert {v.kind for v in moved} == {"moved"}
    assert [v.partner for v in moved] == [2, 1]


def test_a_section_that_moves_and_is_numbered_anew_is_recognised() -> None:
    lines = TEXT.rstrip("\n").split("\n")
    swapped = "\n".join([*lines[:2], "二、督查情况", lines[5], "三、宣传情况", lines[3]])
    kinds = [v.kind for v in compare("\n".join(lines), swapped).variants]
    assert kinds.count("moved") == 2


def test_usual_wording_tells_what_was_added_from_what_was_left_out() -> None:
    c = corpus.from_texts(
        {
            "甲": TEXT + "加强职业道德教育，坚持以新思想为指导。",
            "乙": TEXT + "加强职业德教育，坚持以重要新思想为指导。",
            **{f"丙{n}": "坚持以新思想为指导，认真学习。" for n in range(4)},
        }
    )
    found = [(v.kind, v.readings["乙"].text) for v in collate(c, ["甲", "乙"]).variants]
    assert found == [("dropped", ""), ("inserted", "重要")]


def test_one_witness_alone_against_many_has_added_something() -> None:
    texts = {str(n): TEXT for n in range(4)} | {"4": TEXT + "以上报告，请审阅指正。"}
    c = corpus.from_texts(texts)
    assert [v.kind for v in collate(c, list(texts)).variants][-1] == "inserted"


def test_figures_are_taken_whole() -> None:
    (variant,) = compare("开展活动12次", "开展活动18次").variants
    assert [reading.text for reading in variant.readings.values()] == ["12", "18"]


def test_han_numerals_are_taken_whole() -> None:
    (variant,) = compare("贯彻党的十九大精神", "贯彻党的二十大精神").variants
    assert variant.kind == "figure"
    assert [reading.text for reading in variant.readings.values()] == ["十九", "二十"]


def test_a_missing_clause_is_dropped_though_its_neighbours_meet_elsewhere() -> None:
    others = {f"丙{n}": "改进作风,强化督查,狠抓整改。" for n in range(4)}
    c = corpus.from_texts(
        {"甲": "加强领导,落实责任,强化督查。", "乙": "加强领导,强化督查。", **others}
    )
    assert [v.kind for v in collate(c, ["甲", "乙"]).variants] == ["dropped"]


def test_an_added_clause_begins_and_ends_as_a_clause() -> None:
    (variant,) = compare("强学习。强作风。", "强学习。强队伍。强作风。").variants
    assert variant.readings["b"].text == "强队伍。"


# --- corrections and descent


def test_corrections_name_their_witnesses(three: Collation, sample: corpus.Corpus) -> None:
    found = {(c.wrong, c.right): c for c in three.corrections}
    assert {("与论", "舆论"), ("千部", "干部"), ("贯例", "贯彻"), ("果道", "渠道")} <= set(found)
    damaged = found["千部", "干部"]
    assert {name[-3:]: len(spans) for name, spans in damaged.wrong_in.items()} == {
        "#11": 4,
        "#14": 4,
    }
    for correction in three.corrections:
        for name, spans in correction.wrong_in.items():
            assert {sample[name][span] for span in spans} == {correction.wrong}  # type: ignore[index]
        for name, spans in correction.right_in.items():
            assert {sample[name][span] for span in spans} == {correction.right}  # type: ignore[index]


def test_other_wording_is_no_mistake() -> None:
    a = TEXT + "街道党工委高度重视，及时研究部署。"
    others = {f"丙{n}": "街道党工委高度重视意识形态工作。" for n in range(4)}
    found = collate(
        corpus.from_texts({"甲": a, "乙": a.replace("党工委", "党委"), **others}), ["甲", "乙"]
    )
    assert [v.kind for v in found.variants] == ["dropped"]
    assert found.corrections == ()


def test_texts_that_are_no_copies_have_no_descent(sample: corpus.Corpus) -> None:
    found = collate(sample, ["#1", "#5"])
    assert found.descent.links == ()
    assert not any(c.right_in for c in found.corrections)


def test_a_mistake_of_all_witnesses_is_found(three: Collation) -> None:
    (shared,) = [c for c in three.corrections if c.wrong == "与情"]
    assert shared.right == "舆情"
    assert len(shared.wrong_in) == 3
    assert not shared.right_in


def test_the_line_of_descent_rests_on_repairs(three: Collation) -> None:
    links = {(link.parent[-3:], link.child[-3:]): link.confidence for link in three.descent.links}
    assert links == {("#11", "#14"): "weak", ("#11", "t#4"): "likely"}
    repairs = {(e.text, e.other, e.original) for e in three.descent.evidence if e.kind == "repair"}
    assert ("守", "试", "诚") in repairs


def test_without_one_sided_traces_nobody_can_tell(sample: corpus.Corpus) -> None:
    descent = collate(sample, ["#7", "#8"]).descent
    assert [link.confidence for link in descent.links] == ["cannot tell"]
    assert not descent.direction_known


# --- how it shows itself


def test_a_cell_shows_no_more_witnesses_than_fit() -> None:
    texts = {str(n): TEXT.replace("三十六", f"{n}") for n in range(9)}
    html = collate(corpus.from_texts(texts), list(texts))._repr_html_()
    assert html.count("<th ") == 7
    assert "另有 <b>3</b> 个文本未列" in html


def test_word_diff_marks_both_readings() -> None:
    found = compare("认真贯彻落实", "认真贯例落实。")
    assert found.word_diff() == "认真贯[-彻-]{+例+}落实{+。+}"
    assert "\x1b[31m" in found.word_diff(color=True)


def test_html_has_only_inline_styles_and_escapes_text() -> None:
    html = compare("<b>贯彻</b>", "<b>贯例</b>")._repr_html_()
    assert "<b>" not in html
    assert "<style" not in html
    assert "&lt;b&gt;" in html


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_explanations_have_words_for_everything(three: Collation, lang: str) -> None:
    text = three.explain(lang=lang)
    text.encode("gbk")
    assert len(text.splitlines()) == 7
    assert "{" not in text


def test_messages_of_variants_exist_for_all_kinds() -> None:
    from analysis.findings.collation.variants import VARIANT_KINDS

    assert all(f"variant-{kind}" in messages() for kind in VARIANT_KINDS)


def test_the_table_has_a_column_for_each_witness(three: Collation) -> None:
    frame = three.table()
    assert list(frame.columns) == ["n", "kind", "left", *three.ids, "right", "usual"]
    assert len(frame) == len(three.variants)


# --- what is refused


def test_one_witness_is_not_enough(sample: corpus.Corpus) -> None:
    with pytest.raises(SettingsError, match="two witnesses"):
        collate(sample, ["#4", "#4"])
    with pytest.raises(SettingsError, match="list of ids"):
        collate(sample, "#4")
    with pytest.raises(KeyError, match="no document"):
        collate(sample, ["#4", "#99"])


def test_parts_of_documents_can_be_collated(sample: corpus.Corpus) -> None:
    a, b = (next(d.id for d in sample if d.id.endswith(end)) for end in ("#4", "#11"))
    found = collate(sample, [f"{a}:s1", f"{b}:s1"])
    assert {v.kind for v in found.variants} <= {"dropped", "inserted", "lookalike"}


def test_two_identical_texts_have_no_variants(tmp_path: Path) -> None:
    found = compare(TEXT, TEXT)
    assert found.variants == ()
    assert found.agreement == 1.0
    assert "完全相同" in found.explain()


def test_no_correction_follows_from_the_script() -> None:
    simplified = "他身着便衣，在干部的干预下吃干饭，只身一人面对面条，发生了头发问题。"
    traditional = "他身著便衣，在幹部的干預下吃乾飯，隻身一人面對麵條，發生了頭髮問題。"
    found = compare(simplified, traditional)
    assert set(found.counts) == {"script"}
    assert not found.corrections


def test_differences_in_lines_show_what_stands_before_between_and_after() -> None:
    from analysis.findings.collation.html import word_diff

    found = compare("全镇加强学习。全年十二次。", "全镇加强宣传。全年十二次。")
    (line,) = word_diff(found, *found.witnesses).splitlines()
    assert line == "全镇加强[-学习-]{+宣传+}。全年十二次。"
    short = word_diff(found, *found.witnesses, around=2)
    assert short == "…加强[-学习-]{+宣传+}。全…"
