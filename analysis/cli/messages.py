"""What the command line says, in Chinese and English: one table, one function.

The table is ``messages.toml``: the same keys and ``{placeholders}`` in both languages, and only
characters that a GBK console can show (a test holds them to it). Words for values that other views
show, too, are in the table of :mod:`corpus.messages` alone.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from corpus.export.columns import cells
from corpus.messages import LANGUAGES, entry, words
from corpus.messages import table as shared

DEFAULT = "zh"
OF_VALUES = ("change", "class", "slot", "variant", "verdict")
"""Groups of words for values of the contract: ``class.heading`` is ``class-heading`` there."""


@cache
def table() -> dict[str, dict[str, str]]:
    """Load all messages: key → language → template."""
    borrowed = {
        f"{group}.{name}": message
        for code, message in shared().items()
        for group, _, name in [code.partition("-")]
        if group in OF_VALUES
    }
    return tomllib.loads(_text()) | borrowed


def say(key: str, lang: str, /, **facts: object) -> str:
    """Return a message in a language, its facts filled in.

    >>> say("usage", "en", usage="leitong parse PATH…")
    'Usage: leitong parse PATH…'
    """
    return _entry(key)[lang].format_map(facts)


@cache
def _text() -> str:
    return Path(__file__).with_name("messages.toml").read_text(encoding="utf-8")


@cache
def _entry(key: str) -> dict[str, str]:
    group, _, name = key.partition(".")
    return words(f"{group}-{name}") if group in OF_VALUES and name else entry(_text(), key)


def language(argv: Sequence[str], configured: object = None) -> str:
    """Decide the language: ``--lang``, then ``LEITONG_LANG``, then the settings file, then zh.

    The arguments are looked through before they are parsed, so that ``--help`` and usage errors
    speak the right language wherever ``--lang`` stands. A value that is no language is reported
    later, when the option itself is parsed.

    >>> language(["parse", "--help", "--lang", "en"])
    'en'
    """
    asked: list[object] = []
    for place, word in enumerate(argv):
        if word == "--":
            break
        if word == "--lang":
            asked = [*argv[place + 1 : place + 2]]
        elif word.startswith("--lang="):
            asked = [word.removeprefix("--lang=")]
    for wanted in (*asked, os.environ.get("LEITONG_LANG"), configured):
        if wanted in LANGUAGES:
            return str(wanted)
    return DEFAULT


def two_columns(rows: Sequence[tuple[str, str]], *, width: int, left: int = 26) -> list[str]:
    """Lay out names and their explanations as help pages do.

    Parameters
    ----------
    rows
        (name, explanation) pairs.
    width
        Cells of a line.
    left
        Cells of the first column; a longer name has the line to itself.
    """
    lines = []
    for name, text in rows:
        first, *more = wrap(text, width - left - 2) or [""]
        if cells(name) + 2 > left:
            lines += [f"  {name}", " " * (left + 2) + first]
        else:
            lines.append(f"  {name}" + " " * (left - cells(name)) + first)
        lines += [" " * (left + 2) + line for line in more]
    return [line.rstrip() for line in lines]


_NOT_FIRST = "，。；：、）】》”’！？,.;:)]!?%"
_NOT_LAST = "“‘（【《([{"


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most ``width`` cells: at blanks, or between Chinese characters.

    >>> wrap("按标题和编号切分", 8)
    ['按标题和', '编号切分']
    """
    lines, line = [], ""
    for piece in _pieces(text):
        closes = piece.strip() in _NOT_FIRST  # punctuation stays with what it closes
        if line and not closes and cells(line) + cells(piece.rstrip()) > width:
            kept = line.rstrip().rstrip(_NOT_LAST)  # an opening mark goes with what it opens
            opens = line.rstrip()[len(kept) :] if kept else ""
            lines.append(line.rstrip()[: len(line.rstrip()) - len(opens)].rstrip())
            line = opens
        line += piece.lstrip() if not line else piece
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str) -> list[str]:
    """Cut a text where a line may break: after a blank and round each wide character."""
    pieces: list[str] = []
    for char in text:
        alone = cells(char) == 2
        glued = bool(pieces) and not alone and cells(pieces[-1][-1]) == 1 and pieces[-1][-1] != " "
        if glued:
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def nearest(name: str, names: Sequence[str]) -> list[str]:
    """Return the known names most like a mistyped one, the best first."""
    from difflib import get_close_matches

    return get_close_matches(name, names, n=3, cutoff=0.5)


def guess(name: str, names: Sequence[str], lang: str) -> str:
    """Say which known name may have been meant, as a sentence; empty if none comes near."""
    found = nearest(name, names)
    return say("did-you-mean", lang, names=say("or", lang).join(found)) if found else ""


def facts_of(template: str) -> set[str]:
    """List the placeholders of a template.

    >>> sorted(facts_of("{path}：{problem}"))
    ['path', 'problem']
    """
    from string import Formatter

    return {name for _, name, _, _ in Formatter().parse(template) if name}
