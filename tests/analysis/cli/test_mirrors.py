"""Each verb mirrors a library function: the same options, the same defaults."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import click
import pytest

import analysis
import corpus
from analysis.cli.options import SHARED
from analysis.cli.root import VERBS, leitong

FUNCTIONS: dict[str, Callable[..., Any]] = {
    "parse": corpus.read,
    "profile": analysis.profile,
    "keywords": analysis.find_keywords,
    "kwic": analysis.kwic,
    "duplicates": analysis.find_duplicates,
    "reuse": analysis.find_reuse,
    "check": analysis.check,
    "index": analysis.Index.build,
    "collate": analysis.collate,
    "boilerplate": analysis.find_boilerplate,
    "themes": analysis.find_themes,
    "report": analysis.write_report,
}
ABOUT_THE_TOOL = {"eval", "verify", "shard", "explain", "config", "doctor", "completion"}

# Options that are no keyword of the function, and what they are there.
OF_THE_VERB = {
    "profile": {"weighting": "votes=; compare is analysis.weigh"},
    "keywords": {
        "keyness": "find_keyness", "against": "find_keyness(against=)",
        "new_words": "find_new_words", "collocations": "find_collocations",
        "frequencies": "find_frequencies", "ngram": "find_frequencies(n=)",
        "concepts": "find_concepts",
        "weighting": "votes=, with compare for analysis.weigh",
    },
    "parse": {"pieces": "Corpus.save_pieces"},
    "kwic": {"weighting": "votes=", "also": "several terms"},
    "themes": {"weighting": "votes=; compare is analysis.weigh"},
    "duplicates": {"explain": "Duplicates.explain", "advice": "Duplicates.advice",
                   "when": "Duplicates.flows(when=)",
                   "keep_list": "Duplicates.keep_list", "background": "set_aside",
                   "aside": "set_aside(kinds=)", "accepted": "set_aside(accepted=)",
                   "work": "find_in_stages",
                   "memory": "find_in_stages", "plan": "find_in_stages",
                   "engine": "find_on_cluster", "master": "find_on_cluster"},
    "reuse": {"when": "Reuse.flows(when=)", "background": "set_aside",
              "aside": "set_aside(kinds=)", "accepted": "set_aside(accepted=)"},
    "check": {"background": "set_aside", "aside": "set_aside(kinds=)",
              "accepted": "set_aside(accepted=)",
              "explain": "Check.explain", "hand_in": "hand_in_check.check_html",
              "date": "check_html(date=)", "number": "check_html(number=)"},
    "report": {"background": "set_aside", "accepted": "set_aside(accepted=)"},
    "collate": {"together": "all ids as members", "word_diff": "Collation.word_diff",
                "family": "chooses a family; the function's own keyword only numbers it"},
    "boilerplate": {
        "aside": "set_aside(kinds=)",
        "accepted": "set_aside(accepted=)",
        "templates": "find_templates",
        "literature": "formulaic",
        "ceiling": "formulaic",
        "weighting": "votes=",
    },
}  # fmt: skip

# Keywords that no option sets, and why.
OF_THE_FUNCTION = {
    "votes": "found by the verb", "tokenizer": "--tokenizer, an object in the library",
    "stopwords": "--stopwords, shared", "embedding": "an object, in the library only",
    "progress": "the terminal",
    "structure": "chosen by the verb", "lang": "shared by all verbs", "random_state": "one seed",
    "encoding": "shared", "text_column": "shared", "id_column": "shared", "exclude": "shared",
    "follow_links": "shared", "split_rows": "--split, shared", "groups": "--by",
}  # fmt: skip


def options(verb: str) -> dict[str, click.Option]:
    command = leitong.get_command(click.Context(leitong), verb)
    assert command is not None
    return {
        str(p.name): p
        for p in command.params
        if isinstance(p, click.Option) and p.name not in SHARED
    }


def keywords(verb: str) -> dict[str, inspect.Parameter]:
    parameters = inspect.signature(FUNCTIONS[verb]).parameters.values()
    return {p.name: p for p in parameters if p.kind is p.KEYWORD_ONLY}


def test_every_verb_has_its_function() -> None:
    assert set(FUNCTIONS) | ABOUT_THE_TOOL == set(VERBS)


@pytest.mark.parametrize("verb", FUNCTIONS)
def test_every_option_is_a_keyword_of_the_function_or_said_to_be_something_else(verb: str) -> None:
    own = set(options(verb)) - set(OF_THE_VERB.get(verb, ()))
    positional = {"against", "index"} if verb == "check" else set()
    assert own - positional <= set(keywords(verb))
    assert set(OF_THE_VERB.get(verb, ())) <= set(options(verb)), "an exception that is none"


@pytest.mark.parametrize("verb", FUNCTIONS)
def test_every_keyword_of_the_function_is_an_option_or_said_not_to_be(verb: str) -> None:
    assert set(keywords(verb)) - set(options(verb)) <= set(OF_THE_FUNCTION)


@pytest.mark.parametrize("verb", FUNCTIONS)
def test_options_and_keywords_have_the_same_defaults(verb: str) -> None:
    command = leitong.get_command(click.Context(leitong), verb)
    assert command is not None
    words = ["build" if verb == "index" else "x", "y"]
    values = command.make_context(verb, words).params
    of_function = keywords(verb)
    for name in set(options(verb)) & set(of_function) - set(OF_THE_VERB.get(verb, ())):
        assert (values[name] or None) == (of_function[name].default or None), name


@pytest.mark.parametrize("verb", ["kwic", "duplicates", "reuse", "check", "boilerplate"])
def test_choices_offered_are_accepted_by_the_function(verb: str, sample: corpus.Corpus) -> None:
    for name, option in options(verb).items():
        if isinstance(option.type, click.Choice) and name in keywords(verb):
            for choice in option.type.choices:
                first = {"kwic": ("责任",), "check": (sample[:1],)}.get(verb, ())
                FUNCTIONS[verb](sample[:3], *first, **{name: choice})
