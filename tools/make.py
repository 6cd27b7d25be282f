"""The two commands where there is no make, as on Windows: ``py tools/make.py report``, ``… test``.

The steps are those of the Makefile (a test compares them); what needs a package manager of the
system (a browser, Java) is left to its owner, and its tests are skipped by name.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
PIP = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
COMPILE = ["-m", "compileall", "-q", "-j", "0"]
SETUP = [
    [*PIP, "--no-compile", "--no-deps", "-r", "requirements.lock"],
    [*PIP, "--no-deps", "--no-build-isolation", "-e", "."],
    ["-m", "pip", "check", "--quiet", "--disable-pip-version-check"],
    [*COMPILE, "-x", "site-packages/.*/tests?/", ".venv", "corpus", "analysis", "leitong"],
]
TARGETS = {
    "report": [
        [
            "-m", "leitong", "report", "data/*.txt", "-o", "out/report.html",
            "--tables", "out/tables", "--charts", "out/charts",
        ],
    ],
    "test": [
        ["-m", "ruff", "check", "."],
        ["-m", "ruff", "format", "--check", "."],
        ["-m", "mypy", "--num-workers", "2"],
        ["-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"],
        ["-m", "pytest", "-q", "-n", "2", "-ra", "corpus", "analysis", "leitong", "tests"],
    ],
}  # fmt: skip


def set_up() -> None:
    """Make the virtual environment, unless it is as new as the lock file."""
    ready = VENV / ".ready"
    wanted = [ROOT / "requirements.lock", ROOT / "pyproject.toml"]
    if ready.exists() and all(path.stat().st_mtime <= ready.stat().st_mtime for path in wanted):
        return
    subprocess.run([sys.executable, "-m", "venv", str(VENV)], cwd=ROOT, check=True)
    for step in SETUP:
        subprocess.run([str(PYTHON), *step], cwd=ROOT, check=True)
    ready.touch()


def main() -> int:
    """Set up and run one target; the exit status is that of the first step that fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    target = parser.parse_args().target
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever has an older one reads this
        sys.stderr.write("leitong needs Python 3.11 or newer\n")
        return 2
    set_up()
    for step in TARGETS[target]:
        status = subprocess.run([str(PYTHON), *step], cwd=ROOT, check=False).returncode
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main())
