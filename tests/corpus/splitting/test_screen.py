"""Cues of residue and promises: they spare most texts the patterns and never hide a match."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.folding.codepoints import joined
from corpus.splitting import promise
from corpus.splitting.promise import promise_of
from corpus.splitting.residue import find_residue
from corpus.splitting.residue_rules import ResidueRule, fires, of_scope, rules
from corpus.splitting.screen import PROMISE, any_rule_fires, line_rules_within, signs_of

CUED = [rule for rule in rules() if rule.scope != "extends"]


def signs(text: str) -> int:
    return int(signs_of(joined([text]))[0])


@pytest.mark.parametrize("rule", CUED, ids=lambda rule: rule.name)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_whatever_a_rule_matches_holds_a_cue(rule: ResidueRule, data: st.DataObject) -> None:
    line = data.draw(st.from_regex(rule.pattern, fullmatch=True)).strip()
    if set(line) & set("\r\n") or not fires(rule, line):
        return  # no line; or its outer blanks were part of the match
    assert any_rule_fires(line, signs(line))


@pytest.mark.parametrize("rule", CUED, ids=lambda rule: rule.name)
def test_an_example_is_seen_among_other_texts_and_in_any_line(rule: ResidueRule) -> None:
    texts = ["全镇开展工作。", f"全镇开展工作。\n  {rule.example}\n全年12次。", "", "逐级报送。"]
    assert (signs_of(joined(texts)) > 0).tolist() == [False, True, False, False]
    assert any_rule_fires(texts[1], signs(texts[1]))


def test_a_cue_that_runs_over_two_texts_is_none() -> None:
    assert signs_of(joined(["各单位推荐", "访问基层。"])).tolist() == [0, 0]


def test_words_that_only_look_like_residue_are_left_to_the_rules() -> None:
    text = "收集、整理各方意见，来源可靠，严禁侵犯群众利益。"
    assert signs(text)
    assert not any_rule_fires(text, signs(text))


def test_no_texts_hold_nothing() -> None:
    assert signs_of(joined([])).tolist() == []
    assert signs_of(joined(["", ""])).tolist() == [0, 0]


@given(st.lists(st.text(alphabet="上一篇：推荐访问 -1\n页第打印工作。"), max_size=6))
def test_where_no_cue_stands_nothing_is_residue(texts: list[str]) -> None:
    for text, found in zip(texts, signs_of(joined(texts)).tolist(), strict=True):
        if not found:
            assert find_residue(text, (0, len(text))) == ()


@pytest.mark.parametrize("pattern", [promise._BRACKETED, promise._AT_END, promise._SEVERAL.pattern])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_promises_several_pieces_holds_a_cue(pattern: str, data: st.DataObject) -> None:
    title = data.draw(st.from_regex(pattern, fullmatch=True)).strip()
    if promise_of(title) is not None:
        assert signs(title) & PROMISE


@pytest.mark.parametrize("rule", of_scope("line"), ids=lambda rule: rule.name)
def test_a_line_of_residue_is_found_inside_a_document(rule: ResidueRule) -> None:
    text = f"一、全年学习12次。\n{rule.example}\r\n二、全年检查8次。"
    found = [text[slice(*line)] for line, _ in line_rules_within(text, (0, len(text)), 1000)]
    assert found == [rule.example]
    assert list(line_rules_within(text, (0, 8), 1000)) == []


def test_a_line_that_is_too_long_is_the_documents_own() -> None:
    text = "第 1 页 共 5 页"
    assert list(line_rules_within(text, (0, len(text)), len(text) - 1)) == []
