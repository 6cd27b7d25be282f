"""Records of the output contract laid out flat, for formats that know only rows and columns.

The record types' JSON Schemas decide: a span becomes two integer columns ``…_start`` and
``…_end``, a list of objects or spans becomes a table of its own whose rows name their owner, any
other list becomes JSON in one cell. The constant fields ``type`` and ``schema`` are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from corpus.records import schema, types

Record = Mapping[str, Any]
Row = tuple[object, ...]

TEXT, INTEGER, NUMBER_CELL, BOOLEAN = "text", "integer", "number", "boolean"
SHARE = "share"
"""A number from 0 to 1 that people want in per cent; workbooks only."""
DECIMALS = 6
CHANCES = ("p", "p_corrected")
"""Fields that are probabilities by chance: rounded to decimals they would be impossible."""
_KINDS = {"string": TEXT, "integer": INTEGER, "number": NUMBER_CELL, "boolean": BOOLEAN}
_OWNERS = ("source", "document", "a", "b")
"""Fields that say whose a record is; what it lists is theirs, too."""
_WHOLE = ("source", "document")  # tables whose rows are whole texts: no text column


@dataclass(frozen=True)
class Table:
    """Rows of one kind, with names and kinds of their columns."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    """``text``, ``integer``, ``number`` or ``boolean``, one for each column."""
    rows: list[Row] = field(default_factory=list, repr=False)


def flatten(records: Iterable[Record], *, texts: Mapping[str, str] | None = None) -> list[Table]:
    """Lay records out in flat tables.

    Parameters
    ----------
    records
        In the contract's form, of any types.
    texts
        Ids of sources and documents → decoded text of the source. Where given, rows with a span
        get a last column ``text`` (sections: ``heading``) that shows what stands there.

    Returns
    -------
    list of Table
        One for each record type and each list in it, in order of first appearance.

    Examples
    --------
    >>> share = {
    ...     "type": "theme",
    ...     "schema": 1,
    ...     "id": 1,
    ...     "label": "学习",
    ...     "terms": [["学习", 0.5]],
    ...     "size": 3,
    ...     "coherence": 0.25,
    ...     "stability": 1.0,
    ... }
    >>> table = flatten([share])[0]
    >>> table.columns, table.rows
    (('id', 'label', 'terms', 'size', 'coherence', 'stability'),
     [(1, '学习', '[["学习", 0.5]]', 3, 0.25, 1.0)])
    """
    loose: dict[str, list[dict[str, object]]] = {}
    kinds: dict[str, dict[str, str]] = {}
    met: set[_FlatLayout] = set()
    for record in records:
        name = str(record["type"])
        layout = _layout(name, tuple(record))
        if layout is not None:
            cells_of_row = zip(layout.columns, _laid_out(record, layout), strict=True)
            loose.setdefault(name, []).append(dict(cells_of_row))
            if layout not in met:
                met.add(layout)
                for column, kind in zip(layout.columns, layout.kinds, strict=True):
                    kinds.setdefault(name, {}).setdefault(column, kind)
            continue
        properties = _properties(name, record)
        shown = {k: v for k, v in record.items() if k not in ("type", "schema")}
        for table, cells in _explode(name, shown, properties, {}):
            loose.setdefault(table, []).append({k: v for k, (v, _) in cells.items()})
            for column, (_, kind) in cells.items():
                kinds.setdefault(table, {}).setdefault(column, kind)
    for table, rows in loose.items():
        if texts is not None and table not in _WHOLE:
            _add_text(rows, kinds[table], texts)
    return [_table(name, rows, kinds[name]) for name, rows in loose.items()]


def empty_table(name: str) -> Table:
    """Make a table without rows, with the columns that the contract gives the record type.

    >>> empty_table("pair").columns[:4]
    ('grain', 'a', 'b', 'verdict')
    """
    properties = _properties(name, {}) if name in types() else {}
    blank = {
        key: None
        for key, rule in properties.items()
        if key not in ("type", "schema") and not _is_bulk(rule)
    }
    return _table(name, [], {k: kind for k, (_, kind) in _cells(blank, properties).items()})


def table_of(frame: Any, name: str = "table") -> Table:
    """Make a table of a DataFrame; list-like cells become JSON."""
    kinds = tuple(_kind_of_dtype(str(dtype)) for dtype in frame.dtypes)
    columns = [
        [
            cell if column in CHANCES and cell == cell else _plain(cell)
            for cell in frame[column].tolist()
        ]
        for column in frame.columns
    ]
    return Table(name, tuple(map(str, frame.columns)), kinds, list(zip(*columns, strict=True)))


def _kind_of_dtype(dtype: str) -> str:
    lowered = dtype.lower()
    if lowered.startswith("bool"):
        return BOOLEAN
    if lowered.startswith(("int", "uint")):
        return INTEGER
    return NUMBER_CELL if lowered.startswith("float") else TEXT


_AS_IS = frozenset({int, str, bool, type(None)})  # most cells: nothing to round, nothing missing


def _plain(cell: object) -> object:
    if type(cell) in _AS_IS:
        return cell
    if type(cell).__name__ in ("NAType", "NaTType") or cell is None or cell != cell:
        return None  # missing: pandas' own marks, None, or a NaN (which alone differs from itself)
    if isinstance(cell, list | tuple | dict):
        return json.dumps(cell, ensure_ascii=False)
    return round(cell, DECIMALS) if isinstance(cell, float) else cell


class _FlatLayout(NamedTuple):
    """How the fields of a record that has no lists become cells."""

    fields: tuple[tuple[str, bool], ...]
    """Each field, and whether it is a span."""
    columns: tuple[str, ...]
    kinds: tuple[str, ...]


@cache
def _layout(name: str, keys: tuple[str, ...]) -> _FlatLayout | None:
    """Lay out records with these fields once: a table has many rows and few kinds of them.

    None for unknown types, of which values tell, and for records whose lists are tables.
    """
    if name not in types():
        return None
    properties = _known(name)
    shown = [key for key in keys if key not in ("type", "schema")]
    rules = [properties.get(key, {}) for key in shown]
    if any(map(_is_bulk, rules)):
        return None
    fields = tuple((key, bool(rule.get("span"))) for key, rule in zip(shown, rules, strict=True))
    cells = _cells(dict.fromkeys(shown), properties)
    return _FlatLayout(fields, tuple(cells), tuple(kind for _, kind in cells.values()))


def _laid_out(record: Record, layout: _FlatLayout) -> list[object]:
    """Return the record's cells."""
    row: list[object] = []
    for key, is_span in layout.fields:
        value = record[key]
        if is_span:
            row += (None, None) if value is None else (int(value[0]), int(value[1]))
        else:
            row.append(value if key in CHANCES else _plain(value))
    return row


