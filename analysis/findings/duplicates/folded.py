"""The texts of units, folded for comparing, and as they were written."""

from __future__ import annotations

import numpy as np

from analysis.measures.similarity.coverage import LONGEST_UNIT
from analysis.measures.similarity.engines.protocol import Engine
from analysis.measures.similarity.resemblance import Resemblance
from analysis.measures.similarity.texts import Texts, distinct_texts
from corpus.errors import SettingsError
from corpus.folding.comparable import fold_codes
from corpus.model import Units


def folded_texts(units: Units, level: str, engine: Engine) -> Texts:
    """Fold the units, and merge those of which the same is left."""
    codes, bounds = fold_codes(units.texts, level, passes=engine.passes)
    sizes = np.diff(bounds)
    long = np.flatnonzero(sizes >= LONGEST_UNIT)
    if len(long):
        raise SettingsError.of(
            "setting-too-long", name=units.id(int(long[0])), characters=f"{sizes[long[0]]:,}",
            most=f"{LONGEST_UNIT:,}",
        )  # fmt: skip
    return distinct_texts(codes, bounds, digests=engine.digests)


def written_texts(units: Units, evidence: Resemblance) -> list[str]:
    """Return the different texts as they were before folding."""
    written = units.texts
    return [written[unit] for unit in evidence.texts.first.tolist()]
