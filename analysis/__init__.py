"""What is duplicated, what is boilerplate, what is left, and what it is about.

>>> import corpus
>>> from analysis import find_duplicates
>>> text = "全镇上半年开展理论学习12次，覆盖党员干部三百余人，整理学习笔记二百余篇。"
>>> c = corpus.from_texts({"甲": text, "乙": text, "丙": "水库除险加固工程已通过验收。"})
>>> [family.members for family in find_duplicates(c).families]
[('甲', '乙')]

The public surface: :func:`find_duplicates`, :func:`find_reuse`, :func:`collate`, :func:`compare`,
:func:`figure_changes`, :func:`find_boilerplate`, :func:`find_templates`, :func:`find_keywords`,
:func:`find_themes`, :func:`profile`, :func:`kwic`, :func:`find_keyness`, :func:`find_new_words`,
:func:`find_collocations`, :func:`check` (new documents against old ones), :func:`weigh` (a
statistic in three weightings), :func:`study` (all of them, copies voting once) and
:func:`write_report`. Each is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.checks import check as check
    from analysis.findings.boilerplate import find_boilerplate as find_boilerplate
    from analysis.findings.collation import collate as collate
    from analysis.findings.collation import compare as compare
    from analysis.findings.collocations import find_collocations as find_collocations
    from analysis.findings.duplicates import find_duplicates as find_duplicates
    from analysis.findings.figures import figure_changes as figure_changes
    from analysis.findings.keyness import find_keyness as find_keyness
    from analysis.findings.keywords import find_keywords as find_keywords
    from analysis.findings.kwic import kwic as kwic
    from analysis.findings.new_words import find_new_words as find_new_words
    from analysis.findings.profile import profile as profile
    from analysis.findings.reuse import find_reuse as find_reuse
    from analysis.findings.templates import find_templates as find_templates
    from analysis.findings.themes import find_themes as find_themes
    from analysis.studies import study as study
    from analysis.studies import weigh as weigh
    from analysis.views.report import write_report as write_report

_HOMES = {
    "check": "checks",
    "collate": "findings.collation",
    "compare": "findings.collation",
    "figure_changes": "findings.figures",
    "find_boilerplate": "findings.boilerplate",
    "find_duplicates": "findings.duplicates",
    "find_keywords": "findings.keywords",
    "find_reuse": "findings.reuse",
    "find_templates": "findings.templates",
    "find_themes": "findings.themes",
    "profile": "findings.profile",
    "find_collocations": "findings.collocations",
    "find_keyness": "findings.keyness",
    "find_new_words": "findings.new_words",
    "kwic": "findings.kwic",
    "weigh": "studies",
    "study": "studies",
    "write_report": "views.report",
}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"analysis.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'analysis' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(_HOMES)
