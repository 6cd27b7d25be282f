"""One occasion or two: whether texts that share their sentences tell of the same thing.

A reprint changes neither wording nor subject, a revision keeps the subject and changes the wording,
a form keeps the wording and changes the subject. What is asked is the subject, as log odds: a sum
of what the particulars (:mod:`analysis.measures.similarity.occasions.particulars`), the titles
(:mod:`analysis.measures.similarity.occasions.subjects`), what stands where both differ
(:mod:`analysis.measures.similarity.occasions.exchanges`) and the length of both sides say. The
weights were set by hand, on 56 pairs of invented notices and news and 271 pairs of laws and reports
by somebody else (docs/benchmarks-wild.md), on tests/cases/verdicts/pairs.tsv, and, for exchanges,
on tests/cases/verdicts/edited.txt, too; what a title says that is the same, on
tests/cases/verdicts/second. They are round because a finer fit would say nothing about
other texts. Cheap questions come first: titles are not read where misreading explains everything,
and texts are laid side by side only where that can turn the answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.measures.arrays.shingles import Ints
from analysis.measures.similarity.occasions.accounts import TAKEN_OVER, said_of_accounts
from analysis.measures.similarity.occasions.dates import differ_in_dates
from analysis.measures.similarity.occasions.exchanges import SHINGLE, exchanges
from analysis.measures.similarity.occasions.particulars import common, particulars
from analysis.measures.similarity.occasions.subjects import (
    CODES,
    CONFLICT,
    NEAR_PLACE,
    NORM,
    NOTHING,
    OTHER,
    OTHER_NORM,
    OTHER_PLACE,
    REVISED,
    SAME,
    SAME_NUMBER,
    TWO_NORMS,
    UNLIKE,
    TitlesRead,
    compared,
    field_counts,
)  # fmt: skip
from analysis.measures.similarity.occasions.substance import said_of_substance
from analysis.measures.similarity.resemblance import Resemblance
from analysis.measures.similarity.texts import stretches
from corpus.folding.comparable import PLACEHOLDER

Floats = NDArray[np.float64]

MUFFLED = ("particulars", "days", "numbers", "titles")
"""What a misread text says against one occasion of itself counts nothing; nor what is new in last
year's report."""
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
    SAME: 0.0,  # 关于暂停供水的通告 comes every month, 借条 has no other
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


SURE = (OTHER_NORM, OTHER_PLACE, TWO_NORMS)
"""What titles say of two laws whatever noise there is: in a misread text a character of a title may
be misread, too; not all of a subject."""
TWO_NORMS_SHARE = 0.6
TWO_NORMS_PART = -4.0
"""Titles of laws or rules that are not the same, over texts of which less than that is shared: each
may quote the other or a third, and neither is a version. A title misread or shortened has more."""

EXCHANGED = 3.0
"""Where two texts differ, values without anything in common stand in one another's place."""
REWORDED = 1.5
"""Where they differ, one says more, or the same in other words."""
EXCHANGED_SHARE = 0.75
"""Share of what differs that is exchanged, above which it is called so: of revisions nine in ten
have .6 and less, of forms nine in ten .85 and more."""
SLOTS = 3
"""Exchanged values that make it sure."""
ADDED = 12
"""Characters of other wording that make it sure."""
MISREAD = 4
"""Single characters that differ, at least, before a text counts as misread."""
MOST_KNOWN = 3.0
"""Odds above which no exchange can change the answer: :data:`EXCHANGED`."""
BALANCED = 0.6
"""What differs is as long on both sides, the shorter to the longer: forms .62 and more, revisions
.56 and less in nine of ten cases."""
LEAST_DIFFERENCE = 10
"""Characters that must differ on both sides before exchanges are looked for: a name and a place."""
LONGEST_SLOT = 130
"""Characters, on average, above which what differs are parts of their own and no values."""
SHORTEST_SLOT = 1.7
"""The same below which it is noise: single characters."""
NOISY = 6
"""Places from which on single characters that differ are noise, whatever else the counts say."""
NOISE = 1.5
"""Characters of such a place, on average, at most."""
BEGIN = 5
"""Characters with which two texts must begin alike before the titles of laws are compared:
four of a short title, and what follows."""


