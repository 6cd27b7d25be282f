"""How good the findings are on a corpus of your own: scores against gold, and what noise costs.

>>> from analysis.evaluation import evaluate, read_gold
>>> gold = read_gold('{"type":"pair","a":"甲","b":"乙","verdict":"duplicate"}')
>>> found = [{"type": "pair", "a": "甲", "b": "乙", "verdict": "revision"}]
>>> scores = evaluate(gold, found, documents=["甲", "乙", "丙"], rounds=0)
>>> scores.value("pairs", "f1"), scores.value("verdicts", "macro-f1")
(1.0, 0.0)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.lazy import hand_on

if TYPE_CHECKING:
    from analysis.evaluation.evaluation import Evaluation as Evaluation
    from analysis.evaluation.evaluation import evaluate as evaluate
    from analysis.evaluation.findings import find_for as find_for
    from analysis.evaluation.gold import Gold as Gold
    from analysis.evaluation.gold import read_gold as read_gold

__getattr__, __dir__, __all__ = hand_on(
    __name__,
    {"evaluation": "Evaluation evaluate", "findings": "find_for", "gold": "Gold read_gold"},
)
