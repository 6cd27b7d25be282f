"""Folding: making characters comparable, with the way back to the source."""

from corpus.folding.comparable import LEVELS, fold, fold_many
from corpus.folding.folded import Folded, FoldedTexts

__all__ = ["LEVELS", "Folded", "FoldedTexts", "fold", "fold_many"]
