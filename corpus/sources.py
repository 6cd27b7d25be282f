"""Files to sources (first version: plain UTF-8 text files)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from os import PathLike
from pathlib import Path

from corpus.errors import SourceError
from corpus.model import Source


def source_from_text(text: str, id: str = "text") -> Source:  # noqa: A002
    """Make a source of a string."""
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return Source(id, clean, None, hashlib.sha256(clean.encode()).hexdigest())


def is_unreadable(source: Source) -> bool:
    """Tell whether a source could not be read."""
    return source.encoding is None and not source.text


def read_sources(
    paths: Sequence[str | PathLike[str]],
    *,
    encoding: str | None = None,
    text_column: str | None = None,
    id_column: str | None = None,
    exclude: Sequence[str] = (),
    stdin_name: str = "stdin.txt",
    progress: Callable[[str, int, int], None] | None = None,
) -> list[Source]:
    """Read text files and folders of them."""
    sources = []
    for name in paths:
        path = Path(name)
        if not path.exists():
            raise SourceError(path, "does not exist")
        for file in sorted(path.rglob("*.txt")) if path.is_dir() else [path]:
            data = file.read_bytes()
            text = data.decode(encoding or "utf-8-sig", "replace")
            key = file.relative_to(path).as_posix() if path.is_dir() else file.name
            sources.append(Source(key, text, "utf-8", hashlib.sha256(data).hexdigest()))
    return sorted(sources, key=lambda source: source.id)
