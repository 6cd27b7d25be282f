"""In stages or in arrays: the same records, whatever the shards, and after any interruption."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

import corpus
from analysis.findings.duplicates.finding import find_duplicates
from analysis.findings.duplicates.settings import Preset, choose
from analysis.stages import sequence
from analysis.stages.duplicates import find_in_stages, plan_for
from analysis.stages.sequence import STAGES, finished, run_stage
from analysis.stages.work import Plan, ShardSizes, Work
from corpus.errors import SettingsError
from corpus.reader import ReadingOptions
from tests.analysis.stages.conftest import made_texts

pytestmark = pytest.mark.slow

Written = Callable[[list[str]], Path]
SMALL = ShardSizes(portion=20_000, words=3_000, range=9_000, characters=9_000)
LARGE = ShardSizes(portion=1 << 22, words=1 << 20, range=1 << 23, characters=1 << 22)


def plan(path: Path, preset: Preset, layout: ShardSizes, grain: str = "document") -> Plan:
    from corpus.reader import found_files
    from corpus.reading.portions import portions_of

    made = plan_for(ReadingOptions((str(path),)), grain, preset, "bands", 1 << 30)
    portions = tuple(portions_of(found_files(made.reading), layout.portion))
    return made._replace(layout=layout, portions=portions)


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("layout", [SMALL, LARGE], ids=["many shards", "one shard"])
@pytest.mark.parametrize("named", [None, "ocr", "13字", "template"])
def test_stages_find_the_records_that_arrays_find(
    written: Written, tmp_path: Path, layout: ShardSizes, named: str | None
) -> None:
    path = written(made_texts(1))
    preset = choose(named, None, None, "auto")
    with Work.begin(tmp_path / "w", plan(path, preset, layout)) as work:
        found = find_in_stages(work, preset)
        assert work.n_portions > 3 or layout == LARGE
    known = find_duplicates(corpus.read(path), method="bands", preset=named)
    assert found.records() == known.records()
    assert found.coverage == known.coverage
    assert found.keep_list() == known.keep_list()
    assert found.families
    assert found.coverage.n_capped


def test_a_small_corpus_is_joined_over_all_its_shingles_in_stages_too(
    written: Written, tmp_path: Path
) -> None:
    path = written(made_texts(2, bases=8))
    preset = choose(None, None, None, "auto")
    made = plan(path, preset, SMALL)._replace(method="auto")
    with Work.begin(tmp_path / "w", made) as work:
        found = find_in_stages(work, preset)
    assert found.coverage.method == "all"
    assert found.records() == find_duplicates(corpus.read(path)).records()


def test_sections_are_found_in_stages_as_in_arrays(tmp_path: Path, sample_path: Path) -> None:
    preset = choose(None, None, None, "auto")
    made = plan_for(
        ReadingOptions((str(sample_path),), structure=True), "section", preset, "bands", 1 << 30
    )
    with Work.begin(tmp_path / "w", made) as work:
        found = find_in_stages(work, preset)
    known = find_duplicates(corpus.read(sample_path), grain="section", method="bands")
    assert found.records() == known.records()


def test_a_run_that_was_killed_goes_on_and_leaves_the_same_bytes(
    written: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(made_texts(3, bases=12))
    preset = choose(None, None, None, "auto")
    made = plan(path, preset, SMALL)
    with Work.begin(tmp_path / "whole", made) as work:
        known = find_in_stages(work, preset).records()
    done: list[str] = []
    limit = 0

    def count(stage: str, at: int, _: int) -> None:
        done.append(f"{stage} {at}")
        if len(done) > limit:
            raise KeyboardInterrupt

    found = None
    for times in range(150):
        limit = 7 * times
        done.clear()
        try:
            with Work.begin(tmp_path / "killed", made) as work:
                found = find_in_stages(work, preset, count).records()
            break
        except KeyboardInterrupt:
            (tmp_path / "killed" / "texts" / ".leitong-0.tmp").write_bytes(b"half")
    assert found == known
    (tmp_path / "killed" / "texts" / ".leitong-0.tmp").unlink()
    assert digests(tmp_path / "killed") == digests(tmp_path / "whole")


def test_a_finished_shard_is_not_done_again(written: Written, tmp_path: Path) -> None:
    path = written(made_texts(4, bases=6))
    preset = choose(None, None, None, "auto")
    made = plan(path, preset, SMALL)
    with Work.begin(tmp_path / "w", made) as work:
        find_in_stages(work, preset)
    with Work.begin(tmp_path / "w", made) as work:
        for name in STAGES:
            assert run_stage(work, name)[0] == 0
            assert finished(work, name)


def test_shares_of_a_stage_run_apart_and_any_of_them_first(
    written: Written, tmp_path: Path
) -> None:
    path = written(made_texts(5, bases=10))
    preset = choose(None, None, None, "auto")
    made = plan(path, preset, SMALL)
    Work.begin(tmp_path / "w", made)
    for name in STAGES:
        for share in (3, 1, 2):
            with Work.join(tmp_path / "w") as work:
                run_stage(work, name, (share, 3))
    with Work.join(tmp_path / "w") as work:
        assert all(finished(work, name) for name in STAGES)
        found = find_in_stages(work, preset).records()
    known = find_duplicates(corpus.read(path), method="bands").records()
    assert found == known


def test_a_stage_waits_for_the_one_before_it(written: Written, tmp_path: Path) -> None:
    path = written(made_texts(6, bases=4))
    preset = choose(None, None, None, "auto")
    with Work.begin(tmp_path / "w", plan(path, preset, SMALL)) as work:
        run_stage(work, "texts", (1, 2))
        with pytest.raises(SettingsError, match="texts is not done"):
            run_stage(work, "order")
        with pytest.raises(SettingsError, match="stage"):
            run_stage(work, "nothing")
        assert sequence.counted(work, "pairs") is None


def test_a_folder_of_another_run_is_refused(written: Written, tmp_path: Path) -> None:
    path = written(made_texts(7, bases=4))
    preset = choose(None, None, None, "auto")
    Work.begin(tmp_path / "w", plan(path, preset, SMALL))
    with pytest.raises(SettingsError, match="other files or options"):
        Work.begin(tmp_path / "w", plan(path, choose("ocr", None, None, "auto"), SMALL))
    with path.open("a", encoding="utf-8") as file:
        file.write('{"text":"又来一行"}\n')
    with pytest.raises(SettingsError, match="other files or options"):
        Work.join(tmp_path / "w")
    with pytest.raises(SettingsError, match="no plan"):
        Work.join(tmp_path / "nowhere")


def test_another_bound_of_memory_goes_on_with_the_shards_that_are_there(
    written: Written, tmp_path: Path
) -> None:
    path = written(made_texts(8, bases=4))
    preset = choose(None, None, None, "auto")
    with Work.begin(tmp_path / "w", plan(path, preset, SMALL)) as work:
        known = find_in_stages(work, preset).records()
    with Work.begin(tmp_path / "w", plan(path, preset, LARGE)) as work:
        assert work.plan.layout == SMALL
        assert run_stage(work, "texts")[0] == 0
        assert find_in_stages(work, preset).records() == known
