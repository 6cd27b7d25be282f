"""Names of inputs from a list: ``--files-from``, one a line or ended by NUL."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.cli.messages import say
from corpus.errors import SettingsError


def listed(options: Mapping[str, Any], lang: str) -> list[str]:
    """Return the paths that ``--files-from`` names; blank lines count for nothing.

    Parameters
    ----------
    options
        ``files_from``: a file or ``-``; ``null``: names end with NUL instead of a line end.
    lang
        Language of complaints.

    Raises
    ------
    SettingsError
        If the list cannot be read.
    """
    name = options.get("files_from")
    if not name:
        return []
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SettingsError(say("no-list", lang, path=name, reason=reason)) from error
    if options.get("null"):
        return [os.fsdecode(part) for part in data.split(b"\0") if part]
    # ``find`` writes the names' own bytes; an editor under Windows writes GBK or a mark first
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        from corpus.reading.encoding import decode

        text = decode(data)[0] if os.name == "nt" else os.fsdecode(data)
    return [line for line in (line.rstrip("\r") for line in text.split("\n")) if line.strip()]
