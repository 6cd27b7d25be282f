"""Standard streams that are closed or full: one clear line, the right status, no traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
TEXT = "一、学习情况\n全年组织集中学习十二次。\n二、宣传情况\n累计发布信息四百余条。\n"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="redirections of a POSIX shell")


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def shell(line: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which ``leitong`` is the program and ``$1`` the first argument."""
    program = f'leitong() {{ "{sys.executable}" -m analysis "$@" --lang en; }}; {line}'
    command = ["sh", "-c", program, "sh", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", cwd=ROOT, timeout=60, check=False
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("form", ["table", "jsonl", "csv"])
def test_a_full_disk_behind_standard_output_is_said_in_one_line(text: Path, form: str) -> None:
    done = shell(f'leitong parse "$1" --format {form} > /dev/full', text)
    assert done.returncode == 2
    assert done.stderr == ("error: standard output cannot be written (No space left on device)\n")


def test_a_closed_standard_output_is_said_in_one_line(text: Path) -> None:
    done = shell('leitong parse "$1" >&-', text)
    assert done.returncode == 2
    assert done.stderr == "error: standard output cannot be written (closed)\n"


def test_a_closed_standard_output_does_not_matter_where_a_file_is_written(text: Path) -> None:
    done = shell('leitong parse "$1" -o "$2" >&-', text, text.with_name("o.json"))
    assert done.returncode == 0
    assert text.with_name("o.json").read_text(encoding="utf-8").startswith("[")


def test_a_closed_standard_error_does_not_matter(text: Path) -> None:
    done = shell('leitong parse "$1" 2>&-', text)
    assert done.returncode == 0
    assert "a.txt" in done.stdout


def test_a_closed_standard_input_is_an_input_that_cannot_be_read() -> None:
    done = shell("leitong parse - <&-")
    assert done.returncode == 2
    assert done.stderr == "error: stdin.txt: reading failed (EBADF)\n"


def test_a_table_without_doubts_ends_with_its_last_row(text: Path) -> None:
    done = shell('leitong parse "$1"', text)
    assert done.stdout.splitlines()[-1].startswith("a.txt")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(("arguments", "status"), [('parse "$1"', 0), ("parse nofile", 2)])
def test_standard_error_that_cannot_be_written_changes_no_exit_status(
    text: Path, arguments: str, status: int
) -> None:
    done = shell(f"leitong {arguments} 2> /dev/full", text)
    assert done.returncode == status
