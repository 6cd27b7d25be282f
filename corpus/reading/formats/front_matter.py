"""Settings at the top of a Markdown file: ``---``, lines of ``name: value``, ``---``.

Only what the fields say is read, not all of YAML or TOML: a value that is a list or runs over
several lines is kept as words.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_BLOCK = re.compile(
    r"(?P<fence>---|\+\+\+)[ \t]*(?:\r\n?|\n)(?P<inside>.*?)(?:\r\n?|\n)"
    r"(?:(?P=fence)|\.\.\.)[ \t]*(?=[\r\n]|\Z)",
    re.S,
)
_LONGEST_FRONT_MATTER = 20_000  # characters; further on, a second --- is a rule below a text
_FIELD = re.compile(
    r"([\w\u4e00-\u9fff][\w\u4e00-\u9fff .-]{0,40}?)[ \t]*[:=：](?:[ \t]+|\Z|(?=[\"'\[{]))(.*)"
)
_GOES_ON = re.compile(r"[ \t]|-[ \t]|#|\Z|[\]}],?\Z")
_QUOTES = "\"'"


class FrontMatter(NamedTuple):
    """The settings of a file and where they end."""

    end: int
    fields: tuple[tuple[str, str], ...]
    """Names and values, as they stand there, without quotes."""


def front_matter(text: str) -> FrontMatter | None:
    r"""Read the settings that a text begins with; None where it begins otherwise.

    >>> front_matter("---\ntitle: '总结'\ntags: [防汛, 总结]\n---\n正文")
    FrontMatter(end=34, fields=(('title', '总结'), ('tags', '防汛, 总结')))
    >>> front_matter("---\n全镇开展工作。\n---\n正文") is None
    True
    """
    found = _BLOCK.match(text[:_LONGEST_FRONT_MATTER])
    if found is None:
        return None
    fields: dict[str, list[str]] = {}
    name = ""
    for line in re.split(r"\r\n?|\n", found["inside"]):
        field = _FIELD.fullmatch(line)
        if field:
            name = field[1]
            fields.setdefault(name, [])
            fields[name].append(field[2].strip())
        elif not _GOES_ON.match(line):
            return None  # a sentence: the --- is a rule
        elif name and line.strip() and not line.lstrip().startswith("#"):
            fields[name].append(line.strip().removeprefix("- "))
    if not fields:
        return None
    return FrontMatter(found.end(), tuple((n, _value(parts)) for n, parts in fields.items()))


def _value(parts: list[str]) -> str:
    kept = [part for part in parts if part not in ("", "|", ">", "|-", ">-")]
    words = ", ".join(part.strip(_QUOTES) for part in kept)
    if words.startswith("[") and words.endswith("]"):
        words = ", ".join(part.strip().strip(_QUOTES) for part in words[1:-1].split(","))
    return words
