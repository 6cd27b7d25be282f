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
:func:`find_collocations`, :func:`find_frequencies`, :func:`find_correspondence` (groups × words),
:func:`find_concepts` (a code book), :func:`check` (new documents against old ones),
:class:`Index` (old ones kept on disk), :func:`set_aside` (what is known to be shared),
:func:`read_selection` (what was left out in the page), :func:`anonymise` (names masked),
:func:`weigh` (a statistic in three weightings), :func:`along`, :func:`flows`, :func:`course` (what
findings say along a variable), :func:`study` (all of them, copies voting once) and
:func:`write_report`; :class:`Votes` and :func:`find_votes` say whether copies count once. Each is
loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.lazy import hand_on, keep_old_names

if TYPE_CHECKING:
    from analysis.anonymised import anonymise as anonymise
    from analysis.archive.index import Index as Index
    from analysis.asides import set_aside as set_aside
    from analysis.checks import check as check
    from analysis.findings.boilerplate.finding import find_boilerplate as find_boilerplate
    from analysis.findings.collation.figures import figure_changes as figure_changes
    from analysis.findings.collation.finding import collate as collate
    from analysis.findings.collation.finding import compare as compare
    from analysis.findings.duplicates.finding import find_duplicates as find_duplicates
    from analysis.findings.profile.finding import profile as profile
    from analysis.findings.reuse.finding import find_reuse as find_reuse
    from analysis.findings.templates.finding import find_templates as find_templates
    from analysis.findings.terms.collocations import find_collocations as find_collocations
    from analysis.findings.terms.concepts import find_concepts as find_concepts
    from analysis.findings.terms.concordance import kwic as kwic
    from analysis.findings.terms.correspondences import find_correspondence as find_correspondence
    from analysis.findings.terms.frequencies import find_frequencies as find_frequencies
    from analysis.findings.terms.keyness import find_keyness as find_keyness
    from analysis.findings.terms.keywords import find_keywords as find_keywords
    from analysis.findings.terms.new_words import find_new_words as find_new_words
    from analysis.findings.themes.finding import find_themes as find_themes
    from analysis.findings.votes import Votes as Votes
    from analysis.groupwise import along as along
    from analysis.groupwise import course as course
    from analysis.groupwise import flows as flows
    from analysis.selection import read_selection as read_selection
    from analysis.studies import find_votes as find_votes
    from analysis.studies import study as study
    from analysis.studies import weigh as weigh
    from analysis.views.report import write_report as write_report

__getattr__, __dir__, __all__ = hand_on(
    __name__,
    {
        "groupwise": "along course flows",
        "anonymised": "anonymise",
        "archive.index": "Index",
        "asides": "set_aside",
        "checks": "check",
        "findings.boilerplate": "find_boilerplate",
        "findings.collation": "collate compare figure_changes",
        "findings.duplicates": "find_duplicates",
        "findings.profile": "profile",
        "findings.reuse": "find_reuse",
        "findings.templates": "find_templates",
        "findings.terms": "find_collocations find_concepts find_correspondence find_frequencies "
        "find_keyness find_keywords find_new_words kwic",
        "findings.themes": "find_themes",
        "findings.votes": "Votes",
        "selection": "read_selection",
        "studies": "find_votes study weigh",
        "views.report": "write_report",
    },
)
keep_old_names(
    {
        f"analysis.{old}": f"analysis.{new}"
        for old, new in {
            "findings.collocations": "findings.terms.collocations",
            "findings.corrections": "findings.collation.corrections",
            "findings.descent": "findings.collation.descent",
            "findings.duplicate_families": "findings.duplicates.families",
            "findings.duplicate_reasons": "findings.duplicates.reasons",
            "findings.duplicate_settings": "findings.duplicates.settings",
            "findings.figures": "findings.collation.figures",
            "findings.formulaic": "findings.boilerplate.formulaic",
            "findings.keyness": "findings.terms.keyness",
            "findings.keywords": "findings.terms.keywords",
            "findings.kwic": "findings.terms.concordance",
            "findings.new_words": "findings.terms.new_words",
            "findings.readings": "findings.collation.readings",
            "measures.threshold": "measures.similarity.threshold",
        }.items()
    }
    | {
        f"analysis.views.{old}": f"corpus.export.{new}"
        for old, new in {"flat": "flat", "tables": "columns", "writers": "writers"}.items()
    }
)
