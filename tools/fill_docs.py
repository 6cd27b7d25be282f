"""Write the real output of the commands and the code that the pages in docs/ show into them."""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    "README.md",
    "README.zh.md",
    "docs/walkthrough.md",
    "docs/questions.md",
    "docs/command-line.md",
    "docs/archive.md",
    *sorted(f"docs/how-to/{page.name}" for page in (ROOT / "docs" / "how-to").glob("*.md")),
)


def filled(text: str) -> str:
    """Run every ``console`` and ``pycon`` block of a page in turn, and put its output below it.

    Names live from block to block; the working directory must be that of the project.
    """
    names: dict[str, object] = {}

    def run(block: re.Match[str]) -> str:
        language, body = block[1], block[2]
        shown = _console(body) if language == "console" else _python(body, names)
        return f"```{language}\n{shown}```"

    pattern = r"^```(console|pycon)\n(.*?)^```$"
    return re.sub(pattern, run, text, flags=re.MULTILINE | re.DOTALL)


def _console(body: str) -> str:
    command = body.partition("\n")[0]
    script = f'leitong() {{ "$PYTHON" -m analysis "$@"; }}\n{command.removeprefix("$ ")}\n'
    done = subprocess.run(  # noqa: S603  (the pages are ours)
        ["bash", "-o", "pipefail", "-c", script],  # noqa: S607
        cwd=ROOT,
        env={**os.environ, "PYTHON": sys.executable, "LC_ALL": "C.UTF-8", "COLUMNS": "100"},
        capture_output=True,
        check=True,
    )
    output = done.stdout.decode("utf-8").replace("\r\n", "\n")  # CSV
    return f"{command}\n{output}"


def _python(body: str, names: dict[str, object]) -> str:
    shown = []
    for example in doctest.DocTestParser().get_examples(body):
        first, *rest = example.source.splitlines()
        shown.append("\n".join([f">>> {first}", *(f"... {line}".rstrip() for line in rest)]) + "\n")
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            exec(compile(example.source, "<page>", "single"), names)  # noqa: S102  (our own page)
        names.pop("__builtins__", None)
        shown.append(output.getvalue())
    return "".join(shown)


if __name__ == "__main__":
    os.chdir(ROOT)
    for name in PAGES:
        page = ROOT / name
        page.write_text(filled(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
