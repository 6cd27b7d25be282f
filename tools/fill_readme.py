"""Write the real output of the commands that the READMEs show into them."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def fill(page: Path) -> None:
    """Replace what stands below each ``$ leitong`` line of a console block."""

    def run(block: re.Match[str]) -> str:
        command = block[1]
        files = [str(p.relative_to(ROOT)) for p in sorted((ROOT / "data").glob("*.txt"))]
        words = shlex.split(command.removeprefix("$ leitong "))
        words = [a for word in words for a in (files if word == "data/*.txt" else [word])]
        shown = subprocess.run(  # noqa: S603  (the page is ours)
            [sys.executable, "-m", "analysis", *words], cwd=ROOT, capture_output=True, check=True
        )
        return f"```console\n{command}\n{shown.stdout.decode('utf-8')}```"

    text = page.read_text(encoding="utf-8")
    filled = re.sub(r"^```console\n(.*?)\n.*?^```$", run, text, flags=re.MULTILINE | re.DOTALL)
    page.write_text(filled, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    for name in ("README.md", "README.zh.md"):
        fill(ROOT / name)
