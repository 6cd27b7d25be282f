"""The command line: ``leitong VERB PATH…``, each verb a thin layer over one library function."""

from __future__ import annotations

import gc
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit status.

    Parameters
    ----------
    argv
        Arguments without the program's name; by default those of the process.
    """
    gc.disable()  # until the corpus is read (Run.read): imports and records stay to the end
    try:
        from analysis.cli.root import leitong

        return leitong.run(argv)
    finally:
        gc.enable()
