import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.errors import SettingsError
from corpus.folding.characters import CODE, KIND_SHIFT, Kind, lookalikes, standard, strict
from corpus.folding.comparable import FIGURE, LEVELS, PLACEHOLDER, fold, fold_many
from corpus.folding.synonyms import synonyms

RINGS = {Kind.RING, Kind.NOUGHT}
SIGNS = "xXｘＸ×хⅩⅹ_＿*＊○〇□△某.。,、 \n\t%"
alphabet = st.one_of(
    st.sampled_from(SIGNS),
    st.sampled_from("0123９①二八零年月日镇鎮会會与舆千干力カ些种一aAbPé" + PLACEHOLDER + FIGURE),
    st.characters(),
    st.sampled_from("\ud800\udfff\U00020000\U0001f600\ufeff\u200b\x00\ufe0f豈⻓⼀\uffff"),
)
texts = st.text(alphabet, max_size=24)
laws = settings(max_examples=150, deadline=None)


def shown(text, level="standard", **options):
    return fold(text, level, **options).text.replace(PLACEHOLDER, "◆").replace(FIGURE, "#")


# ---- an oracle: the same rules, one character at a time


def slowly(text, level):
    """Codes and (start, stop) of each, by a loop over characters."""
    table = strict() if level == "strict" else standard()
    entries = [(place, int(table[ord(char)])) for place, char in enumerate(text)]
    entries = [(place, entry) for place, entry in entries if entry]
    places = [place for place, _ in entries]
    codes = [chr(entry & int(CODE)) for _, entry in entries]
    dropped = [bool(entry >> 21 & 1) for _, entry in entries]
    if level == "strict":
        return [(code, place, place + 1) for code, place in zip(codes, places, strict=True)]
    kinds = [Kind.OTHER, *(entry >> KIND_SHIFT for _, entry in entries), Kind.OTHER]
    masked, numeric = placeholders(kinds)
    lead = {c: row.members[0] for row in lookalikes() for c in row.members}
    folded = []
    for i, place in enumerate(places):
        if masked[i] and i and masked[i - 1]:
            folded[-1] = (PLACEHOLDER, folded[-1][1], place + 1)
        elif masked[i]:
            folded.append((PLACEHOLDER, place, place + 1))
        elif numeric[i] or not dropped[i]:
            code = codes[i] if level == "standard" else lead.get(codes[i], codes[i])
            folded.append((code, place, place + 1))
    while level == "synonyms" and (once := with_words(list(folded))) != folded:
        folded = once
    return folded


def with_words(folded):
    """The same with one word for each class of synonyms, looked for from place to place."""
    plain = {fold(w, "ocr").text: fold(ws[0], "ocr").text for ws in synonyms() for w in ws}
    at = 0
    while at < len(folded):
        for size in (4, 2):
            word = "".join(code for code, _, _ in folded[at : at + size])
            if word in plain:
                folded[at : at + size] = [
                    (code, *place)
                    for code, (_, *place) in zip(plain[word], folded[at:], strict=False)
                ]
                at += size - 1
                break
        at += 1
    return folded


def placeholders(kinds):
    """Which places of a stream are masked, which are part of a number; kinds has two guards."""
    signs = [False] * len(kinds)
    numeric = [False] * len(kinds)
    i = 1
    while i < len(kinds) - 1:
        j = i
        while kinds[j] >= Kind.CROSS and (kinds[j] == Kind.SOME) == (kinds[i] == Kind.SOME):
            j += 1
        if j > i:
            beside = {kinds[i - 1], kinds[j]}
            signs[i:j] = [run_is_mask(kinds[i:j], kinds[i - 1], kinds[j])] * (j - i)
            nought = set(kinds[i:j]) <= RINGS and bool(beside & {Kind.DIGIT, Kind.NUMERAL})
            numeric[i:j] = [nought] * (j - i)
        i = max(j, i + 1)
    masked = list(signs)
    for i in range(1, len(kinds)):
        if signs[i] and not signs[i - 1]:
            before = i - 1
            while kinds[before] == Kind.DIGIT:
                before -= 1
            factor = kinds[before] == Kind.CROSS and not signs[before]
            if i - 1 - before <= 3 and not factor:
                masked[before + 1 : i] = [True] * (i - 1 - before)
    for i in range(1, len(kinds) - 1):
        if kinds[i] == Kind.POINT:
            digits = kinds[i - 1] == kinds[i + 1] == Kind.DIGIT
            numeric[i] = digits and not masked[i - 1] and not masked[i + 1]
            masked[i] = masked[i - 1] and masked[i + 1]
    return masked[1:-1], numeric[1:-1]


