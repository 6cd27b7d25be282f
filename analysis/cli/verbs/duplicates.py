"""``leitong duplicates``: copies, revisions, parts of one another, and their families."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from analysis.cli.asked import Sheet
from analysis.cli.options import (
    asides,
    gate,
    masking,
    option,
    reading,
    reporting_and_drawing,
    staging,
    talking,
    tied,
    verb,
)
from analysis.cli.run import Run
from analysis.cli.sheets import along
from analysis.cli.staged import cluster_of, find_staged, is_larger, refuse_in_stages
from analysis.findings.choices import DUPLICATE_METHODS, PRESET_NAMES
from analysis.views.rules import OF_VERDICT
from corpus.choices import GRAINS, LEVELS
from corpus.export.columns import decimal

if TYPE_CHECKING:
    from analysis.findings.duplicates.finding import Duplicates, Pair
    from analysis.findings.duplicates.reasons import Reasons

KINDS = ("pair", "family")
GROUPED = ("count", "share", "low", "high", "across")
GROUP_HEADS = ("copied", "share_of_documents", "low", "high", "across")
MOST_EXPLAINED = 20  # pairs; the library explains any other
MOST_REASONS = 8  # sentences of a pair: the weightiest carry the score
MOST_SLOTS = 20  # of a pair in the table for people; the records have all
MOST_FORMS = 50  # groups in the table for people; the records have all
LONGEST_VALUE = 60  # characters of a value or template in the table for people


class Threshold(click.ParamType):  # type: ignore[type-arg] # generic from click 8.5 on
    """A share from 0 to 1, or ``auto``."""

    name = "0..1|auto"
    expected = "a-share-or-auto"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float | str:
        """Check the number."""
        if value == "auto":
            return "auto"
        share = click.FloatRange(0, 1).convert(value, param, ctx)
        return float(share)


@verb(
    "duplicates",
    example="""\
