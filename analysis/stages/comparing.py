"""Shards of pairs: candidates compared, sure copies grouped, pairs scored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.measures.arrays.shingles import Ints
from analysis.measures.similarity.families import stars
from analysis.measures.similarity.forms import (
    FORM_MEMBERS,
    VotingGroups,
    form_members,
    is_filled_in,
    sure_copies,
)
from analysis.measures.similarity.texts import Texts
from analysis.stages import shards
from analysis.stages.reading import Outcome
from analysis.stages.steps import candidates
from analysis.stages.steps.columns import codes_column, numbers
from analysis.stages.steps.groups import own_missing_and_sizes, unit_shingles
from analysis.stages.steps.pairs import COUNTS, pairs, sides_of
from analysis.stages.steps.scores import SCORES, scores
from analysis.stages.steps.settings import Sizes
from analysis.stages.work import Work

GROUPS = pa.schema([("centre", pa.int64()), ("voter", pa.int64()), ("is_form", pa.bool_())])
"""A row a text: see :class:`analysis.measures.similarity.forms.VotingGroups`."""


def compared_sizes(work: Work) -> Sizes:
    """Return how large the corpus is, with the characters of all texts that candidates name."""
    if work.named is None:
        work.named = _named_characters(work)
    return work.sizes._replace(named=work.named)


def _named_characters(work: Work) -> int:
    named = np.zeros(work.sizes.texts, dtype=bool)
    for shard in range(work.text_ranges):
        table = pq.read_table(work.path("candidates", shard))
        for side in candidates.PAIRS.names:
            named[numbers(table, side)] = True
    return int(work.unit_sizes[work.first[named]].sum())


def pairs_shard(work: Work, shard: int) -> Outcome:
    """Compare the candidates of one range of texts."""
    table = pq.read_table(work.path("candidates", shard))
    found = pairs(_with_codes(work, table), work.plan.settings, compared_sizes(work))
    rows = shards.write_rows(work.path("pairs", shard), COUNTS, map(_table, found))
    return sum(rows), [], {"candidates": table.num_rows}


def groups_shard(work: Work, shard: int) -> Outcome:
    """Group sure copies, and tell forms among the groups."""
    n = work.sizes.texts
    several = []
    for part in range(work.text_ranges):
        table = pq.read_table(work.path("pairs", part))
        sure, least = sure_copies(sides_of(table, "plain"))
        several.append((numbers(table, "a")[sure], numbers(table, "b")[sure], least[sure]))
    a, b, least = (np.concatenate(column) for column in zip(*several, strict=True))
    centre = stars(n, a, b, least).centre
    groups = VotingGroups(centre, _forms(work, centre))
    columns = [pa.array(column) for column in (centre, groups.voter, groups.is_form)]
    shards.write_rows(work.path("groups", shard), GROUPS, [pa.table(columns, schema=GROUPS)])
    return n, [], {}


def _forms(work: Work, centre: Ints) -> np.ndarray:
    """Tell forms, some groups at a time."""
    found = np.zeros(len(centre), dtype=bool)
    several = np.flatnonzero(np.bincount(centre, minlength=len(centre))[centre] >= FORM_MEMBERS)
    members = several[np.argsort(centre[several], kind="stable")]
    heads = np.flatnonzero(np.diff(centre[members], prepend=-1))
    size = work.unit_sizes[work.first[members]]
    total = np.add.reduceat(size, heads) if len(heads) else size[:0]
    edges = np.append(heads, len(members))
    within = compared_sizes(work).within
    settings = work.plan.settings
    for some in work.batches(total):
        if total[some.start] > work.plan.layout.characters:
            rows = members[edges[some.start] : edges[some.stop]]
            found[rows] = _is_form(work, rows, within)
            continue
        # By their numbers, as all texts are: groups come apart by their centres.
        rows = np.sort(members[edges[some.start] : edges[some.stop]])
        codes, bounds = work.codes.codes(work.first[rows])
        local = np.arange(len(rows))
        texts = Texts(codes, bounds, local, local)
        shingled = settings.engine.shingled(texts, local, settings.k, within=within)
        found[rows] = form_members(shingled, np.searchsorted(rows, centre[rows]))
    return found


def _is_form(work: Work, rows: Ints, within: int) -> bool:
    """Tell whether a group too large for a batch is a form: its shingles a range at a time."""
    settings, size = work.plan.settings, work.unit_sizes[work.first[rows]]
    passes = -(-int(size.sum()) // work.plan.layout.characters)
    total = np.zeros((3, len(rows)), dtype=np.int64)
    for number in range(passes):
        parts = []
        for some in work.batches(size):
            codes, bounds = work.codes.codes(work.first[rows[some]])
            shingles = unit_shingles(codes, bounds, settings.k, within, (number, passes))
            parts.append((shingles.hashes, shingles.unit + some.start))
        hashes, unit = (np.concatenate(column) for column in zip(*parts, strict=True))
        total += own_missing_and_sizes(hashes, unit, len(rows))
    filled = is_filled_in(*total)
    return bool(filled.sum() >= max(FORM_MEMBERS, len(rows) / 2))


def scores_shard(work: Work, shard: int) -> Outcome:
    """Weigh the pairs of one range of texts."""
    table = pq.read_table(work.path("pairs", shard))
    groups = pq.read_table(work.path("groups", 0))
    centre, voter, is_form = (numbers(groups, name) for name in GROUPS.names)
    one_form = VotingGroups(centre, is_form).one_form(numbers(table, "a"), numbers(table, "b"))
    table = table.append_column("one_form", pa.array(one_form))
    del groups, centre, voter, is_form
    found = scores(_gathered(work, table), work.plan.settings, compared_sizes(work))
    rows = shards.write_rows(work.path("scores", shard), SCORES, map(_table, found))
    return sum(rows), [], {}


def _with_codes(work: Work, table: pa.Table) -> Iterator[pa.Table]:
    """Bring both texts to each pair, some pairs at a time."""
    a, b = numbers(table, "a"), numbers(table, "b")
    sizes = work.unit_sizes[work.first]
    for rows in work.batches(sizes[a] + sizes[b]):
        some = table.slice(rows.start, rows.stop - rows.start)
        for side, mine in (("a", a[rows]), ("b", b[rows])):
            some = some.append_column(
                f"codes_{side}", codes_column(*work.codes.codes(work.first[mine]))
            )
        yield some


def _gathered(work: Work, table: pa.Table) -> Iterator[pa.Table]:
    """Bring votes and what is written, too."""
    for batch in _with_codes(work, table):
        some = batch
        for side in "ab":
            mine = numbers(some, side)
            some = some.append_column(f"votes_{side}", codes_column(*work.rarity.codes(mine)))
            if work.plan.settings.occasions:
                written = work.written.strings(work.first[mine])
                some = some.append_column(f"text_{side}", pa.array(written, pa.large_string()))
        yield some


def _table(batch: Any) -> pa.Table:
    return pa.Table.from_batches([batch])
