"""Themes: what the sections of a corpus are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.lazy import hand_on

if TYPE_CHECKING:
    from analysis.findings.themes.finding import Assignment as Assignment
    from analysis.findings.themes.finding import Theme as Theme
    from analysis.findings.themes.finding import Themes as Themes
    from analysis.findings.themes.finding import find_themes as find_themes

__getattr__, __dir__, __all__ = hand_on(
    __name__,
    {
        "finding": "Assignment Theme Themes find_themes",
    },
)