leitong dup data/*.txt
leitong dup data/*.txt --grain section --format csv -o out/pairs.csv
leitong dup data/*.txt --explain --advice
leitong dup reports/ --keep-list -o keep.txt
leitong dup reports/ --fail-on family --baseline accepted.json
leitong dup reports/ --metadata towns.csv --by 乡镇 --when 日期 -o towns.csv -o towns.png
leitong dup reports/ --format sarif -o duplicates.sarif
leitong dup reports/ --engine spark --master spark://host:7077 --work /shared/run""",
)
@option("--grain", type=click.Choice(GRAINS), default="document")
@option("--threshold", type=Threshold(), default="auto", metavar="0..1|auto")
@option("--preset", type=click.Choice(PRESET_NAMES), default=None)
@option("--level", type=click.Choice(LEVELS), default=None)
@option("--k", type=click.IntRange(2, 64), default=None, metavar="2..64")
@option("--method", type=click.Choice(DUPLICATE_METHODS), default="auto")
@option("--explain", is_flag=True)
@option("--advice", is_flag=True)
@option("--keep-list", is_flag=True)
@tied
@staging
@masking
@asides
@gate
@reading
@reporting_and_drawing
@talking
def duplicates(
    run: Run,
    *,
    grain: str,
    explain: bool,
    advice: bool,
    keep_list: bool,
    by: str | None,
    when: str | None,
    work: str | None,
    memory: int | None,
    plan: bool,
    engine: str,
    master: str | None,
    background: tuple[str, ...],
    aside: tuple[tuple[str, ...], ...],
    accepted: str | None,
    **options: Any,
) -> None:
    """Write ``pair`` and ``family`` records, or the ids to keep."""
    run.gate(KINDS)
    run.with_by(by, when)
    run.structure = grain != "document" or explain
    cluster = cluster_of(run, engine, master)
    if work or plan or cluster or (memory and is_larger(run, memory)):
        refuse_in_stages(
            run,
            work,
            explain=explain,
            aside=bool(background or aside or accepted or any(run.excluded)),
            by=bool(by),
        )
        staged = find_staged(run, work, memory, plan=plan, cluster=cluster, grain=grain, **options)
        if staged is None:
            return
        found = staged
        put_by: Iterator[Mapping[str, Any]] = iter(())
    else:
        from analysis.findings.duplicates.finding import find_duplicates

        found_apart = run.set_aside(background, aside, accepted)
        put_by = found_apart.records() if found_apart else iter(())
        found = find_duplicates(run.corpus, grain=grain, by=by, **options)
    if keep_list:
        run.emit_lines(found.keep_list())
    else:
        reasons = reasons_of(found.pairs, found.explain) if explain else []
        run.emit(
            chain(found.each_record(when), (each.record() for each in reasons), put_by),
            main="group" if by else "pair",
            view=lambda records: [
                along.groups(run, records, GROUPED, run.headers(GROUP_HEADS)),
                along.flows(run, records),
                _families(run, records),
                _forms(run, found),
                _pairs(run, records),
                *([_advice(run, found)] if advice else []),
                *(sheet for each in reasons for sheet in explained(run, each)),
            ],
            picture=lambda: (found.flows(when=when) if by else found).plot(lang=run.lang),
            whole=lambda: found.flows(when=when) if by else found,
        )
    _tell_of_caps(run, found)
    members = sum(len(family.members) for family in found.families)
    run.summarize(
        run.say(
            "found.duplicates",
            families=len(found.families),
            members=members,
            pairs=len(found.assembled.pairs.a),
        )
    )


def _tell_of_caps(run: Run, found: Duplicates) -> None:
    """Say what was not listed, so that nobody takes it for nothing."""
    if found.coverage.n_starred:
        run.tell(run.say("duplicates-starred", count=f"{found.coverage.n_starred:,}"))


def _families(run: Run, records: list[Mapping[str, Any]]) -> Sheet:
    """One line a member, the representative first."""
    rows: list[tuple[object, ...]] = []
    for record in records:
        if record["type"] == "family":
            first = record["representative"]
            rest = [member for member in record["members"] if member != first]
            rows.append((record["id"], run.label(first), record["cohesion"]))
            rows += [(None, run.label(member), None) for member in rest]
    return Sheet(run.say("title.families"), run.headers(("family", "members", "cohesion")), rows)


def _pairs(run: Run, records: list[Mapping[str, Any]]) -> Sheet:
    names = ("similarity", "distinct_similarity", "containment_a", "containment_b")
    rows = [
        (
            run.label(record["a"]),
            run.label(record["b"]),
            OF_VERDICT[record["verdict"]],
            run.word("verdict", record["verdict"]),
            *(record[name] for name in names),
            record["family"],
        )
        for record in records
        if record["type"] == "pair"
    ]
    header = run.headers(("a", "b", "code", "verdict", *names, "family"))
    return Sheet(run.say("title.pairs"), header, rows)


def _advice(run: Run, found: Duplicates) -> Sheet:
    """How many pairs each threshold would give."""
    advice = found.advice
    title = run.say("title.advice", threshold=f"{advice.threshold:g}")
    if advice.gap is not None:
        low, high = advice.gap
        title += run.say("advice-gap", low=decimal(low), high=decimal(high))
    return Sheet(title, run.headers(("threshold", "pairs")), advice.table)


def reasons_of(pairs: Sequence[Pair], explain: Callable[[str, str], Reasons]) -> list[Reasons]:
    """Explain the most alike pairs."""
    chosen = sorted(pairs, key=lambda pair: -pair.similarity)[:MOST_EXPLAINED]
    return [explain(pair.a, pair.b) for pair in chosen]


def explained(run: Run, reasons: Reasons) -> Iterator[Sheet]:
    """What decided a verdict, where the two differ, and the sentences that carry the score."""
    a, b = run.label(reasons.first), run.label(reasons.second)
    if reasons.deciding:
        decided = [(each.words(run.lang), each.odds) for each in reasons.deciding]
        title = run.say("title.evidence", a=a, b=b)
        yield Sheet(title, run.headers(("evidence", "odds")), decided)
    if reasons.slots:
        differing = [
            (run.word("slot", s.kind), _short(s.a_text), _short(s.b_text))
            for s in reasons.slots[:MOST_SLOTS]
        ]
        title = run.say("title.slots", a=a, b=b, shown=len(differing), count=len(reasons.slots))
        yield Sheet(title, run.headers(("slot_kind", "a", "b")), differing)
    title = run.say("title.reasons", a=run.label(reasons.a), b=run.label(reasons.b))
    rows = [
        (reason.contribution, reason.covered, reason.text.strip())
        for reason in list(reasons)[:MOST_REASONS]
    ]
    yield Sheet(title, run.headers(("contribution", "covered", "sentence")), rows)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "……"


def _forms(run: Run, found: Duplicates) -> Sheet:
    """One line a group: its members, and the template that they fill in."""
    rows = [
        (form.id, len(form.members), run.label(form.representative), _short(found.template(form)))
        for form in found.forms[:MOST_FORMS]
    ]
    names = ("form", "members_count", "representative", "template")
    return Sheet(run.say("title.forms"), run.headers(names) if rows else (), rows)
