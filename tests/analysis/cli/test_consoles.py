"""Any console: GBK and ASCII that refuse, terminals of any width, colour only where wanted."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analysis.cli.messages import LANGUAGES
from analysis.cli.root import VERBS, leitong
from corpus.export.columns import cells

pytestmark = pytest.mark.slow

TEXT = "一、学习情况\n全年组织集中学习十二次，😀撰写心得体会𠀀三十六篇，参加人员三百余人次。\n"
LINES = {
    "parse": ["parse", "."],
    "profile": ["profile", "."],
    "keywords": ["keywords", "."],
    "kwic": ["kwic", "学习", "."],
    "duplicates": ["dup", ".", "--explain", "--advice"],
    "reuse": ["reuse", "."],
    "check": ["check", "甲😀.txt", "--against", "."],
    "collate": ["collate", "."],
    "index": ["index", "build", "索引", "."],
    "shard": ["shard", "status", "--work", "../过程"],
    "boilerplate": ["boilerplate", ".", "--many", "2"],
    "themes": ["themes", "."],
    "report": ["report", ".", "-o", "r.html"],
    "verify": ["verify", "../m.json"],
    "eval": ["eval", ".", "--gold", "../gold.jsonl"],
    "explain": ["explain"],
    "config": ["config"],
    "doctor": ["doctor"],
    "completion": ["completion", "bash"],
}
QUICK = [verb for verb in LINES if verb not in ("themes", "report")]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    inside = tmp_path / "语料"
    inside.mkdir()
    monkeypatch.chdir(inside)
    for name, text in (("甲😀.txt", TEXT), ("乙.txt", TEXT), ("丙.txt", "按要求报送材料，𠀀。\n")):
        Path(name).write_text(text, "utf-8")
    gold = '{"type":"pair","a":"乙.txt","b":"甲😀.txt","verdict":"identical"}'
    Path("../gold.jsonl").write_text(gold, "utf-8")
    return inside


def run(charset: str, *args: str) -> Result:
    return CliRunner(charset=charset).invoke(leitong, list(args))


def test_every_verb_has_its_line() -> None:
    assert set(LINES) == set(VERBS)


@pytest.mark.parametrize("charset", ["utf-8", "gbk", "ascii"])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "verb", [*QUICK, *(pytest.param(v, marks=pytest.mark.slow) for v in ("themes", "report"))]
)
def test_no_console_makes_a_verb_fail(verb: str, lang: str, charset: str, folder: Path) -> None:
    if verb == "verify":
        line = ("parse", ".", "--format", "jsonl", "-o", "../p.jsonl", "--manifest", "../m.json")
        assert run("utf-8", *line).exit_code == 0
    if verb == "shard":
        assert run("utf-8", "dup", ".", "--work", "../过程", "--plan").exit_code == 0
    result = run(charset, *LINES[verb], "--lang", lang)
    assert result.exit_code == 0, result.stderr
    assert "Traceback" not in result.stderr
    if charset == "gbk" and verb in ("parse", "boilerplate", "reuse"):
        assert "\\U0001f600" in result.stdout  # what the console lacks is shown escaped


@pytest.mark.parametrize("verb", ["parse", "duplicates", "reuse", "boilerplate", "check"])
def test_programs_get_utf8_on_any_console(verb: str, folder: Path) -> None:
    for form in ("jsonl", "csv", "sarif", "html"):
        line = [*LINES[verb], "--format", form, "-q"]
        assert run("gbk", *line).stdout_bytes == run("utf-8", *line).stdout_bytes


@pytest.mark.parametrize("charset", ["gbk", "ascii"])
def test_complaints_reach_any_console(charset: str, folder: Path) -> None:
    for line in (["parse", "没有😀.txt"], ["prase"], ["dup", ".", "--grian", "x"], ["dup"],
                 ["parse", ".", "-o", "x.doc"], ["dup", ".", "--fail-on", "x>1"]):  # fmt: skip
        result = run(charset, *line)
        assert result.exit_code == 2
        assert "Traceback" not in result.stderr


# --- terminals


def on_terminal(folder: Path, *args: str, columns: int = 80, **more: str) -> tuple[int, str]:
    """Run with standard output and error on a pseudo-terminal."""
    pty = pytest.importorskip("pty", reason="no pseudo-terminals here")
    import fcntl
    import termios

    main, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "TERM")}
    env = {**kept, "TERM": "xterm", "PYTHONUTF8": "1", **more}
    root = Path(__file__).parents[3]
    env["PYTHONPATH"] = str(root)
    process = subprocess.Popen(
        [sys.executable, "-m", "analysis", *args], cwd=folder, env=env, stdout=other, stderr=other
    )
    os.close(other)
    pieces = []
    while True:
        try:
            piece = os.read(main, 65536)
        except OSError:  # the other side is gone
            break
        if not piece:
            break
        pieces.append(piece)
    os.close(main)
    return process.wait(), b"".join(pieces).decode("utf-8").replace("\r\n", "\n")


PAINT = re.compile("\x1b\\[[0-9;]*m")


@pytest.mark.parametrize("verb", ["parse", "duplicates", "reuse", "check", "boilerplate"])
@pytest.mark.parametrize("columns", [60, 100])
def test_tables_fit_the_terminal(verb: str, columns: int, folder: Path) -> None:
    status, text = on_terminal(folder, *LINES[verb], "-q", columns=columns)
    assert status == 0
    wide = [line for line in PAINT.sub("", text).split("\n") if cells(line) > max(columns, 84)]
    assert wide == []


@pytest.mark.parametrize("columns", [30, 44, 60])
def test_a_concordance_keeps_what_stands_next_to_its_term(columns: int, folder: Path) -> None:
    Path("丁.txt").write_text("我镇严格落实意识形态工作责任制，层层传导压力。" * 3, "utf-8")
    line = ("kwic", "责任", "丁.txt", "-q", "--lang", "en")
    status, text = on_terminal(folder, *line, columns=columns)
    assert status == 0
    assert text.count("作  责任") + text.count("作   责任") == 3
    assert text.count("责任   制") == 3


def test_a_terminal_gets_colour_unless_it_is_unwanted(folder: Path) -> None:
    assert "\x1b[1m" in on_terminal(folder, "dup", ".", "-q")[1]
    for unwanted in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"LEITONG_COLOR": "never"}):
        assert "\x1b" not in on_terminal(folder, "dup", ".", "-q", **unwanted)[1]
    assert "\x1b" not in on_terminal(folder, "dup", ".", "-q", "--color", "never")[1]


def test_collate_is_a_coloured_word_diff_on_a_terminal_and_a_table_elsewhere(folder: Path) -> None:
    Path("丁.txt").write_text(TEXT.replace("十二", "十三"), "utf-8")
    _, text = on_terminal(folder, "collate", "乙.txt", "丁.txt")
    assert "\x1b[31m[-十二-]\x1b[0m\x1b[32m{+十三+}\x1b[0m" in text
    _, plain = on_terminal(folder, "collate", "乙.txt", "丁.txt", NO_COLOR="1")
    assert "[-十二-]{+十三+}" in plain
    _, table = on_terminal(folder, "collate", "乙.txt", "丁.txt", "--format", "table")
    assert "[-" not in table
    assert "[-" not in run("utf-8", "collate", "乙.txt", "丁.txt").stdout
