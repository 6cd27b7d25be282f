"""Words: keywords, keyness, concordance, collocations, new words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.lazy import hand_on

if TYPE_CHECKING:
    from analysis.findings.terms.collocations import Collocations as Collocations
    from analysis.findings.terms.collocations import find_collocations as find_collocations
    from analysis.findings.terms.concordance import Concordance as Concordance
    from analysis.findings.terms.concordance import kwic as kwic
    from analysis.findings.terms.keyness import Keyness as Keyness
    from analysis.findings.terms.keyness import find_keyness as find_keyness
    from analysis.findings.terms.keywords import Keywords as Keywords
    from analysis.findings.terms.keywords import find_keywords as find_keywords
    from analysis.findings.terms.new_words import NewWords as NewWords
    from analysis.findings.terms.new_words import find_new_words as find_new_words

__getattr__, __dir__, __all__ = hand_on(
    __name__,
    {
        "keywords": "Keywords find_keywords",
        "keyness": "Keyness find_keyness",
        "concordance": "Concordance kwic",
        "collocations": "Collocations find_collocations",
        "new_words": "NewWords find_new_words",
    },
)
