"""Findings against gold: every measure that the gold allows, each with its interval."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from analysis.evaluation.classes import class_tasks, passage_tasks, theme_tasks
from analysis.evaluation.gold import Gold, Record
from analysis.evaluation.pairs import family_tasks, pair_tasks
from analysis.evaluation.resampling import ROUNDS, TaskScore, scores
from analysis.evaluation.splits import split_tasks
from corpus.errors import SettingsError
from corpus.export.saved import Saved
from corpus.show import cell_html, table_html

if TYPE_CHECKING:
    import pandas as pd

MOST_NAMED = 5
"""Unknown ids that a complaint names."""


@dataclass(frozen=True)
class Evaluation(Saved):
    """Scores of findings against gold.

    Parameters
    ----------
    scores
        Task by task; the interval is that of 95 %.
    parameters
        How they were made: ``judged``, ``rounds``, ``random_state``.
    """

    _main: ClassVar[str] = "score"

    scores: tuple[TaskScore, ...]
    parameters: Mapping[str, Any] = field(default_factory=dict)

    def value(self, task: str, measure: str) -> float | None:
        """Return one measure.

        Raises
        ------
        KeyError
            If it was not taken.
        """
        for score in self.scores:
            if (score.task, score.measure) == (task, measure):
                return score.value
        raise KeyError((task, measure))

    def table(self) -> pd.DataFrame:
        """One row a measure: ``task, measure, value, low, high, n``."""
        import pandas as pd

        return pd.DataFrame(list(self.scores), columns=list(TaskScore._fields))

    def records(self) -> Iterator[dict[str, Any]]:
        """``score`` records of the output contract."""
        for score in self.scores:
            numbers = {
                name: None if value is None else round(value, 6)
                for name, value in (
                    ("value", score.value),
                    ("low", score.low),
                    ("high", score.high),
                )
            }
            yield {
                "type": "score", "schema": 1, "task": score.task, "measure": score.measure,
                **numbers, "n": score.n,
            }  # fmt: skip

    def _repr_html_(self) -> str:
        rows = [
            (s.task, s.measure, *("—" if v is None else f"{v:.3f}" for v in s[2:5]), s.n)
            for s in self.scores
        ]
        return cell_html(table_html(list(TaskScore._fields), rows, numbers=(2, 3, 4, 5), most=60))


def evaluate(
    gold: Gold,
    found: Iterable[Record],
    *,
    documents: Sequence[str] | None = None,
    rounds: int = ROUNDS,
    random_state: int = 0,
) -> Evaluation:
    """Measure findings against gold.

    Parameters
    ----------
    gold
        What is right; see :func:`read_gold`.
    found
        Records of the output contract, of any types: those of :func:`find_for`, of a file that a
        verb wrote, or of another tool.
    documents
        Ids of all documents of the corpus; by default those that records name. Documents without
        any copy count in the measures of families.
    rounds
        Samples of documents that are drawn for the intervals; 0 for none.
    random_state
        Seed of the drawing.

    Returns
    -------
    Evaluation

    Raises
    ------
    SettingsError
        If gold names documents or sources that are not there, or holds nothing to measure.
    """
    mine: dict[str, list[Record]] = {}
    for record in found:
        mine.setdefault(record["type"], []).append(record)
    ids = _documents(gold, mine, documents)
    tasks = [
        *split_tasks(gold, mine),
        *pair_tasks(gold, mine, ids),
        *family_tasks(gold, mine, ids),
        *passage_tasks(gold, mine, ids),
        *class_tasks(gold, mine, ids),
        *theme_tasks(gold, mine, ids),
    ]
    if not tasks:
        raise SettingsError.of("setting-gold-empty")
    taken = [s for task in tasks for s in scores(task, rounds=rounds, random_state=random_state)]
    parameters = {"judged": gold.judged, "rounds": rounds, "random_state": random_state}
    return Evaluation(tuple(taken), parameters)


def _documents(
    gold: Gold, mine: Mapping[str, Sequence[Record]], documents: Sequence[str] | None
) -> list[str]:
    """Return the ids of all documents; refuse gold of documents that are not there."""
    named = _named(gold.records)
    if documents is None:
        return sorted(named | _named(mine))
    if unknown := sorted(named - set(documents)):
        names = ", ".join(unknown[:MOST_NAMED]) + (" …" if len(unknown) > MOST_NAMED else "")
        raise SettingsError.of("setting-gold-unknown", names=names, count=len(unknown))
    return list(documents)


def _named(records: Mapping[str, Sequence[Record]]) -> set[str]:
    """Return the ids of documents that records name."""
    found = {r[side] for kind in ("pair", "passage") for r in records.get(kind, ())
             for side in "ab" if r.get("grain", "document") == "document"}  # fmt: skip
    found |= {name for r in records.get("family", ()) for name in r["members"]
              if r.get("grain", "document") == "document"}  # fmt: skip
    found |= {r["document"] for kind in ("sentence", "assignment") for r in records.get(kind, ())
              if r.get("document")}  # fmt: skip
    return found | {r["id"] for r in records.get("document", ()) if r.get("id")}
