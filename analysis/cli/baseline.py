"""Baselines: the findings of today accepted, so that a gate fails on new ones only.

A baseline knows findings by a digest of their texts (:mod:`analysis.views.identity`) and counts
them: a third copy of what was accepted twice is new.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.cli.asked import Asked, Record
from analysis.cli.messages import say
from corpus.errors import SettingsError

SCHEMA = 1


@dataclass(frozen=True)
class Baseline:
    """A file of accepted findings.

    Parameters
    ----------
    path
        The file.
    counts
        Digest → how many findings have it.
    update
        Write the file anew instead of reading it.
    found
        Digest → ``count`` and ``what``, of the findings that went by (:func:`accepted`).
    """

    path: Path
    counts: Mapping[str, int]
    update: bool = False
    found: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, options: Mapping[str, Any], lang: str) -> Baseline | None:
        """Read the baseline that a run names; None if it names none.

        Raises
        ------
        SettingsError
            If there is no such file, it is no baseline, or it is to be updated without a name.
        """
        update = bool(options.get("update_baseline"))
        if not options.get("baseline"):
            if update:
                raise SettingsError(say("baseline-unnamed", lang))
            return None
        path = Path(options["baseline"])
        return cls(path, {} if update else _read(path, lang), update)

    def content(self) -> Iterator[bytes]:
        """Give the file that accepts what went by, when all of it has."""
        lines = [
            f"{json.dumps(key)}: {json.dumps(entry, ensure_ascii=False)}"
            for key, entry in sorted(self.found.items())
        ]
        inner = ",\n".join(lines)
        yield (f'{{"schema": {SCHEMA}, "tool": "leitong", "findings": {{\n{inner}\n}}}}\n'.encode())


def _read(path: Path, lang: str) -> dict[str, int]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["schema"] != SCHEMA:
            raise ValueError(content["schema"])
        return {key: int(entry["count"]) for key, entry in content["findings"].items()}
    except FileNotFoundError as error:
        raise SettingsError(say("baseline-missing", lang, path=path)) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(say("baseline-broken", lang, path=path)) from error


def accepted(run: Asked, records: Iterable[Record], baseline: Baseline) -> Iterator[Record]:
    """Leave out what the baseline accepts and say how much; or note what it is to accept."""
    from analysis.views.identity import identity

    left = Counter(baseline.counts)
    passed_over = 0
    open_families: set[int] = set()
    for record in records:
        if record["type"] == "family":  # known if all its pairs are
            if baseline.update or record["id"] in open_families:
                yield record
            continue
        key = identity(record, run.places.locate)
        if key is not None and baseline.update:
            entry = baseline.found.setdefault(key, {"count": 0, "what": _what(record)})
            entry["count"] += 1
        elif key is not None and left[key] > 0:
            left[key] -= 1
            passed_over += 1
            continue
        if record["type"] == "pair" and record["family"] is not None:
            open_families.add(record["family"])
        yield record
    if passed_over:
        run.tell(run.say("baseline-accepted", count=passed_over, path=baseline.path))


def _what(record: Record) -> str:
    """Say for readers of the file what was accepted; the digest alone decides."""
    from analysis.views.rules import rules_of

    code = (*rules_of(record), str(record["type"]))[0]
    names = [str(record[name]) for name in ("a", "b", "document") if name in record]
    return " ".join([code, *names])
