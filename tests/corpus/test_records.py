"""The output contract: every record conforms to its schema, keys in order, spans exact."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

import corpus
from corpus.model import Compilation, Note, Source, Span
from corpus.parse import parse
from corpus.records import document_record, records, schema, source_record, types

ORDER = {
    "source": "type schema id characters encoding sha256 title promised found pieces residue notes",
    "document": "type schema id source number embedded marker title kind span body salutation "
    "signature sections lists paragraphs sentences notes parts metadata",
    "pair": "type schema grain a b verdict jaccard containment_a containment_b similarity "
    "distinct_similarity family",
    "family": "type schema grain id members representative cohesion weakest",
    "passage": "type schema a b a_span b_span characters similarity verdict boilerplate group "
    "verbatim",
    "aside": "type schema document kind span characters",
    "variant": "type schema family n kind readings",
    "sentence": "type schema id document section span class documents families score covered",
    "share": "type schema document characters distinct reused boilerplate duplicate heading "
    "residue classed",
    "template": "type schema id text slots documents families occurrences",
    "theme": "type schema id label terms size coherence stability kind",
    "assignment": "type schema unit document theme strength",
    "keyness": "type schema target rank term count rest per_1000 rest_per_1000 log_ratio g2 chi2 "
    "p p_corrected target_families juilland_d dp",
    "new-word": "type schema word count families pmi left_entropy right_entropy score slip_of",
    "collocation": "type schema rank first second count families first_count second_count g2 t mi "
    "npmi log_dice distance",
    "weighting": "type schema unit name all family distinct all_rank family_rank distinct_rank "
    "change",
    "kwic": "type schema term document section sentence span left match right",
}


def strictness(node: Any) -> None:
    """Every object with properties refuses others and requires them all."""
    if isinstance(node, dict):
        if "properties" in node:
            assert node["additionalProperties"] is False
            assert node["required"] == list(node["properties"])
        for inner in node.values():
            strictness(inner)
    elif isinstance(node, list):
        for inner in node:
            strictness(inner)


@pytest.mark.parametrize("name", types())
def test_a_schema_is_valid_and_strict(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))
    rule = schema(name)
    if name == "group":  # a row a group, of as many columns as the verb has something to say in
        assert rule["required"] == ["type", "schema", "by", "group", "documents"]
        rule = {**rule, "required": list(rule["properties"])}  # type: ignore[call-overload]
    strictness(rule)


@pytest.mark.parametrize("name", ORDER)
def test_a_schema_names_the_fields_of_the_contract_in_its_order(name: str) -> None:
    assert list(schema(name)["properties"]) == ORDER[name].split()  # type: ignore[call-overload]


def conforms(record: dict[str, object]) -> None:
    rule = schema(str(record["type"]))
    jsonschema.Draft202012Validator(rule).validate(record)
    same_order(record, rule, rule.get("$defs", {}))


def same_order(value: Any, rule: Any, definitions: Any) -> None:
    if "$ref" in rule:
        rule = definitions[rule["$ref"].rsplit("/", 1)[1]]
    if isinstance(value, dict) and "properties" in rule:
        assert list(value) == list(rule["properties"])
        for key, inner in value.items():
            same_order(inner, rule["properties"][key], definitions)
    elif isinstance(value, list):
        for inner in value:
            same_order(inner, rule.get("items", {}), definitions)


def test_the_compilation_conforms_to_the_contract(sample: corpus.Corpus) -> None:
    found = [json.loads(json.dumps(record)) for record in records(sample.compilations)]
    assert [record["type"] for record in found].count("source") == 1
    assert [record["type"] for record in found].count("document") == 16
    for record in found:
        conforms(record)


def test_a_source_comes_before_its_documents(sample: corpus.Corpus) -> None:
    both = records([*sample.compilations, parse(Source("乙.txt", "一、学习\n每月一次。"))])
    assert [record["type"] for record in both][-2:] == ["source", "document"]


def test_spans_lead_to_the_text(sample: corpus.Corpus) -> None:
    text = sample.compilations[0].source.text
    record: Any = document_record(sample[6])
    start, end = record["sections"][0]["title"]
    assert text[start:end] == sample[6][sample[6].sections[0].title or (0, 0)]
    assert "".join(text[a:b] for a, b in record["sentences"]).replace(" ", "")


def test_a_source_that_could_not_be_read_says_so() -> None:
    note = Note.of("numbering-gap", (0, 0), expected="三", found="四")
    lost = Source("坏.txt", "", encoding=None, sha256=None, notes=(note,))
    record: Any = source_record(Compilation(lost, None, None, 0, (), (), lost.notes))
    conforms(record)
    assert record["encoding"] is None
    assert record["notes"][0]["code"] == "numbering-gap"


def test_messages_follow_the_language_and_nothing_else_does() -> None:
    note = Note.of("numbering-gap", (0, 1), expected="三", found="四")
    compilation = Compilation(Source("甲", "一"), Span(0, 1), None, 0, (), (), (note,))
    zh: Any = source_record(compilation)
    en: Any = source_record(compilation, lang="en")
    assert zh["notes"][0].pop("message") != en["notes"][0].pop("message")
    assert zh == en


def test_an_unknown_type_has_no_schema() -> None:
    with pytest.raises(FileNotFoundError):
        schema("nothing")


def test_what_a_file_says_of_itself_is_in_its_records(tmp_path):
    (tmp_path / "甲.md").write_text("---\ntitle: 总结\nauthor: 某甲\n---\n全镇开展工作。", "utf-8")
    (tmp_path / "乙.md").write_text("# 总结\n全镇开展工作。\nauthor: 某甲\n", "utf-8")
    one, other = sorted(corpus.read(tmp_path), key=lambda d: d.id)[::-1]
    assert one.metadata == {"title": "总结", "author": "某甲"}
    assert document_record(one)["metadata"] == [
        {"name": "title", "value": "总结"},
        {"name": "author", "value": "某甲"},
    ]
    assert (one.title, other.metadata, document_record(other)["metadata"]) == ("总结", {}, [])
    conforms(document_record(one))
