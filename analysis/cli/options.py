"""The options that verbs share, one decorator a group, and the decorator that makes a verb."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from analysis.cli.output import ANNOTATED, NETWORKS, PICTURES
from analysis.cli.run import Run
from analysis.cli.terminal.help import Verb
from analysis.findings.choices import ASIDE_KINDS
from corpus.choices import TOKENIZERS
from corpus.messages import LANGUAGES
from corpus.system.address_space import check_address_space

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("table", "json", "jsonl", "csv", "xlsx", "parquet", "html")
ENCODINGS = ("utf-8", "gb18030", "gbk", "big5", "utf-16")
SHARED = frozenset(
    ("paths", "files_from", "null", "encoding", "text_column", "id_column", "split",
     "exclude", "follow_links", "metadata", "metadata_from", "where", "format", "output",
     "no_bom", "color", "lang", "quiet", "debug", "fail_on", "baseline", "update_baseline",
     "select", "ignore", "statistics", "tokenizer", "manifest", "words", "synonyms",
     "stopwords", "anonymise", "selection")
)  # fmt: skip
"""Options that :class:`~analysis.cli.run.Run` takes; a verb's own go to its function."""
LEAN = frozenset(("parse", "duplicates"))
"""Verbs that load no SciPy as a rule, and did their work in 400 MB of addresses."""


class PathName(click.ParamType):  # type: ignore[type-arg] # generic from click 8.5 on
    """A path as typed; shells complete it."""

    name = "path"

    def __init__(self, *, folder: bool = False) -> None:
        self.kind = "dir" if folder else "file"

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """Leave it to the shell, which knows its files best."""
        return [CompletionItem(incomplete, type=self.kind)]


class EncodingName(click.ParamType):  # type: ignore[type-arg]
    """A text encoding by name; shells are offered the usual ones."""

    name = "encoding"

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """Offer what Chinese files are written in."""
        return [CompletionItem(name) for name in ENCODINGS if name.startswith(incomplete.lower())]


class RuleCodes(click.ParamType):  # type: ignore[type-arg]
    """Rule codes or beginnings of them, separated by commas."""

    name = "codes"

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """Offer the codes, with their names."""
        from analysis.views.rules import codes, rule

        lang = str(getattr(ctx.find_root().obj, "lang", "zh"))
        return [
            CompletionItem(code, help=rule(code, lang).name)
            for code in codes()
            if code.startswith(incomplete.upper())
        ]


class AsideKinds(click.ParamType):  # type: ignore[type-arg]
    """Kinds of what can be set aside, separated by commas."""

    name = "kinds"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Check each kind."""
        if isinstance(value, tuple):
            return value
        one = click.Choice(ASIDE_KINDS)
        return tuple(one.convert(kind.strip(), param, ctx) for kind in value.split(","))

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """Offer the kinds, after those that are there."""
        before, comma, last = incomplete.rpartition(",")
        return [
            CompletionItem(before + comma + kind) for kind in ASIDE_KINDS if kind.startswith(last)
        ]


class Wanted(click.ParamType):  # type: ignore[type-arg]
    """A variable of documents and the values that are wanted: ``年份=2022,2023``."""

    name = "wanted"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, tuple[str, ...]]:
        """Part the name from the values."""
        if isinstance(value, tuple):
            return value
        name, equals, values = value.partition("=")
        if name.strip() and equals:
            return name.strip(), tuple(one.strip() for one in values.split(","))
        from analysis.cli.messages import say

        lang = str(getattr(ctx.find_root().obj, "lang", "zh")) if ctx else "zh"
        return self.fail(say("no-wanted", lang, value=value), param, ctx)


def option(*names: str, **details: Any) -> Callable[[F], F]:
    """Add an option; the environment can set it, too (``LEITONG_TEXT_COLUMN``)."""
    long = max(names, key=len).removeprefix("--").replace("-", "_")
    details.setdefault("show_default", True)
    return click.option(*names, long, envvar=f"LEITONG_{long.upper()}", **details)


def reading(function: F) -> F:
    """Add PATH… and how files are read."""
    return _reading("PATH…", function)


def reading_new(function: F) -> F:
    """Add NEW… and how files are read."""
    return _reading("NEW…", function)


def _reading(metavar: str, function: F) -> F:
    for add in reversed(
        (
            click.argument("paths", nargs=-1, metavar=metavar, type=PathName()),
            option("--files-from", metavar="FILE", type=PathName()),
            option("-0", "--null", is_flag=True),
            option("--encoding", metavar="NAME", type=EncodingName()),
            option("--text-column", metavar="NAME"),
            option("--id-column", metavar="NAME"),
            option("--split", is_flag=True),
            option("--metadata", metavar="FILE", type=PathName()),
            option("--metadata-from", metavar="PATTERN"),
            option("--where", metavar="NAME=VALUE", multiple=True, type=Wanted()),
            option("--exclude", metavar="GLOB", multiple=True),
            option("--selection", metavar="FILE", type=PathName()),
            option("--follow-links", is_flag=True),
        )
    ):
        function = add(function)
    return function


def grouped(function: F) -> F:
    """Add what the findings are asked along."""
    return option("--by", metavar="VARIABLE")(function)


def tied(function: F) -> F:
    """Add what the findings are asked along, and what says who was first."""
    return grouped(option("--when", metavar="VARIABLE")(function))


def masking(function: F) -> F:
    """Add that names are masked."""
    return option("--anonymise", metavar="KEYFILE", type=PathName())(function)


def asides(function: F) -> F:
    """Add what is known to be shared and set aside before anything is compared."""
    for add in reversed(
        (
            option("--background", metavar="PATH", multiple=True, type=PathName()),
            option("--aside", metavar="KINDS", multiple=True, type=AsideKinds()),
            option("--accepted", metavar="FILE", type=PathName()),
        )
    ):
        function = add(function)
    return function


class MemorySize(click.ParamType):  # type: ignore[type-arg]
    """A number of bytes: ``2G``, ``500M``."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the number and its unit."""
        if isinstance(value, int):
            return value
        number, unit = value[:-1], value[-1:].upper()
        if number.isdecimal() and unit in _UNITS and int(number) << _UNITS[unit] >= LEAST_MEMORY:
            return int(number) << _UNITS[unit]
        from analysis.cli.messages import say

        lang = str(getattr(ctx.find_root().obj, "lang", "zh")) if ctx else "zh"
        return self.fail(say("no-memory-size", lang, value=value), param, ctx)


