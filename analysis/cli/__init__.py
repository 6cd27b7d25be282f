"""The command line: ``leitong VERB PATH…``, each verb a thin layer over one library function."""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit status.

    Parameters
    ----------
    argv
        Arguments without the program's name; by default those of the process.
    """
    # threads of NumPy's linear algebra that nobody uses spin for 50 ms of processor time
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.disable()  # until the corpus is read (Run.read): imports and records stay to the end
    try:
        from analysis.cli.root import leitong

        return leitong.run(argv)
    finally:
        gc.enable()
