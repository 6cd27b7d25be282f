"""What a cluster run is missing is said before any work is done."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analysis.cli.root import leitong
from analysis.stages.cluster import session
from analysis.stages.cluster.session import check_master
from corpus.errors import MissingExtra, SettingsError


def run(*args: str) -> Result:
    return CliRunner().invoke(leitong, [*args, "--lang", "en"])


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine with PySpark and a Java that says what it is told to."""
    monkeypatch.setattr(session, "find_spec", lambda _: True)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("甲乙丙丁", encoding="utf-8")
    return tmp_path


def java(home: Path, version: str) -> None:
    path = home / "bin" / "java"
    path.parent.mkdir()
    path.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\"' >&2\n")
    path.chmod(0o755)


def test_without_pyspark_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "find_spec", lambda name: None if name == "pyspark" else True)
    with pytest.raises(MissingExtra, match=r"leitong\[spark\]"):
        check_master("local[2]")


def test_without_java_it_is_said_what_to_install(machine: Path) -> None:
    with pytest.raises(SettingsError, match="openjdk-17-jre-headless"):
        check_master("local[2]")
    result = run("dup", "a.txt", "--engine", "spark")
    assert result.exit_code == 2
    assert "Java 17" in result.stderr
    assert sorted(path.name for path in machine.iterdir()) == ["a.txt"]


@pytest.mark.parametrize(("told", "meant"), [("1.8.0_402", "Java 8"), ("11.0.2", "Java 11")])
def test_an_old_java_is_named(machine: Path, told: str, meant: str) -> None:
    java(machine, told)
    with pytest.raises(SettingsError, match=meant):
        check_master("local[2]")


def test_a_master_that_does_not_answer_is_named_at_once(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(address: tuple[str, int], timeout: float) -> socket.socket:
        if address != ("there", 7077):
            raise ConnectionRefusedError
        return socket.socket()

    monkeypatch.setattr("socket.create_connection", connect)
    java(machine, "17.0.15")
    for master in ("spark://nowhere:7077", "spark://there:8080", "spark://nonsense"):
        with pytest.raises(SettingsError, match=master):
            check_master(master)
    check_master("spark://there:7077")
    check_master("spark://nowhere:7077,there:7077")
    check_master("local[2]")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--master", "spark://h:7077"), "--engine spark"),
        (("--engine", "spark", "--master", "spark://h:7077"), "--work DIR"),
        (("--engine", "spark", "--plan", "--work", "w"), "--plan"),
        (("--engine", "spark", "--explain"), "--explain"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    machine: Path, args: tuple[str, ...], said: str
) -> None:
    result = run("dup", "a.txt", *args)
    assert result.exit_code == 2
    assert said in result.stderr
