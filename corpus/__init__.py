"""From files to documents with structure and provenance.

>>> import corpus
>>> c = corpus.from_texts({"甲": "一、学习情况\\n全年学习12次。"})
>>> c["甲"].sections[0].id
'甲/一'

The public surface: :func:`read`, :func:`from_texts`, :func:`from_dataframe`, :class:`Corpus`,
:class:`Document`, :class:`Section`, :class:`Source`, :class:`Span`, :class:`Note`, :class:`Unit`,
:class:`Tokenizer`, :func:`fold`, :class:`LeitongError`. What a name brings with it is loaded
when it is first used, so that ``import corpus`` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.lazy import hand_on, keep_old_names

if TYPE_CHECKING:
    from corpus.collection import Corpus as Corpus
    from corpus.errors import LeitongError as LeitongError
    from corpus.folding.comparable import fold as fold
    from corpus.model import Document as Document
    from corpus.model import Note as Note
    from corpus.model import Section as Section
    from corpus.model import Source as Source
    from corpus.model import Span as Span
    from corpus.model import Unit as Unit
    from corpus.reader import from_dataframe as from_dataframe
    from corpus.reader import from_texts as from_texts
    from corpus.reader import read as read
    from corpus.words.tokens import Tokenizer as Tokenizer

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = hand_on(
    __name__,
    {
        "collection": "Corpus",
        "errors": "LeitongError",
        "folding": "fold",
        "model": "Document Note Section Source Span Unit",
        "reader": "from_dataframe from_texts read",
        "words.tokens": "Tokenizer",
    },
    above={"Index": "analysis.archive.index"},
)
keep_old_names({"corpus.folded": "corpus.folding.folded", "corpus.tokens": "corpus.words.tokens"})
