"""The tree of numbered candidates: the best series of each scope, outermost style first.

The members of a series open the scopes in which the next style is looked for. Which style stands
outside which, the document itself shows: A is above B where a series of B runs between two
consecutive members of A. Tasks lie on a stack of our own, so that depth is no matter, and a
candidate is looked at once for each style at most.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from corpus.outlining.numbered.series import best_series
from corpus.outlining.numbered.styles import CASE, MATTER, NAME, STYLES, ZERO, Candidate

_ENOUGH = 2.0  # a series must score as much as one plain marker at a line's start
_NESTED_AT_LEAST = 2  # a series of the same style inside another needs more than one member
_LAST_PLACE = 9  # behind all heading levels of a file format
_NAMED = (CASE, MATTER, NAME, ZERO)
_ABOVE_ARTICLES = frozenset(
    name for name, style in STYLES.items() if name != "条" and style.label.startswith("第")
)
"""编, 章, 节 and the like: an article never holds them."""


class Node(NamedTuple):
    """A candidate that was accepted, in its place."""

    mark: Candidate
    number: int
    parent: int
    """Row of the parent among the nodes, -1 for none."""
    depth: int
    series: int
    """Members of one series, siblings of one style, share this."""
    before: int | None
    """The number before it, 0 for the first of a series; None if it carries no number itself."""


class _Scope(NamedTuple):
    """Candidates ``low`` to ``high``, below ``parent``, of styles from ``floor`` inwards.

    Where ``nested``, the floor's own style may only make a series inside one of the same style.
    """

    low: int
    high: int
    parent: int
    depth: int
    floor: int
    nested: bool


class _Member(NamedTuple):
    """A chosen candidate on its way to be a node, and what its own scope will be."""

    row: int
    number: int
    series: int
    before: int | None
    high: int
    parent: int
    depth: int
    floor: int


def grow(candidates: list[Candidate]) -> list[Node]:
    r"""Build the tree.

    Parameters
    ----------
    candidates
        In reading order.

    Returns
    -------
    list of Node
        In reading order; parents stand before their children.

    Examples
    --------
    >>> text = "一、甲\n(一)乙\n4.15全民国家安全教育日\n二、丙"
    >>> from corpus.outlining.markers import find_candidates
    >>> [(n.mark.style, n.number, n.depth) for n in grow(find_candidates(text, (0, len(text))))]
    [('han', 1, 1), ('han-paren', 1, 2), ('han', 2, 1)]
    """
    place = places(candidates)
    row_places = [place[c.style] for c in candidates]
    nodes: list[Node] = []
    last: dict[str, int] = {}
    series = 0
    tasks: list[_Scope | _Member] = [_Scope(0, len(candidates), -1, 0, 0, nested=False)]
    while tasks:
        task = tasks.pop()
        if isinstance(task, _Member):
            mark = candidates[task.row]
            _, number, number_of_series, before, high, parent, depth, floor = task
            node = (mark, number, parent, depth, number_of_series, before)
            nodes.append(tuple.__new__(Node, node))  # in a third of the time of Node(...)
            last[mark.style] = number
            low = task.row + 1
            if low < high:
                tasks.append(_Scope(low, high, len(nodes) - 1, depth, floor, nested=True))
            continue
        rows, at = _choose(candidates, row_places, task, last)
        if not rows:
            continue
        series += 1
        inside = at + 1 if task.nested and at == task.floor else at
        members = _members(candidates, rows, task, series, inside, last)
        tasks.extend(reversed(members))
        if task.low < rows[0]:
            tasks.append(_Scope(task.low, rows[0], task.parent, task.depth, at + 1, nested=False))
    return nodes


def places(candidates: list[Candidate]) -> dict[str, int]:
    r"""Return for each style its place in the document's order of nesting, outermost 0.

    The usual order, corrected where the document shows another: each time a series of B begins
    with 1 after A's number k and A's k + 1 follows, A is seen to be above B. Levels that the file
    format gives come before both. A heading without number stands beside the numbered ones of
    its level.

    Examples
    --------
    >>> from corpus.outlining.markers import find_candidates
    >>> text = "(一)甲\n一、乙\n二、丙\n(二)丁\n一、戊\n二、己\n(三)庚"
    >>> places(find_candidates(text, (0, len(text))))
    {'han-paren': 0, 'han': 1}
    """
    levels = _hinted_levels(candidates)
    order = _order(candidates)
    named = [style for style in order if style in _NAMED]
    if named:
        order = _with_names(candidates, [s for s in order if s not in _NAMED], named, levels)
    place = {style: row for row, style in enumerate(order)}
    if named:
        _beside(place, candidates)
    for style in order:
        if _unnumbered(style) and style not in _NAMED:
            beside = [
                s for s in order if not _unnumbered(s) and levels.get(s) == levels.get(style, -1)
            ]
            if beside:
                place[style] = place[beside[0]]
    return place


def _with_names(
    candidates: list[Candidate], order: list[str], named: list[str], levels: dict[str, int]
) -> list[str]:
    """Put the headings without number into the order: below a style whose members hold them.

    A style holds them where at least half of them stand between two consecutive members of it.
    """
    inside: Counter[str] = Counter()
    latest: dict[str, tuple[int, int]] = {}  # a style's last number, and the names before it
    names = 0
    for c in candidates:
        if c.style in (NAME, CASE):
            names += 1
        elif c.number:
            number, before = latest.get(c.style, (0, 0))
            if number and c.number == number + 1:
                inside[c.style] += names - before
            latest[c.style] = c.number, names
    at = 0
    for row, style in enumerate(order):
        if style in levels or (names and 2 * inside[style] >= names):
            at = row + 1
    return [*order[:at], *(s for s in (CASE, MATTER, NAME) if s in named), *order[at:]] + [
        s for s in named if s == ZERO
    ]


def _beside(place: dict[str, int], candidates: list[Candidate]) -> None:
    """Set front and back matter beside the document's outermost headings, ``0`` beside ``1``."""
    seen = {(c.style, c.number) for c in candidates}
    counted = [s for s in place if s not in _NAMED and s != "annex" and {(s, 1), (s, 2)} <= seen]
    if MATTER in place:
        outer = [*(s for s in (NAME,) if s in place), *counted]
        if outer:
            place[MATTER] = min(place[s] for s in outer)
    if ZERO in place:
        tens = [s for s in counted if s == "num" or s.startswith("decimal")]
        if tens:
            place[ZERO] = min(place[s] for s in tens)


