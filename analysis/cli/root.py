"""``leitong``: the group of verbs, each loaded when it is asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from analysis.cli.config import Settings, defaults, find_settings
from analysis.cli.exits import UnknownVerb, guarded
from analysis.cli.messages import DEFAULT, language, say, two_columns, wrap
from analysis.cli.options import option
from analysis.cli.terminal.help import Worded, lang_of, page_width, show
from corpus.export.columns import cells
from corpus.messages import LANGUAGES

OF_PROGRAM = ("verify", "explain", "config", "doctor", "completion")
VERBS = ("parse", "profile", "keywords", "kwic", "duplicates", "reuse", "check", "index", "collate",
         "boilerplate", "themes", "report", "eval", "shard", *OF_PROGRAM)  # fmt: skip
SHORT_VERBS = {"dup": "duplicates", "diff": "collate"}
# what Chinese readers call the verbs, as the messages and the report do
CHINESE_VERBS = {
    "拆分": "parse", "概况": "profile", "关键词": "keywords", "检索": "kwic", "查重": "duplicates",
    "重用": "reuse", "比对": "check", "索引": "index", "对校": "collate", "套话": "boilerplate",
    "主题": "themes", "报告": "report", "测评": "eval", "分片": "shard", "解释": "explain",
    "设置": "config", "体检": "doctor", "复核": "verify", "补全": "completion",
}  # fmt: skip
OTHER_NAMES = {**SHORT_VERBS, **CHINESE_VERBS}
COMPLETION = "_LEITONG_COMPLETE"


@dataclass
class Session:
    """What is known before the verb runs."""

    lang: str = DEFAULT
    settings: Settings = field(default_factory=Settings)
    arguments: tuple[str, ...] = ()
    redirect: Path | None = None
    """A folder that outputs go to instead of where they are named, when a run is verified."""
    left_out: tuple[str, ...] = ()
    """What the run that is verified wrote, besides its outputs: its manifest."""


class Verbs(Worded, click.Group):
    """The group: knows the verbs' names, imports one only when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Name the verbs, in the order of use."""
        return list(VERBS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002
        cmd_name: str,
    ) -> click.Command | None:
        """Load one verb."""
        name = OTHER_NAMES.get(cmd_name, cmd_name)
        if name not in VERBS:
            return None
        room = "program." if name in OF_PROGRAM else ""
        return getattr(import_module(f"analysis.cli.verbs.{room}{name}"), name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb of a command line; a wrong name gets the nearest right one."""
        command = self.get_command(ctx, args[0])
        if command is None and not ctx.resilient_parsing:
            raise UnknownVerb(args[0], [*VERBS, *OTHER_NAMES], ctx)
        return (None if command is None else command.name), command, args[1:]

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the program is for and what its verbs do, without loading them."""
        lang = lang_of(ctx)
        width = page_width()
        known = OTHER_NAMES if lang == "zh" else SHORT_VERBS
        names = [", ".join([v, *(n for n, verb in known.items() if verb == v)]) for v in VERBS]
        left = max(20, *(cells(name) + 2 for name in names))
        rows = [(name, say(f"verb.{v}", lang)) for name, v in zip(names, VERBS, strict=True)]
        lines = [say("usage", lang, usage=say("usage.leitong", lang)), ""]
        lines += wrap(say("about", lang), width)
        lines += ["", say("verbs", lang), *two_columns(rows, width=width, left=left)]
        lines += ["", *wrap(say("about.more", lang), width), ""]
        lines += [say("examples", lang), *(f"  {line}" for line in EXAMPLE.splitlines())]
        formatter.write("\n".join(lines) + "\n")

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete verbs, with what they do, without loading them."""
        lang = lang_of(ctx)
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return [
            CompletionItem(name, help=say(f"verb.{OTHER_NAMES.get(name, name)}", lang))
            for name in (*VERBS, *(OTHER_NAMES if lang == "zh" else SHORT_VERBS))
            if name.startswith(incomplete)
        ]

    def run(
        self,
        argv: Sequence[str] | None = None,
        *,
        redirect: Path | None = None,
        left_out: Sequence[str] = (),
    ) -> int:
        """Run a command line and give its exit status; nothing is raised."""
        args = [os.fsdecode(a) for a in (sys.argv[1:] if argv is None else argv)]
        session = Session(
            language(args), arguments=tuple(args), redirect=redirect, left_out=tuple(left_out)
        )
        debug = "--debug" in args or bool(os.environ.get("LEITONG_DEBUG"))

        def work() -> int:
            if os.environ.get(COMPLETION):
                return self._complete()
            session.settings = find_settings(Path.cwd(), session.lang)
            session.lang = language(args, session.settings.values.get("lang"))
            chosen = self._defaults(session)
            with self.make_context("leitong", args, obj=session, default_map=chosen) as ctx:
                return int(self.invoke(ctx) or 0)

        return guarded(work, lang=lambda: session.lang, debug=debug)

    def main(self, *arguments: Any, **named: Any) -> Any:
        """Run as click's runners do: end the process with the exit status."""
        args = arguments[0] if arguments else named.get("args")
        sys.exit(self.run(args))

    def _complete(self) -> int:
        from click.shell_completion import shell_complete

        lang = language([])  # what is being typed is no setting yet
        return shell_complete(
            self, {"obj": Session(lang)}, "leitong", COMPLETION, os.environ[COMPLETION]
        )

    def _defaults(self, session: Session) -> dict[str, Any]:
        if not session.settings.values:
            return {}
        values = {
            OTHER_NAMES.get(key, key) if isinstance(value, dict) else key: value
            for key, value in session.settings.values.items()
        }
        settings = Settings(session.settings.path, values)
        return defaults(settings, self.known_options(), session.lang)

    def known_options(self) -> dict[str, Mapping[str, bool]]:
        """Return each verb's options, and whether they take several values."""
        empty = click.Context(self)
        known: dict[str, Mapping[str, bool]] = {}
        for name in VERBS:
            command = self.get_command(empty, name)
            params = command.params if command is not None else []
            known[name] = {str(p.name): p.multiple for p in params if isinstance(p, click.Option)}
        return known


EXAMPLE = """\
leitong parse data/*.txt
leitong dup data/*.txt --format csv -o out/pairs.csv
leitong report data -o out/report.html"""


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001, FBT001
    if value:
        from importlib.metadata import version

        click.echo(f"leitong {version('leitong')}")
        ctx.exit()


@click.group(
    cls=Verbs, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@option("--lang", type=click.Choice(LANGUAGES), default=None)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version)
@click.pass_context
def leitong(ctx: click.Context, lang: str | None) -> None:  # noqa: ARG001 - decided before parsing
    """Show the help page when no verb is given."""
    if ctx.invoked_subcommand is None:
        show(ctx.get_help() + "\n")