def run_is_mask(inside, left, right):
    if inside[0] == Kind.SOME:
        return len(inside) > 1 or right not in (Kind.QUANTITY, Kind.NUMERAL)
    crosses, rules = inside.count(Kind.CROSS), inside.count(Kind.RULE)
    letters = (left, right).count(Kind.LETTER)
    if letters == 2 or (letters == 1 and crosses < 2):
        return False
    if len(inside) == 1:
        return crosses + rules == 1 and not left == right == Kind.DIGIT
    return not (set(inside) <= RINGS and {left, right} & {Kind.DIGIT, Kind.NUMERAL})


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
@given(text=texts)
@laws
def test_folding_equals_a_loop_over_characters(level, text):
    folded = fold(text, level)
    assert [
        (chr(code), int(start), int(end))
        for code, start, end in zip(folded.codes, folded.offsets, folded.ends, strict=True)
    ] == slowly(text, level)


# ---- laws


@pytest.mark.parametrize("level", LEVELS)
@given(text=texts, digits=st.sampled_from(["keep", "class"]))
@laws
def test_offsets_ascend_and_stay_within_the_text(level, text, digits):
    folded = fold(text, level, digits=digits)
    assert folded.codes.dtype == np.uint32
    assert folded.offsets.dtype == np.int64
    assert np.all(np.diff(folded.offsets) > 0)
    assert np.all(folded.ends > folded.offsets)
    assert np.all(folded.ends[:-1] <= folded.offsets[1:])
    assert len(folded) == 0 or 0 <= folded.offsets[0] <= folded.ends[-1] <= len(text)


@given(text=texts, data=st.data())
@laws
def test_a_span_covers_every_character_behind_its_codes_and_grows_with_them(text, data):
    folded = fold(text)
    i = data.draw(st.integers(0, len(folded)))
    j = data.draw(st.integers(i, len(folded)))
    span = folded.span(i, j)
    assert 0 <= span.start <= span.end <= len(text)
    if i < j:
        assert span.start == folded.offsets[i]
        assert span.end == folded.ends[j - 1]
        assert folded.span(0, j).end == span.end
        assert folded.position(span.start) == i
    else:
        assert span.start == span.end


@pytest.mark.parametrize("level", LEVELS)
@given(text=texts, digits=st.sampled_from(["keep", "class"]))
@example(text="ax、某些", digits="keep")
@example(text="3x4xx", digits="keep")
@example(text="1.5xx", digits="keep")
@example(text="〇、〇", digits="keep")
@example(text="0X0", digits="class")
@laws
def test_folding_what_was_folded_changes_nothing(level, text, digits):
    once = fold(text, level, digits=digits).text
    assert fold(once, level, digits=digits).text == once


@pytest.mark.parametrize("level", LEVELS)
@given(text=texts)
@laws
def test_the_whole_of_the_codes_leads_to_text_that_folds_to_them(level, text):
    folded = fold(text, level)
    whole = folded.span(0, len(folded))
    assert fold(text[whole.start : whole.end], level).text == folded.text


@given(text=texts)
@laws
def test_each_level_only_goes_on_from_the_one_before(text):
    # What strict sees is all that standard needs, and what standard sees all that ocr needs:
    # hence texts equal at one level are equal at the next.
    assert fold(fold(text, "strict").text, "standard").text == fold(text, "standard").text
    assert fold(fold(text, "standard").text, "ocr").text == fold(text, "ocr").text
    assert fold(fold(text, "ocr").text, "synonyms").text == fold(text, "synonyms").text


