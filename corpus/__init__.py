"""From files to documents with structure and provenance.

>>> import corpus
>>> c = corpus.from_texts({"甲": "一、学习情况\\n全年学习12次。"})
>>> c["甲"].sections[0].id
'甲/一'

The public surface: :func:`read`, :func:`from_texts`, :class:`Corpus`, :class:`Document`,
:class:`Section`, :class:`Source`, :class:`Span`, :class:`Note`, :class:`Unit`,
:class:`Tokenizer`, :func:`fold`, :class:`LeitongError`. What a name brings with it is loaded
when it is first used, so that ``import corpus`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.collection import Corpus as Corpus
    from corpus.errors import LeitongError as LeitongError
    from corpus.folding import fold as fold
    from corpus.model import Document as Document
    from corpus.model import Note as Note
    from corpus.model import Section as Section
    from corpus.model import Source as Source
    from corpus.model import Span as Span
    from corpus.model import Unit as Unit
    from corpus.reader import from_texts as from_texts
    from corpus.reader import read as read
    from corpus.tokens import Tokenizer as Tokenizer

__version__ = "0.1.0"

_HOMES = {
    "Corpus": "collection",
    "Document": "model",
    "LeitongError": "errors",
    "Note": "model",
    "Section": "model",
    "Source": "model",
    "Span": "model",
    "Tokenizer": "tokens",
    "Unit": "model",
    "fold": "folding",
    "from_texts": "reader",
    "read": "reader",
}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"corpus.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'corpus' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(_HOMES)
