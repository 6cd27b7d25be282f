"""Near-duplicates: which units are copies of which, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.lazy import hand_on

if TYPE_CHECKING:
    from analysis.findings.duplicates.coverage import DuplicateCoverage as DuplicateCoverage
    from analysis.findings.duplicates.evidence import Deciding as Deciding
    from analysis.findings.duplicates.evidence import Slot as Slot
    from analysis.findings.duplicates.families import Family as Family
    from analysis.findings.duplicates.finding import Duplicates as Duplicates
    from analysis.findings.duplicates.finding import Pair as Pair
    from analysis.findings.duplicates.finding import find_duplicates as find_duplicates
    from analysis.findings.duplicates.forms import FormGroup as FormGroup
    from analysis.findings.duplicates.reasons import Reason as Reason
    from analysis.findings.duplicates.reasons import Reasons as Reasons
    from analysis.findings.duplicates.settings import PRESETS as PRESETS
    from analysis.findings.duplicates.settings import Preset as Preset

__getattr__, __dir__, __all__ = hand_on(
    __name__,
    {
        "coverage": "DuplicateCoverage",
        "finding": "Duplicates Pair find_duplicates",
        "evidence": "Deciding Slot",
        "families": "Family",
        "forms": "FormGroup",
        "reasons": "Reason Reasons",
        "settings": "PRESETS Preset",
    },
    old={"Coverage": "DuplicateCoverage"},
)
