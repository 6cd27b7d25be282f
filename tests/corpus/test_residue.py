"""Residue: every rule on its example and counter-examples, edges of documents, whole lines."""

import pytest

from corpus.residue import Rule, find_residue, fires, is_residue, rules

NAMES = [rule.name for rule in rules()]


@pytest.mark.parametrize("rule", rules(), ids=NAMES)
def test_a_rule_fires_on_its_example(rule: Rule) -> None:
    assert fires(rule, rule.example)


@pytest.mark.parametrize(
    ("rule", "counter"),
    [(rule, counter) for rule in rules() for counter in rule.counters],
    ids=lambda value: value.name if isinstance(value, Rule) else None,
)
def test_no_rule_fires_on_a_counter_example(rule: Rule, counter: str) -> None:
    assert not is_residue(counter), f"counter-example of {rule.name}"
    assert not fires(rule, counter)


def test_rule_names_are_unique() -> None:
    assert len(set(NAMES)) == len(NAMES)


def shown(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*r.span)], r.kind) for r in find_residue(text, (0, len(text)))]
