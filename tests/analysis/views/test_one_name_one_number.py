"""One name, one number: whatever is said twice of one thing, in any output, is said alike.

Every output of one corpus is walked: the records, tables and sheets of every verb, the report's
tables, charts and page, and what ``check`` and ``boilerplate --background`` say of each document
held against the others. What a table says is taken column by column, so that a column added later
is compared without being named here.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner

from analysis import check, find_boilerplate
from analysis.cli.root import leitong
from analysis.findings.choices import CLASSES
from analysis.studies import find_votes
from analysis.views.page.columns import records
from corpus.collection import Corpus

KEYS = [
    ("document", "measure"),
    ("a", "b", "a_start", "a_end", "b_start", "b_end"),
    ("a", "b"),
    ("target", "term"),
    ("unit", "term"),
    ("document", "term"),
    ("document", "other"),
    ("document",),
    ("unit",),
    ("id",),
    ("template",),
    ("word",),
    ("term",),
]
"""What a row is about: the first of these that tells all rows of a table apart."""
VERBS = ("profile", "dup", "reuse", "boilerplate", "keywords", "themes", "parse")
OWN_PLACE = {"rank", "group", "section"}
"""Numbers of a row within its own list, and where a unit lies: no quantities."""
pytestmark = pytest.mark.slow
Said = defaultdict[tuple[Any, ...], dict[str, Any]]


def told(said: Said, place: str, kind: str, frame: pd.DataFrame) -> None:
    """Take every number of a table as (name, what it is about)."""
    frame = frame.rename(columns=lambda name: re.sub(r"^([ab])_span_", r"\1_", name))
    key = next(
        (k for k in KEYS if {*k} <= {*frame.columns} and not frame.duplicated([*k]).any()), None
    )
    if key is None:
        return
    for row in frame.to_dict("records"):
        about = tuple(row[name] for name in key)
        if key == KEYS[0]:
            said[row["measure"], about[0]][f"{place} {kind}"] = row["value"]
            continue
        if key[0] in ("word", "template") or not isinstance(about[0], str):
            about = (kind, *about)
        for name, value in row.items():
            number = isinstance(value, int | float) and not isinstance(value, bool)
            if name not in key and name not in OWN_PLACE and number:
                said[name, *about][f"{place} {kind}"] = value


def alike(one: float, other: float, within: float = 1e-6) -> bool:
    if math.isnan(one) or math.isnan(other):
        return math.isnan(one) and math.isnan(other)
    return abs(one - other) <= within * (1 + abs(one))


def contradictions(said: Said) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
    return [
        (name, values)
        for name, values in said.items()
        if not all(alike(next(iter(values.values())), value) for value in values.values())
    ]


def from_records(lines: str) -> Iterator[tuple[str, pd.DataFrame]]:
    kinds: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in lines.splitlines():
        record = json.loads(line)
        for name in ("span", "a_span", "b_span"):
            if record.get(name):
                record[f"{name}_start"], record[f"{name}_end"] = record.pop(name)
        kinds[record["type"]].append({k: v for k, v in record.items() if k != "schema"})
    for kind, rows in kinds.items():
        yield kind, pd.DataFrame(rows)


def from_workbook(path: Path) -> Iterator[tuple[str, pd.DataFrame]]:
    """Sheets with the machine's names: the last one says which head stands for which."""
    *sheets, (_, legend) = pd.read_excel(path, sheet_name=None).items()
    for sheet, frame in sheets:
        mine = legend[legend.iloc[:, 0] == sheet]
        names = dict(zip(mine.iloc[:, 1], mine.iloc[:, 2], strict=True))
        assert set(names) <= set(frame)
        yield str(sheet), frame.rename(columns=names)


def run(*arguments: object) -> None:
    result = CliRunner().invoke(leitong, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output


def page_of(file: Path) -> dict[str, Any]:
    found = re.search(r'<script[^>]*id="data"[^>]*>(.*?)</script>', file.read_text("utf-8"), re.S)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, sample_path: Path) -> Path:
    """Every file that every verb writes of the compilation."""
    here = tmp_path_factory.mktemp("all")
    for verb in VERBS:
        for ending in ("jsonl", "csv", "xlsx"):
            run(verb, sample_path, "-o", here / f"{verb}.{ending}")
    run("collate", sample_path, "-o", here / "collate.jsonl")
    run(
        "report", sample_path, "-o", here / "r.html",
        "--tables", here / "tables", "--charts", here / "charts",
    )  # fmt: skip
    return here


