"""``leitong doctor``: versions, extras, font, dictionary; what to paste into a bug report."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from analysis.cli.help import show
from analysis.cli.options import talking, verb
from analysis.cli.run import Run
from analysis.views.tables import render

NEEDED = ("numpy", "scipy", "pandas", "scikit-learn", "matplotlib", "jieba", "click", "jinja2",
          "lxml", "python-docx", "zhplot")  # fmt: skip
EXTRAS = {
    "rjieba": "fast",
    "pypdfium2": "pdf",
    "xlsxwriter": "excel",
    "pyarrow": "parquet",
    "numba": "compiled",
}
SAMPLE = "雷同套话舆情，。《》"


@verb("doctor", example="leitong doctor")
@talking
def doctor(run: Run) -> None:
    """Print what results may depend on."""
    rows = [*_versions(run), *_extras(run), *_pieces(run)]
    lines = render(run.headers(("part", "state")), rows)
    show("".join(f"{line}\n" for line in lines))


def _versions(run: Run) -> Iterator[tuple[str, str]]:
    yield "leitong", version("leitong")
    yield "Python", f"{platform.python_version()} ({sys.implementation.name})"
    yield "system", f"{platform.system()} {platform.machine()}"
    for name in NEEDED:
        yield name, _version(name) or run.say("doctor.missing")


def _extras(run: Run) -> Iterator[tuple[str, str]]:
    for name, extra in EXTRAS.items():
        missing = run.say("doctor.extra", command=f"pip install 'leitong[{extra}]'")
        yield f"{name} [{extra}]", _version(name) or missing


def _pieces(run: Run) -> Iterator[tuple[str, str]]:
    from analysis.views.fonts import find_typeface
    from corpus.tokens import Tokenizer

    yield run.say("doctor.font"), ", ".join(Path(path).name for path in find_typeface(SAMPLE).paths)
    yield run.say("doctor.dictionary"), Tokenizer().fingerprint
    yield run.say("doctor.console"), str(getattr(sys.stdout, "encoding", None))
    settings = run.ctx.find_root().obj.settings.path
    yield run.say("doctor.settings"), str(settings or run.say("doctor.none"))
    yield run.say("doctor.language"), run.lang


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
