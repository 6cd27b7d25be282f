"""A Spark cluster of one master and two workers on the loopback, and two runs of ``dup`` on it.

Run by the contract test as a process of its own, where it can in a network namespace without any
other network: ``python standalone.py FOLDER``. FOLDER holds ``文集.jsonl``; results are written
beside it. During the second run one worker is killed with all that it started.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pyspark
from click.testing import CliRunner

from analysis.cli.root import leitong
from analysis.stages.cluster.finding import STAGES
from analysis.stages.cluster.session import session
from analysis.stages.work import ShardSizes

PATIENCE = 300  # seconds for any one thing on a busy machine
SPARK_CLASS = Path(pyspark.__file__).parent / "bin" / "spark-class"
# What Java does for long runs, compiling well and looking through every class, takes longer than
# all rows here do: 55 seconds of processor time for a run, 45 without.
SHORT = (
    "-XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote"
    " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData"
)
DEFAULTS = f"""\
spark.driver.extraJavaOptions {SHORT}
spark.driver.memory 600m
spark.executor.extraJavaOptions {SHORT}
spark.sql.codegen.wholeStage false
spark.sql.codegen.factoryMode NO_CODEGEN
spark.sql.shuffle.partitions 2
"""


def wait_for(what: str, there: object) -> None:
    until = time.monotonic() + PATIENCE
    while not there():  # type: ignore[operator]
        if time.monotonic() > until:
            raise TimeoutError(what)
        time.sleep(0.02)


def started(log: Path, *arguments: str) -> subprocess.Popen[bytes]:
    with log.open("wb") as file:
        return subprocess.Popen(
            [SPARK_CLASS, *arguments], stdout=file, stderr=file, start_new_session=True
        )


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and all that it started: its session."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def dup(folder: Path, master: str, name: str) -> str:
    result = CliRunner().invoke(
        leitong,
        ["dup", str(folder / "文集.jsonl"), "--method", "bands", "--format", "jsonl", "--engine",
         "spark", "--master", master, "--work", str(folder / name), "--memory", "512M"],
    )  # fmt: skip
    if result.exit_code:
        raise RuntimeError(result.stderr) from result.exception
    return result.stdout


def small(_: int) -> ShardSizes:
    return ShardSizes(portion=60_000, words=1 << 20, range=1 << 20, characters=1 << 20)


def main(folder: Path) -> None:
    ShardSizes.within = staticmethod(small)  # type: ignore[method-assign,assignment]
    configured = folder / "conf"
    configured.mkdir()
    (configured / "spark-defaults.conf").write_text(DEFAULTS, encoding="utf-8")
    os.environ.update(
        SPARK_CONF_DIR=str(configured), SPARK_LOCAL_IP="127.0.0.1", SPARK_DAEMON_MEMORY="256m",
        SPARK_DAEMON_JAVA_OPTS=SHORT, SPARK_NO_DAEMONIZE="1",
    )  # fmt: skip
    port = free_port()
    master = f"spark://127.0.0.1:{port}"
    log = folder / "master.log"
    deploy = "org.apache.spark.deploy"
    here = ("--host", "127.0.0.1", "--webui-port", "0")
    processes = [started(log, f"{deploy}.master.Master", *here, "--port", str(port))]
    try:
        wait_for("a master", lambda: "I have been elected leader" in log.read_text())
        for name in ("one", "two"):
            more = ("--cores", "1", "--memory", "700m", "--work-dir", str(folder / name), master)
            processes.append(
                started(folder / f"{name}.log", f"{deploy}.worker.Worker", *here, *more)
            )
        wait_for("two workers", lambda: log.read_text().count("Registering worker") == 2)
        with session(master, 1, 512 << 20):
            wait_for("two executors", lambda: log.read_text().count("Launching executor") >= 2)
            (folder / "whole.jsonl").write_text(dup(folder, master, "whole"), encoding="utf-8")
            worked = [any((folder / name).glob("app-*/*")) for name in ("one", "two")]
            seen: dict[str, bool] = {}

            def strike() -> None:
                stages = folder / "struck" / "spark"
                wait_for("candidates", (stages / "candidates" / "00000.json").exists)
                wait_for("pairs", (stages / "pairs").exists)
                kill(processes[1])
                seen["in mid-stage"] = not (stages / "pairs" / "00000.json").exists()

            # It goes on from what the first run had done before pairs, as a run begun again does.
            shutil.copytree(folder / "whole", folder / "struck")
            for stage in list(STAGES)[list(STAGES).index("pairs") :]:
                shutil.rmtree(folder / "struck" / "spark" / stage)
            striking = threading.Thread(target=strike)
            striking.start()
            (folder / "struck.jsonl").write_text(dup(folder, master, "struck"), encoding="utf-8")
            striking.join()
        lost = "lost" in log.read_text() or "Removing" in log.read_text()
        facts = {"both worked": all(worked), "lost": lost, **seen}
        (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
    finally:
        for process in processes:
            kill(process)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
