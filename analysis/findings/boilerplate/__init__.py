"""Boilerplate (套话): what everybody shares, and what a document alone says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.lazy import hand_on

if TYPE_CHECKING:
    from analysis.findings.boilerplate.finding import Boilerplate as Boilerplate
    from analysis.findings.boilerplate.finding import find_boilerplate as find_boilerplate
    from analysis.findings.boilerplate.phrases import Phrase as Phrase
    from analysis.findings.boilerplate.phrases import shared_phrases as shared_phrases

__getattr__, __dir__, __all__ = hand_on(
    __name__,
    {
        "finding": "Boilerplate find_boilerplate",
        "phrases": "Phrase shared_phrases",
    },
)
