"""Tables as people want them in a workbook: heads in words, shares in per cent, one row a member.

What other programs read (CSV, JSON, Parquet) keeps the contract's names; a last sheet of every
workbook says which head stands for which of them.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from corpus.export.flat import INTEGER, NUMBER_CELL, SHARE, TEXT, Table
from corpus.messages import table as messages
from corpus.system.resource import resource

SHARES = frozenset(
    {
        "adjectives",
        "adverbs_conjunctions",
        "boilerplate",
        "cohesion",
        "containment_a",
        "containment_b",
        "distinct",
        "distinct_similarity",
        "duplicate",
        "hapax_share",
        "heading",
        "inside",
        "jaccard",
        "lexical_density",
        "most_share",
        "nouns",
        "outside",
        "parallel_share",
        "placeholder_share",
        "residue",
        "reused",
        "sentence.score",
        "share",
        "share_distinct",
        "similarity",
        "verbs",
    }
)
"""Columns that hold a share from 0 to 1, and are shown in per cent."""
NO_SHARES = frozenset({"weighting.distinct", "passage.boilerplate"})
VALUES = frozenset({"change", "class", "verdict"})
"""Columns whose values have words of their own in the messages."""
SAME_VALUES = {"most_verdict": "verdict"}
"""Columns whose values are those of another one."""
PIVOTED = "measure"
"""The table that has one row a measure: people want one a document."""


def for_people(
    tables: Iterable[Table], lang: str, texts: Mapping[str, str] | None = None
) -> list[Table]:
    """Put tables of records in words.

    Parameters
    ----------
    tables
        As :func:`corpus.export.flat.flatten` makes them.
    lang
        ``"zh"`` or ``"en"``.
    texts
        Ids of documents → texts of their sources, for what passages say.

    Returns
    -------
    list of Table
        The same tables, headed in the language, families with one row a member, variants with
        one row a reading, measures with one row a document; the last says what each head is.

    Examples
    --------
    >>> from corpus.export.flat import flatten
    >>> family = {"type": "family", "schema": 1, "grain": "document", "id": 1}
    >>> family |= {"members": ["甲", "乙"], "representative": "甲", "cohesion": 0.5}
    >>> families, legend = for_people(flatten([family]), "zh")
    >>> families.name, families.columns[1:3], [row[1:3] for row in families.rows]
    ('家族', ('编号', '成员'), [(1, '甲'), (1, '乙')])
    >>> legend.rows[2]
    ('家族', '成员', 'member')
    """
    found, legend = [], []
    for table in tables:
        shaped = _shaped(table, lang, texts or {})
        heads = _heads(shaped, lang)
        name = _word("tables", table.name, lang)
        kinds = tuple(
            SHARE if kind == NUMBER_CELL and _is_share(table.name, column) else kind
            for column, kind in zip(shaped.columns, shaped.kinds, strict=True)
        )
        rows = [_in_words(table.name, shaped.columns, row, lang) for row in shaped.rows]
        found.append(Table(name, heads, kinds, rows))
        legend += [(name, head, column) for head, column in zip(heads, shaped.columns, strict=True)]
    columns = tuple(_word("words", key, lang) for key in ("sheet", "column", "field"))
    rows = list[tuple[object, ...]](legend)
    return [*found, Table(_word("words", "legend", lang), columns, (TEXT, TEXT, TEXT), rows)]


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resource("columns.toml"))


def _word(group: str, key: str, lang: str) -> str:
    found = _words()[group].get(key)
    return key if found is None else found[lang == "en"]


def _is_share(table: str, column: str) -> bool:
    whole = f"{table}.{column}"
    return whole in SHARES or (column in SHARES and whole not in NO_SHARES)


def _heads(table: Table, lang: str) -> tuple[str, ...]:
    """Name columns in words; two that would be alike keep the machine's name behind the word."""
    named = [_head(table.name, column, lang) for column in table.columns]
    alike = {name for name in named if [n.lower() for n in named].count(name.lower()) > 1}
    return tuple(
        f"{head} ({column})" if head in alike else head
        for head, column in zip(named, table.columns, strict=True)
    )


def _head(table: str, column: str, lang: str) -> str:
    words = _words()["columns"]
    for name in (f"{table}.{column}", column):
        if name in words:
            return words[name][lang == "en"]
    inner, _, side = column.rpartition("_")
    if side in ("start", "end") and inner in words:
        return _word("words", side, lang).format(name=words[inner][lang == "en"])
    return column


