"""Runs that are larger than memory: whether one is, and the finding made in stages."""

from __future__ import annotations

from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.cli.exits import PARTIAL
from analysis.cli.output import NETWORKS, PICTURES, foresee
from analysis.cli.run import Run
from analysis.cli.terminal.stderr import write_stderr
from corpus.errors import MissingExtra, SettingsError
from corpus.export.columns import visible

if TYPE_CHECKING:
    from analysis.findings.duplicates.finding import Duplicates
    from analysis.findings.duplicates.settings import Preset
    from analysis.stages.work import Plan, Work
    from corpus.reader import ReadingOptions

USUAL_MEMORY = 2 << 30
"""Bytes that shards are made for where nobody says how many."""
HELD = 7
"""Bytes held for each byte of input where all is held in arrays, measured on 100,000 documents."""
EMPTY = 200 << 20
"""Bytes held of no input at all."""
HERE = "local[*]"
"""The master where none is named: Spark's threads in this process, all cores."""
_UNFIT = ("sarif", "html", *PICTURES, *NETWORKS)


def is_larger(run: Run, memory: int) -> bool:
    """Whether the files of a run are more than fits so much memory in arrays."""
    from corpus.reader import found_files

    files = [Path(file.path) for file in found_files(_reading(run))]
    total = sum(path.stat().st_size for path in files if path.is_file())
    return total * HELD + EMPTY > memory


def refuse_in_stages(run: Run, work: str | None, *, explain: bool, aside: bool, by: bool) -> None:
    """Refuse what needs all texts at hand, and a folder that would be read as input."""
    for path in run.paths:
        if work is not None and Path(work).resolve().is_relative_to(Path(path).resolve()):
            raise click.UsageError(
                run.say("work-inside", name=visible(work), path=visible(str(path))), run.ctx
            )
    asked = {
        "--explain": explain,
        "--background, --aside, --accepted, --exclude ID": aside,
        "--by": by,
        "--anonymise": bool(run.options.get("anonymise")),
        "--metadata, --metadata-from, --where": any(
            run.options.get(name) for name in ("metadata", "metadata_from", "where")
        ),
        "--selection": bool(run.options.get("selection")),
        "--baseline": bool(run.options.get("baseline")),
        f"--format {', '.join(_UNFIT)}": any(
            run.format_for(path) in _UNFIT for path in run.outputs
        ),
    }
    for name, given in asked.items():
        if given:
            raise click.UsageError(run.say("not-in-stages", name=name), run.ctx)
    foresee(run)
    run.spare_inputs(run.paths)


def find_staged(
    run: Run,
    folder: str | None,
    memory: int | None,
    *,
    plan: bool,
    cluster: str | None,
    grain: str,
    **options: Any,
) -> Duplicates | None:
    """Find duplicates in stages; None where only the plan was asked for.

    Parameters
    ----------
    run
        The run.
    folder
        Where stages are kept; a folder that is removed at the end where there is none.
    memory
        Bytes to keep to.
    plan
        Write the plan and stop.
    cluster
        The master of a Spark cluster that does the work; None: this process does.
    grain, options
        As for :func:`analysis.findings.duplicates.finding.find_duplicates`.
    """
    if cluster is None and find_spec("pyarrow") is None:
        raise MissingExtra("--work, --memory", "scale")
    if cluster is not None:
        from analysis.stages.cluster.session import check_master

        if plan or (folder is None and not cluster.startswith("local")):
            raise click.UsageError(run.say("cluster-plan" if plan else "cluster-work"), run.ctx)
        check_master(cluster)
    from analysis.findings.duplicates.settings import choose
    from analysis.stages.duplicates import find_in_stages, plan_for
    from analysis.stages.processes import processes_within
    from analysis.stages.work import Work

    if plan and folder is None:
        raise click.UsageError(run.say("plan-needs-work"), run.ctx)
    from tempfile import TemporaryDirectory  # loads much: only where it is needed

    method = options.pop("method")
    if method == "all":
        raise SettingsError.of("setting-work-all")
    preset = choose(options["preset"], options["level"], options["k"], options["threshold"])
    made = plan_for(_reading(run), grain, preset, method, memory or USUAL_MEMORY)
    with ExitStack() as stack:
        where = folder or stack.enter_context(TemporaryDirectory(prefix="leitong-"))
        if cluster is not None:
            return _find_on_cluster(run, cluster, Path(where), memory, made, preset)
        work = stack.enter_context(Work.begin(Path(where), made))
        if plan:
            run.tell(run.say("planned", path=where, portions=len(work.plan.portions)))
            return None
        with run.progress() as tell:
            count = processes_within(memory or USUAL_MEMORY)
            found = find_in_stages(work, preset, tell, count=count)
        _tell_of_sources(run, work)
    return found


def cluster_of(run: Run, engine: str, master: str | None) -> str | None:
    """Return the master of the cluster that is asked for; None where none is."""
    if engine != "spark" and master is not None:
        raise click.UsageError(run.say("cluster-engine"), run.ctx)
    return (master or HERE) if engine == "spark" else None


def _find_on_cluster(
    run: Run, master: str, folder: Path, memory: int | None, plan: Plan, preset: Preset
) -> Duplicates:
    from analysis.stages.cluster.finding import find_on_cluster
    from analysis.stages.cluster.run import ClusterWork
    from analysis.stages.cluster.session import session

    with (
        ClusterWork.begin(folder / "spark", plan) as work,
        run.progress() as tell,
        session(master, plan.settings.characters * 3, memory) as spark,
    ):
        found = find_on_cluster(spark, work, preset, tell)
        _tell_of_sources(run, work)
    return found


def _reading(run: Run) -> ReadingOptions:
    from corpus.reader import ReadingOptions

    if "-" in run.paths:
        raise SettingsError.of("setting-work-stdin")
    options = run.options
    return ReadingOptions(
        paths=tuple(str(Path(path).absolute()) for path in run.paths),
        encoding=options.get("encoding"),
        text_column=options.get("text_column"),
        id_column=options.get("id_column"),
        split_rows=bool(options.get("split")),
        exclude=tuple(options.get("exclude") or ()),
        follow_links=bool(options.get("follow_links")),
        structure=run.structure,
    )


def _tell_of_sources(run: Run, work: Work) -> None:
    """Name what could not be read, and remember what is said at the end."""
    known = [work.finished("texts", portion).facts for portion in range(work.n_portions)]
    for path, notes in (each for facts in known for each in facts["unreadable"]):
        text = run.say("unreadable", path=path, reason="；".join(notes[run.lang]))
        write_stderr(visible(text))
        run.status = PARTIAL
    names = ("files", "documents", "characters", "skipped")
    total = {name: sum(int(facts[name]) for facts in known) for name in names}
    unread = sum(len(facts["unreadable"]) for facts in known)
    if not sum(facts["sources"] for facts in known):
        raise SettingsError(run.say("nothing-readable"))
    run.read_in_stages({**total, "unread": unread})
