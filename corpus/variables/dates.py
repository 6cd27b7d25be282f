"""Dates as Chinese documents write them, as ISO 8601 writes them."""

from __future__ import annotations

import unicodedata

from corpus.system.patterns import lazy
from corpus.writing.numbering import to_int

_DIGITS = r"[0-9〇○零一二三四五六七八九]"
_SMALL = r"(?:[0-9]{1,2}|[一二三四五六七八九十廿卅]{1,3})"
_DATE = lazy(
    rf"(?<!\d)(?P<y>[12][0-9]{{3}}|{_DIGITS}{{4}})\s*(?:年度?\s*(?:(?P<m>{_SMALL})\s*月"
    rf"(?:份|\s*(?P<d>{_SMALL})\s*[日号])?)?"
    r"|[-/.](?P<m2>[01]?[0-9])(?:[-/.](?P<d2>[0-3]?[0-9]))?(?!\d))"
)
_BARE = lazy(r"(?P<y>(?:19|20)\d\d)(?:(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01]))?")
PARTS_OF_DATES = {"year": 4, "month": 7, "day": 10}
"""Precision → characters of an ISO date."""


def iso_date(text: str) -> str | None:
    """Read the first date of a text, as precise as it is written.

    Returns
    -------
    str or None
        ``2023``, ``2023-05`` or ``2023-05-17``; None where there is no date, or a masked one
        (20xx年), or one that no calendar has.

    Examples
    --------
    >>> [iso_date(t) for t in ("2023年5月17日", "二〇二三年十二月", "2023/5/7", "20230517")]
    ['2023-05-17', '2023-12', '2023-05-07', '2023-05-17']
    >>> [iso_date(t) for t in ("2023", "某镇2021年度", "2023-05-17T08:00:00", "20xx年5月", "35")]
    ['2023', '2021', '2023-05-17', None, None]
    """
    text = unicodedata.normalize("NFKC", text).strip()
    found = _BARE.fullmatch(text) or _DATE.search(text)
    if found is None:
        return None
    named = found.groupdict()
    year = _year(named["y"])
    month = _number(named["m"] or named.get("m2"))
    day = _number(named["d"] or named.get("d2"))
    if not 1000 <= year <= 2999 or not 0 <= month <= 12 or not 0 <= day <= 31:
        return None
    date = f"{year:04d}"
    if month:
        date += f"-{month:02d}" + (f"-{day:02d}" if day else "")
    return date


def _year(written: str) -> int:
    digits = [int(sign) if sign.isdecimal() else to_int(sign) or 0 for sign in written]
    return int("".join(map(str, digits)))


def _number(written: str | None) -> int:
    return 0 if written is None else to_int(written) or 0
