"""Settings for near-duplicates: usual thresholds, and presets by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from analysis.findings.choices import PRESET_NAMES
from analysis.measures.similarity.resemblance import FLOOR
from corpus.errors import SettingsError

USUAL_THRESHOLDS: Mapping[str, float] = {
    "document": 0.38,
    "section": 0.5,
    "paragraph": 0.5,
    "sentence": 0.6,
}
"""Threshold that serves most corpora, by grain: short units share more by chance."""


class Preset(NamedTuple):
    """Settings that belong together."""

    level: str = "standard"
    k: int = 4
    threshold: float | None = None
    """None: the usual value or the data's advice."""
    score: str = "similarity"
    floor: float = FLOOR


PRESETS: Mapping[str, Preset] = dict(
    zip(
        PRESET_NAMES,
        (
            # Only what a proof-reader would call the same text: punctuation counts.
            Preset(level="strict", threshold=0.9),
            # Poor scans: look-alikes are one, and three intact characters in a row suffice.
            Preset(level="ocr", k=3),
            # Filled-in forms: only what stands outside the form is compared.
            Preset(score="distinct_similarity"),
            # What users of plagiarism checkers expect: runs of 13 equal characters, 5 % of a text.
            Preset(k=13, threshold=0.05, floor=0.0),
        ),
        strict=True,
    )
)
"""Settings under one name: ``"strict"``, ``"ocr"``, ``"template"``, ``"13字"``."""


def choose(name: str | None, level: str | None, k: int | None, threshold: float | str) -> Preset:
    """Take a preset and what is given beside it.

    Raises
    ------
    SettingsError
        If there is no such preset, or an option is out of range.

    >>> choose("ocr", None, None, "auto").k, choose("ocr", None, 5, 0.5).threshold
    (3, 0.5)
    """
    if name is not None and name not in PRESETS:
        raise SettingsError.of(
            "setting-choice", name="preset", value=repr(name), names=", ".join(PRESETS)
        )
    preset = PRESETS[name] if name else Preset()
    if k is not None and not 2 <= k <= 64:
        raise SettingsError.of("setting-between", name="k", value=k, least=2, most=64)
    if isinstance(threshold, str) and threshold != "auto":
        raise SettingsError.of("setting-auto", name="threshold", value=repr(threshold), least=0)
    line = preset.threshold if isinstance(threshold, str) else float(threshold)
    return preset._replace(level=level or preset.level, k=k or preset.k, threshold=line)
