"""Words: frequencies, keywords, keyness, concordance, collocations, new words, groups × words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.lazy import hand_on

if TYPE_CHECKING:
    from analysis.findings.terms.collocations import Collocations as Collocations
    from analysis.findings.terms.collocations import find_collocations as find_collocations
    from analysis.findings.terms.concepts import Concepts as Concepts
    from analysis.findings.terms.concepts import find_concepts as find_concepts
    from analysis.findings.terms.concordance import Concordance as Concordance
    from analysis.findings.terms.concordance import kwic as kwic
    from analysis.findings.terms.correspondences import Correspondence as Correspondence
    from analysis.findings.terms.correspondences import find_correspondence as find_correspondence
    from analysis.findings.terms.frequencies import Frequencies as Frequencies
    from analysis.findings.terms.frequencies import find_frequencies as find_frequencies
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
        "concepts": "Concepts find_concepts",
        "concordance": "Concordance kwic",
        "correspondences": "Correspondence find_correspondence",
        "frequencies": "Frequencies find_frequencies",
        "collocations": "Collocations find_collocations",
        "new_words": "NewWords find_new_words",
    },
)