def _properties(name: str, record: Record) -> Mapping[str, Any]:
    """Return the contract's rule for each field; of unknown types, what the values show."""
    return _known(name) if name in types() else {k: _guess(v) for k, v in record.items()}


@cache
def _known(name: str) -> Mapping[str, Any]:
    """Return the contract's rules for a type's fields, references resolved."""
    found = schema(name)
    properties: dict[str, Any] = found["properties"]  # type: ignore[assignment]
    definitions: dict[str, Any] = found.get("$defs", {})  # type: ignore[assignment]
    return {k: _resolved(v, definitions) for k, v in properties.items()}


def _resolved(rule: Any, definitions: Mapping[str, Any]) -> Any:
    """Replace references by what they refer to, marking spans."""
    if isinstance(rule, dict):
        options = [*rule.get("anyOf", ()), rule]
        if any(option.get("$ref") == "#/$defs/span" for option in options):
            return {"span": True}
        if "$ref" in rule:
            return _resolved(definitions[rule["$ref"].rsplit("/", 1)[1]], definitions)
        return {k: _resolved(v, definitions) for k, v in rule.items()}
    return [_resolved(v, definitions) for v in rule] if isinstance(rule, list) else rule


def _guess(value: object) -> dict[str, Any]:
    if isinstance(value, list | tuple | dict):
        return {"type": "array"}
    names = {bool: "boolean", int: "integer", float: "number"}
    return {"type": names.get(type(value), "string")}


