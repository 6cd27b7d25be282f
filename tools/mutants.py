"""Change the program a little, and see that a test notices: mutation testing of a random sample.

    python tools/mutants.py map                           # which test reaches which line: minutes
    python tools/mutants.py try 40 7 corpus/folding       # 40 mutants of a folder, seed 7
    python tools/mutants.py tell                          # killed / all, and the survivors

A mutant is one change of one place (a comparison, an operator, a constant, a condition, a return,
a statement left out). For each the tests that reach its line are run, the nearest and quickest
first, until one fails. Nothing is written into the tree: the changed module is put in place of the
file where it is imported. Answers are kept in out/mutants/results.jsonl and not asked for again.

Kernels of Numba are left out: their machine code is kept on disk by the file's date.
"""

from __future__ import annotations

import ast
import contextlib
import importlib.abc
import importlib.machinery
import importlib.util
import itertools
import json
import math
import os
import random
import resource
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

KEPT = Path("out/mutants")
RESULTS = KEPT / "results.jsonl"
MAPPED = ("tests/corpus", "tests/analysis/measures", "tests/analysis/findings", "corpus",
          "analysis/measures", "analysis/findings")  # fmt: skip
"""Where tests and doctests are looked for."""
LEFT_OUT = ("kernels", "engines/loading.py")
SECONDS_OF_TESTS = 90.0
"""Seconds of tests for one mutant, as they took when mapped: the nearest and quickest."""
PATIENCE = 120
"""Seconds of processor time after which a mutant counts as killed: it does not end."""
MEMORY = 6 << 30
KILLED = ("killed", "timeout")
OUTCOMES = {0: "survived", 1: "killed", 2: "killed", -signal.SIGXCPU: "timeout"}
"""What pytest's exit status says: 1 is a failed test, 2 a module that cannot be imported."""
SWAPPED: dict[type, type] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv, ast.Pow: ast.Mult, ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd, ast.BitXor: ast.BitOr, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
    ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


class Mutant(NamedTuple):
    """One change of one file."""

    path: str
    line: int
    kind: str
    start: int
    end: int
    """Bytes of the file that are replaced."""
    text: str

    @property
    def name(self) -> str:
        """What is the same in every run."""
        return f"{self.path}:{self.start}-{self.end}:{self.kind}"


# --- making mutants


def mutants_of(path: Path) -> list[Mutant]:
    """Return all mutants of a file, in its order."""
    source = path.read_bytes()
    tree = ast.parse(source)
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found = []
    for node, kind, text in _changes(tree):
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        found.append(Mutant(str(path), node.lineno, kind, start, end, text))
    return sorted(found, key=lambda m: (m.start, m.end, m.kind, m.text))


def _changes(node: ast.AST) -> Iterator[tuple[Any, str, str]]:
    """Yield every node that can be changed, the kind of change, and what stands there then."""
    for child in _children(node):
        yield from _changes(child)
    match node:
        case ast.Compare(ops=[op]) if type(op) in SWAPPED:
            yield node, "comparison", _written(node, ops=[SWAPPED[type(op)]()])
        case ast.BinOp(op=op) if type(op) in SWAPPED:
            yield node, "operator", _written(node, op=SWAPPED[type(op)]())
        case ast.BoolOp(op=op):
            yield node, "boolean", _written(node, op=SWAPPED[type(op)]())
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield node, "sign", f"({ast.unparse(node.operand)})"
        case ast.Constant(value=bool()):
            yield node, "constant", str(not node.value)
        case ast.Constant(value=int() | float()):
            yield node, "constant", f"({node.value + 1!r})"
        case ast.Constant(value=str()) if node.value:
            yield node, "string", repr("XX" + node.value)
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
            yield test, "condition", f"(not ({ast.unparse(test)}))"
        case ast.Return(value=ast.AST() as value) if not _is_none(value):
            yield value, "return", "None"
        case ast.AugAssign() | ast.Expr() | ast.Raise() | ast.Continue() | ast.Break():
            yield node, "left out", "pass"


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the parts that run: no annotations, no docstrings, nothing inside of f-strings."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list") or isinstance(node, ast.JoinedStr):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or isinstance(child, ast.Import | ast.ImportFrom):
                continue
            if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
                continue
            if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                continue
            yield child


