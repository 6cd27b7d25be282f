"""``leitong config``: every setting, its value, and where that comes from."""

from __future__ import annotations

import os
from typing import Any

import click
from click.shell_completion import CompletionItem

from analysis.cli.messages import guess
from analysis.cli.options import talking, verb
from analysis.cli.run import Run
from analysis.cli.terminal.help import show
from corpus.errors import SettingsError
from corpus.export.columns import render

HIDDEN = frozenset(("debug", "output", "files_from", "null", "update_baseline"))
"""Options of one run, not of a project."""


class VerbName(click.ParamType):  # type: ignore[type-arg]
    """A verb."""

    name = "verb"

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """Offer the verbs."""
        from analysis.cli.root import VERBS

        return [CompletionItem(name) for name in VERBS if name.startswith(incomplete)]


@verb(
    "config",
    example="""\
leitong config
leitong config duplicates""",
)
@click.argument("name", required=False, metavar="[VERB]", type=VerbName())
@talking
def config(run: Run, *, name: str | None) -> None:
    """Print option, value and origin for one verb, or for all."""
    from analysis.cli.root import OTHER_NAMES, VERBS, leitong

    root = run.ctx.find_root()
    wanted = OTHER_NAMES.get(name, name) if name else None
    if wanted is not None and wanted not in VERBS:
        near = guess(str(name), VERBS, run.lang)
        known = run.say("verbs-are", names=", ".join(VERBS))
        raise SettingsError(run.say("no-such-verb", name=str(name)) + (near or known))
    rows: list[tuple[object, ...]] = []
    for verb_name in [wanted] if wanted else VERBS:
        command = leitong.get_command(root, verb_name)
        if command is not None:
            ctx = click.Context(command, info_name=verb_name, parent=root)
            rows += [
                (verb_name, *_setting(run, param, ctx))
                for param in command.params
                if isinstance(param, click.Option) and param.name not in HIDDEN
            ]
    lines = render(run.headers(("verb", "option", "value", "origin")), rows)
    show("".join(f"{line}\n" for line in lines))
    if root.obj.settings.path is None:
        run.tell(run.say("no-settings-file"))


def _setting(run: Run, option: click.Option, ctx: click.Context) -> tuple[str, str, str]:
    name = str(option.name)
    shown = max(option.opts, key=len)
    variable = str(option.envvar)
    if os.environ.get(variable):
        return shown, os.environ[variable], variable
    configured: Any = (ctx.default_map or {}).get(name)
    if configured is not None:
        path = ctx.find_root().obj.settings.path
        return shown, _shown(configured), os.path.relpath(path)
    default = run.lang if name == "lang" else option.get_default(ctx)
    return shown, _shown(default), run.say("default-origin")


def _shown(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else ""
