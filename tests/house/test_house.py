"""The house keeps its own rules: names, words, layers, what a wheel holds."""

from __future__ import annotations

import inspect
import re
import string
import subprocess
import sys
import tomllib
import zipfile
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

import analysis
import corpus
from corpus.messages import LANGUAGES, table

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("corpus", "analysis", "leitong")
LUMBER_ROOMS = {"utils", "util", "helpers", "helper", "common", "base", "manager", "core", "misc"}


def modules() -> list[Path]:
    return [path for name in PACKAGES for path in sorted((ROOT / name).rglob("*.py"))]


def test_both_packages_are_this_checkouts() -> None:
    for package in (corpus, analysis):
        assert Path(package.__file__ or "").is_relative_to(ROOT)


def test_no_module_is_a_lumber_room() -> None:
    assert {path.stem for path in modules()}.isdisjoint(LUMBER_ROOMS)


def test_files_stay_small() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in modules()
        if (lines := path.read_text(encoding="utf-8").count("\n")) > 500
    }
    assert not long, "one concept a file; split by subject, not by length"


def scripts() -> dict[str, list[str]]:
    folder = ROOT / "analysis/views/page/script"
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8").splitlines()
        for path in sorted(folder.rglob("*.js"))
    }


def test_the_script_of_the_page_keeps_the_limits_of_python() -> None:
    found = scripts()
    assert len(found) > 50
    assert {path: len(lines) for path, lines in found.items() if len(lines) > 400} == {}
    held = Counter(path.rpartition("/")[0] for path in found)
    assert {folder: n for folder, n in held.items() if n > 15} == {}
    long = {}
    for path, lines in found.items():
        first = 0
        for number, line in enumerate(lines):
            # The formatter closes at the margin what it opened there.
            if re.match(r"[)}\]]", line) and number - first >= 50:
                long[f"{path}: {lines[first]}"] = number - first + 1
            if re.match(r"\S.*[({\[]$", line):
                first = number
    assert long == {}


def test_every_message_speaks_both_languages_with_the_same_facts() -> None:
    for code, words in table().items():
        assert set(words) == set(LANGUAGES), code
        fields = [
            {name for _, name, _, _ in string.Formatter().parse(words[lang]) if name}
            for lang in LANGUAGES
        ]
        assert fields[0] == fields[1], code
        for lang in LANGUAGES:
            words[lang].encode("gbk")  # a Chinese console can show it


def test_no_random_or_unsafe_call_decides_a_result() -> None:
    banned = re.compile(
        r"(?<![\w.])(?:hash|eval|exec)\(|\b(?:import|from) (?:pickle|marshal)\b|"
        r"\b(?:pickle|marshal)\.|\bos\.system\b|tempfile\.mktemp|extractall\(|"
        r"allow_pickle=True|jieba\.dt\b|import zhplot|\brandom\.random\("
    )
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in modules()
        for line in path.read_text(encoding="utf-8").splitlines()
        if banned.search(line.partition("#")[0]) and '"""' not in line and "`" not in line
    ]
    assert found == []


def test_set_up_names_packages_and_no_addresses() -> None:
    for name in (
        "Makefile",
        "requirements.lock",
        "requirements-spark.lock",
        ".ci/run",
        "pyproject.toml",
        "package.json",
        "package-lock.json",
    ):
        assert not re.search(r"https?://", (ROOT / name).read_text(encoding="utf-8")), name


def test_every_dependency_says_why() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    wanted = project["dependencies"] + [
        r for group in project["optional-dependencies"].values() for r in group
    ]
    for requirement in wanted:
        line = next(line for line in text.splitlines() if f'"{requirement}"' in line)
        assert "# " in line, requirement


def test_the_lock_file_holds_every_dependency_with_hashes() -> None:
    lock = "".join(
        (ROOT / name).read_text(encoding="utf-8")
        for name in ("requirements.lock", "requirements-spark.lock")
    )
    pinned = {m.lower() for m in re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE)}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + [
        r for group in project["optional-dependencies"].values() for r in group
    ]
    names = {re.match(r"[A-Za-z0-9._-]+", r)[0].lower() for r in wanted}  # type: ignore[index]
    assert names <= pinned
    assert lock.count("--hash=sha256:") > len(pinned)


def signatures(package: str) -> list[str]:
    lines = []
    for name in import_module(package).__all__:
        thing = getattr(import_module(package), name)
        if inspect.isclass(thing):
            fields = getattr(thing, "__annotations__", {})
            members = [m for m in vars(thing) if not m.startswith("_") and m not in fields]
            lines.append(f"{package}.{name}: {', '.join([*fields, *sorted(members)])}")
        else:
            lines.append(f"{package}.{name}{inspect.signature(thing)}")
    return lines


@pytest.mark.golden
def test_the_public_surface_changes_only_on_purpose(golden: Callable[[str, str], None]) -> None:
    rooms = PACKAGES[:2]  # the front door adds no name (test_front_door)
    golden("api.txt", "\n".join(line for p in rooms for line in signatures(p)) + "\n")


def test_public_names_are_documented() -> None:
    for package in PACKAGES:
        module = import_module(package)
        assert list(module.__all__) == sorted(module.__all__)
        for name in module.__all__:
            assert inspect.getdoc(getattr(module, name)), f"{package}.{name}"


@pytest.mark.slow
def test_a_wheel_holds_the_code_and_its_data_and_nothing_else(tmp_path: Path) -> None:
    subprocess.run(
        [
            sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
            "--no-index", "--wheel-dir", str(tmp_path), str(ROOT),
        ],
        check=True,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("leitong-*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        path.relative_to(ROOT).as_posix()
        for name in PACKAGES
        for path in (ROOT / name).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wanted <= held
    rooms = {name.partition("/")[0] for name in held}
    assert {room for room in rooms if not room.startswith("leitong-")} == set(PACKAGES)
