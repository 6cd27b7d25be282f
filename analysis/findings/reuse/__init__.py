"""Passage reuse: which stretches of text stand in several documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.lazy import hand_on

if TYPE_CHECKING:
    from analysis.findings.reuse.finding import Passage as Passage
    from analysis.findings.reuse.finding import Reuse as Reuse
    from analysis.findings.reuse.finding import ReuseCoverage as ReuseCoverage
    from analysis.findings.reuse.finding import find_reuse as find_reuse

__getattr__, __dir__, __all__ = hand_on(
    __name__,
    {
        "finding": "ReuseCoverage Passage Reuse find_reuse",
    },
    old={"Coverage": "ReuseCoverage"},
)