def _written(node: ast.AST, **fields: Any) -> str:
    held = {name: getattr(node, name) for name in node._fields}
    return f"({ast.unparse(type(node)(**(held | fields)))})"


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def changed(mutant: Mutant) -> bytes:
    """Return the file with its change."""
    source = Path(mutant.path).read_bytes()
    return source[: mutant.start] + mutant.text.encode() + source[mutant.end :]


# --- which tests reach which lines


class Contexts:
    """Tells coverage which test is running, and keeps how long each took."""

    def __init__(self, cover: Any) -> None:
        self.cover = cover
        self.seconds: Counter[str] = Counter()

    def pytest_runtest_setup(self, item: Any) -> None:
        """Begin with a test."""
        self.cover.switch_context(item.nodeid.split("[")[0])

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Add up what a test took."""
        self.seconds[report.nodeid.split("[")[0]] += report.duration


def make_map(more: Sequence[str]) -> None:
    """Run all tests that are not slow, and keep which lines each reaches."""
    import coverage
    import pytest

    KEPT.mkdir(parents=True, exist_ok=True)
    cover = coverage.Coverage(data_file=str(KEPT / "coverage"), source=["corpus", "analysis"])
    contexts = Contexts(cover)
    cover.start()
    pytest.main(["-q", "-n", "0", "-m", "not slow", *(more or MAPPED)], plugins=[contexts])
    cover.stop()
    cover.save()
    (KEPT / "seconds.json").write_text(json.dumps(contexts.seconds), encoding="utf-8")


class Reached:
    """The tests that reach a line."""

    def __init__(self) -> None:
        import coverage

        self.seconds = json.loads((KEPT / "seconds.json").read_text(encoding="utf-8"))
        self.data = coverage.CoverageData(str(KEPT / "coverage"))
        self.data.read()

    def tests(self, mutant: Mutant) -> list[str]:
        """Return the tests for a mutant: the nearest first, then the quickest."""
        lines = self.data.contexts_by_lineno(str(Path(mutant.path).resolve()))
        there = set(lines.get(mutant.line, ())) - {""}
        if not there:  # run when the module is imported, or a line of a longer statement
            there = {test for tests in lines.values() for test in tests} - {""}
        # what is remembered (functools.cache) is reached by the first test alone: its own doctests
        there |= {test for test in self.seconds if test.startswith(mutant.path + "::")}
        near = "tests/" + mutant.path.removesuffix(".py")
        ordered = sorted(
            there,
            key=lambda test: (
                -_alike(near, test.replace("/test_", "/")),
                self.seconds.get(test, 0.0),
                test,
            ),
        )
        chosen, sum_ = [], 0.0
        for test in ordered:
            sum_ += self.seconds.get(test, 0.0)
            if sum_ > SECONDS_OF_TESTS and chosen:
                break
            chosen.append(test)
        return chosen


def _alike(path: str, other: str) -> int:
    """Count the parts that two paths have in common at the beginning."""
    pairs = zip(path.split("/"), other.removesuffix(".py").split("/"), strict=False)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


# --- trying mutants


class Changed(importlib.abc.MetaPathFinder, importlib.machinery.SourceFileLoader):
    """Puts a changed module in place of its file."""

    def __init__(self, mutant: Mutant) -> None:
        name = mutant.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        super().__init__(name, str(Path(mutant.path).resolve()))
        self.code = compile(changed(mutant), self.path, "exec", dont_inherit=True)

    def find_spec(self, fullname: str, *_: object) -> Any:
        """Find the one module that is changed."""
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def get_code(self, _: str) -> Any:
        """Return its changed code."""
        return self.code


def tried(mutant: Mutant, tests: Sequence[str]) -> str:
    """Run tests on a mutant in a process of its own: killed, survived, timeout or not reached."""
    if not tests:
        return "not reached"
    child = os.fork()
    if child == 0:
        _child(mutant, tests)
    end = time.monotonic() + 5 * PATIENCE
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            code = os.waitstatus_to_exitcode(status)
            return OUTCOMES.get(code, "killed" if code < 0 else "failed to run")
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "timeout"


def _child(mutant: Mutant, tests: Sequence[str]) -> None:
    import pytest

    code = 1
    with contextlib.suppress(BaseException):
        resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE + 5))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        nothing = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nothing, descriptor)
        sys.meta_path.insert(0, Changed(mutant))
        asked = ["-x", "-q", "-p", "no:xdist", "--no-header", "--tb=no", *tests]
        code = int(pytest.main(asked))
    os._exit(code)


def try_some(count: int, seed: int, folders: Sequence[str]) -> None:
    """Draw mutants of some folders or files, and try them."""
    for module in ("numpy", "scipy.sparse", "pandas"):  # once for all; no plugin of pytest's,
        importlib.import_module(module)  # which would warn that it is too late to rewrite it
    reached = Reached()
    known = {row["name"] for row in results()}
    for folder in folders:
        drawn = draw(folder, count, seed)
        same = drawn[0]._replace(text=_was(drawn[0]))
        few = reached.tests(same)[:5]  # enough to see that tests run at all
        if (outcome := tried(same, few)) not in ("survived", "not reached"):
            sys.exit(f"{folder}: its tests say '{outcome}' of the program as it is")
        for mutant in drawn:
            if mutant.name in known:
                continue
            began = time.monotonic()
            tests = reached.tests(mutant)
            outcome = tried(mutant, tests)
            row = {
                "name": mutant.name, "folder": folder, "path": mutant.path, "line": mutant.line,
                "kind": mutant.kind, "was": _was(mutant), "is": mutant.text, "outcome": outcome,
                "tests": len(tests), "seconds": round(time.monotonic() - began, 1),
            }  # fmt: skip
            with RESULTS.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _was(mutant: Mutant) -> str:
    return Path(mutant.path).read_bytes()[mutant.start : mutant.end].decode()


def draw(folder: str, count: int, seed: int) -> list[Mutant]:
    """Draw some of all mutants of a folder, each as likely as any other."""
    every = _every(folder)
    return random.Random(seed).sample(every, min(count, len(every)))  # noqa: S311 - no secret


def _every(folder: str) -> list[Mutant]:
    path = Path(folder)
    files = [path] if path.suffix else sorted(path.rglob("*.py"))
    kept = [file for file in files if not any(part in file.as_posix() for part in LEFT_OUT)]
    return [mutant for file in kept for mutant in mutants_of(file)]


# --- telling


def results() -> list[dict[str, Any]]:
    """Return all answers so far."""
    if not RESULTS.exists():
        return []
    return [json.loads(line) for line in RESULTS.read_text(encoding="utf-8").splitlines()]


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Return Wilson's interval of a share, at 95 % (Wilson 1927).

    >>> wilson(8, 10)
    (0.49, 0.943)
    """
    if not whole:
        return 0.0, 1.0
    z, p = 1.959964, part / whole
    middle, half = (
        p + z * z / (2 * whole),
        z * math.sqrt(p * (1 - p) / whole + z * z / (4 * whole**2)),
    )
    scale = 1 + z * z / whole
    return round((middle - half) / scale, 3), round((middle + half) / scale, 3)


def tell() -> None:
    """Write what was killed, and what was not."""
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    rows = results()
    for row in rows:
        groups[row["folder"]][row["outcome"]] += 1
        groups["all"][row["outcome"]] += 1
    for folder, counts in groups.items():
        killed, whole = sum(counts[name] for name in KILLED), counts.total()
        low, high = wilson(killed, whole)
        of = (
            len(_every(folder))
            if folder != "all"
            else sum(len(_every(f)) for f in groups if f != "all")
        )
        sys.stdout.write(
            f"{folder}: {killed} of {whole} killed ({killed / whole:.1%}, "
            f"{low:.1%} to {high:.1%}), drawn from {of}\n"
        )
    for row in rows:
        if row["outcome"] not in KILLED:
            sys.stdout.write(
                f"{row['path']}:{row['line']}: {row['kind']}: {row['was']} -> {row['is']} "
                f"[{row['outcome']}, {row['tests']} tests]\n"
            )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["map", *more]:
            make_map(more)
        case ["try", count, seed, *folders]:
            try_some(int(count), int(seed), folders)
        case ["tell"]:
            tell()
        case _:
            sys.exit(__doc__)
