"""One word for one thing: class names, constants, and the glossary that explains them."""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("corpus", "analysis", "leitong", "tools", "benchmarks")
GLOSSARY = ROOT / "docs" / "glossary.md"
BARE = {"MOST", "LEAST", "LONGEST", "SHORTEST", "SHOWN", "SHORT", "LONG", "NEAR", "FAR", "FEWEST"}
"""Words that say how much and not of what."""


def trees() -> Iterator[tuple[str, ast.Module]]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def assigned(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        targets = (
            node.targets
            if isinstance(node, ast.Assign)
            else [node.target]
            if isinstance(node, ast.AnnAssign)
            else []
        )
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def test_no_two_classes_have_one_name() -> None:
    homes = defaultdict(list)
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                homes[node.name.lstrip("_")].append(path)
    assert {name: paths for name, paths in homes.items() if len(paths) > 1} == {}


def test_a_constant_says_what_it_bounds() -> None:
    bare = {
        f"{path}: {n}" for path, tree in trees() for n in assigned(tree) if n.strip("_") in BARE
    }
    assert bare == set(), "say of what: MOST_PAIRS, LONGEST_TITLE"


def test_no_constant_is_bound_twice_in_one_module() -> None:
    twice = {
        f"{path}: {name}"
        for path, tree in trees()
        for name, n in Counter(assigned(tree)).items()
        if n > 1 and name.isupper()
    }
    assert twice == set()


def rows_of_the_glossary() -> list[list[str]]:
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "|" in line]
    return [row for row in rows if row[0] != "term" and not row[0].startswith("---")]


def thing(dotted: str) -> object:
    """Import a module, or what stands in one."""
    try:
        return import_module(dotted)
    except ModuleNotFoundError:
        module, _, name = dotted.rpartition(".")
        return getattr(thing(module), name)


def test_the_glossary_gives_each_word_one_meaning_and_one_place_that_exists() -> None:
    rows = rows_of_the_glossary()
    assert {len(row) for row in rows} == {4}
    words = [row[0] for row in rows]
    assert len(words) == len(set(words))
    assert len({row[1] for row in rows}) == len(rows), "two terms have one Chinese word"
    assert len({row[2] for row in rows}) == len(rows), "two terms have one definition"
    named = "piece run part strand stretch passage seed match chain bridge"
    assert set(named.split()) <= set(words)
    for term, chinese, meaning, place in rows:
        assert re.search(r"[\u4e00-\u9fff]", chinese), term
        assert len(meaning) > 20, term
        assert thing(place.strip("`")) is not None, term


def test_the_glossary_is_in_the_table_of_contents() -> None:
    assert "\nglossary\n" in (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
