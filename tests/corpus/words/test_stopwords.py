"""Stop words: layers, sources."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus.errors import FormatError, SettingsError
from corpus.words.stopwords import LAYERS, stopword_table, stopwords, stopwords_of
from corpus.words.tokens import Tokenizer


@pytest.mark.parametrize(
    ("layer", "words"),
    [
        ("function", {"的", "和", "我们", "进行", "对于"} - {"进行"}),
        ("enumerator", {"一是", "二是", "一方面", "xx", "20xx"}),
        ("official", {"进一步", "切实", "不断", "积极", "认真", "全面", "深入", "加强", "落实"}),
    ],
)
def test_each_layer_holds_its_own_words_only(layer: str, words: set[str]) -> None:
    others = [other for other in LAYERS if other != layer]
    assert words <= stopwords([layer])
    assert not words & stopwords(others)
    assert stopwords(layer) == stopwords([layer])


def test_layers_together_are_all_words_and_share_none() -> None:
    table = stopword_table()
    assert len(stopwords()) == len(table) == sum(len(stopwords([layer])) for layer in LAYERS)
    assert all(entry.source for entry in table)


def test_subject_words_are_no_stop_words() -> None:
    assert not stopwords() & {
        "意识形态",
        "舆论引导",
        "学习",
        "宣传",
        "党建",
        "疫情",
        "思想",
        "组织",
    }


def test_an_unknown_layer_is_named_with_the_known_ones() -> None:
    with pytest.raises(SettingsError, match=r"'english'.*function, enumerator, official"):
        stopwords(["english"])


def test_sources_of_the_official_layer_count_documents_truly(sample_path: Path) -> None:
    text = sample_path.read_text(encoding="utf-8")
    hidden = "关于2020年上半年意识形态工作的情况汇报"
    documents = re.split(rf"\n乡镇意识形态上半年工作总结篇\d+\n|{hidden}", text)[1:]
    assert len(documents) == 16
    tokenizer = Tokenizer("rjieba")
    words = [set(tokens.words) for tokens in tokenizer.tokenize_many(documents)]
    for entry in stopword_table():
        if entry.layer == "official":
            n = sum(entry.word in document for document in words)
            suffix = f"; {n} of 16 documents in data/" if n else ""
            assert entry.source == f"official prose{suffix}", entry.word


def test_a_users_file_replaces_the_list_and_may_bring_it_in(tmp_path: Path) -> None:
    path = tmp_path / "停用词.txt"
    path.write_text("# 注\n群众 學校\n", "utf-8")
    assert stopwords_of(path) == {"群众", "学校"}
    path.write_text("@official\n群众\n", "utf-8")
    assert stopwords_of(path) == {*stopwords(["official"]), "群众"}
    path.write_text("@all\n", "utf-8")
    assert stopwords_of(path) >= stopwords()
    path.write_text("群众\n@officiel\n", "utf-8")
    with pytest.raises(FormatError, match=":2: '@officiel' is no layer"):
        stopwords_of(path)


@pytest.mark.parametrize("wrong", ["群众", 3, [3]])
def test_what_is_no_list_of_words_is_refused(wrong: object) -> None:
    with pytest.raises(SettingsError, match="no list of words"):
        stopwords_of(wrong)  # type: ignore[arg-type]
