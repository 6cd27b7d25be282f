"""Tables for people that the command line writes are known as our own results."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from analysis.cli.meanings import meanings
from corpus.reading.formats.own import MEANING, is_own
from corpus.system.resource import resource

ROOT = Path(__file__).parents[2]
PREFIXES = {
    "title.": "title",
    "column.": "column",
    "measure.": "column",
    "class-": "column",
    "literature.": "column",
}


def messages() -> set[tuple[str, str]]:
    found = set()
    for place in ("analysis/cli/messages.toml", "corpus/resources/messages.toml"):
        table = tomllib.loads((ROOT / place).read_text(encoding="utf-8"))
        for key, words in table.items():
            for prefix, kind in PREFIXES.items():
                if key.startswith(prefix):
                    found |= {(kind, words["zh"]), (kind, words["en"])}
    tables = tomllib.loads((ROOT / "corpus/resources/columns.toml").read_text(encoding="utf-8"))
    found |= {("title", words) for both in tables["tables"].values() for words in both}
    codes = tomllib.loads((ROOT / "analysis/views/rules.toml").read_text(encoding="utf-8"))
    for code, rule in codes.items():
        found |= {("rule", f"{code}  {rule[each]['name']}") for each in ("zh", "en")}
    return found


def explained() -> set[tuple[str, str]]:
    """First lines of what ``leitong explain`` prints: a code, and how its meaning begins."""
    found = set()
    for one in (one for lang in ("zh", "en") for one in meanings(lang)):
        head, *rest = one.text.split("\n")
        words = f"{one.key}  {head}" if rest else f"{one.key}: {head[:MEANING]}".rstrip()
        found.add(("rule" if rest else "meaning", words))
    return found


def test_the_words_of_our_tables_are_those_of_the_messages() -> None:
    lines = [line for line in resource("own_tables.tsv").splitlines() if line[0] != "#"]
    wanted = messages() | explained()
    assert {tuple(line.split("\t")) for line in lines} == wanted, "run tools/make_own_tables.py"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_explain_prints_of_any_code_is_ours(lang: str) -> None:
    for one in meanings(lang):
        head, *rest = one.text.split("\n")
        assert is_own(f"{one.key}{'  ' if rest else ': '}{head}\n".encode()), one.key


@pytest.mark.parametrize("row", sorted(row for row in messages() if row[0] == "title"))
def test_every_title_of_a_table_is_known_with_columns_below_it(row: tuple[str, str]) -> None:
    title = re.sub(r"\{[a-z_]+\}", "12", row[1])
    assert is_own(f"{title}\n篇  字数  独有  套话\n".encode())
    assert not is_own(f"{title}\n今年以来，我镇认真学习。\n".encode())


def test_a_table_without_title_is_known_by_its_columns() -> None:
    assert is_own("编号  文种    标题  字数  章节  句  存疑\n".encode())
    assert is_own("篇  字数  词数  词种  词汇丰富度  章节\n".encode())
    assert not is_own("编号  标题  字数  日期  乡镇  类别\n".encode())
    assert not is_own("编号  标题  字数\n".encode())
