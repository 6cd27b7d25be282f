"""Which reading is usual: other texts first, the dictionary next, else nobody can tell."""

import importlib.util

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.findings.collation.attestation import Attestation, dictionary, word_over
from corpus.folding.sounds import sounds_alike

SHORT = st.text("舆与论情引导", max_size=3)


@given(SHORT, SHORT, SHORT, SHORT)
def test_the_order_of_readings_does_not_matter(a: str, b: str, left: str, right: str) -> None:
    asked = Attestation(["加强舆论引导。"] * 4)
    assert asked.usual(a, b, left=left, right=right) == asked.usual(b, a, left=left, right=right)


def test_the_order_of_texts_does_not_matter() -> None:
    texts = ["加强舆论引导。", "做好舆情引导。", "。舆论"]
    one, two = Attestation(texts), Attestation(texts[::-1])
    assert one.times("舆论") == two.times("舆论") == 2
    assert one.times("。\0") == two.times("。\0")  # where one text ends and the next begins


def test_two_texts_are_too_few_to_call_a_phrase_usual() -> None:
    asked = Attestation(["坚持以新思想为指导。"] * 2)
    assert asked.usual("", "重要", left="坚持以", right="新思想").preferred is None
    asked = Attestation(["坚持以新思想为指导。"] * 3)
    assert asked.usual("", "重要", left="坚持以", right="新思想").preferred == ""


def test_the_dictionary_decides_where_the_corpus_is_silent() -> None:
    usage = Attestation().usual("", "道", left="职业", right="德教育")
    assert (usage.preferred, usage.phrase, usage.times) == ("道", "职业道德", 0)


@pytest.mark.parametrize(
    ("reading", "left", "right", "word"),
    [
        ("彻", "贯", "落实", "贯彻落实"),
        ("", "职业", "德", ""),
        ("", "", "", ""),
        ("干", "", "部", "干部"),
    ],
)
def test_words_over_a_reading(reading: str, left: str, right: str, word: str) -> None:
    assert word_over(reading, left=left, right=right) == word


def test_the_dictionary_is_read_without_its_package() -> None:
    assert "意识形态" in dictionary()


def test_the_table_of_readings_is_that_of_its_source() -> None:
    if importlib.util.find_spec("pypinyin") is None:
        pytest.skip("pypinyin makes the table, and is not needed to use it")
    from pypinyin import lazy_pinyin

    for pair in ("义议", "竞竟", "利力"):
        assert len(set(lazy_pinyin(list(pair)))) == 1
        assert sounds_alike(*pair)
