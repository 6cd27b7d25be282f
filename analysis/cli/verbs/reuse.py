"""``leitong reuse``: passages that documents share, and how much of each document they make up."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from analysis.cli.asked import Sheet
from analysis.cli.options import (
    PathName,
    asides,
    gate,
    masking,
    option,
    reading,
    reporting_and_drawing,
    talking,
    tied,
    verb,
)
from analysis.cli.run import Run
from analysis.cli.sheets import along
from corpus.choices import LEVELS

if TYPE_CHECKING:
    from analysis.findings.reuse.finding import Reuse

KINDS = ("passage",)
GROUPED = ("characters", "share", "inside", "outside")
MOST_GROUPS = 40  # groups in the table for people; the records hold all passages
PASSAGE_WIDTH = 100  # characters of each passage in that table


@verb(
    "reuse",
    example="""\
leitong reuse data/*.txt
leitong reuse 2024/ --against 2023/ --format jsonl -o out/passages.jsonl
leitong reuse reports/ --metadata towns.csv --by 乡镇 --when 日期 -o towns.csv -o towns.png
leitong reuse reports/ --shortest 13 --fail-on 'characters>=200'""",
)
@option("--against", metavar="PATH", multiple=True, type=PathName())
@option("--shortest", type=click.IntRange(4, 1000), default=18, metavar="4..1000")
@option("--level", type=click.Choice(LEVELS), default="standard")
@option("--many", type=click.IntRange(2), default=None, metavar="N")
@option("--cap", type=click.IntRange(2), default=None, metavar="N")
@tied
@masking
@asides
@gate
@reading
@reporting_and_drawing
@talking
def reuse(
    run: Run,
    *,
    against: tuple[str, ...],
    background: tuple[str, ...],
    aside: tuple[tuple[str, ...], ...],
    accepted: str | None,
    by: str | None,
    when: str | None,
    **options: Any,
) -> None:
    """Write ``passage`` records."""
    from analysis.findings.duplicates.finding import find_duplicates
    from analysis.findings.reuse.finding import find_reuse

    run.gate(KINDS)
    run.with_by(by, when)
    run.structure = False
    put_by = run.set_aside(background, aside, accepted)
    corpus = run.corpus
    other = run.compare_with(against) if against else None
    votes = find_duplicates(corpus + other if other else corpus)
    found = find_reuse(corpus, against=other, votes=votes, by=by, **options)
    run.emit(
        chain(found.records(when), put_by.records() if put_by else ()),
        main="group" if by else "passage",
        view=lambda records: [
            along.groups(run, records, GROUPED, run.headers(GROUPED)),
            along.flows(run, records),
            _shares(run, found),
            groups(run, records),
        ],
        picture=lambda: (found.flows(when=when) if by else found).plot(lang=run.lang),
        whole=lambda: found.flows(when=when) if by else found,
    )
    if found.coverage.cap is not None:
        run.tell(
            run.say("found.reuse.capped", count=found.coverage.n_capped, cap=found.coverage.cap)
        )
    count = int(found.group.max(initial=0))
    run.summarize(
        run.say("found.reuse", passages=len(found), groups=count, shortest=found.coverage.shortest)
    )


def _shares(run: Run, found: Reuse) -> Sheet:
    frame = found.shares()[: found.left]
    names = ("document", "characters", "share", "share_distinct", "share_outside",
             "share_outside_distinct", "most_from")  # fmt: skip
    rows = [
        (run.label(document), count, *shares, run.label(most) if isinstance(most, str) else None)
        for document, count, *shares, most in zip(
            *(frame[name].tolist() for name in names), strict=True
        )
    ]
    return Sheet(run.say("title.reuse-shares"), run.headers(names), rows)


def groups(run: Run, records: list[Mapping[str, Any]]) -> Sheet:
    """List the longest passages, each group once: the others of a group say the same."""
    records = [record for record in records if record["type"] == "passage"]
    sizes: dict[int, int] = {}
    best: dict[int, int] = {}
    for row, record in enumerate(records):
        group = record["group"]
        sizes[group] = sizes.get(group, 0) + 1
        if group not in best or record["characters"] > records[best[group]]["characters"]:
            best[group] = row
    chosen = sorted(best.values(), key=lambda row: (-records[row]["characters"], row))[:MOST_GROUPS]
    rows = []
    for row in chosen:
        record = records[row]
        text = run.places.text("a", record["a"], record["a_span"])
        text = " ".join(text.split())  # a line break would be shown as an escape
        shown = text if len(text) <= PASSAGE_WIDTH else text[:PASSAGE_WIDTH] + "……"
        verdict = run.word("verdict", record["verdict"])
        if record["boilerplate"]:
            verdict += run.say("reuse.boilerplate")
        rows.append(
            (record["group"], sizes[record["group"]], run.label(record["a"]),
             run.label(record["b"]), record["characters"], record["similarity"], verdict, shown)
        )  # fmt: skip
    names = ("group", "passages", "a", "b", "characters", "similarity", "verdict", "text")
    title = run.say("title.passages", shown=len(rows), count=len(best))
    return Sheet(title, run.headers(names), rows)
