"""The texts of units, folded for comparing, and as they were written."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.measures.similarity.coverage import LONGEST_UNIT
from analysis.measures.similarity.engines.protocol import Engine
from analysis.measures.similarity.resemblance import Resemblance
from analysis.measures.similarity.texts import Texts, comparable, distinct_texts
from corpus.errors import SettingsError
from corpus.model import Units


def folded_texts(units: Units, level: str, engine: Engine) -> Texts:
    """Fold the units, and merge those of which the same is left."""
    codes, bounds = comparable(units.texts, level, passes=engine.passes)
    sizes = np.diff(bounds)
    long = np.flatnonzero(sizes >= LONGEST_UNIT)
    if len(long):
        raise SettingsError.of(
            "setting-too-long", name=units.id(int(long[0])), characters=f"{sizes[long[0]]:,}",
            most=f"{LONGEST_UNIT:,}",
        )  # fmt: skip
    return distinct_texts(codes, bounds, digests=engine.digests)


class WrittenTexts(Sequence[str]):
    """The different texts as they were before folding, each cut when it is asked for."""

    def __init__(self, units: Units, evidence: Resemblance) -> None:
        self._first: list[int] = evidence.texts.first.tolist()
        self._units, self._documents = units, units.documents
        held = evidence.texts.first if len(self._documents) else evidence.texts.first[:0]
        # Lists, because thousands of texts are asked for one by one.
        self._document: list[int] = units.document[held].tolist()
        self._spans: list[list[int]] = units.spans[held].tolist()

    def __len__(self) -> int:
        return len(self._first)

    def __getitem__(self, row: int) -> str:  # type: ignore[override] # rows only, no slices
        if not self._documents:  # units that lie in a folder of stages
            return self._units.text(self._first[row])
        start, end = self._spans[row]
        return self._documents[self._document[row]].source.words[start:end]
