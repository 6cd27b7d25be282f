"""The documents of a corpus as files of their own: a compilation taken apart on disk."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model import Document

LONGEST_NAME = 60
"""Characters of a title in a file's name: three bytes each, below the 255 bytes of file systems."""
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\s]+')


def pieces(documents: Sequence[Document]) -> dict[str, bytes]:
    """Return a file's name and content for each document.

    Parameters
    ----------
    documents
        In reading order.

    Returns
    -------
    dict
        Name (running number and title; without a title what the id ends in) → the document's own
        text as it stands, UTF-8, one line end behind it.

    Examples
    --------
    >>> import corpus
    >>> c = corpus.from_texts({"甲": "工作总结\\n河道已清淤。", "乙/1": "水库已验收。"})
    >>> [(name, content.decode()[-7:]) for name, content in pieces(c.items).items()]
    [('1 工作总结.txt', '河道已清淤。\\n'), ('2 乙 1.txt', '水库已验收。\\n')]
    """
    width = len(str(len(documents)))
    return {
        f"{number:0{width}} {_named(document)}.txt": (document.text.rstrip("\r\n") + "\n").encode(
            "utf-8", "replace"
        )
        for number, document in enumerate(documents, 1)
    }


def _named(document: Document) -> str:
    """Take what no file system minds of its title, or of its id without an ending."""
    title = document.title or re.sub(r"\.\w{1,5}(?=#|$)", "", document.id)
    return _NOT_IN_NAMES.sub(" ", title).strip(" .")[:LONGEST_NAME].strip(" .") or "_"
