"""Help pages in two languages, laid out by the width of Chinese characters."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click
from click.shell_completion import CompletionItem

from analysis.cli.messages import DEFAULT, say, table, two_columns, wrap
from analysis.cli.terminal.stdout import terminal_width, write_stdout

WIDEST_PAGE = 100  # cells of a help page; longer lines are hard to read
GROUPS = {
    "options.reading": (
        "files_from",
        "null",
        "encoding",
        "text_column",
        "id_column",
        "metadata",
        "metadata_from",
        "where",
        "split",
        "exclude",
        "follow_links",
    ),
    "options.writing": ("output", "format", "no_bom", "color", "select", "ignore", "statistics"),
    "options.gate": ("fail_on", "baseline", "update_baseline"),
    "options.talking": ("lang", "quiet", "debug", "help"),
}
"""Headings below which help pages list the options that verbs share."""


def lang_of(ctx: click.Context) -> str:
    """Tell the language that the run was started in."""
    return str(getattr(ctx.obj, "lang", DEFAULT))


def show(text: str) -> None:
    """Write text for people: what the console's encoding cannot say is shown escaped."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    write_stdout([text.encode(encoding, "backslashreplace")])


class Worded(click.Command):
    """A command whose help page can be shown on any console."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help``, printed by :func:`show`."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.callback = _show_help
        return found


def _show_help(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001, FBT001
    if value and not ctx.resilient_parsing:
        show(ctx.get_help() + "\n")
        ctx.exit()


class Verb(Worded):
    """A sub-command whose words come from the message table.

    Parameters
    ----------
    example
        Lines that can be pasted, shown at the end of the help page.
    """

    def __init__(
        self,
        name: str,
        *,
        example: str,
        callback: Callable[..., Any],
        params: list[click.Parameter],
    ) -> None:
        # click keeps the help option of the first context that asks: each verb says it itself
        usual = {"help_option_names": ["-h", "--help"]}
        super().__init__(name, callback=callback, params=params, context_settings=usual)
        self.example = example

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write usage, what the verb does, its options and an example."""
        lang = lang_of(ctx)
        width = page_width()
        usage = f"{ctx.command_path} {' '.join(self.collect_usage_pieces(ctx))}"
        lines = [say("usage", lang, usage=usage), ""]
        lines += wrap(say(f"verb.{self.name}", lang), width)
        if f"verb.{self.name}.more" in table():
            lines += ["", *wrap(say(f"verb.{self.name}.more", lang), width)]
        groups: dict[str, list[tuple[str, str]]] = {"options": [], **{g: [] for g in GROUPS}}
        for param in self.get_params(ctx):
            row = self._row(param, ctx, lang)
            if row is not None:
                home = (g for g, names in GROUPS.items() if row and long_name(param) in names)
                groups[next(home, "options")].append(row)
        for group, rows in groups.items():
            if rows:
                lines += ["", say(group, lang), *two_columns(rows, width=width)]
        lines += ["", say("examples", lang), *(f"  {line}" for line in self.example.splitlines())]
        formatter.write("\n".join(lines) + "\n")

    def _row(self, param: click.Parameter, ctx: click.Context, lang: str) -> tuple[str, str] | None:
        if not isinstance(param, click.Option) or param.hidden:
            return None
        name = long_name(param)
        keys = (f"option.{self.name}.{name}", f"option.{name}")
        words = next(say(key, lang) for key in keys if key in table())
        return ", ".join(param.opts) + _metavar(param, ctx), words + _default(param, ctx, lang)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete options, with what they do."""
        lang = lang_of(ctx.find_root())
        names = {
            name: words.split("；")[0].split(";")[0]
            for param in self.get_params(ctx)
            if (row := self._row(param, ctx, lang)) is not None
            for name, words in ((name, row[1]) for name in param.opts)
        }
        found = super().shell_complete(ctx, incomplete)
        return [
            CompletionItem(item.value, item.type, names.get(str(item.value), item.help))
            for item in found
        ]

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the pieces of the usage line, in the language of the run."""
        pieces = [
            param.make_metavar(ctx) for param in self.params if isinstance(param, click.Argument)
        ]
        return [*pieces, say("options-metavar", lang_of(ctx))]


def long_name(option: click.Parameter) -> str:
    """Return an option's name in words: ``--text-column`` is ``text_column``."""
    return max(option.opts, key=len).lstrip("-").replace("-", "_")


def page_width() -> int:
    """Cells of a help page on this terminal."""
    return min(WIDEST_PAGE, max(60, terminal_width(WIDEST_PAGE)))


def _metavar(option: click.Option, ctx: click.Context) -> str:
    if option.is_flag:
        return ""
    if isinstance(option.type, click.Choice):
        return " " + "|".join(map(str, option.type.choices))
    return " " + (option.metavar or option.make_metavar(ctx))


def _default(option: click.Option, ctx: click.Context, lang: str) -> str:
    value = option.get_default(ctx)
    if not option.show_default or option.is_flag or not isinstance(value, str | int | float):
        return ""
    return say("default", lang, value=value)
