"""Tokens: the laws of tiling, tags, backends, the user's words."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus.words.tokens
from corpus.errors import MissingExtra, SettingsError
from corpus.folding.reading import read_word, reading_form
from corpus.words.tokens import NOT_WORDS, PIECE_SIZE, Tokenizer, Tokens

JIEBA = Tokenizer()
RJIEBA = Tokenizer("rjieba")
SOUP = st.text(
    alphabet=st.one_of(
        st.sampled_from("我镇意识形态工作的学习《条例》一是二0129x_%.,。、()\n\t \u3000aB-+&〔〕"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


def pairs(tokens: Tokens) -> list[tuple[str, str]]:
    return list(zip(tokens.words, tokens.tags, strict=True))


def assert_tiled(text: str, tokens: Tokens) -> None:
    last = 0
    reads_as_itself = reading_form(text) is None
    for start, end, word in zip(tokens.starts, tokens.ends, tokens.words, strict=True):
        assert last <= start < end
        assert not text[last:start].strip()
        assert text[start:end] == word or not reads_as_itself
        last = end
    assert not text[last:].strip()
    assert "".join("".join(tokens.words).split()) == "".join(read_word(text).split())
    assert tokens.starts.dtype == tokens.ends.dtype == np.int64
    assert len(tokens.tags) == len(tokens.words)
    assert not any(c.isspace() for w, t in pairs(tokens) if t not in ("TITLE", "DATE") for c in w
                   if t != "DOCNO")  # fmt: skip


@given(SOUP)
def test_tokens_tile_any_text_with_nothing_but_white_space_between(text: str) -> None:
    assert_tiled(text, JIEBA.tokenize(text))


@given(SOUP, SOUP)
def test_lines_are_cut_alike_together_and_apart(a: str, b: str) -> None:
    whole = JIEBA.tokenize(f"{a}\n{b}")
    assert pairs(whole) == pairs(JIEBA.tokenize(a)) + pairs(JIEBA.tokenize(b))


@given(SOUP)
def test_both_backends_give_equal_tokens(text: str) -> None:
    slow, fast = JIEBA.tokenize(text), RJIEBA.tokenize(text)
    assert pairs(slow) == pairs(fast)
    assert slow.starts.tolist() == fast.starts.tolist()


def test_the_compilation_is_tiled_and_equal_in_both_backends(sample_path: Path) -> None:
    text = sample_path.read_text(encoding="utf-8")
    slow, fast = JIEBA.tokenize(text), RJIEBA.tokenize(text)
    assert_tiled(text, slow)
    assert pairs(slow) == pairs(fast)
    assert len(slow.words) > 22_000
    by_line = [pair for line in JIEBA.tokenize_many(text.split("\n")) for pair in pairs(line)]
    assert by_line == pairs(slow)


@pytest.mark.slow
def test_every_word_of_the_lexicon_comes_out_as_one_token() -> None:
    assert JIEBA.unmet == ()
    assert RJIEBA.unmet == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "深入|学习|习近平新时代中国特色社会主义思想|和|社会主义核心价值观",
        "增强|“|四个意识|”|,|坚定|“|四个自信|”|,|做到|“|两个维护|”",
        "开展|“|两学一做|”|学习|和|主题党日|活动|,|落实|“|三会一课|”",
        "履行|“|一岗双责|”|,|党委书记|是|第一责任人|,|由|宣传委员|负责",
        "管好|“|两微一端|”|,|管理|学习强国|APP|和|微信公众号",
        "建设|新时代文明实践所|、|新时代文明实践站|和|农家书屋",
        "开展|扫黄打非|、|扫黑除恶|,|推进|乡村振兴",
        "组织|理论学习中心组|集中学习|,|加强|网络舆情|监测|和|舆论引导",
        "党工委|和|党政办|要|把|意识形态|工作|纳入|重要议事日程",
    ],
)
def test_words_of_the_genre_are_not_torn(sentence: str) -> None:
    assert JIEBA.tokenize(sentence.replace("|", "")).words == sentence.split("|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20xx年x镇学习12次", "20xx年/DATE x/MASK 镇/n 学习/v 12/NUM 次/q"),
        ("建党100周年", "建党/n 100/NUM 周年/t"),
        ("《x市条例》", "《/PUNCT x市条例/TITLE 》/PUNCT"),
        ("一是强化学习", "一是/ENUM 强化/v 学习/v"),
        ("……——", "……/PUNCT ——/PUNCT"),
        ("人カ、Ａ座", "人/n カ/LATIN 、/PUNCT A座/n"),
        ("𠀀字", "𠀀/un 字/n"),
        ("\u200b甲\x00", "甲/n \x00/PUNCT"),
        ("\u200bA\x00", "\u200b/PUNCT A/LATIN \x00/PUNCT"),
        ("上半年学习一百二十次", "上半年/t 学习/v 一百二十/m 次/q"),
    ],
)
def test_tags_say_what_a_token_is(text: str, expected: str) -> None:
    assert " ".join(f"{w}/{t}" for w, t in pairs(JIEBA.tokenize(text))) == expected


def test_tags_of_unknown_words_do_not_pretend() -> None:
    assert dict(pairs(JIEBA.tokenize("武潭镇刘辉庆")))["刘辉庆"] == "un"
    assert "PUNCT" in NOT_WORDS
    assert not {"TITLE", "LATIN", "n", "un"} & NOT_WORDS


def test_nothing_gives_no_tokens() -> None:
    for text in ("", " \n\t\u3000 "):
        tokens = JIEBA.tokenize(text)
        assert (len(tokens.starts), tokens.words, tokens.tags) == (0, [], [])
        assert tokens.starts.dtype == np.int64


@pytest.mark.parametrize("tokenizer", [JIEBA, RJIEBA], ids=["jieba", "rjieba"])
def test_a_long_run_is_cut_in_pieces_almost_as_if_whole(
    tokenizer: Tokenizer, sample_path: Path
) -> None:
    text = "".join(c for c in sample_path.read_text(encoding="utf-8") if "\u4e00" <= c <= "\u9fd5")
    assert len(text) > 3 * PIECE_SIZE
    tokens = tokenizer.tokenize(text)
    assert_tiled(text, tokens)
    whole = tokenizer._segmenter.cut(text)
    ends = set(np.cumsum([len(word) for word in whole]).tolist())
    assert len(ends.symmetric_difference(tokens.ends.tolist())) <= 2 * (len(text) // PIECE_SIZE)


@pytest.mark.parametrize("unit", ["一", "a", "。", "龘", "x", "《", "习近平"])
def test_a_run_of_one_thing_is_no_trouble(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    assert_tiled(text, RJIEBA.tokenize(text))


@pytest.mark.slow
def test_words_of_ones_own_are_kept_whole_and_do_not_leak() -> None:
    own = Tokenizer(words=["阿基卫生院", ("假乱俗", 2000, "l")])
    assert own.tokenize("阿基卫生院清理假乱俗").words == ["阿基卫生院", "清理", "假乱俗"]
    assert dict(pairs(own.tokenize("假乱俗"))) == {"假乱俗": "l"}
    assert JIEBA.tokenize("阿基卫生院").words != ["阿基卫生院"]
    assert own.unmet == ()


@pytest.mark.slow
def test_words_that_can_not_come_out_whole_are_listed() -> None:
    own = Tokenizer("rjieba", words=["七·一", "2020年计划", ("学习工作", 1), "阿基卫生院"])
    assert own.unmet == ("七·一", "2020年计划", "学习工作")


def test_a_dictionary_file_may_be_given(tmp_path: Path) -> None:
    path = tmp_path / "词典.txt"
    path.write_text("阿基卫生院 2000 nt\n", encoding="gbk")
    assert pairs(Tokenizer("rjieba", words=path).tokenize("阿基卫生院")) == [("阿基卫生院", "nt")]


def test_the_genre_can_be_left_out() -> None:
    plain = Tokenizer("rjieba", genre=False)
    assert "未与jieba比对" in plain.backend_note
    assert plain.tokenize("两微一端").words != ["两微一端"]
    assert plain.unmet == ()


def test_fingerprints_tell_dictionaries_and_backends_apart() -> None:
    prints = [
        JIEBA.fingerprint,
        RJIEBA.fingerprint,
        Tokenizer("rjieba", words=["阿基卫生院"]).fingerprint,
        Tokenizer("rjieba", words=[("阿基卫生院", 5)]).fingerprint,
        Tokenizer("rjieba", genre=False).fingerprint,
    ]
    assert len(set(prints)) == len(prints)
    assert Tokenizer().fingerprint == prints[0]
    assert prints[0].startswith("jieba-0.42.1+")


def test_auto_takes_the_twin_only_where_it_is_proved_equal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    auto = Tokenizer("auto")
    assert auto.backend == "rjieba"
    assert "完全一致" in auto.backend_note
    assert "exactly as jieba" in auto.note("en")
    monkeypatch.setattr(corpus.words.tokens, "probe", lambda: (("意识", "形态"),))
    refused = Tokenizer("auto")
    assert refused.backend == "jieba"
    assert "不一致" in refused.backend_note
    asked = Tokenizer("rjieba")
    assert asked.backend == "rjieba"
    assert "不一致" in asked.backend_note


@pytest.mark.slow
def test_auto_checks_the_users_words_too(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Tokenizer("auto", words=["阿基卫生院"]).backend == "rjieba"
    monkeypatch.setattr(corpus.words.tokens, "agrees", lambda fast, runs: len(list(runs)) < 300)
    assert Tokenizer("auto", words=["阿基卫生院"]).backend == "jieba"


def test_without_the_twin_auto_falls_back_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus.words.tokens, "has_rjieba", lambda: False)
    auto = Tokenizer("auto")
    assert auto.backend == "jieba"
    assert "未安装rjieba" in auto.backend_note
    monkeypatch.setitem(sys.modules, "rjieba", None)
    with pytest.raises(MissingExtra, match=r"leitong\[fast\]"):
        Tokenizer("rjieba", words=["无此缓存"])


def test_an_unknown_backend_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SettingsError, match="jieba, rjieba, auto"):
        Tokenizer("thulac")


def test_a_tokenizer_survives_pickling() -> None:
    own = Tokenizer("rjieba", words=["阿基卫生院"])
    again = pickle.loads(pickle.dumps(own))  # noqa: S301
    assert again.fingerprint == own.fingerprint
    assert pairs(again.tokenize("阿基卫生院")) == pairs(own.tokenize("阿基卫生院"))


def test_forgetting_tags_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus.words.tokens, "MEMORY", 3)
    forgetful = Tokenizer("rjieba")
    text = "我镇学习。我镇宣传。我镇学习、管理、学习。" * 3
    for _ in range(2):
        assert pairs(forgetful.tokenize(text)) == pairs(JIEBA.tokenize(text))


@pytest.mark.parametrize(
    "text",
    [
        "使⽤⽂件系统管理，召开⼤会三次",
        "使 用 文 件 系 统 管 理 ， 召 开 大 会 三 次",
        "使́用́文́件́系́统́管́理́，́召́开́大́会́三́次́",
        "使用\u200b文\u200b件系统管理，召开大会三次",
        "使用文件系統管理，召開大會三次",
    ],
)
def test_a_text_has_the_words_that_a_reader_reads(text: str) -> None:
    plain = JIEBA.tokenize("使用文件系统管理，召开大会三次")
    found = JIEBA.tokenize(text)
    assert (found.words, found.tags) == (plain.words, plain.tags)
    spans = [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)]
    assert [read_word("".join(span.split())) for span in spans] == plain.words
    assert "".join("".join(spans).split()) == "".join(text.split())


@pytest.mark.slow
def test_words_given_in_one_script_are_known_in_the_other() -> None:
    for given_word in ("阿基衛生院", "阿基卫生院"):
        cut = Tokenizer(words=[given_word])
        assert cut.unmet == ()
        assert cut.tokenize("到阿基衛生院").words == cut.tokenize("到阿基卫生院").words
        assert "阿基卫生院" in cut.tokenize("到阿基衛生院").words
