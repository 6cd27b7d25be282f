"""``leitong explain``: every code, measure and column, under the names people know."""

from __future__ import annotations

import string

import pytest
from click.testing import CliRunner, Result

from analysis.cli.meanings import fields, meanings
from analysis.cli.messages import LANGUAGES, table
from analysis.cli.root import leitong
from analysis.views.rules import codes
from corpus.records import schema, types

PLAIN = """type schema body marker salutation signature lists number embedded sha256 a_span b_span
section readings occurrences distance rank first_count second_count rest_per_1000 target units
sources all parts"""


def run(*args: object) -> Result:
    return CliRunner().invoke(leitong, [str(arg) for arg in args])


@pytest.mark.parametrize("code", codes())
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_rule_says_what_why_an_example_and_what_to_do(code: str, lang: str) -> None:
    result = run("explain", code, "--lang", lang)
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) >= 5
    words = {"zh": ("为什么：", "例：", "怎么办："), "en": ("Why:", "Example:", "What to do:")}[
        lang
    ]
    assert all(word in result.stdout for word in words)
    assert run("explain", code.lower(), "--lang", lang).stdout == result.stdout


def test_the_beginning_of_codes_lists_them_as_select_takes_it() -> None:
    listed = run("explain", "d1").stdout.splitlines()
    assert [line.split()[0] for line in listed] == [c for c in codes() if c.startswith("D1")]


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("套话比", "boilerplate_share"),
        ("重复比", "share"),
        ("Share", "share"),
        ("相似度", "similarity"),
        ("去套话后", "distinct_similarity"),
        ("修订", "D105"),
        ("same-form", "D104"),
        ("形近字", "lookalike"),
        ("副本", "duplicate"),
        ("千字数字", "figures_per_1000"),
    ],
)
def test_what_tables_call_a_thing_can_be_asked_for(asked: str, key: str) -> None:
    assert any(line.startswith(key) for line in run("explain", asked).stdout.splitlines())


def test_every_column_and_measure_of_the_tables_is_explained() -> None:
    shown = {
        key.split(".", 1)[1] for key in table() if key.startswith(("column.", "measure.", "class."))
    }
    assert shown - set(fields()) - {"share_archived", "descent"} == set()


def test_every_field_of_the_contract_is_explained_or_plain() -> None:
    named = {field for kind in types() for field in schema(kind)["properties"]}  # type: ignore[attr-defined]
    assert named - set(fields()) - set(PLAIN.split()) == set()


def test_explanations_speak_both_languages_and_fit_a_gbk_console() -> None:
    for key, words in fields().items():
        assert {"zh", "en"} <= set(words) <= {"zh", "en", "names"}, key
        for lang in LANGUAGES:
            str(words[lang]).encode("gbk")
            assert not [
                name for _, name, _, _ in string.Formatter().parse(str(words[lang])) if name
            ]
        assert "抄袭" not in str(words)


def test_keys_are_given_once() -> None:
    keys = [one.key for one in meanings("zh")]
    assert len(keys) == len(set(keys))


def test_an_unknown_name_gets_the_nearest() -> None:
    result = run("explain", "D109")
    assert (result.exit_code, "D105" in result.stderr or "D101" in result.stderr) == (2, True)
