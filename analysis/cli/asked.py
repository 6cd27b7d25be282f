"""What a writer of findings asks of a run, and the tables that it is handed.

The run knows the writers; they know no more of it than this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    import click

    from analysis.cli.places import UnitLocator

Record = Mapping[str, Any]
Condition = Callable[[Record], bool]


class Sheet(NamedTuple):
    """A table for people."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[object]]


class Asked(Protocol):
    """What was asked for: options, language, outputs; where units stand; how to tell people."""

    ctx: click.Context
    options: Mapping[str, Any]
    lang: str
    status: int

    @property
    def condition(self) -> Condition | None:
        """What ``--fail-on`` says of a record."""

    @property
    def outputs(self) -> tuple[Path | None, ...]:
        """The files named with ``-o``; None for standard output."""

    def format_for(self, output: Path | None) -> str:
        """The format of one output."""

    @property
    def color(self) -> bool:
        """Whether standard output gets colours."""

    @property
    def places(self) -> UnitLocator:
        """Where the units stand that findings name."""

    @property
    def texts(self) -> dict[str, str]:
        """Ids of sources and documents → text of the source."""

    @property
    def unread(self) -> list[tuple[str, str]]:
        """Files that could not be read, and why."""

    def note_written(self, paths: Iterable[Path]) -> None:
        """Take note of what was written."""

    def say(self, key: str, **facts: object) -> str:
        """Return a message in the language of the run."""

    def headers(self, names: Iterable[str]) -> list[str]:
        """Return the names of columns for people."""

    def tell(self, text: str) -> None:
        """Talk on standard error, unless told to be quiet."""
