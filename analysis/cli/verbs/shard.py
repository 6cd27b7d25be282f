"""``leitong shard``: one part of one stage of a run, wherever the folder can be reached."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.cli.asked import Sheet
from analysis.cli.options import PathName, option, talking, verb
from analysis.cli.run import Run
from corpus.errors import MissingExtra

if TYPE_CHECKING:
    from analysis.stages.work import Work

ACTIONS = ("run", "status")


class Share(click.ParamType):  # type: ignore[type-arg] # generic from click 8.5 on
    """The i-th of n parts, written ``i/n``."""

    name = "share"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Read both numbers."""
        if isinstance(value, tuple):
            return value
        i, _, n = value.partition("/")
        if i.isdecimal() and n.isdecimal() and 1 <= int(i) <= int(n):
            return int(i), int(n)
        from analysis.cli.messages import say

        lang = str(getattr(ctx.find_root().obj, "lang", "zh")) if ctx else "zh"
        return self.fail(say("no-share", lang, value=value), param, ctx)


@verb(
    "shard",
    example="""\
leitong dup 全部/ --work 过程 --plan
leitong shard run texts 1/4 --work 过程
leitong shard run order 1/1 --work 过程
leitong shard status --work 过程""",
)
@click.argument("action", metavar="ACTION", type=click.Choice(ACTIONS))
@click.argument("stage", metavar="STAGE", required=False)
@click.argument("share", metavar="i/n", type=Share(), required=False)
@option("--work", metavar="DIR", type=PathName(folder=True), required=True)
@talking
def shard(
    run: Run, *, action: str, stage: str | None, share: tuple[int, int] | None, work: str
) -> None:
    """Run a share of a stage, or tell what is done."""
    if find_spec("pyarrow") is None:
        raise MissingExtra("leitong shard", "scale")
    from analysis.stages.sequence import run_stage
    from analysis.stages.work import Work

    with Work.join(Path(work)) as opened:
        if action == "status":
            run.emit((), main="shard", view=lambda _: [_status(run, opened)])
            return
        if stage is None or share is None:
            raise click.UsageError(run.say("shard.needs-stage"), run.ctx)
        with run.progress() as tell:
            done, found = run_stage(opened, stage, share, tell)
        run.tell(run.say("shard.done", stage=stage, done=done, found=found))


def _status(run: Run, work: Work) -> Sheet:
    """One line a stage; of one that cannot be counted yet nothing is known."""
    from analysis.stages.sequence import STAGES, counted

    rows: list[tuple[object, ...]] = []
    for name in STAGES:
        count = counted(work, name)
        known = [work.manifest(name, shard) for shard in range(count or 0)]
        there = [one for one in known if one is not None]
        size = sum(one.bytes for one in there) / 1e6
        rows.append((name, count, len(there), sum(one.rows for one in there), round(size, 1)))
    return Sheet("", run.headers(("stage", "shards", "done", "rows", "megabytes")), rows)
