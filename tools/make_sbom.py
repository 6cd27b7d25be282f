"""Write sbom.json (CycloneDX 1.6) and docs/licences.md from the lock file and what is installed.

    python tools/make_sbom.py

Versions come from requirements.lock, licences from the metadata of the installed packages. What a
user gets is what `dependencies` in pyproject.toml draw in; everything else is an extra or a tool.
"""

from __future__ import annotations

import json
import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
CLASSIFIER = "License :: OSI Approved :: "
LONGEST_LICENCE = 60
"""Characters; what is longer is the text of a licence, and no name of one."""
DATA = (
    ("jieba dict.txt, prob_*.py", "MIT", "dictionary and probabilities of words; used, not copied"),
    ("Noto Sans SC (in zhplot)", "OFL-1.1", "characters in charts and pages"),
    ("OpenCC 1.4.2 tables", "Apache-2.0", "corpus/resources/variants.tsv is made from them"),
    ("Unicode Character Database 14.0.0", "Unicode-3.0", "corpus/resources/characters.tsv"),
    ("pypinyin", "MIT", "the table of syllables is made from it"),
)
"""What is no package: name, licence, what for."""


def pinned() -> dict[str, str]:
    """Return the packages of the lock file and their versions."""
    text = LOCK.read_text(encoding="utf-8")
    return {_plain(name): version for name, version in PINNED.findall(text)}


def needed() -> set[str]:
    """Return what `dependencies` draw in, and what those draw in."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting = [Requirement(text) for text in project["dependencies"]]
    found: set[str] = set()
    while waiting:
        wanted = waiting.pop()
        name = _plain(wanted.name)
        if name in found or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
            continue
        found.add(name)
        try:
            waiting += map(Requirement, distribution(name).requires or [])
        except PackageNotFoundError:
            continue
    return found


def licence(name: str) -> str:
    """Return the licence of an installed package; "" where it says none."""
    try:
        meta = distribution(name).metadata
    except PackageNotFoundError:
        return ""
    said = str(meta.get("License-Expression") or meta.get("License") or "").strip()
    classes = [
        c.removeprefix(CLASSIFIER) for c in meta.get_all("Classifier") or [] if CLASSIFIER in c
    ]
    if said and len(said) <= LONGEST_LICENCE and "\n" not in said:
        return said
    return " AND ".join(classes)


def bill() -> dict[str, object]:
    """Return the bill of materials."""
    runtime = needed()
    components = [
        {
            "type": "library",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name}@{version}",
            "scope": "required" if name in runtime else "optional",
            "licenses": [{"license": {"name": licence(name) or "unknown"}}],
        }
        for name, version in sorted(pinned().items())
    ]
    components += [
        {"type": "data", "name": name, "description": what,
         "licenses": [{"license": {"name": kind}}]}
        for name, kind, what in DATA
    ]  # fmt: skip
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "name": "leitong",
                          "licenses": [{"license": {"id": "MIT"}}]}
        },
        "components": components,
    }  # fmt: skip


def page() -> str:
    """Return the list of licences, as a page of the documentation."""
    runtime = needed()
    versions = pinned()

    def rows(names: list[str]) -> str:
        return "".join(f"| {n} | {versions[n]} | {licence(n) or 'unknown'} |\n" for n in names)

    return (
        "# Licences · 许可\n\nleitong itself is MIT. Made by `tools/make_sbom.py` from the lock "
        "file; `sbom.json` has the same as CycloneDX.\n\n## What a user gets\n\n"
        "| package | version | licence |\n|---|---|---|\n"
        + rows([n for n in sorted(runtime) if n in versions])
        + "\n## Data\n\n| what | licence | for |\n|---|---|---|\n"
        + "".join(f"| {name} | {kind} | {what} |\n" for name, kind, what in DATA)
        + "\n## Extras and tools\n\n| package | version | licence |\n|---|---|---|\n"
        + rows([n for n in sorted(versions) if n not in runtime])
    )


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    text = json.dumps(bill(), ensure_ascii=False, indent=1) + "\n"
    (ROOT / "sbom.json").write_text(text, encoding="utf-8", newline="\n")
    (ROOT / "docs" / "licences.md").write_text(page(), encoding="utf-8", newline="\n")
