"""A Spark session, or what is missing for one."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import MissingExtra, SettingsError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LEAST_JAVA = 17
"""Version of Java that Spark 4 asks for."""
STANDALONE = "spark://"
PATIENCE = 60
"""Seconds that a worker may take to start an executor: measured 5 to 20 on a busy machine."""
ANSWER = 5
"""Seconds that a master may take to take a connection."""
LEAST_EXECUTOR = 512 << 20
"""Bytes of an executor's Java below which Spark refuses to start one (450 MB), rounded up."""
HELD = 9
"""Bytes exchanged for each byte of input at once: folded texts of both sides of a pair and more."""
PARTITION = 64 << 20
"""Bytes of a partition that Spark aims at; fewer, fuller ones are put together as it runs."""
LEAST_CUTS = 4
"""Parts of what is exchanged at least, so that two or four cores have work."""
BATCH = 1000
"""Rows of an Arrow batch at most: a pair brings two texts."""


def check_master(master: str) -> None:
    """Refuse, before any work, what cannot become a session.

    Parameters
    ----------
    master
        As Spark names it: ``spark://HOST:PORT``, ``local[2]``, ``yarn``, ``k8s://…``.

    Raises
    ------
    MissingExtra
        If PySpark is not installed.
    SettingsError
        If there is no Java 17, or nobody answers at the master's address.
    """
    if find_spec("pyspark") is None or find_spec("pyarrow") is None:
        raise MissingExtra("--engine spark", "spark")
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    version = _java_version(java) if java else None
    if version is None:
        raise SettingsError.of("setting-no-java", least=LEAST_JAVA)
    if version < LEAST_JAVA:
        raise SettingsError.of("setting-old-java", least=LEAST_JAVA, version=version)
    if master.startswith(STANDALONE) and not any(map(_answers, _addresses(master))):
        raise SettingsError.of("setting-no-master", master=master)


def _java_version(java: str) -> int | None:
    try:
        told = subprocess.run([java, "-version"], capture_output=True, text=True, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return None
    found = re.search(r'version "(?:1\.)?(\d+)', told.stderr + told.stdout)
    return int(found[1]) if found else None


def _addresses(master: str) -> Iterator[tuple[str, int]]:
    for each in master.removeprefix(STANDALONE).split(","):
        host, _, port = each.rpartition(":")
        if host and port.isdecimal():
            yield host.strip("[]"), int(port)


def _answers(address: tuple[str, int]) -> bool:
    try:
        with socket.create_connection(address, timeout=ANSWER):
            return True
    except OSError:
        return False


@contextmanager
def session(master: str, size: int, memory: int | None = None) -> Iterator[SparkSession]:
    """Open a session, and close it at the end; one that is open already is used and left open.

    Settings of the cluster's own (``spark-defaults.conf``, ``PYSPARK_SUBMIT_ARGS``) hold where none
    is given here.

    Parameters
    ----------
    master
        See :func:`check_master`.
    size
        Bytes of input: how finely rows are cut.
    memory
        Bytes of Java in each executor; what the cluster is set to by default.

    Raises
    ------
    SettingsError
        If no worker takes the work.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # which has this package
    cuts = max(LEAST_CUTS, -(-size * HELD // PARTITION))
    how = {
        "spark.sql.shuffle.partitions": cuts,
        "spark.sql.execution.arrow.useLargeVarTypes": "true",
        "spark.sql.execution.arrow.maxRecordsPerBatch": BATCH,
        "spark.executorEnv.LEITONG_THREADS": "1",  # Spark counts the cores
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
    }
    if memory is not None:
        how["spark.executor.memory"] = f"{max(memory, LEAST_EXECUTOR) >> 20}m"
    builder = SparkSession.builder.master(master).appName("leitong")
    for name, value in how.items():
        builder = builder.config(name, value)
    with warnings.catch_warnings():
        # Rows travel as Arrow; nothing here is turned into pandas.
        warnings.filterwarnings("ignore", ".*pandas", FutureWarning)
        mine = SparkSession.getActiveSession() is None
        try:
            spark = builder.getOrCreate()
        except (PySparkException, Py4JError) as error:
            raise SettingsError.of("setting-spark", reason=_reason(error)) from error
        try:
            if master.startswith(STANDALONE):
                _await_executor(spark, master)
            yield spark
        except (PySparkException, Py4JError) as error:
            raise SettingsError.of("setting-spark", reason=_reason(error)) from error
        finally:
            if mine:
                spark.stop()


def _await_executor(spark: SparkSession, master: str) -> None:
    """Wait until a worker has started an executor; without one Spark would wait for ever."""
    tracker = spark.sparkContext._jsc.sc().statusTracker()
    until = time.monotonic() + PATIENCE
    while len(tracker.getExecutorInfos()) < 2:
        if time.monotonic() > until:
            held = spark.conf.get("spark.executor.memory", "1g")
            raise SettingsError.of("setting-no-worker", master=master, memory=str(held))
        time.sleep(0.2)


def _reason(error: Exception) -> str:
    """The line that says what went wrong: the last of Python's, else the first."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    python = [line for line in lines if re.match(r"[\w.]*(Error|Exception)\b.*:", line)]
    return (python or lines or [type(error).__name__])[-1 if python else 0]
