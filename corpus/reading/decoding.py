"""Bytes read by one codec: strictly, or with a sign for each wrong byte."""

from __future__ import annotations

from corpus.system.patterns import lazy

KNOWN = ("utf-8", "utf-8-sig", "gb18030", "cp950", "big5hkscs", "cp1252")
"""Codecs that never give surrogates."""
SURROGATE = lazy("[\ud800-\udfff]")


def strict(data: bytes, codec: str) -> str | None:
    """Decode; None where a byte is wrong.

    >>> strict(bytes([255]), "utf-8") is None
    True
    """
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def unmarked(text: str, codec: str) -> str:
    """Take off a byte-order mark that the codec itself did not."""
    return text if codec in ("utf-8-sig", "utf-16", "utf-32") else text.removeprefix("\ufeff")


def replaced(data: bytes, codec: str) -> tuple[str, int]:
    """Decode with U+FFFD for each wrong byte, and count them.

    The detour through ``surrogateescape`` tells our replacements from a U+FFFD that stands in
    the file itself.
    """
    if codec in KNOWN:
        return SURROGATE.subn("\ufffd", data.decode(codec, "surrogateescape"))
    text = SURROGATE.sub("\ufffd", data.decode(codec, "replace"))
    return text, text.count("\ufffd")