@pytest.mark.parametrize("level", LEVELS)
@given(left=texts, right=texts)
@laws
def test_folding_parts_equals_folding_the_whole_where_no_placeholder_is_near(level, left, right):
    whole = fold(left + "党" + right, level).text
    assert whole == fold(left + "党", level).text + fold(right, level).text


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
@given(many=st.lists(texts, max_size=6), digits=st.sampled_from(["keep", "class"]))
@laws
def test_many_texts_fold_as_each_alone(level, many, digits):
    together = fold_many(many, level, digits=digits)
    codes, offsets, bounds = together
    assert len(together) == len(many)
    assert bounds[0] == 0
    assert bounds[-1] == len(codes) == len(offsets)
    for row, text in enumerate(many):
        alone = fold(text, level, digits=digits)
        for name in ("codes", "offsets", "ends"):
            assert getattr(together[row], name).tolist() == getattr(alone, name).tolist()


@pytest.mark.slow
@given(many=st.lists(texts, min_size=1, max_size=30), block=st.integers(1, 12))
@laws
def test_the_size_of_blocks_does_not_show(many, block):
    text = "".join(many)
    with pytest.MonkeyPatch.context() as patch:
        whole, together = fold(text), fold_many(many)
        patch.setattr("corpus.folding.comparable._BLOCK", block)
        parts, apart = fold(text), fold_many(many)
    for name in ("codes", "offsets", "wide", "stops"):
        assert getattr(parts, name).tolist() == getattr(whole, name).tolist()
        assert getattr(apart, name).tolist() == getattr(together, name).tolist()


# ---- what each level does


@pytest.mark.parametrize(
    ("text", "strictly", "standardly"),
    [
        ("ＡＰＰ，１２％", "app,12%", "app12%"),
        ("“两会”（上）", '"两会"(上)', "两会上"),
        ("意識 形態\n工作", "意識形態工作", "意识形态工作"),
        ("⻓沙 ⼈民 豈", "长沙人民豈", "长沙人民岂"),
        ("①②", "12", "12"),
        ("100㎡ 5℃", "100㎡5℃", "100㎡5℃"),
        ("4.15日,3.5%。第1.2节", "4.15日,3.5%。第1.2节", "4.15日3.5%第1.2节"),
        ("1.加强", "1.加强", "1加强"),
        ("2,000元", "2,000元", "2000元"),
        ("浄化、晩報", "浄化、晩報", "净化晚报"),
        ("a\u200b\ufeff\ufe0f\u00adb", "ab", "ab"),
        ("二〇二〇年", "二〇二〇年", "二零二零年"),
        ("😀党", "😀党", "党"),
        ("\ud800党", "\ud800党", "\ud800党"),
    ],
)
def test_strict_and_standard(text, strictly, standardly):
    assert shown(text, "strict") == strictly
    assert shown(text, "standard") == standardly


def test_numbers_can_become_one_figure():
    assert shown("共12个、1,200人,4.15日 20xx年", digits="class") == "共#个#人#日◆年"
    assert shown("共12个,3次", "strict", digits="class") == "共#个,#次"


def test_a_figure_spans_the_whole_number():
    folded = fold("共１,２００人", digits="class")
    assert folded.span(1, 2) == (1, 6)


def test_a_year_left_standing_differs_from_a_masked_one():
    assert fold("总结2020年来").text != fold("总结xx年来").text


def test_an_empty_text_folds_to_nothing():
    folded = fold("")
    assert len(folded) == 0
    assert folded.span(0, 0) == (0, 0)
    assert len(fold_many([])) == 0
    assert len(fold_many([""])[0]) == 0


def test_spans_outside_the_codes_are_refused():
    with pytest.raises(IndexError, match=r"\[0, 3\)"):
        fold("党委").span(0, 3)


def test_unknown_levels_and_digits_say_what_there_is():
    with pytest.raises(SettingsError, match="strict, standard, ocr"):
        fold("x", "loose")
    with pytest.raises(SettingsError, match="keep, class"):
        fold("x", digits="drop")
