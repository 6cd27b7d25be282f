"""The command line as a whole: help, languages, mistakes, exit status, pipes, interrupts."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analysis.cli.root import CHINESE_VERBS, SHORT_VERBS, VERBS, leitong

ROOT = Path(__file__).parents[3]
HEAVY = ("numpy", "pandas", "matplotlib", "sklearn", "jieba", "scipy", "pyarrow", "xlsxwriter")
COPIES = (
    "一、学习情况\n全年组织集中学习十二次，撰写心得体会三十六篇。\n"
    "二、宣传情况\n累计发布信息四百余条。\n"
)
OTHER = "关于做好防汛工作的通知\n请各村立即排查水库堤坝，备足沙袋和抽水设备，确保群众安全度汛。\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three short documents, two of them alike, in the working directory."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("LEITONG_"):
            monkeypatch.delenv(name)
    for name, text in (("a.txt", COPIES), ("b.txt", COPIES), ("c.txt", OTHER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(*args: object) -> Result:
    return CliRunner().invoke(leitong, [str(arg) for arg in args])


def process(*args: object, **options: object) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, **options.pop("env", {})}  # type: ignore[arg-type]
    command = [sys.executable, "-m", "analysis", *map(str, args)]
    return subprocess.run(command, capture_output=True, cwd=options.pop("cwd", ROOT),
                          env={**environment, "PYTHONPATH": str(ROOT)}, timeout=60)  # fmt: skip


# --- what is imported


def modules_after(*lines: list[str]) -> set[str]:
    """Run command lines one after the other in a new process; give the modules it has then."""
    code = (
        "import sys, json; from analysis.cli import main;"
        "status = [main(line) for line in json.loads(sys.argv[1])];"
        "print(json.dumps([status, sorted(sys.modules)]), file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, json.dumps(lines)]
    found = subprocess.run(command, capture_output=True, cwd=ROOT, check=True)
    status, names = json.loads(found.stderr.splitlines()[-1])
    assert not any(status), found.stderr
    return set(names)


def test_help_imports_nothing_heavy() -> None:
    lines = [["--help"], [], ["--version"], ["--lang", "en", "--help"]]
    loaded = modules_after(*lines, *([verb, "--help"] for verb in VERBS))
    assert not loaded & {*HEAVY, "jinja2", "lxml", "docx"}


def test_parse_imports_only_what_it_needs(sample_path: Path) -> None:
    loaded = modules_after(["parse", str(sample_path), "--format", "jsonl", "-q"])
    assert not loaded & {*HEAVY, "jinja2"} - {"numpy"}


@pytest.mark.slow
def test_duplicates_and_check_import_only_what_they_need(sample_path: Path) -> None:
    loaded = modules_after(["dup", str(sample_path), "-q"])
    assert not loaded & {*HEAVY, "jinja2", "lxml", "scipy"} - {"numpy"}
    loaded = modules_after(["check", str(sample_path), "--against", str(sample_path), "-q"])
    assert not loaded & {*HEAVY, "jinja2", "lxml"} - {"numpy", "scipy"}


# --- help


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example_that_parses(verb: str, lang: str) -> None:
    result = run(verb, "--help", "--lang", lang)
    assert result.exit_code == 0
    heading = {"zh": "例子：", "en": "Examples:"}[lang]
    lines = result.stdout.split(heading)[1].split("\n")[1:]
    examples = [line.strip() for line in lines if line.strip()]
    shown = set()
    for example in examples:
        words = shlex.split(example.split(" > ")[0])
        assert words[0] == "leitong"
        shown.add(SHORT_VERBS.get(words[1], words[1]))
        command = leitong.get_command(leitong.make_context("leitong", ["config"]), words[1])
        assert command is not None
        command.make_context(words[1], words[2:])
    # A run that several share is begun by another verb.
    assert shown == ({verb, "duplicates"} if verb in ("shard", "verify") else {verb})


def test_help_speaks_the_language_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "命令：" in run("--help").stdout
    assert "Verbs:" in run("--lang", "en", "--help").stdout
    monkeypatch.setenv("LEITONG_LANG", "en")
    assert "Options:" in run("dup", "-h").stdout
    assert "选项：" in run("dup", "-h", "--lang", "zh").stdout


def test_without_a_verb_there_is_help() -> None:
    assert run().stdout == run("--help").stdout
    assert run().exit_code == 0


def test_help_names_every_verb_and_every_exit_status() -> None:
    text = run("--help").stdout
    assert all(verb in text for verb in [*VERBS, *SHORT_VERBS])
    assert all(status in text for status in ("0", "1", "2", "3", "130"))


def test_the_version_is_that_of_the_package() -> None:
    assert run("--version").stdout.startswith("leitong 0.")


# --- mistakes


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        (["pars", "a.txt"], "parse"),
        (["duplicate", "a.txt"], "duplicates"),
        (["xyzzy"], "doctor"),
        (["parse", "a.txt", "--formt", "csv"], "--format"),
        (["parse", "a.txt", "--format", "cvs"], "csv"),
        (["parse"], "PATH"),
        (["dup", "a.txt", "--threshold", "1.5"], "--threshold"),
        (["dup", "a.txt", "--threshold", "high"], "--threshold"),
        (["parse", "a.txt", "--encoding"], "--encoding"),
        (["dup", "a.txt", "--fail-on", "famly"], "family"),
        (["parse", "a.txt", "-o", "x.yaml"], ".jsonl"),
        (["explain", "numbering-gab"], "numbering-gap"),
        (["config", "pars"], "parse"),
        (["parse", "a.txt", "--lang", "fr"], "zh, en"),
    ],
)
def test_a_mistake_is_exit_2_with_one_line_that_helps(
    folder: Path, args: list[str], hint: str
) -> None:
    for lang in ("zh", "en"):
        result = run("--lang", lang, *args)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert hint in result.stderr
        assert "Traceback" not in result.stderr


def test_a_traceback_only_with_debug(folder: Path) -> None:
    assert "Traceback" not in run("parse", "nothing.txt").stderr
    assert "Traceback" in run("parse", "nothing.txt", "--debug").stderr


def test_a_mistake_of_ours_is_one_line_and_not_a_traceback(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **named: object) -> None:
        raise RuntimeError("oops")

    monkeypatch.setattr("corpus.reader.read", broken)
    result = run("parse", "a.txt")
    assert result.exit_code == 2
    assert "RuntimeError: oops" in result.stderr
    assert "Traceback" not in result.stderr


# --- exit status


def test_done_is_0_whatever_was_found(folder: Path) -> None:
    assert run("dup", ".").exit_code == 0
    assert run("dup", "c.txt").exit_code == 0


def test_a_condition_that_holds_is_1(folder: Path) -> None:
    assert run("dup", ".", "--fail-on", "family").exit_code == 1
    assert run("dup", ".", "--fail-on", "similarity>0.9").exit_code == 1
    assert run("dup", "c.txt", "--fail-on", "family").exit_code == 0
    for form in ("json", "jsonl", "csv"):
        assert run("dup", ".", "--fail-on", "pair", "--format", form).exit_code == 1


def test_a_path_that_does_not_exist_is_2(folder: Path) -> None:
    result = run("parse", "a.txt", "没有.txt")
    assert result.exit_code == 2
    assert "没有.txt" in result.stderr


def test_a_folder_without_readable_files_is_2(folder: Path) -> None:
    (folder / "empty").mkdir()
    assert run("parse", "empty").exit_code == 2


def test_an_unknown_setting_is_2_and_names_the_nearest(folder: Path) -> None:
    (folder / "leitong.toml").write_text("treshold = 0.5", encoding="utf-8")
    result = run("dup", ".")
    assert result.exit_code == 2
    assert "threshold" in result.stderr
    assert "leitong.toml" in result.stderr


def test_out_of_memory_is_2(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*args: object, **named: object) -> None:
        raise MemoryError

    monkeypatch.setattr("corpus.reader.read", exhausted)
    result = run("parse", "a.txt")
    assert (result.exit_code, "--exclude" in result.stderr) == (2, True)


def test_an_interrupt_is_130_and_leaves_the_old_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "out.jsonl").write_text("old")

    def interrupted(*args: object, **named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("corpus.records.document_record", interrupted)
    result = run("parse", "a.txt", "-o", "out.jsonl")
    assert result.exit_code == 130
    assert (folder / "out.jsonl").read_text() == "old"
    assert sorted(path.name for path in folder.iterdir()) == [
        "a.txt",
        "b.txt",
        "c.txt",
        "out.jsonl",
    ]


@pytest.mark.slow
def test_control_c_ends_a_running_process_quietly(folder: Path) -> None:
    os.mkfifo(folder / "pipe")  # writing waits there for somebody to read
    command = [sys.executable, "-m", "analysis", "parse", "a.txt", "--format", "csv", "-o", "pipe"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command,
        env=environment,
        stderr=subprocess.PIPE,
        # a run in the background has the signal ignored, and children inherit that
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as running:
        time.sleep(2.5)
        running.send_signal(signal.SIGINT)
        try:
            _, complaint = running.communicate(timeout=20)
        finally:
            running.kill()
    assert running.returncode == 130
    assert b"Traceback" not in complaint
    assert len(complaint.splitlines()) == 1


# --- pipes and consoles


@pytest.mark.slow
def test_a_closed_pipe_is_no_complaint(sample_path: Path) -> None:
    for form in ("jsonl", "table", "csv"):
        command = (
            f'"{sys.executable}" -m analysis parse "{sample_path}" -q --format {form} | head -c 1'
        )
        found = subprocess.run(["bash", "-c", command], capture_output=True, cwd=ROOT, timeout=60)
        assert found.stderr == b""
        assert len(found.stdout) == 1


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8", "cp1252"])
def test_no_console_stops_a_run(tmp_path: Path, encoding: str) -> None:
    text = "一、学习情况\n全年🎉组织学习𠮷十二次，见附件①。\x1b[31m\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    env = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    for args in (
        ["parse", "a.txt"],
        ["boilerplate", "a.txt"],
        ["--help"],
        ["parse", "x"],
        ["explain"],
    ):
        found = process(*args, env=env, cwd=tmp_path)
        assert b"Traceback" not in found.stderr
        assert b"UnicodeEncodeError" not in found.stderr
        assert found.returncode == (2 if args[-1] == "x" else 0)
        found.stdout.decode(encoding)
    machine = process("parse", "a.txt", "--format", "jsonl", env=env, cwd=tmp_path)
    assert all(json.loads(line) for line in machine.stdout.decode("utf-8").splitlines())


@pytest.mark.slow
def test_the_same_command_gives_the_same_bytes(sample_path: Path) -> None:
    outputs = {
        process("parse", sample_path, "--format", form, env=env).stdout
        for form in ("jsonl",)
        for env in (
            {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
            {"PYTHONHASHSEED": "7", "LC_ALL": "zh_CN.UTF-8", "TZ": "Asia/Shanghai"},
        )
    }
    assert len(outputs) == 1
    assert len(outputs.pop().splitlines()) == 17


def test_completion_is_offered_for_shells() -> None:
    found = process(env={"_LEITONG_COMPLETE": "bash_source"})
    assert b"complete" in found.stdout
    assert found.returncode == 0


def test_every_verb_has_one_chinese_name_that_runs_it() -> None:
    assert sorted(CHINESE_VERBS.values()) == sorted(VERBS)
    shown = run("体检", "--help").stdout
    assert shown == run("doctor", "--help").stdout


def test_a_file_in_place_of_a_verb_is_told_what_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("稿子.txt").write_text("水库已验收。", "utf-8")
    assert "leitong parse 稿子.txt" in CliRunner().invoke(leitong, ["稿子.txt"]).stderr
    assert "leitong parse" not in CliRunner().invoke(leitong, ["没有.txt"]).stderr
