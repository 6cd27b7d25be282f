"""Differing places: what lies between them is equal in all texts, and they are cut sensibly."""

from hypothesis import given
from hypothesis import strategies as st

from analysis.findings.collation.places import differing_places

TEXTS = st.lists(st.text("甲乙1二。， \n", max_size=25), min_size=2, max_size=4, unique=True)


@given(TEXTS)
def test_between_places_all_texts_are_equal(texts: list[str]) -> None:
    places = differing_places(texts)
    ends = [0] * len(texts)
    for place in [*places, None]:
        begins = [b for b, _ in place.stretches] if place else [len(text) for text in texts]
        assert len({t[e:b] for t, e, b in zip(texts, ends, begins, strict=True)}) == 1
        assert all(e <= b for e, b in zip(ends, begins, strict=True))
        if place:
            readings = {t[b:e] for t, (b, e) in zip(texts, place.stretches, strict=True)}
            assert len(readings) > 1
            ends = [e for _, e in place.stretches]


@given(TEXTS)
def test_context_is_what_all_texts_have(texts: list[str]) -> None:
    for place in differing_places(texts, context=3):
        for text, (begin, end) in zip(texts, place.stretches, strict=True):
            assert text[:begin].endswith(place.left)
            assert text[end:].startswith(place.right)
            assert len(place.left) <= 3


def test_equal_texts_have_no_places() -> None:
    assert differing_places(["学习", "学习"]) == []


def test_sorts_of_difference_that_touch_are_parted() -> None:
    places = differing_places(["思想保证,\n(三)", "思想保证。 (三)"])
    assert [place.stretches for place in places] == [((4, 5), (4, 5)), ((5, 6), (5, 6))]


def test_a_number_with_a_point_is_one_place() -> None:
    (place,) = differing_places(["增长4.15%。", "增长4.25%。"])
    assert place.stretches == ((2, 6), (2, 6))
    assert place.right == "%。"


def test_an_added_line_is_a_whole_line() -> None:
    (place,) = differing_places(["一、学习\n三、督查\n", "一、学习\n二、宣传\n三、督查\n"])
    assert place.stretches[1] == (5, 10)
