"""Cues of residue: what spares most texts the patterns, and never hides a match from them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.folding.codepoints import joined
from corpus.splitting.residue import find_residue
from corpus.splitting.residue_cues import any_rule_fires, may_have_residue
from corpus.splitting.residue_rules import ResidueRule, fires, rules

CUED = [rule for rule in rules() if rule.scope != "extends"]


@pytest.mark.parametrize("rule", CUED, ids=lambda rule: rule.name)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_whatever_a_rule_matches_holds_a_cue(rule: ResidueRule, data: st.DataObject) -> None:
    line = data.draw(st.from_regex(rule.pattern, fullmatch=True)).strip()
    if set(line) & set("\r\n") or not fires(rule, line):
        return  # no line; or its outer blanks were part of the match
    assert may_have_residue(joined([line])).tolist() == [True]
    assert any_rule_fires(line)


@pytest.mark.parametrize("rule", CUED, ids=lambda rule: rule.name)
def test_an_example_is_seen_among_other_texts_and_in_any_line(rule: ResidueRule) -> None:
    texts = ["全镇开展工作。", f"全镇开展工作。\n  {rule.example}\n全年12次。", "", "逐级报送。"]
    assert may_have_residue(joined(texts)).tolist() == [False, True, False, False]
    assert any_rule_fires(texts[1])


def test_a_cue_that_runs_over_two_texts_is_none() -> None:
    assert may_have_residue(joined(["各单位推荐", "访问基层。"])).tolist() == [False, False]


def test_words_that_only_look_like_residue_are_left_to_the_rules() -> None:
    text = "收集、整理各方意见，来源可靠，严禁侵犯群众利益。"
    assert may_have_residue(joined([text])).tolist() == [True]
    assert not any_rule_fires(text)


def test_no_texts_hold_nothing() -> None:
    assert may_have_residue(joined([])).tolist() == []
    assert may_have_residue(joined(["", ""])).tolist() == [False, False]


@given(st.lists(st.text(alphabet="上一篇：推荐访问 -1\n页第打印工作。"), max_size=6))
def test_where_no_cue_stands_nothing_is_residue(texts: list[str]) -> None:
    for text, doubted in zip(texts, may_have_residue(joined(texts)).tolist(), strict=True):
        if not doubted:
            assert not any_rule_fires(text)
            assert find_residue(text, (0, len(text))) == ()
