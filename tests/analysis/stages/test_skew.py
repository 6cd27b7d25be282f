"""What very many texts share makes stars and no cliques: work grows as the corpus does."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

import corpus
from analysis.findings.duplicates.families import MOST_COPIES
from analysis.findings.duplicates.finding import find_duplicates
from analysis.findings.duplicates.settings import choose
from analysis.stages.duplicates import find_in_stages, plan_for
from analysis.stages.sequence import STAGES
from analysis.stages.work import ShardSizes, Work
from corpus.reader import ReadingOptions
from tests.analysis.stages.conftest import HAN

pytestmark = pytest.mark.slow

SIZES = ShardSizes(portion=30_000, words=6_000, range=30_000, characters=30_000)


def forms(rng: random.Random, n: int) -> list[str]:
    """One form, filled in n times."""
    form = ["".join(rng.choices(HAN, k=30)) + "：" for _ in range(6)]
    return ["\n".join(part + "".join(rng.choices(HAN, k=5)) for part in form) for _ in range(n)]


def wording(rng: random.Random, n: int) -> list[str]:
    """Texts of their own with one paragraph that all share."""
    shared = "".join(rng.choices(HAN, k=120))
    return ["".join(rng.choices(HAN, k=200)) + shared for _ in range(n)]


def copies(rng: random.Random, n: int) -> list[str]:
    """One text n times, and ten that resemble it."""
    text = "".join(rng.choices(HAN, k=300))
    near = [text[:place] + "一二" + text[place:] for place in range(20, 220, 20)]
    return [text] * n + near


def rows(path: Path, folder: Path) -> dict[str, int]:
    """Run the stages, and count what each wrote."""
    preset = choose(None, None, None, "auto")
    plan = plan_for(ReadingOptions((str(path),)), "document", preset, "bands", 1 << 30)
    with Work.begin(folder, plan._replace(layout=SIZES)) as work:
        found = find_in_stages(work, preset)
        assert found.records() == find_duplicates(corpus.read(path), method="bands").records()
        held = {
            name: sum(work.finished(name, s).rows for s in range(stage.count(work)))
            for name, stage in STAGES.items()
        }
        return {**held, "listed": len(found.pairs), "in families": len(work.text_of)}


@pytest.mark.parametrize("kind", [forms, wording, copies])
def test_rows_grow_as_the_texts_do_and_not_as_their_square(
    kind: Callable[[random.Random, int], list[str]],
    written: Callable[[list[str]], Path],
    tmp_path: Path,
) -> None:
    once, twice = (
        rows(written(kind(random.Random(5), n)), tmp_path / str(n))  # noqa: S311
        for n in (300, 600)
    )
    for name, few in once.items():
        # Buckets of up to 32 are paired each with each: 32 rows a text, of 300 if all were.
        assert twice[name] <= max(2.4 * few, 32 * 600), name


def test_a_form_filled_in_often_is_a_form_and_no_family(
    written: Callable[[list[str]], Path],
) -> None:
    path = written(forms(random.Random(6), 120))  # noqa: S311
    found = find_duplicates(corpus.read(path), method="bands")
    assert {pair.verdict for pair in found.pairs} == {"same-form"}
    assert not found.families
    assert len(found.pairs) < 120 * 64 / 2


def test_what_resembles_a_text_of_very_many_copies_is_paired_with_the_first_only(
    written: Callable[[list[str]], Path],
) -> None:
    n = MOST_COPIES + 44
    path = written(copies(random.Random(7), n))  # noqa: S311
    found = find_duplicates(corpus.read(path), method="bands")
    assert sum(pair.verdict == "identical" for pair in found.pairs) == n - 1
    assert {pair.a for pair in found.pairs if pair.verdict == "identical"} == {"文集.jsonl:1"}
    near = [pair for pair in found.pairs if pair.verdict != "identical"]
    assert found.coverage.n_starred > 0
    assert found.coverage.n_starred % (n - 1) == 0
    assert len(near) == len({(pair.a, pair.b) for pair in near}) <= 55
    assert len(found.families) == 1
    assert len(found.families[0].members) == n + 10
    few = written(copies(random.Random(7), MOST_COPIES))  # noqa: S311
    assert find_duplicates(corpus.read(few), method="bands").coverage.n_starred == 0


def test_every_member_of_a_family_is_compared_with_the_one_that_stands_for_it(
    written: Callable[[list[str]], Path],
) -> None:
    from tests.analysis.stages.conftest import made_texts

    found = find_duplicates(corpus.read(written(made_texts(12))), method="bands")
    linked = {
        frozenset((pair.a, pair.b))
        for pair in found.pairs
        if pair.verdict in ("identical", "duplicate", "revision")
    }
    assert len(found.families) > 10
    for family in found.families:
        for member in family.members:
            assert member == family.representative or any(
                frozenset((member, other)) in linked for other in family.members
            )
