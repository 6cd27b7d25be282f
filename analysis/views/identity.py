"""What makes a finding the same one tomorrow: a digest of the texts it is about.

Neither paths nor places nor scores go into it, so it outlives moved files, other lines around it
and other documents that come and go. Two findings about the same words have one digest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Any

from analysis.views.rules import Record
from corpus.folding.comparable import fold
from corpus.model import Source, Span

VERSION = "leitong/v1"
"""The name under which SARIF keeps the digest; another way to make it gets another name."""

Locate = Callable[[str, str], tuple[Source, Span]]
"""Side (``a``, ``b``) and id of a unit → its source and its span there."""


def digest(kind: str, texts: Iterable[str]) -> str:
    """Digest of a kind of finding and the texts it is about, in any order.

    Parameters
    ----------
    kind
        Record type.
    texts
        As they stand; what folding ignores does not matter.

    Returns
    -------
    str
        32 hexadecimal digits.

    Examples
    --------
    >>> digest("pair", ["甲，乙", "丙"]) == digest("pair", ["丙。", "甲乙"])
    True
    """
    parts = sorted(fold(text).text for text in texts)
    joined = "\x00".join([kind, *parts])
    return sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def identity(record: Record, locate: Locate) -> str | None:
    """Digest of a record; None for one that is no finding (shares, families, sources)."""
    kind = record["type"]
    if kind == "pair":
        return digest(kind, [_text(locate, side, record[side]) for side in ("a", "b")])
    if kind == "passage":
        sides = (("a", record["a_span"]), ("b", record["b_span"]))
        return digest(kind, [_text(locate, side, record[side], span) for side, span in sides])
    if kind == "sentence" and record["class"] == "boilerplate":
        return digest(kind, [_text(locate, "a", record["document"], record["span"])])
    if kind == "template":
        return digest(kind, [record["text"]])
    return digest(kind, [_text(locate, "a", record["document"])]) if kind == "check" else None


def _text(locate: Locate, side: str, name: str, span: Any = None) -> str:
    source, whole = locate(side, name)
    start, end = whole if span is None else span
    return source.text[start:end]
