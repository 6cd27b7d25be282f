"""Templates (模板): sentences alike but for what is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.lazy import hand_on

if TYPE_CHECKING:
    from analysis.findings.templates.finding import Template as Template
    from analysis.findings.templates.finding import Templates as Templates
    from analysis.findings.templates.finding import find_templates as find_templates

__getattr__, __dir__, __all__ = hand_on(
    __name__,
    {
        "finding": "Template Templates find_templates",
    },
)