class Occasions(NamedTuple):
    """What speaks for one occasion, pair by pair; shape (p,) each."""

    asked: NDArray[np.bool_]
    """Pairs that were asked; of the others the rest says nothing."""
    title: NDArray[np.int8]
    """One of the codes of :mod:`analysis.measures.similarity.occasions.subjects`."""
    header: NDArray[np.bool_]
    """What is shared is no more than a header or a footer."""
    law: NDArray[np.bool_]
    """Both begin with the same title of a law."""
    odds: Floats
    """Log odds for one occasion."""
    said_particulars: Floats
    said_days: Floats
    said_numbers: Floats
    said_names: Floats
    said_titles: Floats
    said_wording: Floats
    said_length: Floats
    said_header: Floats
    said_substance: Floats
    said_account: Floats
    """What each kind of evidence adds to the odds."""

    @property
    def copied(self) -> NDArray[np.bool_]:
        """Accounts that are nearly one text, however many have it, too."""
        return self.said_account >= TAKEN_OVER

    @property
    def said(self) -> dict[str, Floats]:
        """What each kind of evidence adds to the odds, by its name: one of :data:`KINDS`."""
        return {kind: getattr(self, f"said_{kind}") for kind in KINDS}


KINDS = (
    "particulars", "days", "numbers", "names", "titles", "wording", "length", "header",
    "substance", "account",
)  # fmt: skip
"""Kinds of evidence: dates, sums and ordinals kept; days; ordinals and long numbers; labelled
places; titles; exchanged values or other wording; one side longer; only a header in common; what
short texts say beyond stock wording; half a page and most of it in common, of accounts."""


def occasions(
    found: Resemblance,
    strings: Sequence[str],
    asked: NDArray[np.bool_],
    *,
    closely: bool = False,
) -> Occasions:
    """Weigh whether the texts of pairs are of one occasion.

    Parameters
    ----------
    found
        The pairs and their counts.
    strings
        The texts as they were before folding (t entries).
    asked
        Shape (p,): which pairs are asked about. Of the others, those are asked that have one title
        of a law.
    closely
        Say of every pair what stands where both differ, even where that cannot turn the answer.
    """
    known = TitlesRead(strings)
    differ = _least_difference(found)
    asked = asked | _of_one_law(found, known, ~asked)
    # What lies in the other text as a whole has nothing in another's stead.
    rows = np.flatnonzero(asked & (differ > 0))
    title, header, said = _weighed(found.of(rows), known, closely=closely)

    def spread(values: NDArray[Any]) -> NDArray[Any]:
        out = np.zeros(len(asked), dtype=values.dtype)
        out[rows] = values
        return out

    all_said = {kind: spread(said[kind]) for kind in KINDS}
    # 1月1日 lies in 11月1日, so pairs are looked at in which nothing seems to differ, too.
    dated = np.flatnonzero(asked)
    dated = dated[differ_in_dates(found.of(dated))]
    all_said["days"][dated] = OTHER_DAYS
    for kind in ("particulars", "wording"):
        all_said[kind][dated] = np.minimum(all_said[kind][dated], 0)
    each = list(all_said.values())
    law = np.zeros(len(asked), dtype=bool)
    same = rows[title == NORM]
    law[same] = _common_begin(found.of(same), BEGIN)
    odds = PRIOR + np.sum(each, axis=0)
    return Occasions(asked, spread(title), spread(header), law, odds, *each)


def may_be_header(found: Resemblance) -> NDArray[np.bool_]:
    """Pairs that have so little in common that it may be no more than a header."""
    plain = found.plain
    high = np.maximum(plain.covered_a / plain.total_a, plain.covered_b / plain.total_b)
    most = np.maximum(plain.covered_a, plain.covered_b)
    return (high <= HEADER_SHARE) & (most <= HEADER_LENGTH)