Cells = dict[str, tuple[object, str]]


def _explode(
    name: str, record: Mapping[str, Any], properties: Mapping[str, Any], owner: Cells
) -> Iterator[tuple[str, Cells]]:
    """Return the record's own row, then the rows of the lists in it."""
    inner = {k: v for k, v in record.items() if _is_bulk(properties.get(k, {}))}
    own = {k: v for k, v in record.items() if k not in inner}
    yield name, {**owner, **_cells(own, properties)}
    heirs: Cells = {k: (record[k], TEXT) for k in _OWNERS if isinstance(record.get(k), str)}
    known = record.get("id", record.get("document"))
    heirs[name] = (known, INTEGER if isinstance(known, int) else TEXT)
    for key, items in inner.items():
        rule = properties[key]["items"]
        for number, item in enumerate(items, 1):
            if rule.get("span"):
                place = _cells({"span": item}, {"span": rule})
                yield key, {**heirs, "id": (f"{record.get('id')}:{key[0]}{number}", TEXT), **place}
            else:
                yield from _rows_of_item(key, item, rule["properties"], heirs, number)


def _rows_of_item(
    name: str, item: Mapping[str, Any], properties: Mapping[str, Any], owner: Cells, number: int
) -> Iterator[tuple[str, Cells]]:
    """Return one row for an item; for an item that is itself a list, one row for each point."""
    inner = [k for k in item if _is_bulk(properties[k])]
    own = _cells({k: v for k, v in item.items() if k not in inner}, properties)
    if not inner:
        yield name, {**owner, **own}
    for key in inner:
        for point in item[key]:
            cells = _cells(point, properties[key]["items"]["properties"])
            yield name, {**owner, "n": (number, INTEGER), **own, **cells}


def _is_bulk(rule: Mapping[str, Any]) -> bool:
    items = rule.get("items", {})
    return bool(rule.get("type") == "array" and (items.get("span") or "properties" in items))


def _cells(record: Mapping[str, Any], properties: Mapping[str, Any]) -> Cells:
    cells: Cells = {}
    for key, value in record.items():
        rule = properties.get(key, {})
        if rule.get("span"):
            for side, name in enumerate(("start", "end")):
                cells[_side(key, name)] = (None if value is None else int(value[side]), INTEGER)
        else:
            cells[key] = (value if key in CHANCES else _plain(value), _kind(rule))
    return cells


def _side(key: str, side: str) -> str:
    return f"{key}_{side}"


def _kind(rule: Mapping[str, Any]) -> str:
    named = rule.get("type", "string" if "enum" in rule else "object")
    several = named if isinstance(named, list) else [named]
    found = [_KINDS[name] for name in several if name in _KINDS]
    return found[0] if found else TEXT


def _add_text(
    rows: Sequence[dict[str, object]], kinds: dict[str, str], texts: Mapping[str, str]
) -> None:
    """Add what stands at each row's span, or at a section's title."""
    shown, place = ("heading", "title") if "title_start" in kinds else ("text", "span")
    if shown in kinds or f"{place}_start" not in kinds:
        return
    kinds[shown] = TEXT
    for row in rows:
        text = texts.get(str(row.get("document"))) or texts.get(str(row.get("source")))
        start, end = row[f"{place}_start"], row[f"{place}_end"]
        if text is not None and isinstance(start, int) and isinstance(end, int):
            row[shown] = text[start:end]


def _table(name: str, rows: Iterable[Mapping[str, object]], kinds: Mapping[str, str]) -> Table:
    columns = tuple(kinds)
    cells = [tuple(row.get(column) for column in columns) for row in rows]
    return Table(name, columns, tuple(kinds.values()), cells)
