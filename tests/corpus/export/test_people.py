"""Workbooks speak to people: every table and column has words in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.export.flat import Table, flatten
from corpus.export.people import for_people
from corpus.records import schema, types
from corpus.system.resource import resource


def columns(kind: str) -> Iterator[tuple[str, str]]:
    """Yield table and field of each column that records of a type are laid out in."""
    for name, rule in schema(kind)["properties"].items():  # type: ignore[attr-defined]
        items = rule.get("items", {})
        if rule.get("type") == "array" and "$ref" not in items and "properties" in items:
            for inner in (n for n, r in items["properties"].items() if r.get("type") != "array"):
                yield name, inner
        elif name not in ("type", "schema", "readings"):
            yield kind, name


@pytest.mark.parametrize("kind", types())
def test_every_column_of_every_record_has_words(kind: str) -> None:
    text = resource("columns.toml")
    assert f"\n{kind} = [" in text
    for table, name in columns(kind):
        assert f"\n{name} = [" in text or f'"{table}.{name}" = [' in text, (table, name)


def test_a_variant_has_one_row_a_reading_and_its_kind_in_words() -> None:
    readings = {name: {"span": [0, 2], "text": name * 2} for name in "甲乙"}
    record = {"type": "variant", "schema": 1, "family": 1, "n": 1, "kind": "figure"}
    table, _ = for_people(flatten([{**record, "readings": readings}]), "en")
    assert table.columns == ("family", "n", "kind", "version", "place, from", "place, to", "text")
    assert [row[2:5] for row in table.rows] == [("figure", "甲", 0), ("figure", "乙", 0)]


def test_measures_have_one_row_a_document_the_corpus_last() -> None:
    records = [
        {"type": "measure", "schema": 1, "document": name, "measure": measure, "value": 1}
        for name in ("甲", None)
        for measure in ("tokens", "types")
    ]
    table, _ = for_people(flatten(records), "zh")
    assert (table.columns, table.rows) == (
        ("篇", "词数", "词种"), [("甲", 1, 1), ("全部", 1, 1)],
    )  # fmt: skip


def test_heads_that_would_be_alike_keep_the_fields_name() -> None:
    alike = Table("kwic", ("match", "word"), ("text", "text"), [("学", "学")])
    (table, legend) = for_people([alike], "zh")
    assert table.columns == ("词 (match)", "词 (word)")
    assert [row[2] for row in legend.rows] == ["match", "word"]
