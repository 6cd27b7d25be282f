"""SARIF: valid, to the column, a star per family, within the limits of code hosts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from analysis import find_boilerplate, find_duplicates, find_reuse, find_templates
from analysis.findings.votes import Votes
from analysis.views.issues import Issue, IssuePlace, issues, percent
from analysis.views.rules import codes
from analysis.views.sarif import MOST_LOCATIONS, MOST_RESULTS, line_starts, sarif
from corpus.model import Source, Span
from corpus.records import records

SCHEMA = Path(__file__).parents[2] / "schemas" / "sarif-2.1.0-rtm.5.json"
TEXT = "全镇上半年开展理论学习12次，覆盖党员干部三百余人，整理学习笔记二百余篇。"


def log(found: list[Issue], lang: str = "zh") -> dict[str, Any]:
    content = sarif(found, path_of=lambda source: source.id, lang=lang).content
    parsed: dict[str, Any] = json.loads(content)
    rule = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft4Validator(rule).validate(parsed)
    return parsed


def results(found: list[Issue]) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = log(found)["runs"][0]["results"]
    return listed


def told(c: corpus.Corpus, made: Any) -> list[Issue]:
    def locate(side: str, name: str) -> tuple[Source, Span]:
        for compilation in c.compilations:
            if compilation.source.id == name:
                return compilation.source, Span(0, len(compilation.source.text))
        found: Any = c[name]
        return found.source, found.body

    return list(issues(made, locate))


def cut(text: str, region: Mapping[str, int]) -> str:
    """What a viewer marks: lines split at LF, columns counted in code points."""
    lines = text.split("\n")
    chosen = lines[region["startLine"] - 1 : region["endLine"]]
    chosen[-1] = chosen[-1][: region["endColumn"] - 1]
    chosen[0] = chosen[0][region["startColumn"] - 1 :]
    return "\n".join(chosen)


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everything_found_in_the_compilation_is_valid(sample: corpus.Corpus, lang: str) -> None:
    voters = find_duplicates(sample).voters
    made = [
        *find_duplicates(sample).records(),
        *find_reuse(sample).records(),
        *find_boilerplate(sample, votes=Votes(voters)).records(),
        *find_templates(sample, votes=Votes(voters)).records(),
        *records(sample.compilations),
    ]
    run = log(told(sample, made), lang)["runs"][0]
    assert {"D102", "D201", "B101", "B102", "P102"} <= {r["ruleId"] for r in run["results"]}
    assert [r["id"] for r in run["tool"]["driver"]["rules"]] == sorted(
        {r["ruleId"] for r in run["results"]}
    )
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert set(result["partialFingerprints"]) == {"leitong/v1"}
    assert run["columnKind"] == "unicodeCodePoints"


def test_a_family_is_a_star(sample: corpus.Corpus) -> None:
    found = told(sample, find_duplicates(sample).records())
    assert sorted(i.place.name[-3:] for i in found) == ["#11", "#14", "t#8"]
    assert all(len(issue.others) == 1 for issue in found)
    many = corpus.from_texts({f"{n:03}.txt": TEXT for n in range(200)})
    assert len(told(many, find_duplicates(many).records())) == 199


def test_a_member_whose_pair_with_the_first_was_left_out_is_told_with_another(
    sample: corpus.Corpus,
) -> None:
    made = find_duplicates(sample).records()
    kept = [r for r in made if r["type"] == "family" or r.get("verdict") == "identical"]
    (issue,) = told(sample, kept)
    assert (issue.code, issue.place.name[-3:], issue.others[0].name[-3:]) == ("D101", "#14", "#11")


def test_a_passage_is_told_once_with_all_its_places() -> None:
    c = corpus.from_texts({f"{n}.txt": f"{n}月。" + TEXT for n in "一二三四"})
    (result,) = results(told(c, find_reuse(c).records()))
    assert len(result["relatedLocations"]) == 3
    assert "[二.txt](1)" in result["message"]["text"]


@given(st.text(st.sampled_from("甲乙𠀀😀\r\n\u2028 a"), max_size=40), st.data())
def test_regions_name_the_very_characters(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = IssuePlace("甲.txt", Source("甲.txt", text), Span(start, end))
    (result,) = results([Issue("D201", "1", place, (), "f")])
    region = result["locations"][0]["physicalLocation"]["region"]
    assert cut(text, region) == text[start:end]
    assert line_starts(text)[region["startLine"] - 1] + region["startColumn"] - 1 == start


def test_a_file_whose_text_was_taken_out_has_no_lines() -> None:
    place = IssuePlace("甲.docx", Source("甲.docx", "一\n二"), Span(0, 1))
    (result,) = results([Issue("D201", "1", place, (), "f")])
    assert "region" not in result["locations"][0]["physicalLocation"]


def test_names_are_addresses_and_cannot_make_links() -> None:
    source = Source("2024/甲 [1](2)#3.txt", "一")
    place = IssuePlace(source.id, source, Span(0, 1))
    (result,) = results([Issue("D201", "1", place, (place,), "f")])
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "2024/%E7%94%B2%20%5B1%5D%282%29%233.txt"
    assert r"[2024/甲 \[1\](2)#3.txt](1)" in result["message"]["text"]


@pytest.mark.slow
def test_results_and_locations_keep_within_what_hosts_take() -> None:
    place = IssuePlace("甲.txt", Source("甲.txt", "一"), Span(0, 1))
    issue = Issue("D201", "1", place, (place,) * 3000, "f")
    assert len(results([issue])[0]["relatedLocations"]) == MOST_LOCATIONS - 1
    alone = issue._replace(others=())
    written = sarif([alone] * (MOST_RESULTS + 7), path_of=lambda s: s.id)
    assert written.left_out == 7
    run = json.loads(written.content)["runs"][0]
    assert (len(run["results"]), run["properties"]["leftOut"]) == (MOST_RESULTS, 7)


def test_a_share_is_never_rounded_to_a_lie() -> None:
    assert [percent(x) for x in (0, 1e-9, 0.0009, 0.001, 0.5, 0.999, 0.9991, 1 - 1e-9, 1)] == [
        "0%", "<0.1%", "<0.1%", "0.1%", "50.0%", "99.9%", ">99.9%", ">99.9%", "100%",
    ]  # fmt: skip


def test_every_rule_has_a_code_of_one_shape() -> None:
    assert all(len(code) == 4 and code[0] in "BDPR" and code[1:].isdigit() for code in codes())
