"""One occasion or two: whether texts that share their sentences tell of the same thing.

A reprint changes neither wording nor subject, a revision keeps the subject and changes the wording,
a form keeps the wording and changes the subject. What is asked is the subject, as log odds: a sum
of what the particulars (:mod:`analysis.measures.similarity.particulars`), the titles
(:mod:`analysis.measures.similarity.subjects`) and the length of both sides say. The weights were
set by hand, on 56 pairs of invented notices and news and 271 pairs of laws and reports by somebody
else (docs/benchmarks-wild.md), then seen against tests/cases/verdicts/pairs.tsv, where one rule was
changed for one pair. They are round because a finer fit would say nothing about other texts.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.shingles import Ints
from analysis.measures.similarity.particulars import DAY, TELLING, common, particulars
from analysis.measures.similarity.resemblance import Resemblance
from analysis.measures.similarity.subjects import (
    CODES,
    CONFLICT,
    NEAR_PLACE,
    NORM,
    OTHER,
    OTHER_NORM,
    OTHER_PLACE,
    REVISED,
    SAME,
    SAME_NUMBER,
    UNLIKE,
    Fields,
    compared,
    field_counts,
    fields,
    subject,
)  # fmt: skip
from analysis.measures.similarity.texts import stretches

Floats = NDArray[np.float64]

PRIOR = 1.0
"""Two texts alike above the threshold, nothing else known: copies more often than forms."""
USUAL = 0.72
"""Share of the particulars that texts of one occasion keep: reprints .83 and more, amended ones
.4 to .8, forms .57 and less in most cases."""
KEPT = 5.0
"""Odds for each unit of that share, from four particulars on; with fewer, in proportion."""
ENOUGH = 4
OTHER_DAYS = -2.0
"""Both name days, none in common: the strongest sign of two occasions in notices and news."""
SAME_DAYS = 1.0
OTHER_NUMBERS = -1.5
"""Both have ordinals or long numbers, none in common."""
SAME_NUMBERS = 0.5
OTHER_NAMES = -2.5
"""甲方, 项目名称 or another labelled place names somebody or something else."""
SAME_NAMES = 0.5
LOPSIDED = 0.7
"""One side has much that is added: revisions grow, slots of a form do not."""
LOPSIDED_FROM = 0.85
HEADER = -4.0
"""What is shared stands at the edges of both, exactly: a letterhead, a contact block."""
HEADER_LENGTH = 120
"""Characters up to which it may be one: four lines."""
HEADER_SHARE = 0.65
"""Share of the better covered text up to which it may be one."""
HALF = 0.5
TITLES = {
    SAME: 0.5,  # 关于暂停供水的通告 comes every month
    SAME_NUMBER: 2.0,
    NORM: 5.0,  # a law has one title through all its versions
    REVISED: 4.0,
    OTHER: -2.0,
    OTHER_NORM: -4.0,  # two provinces' laws on one subject
    UNLIKE: 0.0,  # reprints have headlines of their own
    CONFLICT: -3.0,
    OTHER_PLACE: -8.0,  # whatever else they share, they are two places' laws
    NEAR_PLACE: -8.0,
}


UNLIKE_PART = -1.0
"""Titles with nothing in common over texts of which a part is shared."""


class Occasions(NamedTuple):
    """What speaks for one occasion, pair by pair; shape (p,) each."""

    kept: Ints
    particulars: Ints
    """Particulars in common, and those of the text that has fewer."""
    days: Ints
    all_days: Ints
    numbers: Ints
    all_numbers: Ints
    alike: Ints
    unlike: Ints
    """Labelled places filled in alike, and differently."""
    title: NDArray[np.int8]
    """One of the codes of :mod:`analysis.measures.similarity.subjects`."""
    header: NDArray[np.bool_]
    """What is shared is no more than a header or a footer."""
    odds: Floats
    """Log odds for one occasion."""


def occasions(found: Resemblance, strings: list[str]) -> Occasions:
    """Weigh whether the texts of each pair are of one occasion.

    Parameters
    ----------
    found
        The pairs and their counts.
    strings
        The texts as they were before folding (t entries).
    """
    a, b, texts = found.a, found.b, found.texts
    rows, both = np.unique(np.concatenate([a, b]), return_inverse=True)
    one, two = both[: len(a)], both[len(a) :]
    codes = stretches(texts.codes, texts.begins[rows], texts.ends[rows])
    known = particulars(codes, np.append(0, np.cumsum(texts.sizes[rows])))
    counts = []
    for which in (None, known.kind == DAY, known.kind == TELLING):
        c = common(known, one, two, which)
        counts += [c.both, np.minimum(c.a, c.b)]
    asked = set(rows.tolist())
    none = Fields(())
    subjects = [subject(s) if row in asked else None for row, s in enumerate(strings)]
    filled = [fields(s) if row in asked else none for row, s in enumerate(strings)]
    title = compared(subjects, a, b)
    alike, unlike = field_counts(filled, a, b)
    share_a = found.plain.covered_a / np.maximum(found.plain.total_a, 1)
    share_b = found.plain.covered_b / np.maximum(found.plain.total_b, 1)
    low, high = np.minimum(share_a, share_b), np.maximum(share_a, share_b)
    lined = np.array([row in asked and "\n" in s.strip() for row, s in enumerate(strings)], bool)
    header = _headers(found, high, title) & lined[a] & lined[b]  # it stands on lines of its own
    kept, n, days, all_days, numbers, all_numbers = counts
    # Partial copies share the particulars of the part that they share.
    intact = _intact(found, share_a, share_b)
    line = np.minimum(USUAL, 0.9 * high) * intact
    # Little speaks against copies where noise or the half that is not shared has its particulars.
    clear = np.clip((intact - 0.6) / 0.35, 0, 1)
    whole = np.clip((high - 0.3) / 0.4, 0, 1) * clear
    more = (kept / np.maximum(n, 1) - line) * np.minimum(1, n / ENOUGH)
    odds = PRIOR + KEPT * np.where(more < 0, more * whole, more)
    odds += np.where(days > 0, SAME_DAYS, np.where(all_days > 0, OTHER_DAYS * whole, 0))
    odds += np.where(
        2 * numbers >= np.maximum(all_numbers, 1),
        SAME_NUMBERS,
        np.where((all_numbers > 0) & (numbers == 0), OTHER_NUMBERS * whole, 0),
    )
    odds += np.where(unlike > 0, OTHER_NAMES, np.where(alike > 0, SAME_NAMES, 0))
    odds += np.where(low < LOPSIDED_FROM * high, LOPSIDED, 0)
    named = np.array([TITLES.get(code, 0.0) for code in range(CODES)])[title]
    named += np.where((title == UNLIKE) & (high < HEADER_SHARE), UNLIKE_PART, 0)
    sure = (title == OTHER_NORM) | (title == OTHER_PLACE)
    odds += np.where((named < 0) & ~sure, named * clear, named)
    odds += np.where(header, HEADER, 0)
    return Occasions(
        kept, n, days, all_days, numbers, all_numbers, alike, unlike, title, header, odds
    )


def _heads_only(one: NDArray[np.uint32], two: NDArray[np.uint32], shared: int) -> bool:
    """Whether little is shared behind the first lines, where dates and names may differ."""
    front = int(1.6 * shared)
    rest = [
        np.lib.stride_tricks.sliding_window_view(each[front:], 4)
        for each in (one, two)
        if len(each) >= front + 4
    ]
    if len(rest) < 2:
        return True
    sets = [{row.tobytes() for row in each} for each in rest]
    return 10 * len(sets[0] & sets[1]) <= min(map(len, sets))


def _intact(found: Resemblance, share_a: Floats, share_b: Floats) -> Floats:
    """Shared shingles for each shared character: a form is whole between its slots, a scan is not.

    Noise spoils four shingles a character and runs on; of the particulars, about three characters
    each, it spoils a like share.
    """
    one = found.shared / np.maximum(found.shingles_a, 1) / np.maximum(share_a, 1e-9)
    two = found.shared / np.maximum(found.shingles_b, 1) / np.maximum(share_b, 1e-9)
    return np.clip(np.maximum(one, two), 0, 1)


def _headers(found: Resemblance, high: Floats, title: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Pairs of which next to nothing is shared but the beginning and the end of both, exactly."""
    texts = found.texts
    most = np.maximum(found.plain.covered_a, found.plain.covered_b)
    low = np.minimum(
        found.plain.covered_a / np.maximum(found.plain.total_a, 1),
        found.plain.covered_b / np.maximum(found.plain.total_b, 1),
    )
    part = high <= HEADER_SHARE
    # Of two titles of one pattern, one may stand above next to nothing.
    asked = np.flatnonzero((part | ((title >= OTHER) & (low <= HALF))) & (most <= HEADER_LENGTH))
    header = np.zeros(len(high), dtype=bool)
    begins, ends = texts.begins, texts.ends
    for row in asked.tolist():
        a, b = int(found.a[row]), int(found.b[row])
        one, two = texts.codes[begins[a] : ends[a]], texts.codes[begins[b] : ends[b]]
        size = min(len(one), len(two), 2 * HEADER_LENGTH)
        same = one[:size] == two[:size]
        front = size if same.all() else int(np.argmin(same))
        same = one[::-1][:size] == two[::-1][:size]
        back = size if same.all() else int(np.argmin(same))
        header[row] = part[row] and front + back >= 0.8 * most[row]
        if not header[row] and title[row] >= OTHER:
            header[row] = _heads_only(one, two, int(most[row]))
    return header
