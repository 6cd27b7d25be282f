"""What findings say along a variable: of each group, between groups, over time.

The groups are those of :func:`analysis.findings.groups.groups_of`; the first column of every table
is ``group``. Shares have Wilson's interval (95 %).

>>> import corpus
>>> from analysis import find_duplicates
>>> text = "全镇上半年开展理论学习12次，覆盖党员干部三百余人，整理学习笔记二百余篇。"
>>> c = corpus.from_dataframe({"text": [text, text, "水库已通过验收。"], "镇": ["甲", "乙", "乙"]})
>>> flows(find_duplicates(c), c, "镇").table()[["group", "other", "ties"]].to_dict("list")
{'group': ['乙'], 'other': ['甲'], 'ties': [1]}
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.findings.boilerplate import Boilerplate
from analysis.findings.courses import Course
from analysis.findings.duplicates import Duplicates
from analysis.findings.flows import Flows
from analysis.findings.groups import By, dates_along, groups_of
from analysis.findings.profile import Profile, profile
from analysis.findings.reuse import Reuse
from analysis.findings.terms import Concepts, Concordance, kwic
from analysis.findings.themes import Themes
from analysis.findings.votes import votes_of
from corpus.collection import Corpus, require_corpus
from corpus.errors import SettingsError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Course", "Flows", "along", "course", "flows"]


def along(found: Any, corpus: Corpus, by: By) -> pd.DataFrame:
    """Say what a finding says of each group.

    Parameters
    ----------
    found
        What :func:`analysis.profile`, :func:`analysis.find_boilerplate`,
        :func:`analysis.find_duplicates`, :func:`analysis.find_reuse`, :func:`analysis.kwic`,
        :func:`analysis.find_concepts` or :func:`analysis.find_themes` found in this corpus.
    corpus
        The documents.
    by
        A variable, a value for each document, or a function of one.

    Returns
    -------
    DataFrame
        ``group, documents`` first. Of a profile its measures; of boilerplate the shares of each
        class, by characters; of duplicates the documents that are in a family (``count``, with
        ``share, low, high``) and those in a family with other groups (``across``); of reuse
        characters, and the shares that stand elsewhere (``share``), in the group (``inside``)
        and in others (``outside``); of a concordance as :meth:`Course.table`; of themes a row a
        group and theme.

    Raises
    ------
    SettingsError
        If there is no such variable, or the finding is of other documents or of a kind that has
        no groups.

    Examples
    --------
    >>> import corpus
    >>> from analysis import kwic
    >>> c = corpus.from_dataframe({"text": ["学习两次。", "学习一次。", "防汛。"], "年": [1, 1, 2]})
    >>> along(kwic(c, "学习"), c, "年")[["group", "count", "of", "places"]].to_dict("list")
    {'group': ['1', '2'], 'count': [2, 0], 'of': [2, 1], 'places': [2, 0]}
    """
    require_corpus(corpus)
    groups = groups_of(corpus, by)
    if isinstance(found, Profile):
        return profile(corpus, votes=found.votes, by=groups.labels()).along()
    if isinstance(found, Reuse):
        return replace(found, groups_by=groups).along()
    if isinstance(found, Boilerplate | Concepts | Concordance | Duplicates | Themes):
        return replace(found, groups=groups).along()
    raise SettingsError.of("setting-no-groups", kind=type(found).__name__)


def flows(
    found: Duplicates | Reuse,
    corpus: Corpus,
    by: By,
    *,
    when: By | None = None,
    boilerplate: bool = True,
) -> Flows:
    """Say which groups have what in common: which town copies from which, which year from which.

    Parameters
    ----------
    found
        Copies or reused passages of this corpus.
    corpus
        The documents.
    by
        What the groups are.
    when
        A variable with dates: the earlier document of a pair is its source; pairs of one date, or
        without one, are left out and counted by nobody. By default groups stand in their own
        order, and a tie has no direction.
    boilerplate
        False leaves out reused passages that are boilerplate: what everybody writes was copied
        from nobody.

    Raises
    ------
    SettingsError
        If there is no such variable, or the finding is of other documents.

    Examples
    --------
    Which passages, whose, and when:

    >>> import corpus
    >>> from analysis import find_reuse
    >>> clause = "湿地管理机构应当建立巡护制度，对湿地资源进行动态监测。"
    >>> rows = {
    ...     "text": [f"河湖长。{clause}", f"林长。{clause}"],
    ...     "省": ["甲", "乙"],
    ...     "年": [2021, 2019],
    ... }
    >>> c = corpus.from_dataframe(rows)
    >>> flows(find_reuse(c), c, "省", when="年").ties()[["group", "date", "other", "other_date"]]
      group  date other other_date
    0     乙  2019     甲       2021
    """
    require_corpus(corpus)
    groups = groups_of(corpus, by)
    if isinstance(found, Reuse):
        return replace(found, groups_by=groups).flows(when=when, boilerplate=boilerplate)
    return replace(found, groups=groups).flows(when=when)


def course(
    corpus: Corpus,
    terms: str | Sequence[str] | Themes,
    by: By,
    *,
    within: By | None = None,
    **options: Any,
) -> Course:
    """Follow words, phrases or themes over groups: years, months, places.

    Parameters
    ----------
    corpus
        The documents.
    terms
        A word or phrase, several of them, or what :func:`analysis.find_themes` found.
    by
        What the groups are: ``"年份"``, ``"signed_date:year"``.
    within
        Another variable: the course is followed within each of its groups, named in the column
        ``within`` (``within="地区"``: years of each region).
    **options
        ``level`` and ``votes``, as for :func:`analysis.kwic`; with votes, copies are passed over:
        where ``by`` has dates, all but the earliest of a family. Of themes the votes are those that
        they were found with.

    Examples
    --------
    >>> import corpus
    >>> c = corpus.from_dataframe({"text": ["学习两次。", "学习一次。", "防汛。"], "年": [1, 1, 2]})
    >>> course(c, ["学习", "防汛"], "年").table()[["group", "term", "share"]].to_numpy().tolist()
    [['1', '学习', 1.0], ['2', '学习', 0.0], ['1', '防汛', 0.0], ['2', '防汛', 1.0]]
    >>> course(c, "学习", "年", within=["甲", "乙", "乙"]).table()[
    ...     ["within", "group", "count", "of"]
    ... ]
      within group  count  of
    0      乙     1      1   1
    1      乙     2      0   1
    2      甲     1      1   1
    3      甲     2      0   0
    """
    import pandas as pd

    require_corpus(corpus)
    name = by if isinstance(by, str) else ""
    dates = dates_along(corpus.items, by)
    found: Themes | Concordance
    if isinstance(terms, Themes):
        found = replace(terms, votes=terms.votes.earliest(dates))
    else:
        votes = votes_of(options.pop("votes", None), len(corpus)).earliest(dates)
        found = kwic(corpus, terms, votes=votes, **options)
    groups = groups_of(corpus, by)
    if within is None:
        return Course(replace(found, groups=groups).along(), name)
    frames = []
    for part, rows in groups_of(corpus, within).rows():
        of = np.full(len(groups.of), -1)  # of no group: all that are elsewhere
        of[rows] = groups.of[rows]
        frames.append(replace(found, groups=replace(groups, of=of)).along().assign(within=part))
    return Course(pd.concat(frames, ignore_index=True), name)
