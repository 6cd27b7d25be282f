"""Standard error: words to people, which may get lost without any harm to the findings."""

from __future__ import annotations

from contextlib import suppress

import click


def write_stderr(text: str) -> None:
    """Write a line to standard error.

    Where it is closed, full or gone nobody can be told, and the exit status is what it would
    have been: it says what was found, not who was listening.
    """
    with suppress(OSError, ValueError):  # ValueError: of a file that is closed
        click.echo(text, err=True)