@pytest.fixture(scope="module")
def said(folder: Path, sample: Corpus) -> Said:
    found: Said = defaultdict(dict)
    for verb in VERBS:
        of = list(from_records((folder / f"{verb}.jsonl").read_text("utf-8")))
        for kind, frame in of:
            told(found, f"{verb}.jsonl", kind, frame)
        for file in folder.glob(f"{verb}*.csv"):
            kind = file.suffixes[0][1:] if len(file.suffixes) > 1 else of[0][0]
            told(found, file.name, kind, pd.read_csv(file, encoding="utf-8-sig"))
        for kind, frame in from_workbook(folder / f"{verb}.xlsx"):
            told(found, f"{verb}.xlsx", kind, frame)
    long_name = {f"篇{d.id.rpartition('#')[2]}": d.id for d in sample}
    for place in ("tables", "charts"):
        for file in (folder / place).glob("*.csv"):
            frame = pd.read_csv(file, encoding="utf-8-sig")
            if place == "charts" and "document" in frame:
                frame["document"] = frame["document"].map(long_name)
            of = "overlap " if file.stem == "overlap" else ""  # another measure than similarity
            columns = {short: of + name for short, name in long_name.items()}
            told(found, place, file.stem, frame.rename(columns=columns))
    return found


def test_a_quantity_has_one_value_in_every_output(said: Said) -> None:
    assert len([values for values in said.values() if len(values) > 1]) > 5_000
    assert contradictions(said) == []


def test_the_walk_sees_a_number_that_differs() -> None:
    found: Said = defaultdict(dict)
    told(found, "here", "share", pd.DataFrame({"document": ["甲"], "distinct": [0.76], "id": [1]}))
    told(found, "there", "share", pd.DataFrame({"document": ["甲"], "distinct": [0.69]}))
    (wrong,) = contradictions(found)
    assert wrong[0] == ("distinct", "甲")


def test_the_page_says_what_the_tables_say(said: Said, folder: Path) -> None:
    data = page_of(folder / "r.html")
    documents = data["documents"]
    named = {"characters": "characters", "sections": "sections", "sentences": "sentences",
             "share": "share", "shareDistinct": "share_distinct"}  # fmt: skip
    for row, document in enumerate(documents):
        for mine, theirs in named.items():
            for place, value in said[theirs, document["id"]].items():
                assert alike(value, document[mine]), (theirs, place)
        for name, value in zip(CLASSES, document["shares"], strict=True):
            assert set(said[name, document["id"]]) >= {"charts shares"}
            assert all(alike(value, other) for other in said[name, document["id"]].values())
        for name, values in data["measures"]["documents"].items():
            assert all(alike(values[row], o) for o in said[name, document["id"]].values())
    pairs = {"similarity": "similarity", "distinct": "distinct_similarity", "jaccard": "jaccard",
             "containmentA": "containment_a", "containmentB": "containment_b"}  # fmt: skip
    for pair in records(data["pairs"]):
        ids = tuple(documents[pair[side]]["id"] for side in ("a", "b"))
        for mine, theirs in pairs.items():
            assert said[theirs, *ids], theirs
            assert all(alike(pair[mine], other) for other in said[theirs, *ids].values())
        assert alike(
            said["similarity", *ids]["dup.jsonl pair"], said[ids[1], ids[0]]["charts similarity"]
        )
    weighed = pd.read_csv(folder / "tables" / "keywords-weighed.csv", encoding="utf-8-sig")
    ranks = {
        (row.unit, row.name_): row for row in weighed.rename(columns={"name": "name_"}).itertuples()
    }
    for document, held in zip(documents, data["keywords"], strict=True):
        for word in records(held):
            row = ranks[document["id"], word["term"]]
            for name in ("all", "family", "distinct"):
                rank = getattr(row, f"{name}_rank")
                assert word[name] == (None if math.isnan(rank) else rank)
            known = said.get(("tfidf", document["id"], word["term"]), {})
            assert all(alike(row.family, other) for other in known.values())


