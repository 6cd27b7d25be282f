"""Words in the script that a corpus writes them in."""

from __future__ import annotations

from corpus.words.tokens import Tokenizer
from corpus.words.written_forms import written_forms

CUT = Tokenizer()


def test_the_most_frequent_form_is_shown() -> None:
    texts = ["學校和學校。", "学校。教师、教师。", "教師。"]
    assert written_forms(texts, CUT, {"学校": 3, "教师": 3}) == {"学校": "學校"}


def test_of_two_forms_as_frequent_the_reading_form_counts() -> None:
    assert written_forms(["學校。", "学校。"], CUT, {"学校": 2}) == {}


def test_damage_is_never_shown() -> None:
    assert written_forms(["⼯作，⽂件"], CUT, {"工作": 1, "文件": 1}) == {}
    assert written_forms(["學\u0301校\u0301"], CUT, {"学校": 1}) == {"学校": "學校"}


def test_two_words_never_share_a_form() -> None:
    # 乾隆 stands as it is where nothing says that a text is traditional
    counts = {"钟先生": 1, "鍾先生": 1}
    assert written_forms(["鍾先生"], Tokenizer(words=["钟先生"]), counts) == {}


def test_texts_in_one_script_are_not_cut_again() -> None:
    class Refuses(Tokenizer):
        def number(self, texts):  # type: ignore[no-untyped-def]
            assert not list(texts)
            return iter(())

    assert written_forms(["学校。", "⼯作"], Refuses(), {"学校": 1, "工作": 1}) == {}
