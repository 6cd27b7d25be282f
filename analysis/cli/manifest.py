"""What a run was made of and what came out, so that anybody can run it again and compare.

No clock, host, user or absolute path stands in it: the same run writes the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from collections.abc import Iterable, Iterator, Mapping
from glob import escape
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.cli.terminal.stdout import is_terminal, taps
from corpus.errors import SettingsError

if TYPE_CHECKING:
    from analysis.cli.run import Run

SCHEMA = 1
APART = frozenset(("manifest", "quiet", "debug", "color"))
"""Options that change nothing in what is found."""
PIECE = 1 << 20
"""Bytes of a file that are digested at a time."""


class Difference(NamedTuple):
    """A thing that is not as the manifest has it."""

    part: str
    """``version``, ``parameter``, ``input``, ``output`` or ``status``."""
    name: str
    then: str | None
    now: str | None


class ManifestWriter:
    """Sees what a run writes to standard output, and describes the run when it is over."""

    def __init__(self) -> None:
        self._stdout = hashlib.sha256()
        self._written = 0

    def __enter__(self) -> ManifestWriter:
        taps.append(self._see)
        return self

    def __exit__(self, *problem: object) -> None:
        taps.remove(self._see)

    def _see(self, piece: bytes) -> None:
        self._stdout.update(piece)
        self._written += len(piece)

    def write(self, run: Run, path: Path) -> None:
        """Write the manifest of a run that is over."""
        from corpus.atomic import write_atomic

        content = describe(run)
        if self._written and not is_terminal():  # a terminal's width is nobody else's
            content["outputs"]["-"] = self._stdout.hexdigest()
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
        write_atomic(path, text + "\n")
        run.tell(run.say("written", names=str(path)))


def describe(run: Run) -> dict[str, Any]:
    """Return what a run was made of and what came out, as plain data.

    Parameters
    ----------
    run
        A run that is over: its outputs stand on the disk.

    Returns
    -------
    dict
        ``schema``, ``tool``, ``arguments`` as typed, ``verb``, ``versions``, ``parameters`` (every
        option with its value, wherever it came from), ``inputs`` and ``outputs`` (name → SHA-256),
        ``status``.
    """
    session = run.ctx.find_root().obj
    return {
        "schema": SCHEMA,
        "tool": "leitong",
        "verb": run.ctx.command.name,
        "arguments": list(session.arguments),
        "versions": _versions(),
        "parameters": {
            name: value if isinstance(value, bool | int | float | str | None) else list(value)
            for name, value in sorted(run.ctx.params.items())
            if name not in APART
        },
        "inputs": {name: _digest(path) for name, path in sorted(run.inputs.items())},
        "outputs": {name: _digest(path) for name, path in sorted(run.written.items())},
        "status": run.status,
    }


def _versions() -> dict[str, str]:
    """Return the versions of all that results may depend on: Python, and what we ask for."""
    found = {"python": platform.python_version(), "implementation": sys.implementation.name}
    names = {"leitong"}
    for requirement in requires("leitong") or []:
        wanted, _, condition = requirement.partition(";")
        if not any(extra in condition for extra in ("dev", "notebook", "docs")):
            names.add(wanted.split("[")[0].split(">")[0].split("=")[0].split("<")[0].strip())
    for name in sorted(names):
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # an extra that is not installed
            continue
    return found


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def outputs_in(paths: Iterable[str], outputs: Iterable[str]) -> list[str]:
    """Return patterns for outputs that lie in folders which are read.

    Parameters
    ----------
    paths
        What is read; folders alone matter.
    outputs
        Files and folders that are written. A file's tables (``x.family.csv`` of ``x.csv``) go
        with it.

    Examples
    --------
    >>> outputs_in(["."], ["out/x.csv", "-", "../y.csv"])
    ['/out/x.csv', '/out/x.*.csv']
    """
    folders = [Path(path).resolve() for path in paths if Path(path).is_dir()]
    found = []
    for output in (Path(name).resolve() for name in outputs if name != "-"):
        for folder in folders:
            if output.is_relative_to(folder):
                name = escape(output.relative_to(folder).as_posix())
                # a file of that name in another folder is a document like any other
                if not any((other / name).exists() for other in folders if other != folder):
                    stem = name.removesuffix(output.suffix)
                    found += [f"/{name}", f"/{stem}.*{output.suffix}"]
    return found


def read_manifest(path: Path) -> dict[str, Any]:
    """Read a manifest.

    Raises
    ------
    SettingsError
        If it cannot be read or is none.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["tool"] != "leitong" or content["schema"] != SCHEMA:
            raise ValueError(content["schema"])
        return {**content, "arguments": [str(a) for a in content["arguments"]]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError.of("setting-manifest", path=str(path)) from error


def differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    """Compare two manifests.

    Parameters
    ----------
    then, now
        As :func:`describe` makes them.

    Yields
    ------
    Difference
        In the order: versions, parameters, inputs, outputs, status.

    Examples
    --------
    >>> then = {"outputs": {"a.csv": "00", "b.csv": "11"}, "status": 0}
    >>> now = {"outputs": {"a.csv": "01", "b.csv": "11"}, "status": 0}
    >>> [tuple(d) for d in differences(then, now)]
    [('output', 'a.csv', '00', '01')]
    """
    for part in ("version", "parameter", "input", "output"):
        one, two = then.get(f"{part}s", {}), now.get(f"{part}s", {})
        for name in _either(one, two):
            if one.get(name) != two.get(name):
                yield Difference(part, name, _shown(one.get(name)), _shown(two.get(name)))
    if then.get("status") != now.get("status"):
        yield Difference("status", "", _shown(then.get("status")), _shown(now.get("status")))


def _either(one: Iterable[str], two: Iterable[str]) -> list[str]:
    return sorted({*one, *two})


def _shown(value: object) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value)
