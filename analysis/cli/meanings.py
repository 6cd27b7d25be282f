"""What ``leitong explain`` knows: rules, measures and columns, notes, by every name they have."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from analysis.cli.messages import say, table
from analysis.views.rules import OF_VERDICT, codes, rule, rule_of_note
from corpus.messages import LANGUAGES
from corpus.messages import table as notes

# words of charts, report and the like: no notes
OF_VIEWS = ("change-", "chart-", "class-", "collation-", "damage-", "descent-", "evidence-",
            "variant-", "verdict-", "notebook-", "setting-", "tokenizer-", "slot-")  # fmt: skip
LABELS = ("column", "measure", "class", "variant", "slot", "weighting", "change")
"""Groups of words that name columns and values."""


class Meaning(NamedTuple):
    """One thing that can be asked for."""

    key: str
    """What the outputs call it."""
    names: frozenset[str]
    """Everything it may be asked with, in lower case."""
    text: str


@cache
def _more() -> dict[str, dict[str, object]]:
    path = Path(__file__).with_name("meanings.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def fields() -> dict[str, dict[str, object]]:
    """Return the words for each measure, column and value: name → language → text."""
    explained: dict[str, dict[str, object]] = {
        key.removeprefix("explain."): dict(words)
        for key, words in table().items()
        if key.startswith("explain.")
    }
    return {**explained, **_more()}


def meanings(lang: str) -> list[Meaning]:
    """List everything: rules, then measures and columns, then notes."""
    rules = [
        Meaning(code, frozenset((code.lower(), *_names_of_rule(code))), _rule_text(code, lang))
        for code in codes()
    ]
    known = [
        Meaning(key, _names(key, words), str(words[lang]))
        for key, words in sorted(fields().items())
    ]
    of_parser = [
        Meaning(code, frozenset((code,)), _note_text(code, words[lang]))
        for code, words in sorted(notes().items())
        if not code.startswith(OF_VIEWS)
    ]
    return [*rules, *known, *of_parser]


def _names_of_rule(code: str) -> set[str]:
    verdicts = {verdict for verdict, found in OF_VERDICT.items() if found == code}
    words = {say(f"verdict.{verdict}", lang) for verdict in verdicts for lang in LANGUAGES}
    return {
        name.lower() for name in words | verdicts | {rule(code, lang).name for lang in LANGUAGES}
    }


def _names(key: str, words: dict[str, object]) -> frozenset[str]:
    listed = words.get("names", [])
    labels = [table()[f"{group}.{key}"] for group in LABELS if f"{group}.{key}" in table()]
    found = [key, *(listed if isinstance(listed, list) else [])]
    found += [label[lang] for label in labels for lang in LANGUAGES]
    return frozenset(str(name).lower() for name in found)


def _rule_text(code: str, lang: str) -> str:
    found = rule(code, lang)
    parts = ("why", "example", "action")
    more = [say(f"rule.{part}", lang, text=getattr(found, part)) for part in parts]
    return "\n".join([found.name, found.what, *more])


def _note_text(code: str, words: str) -> str:
    found = rule_of_note(code)
    return f"{words} [{found}]" if found else words
