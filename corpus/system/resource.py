"""The data files that come with the package: rules, messages, tables, schemas."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent.with_name("resources")
"""Where they are. A plain folder: asking importlib.resources costs every start 10 ms of imports."""


def resource(name: str) -> str:
    """Read one data file as text.

    >>> resource("stopwords.tsv")[:1]
    '#'
    """
    return (FOLDER / name).read_text(encoding="utf-8")
