"""Measures of the literature beside ours: how formulaic, redundant and specific texts are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.findings.rows import share
from analysis.findings.votes import Votes, VotesLike, takes_old_names, votes_of
from analysis.measures.sharing import formulaic as measures
from corpus.collection import Corpus
from corpus.errors import SettingsError
from corpus.export.saved import Saved
from corpus.model import Document
from corpus.show import cell_html, heads_of, table_html
from corpus.words.tokens import Tokenizer, tokenizer_of

if TYPE_CHECKING:
    import pandas as pd

_SKIPPED = frozenset({"PUNCT", "ENUM"})
_SPECIFIC = frozenset({"NUM", "DATE", "TITLE", "DOCNO", "m", "nr", "ns", "nt", "nz", "t"})
"""Tags of names, figures and dates. A mask is none: what it hid is gone."""


@dataclass(frozen=True, eq=False, repr=False)
class Formulaic(Saved):
    """Three measures a document; :mod:`analysis.measures.sharing.formulaic` names their sources."""

    documents: tuple[Document, ...] = field(repr=False)
    words: NDArray[np.int64] = field(repr=False)
    """Shape (documents,): words of each."""
    boilerplate: NDArray[np.float64] = field(repr=False)
    redundancy: NDArray[np.float64] = field(repr=False)
    specificity: NDArray[np.float64] = field(repr=False)
    floor: float
    ceiling: float
    votes: Votes = field(repr=False)

    def __repr__(self) -> str:
        return (
            f"Formulaic({len(self.documents)} documents: phrases of {self.floor:g} to "
            f"{self.ceiling:g} of them{self.votes.remark})"
        )

    def table(self) -> pd.DataFrame:
        """One row a document."""
        import pandas as pd

        return pd.DataFrame(
            {
                "document": [d.id for d in self.documents],
                "words": self.words,
                "boilerplate": self.boilerplate.round(6),
                "redundancy": self.redundancy.round(6),
                "specificity": self.specificity.round(6),
            }
        )

    def _repr_html_(self) -> str:
        rows = [
            (document, f"{words:,}", *map(share, shares))
            for document, words, *shares in self.table().itertuples(index=False)
        ]
        heads = heads_of("notebook-formulaic-heads")
        return cell_html(
            table_html(heads, rows, numbers=range(1, 5), most=30), self.votes.remark_html()
        )


@takes_old_names("voters")
def formulaic(
    corpus: Corpus,
    *,
    votes: VotesLike = None,
    floor: float = measures.LEAST_FORMULAIC,
    ceiling: float = 1.0,
    tokenizer: Tokenizer | None = None,
) -> Formulaic:
    """Measure how formulaic documents are, as the literature on company reports does.

    Parameters
    ----------
    corpus
        The documents.
    votes
        Who votes: pass what :func:`analysis.find_duplicates` found, and copies count once; or
        :class:`analysis.Votes`. By default every document counts, as in the papers.
    floor, ceiling
        Shares of documents between which a phrase of four words is a formula; Lang and
        Stice-Lawrence have 0.3 and 0.75.
    tokenizer
        Cuts words; the corpus' own by default.

    Raises
    ------
    SettingsError
        If not 0 ≤ floor ≤ ceiling ≤ 1, or the votes do not fit the corpus.

    Examples
    --------
    >>> import corpus
    >>> c = corpus.from_texts({"甲": "全镇共有党员30名。", "乙": "提高认识。"})
    >>> formulaic(c).specificity.round(2).tolist()[1]
    0.0
    """
    if not 0 <= floor <= ceiling <= 1:
        raise SettingsError.of("setting-floor-ceiling", floor=floor, ceiling=ceiling)
    given = votes_of(votes, len(corpus))
    cut = tokenizer_of(tokenizer, corpus.tokenizer)
    numbers: dict[str, int] = {}
    words: list[int] = []
    specific: list[bool] = []
    sentences: list[NDArray[np.int64]] = []
    sizes = np.zeros(len(corpus), dtype=np.int64)
    before = 0
    cuts = cut.tokenize_many(document.text for document in corpus)
    for row, (document, tokens) in enumerate(zip(corpus, cuts, strict=True)):
        kept = [n for n, tag in enumerate(tokens.tags) if tag not in _SKIPPED]
        words += [numbers.setdefault(tokens.words[n], len(numbers)) for n in kept]
        specific += [tokens.tags[n] in _SPECIFIC for n in kept]
        starts = tokens.starts[kept] + document.body.start
        place = np.searchsorted(document.sentences[:, 0], starts, side="right")
        sentences.append(place + before)
        before += len(document.sentences) + 1
        sizes[row] = len(kept)
    all_words = np.array(words, dtype=np.int64)
    all_sentences = np.concatenate([*sentences, np.zeros(0, dtype=np.int64)])
    owner = np.repeat(np.arange(len(corpus)), sizes)
    return Formulaic(
        corpus.items,
        sizes,
        measures.formulaic_share(
            all_words, all_sentences, owner, given.owner, floor=floor, ceiling=ceiling
        ),
        measures.redundancy(all_words, all_sentences, owner, len(corpus)),
        measures.specificity(np.array(specific, dtype=bool), owner, len(corpus)),
        floor,
        ceiling,
        given,
    )
