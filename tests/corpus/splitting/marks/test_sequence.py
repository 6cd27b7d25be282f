"""The best sequence of numbers: gaps, repeats, restarts, strays."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.splitting.marks.sequence import best_chain


def chain(numbers: list[int], scores: list[float], *, once: bool = False) -> list[int]:
    return [numbers[at] for at in best_chain(numbers, scores, once=once)]


def test_a_stray_number_inside_a_sentence_is_left_out() -> None:
    assert chain([1, 2, 9, 3], [3, 3, 1, 3]) == [1, 2, 3]


def test_a_mark_on_its_own_line_stays_though_its_number_is_wrong() -> None:
    assert chain([1, 2, 2, 4, 5], [3, 3, 3, 3, 3]) == [1, 2, 2, 4, 5]


def test_copies_one_after_another_start_again_at_one() -> None:
    assert chain([1, 2, 3] * 3, [3.0] * 9) == [1, 2, 3] * 3


def test_headings_run_once_and_upwards() -> None:
    assert chain([1, 2, 1, 2, 3, 4], [3.0] * 6, once=True) == [1, 2, 3, 4]


def test_of_several_readings_of_one_number_the_fitting_one_is_chosen() -> None:
    assert chain([1, 12, 120, 2, 22, 3], [1.2] * 6) == [1, 2, 3]


def test_no_numbers_make_no_chain() -> None:
    assert best_chain([], []) == []


@given(st.lists(st.tuples(st.integers(1, 30), st.floats(0.1, 4)), max_size=60))
def test_a_chain_is_ascending_and_never_empty(marks: list[tuple[int, float]]) -> None:
    found = best_chain([n for n, _ in marks], [s for _, s in marks])
    assert found == sorted(set(found))
    assert bool(found) == bool(marks)
    assert all(0 <= at < len(marks) for at in found)


@given(st.integers(1, 40))
def test_an_unbroken_sequence_is_kept_whole(count: int) -> None:
    assert chain(list(range(1, count + 1)), [1.2] * count) == list(range(1, count + 1))


def test_of_marks_at_one_place_a_sequence_has_one() -> None:
    # 篇12正月… may be read as 篇1 and as 篇12
    assert best_chain([1, 12, 13], [3, 3, 3], places=[0, 0, 9]) == [1, 2]
    assert best_chain([1, 12, 2, 20], [3, 3, 3, 3], places=[0, 0, 9, 9]) == [0, 2]
