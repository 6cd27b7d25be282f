"""``leitong eval``: findings against gold, what noise would hide, and a page to make gold with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from analysis.cli.asked import Sheet
from analysis.cli.options import PathName, option, reading, talking, verb, writing
from analysis.cli.run import Run
from corpus.errors import SettingsError

SCORES = ("value", "low", "high")


@verb(
    "eval",
    example="""\
leitong eval data/ --gold gold.jsonl
leitong eval --gold gold.jsonl --found out/pairs.jsonl
leitong eval data/ --noise --format csv -o out/recall.csv
leitong eval data/ --sample 100 -o out/judge.html""",
)
@option("--gold", metavar="FILE", type=PathName())
@option("--found", metavar="FILE", type=PathName())
@option("--noise", is_flag=True)
@option("--sample", type=click.IntRange(1), default=None, metavar="N")
@option("--rounds", type=click.IntRange(0), default=1000, metavar="N")
@reading
@writing
@talking
def evaluation(
    run: Run,
    *,
    gold: str | None,
    found: str | None,
    noise: bool,
    sample: int | None,
    rounds: int,
) -> None:
    """Write ``score`` or ``recall`` records, or the page."""
    if [gold is not None, noise, sample is not None].count(True) != 1:
        raise click.UsageError(run.say("eval-one-of"), run.ctx)
    if gold is not None:
        _against_gold(run, gold, found, rounds)
    elif noise:
        _under_noise(run, rounds)
    elif sample is not None:
        _to_be_judged(run, sample)


eval = evaluation  # noqa: A001 - a verb is found by its name


def _against_gold(run: Run, gold: str, found: str | None, rounds: int) -> None:
    from analysis.evaluation.evaluation import evaluate
    from analysis.evaluation.findings import find_for
    from analysis.evaluation.gold import read_gold

    known = read_gold(_text(run, gold), gold)
    run.inputs.update({name: Path(name) for name in (gold, found) if name is not None})
    if found is None:
        corpus = run.corpus
        with run.progress() as tell:
            records = list(find_for(known, corpus, progress=tell))
        ids = [document.id for document in corpus]
        scores = evaluate(known, records, documents=ids, rounds=rounds)
        run.summarize()
    else:
        scores = evaluate(known, list(_records(run, found)), rounds=rounds)
    run.emit(scores.records(), main="score", view=lambda records: [_scores(run, records)])


def _under_noise(run: Run, rounds: int) -> None:
    from analysis.evaluation.recall import noise_test

    corpus = run.corpus
    with run.progress() as tell:
        found = noise_test(corpus, rounds=rounds, progress=tell)
    run.emit(found.records(), main="recall", view=lambda records: [_curves(run, records)])
    run.summarize()


def _to_be_judged(run: Run, sample: int) -> None:
    from analysis.evaluation.sampling import draw
    from analysis.views.judging import page
    from corpus.atomic import write_all

    out = run.output
    if out is None or out.suffix.lower() not in (".html", ".htm"):
        raise click.UsageError(run.say("eval-page"), run.ctx)
    drawn = draw(run.corpus, sample)
    write_all({out: page(drawn, lang=run.lang)})
    run.note_written([out])
    run.tell(run.say("written", names=str(out)))
    run.summarize(run.say("found.sample", count=len(drawn.items)))


def _text(run: Run, name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SettingsError(run.say("no-gold", path=name, reason=reason)) from error


def _records(run: Run, name: str) -> Iterator[Mapping[str, Any]]:
    import json

    for number, line in enumerate(_text(run, name).split("\n"), 1):
        if line.strip():
            try:
                record = json.loads(line)
                record["type"]
            except (ValueError, KeyError, TypeError) as error:
                where = f"{name}:{number}"
                raise SettingsError(run.say("no-record", where=where)) from error
            yield record


def _scores(run: Run, records: list[Mapping[str, Any]]) -> Sheet:
    header = run.headers(("task", "measured", *SCORES, "judged"))
    rows = [
        (run.word("task", record["task"]), _measure(run, record["measure"]),
         *(record[name] for name in SCORES), record["n"])
        for record in records
    ]  # fmt: skip
    return Sheet(run.say("title.scores"), header, rows)


def _measure(run: Run, name: str) -> str:
    """Say a measure; those of a class of sentences begin with the class."""
    kind, _, measure = name.rpartition("-")
    if measure in ("precision", "recall", "f1") and kind not in ("", "b3", "macro"):
        return f"{run.word('class', kind)} {run.word('score', measure)}"
    return run.word("score", name)


def _curves(run: Run, records: list[Mapping[str, Any]]) -> Sheet:
    """One line a finding and noise, one column a rate."""
    rates = list(dict.fromkeys(record["rate"] for record in records))
    lines: dict[tuple[str, str], dict[float, Any]] = {}
    for record in records:
        lines.setdefault((record["finding"], record["noise"]), {})[record["rate"]] = record
    rows = [
        (run.word("task", finding), run.word("noise", kind),
         *(points[rate]["recall"] if rate in points else None for rate in rates))
        for (finding, kind), points in lines.items()
    ]  # fmt: skip
    header = [*run.headers(("task", "noise")), *(f"{rate:g}" for rate in rates)]
    return Sheet(run.say("title.recall"), header, rows)
