"""The options that verbs share, one decorator a group, and the decorator that makes a verb."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from analysis.cli.help import Verb
from analysis.cli.run import Run
from analysis.cli.words import LANGUAGES

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("table", "json", "jsonl", "csv", "parquet", "xlsx")
TOKENIZERS = ("jieba", "rjieba", "auto")
SHARED = frozenset(
    ("paths", "encoding", "text_column", "id_column", "exclude", "format", "output", "no_bom",
     "color", "lang", "quiet", "debug", "fail_on", "tokenizer")
)  # fmt: skip
"""Options that :class:`~analysis.cli.run.Run` takes; a verb's own go to its function."""


def option(*names: str, **details: Any) -> Callable[[F], F]:
    """Add an option; the environment can set it, too (``LEITONG_TEXT_COLUMN``)."""
    long = max(names, key=len).removeprefix("--").replace("-", "_")
    details.setdefault("show_default", True)
    return click.option(*names, long, envvar=f"LEITONG_{long.upper()}", **details)


def reading(function: F) -> F:
    """Add PATH… and how files are read."""
    for add in reversed(
        (
            click.argument("paths", nargs=-1, required=True, metavar="PATH…"),
            option("--encoding", metavar="NAME"),
            option("--text-column", metavar="NAME"),
            option("--id-column", metavar="NAME"),
            option("--exclude", metavar="GLOB", multiple=True),
        )
    ):
        function = add(function)
    return function


def writing(function: F) -> F:
    """Add where findings go, and in which format."""
    for add in reversed(
        (
            option("-o", "--output", metavar="FILE"),
            option("--format", type=click.Choice(FORMATS), default=None),
            option("--no-bom", is_flag=True),
            option("--color", type=click.Choice(("auto", "always", "never")), default="auto"),
        )
    ):
        function = add(function)
    return function


def talking(function: F) -> F:
    """Add language, quiet and debug; every verb has them."""
    for add in reversed(
        (
            option("--lang", type=click.Choice(LANGUAGES), default=None),
            option("-q", "--quiet", is_flag=True),
            option("--debug", is_flag=True),
        )
    ):
        function = add(function)
    return function


def words(function: F) -> F:
    """Add the choice of word segmentation."""
    return option("--tokenizer", type=click.Choice(TOKENIZERS), default="jieba")(function)


def gate(function: F) -> F:
    """Add ``--fail-on``: exit status 1 if a condition holds."""
    return option("--fail-on", metavar="CONDITION")(function)


def verb(name: str, *, example: str) -> Callable[[Callable[..., None]], Verb]:
    """Make a verb of a function ``(run, **own options)``.

    Parameters
    ----------
    name
        As typed; ``verb.NAME`` in the message table says what it does.
    example
        Command lines that can be pasted.
    """

    def wrap(function: Callable[..., None]) -> Verb:
        def callback(**options: Any) -> int:
            ctx = click.get_current_context()
            run = Run(ctx, {k: v for k, v in options.items() if k in SHARED})
            function(run, **{k: v for k, v in options.items() if k not in SHARED})
            return run.status

        params = list(reversed(getattr(function, "__click_params__", [])))
        return Verb(name, example=example, callback=callback, params=params)

    return wrap
