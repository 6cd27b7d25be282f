"""Readings of one source against each other: which of two that overlap is to be believed.

Each was judged by itself (:mod:`corpus.splitting.evidence`). Beside one another they say more:
titles that stand at signs say that all the signs are separators, a numbering that goes on across
titles says that no piece begins there, and a few sure titles among many of their kind are no better
reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corpus.splitting.choice import Choice
from corpus.splitting.evidence import EVEN, Context, confidence
from corpus.splitting.marks.separators import Mark

ENOUGH = 0.5
"""Confidence from which a split is made."""
NO_SIGN = ("bare", "unmarked", "second")
"""Families of titles without any sign, the weakest first."""
ROWS_NEAR = (-1, 0, 1, 2)
"""Rows from a sign to the title that it tells of."""
FEWEST_NUMBERED = 4
"""Numbers without a gap that speak against titles and rules between them."""
CROSSED = 0.1
"""Points by which such titles stand below the numbering."""
MANY_MORE, MUCH_BETTER, BETTER = 2.5, 3.0, 1.0
"""So many times as many pieces outweigh fewer, if these have less than so many points more; where
all of the fewer are among them, any number does below the last figure: the mean of what speaks for
the surest few is higher."""
NEARLY_ALL = 0.8
"""Share of the titles that stand at such signs; the compilation's own title does not."""
NEARLY = 2.0
"""Points that such a family may lack of a split, if some of its titles are sure."""


def in_order(found: list[Choice], context: Context) -> list[Choice]:
    """Order readings, the best first, each weighed against the others.

    Parameters
    ----------
    found
        The readings of one source, each with its own score.
    context
        What is known of the source.

    Returns
    -------
    list of Choice
        The same readings; scores of some are lowered.
    """
    found = [_crossed(each, found) for each in found]
    found = [_fewer(each, found) for each in found]
    found = [_broken(each, found, context) for each in found]
    told = [e for e in found if e.confidence >= ENOUGH and e.marks[0].family != "bare"]
    return sorted(found, key=lambda e: (_is_last_resort(e, told, context), -e.score))


def with_their_signs(found: list[Choice]) -> list[Choice]:
    """Join titles that stand at signs of one family to all the lines that have the sign.

    Some of the titles say that documents begin there, the sign says that all of them do.
    """
    for title in [each for each in found if each.marks[0].family in (*NO_SIGN, "framed")]:
        family = title.marks[0].family
        rows = {mark.line for mark in title.marks}
        if len(rows) < 2:
            continue
        weaker = NO_SIGN[: NO_SIGN.index(family) + 1] if family in NO_SIGN else ()
        for at, other in enumerate(found):
            if other.marks[0].family in weaker or len(other.marks) < len(rows):
                continue
            if family == "framed" and other.marks[0].family != "rule":
                continue
            if other.marks[0].family == "date" and other.marks[0].line > 1:
                continue  # it signs the text above it
            near = {mark.line + step for mark in other.marks for step in ROWS_NEAR}
            if other.score > EVEN - NEARLY and len(rows & near) >= NEARLY_ALL * len(rows):
                if title.score > other.score:
                    score = (title.score + other.score) / 2
                    found[at] = Choice(other.marks, score, confidence(score))
            elif not rows < {mark.line for mark in other.marks}:
                continue
            found.remove(title)
            break
    return found


def _crossed(choice: Choice, found: list[Choice]) -> Choice:
    """Place titles, rules and other signs without numbers below a numbering across them."""
    marks = choice.marks
    if marks[0].family not in (*NO_SIGN, "rule", "date") and any(mark.number for mark in marks):
        return choice
    rows = [mark.line for mark in marks]
    for other in found:
        numbered = other.marks
        if (
            numbered[0].number != 1
            or other.confidence < ENOUGH
            or len(numbered) < max(FEWEST_NUMBERED, len(marks) + 1)
            or any(b.number != a.number + 1 for a, b in pairwise(numbered))
        ):
            continue
        if other.score < choice.score and numbered[1].line <= rows[-1] <= numbered[-1].line:
            return Choice(marks, other.score - CROSSED, confidence(other.score - CROSSED))
    return choice


def _fewer(choice: Choice, found: list[Choice]) -> Choice:
    """Place a few titles or rules below a reading with many more pieces that is nearly as good."""
    marks, score = choice.marks, choice.score
    if marks[0].family in (*NO_SIGN, "rule"):
        for other in found:
            if other.confidence < ENOUGH or len(other.marks) <= len(marks):
                continue
            many = len(other.marks) >= MANY_MORE * len(marks) and other.marks[0].family != "bare"
            if choice.score - other.score < (
                MUCH_BETTER if many else BETTER * _within(marks, other)
            ):
                score = min(score, other.score - CROSSED)
    return Choice(marks, score, confidence(score)) if score < choice.score else choice


def falls_short(choice: Choice, context: Context) -> bool:
    """Whether a reading has fewer than half of the pieces that the source promises."""
    return context.promised is not None and 2 * len(choice.marks) < context.promised


def _broken(choice: Choice, found: list[Choice], context: Context) -> Choice:
    """Place a reading that falls short of the promise below a likely one that keeps it."""
    if not falls_short(choice, context):
        return choice
    kept = [e for e in found if len(e.marks) == context.promised and e.confidence >= ENOUGH]
    score = min([choice.score, *(e.score - CROSSED for e in kept if e.marks[0].family != "bare")])
    return Choice(choice.marks, score, confidence(score))


def _within(marks: Sequence[Mark], other: Choice) -> bool:
    """Whether all marks are such of another reading of their family, which has more of them."""
    if marks[0].family != other.marks[0].family:
        return False
    return {mark.line for mark in marks} <= {mark.line for mark in other.marks}


def _is_last_resort(choice: Choice, told: list[Choice], context: Context) -> bool:
    """Whether titles by their look alone have others above them, which signs or words tell.

    A few titles have not where the source promises as many as look like titles.
    """
    marks = choice.marks
    if marks[0].family != "bare" or not told:
        return False
    few = all(e.marks[0].family in NO_SIGN and 2 * len(e.marks) < len(marks) for e in told)
    return len(marks) != context.promised or not few
