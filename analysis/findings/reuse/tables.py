"""Tables of reused passages: passages, groups, and how much of each document stands elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from analysis.findings.reuse.finding import PASSAGE_VERDICTS
from analysis.measures.arrays.distinct import distinct
from analysis.measures.arrays.shingles import Ints
from analysis.measures.passages.groups import merged
from corpus.export.networks import Network, NetworkNode, NetworkTie

if TYPE_CHECKING:
    import pandas as pd

    from analysis.findings.reuse.finding import Reuse


def table(found: Reuse) -> pd.DataFrame:
    """One row a passage, with its text on either side."""
    import pandas as pd

    ids = np.array([d.id for d in found.documents], dtype=object)
    names = ("a_span_start", "a_span_end", "b_span_start", "b_span_end")
    return pd.DataFrame(
        {"a": ids[found.a_row], "b": ids[found.b_row]}
        | {name: found.spans[:, column] for column, name in enumerate(names)}
        | {
            "characters": found.equal,
            "similarity": found.similarity.round(6),
            "verbatim": found.exact,
            "verdict": np.array(PASSAGE_VERDICTS, dtype=object)[found.verdict],
            "boilerplate": found.boilerplate,
            "group": found.group,
            "a_text": _texts(found, found.a_row, found.spans[:, :2]),
            "b_text": _texts(found, found.b_row, found.spans[:, 2:]),
        }
    )


def occurrences(found: Reuse) -> pd.DataFrame:
    """One row a place where a group's passage stands: group, document, span, text."""
    import pandas as pd

    number, row, spans = _occurrences(found)
    return pd.DataFrame(
        {
            "group": number,
            "document": [found.documents[r].id for r in row.tolist()],
            "span_start": spans[:, 0],
            "span_end": spans[:, 1],
            "text": _texts(found, row, spans),
        }
    )


def groups(found: Reuse) -> pd.DataFrame:
    """One row a group: what it says, how often it stands, in which documents and families.

    The text is that of its first occurrence; the widest-spread groups come first.
    """
    import pandas as pd

    number, row, spans = _occurrences(found)
    heads = np.flatnonzero(np.concatenate(([True], number[1:] != number[:-1])))[: len(number)]
    common = np.zeros(int(found.group.max(initial=0)) + 1, dtype=bool)
    common[found.group[found.boilerplate]] = True
    most = np.zeros(len(common), dtype=np.int64)
    np.maximum.at(most, found.group, found.equal)
    members = [distinct(rows) for rows in np.split(row, heads[1:])] if len(row) else []
    frame = pd.DataFrame(
        {
            "group": number[heads],
            "characters": most[number[heads]],
            "occurrences": np.diff(np.append(heads, len(number))),
            "documents": np.array([len(m) for m in members], dtype=np.int64),
            "families": np.array([len(distinct(found.voters[m])) for m in members], np.int64),
            "boilerplate": common[number[heads]],
            "members": [tuple(found.documents[r].id for r in m.tolist()) for m in members],
            "text": _texts(found, row[heads], spans[heads]),
        }
    )
    order = ["families", "documents", "characters"]
    return frame.sort_values(order, ascending=False, kind="stable", ignore_index=True)


def shares(found: Reuse) -> pd.DataFrame:
    """One row a document: how much of it stands elsewhere, and where most of that does.

    The columns are explained at :meth:`analysis.findings.reuse.Reuse.shares`.
    """
    import pandas as pd

    columns = share_columns(found)
    return pd.DataFrame(
        columns | {"most_from": pd.Series(columns["most_from"], dtype=object)},
        columns=list(columns),
    )


def share_columns(found: Reuse) -> dict[str, Any]:
    """The columns of :func:`shares`, for those who need no frame: pandas takes long to load."""
    outside = found.voters[found.a_row] != found.voters[found.b_row]
    every = np.ones(len(found), dtype=bool)
    reused = reused_characters(found, every)
    whole = np.maximum(found.lengths, 1)
    kinds = {
        "share": reused,
        "share_distinct": reused_characters(found, every, distinct=True),
        "share_outside": reused_characters(found, outside),
        "share_outside_distinct": reused_characters(found, outside, distinct=True),
    }
    n = len(found.documents)
    row, other, shared = shared_characters(found)
    first = np.flatnonzero(np.diff(row, prepend=-1))
    most: list[str | None] = [None] * n
    for place in first.tolist():
        most[int(row[place])] = found.documents[int(other[place])].id
    part = np.zeros(n)
    part[row[first]] = shared[first] / whole[row[first]]
    return {
        "document": [d.id for d in found.documents],
        "characters": [d.characters for d in found.documents],
        "folded": found.lengths,
        "shared": reused,
        **{name: (count / whole).round(6) for name, count in kinds.items()},
        "others": np.bincount(row, minlength=n),
        "most_from": most,
        "most_share": part.round(6),
    }


