"""``leitong verify MANIFEST``: the run again, and whether the same came out."""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from analysis.cli.exits import CONDITION_HOLDS
from analysis.cli.manifest import Difference, differences, read_manifest
from analysis.cli.options import PathName, talking, verb
from analysis.cli.run import Run
from analysis.cli.terminal.help import show
from corpus.errors import SettingsError
from corpus.export.columns import render

DIGEST_SHOWN = 12
"""Characters of a digest that a table shows: two files agree in so many once in 10^14 times."""
NO_MANIFEST = ("index", "shard")
"""Verbs that change what is kept on disk: to run them again is no comparison."""


@verb(
    "verify",
    example="""\
leitong dup data/ --format csv -o out/pairs.csv --manifest out/pairs.manifest.json
leitong verify out/pairs.manifest.json""",
)
@click.argument("made", metavar="MANIFEST", type=PathName())
@talking
def verify(run: Run, *, made: str) -> None:
    """Run again what a manifest describes, in a folder of its own, and compare."""
    then = read_manifest(Path(made))
    if then.get("verb") in NO_MANIFEST or then["parameters"].get("update_baseline"):
        raise SettingsError(run.say("verify-changes", name=then["verb"]))
    with tempfile.TemporaryDirectory(prefix="leitong-") as folder:
        again = Path(folder) / "manifest.json"
        status = _run_again(then["arguments"], Path(folder), again)
        if not again.exists():
            raise SettingsError(run.say("verify-failed", status=status))
        now = read_manifest(again)
    found = list(differences(then, now))
    _tell(run, found, count=len(then["outputs"]))
    if any(difference.part in ("output", "status") for difference in found):
        run.status = CONDITION_HOLDS


def _run_again(arguments: list[str], folder: Path, manifest: Path) -> int:
    """Run a command line whose outputs go to a folder of ours; its status."""
    from analysis.cli.root import leitong

    kept: list[str] = []
    left_out: list[str] = []
    passed = False
    for argument in arguments:  # the new manifest has a place of its own
        if passed or argument.startswith("--manifest="):
            left_out.append(argument.removeprefix("--manifest="))
            passed = False
        elif argument == "--manifest":
            passed = True
        else:
            kept.append(argument)
    with _silent():
        line = [*kept, "--manifest", str(manifest)]
        return leitong.run(line, redirect=folder, left_out=left_out)


@contextmanager
def _silent() -> Iterator[None]:
    """Standard output that is digested, and read by nobody; bytes are those of a pipe."""
    before = sys.stdout
    encoding = getattr(before, "encoding", None) or "utf-8"
    sys.stdout = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    try:
        yield
    finally:
        sys.stdout = before


def _tell(run: Run, found: list[Difference], *, count: int) -> None:
    rows = [
        (run.word("part", d.part), d.name, *(_short(d.part, value) for value in d[2:]))
        for d in found
    ]
    if rows:
        lines = render(run.headers(("part", "name", "then", "now")), rows)
        show("".join(f"{line}\n" for line in lines))
    wrong = [d for d in found if d.part in ("output", "status")]
    key = "verify-differs" if wrong else "verify-same"
    run.tell(run.say(key, count=len(wrong) if wrong else count))


def _short(part: str, value: str | None) -> str | None:
    digest = part in ("input", "output") and value is not None
    return value[:DIGEST_SHOWN] if digest and value is not None else value
