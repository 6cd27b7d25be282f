"""``leitong collate``: where copies of one text differ, character by character."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from analysis.cli.asked import Sheet
from analysis.cli.options import condition, option, reading, talking, verb, writing
from analysis.cli.run import Run
from analysis.cli.terminal.help import show
from corpus.errors import SettingsError

if TYPE_CHECKING:
    from analysis.findings.collation.finding import Collation
    from corpus.model import Document

KINDS = ("variant",)
PAIR = 2  # documents that are collated without being asked whether they are alike
MOST_NAMED = 20  # ids in a complaint
READING_WIDTH = 60  # characters of a reading in the table for people


@verb(
    "collate",
    example="""\
leitong collate data/*.txt
leitong collate 上半年.txt 下半年.txt --word-diff
leitong collate 总结15篇.txt '#4' '#11' --format jsonl
leitong collate reports/ --family 2 --fail-on kind=wording
leitong diff 旧稿.docx 新稿.docx
leitong collate 总结15篇.txt '#4' '#11' '#14' --base '#11'""",
)
@option("--family", type=click.IntRange(1), default=None, metavar="N")
@option("--all", "--together", is_flag=True)
@option("--base", default=None, metavar="ID")
@option("--word-diff", is_flag=True)
@condition
@reading
@writing
@talking
def collate(
    run: Run, *, family: int | None, together: bool, base: str | None, word_diff: bool
) -> None:
    """Write ``variant`` records."""
    run.gate(KINDS)
    named = _named(run)
    found = list(_collations(run, named, family, base=base, together=together))
    if word_diff or run.for_people:
        show("".join(_differences(run, collation) for collation in found))
    else:
        run.emit(
            (record for collation in found for record in collation.records()),
            main="variant",
            view=lambda _: [sheet for collation in found for sheet in _sheets(run, collation)],
        )
    places = sum(len(collation.variants) for collation in found)
    if not found and not named:
        run.tell(run.say("collate-nothing"))
    run.summarize(run.say("found.collate", groups=len(found), places=places))


def _named(run: Run) -> list[str]:
    """Take documents named as ``FILE#7`` or ``#7`` out of the paths; give their ids."""
    paths: list[str] = []
    named: list[str] = []
    for argument in run.paths:
        path, mark, number = str(argument).rpartition("#")
        if not mark or Path(argument).exists():
            path = str(argument)
        else:
            named.append(f"{Path(path).name}#{number}" if path else f"#{number}")
        if path and path not in paths:
            paths.append(path)
    if not paths:
        raise click.UsageError(run.say("collate-no-path", name=named[0]), run.ctx)
    run.paths = paths
    return named


def _collations(
    run: Run, named: Sequence[str], family: int | None, *, base: str | None, together: bool
) -> Iterator[Collation]:
    """Collate what was named, all there is, the only two, or each family of duplicates."""
    from analysis.findings.collation.finding import collate as collate_units

    ids = _in_order_of_naming(run)
    if named:
        try:
            yield collate_units(run.corpus, named, base=base)
        except KeyError as error:
            raise SettingsError(_unknown(run, named, ids)) from error
        return
    if base is not None and not any(name.endswith(base) for name in ids):
        raise SettingsError(_unknown(run, [base], ids))
    if family is None and len(ids) > 1 and (together or len(ids) == PAIR):
        yield collate_units(run.corpus, ids, base=base)
        return
    from analysis.findings.duplicates.finding import find_duplicates

    families = find_duplicates(run.corpus).families
    if family is not None and family > len(families):
        raise SettingsError(run.say("no-such-family", number=family, count=len(families)))
    for found in families:
        if family in (None, found.id):
            mine = base if any(name.endswith(base or "") for name in found.members) else None
            yield collate_units(run.corpus, found, base=mine)


def _in_order_of_naming(run: Run) -> list[str]:
    """List documents in the order in which the files were named: ``diff OLD NEW``."""
    named = {Path(path).as_posix(): place for place, path in enumerate(run.paths)}

    def place(document: Document) -> int:
        path = PurePosixPath(run.places.path(document.source))
        here = [named[str(p)] for p in (path, *path.parents) if str(p) in named]
        return here[0] if here else len(named)

    return [document.id for document in sorted(run.corpus, key=place)]


def _unknown(run: Run, named: Sequence[str], ids: Sequence[str]) -> str:
    """Say which of the names is no document's, or several documents'."""
    for name in named:
        ends = [known for known in ids if known.endswith(name)]
        if name not in ids and len(ends) != 1:
            some = ", ".join(map(run.label, (ends or ids)[:MOST_NAMED]))
            return run.say("several-such-documents" if ends else "no-such-document",
                           name=name, names=some)  # fmt: skip
    return run.say("no-such-document", name=", ".join(named), names=", ".join(ids[:MOST_NAMED]))


def _sheets(run: Run, collation: Collation) -> list[Sheet]:
    names = [run.label(name) for name in collation.ids]
    title = run.say("title.variants", names="  ".join(names), count=len(collation.variants))
    rows = [
        (
            variant.n,
            run.word("variant", variant.kind),
            variant.left[-6:],
            *(_cut(reading.text) for reading in variant.readings.values()),
            variant.right[:6],
        )
        for variant in collation.variants
    ]
    header = [*run.headers(("n", "variant", "left")), *names, *run.headers(("right",))]
    words = collation.explain(lang=run.lang).split("\n")
    return [Sheet(title, header, rows), Sheet("", [words[0]], [(line,) for line in words[1:]])]


def _cut(text: str) -> str:
    if text and not text.strip(" \u3000"):
        return f"'{text}'"  # a blank that can be seen
    return text if len(text) <= READING_WIDTH else text[: READING_WIDTH - 1] + "…"


def _differences(run: Run, collation: Collation) -> str:
    """Every witness against the first, in running text."""
    first, *others = collation.ids
    pieces = []
    for name in others:
        head = f"--- {run.label(first)}\n+++ {run.label(name)}\n"
        lines = collation.word_diff(first, name, color=run.color)
        pieces.append(head + lines + ("\n" if lines else ""))
    return "\n".join(pieces)