ENGINES = ("embedded", "spark")
_UNITS = {"M": 20, "G": 30, "T": 40}
LEAST_MEMORY = 256 << 20
"""Bytes that Python with NumPy, SciPy and Arrow needs, and a shard beside them."""


def staging(function: F) -> F:
    """Add how a corpus larger than memory is worked on."""
    for add in reversed(
        (
            option("--work", metavar="DIR", type=PathName(folder=True)),
            option("--memory", metavar="SIZE", type=MemorySize()),
            option("--plan", is_flag=True),
            option("--engine", type=click.Choice(ENGINES), default="embedded"),
            option("--master", metavar="URL", default=None),
        )
    ):
        function = add(function)
    return function


def writing(function: F) -> F:
    """Add where tables go, and in which format."""
    return _writing(FORMATS, function)


def drawing(function: F) -> F:
    """Add where tables and a picture go, and in which format."""
    return _writing((*FORMATS, *PICTURES), function)


def tying(function: F) -> F:
    """Add the same, and a network."""
    return _writing((*FORMATS, *PICTURES, *NETWORKS), function)


def reporting(function: F) -> F:
    """Add where findings with rule codes go, in which format, and which of them."""
    return _reporting((*FORMATS, "sarif"), function)


def reporting_texts(function: F) -> F:
    """Add the same, and the texts with what was found in them."""
    return _reporting((*FORMATS, "sarif", *ANNOTATED), function)


def reporting_and_drawing(function: F) -> F:
    """Add the same, and a picture or a network."""
    return _reporting((*FORMATS, "sarif", *PICTURES, *NETWORKS), function)


def _reporting(formats: tuple[str, ...], function: F) -> F:
    for add in reversed(
        (
            option("--select", metavar="CODES", multiple=True, type=RuleCodes()),
            option("--ignore", metavar="CODES", multiple=True, type=RuleCodes()),
            option("--statistics", is_flag=True),
        )
    ):
        function = add(function)
    return _writing(formats, function)


def _writing(formats: tuple[str, ...], function: F) -> F:
    for add in reversed(
        (
            option("-o", "--output", metavar="FILE", multiple=True, type=PathName()),
            option("--format", type=click.Choice(formats), default=None),
            option("--no-bom", is_flag=True),
            option("--manifest", metavar="FILE", type=PathName()),
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
    """Add the choice of word segmentation, and the user's own words."""
    for add in reversed(
        (
            option("--tokenizer", type=click.Choice(TOKENIZERS), default="jieba"),
            option("--words", metavar="FILE", type=PathName()),
            option("--synonyms", metavar="FILE", type=PathName()),
        )
    ):
        function = add(function)
    return function


def stopping(function: F) -> F:
    """Add the user's own stop words."""
    return option("--stopwords", metavar="FILE", type=PathName())(function)


def condition(function: F) -> F:
    """Add ``--fail-on``: exit status 1 if a condition holds."""
    return option("--fail-on", metavar="CONDITION")(function)


def gate(function: F) -> F:
    """Add ``--fail-on``, and what is accepted beforehand."""
    for add in reversed(
        (
            condition,
            option("--baseline", metavar="FILE", type=PathName()),
            option("--update-baseline", is_flag=True),
        )
    ):
        function = add(function)
    return function


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
            if name not in LEAN:
                check_address_space()
            run = Run(ctx, {k: v for k, v in options.items() if k in SHARED})
            own = {k: v for k, v in options.items() if k not in SHARED}
            if not options.get("manifest"):
                function(run, **own)
                return run.status
            from analysis.cli.manifest import ManifestWriter

            with ManifestWriter() as writer:
                function(run, **own)
            writer.write(run, Path(options["manifest"]))
            return run.status

        params = list(reversed(getattr(function, "__click_params__", [])))
        return Verb(name, example=example, callback=callback, params=params)

    return wrap
