"""Gold: what a person says is right, in the records that the findings themselves are written in.

A gold file is JSON Lines. Each record needs only the fields that say what is right: a ``pair``
needs ``a``, ``b`` and ``verdict`` (null: looked at, and no pair), a ``document`` its ``source``
and ``body`` or ``span``. A first record ``{"type":"gold","judged":"sample"}`` says that only what
is listed was looked at; without it, or with ``"all"``, what is not listed is not so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.errors import SettingsError

Record = Mapping[str, Any]

NEEDED: dict[str, tuple[str, ...]] = {
    "gold": (),
    "source": ("id",),
    "document": ("source",),
    "pair": ("a", "b", "verdict"),
    "family": ("members",),
    "passage": ("a", "b", "a_span", "b_span"),
    "sentence": ("document", "span", "class"),
    "assignment": ("unit", "theme"),
}
"""Fields without which a record of a type says nothing."""
JUDGED = ("all", "sample")
WEIGHT = "weight"
"""How many of the corpus a record of a sample stands for; 1 where it is not given."""


@dataclass(frozen=True)
class Gold:
    """Records by type.

    Parameters
    ----------
    records
        Type → records, in the file's order.
    judged
        ``"all"``: what is not listed is not so; ``"sample"``: it was not looked at.
    """

    records: Mapping[str, Sequence[Record]]
    judged: str = "all"

    def of(self, kind: str) -> Sequence[Record]:
        """Return the records of a type."""
        return self.records.get(kind, ())

    @property
    def complete(self) -> bool:
        """Whether what is not listed is not so."""
        return self.judged == "all"


def read_gold(text: str, name: str = "gold") -> Gold:
    r"""Read a gold file.

    Parameters
    ----------
    text
        JSON Lines; blank lines count for nothing.
    name
        What to call the file in complaints.

    Raises
    ------
    SettingsError
        If a line is no record of gold, or a record lacks a field; the line is named.

    Examples
    --------
    >>> gold = read_gold(
    ...     '{"type":"gold","judged":"sample"}\n{"type":"pair","a":"甲","b":"乙","verdict":null}'
    ... )
    >>> gold.complete, len(gold.of("pair"))
    (False, 1)
    """
    found: dict[str, list[Record]] = {}
    judged = "all"
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        record = _record(line, f"{name}:{number}")
        if record["type"] == "gold":
            judged = record.get("judged", "all")
            if judged not in JUDGED:
                raise SettingsError.of(
                    "setting-choice", name="judged", value=repr(judged), names=", ".join(JUDGED)
                )
        else:
            found.setdefault(record["type"], []).append(record)
    return Gold(found, judged)


def _record(line: str, where: str) -> Record:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise SettingsError.of("setting-gold-line", where=where, what=str(error)) from error
    if not isinstance(record, dict) or record.get("type") not in NEEDED:
        raise SettingsError.of("setting-gold-type", where=where, names=", ".join(NEEDED))
    missing = [field for field in NEEDED[record["type"]] if field not in record]
    if missing:
        raise SettingsError.of(
            "setting-gold-field", where=where, type=record["type"], names=", ".join(missing)
        )
    return record
