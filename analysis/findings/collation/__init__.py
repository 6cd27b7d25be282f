"""Collation: what differs between versions of a text, character by character."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.lazy import hand_on

if TYPE_CHECKING:
    from analysis.findings.collation.corrections import Correction as Correction
    from analysis.findings.collation.descent import Descent as Descent
    from analysis.findings.collation.figures import FigureChanges as FigureChanges
    from analysis.findings.collation.figures import figure_changes as figure_changes
    from analysis.findings.collation.finding import Collation as Collation
    from analysis.findings.collation.finding import Comparison as Comparison
    from analysis.findings.collation.finding import collate as collate
    from analysis.findings.collation.finding import compare as compare
    from analysis.findings.collation.readings import Reading as Reading
    from analysis.findings.collation.readings import Variant as Variant
    from analysis.findings.collation.readings import Witness as Witness

__getattr__, __dir__, __all__ = hand_on(
    __name__,
    {
        "finding": "Collation Comparison collate compare",
        "figures": "FigureChanges figure_changes",
        "readings": "Reading Variant Witness",
        "corrections": "Correction",
        "descent": "Descent",
    },
)