def test_the_chart_of_overlap_is_the_picture_of_the_page(said: Said, folder: Path) -> None:
    data = page_of(folder / "r.html")
    near, ids = data["likeness"], [document["id"] for document in data["documents"]]
    for i, one in enumerate(near["rows"]):
        for j, two in enumerate(near["rows"]):
            (charted,) = said[f"overlap {ids[two]}", ids[one]].values()
            if i != j:
                assert charted == pytest.approx(near["whole"][i][j] / near["parts"], abs=1e-3)


def test_the_totals_are_those_of_the_columns(said: Said, folder: Path, sample: Corpus) -> None:
    data = page_of(folder / "r.html")
    ids = [document.id for document in sample]

    def column(name: str) -> list[float]:
        return [next(iter(said[name, each].values())) for each in ids]

    folded, classed = column("folded"), column("classed")
    for name in ("share", "share_distinct"):
        total = sum(a * b for a, b in zip(column(name), folded, strict=True)) / sum(folded)
        assert alike(total, data["totals"][name])
    total = sum(a * b for a, b in zip(column("distinct"), classed, strict=True)) / sum(classed)
    assert alike(total, data["totals"]["distinct"])
    assert data["largest"]["share"] == max(column("most_share"))


def test_each_document_against_the_others_has_the_numbers_of_the_whole(
    said: Said, sample: Corpus
) -> None:
    for document in sample:
        new = sample.where(lambda one, name=document.id: one.id == name)
        old = sample.where(lambda one, name=document.id: one.id != name)
        (mine,) = check(new, old).documents
        for name in ("characters", "folded", "share"):
            assert all(alike(getattr(mine, name), o) for o in said[name, document.id].values())
        # The archive names documents that may share a passage: what is formula by others alone is
        # not known, so that no less is left than in the whole.
        for whole in said["share_distinct", document.id].values():
            assert whole - 1e-3 <= mine.share_distinct <= mine.share
        for pair in check(new, old).pairs:
            ids = (pair.a, pair.b) if ("similarity", pair.a, pair.b) in said else (pair.b, pair.a)
            # Rarity is counted among the documents that the archive names: a little less is known.
            for name, within in (
                ("similarity", 5e-3),
                ("distinct_similarity", 5e-3),
                ("jaccard", 1e-6),
            ):
                assert alike(getattr(pair, name), said[name, *ids]["dup.jsonl pair"], within)
            sides = ("containment_a", "containment_b")
            for name, theirs in zip(sides, sides if ids[0] == pair.a else sides[::-1], strict=True):
                assert alike(getattr(pair, name), said[theirs, *ids]["dup.jsonl pair"])
        found = find_boilerplate(new, background=old, votes=find_votes(new + old))
        for name, value in zip(CLASSES, found.shares[0].tolist(), strict=True):
            assert all(alike(value, other) for other in said[name, document.id].values())


def test_what_is_reused_and_no_formula_is_no_more_than_what_is_no_formula(said: Said) -> None:
    """``check`` once gave one figure with and without formula where a sixth was formula."""
    for (name, *about), values in said.items():
        if name == "share_distinct":
            share = said["share", *about]["tables reused-shares"]
            assert next(iter(values.values())) <= share


def test_a_collation_counts_the_same_places_in_records_table_and_page(folder: Path) -> None:
    counts: Mapping[str, dict[tuple[int, str], int]] = {
        "records": defaultdict(int), "table": defaultdict(int), "page": defaultdict(int)
    }  # fmt: skip
    for line in (folder / "collate.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        counts["records"][record["family"], record["kind"]] += 1
    table = pd.read_csv(folder / "tables" / "variants.csv", encoding="utf-8-sig")
    for family, kind, _ in set(table[["family", "kind", "n"]].itertuples(index=False)):
        counts["table"][family, kind] += 1
    data = page_of(folder / "r.html")
    for collation in data["collations"]:
        for one in records(collation["counts"]):
            counts["page"][collation["family"], data["kinds"][one["kind"]]] += one["count"]
    assert counts["records"] == counts["table"] == counts["page"] != {}
