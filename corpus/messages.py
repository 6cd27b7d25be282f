"""Words for codes: the one table of messages, in Chinese and English.

The table is ``resources/messages.toml``: one section a code, a ``zh`` and an ``en`` line each,
with the same ``{placeholders}`` in both (a test holds them to it).
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from functools import cache

from corpus.system.resource import resource

LANGUAGES = ("zh", "en")


@cache
def table() -> dict[str, dict[str, str]]:
    """All messages: code → language → template."""
    return tomllib.loads(_text())


def asked_language() -> str:
    """Return what ``LEITONG_LANG`` asks for, else Chinese; never the locale's language."""
    asked = os.environ.get("LEITONG_LANG", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def entry(text: str, name: str) -> dict[str, str]:
    r"""One section of a table of messages, read alone: reading all takes a start 10 ms and more.

    Parameters
    ----------
    text
        TOML that is nothing but sections of one-line values.
    name
        The section's name.

    Raises
    ------
    KeyError
        If there is no such section.

    >>> entry('[a]\nzh = "甲"\n["b.c"]\nzh = "乙"\n', "b.c")
    {'zh': '乙'}
    """
    for heading in (f'\n["{name}"]\n', f"\n[{name}]\n"):
        _, found, below = f"\n{text}".partition(heading)
        if found:
            return tomllib.loads(below.partition("\n[")[0])
    raise KeyError(name)


@cache
def words(code: str) -> dict[str, str]:
    """The message for a code as it stands in the table: language → template.

    >>> words("verdict-revision")["en"]
    'revision'
    """
    return entry(_text(), code)


def render(code: str, facts: Mapping[str, object], lang: str = "zh") -> str:
    """The message for a code with its facts filled in.

    Parameters
    ----------
    code
        A section of the table.
    facts
        Values for the template's placeholders.
    lang
        ``"zh"`` or ``"en"``.

    Raises
    ------
    KeyError
        If the table has no such code: a mistake of ours, never of the user's.

    >>> render("numbering-gap", {"expected": "三", "found": "四"}, "zh")
    '此处应为三，实为四'
    """
    return words(code)[lang].format_map(dict(facts))


@cache
def _text() -> str:
    return resource("messages.toml")