def sources(found: Reuse) -> pd.DataFrame:
    """One row for every document and each other one that shares text with it."""
    import pandas as pd

    row, other, shared = shared_characters(found)
    ids = np.array([d.id for d in found.documents], dtype=object)
    share = (shared / np.maximum(found.lengths[row], 1)).round(6)
    return pd.DataFrame(
        {"document": ids[row], "other": ids[other], "characters": shared, "share": share}
    )


def network(found: Reuse) -> Network:
    """Documents, and how many folded characters any two of them share.

    A tie's weight is the smaller of the two sides' shared characters: what both have.
    """
    row, other, shared = shared_characters(found)
    both: dict[tuple[int, int], int] = {}
    for one, two, count in zip(row.tolist(), other.tolist(), shared.tolist(), strict=True):
        pair = (min(one, two), max(one, two))
        both[pair] = min(count, both.get(pair, count))
    ids = [d.id for d in found.documents]
    characters = [d.characters for d in found.documents]
    nodes = [
        NetworkNode(name, name, {"characters": count})
        for name, count in zip(ids, characters, strict=True)
    ]
    ties = [NetworkTie(ids[a], ids[b], float(count)) for (a, b), count in sorted(both.items())]
    return Network(nodes, ties)


def _texts(found: Reuse, rows: Ints, spans: Ints) -> list[str]:
    return [
        found.documents[row].source.text[start:end]
        for row, (start, end) in zip(rows.tolist(), spans.tolist(), strict=True)
    ]


def _occurrences(found: Reuse) -> tuple[Ints, Ints, Ints]:
    """Group, row and span of every occurrence; what overlaps in one group is one."""
    n = len(found.documents)
    key = np.concatenate((found.group * n + found.a_row, found.group * n + found.b_row))
    sides = np.concatenate((found.spans[:, :2], found.spans[:, 2:]))
    key, start, end = merged(key, sides[:, 0], sides[:, 1])
    return key // n if n else key, key % n if n else key, np.stack((start, end), axis=1)


def _sides(found: Reuse, rows: NDArray[np.bool_]) -> tuple[Ints, Ints, Ints, Ints]:
    """Document, other document and folded stretch, on both sides of some passages."""
    a, b, places = found.a_row[rows], found.b_row[rows], found.places[rows]
    both = np.concatenate((places[:, :2], places[:, 2:]))
    return np.concatenate((a, b)), np.concatenate((b, a)), both[:, 0], both[:, 1]


def reused_characters(found: Reuse, rows: NDArray[np.bool_], *, distinct: bool = False) -> Ints:
    """Count the characters of each document that lie in these passages.

    Parameters
    ----------
    found
        The passages of a corpus.
    rows
        Shape (passages,): which of them count.
    distinct
        Leave boilerplate out.

    Returns
    -------
    ndarray
        Shape (documents,), int64: folded characters, each counted once.
    """
    document, _, start, end = _sides(found, rows)
    document, start, end = merged(document, start, end)
    begins = np.cumsum(found.lengths) - found.lengths
    start, end = start + begins[document], end + begins[document]
    counted = ~found.formula if distinct else np.ones(len(found.formula), dtype=bool)
    upto = np.concatenate(([0], np.cumsum(counted)))
    out = np.zeros(len(found.documents), dtype=np.int64)
    np.add.at(out, document, upto[end] - upto[start])
    return out


def shared_characters(found: Reuse) -> tuple[Ints, Ints, Ints]:
    """Count what each two documents share: rows of a document and another one, characters.

    Ordered by document, then by what it shares, the most first; of two that share the same stretch
    the one that agrees in more of it is first, then the one that is read first.
    """
    n = len(found.documents)
    document, other, start, end = _sides(found, np.ones(len(found), dtype=bool))
    held = document * n + other
    key, start, end = merged(held, start, end)
    pairs, back = np.unique(key, return_inverse=True)
    shared = np.zeros(len(pairs), dtype=np.int64)
    np.add.at(shared, back.reshape(-1), end - start)
    equal = np.zeros(len(pairs), dtype=np.int64)
    np.add.at(equal, np.searchsorted(pairs, held), np.concatenate((found.equal, found.equal)))
    document, other = (pairs // n, pairs % n) if n else (pairs, pairs)
    order = np.lexsort((other, -equal, -shared, document))
    return document[order], other[order], shared[order]