def _in_words(
    table: str, columns: tuple[str, ...], row: tuple[object, ...], lang: str
) -> tuple[object, ...]:
    values = _words()["values"]
    cells: list[object] = []
    for column, cell in zip(columns, row, strict=True):
        group = "variant" if (table, column) == ("variant", "kind") else column
        group = SAME_VALUES.get(group, group)
        code = f"{group}-{cell}"
        known = group in VALUES or group == "variant"
        if known and code in messages():
            cells.append(messages()[code][lang])
        else:
            own = values.get(f"{column}.{cell}") or values.get(f"{table}.{column}.{cell}")
            cells.append(own[lang == "en"] if own else cell)
    return tuple(cells)


def _shaped(table: Table, lang: str, texts: Mapping[str, str]) -> Table:
    """Give a table the rows that people want."""
    if table.name == "check":  # the likest first, as on the screen and in what is handed in
        at = table.columns.index("most_share")
        rows = sorted(table.rows, key=lambda row: -float(str(row[at])))
        return Table(table.name, table.columns, table.kinds, rows)
    if table.name == "passage" and texts:
        return _worded(table, texts)
    if table.name == PIVOTED and table.columns == ("document", "measure", "value"):
        return _pivoted(table, lang)
    if "members" in table.columns:
        return _unfolded(table, "members", ("member",), (TEXT,), _members)
    if "readings" in table.columns:
        names, kinds = ("witness", "span_start", "span_end", "text"), (TEXT, INTEGER, INTEGER, TEXT)
        return _unfolded(table, "readings", names, kinds, _readings)
    return _joined(table)


def _worded(table: Table, texts: Mapping[str, str]) -> Table:
    """Add what passages say, as their side a has it; the longest first."""
    names = ("a", "a_span_start", "a_span_end", "characters")
    a, start, end, size = (table.columns.index(name) for name in names)
    rows = [
        (*row, texts.get(str(row[a]), "")[int(str(row[start])) : int(str(row[end]))] or None)
        for row in sorted(table.rows, key=lambda row: -int(str(row[size])))
    ]
    return Table(table.name, (*table.columns, "text"), (*table.kinds, TEXT), rows)


def _pivoted(table: Table, lang: str) -> Table:
    rows: dict[object, dict[str, object]] = {}
    for document, measure, value in table.rows:
        rows.setdefault(document, {})[str(measure)] = value
    names = list(dict.fromkeys(name for row in rows.values() for name in row))
    corpus = _word("words", "corpus", lang)
    cells = [
        (corpus if document is None else document, *(row.get(name) for name in names))
        for document, row in rows.items()
    ]
    return Table(table.name, ("document", *names), (TEXT, *(NUMBER_CELL for _ in names)), cells)


def _unfolded(
    table: Table, column: str, names: tuple[str, ...], kinds: tuple[str, ...], unfold: Any
) -> Table:
    """Make several rows of each: one an item of a list in one of its cells."""
    at = table.columns.index(column)
    rows = [
        (*row[:at], *item, *row[at + 1 :])
        for row in table.rows
        for item in unfold(json.loads(str(row[at])))
    ]
    return _joined(
        Table(
            table.name,
            (*table.columns[:at], *names, *table.columns[at + 1 :]),
            (*table.kinds[:at], *kinds, *table.kinds[at + 1 :]),
            rows,
        )
    )


def _members(names: list[str]) -> Iterator[tuple[object, ...]]:
    for name in names:
        yield (name,)


def _readings(readings: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[object, ...]]:
    for name, reading in readings.items():
        start, end = reading["span"]
        yield name, start, end, reading["text"]


_LISTS = frozenset({"terms", "values", "weakest"})


def _joined(table: Table) -> Table:
    """Write lists as words with blanks between, in place of JSON."""
    places = [at for at, name in enumerate(table.columns) if name in _LISTS]
    if not places:
        return table
    rows = []
    for row in table.rows:
        cells = list(row)
        for at in places:
            if isinstance(cells[at], str):
                items = json.loads(str(cells[at]))
                cells[at] = "  ".join(str(i[0]) if isinstance(i, list) else str(i) for i in items)
        rows.append(tuple(cells))
    return Table(table.name, table.columns, table.kinds, rows)
