"""Messages: the same in both languages, and showable on a GBK console."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.cli.messages import facts_of, language, nearest, say, table, two_columns, wrap
from corpus.export.columns import cells
from corpus.messages import entry, render
from corpus.messages import table as notes
from corpus.system.resource import resource

CLI = Path(__file__).parents[3] / "analysis" / "cli"
VIEWS = CLI.parent / "views"


@pytest.mark.parametrize("key", table())
def test_both_languages_have_the_message_with_the_same_facts(key: str) -> None:
    words = table()[key]
    assert sorted(words) == ["en", "zh"]
    assert facts_of(words["zh"]) == facts_of(words["en"])


@pytest.mark.parametrize("key", table())
def test_a_gbk_console_can_show_the_message(key: str) -> None:
    for words in table()[key].values():
        assert words.encode("gbk").decode("gbk") == words


def test_a_message_read_alone_is_the_one_in_the_table() -> None:
    for text, whole in (
        (own := (CLI / "messages.toml").read_text(encoding="utf-8"), tomllib.loads(own)),
        (resource("messages.toml"), notes()),
    ):
        assert {name: entry(text, name) for name in whole} == whole
    with pytest.raises(KeyError):
        entry(resource("messages.toml"), "no-such-message")


def test_words_for_verdicts_and_classes_stand_in_one_table() -> None:
    values = ("change", "class", "slot", "variant", "verdict")
    command = tomllib.loads((CLI / "messages.toml").read_text(encoding="utf-8"))
    page = tomllib.loads((VIEWS / "page" / "words.toml").read_text(encoding="utf-8"))
    assert not [key for key in command if key.startswith(tuple(f"{name}." for name in values))]
    assert not set(page) & {code for code in notes() if code.startswith(values)}
    assert say("verdict.same-form", "en") == render("verdict-same-form", {}, "en")


def test_every_key_that_the_code_names_exists() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in CLI.rglob("*.py"))
    keys = set(re.findall(r"""\bsay\(\s*f?"([a-z.-]+)\"""", code))
    assert len(keys) > 20
    assert keys <= set(table())


@pytest.mark.parametrize(
    ("argv", "environment", "configured", "expected"),
    [
        ([], None, None, "zh"),
        (["--lang", "en", "parse"], "zh", "zh", "en"),
        (["parse", "--help", "--lang=en"], None, None, "en"),
        (["parse", "--lang"], None, None, "zh"),
        (["parse", "--", "--lang", "en"], None, None, "zh"),
        ([], "en", "zh", "en"),
        ([], None, "en", "en"),
        (["--lang", "klingon"], None, "en", "en"),
        ([], "", 3, "zh"),
    ],
)
def test_a_flag_wins_over_the_environment_over_the_file(
    monkeypatch: pytest.MonkeyPatch,
    argv: list[str],
    environment: str | None,
    configured: object,
    expected: str,
) -> None:
    monkeypatch.delenv("LEITONG_LANG", raising=False)
    if environment is not None:
        monkeypatch.setenv("LEITONG_LANG", environment)
    assert language(argv, configured) == expected


def test_the_locale_decides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEITONG_LANG", raising=False)
    for locale in ("C", "en_US.UTF-8", "zh_CN.GBK"):
        monkeypatch.setenv("LC_ALL", locale)
        monkeypatch.setenv("LANG", locale)
        assert language([]) == "zh"


@given(st.text(st.sampled_from(list("学习,，。abc. ")), max_size=60), st.integers(8, 30))
def test_wrapping_loses_nothing_but_blanks(text: str, width: int) -> None:
    assert "".join(wrap(text, width)).replace(" ", "") == text.replace(" ", "")


def test_wrapped_lines_fit_and_do_not_begin_with_a_closing_mark() -> None:
    text = (
        "按标题和编号切分，每处都有原文位置；没有一个字会丢。words of English are not cut in two."
    )
    lines = wrap(text, 20)
    assert all(cells(line) <= 22 for line in lines)  # a closing mark may stand past the edge
    assert not any(line[0] in "，。；" for line in lines)
    assert all(word in " ".join(lines) for word in ("English", "words"))


def test_a_long_name_has_its_line_to_itself() -> None:
    assert two_columns([("--a", "甲"), ("--a-very-long-option", "乙")], width=40, left=10) == [
        "  --a       甲",
        "  --a-very-long-option",
        "            乙",
    ]


def test_the_nearest_name_comes_first() -> None:
    assert nearest("treshold", ["grain", "threshold", "preset"])[0] == "threshold"
    assert nearest("xyz", ["grain", "threshold"]) == []


def test_facts_are_filled_in() -> None:
    assert say("error", "en", message="x") == "error: x"
