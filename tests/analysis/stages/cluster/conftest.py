"""Spark, where this machine has it."""

from __future__ import annotations

import os
from importlib.util import find_spec

import pytest

from analysis.stages.cluster.session import check_master
from corpus.errors import SettingsError


@pytest.fixture(scope="session")
def spark_is_there() -> None:
    """Where Java or PySpark is missing tests are skipped, but fail in continuous integration."""
    reason = None
    if find_spec("pyspark") is None:
        reason = "no PySpark on this machine: make spark"
    else:
        try:
            check_master("local[1]")
        except SettingsError as error:
            reason = str(error)
    if reason is not None:
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
