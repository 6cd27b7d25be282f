"""Profile: how much text there is, how it is built, how varied it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.lazy import hand_on

if TYPE_CHECKING:
    from analysis.findings.profile.finding import Measures as Measures
    from analysis.findings.profile.finding import Profile as Profile
    from analysis.findings.profile.finding import profile as profile

__getattr__, __dir__, __all__ = hand_on(
    __name__,
    {
        "finding": "Measures Profile profile",
    },
)
