"""What a value of a variable is, and when two of them are the same.

A year is ``2023`` in one file, ``"2023"`` in another and ``np.int64(2023)`` in a program. All three
have one label, and labels are what selecting and grouping compare.
"""

from __future__ import annotations

import datetime
import json
import math
import re
from collections.abc import Iterable, Sequence
from typing import Any

from corpus.model import Value

_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,17})")  # 007 is a code, and 20 digits are no int64
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d{0,14})\.\d{1,15}")
_WHOLE_DECIMAL = re.compile(r"(-?(?:0|[1-9]\d{0,14}))\.0+")
_MISSING = ("NAType", "NaTType")  # pandas' own marks, without loading pandas


def plain(value: Any) -> Value:
    """Return a value as Python has it: no NumPy or pandas scalar, no date, no list.

    Parameters
    ----------
    value
        Anything that a table's cell may hold. Dates become ``2023-05-17``; lists and tables in a
        cell of JSON become JSON again; what is missing (NaN, NaT, NA) becomes None.

    Examples
    --------
    >>> import numpy as np
    >>> plain(np.int64(2023)), plain(float("nan")), plain(["甲", "乙"])
    (2023, None, '["甲", "乙"]')
    """
    if value is None or type(value).__name__ in _MISSING:
        return None
    if isinstance(value, str):
        return str(value)
    if isinstance(value, datetime.date):  # a datetime and a pandas Timestamp are dates, too
        return value.isoformat().removesuffix("T00:00:00")
    if hasattr(value, "item") and not getattr(value, "shape", ()):
        value = value.item()
    if isinstance(value, float):
        return None if math.isnan(value) else value
    if isinstance(value, bool | int):
        return value
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def label_of(value: Any) -> str | None:
    """Return what a value is called as a group; None where there is no value.

    Examples
    --------
    >>> import numpy as np
    >>> [label_of(v) for v in (2023, "2023 ", 2023.0, "2023.0", np.int64(2023), True, " ", None)]
    ['2023', '2023', '2023', '2023', '2023', 'true', None, None]
    """
    value = plain(value)
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        value = int(value)
    text = str(value).strip()
    whole = _WHOLE_DECIMAL.fullmatch(text)
    return (whole[1] if whole else text) or None


def numbers_of(values: Sequence[Value]) -> Sequence[Value]:
    """Read a column of text as numbers, if each of its cells is one; else leave it.

    >>> numbers_of(["2023", "", "2024"]), numbers_of(["007", "8"])
    ([2023, None, 2024], ['007', '8'])
    """
    given = [value for value in values if value is not None and value != ""]
    if not given or not all(isinstance(value, str) for value in given):
        return values
    for shape, number in ((_WHOLE, int), (_DECIMAL, float)):
        if all(shape.fullmatch(str(value)) or _WHOLE.fullmatch(str(value)) for value in given):
            return [None if v is None or v == "" else number(v) for v in values]
    return values


def is_several(value: object) -> bool:
    """Whether a wanted value is a choice of several: a list, a set, a range, an array, a Series."""
    return isinstance(value, Iterable) and not isinstance(value, str | bytes | dict)
