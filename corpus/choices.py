"""What options can be, by name; words alone, so that a command line knows them without NumPy."""

from __future__ import annotations

LEVELS = ("strict", "standard", "ocr", "synonyms")
"""Levels of folding, from the finest to the coarsest; see :mod:`corpus.folding.comparable`."""

GRAINS = ("document", "section", "paragraph", "sentence")
"""Units of a corpus, from the largest to the smallest; see :mod:`corpus.units`."""

TOKENIZERS = ("jieba", "rjieba", "auto")
"""What cuts words; see :class:`corpus.words.tokens.Tokenizer`."""