def _of_one_law(
    found: Resemblance, known: TitlesRead, asked: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Pairs of texts that begin with the same title of a law."""
    texts = found.texts
    one = np.zeros(len(asked), dtype=bool)
    rows = np.flatnonzero(asked & (np.minimum(texts.sizes[found.a], texts.sizes[found.b]) >= BEGIN))
    rows = rows[texts.codes[texts.begins[found.a[rows]]] != ord("第")]  # 第一条 is no title
    rows = rows[_common_begin(found.of(rows), BEGIN)]
    a, b = found.a[rows], found.b[rows]
    subject = known.subjects_beside(a, b)
    for row, x, y in zip(rows.tolist(), a.tolist(), b.tolist(), strict=True):
        if (mine := subject[x]) is not None and (other := subject[y]) is not None:
            one[row] = mine.norm and other.norm and mine.about == other.about
    return one


def _common_begin(found: Resemblance, size: int) -> NDArray[np.bool_]:
    """Pairs of texts of which the first characters are the same; as many as both have."""
    texts = found.texts
    at = np.arange(size)
    begins, ends = texts.begins, texts.ends
    least = np.minimum(texts.sizes[found.a], texts.sizes[found.b])[:, None]
    inside = at < least
    one, two = (
        texts.codes[np.minimum(begins[side][:, None] + at, ends[side][:, None] - 1)]
        for side in (found.a, found.b)
    )
    return ((one == two) | ~inside).all(axis=1)


def _weighed(
    found: Resemblance, known: TitlesRead, *, closely: bool
) -> tuple[NDArray[np.int8], NDArray[np.bool_], dict[str, Floats]]:
    """Titles, headers, and what each kind of evidence adds to the odds."""
    a, b, texts = found.a, found.b, found.texts
    share_a = found.plain.covered_a / np.maximum(found.plain.total_a, 1)
    share_b = found.plain.covered_b / np.maximum(found.plain.total_b, 1)
    low, high = np.minimum(share_a, share_b), np.maximum(share_a, share_b)
    rows, both = np.unique(np.concatenate([a, b]), return_inverse=True)
    one, two = both[: len(a)], both[len(a) :]
    codes = stretches(texts.codes, texts.begins[rows], texts.ends[rows])
    all_particulars = particulars(codes, np.append(0, np.cumsum(texts.sizes[rows])))
    kept, n, days, all_days, numbers, all_numbers = common(all_particulars, one, two)
    # Single characters differ all over, the particulars hardly: misread.
    places, length = _places(found)
    noisy = (places >= NOISY) & (length <= NOISE) & (4 * (n - kept) <= places)
    header = np.zeros(len(a), dtype=bool)
    title = compared(known.subjects_beside(a, b), a, b)
    for row in np.flatnonzero(title == NEAR_PLACE).tolist():
        if known.at_home(int(a[row])) and known.at_home(int(b[row])):
            title[row] = OTHER_PLACE
    alike, unlike = field_counts(known.fields_beside(a, b), a, b)
    stands = np.flatnonzero(
        ~noisy & (np.maximum(found.plain.covered_a, found.plain.covered_b) <= HEADER_LENGTH)
    )
    # A header stands on lines of its own.
    lined = [
        known.lined(x) and known.lined(y)
        for x, y in zip(a[stands].tolist(), b[stands].tolist(), strict=True)
    ]
    stands = stands[np.array(lined, dtype=bool)]
    header[stands] = _headers(found.of(stands), high[stands], title[stands])
    # Partial copies share the particulars of the part that they share.
    intact = _intact(found, share_a, share_b)
    line = np.minimum(USUAL, 0.9 * high) * intact
    # Little speaks against copies where noise or the half that is not shared has its particulars.
    clear = np.clip((intact - 0.6) / 0.35, 0, 1)
    whole = np.clip((high - 0.3) / 0.4, 0, 1) * clear
    more = kept / np.maximum(n, 1) - line
    named = np.array([TITLES.get(code, 0.0) for code in range(CODES)])[title]
    named += np.where((title == UNLIKE) & (high < HEADER_SHARE), UNLIKE_PART, 0)
    named += np.where((title == TWO_NORMS) & (high < TWO_NORMS_SHARE), TWO_NORMS_PART, 0)
    sure = np.isin(title, SURE)
    # Which of a few particulars lie in the half that is shared is chance.
    chance = np.sqrt(high * (1 - high) / np.maximum(n, 1)) * np.minimum(1, 2 - 2 * high)
    chance *= named >= 0
    more = np.where(more < 0, np.minimum(more + chance, 0), more) * np.minimum(1, n / ENOUGH)
    said: dict[str, Floats] = {
        "particulars": KEPT * np.where(more < 0, more * whole, more),
        "days": np.where(days > 0, SAME_DAYS, np.where(all_days > 0, OTHER_DAYS * whole, 0)),
        "numbers": np.where(
            2 * numbers >= np.maximum(all_numbers, 1),
            SAME_NUMBERS,
            np.where((all_numbers > 0) & (numbers == 0), OTHER_NUMBERS * whole, 0),
        ),
        "names": np.where(unlike > 0, OTHER_NAMES, np.where(alike > 0, SAME_NAMES, 0)),
        "titles": np.where((named < 0) & ~sure, named * clear, named),
        "wording": np.zeros(len(a)),
        "length": np.where(low < LOPSIDED_FROM * high, LOPSIDED, 0),
        "header": np.where(header, HEADER, 0),
        "substance": said_of_substance(texts, a, b, (title == NOTHING) & ~noisy),
        "account": np.zeros(len(a)),
    }
    # Blotted out on one side: nobody knows what stood there.
    masks = _masks(codes, texts.sizes[rows])
    masked = np.abs(masks[one] - masks[two]) >= np.maximum(n - kept, 1)
    for kind in ("particulars", "days", "numbers"):
        said[kind] = np.where(noisy | masked, np.maximum(said[kind], 0), said[kind])
        # What a form that many have filled in says itself is no sign of one occasion.
        said[kind] = np.where(found.one_form, np.minimum(said[kind], 0), said[kind])
    against = np.sum([np.minimum(said[kind], 0) for kind in MUFFLED], axis=0)
    said["account"] = said_of_accounts(found.plain, known, a, b, against)
    _look_closer(found, said, title, n - kept, every=closely)
    return title, header, said


def _look_closer(
    found: Resemblance,
    said: dict[str, Floats],
    title: NDArray[np.int8],
    differing: Ints,
    *,
    every: bool,
) -> None:
    """Ask what stands where two texts differ, of the pairs that this can turn."""
    odds = PRIOR + np.sum(list(said.values()), axis=0)
    doubted = (odds <= 0) & (said["header"] == 0)
    doubted |= (found.one_form | _exchanging(found)) & (odds < MOST_KNOWN)
    sure = np.isin(title, SURE)
    # Laws are rewritten throughout, and two provinces' have little but their frame in common.
    law = np.isin(title, (OTHER_PLACE, NEAR_PLACE, NORM, OTHER_NORM, TWO_NORMS))
    if not every:
        doubted &= (~law & (odds > -REWORDED)) | (_at_most(said, sure) > 0)
        doubted &= ~law | (odds <= 0)
    rows = np.flatnonzero(doubted)
    what = exchanges(found.texts, found.a[rows], found.b[rows])
    side = (what.share - EXCHANGED_SHARE) / np.where(
        what.share > EXCHANGED_SHARE, 1 - EXCHANGED_SHARE, EXCHANGED_SHARE
    )
    wording = np.where(
        side > 0,
        -EXCHANGED * side * np.minimum(1, what.slots / np.where(found.one_form[rows], 1, SLOTS)),
        -REWORDED * side * np.minimum(1, what.added / ADDED),
    )
    worn = (what.misread >= MISREAD) & (what.misread >= np.maximum(what.slots, 2 * differing[rows]))
    said["wording"][rows] = np.where(law[rows] | worn, 0, wording)
    for kind in MUFFLED:
        muffled = worn & ~sure[rows] if kind == "titles" else worn
        said[kind][rows] = np.where(muffled, np.maximum(said[kind][rows], 0), said[kind][rows])


def _at_most(said: Mapping[str, Floats], sure: NDArray[np.bool_]) -> Floats:
    """Odds of pairs if both turn out to be misread, and nothing speaks against one occasion."""
    heard = {kind: np.maximum(each, 0) for kind, each in said.items() if kind in MUFFLED}
    heard["titles"] = np.where(sure, said["titles"], heard["titles"])
    return PRIOR + np.sum(list((dict(said) | heard).values()), axis=0)


def _exchanging(found: Resemblance) -> NDArray[np.bool_]:
    """Pairs that may have exchanged values, by their counts: as much differs on either side."""
    plain = found.plain
    other_a, other_b = plain.total_a - plain.covered_a, plain.total_b - plain.covered_b
    least, most = np.minimum(other_a, other_b), np.maximum(other_a, other_b)
    _, length = _places(found)
    return (
        (least >= LEAST_DIFFERENCE)
        & (least >= BALANCED * most)
        & (length >= SHORTEST_SLOT)
        & (length <= LONGEST_SLOT)
    )


def _places(found: Resemblance) -> tuple[Floats, Floats]:
    """Estimate in how many places pairs differ, and over how many characters on average.

    Each place spoils k − 1 shingles more than it has characters, so the counts of characters and
    of shingles say both.
    """
    plain = found.plain
    other_a, other_b = plain.total_a - plain.covered_a, plain.total_b - plain.covered_b
    lost_a, lost_b = found.shingles_a - found.shared, found.shingles_b - found.shared
    places = np.maximum(np.minimum(lost_a - other_a, lost_b - other_b) / (SHINGLE - 1), 1)
    return places, np.minimum(other_a, other_b) / places


def _masks(codes: NDArray[np.uint32], sizes: Ints) -> Ints:
    """Count the places of each text that are blotted out."""
    places = np.flatnonzero(codes == ord(PLACEHOLDER))
    ends = np.cumsum(sizes)
    return np.searchsorted(places, ends) - np.searchsorted(places, ends - sizes)


def _least_difference(found: Resemblance) -> Ints:
    """Characters that the better covered text has for itself."""
    plain = found.plain
    return np.minimum(plain.total_a - plain.covered_a, plain.total_b - plain.covered_b)


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
