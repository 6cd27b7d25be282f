"""``--fail-on``: a condition on findings, for pipelines and pre-commit hooks.

Either a kind of record (``family``: is there one?) or a comparison with one of its fields
(``similarity>0.8``, ``verdict=identical``). A missing value meets no condition.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from analysis.cli.words import guess, say
from corpus.errors import SettingsError

Condition = Callable[[Mapping[str, Any]], bool]

_COMPARISON = re.compile(r"([a-z_]{1,40}) ?(>=|<=|!=|==|=|>|<) ?(\S{1,200})")
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
        The record types that the verb gives.
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

    fields: dict[str, Any] = {}
    for kind in kinds:
        fields.update(schema(kind)["properties"])  # type: ignore[call-overload]
    found = _COMPARISON.fullmatch(text.strip())
    name = found[1] if found else text.strip()
    if found is None or name not in fields:
        known = [*kinds, *(field for field in fields if field not in ("type", "schema"))]
        message = say("bad-condition", lang, text=text, names=", ".join(known))
        raise SettingsError(message + guess(name, known, lang))
    compare, value = _OPERATORS[found[2]], _value(found[3])
    if isinstance(value, str) and found[2] not in ("=", "==", "!="):
        raise SettingsError(say("not-a-number", lang, text=text, value=value))
    return lambda record: _holds(record.get(name), compare, value)


def _holds(have: object, compare: Callable[[Any, Any], bool], value: float | str) -> bool:
    if have is None or isinstance(have, str) != isinstance(value, str):
        return False
    return compare(have, value)


def _value(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text
