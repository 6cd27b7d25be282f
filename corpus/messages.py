"""Words for codes: the one table of messages, in Chinese and English.

The table is ``resources/messages.toml``: one section a code, a ``zh`` and an ``en`` line each,
with the same ``{placeholders}`` in both (a test holds them to it).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from corpus.resource import resource

LANGUAGES = ("zh", "en")


@cache
def table() -> dict[str, dict[str, str]]:
    """All messages: code → language → template."""
    text = resource("messages.toml")
    return tomllib.loads(text)


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
    return table()[code][lang].format_map(dict(facts))