def _choose(
    candidates: list[Candidate], row_places: list[int], scope: _Scope, last: dict[str, int]
) -> tuple[list[int], int]:
    """Choose the series of the outermost style that makes one in a scope; give its place too."""
    present: dict[int, list[int]] = {}
    for row in range(scope.low, scope.high):
        if row_places[row] >= scope.floor:
            present.setdefault(row_places[row], []).append(row)
    for at in sorted(present):
        again = scope.nested and at == scope.floor
        rows = _series(candidates, present[at], last, again=again)
        if rows:
            return rows, at
    return [], 0


def _series(
    candidates: list[Candidate], rows: list[int], last: dict[str, int], *, again: bool
) -> list[int]:
    """Choose among the candidates of one place; ``again``: inside a member of the same style."""
    numbered = [row for row in rows if candidates[row].number]
    others = [] if again else [row for row in rows if not candidates[row].number]
    chosen: list[int] = []
    if numbered:
        style = candidates[numbered[0]].style
        numbers = [candidates[row].number for row in numbered]
        weights = [candidates[row].weight for row in numbered]
        chain, score = best_series(numbers, weights, after=last.get(style, 0))
        if score >= _ENOUGH:
            chosen = [numbered[k] for k in chain]
        if again and (
            len(chosen) < _NESTED_AT_LEAST
            or [numbers[k] for k in chain] != list(range(1, len(chain) + 1))
        ):
            chosen = []
    return sorted(chosen + others) if others else chosen


def _members(
    candidates: list[Candidate],
    rows: list[int],
    scope: _Scope,
    series: int,
    floor: int,
    last: dict[str, int],
) -> list[_Member]:
    members: list[_Member] = []
    parent, depth = scope.parent, scope.depth + 1
    counted = before = 0
    for row, end in zip(rows, [*rows[1:], scope.high], strict=True):
        number = candidates[row].number
        came: int | None = None
        if number:
            goes_on = last.get(candidates[row].style, 0)
            came = before or (goes_on if number == goes_on + 1 else 0)
            before = number
        elif candidates[row].style != ZERO:
            counted += 1
            number = counted
        member = (row, number, series, came, end, parent, depth, floor)
        members.append(tuple.__new__(_Member, member))
    return members


def _order(candidates: list[Candidate]) -> list[str]:
    """List the styles of a document, outermost first."""
    above: Counter[tuple[str, str]] = Counter()
    number: dict[str, int] = {}
    began: dict[str, int] = {}  # when a style's present series began
    moved: dict[str, int] = {}  # when a style's last member stood
    for time, c in enumerate(candidates):
        if c.number and c.number == number.get(c.style, -1) + 1:
            since = moved[c.style]
            for other, start in began.items():
                if start > since and other != c.style:
                    above[c.style, other] += 1
        if c.number == 1:
            began[c.style] = time
        number[c.style] = c.number
        moved[c.style] = time
    levels = _hinted_levels(candidates)
    order = sorted(number, key=lambda s: (levels.get(s, _LAST_PLACE), STYLES[s].rank))
    for _ in order:
        for k in range(len(order) - 1):
            upper, lower = order[k], order[k + 1]
            if upper in levels or lower in levels:
                continue
            if lower == "条" and upper in _ABOVE_ARTICLES:
                continue  # articles run on through them: 第二节 stands between two of them
            if above[lower, upper] > above[upper, lower]:
                order[k], order[k + 1] = lower, upper
    return order


def _hinted_levels(candidates: list[Candidate]) -> dict[str, int]:
    """For each style, the heading level that the file format gives most of its members."""
    votes: dict[str, Counter[int]] = {}
    for c in candidates:
        if c.level:
            votes.setdefault(c.style, Counter())[c.level] += 1
    return {style: min(count, key=lambda k: (-count[k], k)) for style, count in votes.items()}


def _unnumbered(style: str) -> bool:
    return STYLES[style].label == "§{n}"
