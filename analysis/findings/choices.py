"""What options of findings can be, by name; words alone, so that ``--help`` loads no NumPy.

Each finding takes its own from here; so does the command line.
"""

from __future__ import annotations

from corpus.choices import LEVELS

WEIGHTINGS = ("all", "family", "distinct")
"""Every document votes; one vote a family of copies; and only text that no other family has."""
COMPARED = (*WEIGHTINGS, "compare")
"""And all three side by side."""

PRESET_NAMES = ("strict", "ocr", "template", "13字")
"""See :data:`analysis.findings.duplicates.settings.PRESETS`."""
DUPLICATE_METHODS = ("auto", "all", "bands")
"""How pairs are met; see :func:`analysis.find_duplicates`."""

CLASSES = ("distinct", "reused", "boilerplate", "duplicate", "heading", "residue")
"""What a sentence or character is; see :func:`analysis.find_boilerplate`."""

ASIDE_KINDS = ("references", "declarations", "contents", "quotations", "legal-basis")
"""What can be set aside by its form; see :func:`analysis.set_aside`."""

TERM_GRAINS = ("document", "section")
"""Whose words are counted."""
MATCHING = ("exact", "reading", *LEVELS)
"""How a term of a concordance is matched: as it stands, as it reads, or folded."""
ORDERS = ("position", "left", "right")
"""Of the places of a concordance."""

THEME_UNITS = ("auto", "section", "paragraph", "document")
"""What has a theme; auto: sections, or documents whose headings name no subjects."""
THEME_KINDS = ("subject", "part")
"""What a theme is: something spoken of, or a part that reports have, by its heading."""
THEME_METHOD_NAMES = ("nmf", "kmeans", "agglomerative", "hdbscan")
"""See :mod:`analysis.findings.themes.methods`."""
PATTERNS = ("text", "wildcard", "regex", "words")
"""What a term of a concordance is: a string, or a pattern of characters or of words."""
