"""Numbers that are points of a list, whatever they look like: no headings.

Below the articles of a statute stand items (（一）, 1.); a judgment's operative part and the parts
of a case note that tell what a court held are counted in points; neither is headed.
"""

from __future__ import annotations

from corpus.model import Span
from corpus.outlining.names import is_judging
from corpus.outlining.numbered.styles import NAME, STYLES
from corpus.outlining.numbered.tree import Node
from corpus.system.patterns import lazy

_RULED = lazy(r"(?:判决|裁定|裁决|判決|裁決|主文)(?:结果|結果)?(?:如下)?\s?[:：]\s*$")
_LEAD = 30  # characters looked at before the first point
_ARTICLES = 2  # articles that make a statute
_INNER = STYLES["条"].rank
_BRACKETS = "（(【〔［["


def find_points(text: str, nodes: list[Node]) -> set[int]:
    r"""Find the rows of points of a judgment: behind 判决如下：, below 裁判理由 and the like.

    Parameters
    ----------
    text
        A source's text.
    nodes
        The document's tree, in reading order.

    Returns
    -------
    set of int

    Examples
    --------
    >>> from corpus.outlining.markers import find_candidates
    >>> from corpus.outlining.numbered.tree import grow
    >>> text = "判决如下：\n一、准予离婚。\n二、子女由原告抚养。"
    >>> sorted(find_points(text, grow(find_candidates(text, (0, len(text))))))
    [0, 1]
    """
    found: set[int] = set()
    lists: set[int] = set()  # rows below which all is points
    ruled: dict[int, bool] = {}
    for row, node in enumerate(nodes):
        mark = node.mark
        if node.series not in ruled:
            before = text[max(0, mark.start - _LEAD) : mark.start]
            ruled[node.series] = _RULED.search(before) is not None
        if mark.title_end:
            if mark.style == NAME and is_judging(text[mark.end : mark.title_end]):
                lists.add(row)
        elif STYLES[mark.style].rank >= _INNER and (node.parent in lists or ruled[node.series]):
            found.add(row)
            lists.add(row)
    return found


def below_articles(text: str, nodes: list[Node], titles: list[Span | None]) -> set[int]:
    r"""Find the rows of all that stands below the articles of a statute.

    Where articles are titled, the text is a contract or a manual, and form decides below them;
    a title in brackets (第三条（适用范围）) is a statute's.

    Parameters
    ----------
    text, nodes
        As for :func:`find_points`.
    titles
        The titles of the nodes so far.

    Returns
    -------
    set of int
    """
    articles = {row for row, node in enumerate(nodes) if node.mark.style == "条"}
    titled = 0
    for row in articles:
        title = titles[row]
        titled += title is not None and text[nodes[row].mark.end : title.start].strip()[
            -1:
        ] not in (*_BRACKETS,)
    if len(articles) < _ARTICLES or 2 * titled >= len(articles):
        return set()
    found: set[int] = set()
    for row, node in enumerate(nodes):
        below = node.parent in articles or node.parent in found
        if below and STYLES[node.mark.style].rank > _INNER:
            found.add(row)
    return found
