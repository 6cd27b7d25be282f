"""What comes along is listed with its licence, builds can be repeated, nothing asks the network."""

from __future__ import annotations

import json
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOL = runpy.run_path(str(ROOT / "tools" / "make_sbom.py"))
VIRAL = ("AGPL", "GPL", "General Public")

LINES = """
parse in
dup in --explain --advice
reuse in
boilerplate in
profile in
keywords in
kwic 学习 in
collate in/a.txt in/b.txt
check in/a.txt --against in
themes in
report in -o out/r.html --tables out/t
eval in --sample 3 -o out/judge.html
explain D102
doctor
"""
WATCHED = """
import sys
seen = []
def watch(event, details):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")) or event in (
        "os.system", "subprocess.Popen", "os.exec", "os.posix_spawn"
    ):
        seen.append((event, str(details)[:80]))
sys.addaudithook(watch)
from analysis.cli import main
for line in sys.stdin.read().strip().splitlines():
    status = main([*line.split(), "-q"] if "doctor" not in line else line.split())
    assert status == 0, (line, status)
print(seen, file=sys.stderr)
sys.exit(bool(seen))
"""


@pytest.mark.slow
def test_no_verb_opens_a_socket_or_starts_a_program(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    text = (
        "一、学习情况\n全年组织学习十二次，撰写心得体会三十六篇。\n二、宣传情况\n发布信息百条。\n"
    )
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", WATCHED], input=LINES, cwd=tmp_path, capture_output=True,
        encoding="utf-8", check=False, timeout=300,
        env={"PYTHONPATH": str(ROOT), "PATH": "", "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stderr.strip().endswith("[]")


def test_the_bill_of_materials_is_that_of_the_lock_file() -> None:
    held = json.loads((ROOT / "sbom.json").read_text(encoding="utf-8"))
    libraries = [part for part in held["components"] if part["type"] == "library"]
    assert {part["name"]: part["version"] for part in libraries} == TOOL["pinned"](), (
        "make it anew: python tools/make_sbom.py"
    )
    assert {part["name"] for part in libraries if part["scope"] == "required"} >= {
        "numpy", "scipy", "pandas", "jieba", "click", "lxml"
    }  # fmt: skip


def test_everything_has_a_licence_and_what_users_get_has_none_that_spreads() -> None:
    held = json.loads((ROOT / "sbom.json").read_text(encoding="utf-8"))
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    for part in held["components"]:
        said = part["licenses"][0]["license"]["name"]
        assert said != "unknown", part["name"]
        assert f"| {part['name']} |" in page
        if part.get("scope") == "required":
            assert not any(word in said for word in VIRAL), (part["name"], said)


@pytest.mark.slow
def test_a_build_in_another_folder_gives_the_same_bytes(tmp_path: Path) -> None:
    from hatchling.builders.sdist import SdistBuilder
    from hatchling.builders.wheel import WheelBuilder

    apart = shutil.ignore_patterns(
        ".venv", ".git", ".*_cache", ".hypothesis", "out", "__pycache__", "node_modules", "dist"
    )
    shutil.copytree(ROOT, tmp_path / "elsewhere", ignore=apart)
    for builder in (WheelBuilder, SdistBuilder):
        built = [
            next(iter(builder(str(root)).build(directory=str(tmp_path / name))))
            for root, name in ((ROOT, "one"), (tmp_path / "elsewhere", "two"))
        ]
        one, two = (Path(path).read_bytes() for path in built)
        assert one == two, Path(built[0]).name


def test_security_is_promised_in_writing_and_leads_to_files_that_are_there() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    for name in ("tests/house/test_supply_chain.py", "tools/make_sbom.py", "docs/licences.md",
                 "requirements.lock", "sbom.json"):  # fmt: skip
        assert f"`{name}`" in text or f"python {name}" in text
        assert (ROOT / name).exists()
