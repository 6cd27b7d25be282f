"""One occasion or two: forms of two occasions told from copies by what differs."""

from analysis.measures.similarity.occasions.accounts import may_be_taken_over
from analysis.measures.similarity.occasions.weighing import (
    KINDS,
    Occasions,
    may_be_header,
    occasions,
)

__all__ = ["KINDS", "Occasions", "may_be_header", "may_be_taken_over", "occasions"]
