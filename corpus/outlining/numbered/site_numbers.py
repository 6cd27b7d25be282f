"""Numbers that a hosting site put before every few paragraphs, across the document's own.

``15、第三十八条 …`` has two markers at once; the articles before and behind it have one. Such a
series runs on through chapters and lists that it knows nothing of. Its numbers are residue: the
outline looks behind them.
"""

from __future__ import annotations

from itertools import islice, pairwise
from typing import NamedTuple

from corpus.system.patterns import lazy
from corpus.writing.lines import BLANK, LINE_ENDS, AtLines
from corpus.writing.numbering import HAN_NUMERAL

_OWN = (
    rf"(?:第{BLANK}?[{HAN_NUMERAL}千0-9]{{1,8}}{BLANK}?[编編章节節条條](?={BLANK}|[{LINE_ENDS}])"
    rf"|[(（][{HAN_NUMERAL}]{{1,3}}[)）]|[{HAN_NUMERAL}]{{1,3}}、)"
)
_BOTH = AtLines(rf"{BLANK}{{0,20}}+[0-9]{{1,3}}[、.．]{BLANK}{{0,4}}{_OWN}")
_CUE = lazy(rf"[0-9][、.．]{BLANK}{{0,4}}[第(（{HAN_NUMERAL}]")
"""Any two markers at once have these, wherever they stand."""
_NUMBER = AtLines(
    rf"{BLANK}{{0,20}}+(?:(?P<number>[0-9]{{1,3}})(?P<sign>[、.．])(?![0-9]{{1,2}}[.．])"
    rf"{BLANK}{{0,4}}(?P<both>{_OWN})?|(?P<own>{_OWN}))"
)
_DOUBLES = 2  # lines with two markers in a source, before a series is taken for a site's
_PLAIN = 1.0  # lines with their own marker alone, for each line with two


class SiteNumber(NamedTuple):
    """A site's number: from the number to the first character of the paragraph."""

    start: int
    end: int


class _NumberedLine(NamedTuple):
    row: int
    """How many own markers stood before it: equal for two with none between them."""
    start: int
    end: int
    number: int
    both: bool


def find_site_numbers(text: str, stretch: tuple[int, int] | None = None) -> tuple[SiteNumber, ...]:
    r"""Find a site's numbers in a source.

    Parameters
    ----------
    text
        A source's text.
    stretch
        What to look at; all of it by default.

    Returns
    -------
    tuple of SiteNumber
        In reading order; none where fewer than two lines carry two markers, or where nearly all
        of the document's own markers have a number before them (a list of amended articles).

    Examples
    --------
    >>> text = "第一条 甲。\n1、第二条 乙。\n第三条 丙。\n2、第四条 丁。\n第五条 戊。\n3、己。"
    >>> [text[a:b] for a, b in find_site_numbers(text)]
    ['1、', '2、', '3、']
    """
    stretch = stretch or (0, len(text))
    if len(list(islice(_CUE.finditer(text, *stretch), _DOUBLES))) < _DOUBLES:
        return ()  # nearly always
    if len(list(islice(_BOTH.matches(text, stretch), _DOUBLES))) < _DOUBLES:
        return ()
    series: list[list[_NumberedLine]] = []
    owns = doubles = 0
    for found in _NUMBER.matches(text, stretch):
        if found["own"]:
            owns += 1
            continue
        both = found["both"] is not None
        doubles += both
        end = found.start("both") if both else found.end()
        seen = _NumberedLine(owns, found.start("number"), end, int(found["number"]), both)
        _join(series, seen)
    if owns < _PLAIN * doubles:
        return ()
    chosen = [seen for run in series if _is_site(run) for seen in run]
    return tuple(sorted(SiteNumber(seen.start, seen.end) for seen in chosen))


def _join(series: list[list[_NumberedLine]], seen: _NumberedLine) -> None:
    """Add a number to the latest series that it continues; 1 begins another."""
    latest = [run for run in series[-_OPEN:] if run[-1].number + 1 == seen.number]
    if latest:
        site = [run for run in latest if run[-1].both or run[0].both]
        (site if seen.both and site else latest)[-1].append(seen)
        return
    if seen.number == 1 or seen.both:
        series.append([seen])


_OPEN = 4  # series that may go on at once: the site's, and the document's own lists inside it


def _is_site(run: list[_NumberedLine]) -> bool:
    """Whether a series of a source that has a site's numbers is the site's.

    It is where one of its lines has two markers, or where other markers stand between most of
    its members; a list of the document's own runs on undisturbed.
    """
    if any(seen.both for seen in run):
        return True
    if len(run) == 1:
        return run[0].number == 1
    crossed = sum(b.row > a.row for a, b in pairwise(run))
    return 2 * crossed >= len(run) - 1
