"""What a verb says along a variable: groups, ties between them, courses over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from analysis.cli.asked import Sheet
from analysis.cli.run import Run

COURSE = ("term", "group", "count", "of", "share", "low", "high", "places", "per_10000")
FLOW = ("group", "other", "ties", "documents", "other_documents", "characters", "share")


def groups(
    run: Run, records: Iterable[Mapping[str, Any]], names: Sequence[str], heads: Sequence[str]
) -> Sheet:
    """One line a group.

    Parameters
    ----------
    run
        The run.
    records
        Of any type: ``group`` records are shown.
    names, heads
        Fields shown behind the group and its documents, and what they are called.
    """
    rows = [
        (r["group"], r["documents"], *(r.get(name) for name in names))
        for r in _of(records, "group")
    ]
    header = [*run.headers(("group", "documents")), *heads] if rows else []
    return Sheet(run.say("title.groups"), header, rows)


def flows(run: Run, records: Iterable[Mapping[str, Any]]) -> Sheet:
    """One line two groups, those with most in common first."""
    found = sorted(_of(records, "flow"), key=lambda r: -r["ties"])
    shown = [n for n in FLOW if any(r[n] is not None for r in found)]
    rows = [tuple(r[name] for name in shown) for r in found]
    directed = any(r["directed"] for r in found)
    title = run.say("title.flows-directed" if directed else "title.flows")
    return Sheet(title, run.headers(_named(shown, "share", "share_of_other")) if rows else [], rows)


def courses(run: Run, records: Iterable[Mapping[str, Any]]) -> Sheet:
    """One line a term and group."""
    found = _of(records, "course")
    shown = [n for n in COURSE if any(r[n] is not None for r in found)]
    rows = [tuple(r[name] for name in shown) for r in found]
    names = _named(_named(shown, "share", "share_of_documents"), "count", "having")
    return Sheet(run.say("title.course"), run.headers(names) if rows else [], rows)


def _of(records: Iterable[Mapping[str, Any]], kind: str) -> list[Mapping[str, Any]]:
    return [record for record in records if record["type"] == kind]


def _named(names: Sequence[str], old: str, new: str) -> list[str]:
    return [new if name == old else name for name in names]
