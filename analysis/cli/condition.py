"""``--fail-on``: a condition on findings, for pipelines and pre-commit hooks.

Either a kind of record (``family``: is there one?) or a comparison with one of its fields
(``similarity>0.8``, ``verdict=identical``). Where several kinds have a field, it is that of the
first, unless the kind is named (``passage.similarity>0.8``). A missing value meets no condition.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from analysis.cli.messages import guess, say
from corpus.errors import SettingsError

Condition = Callable[[Mapping[str, Any]], bool]

_COMPARISON = re.compile(r"([a-z_.-]{1,60}) ?(>=|<=|!=|==|=|>|<) ?(\S{1,200})")
_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "==": operator.eq,
    "!=": operator.ne,
}


def parse_condition(text: str, kinds: Sequence[str], lang: str = "zh") -> Condition:
    """Make a test for records of a condition in words.

    Parameters
    ----------
    text
        ``KIND`` or ``FIELD OPERATOR VALUE``.
    kinds
        The record types that the verb gives, the one it is about first.
    lang
        Language of complaints.

    Raises
    ------
    SettingsError
        If the condition names no such kind or field, or compares text by size.

    Examples
    --------
    >>> test = parse_condition("similarity>0.8", ["pair", "family"])
    >>> test({"type": "pair", "similarity": 0.95}), test({"type": "family"})
    (True, False)
    """
    if text.strip() in kinds:
        kind = text.strip()
        return lambda record: record["type"] == kind
    from corpus.records import schema

    owners: dict[str, str] = {}
    for kind in kinds:
        for field in schema(kind)["properties"]:  # type: ignore[attr-defined]
            owners.setdefault(field, kind)
            owners[f"{kind}.{field}"] = kind
    found = _COMPARISON.fullmatch(text.strip())
    name = found[1] if found else text.strip()
    if found is None or name not in owners:
        fields = [f for f in owners if f not in ("type", "schema") and "." not in f]
        known = list(dict.fromkeys((*kinds, *fields)))
        message = say("bad-condition", lang, text=text, names=", ".join(known))
        raise SettingsError(message + guess(name, known, lang))
    owner, field = owners[name], name.rpartition(".")[2]
    compare, value = _OPERATORS[found[2]], _value(found[3])
    if isinstance(value, str) and found[2] not in ("=", "==", "!="):
        raise SettingsError(say("not-a-number", lang, text=text, value=value))
    allowed = schema(owner)["properties"][field].get("enum")  # type: ignore[index]
    if allowed and value not in allowed:
        facts = {"text": text, "value": value, "name": field, "names": ", ".join(allowed)}
        message = say("bad-condition-value", lang, **facts)
        raise SettingsError(message + guess(str(value), allowed, lang))
    return lambda record: record["type"] == owner and _holds(record.get(field), compare, value)


def _holds(have: object, compare: Callable[[Any, Any], bool], value: float | str) -> bool:
    if have is None or isinstance(have, str) != isinstance(value, str):
        return False
    return compare(have, value)


def _value(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text
