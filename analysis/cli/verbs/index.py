"""``leitong index``: an archive kept on disk, against which new documents are checked at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from analysis.cli.asked import Sheet
from analysis.cli.exits import PARTIAL
from analysis.cli.options import PathName, option, reading, talking, verb, writing
from analysis.cli.run import Run
from corpus.choices import LEVELS

if TYPE_CHECKING:
    from analysis.archive.index import Index

ACTIONS = ("build", "add", "remove", "info", "compact", "verify")


@verb(
    "index",
    example="""\
leitong index build archive.index 历年/
leitong index add archive.index 今年/
leitong index remove archive.index 今年/草稿.txt
leitong index verify archive.index""",
)
@click.argument("action", metavar="ACTION", type=click.Choice(ACTIONS))
@click.argument("folder", metavar="INDEX", type=PathName(folder=True))
@option("--level", type=click.Choice(LEVELS), default="standard")
@option("--shortest", type=click.IntRange(4, 1000), default=18, metavar="4..1000")
@reading
@writing
@talking
def index(run: Run, *, action: str, folder: str, level: str, shortest: int) -> None:
    """Build, change or look at an index."""
    from analysis.archive.index import Index

    run.structure = False
    if action == "build":
        with Index.build(folder, run.corpus, level=level, shortest=shortest) as made:
            run.summarize(run.say("index.built", path=folder, documents=len(made)))
        return
    with Index(folder) as opened:
        if action == "add":
            added = opened.add(run.corpus)
            run.summarize(run.say("index.added", path=folder, **added._asdict()))
        elif action == "remove":
            run.tell(run.say("index.removed", path=folder, count=opened.remove(run.paths)))
        elif action == "compact":
            run.tell(run.say("index.compacted", path=folder, segments=opened.compact()))
        elif action == "verify":
            _verify(run, opened)
        else:
            _info(run, opened)


def _info(run: Run, opened: Index) -> None:
    record = {"type": "index", "schema": 1, "path": str(opened.path), **opened.info()._asdict()}
    run.emit([record], main="index", view=lambda records: [_numbers(run, records[0])])


def _numbers(run: Run, record: Mapping[str, Any]) -> Sheet:
    rows: list[tuple[object, ...]] = [
        (run.say(f"index.{name}"), value)
        for name, value in record.items()
        if name not in ("type", "schema", "path")
    ]
    return Sheet("", run.headers(("measure", "value")), rows)


def _verify(run: Run, opened: Index) -> None:
    found = opened.verify()
    records = [
        {"type": "damage", "schema": 1, "code": one.code, "what": one.what, "details": one.details,
         "message": one.message(run.lang)}
        for one in found
    ]  # fmt: skip
    run.emit(records, main="damage", view=lambda some: [_damages(run, some)])
    if found:
        run.status = PARTIAL
    run.tell(run.say("index.damaged" if found else "index.sound", path=opened.path,
                     count=len(found)))  # fmt: skip


def _damages(run: Run, records: list[Mapping[str, Any]]) -> Sheet:
    rows = [(record["message"],) for record in records]
    return Sheet("", run.headers(("damage",)) if rows else (), rows)
