"""``leitong explain``: what a code, a measure, a column or a note means."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from analysis.cli.messages import nearest, two_columns, wrap
from analysis.cli.options import talking, verb
from analysis.cli.run import Run
from analysis.cli.terminal.help import page_width, show
from corpus.errors import SettingsError


class Explainable(click.ParamType):  # type: ignore[type-arg]
    """Anything that can be explained."""

    name = "code"

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """Offer codes and names, with the first line of what they mean."""
        from analysis.cli.meanings import meanings

        lang = str(getattr(ctx.find_root().obj, "lang", "zh"))
        return [
            CompletionItem(one.key, help=one.text.split("\n")[0])
            for one in meanings(lang)
            if one.key.lower().startswith(incomplete.lower())
        ]


@verb(
    "explain",
    example="""\
leitong explain D102
leitong explain 套话比
leitong explain similarity
leitong explain numbering-gap
leitong explain""",
)
@click.argument("code", required=False, metavar="[CODE]", type=Explainable())
@talking
def explain(run: Run, *, code: str | None) -> None:
    """Print the meaning of one code, or list all, or all that begin so."""
    from analysis.cli.meanings import meanings
    from analysis.views.rules import codes

    known = meanings(run.lang)
    width = page_width()
    asked = (code or "").strip().lower()
    found = [one for one in known if asked in one.names]
    begun = [one for one in known if one.key in codes() and one.key.lower().startswith(asked)]
    listed = known if code is None else () if found else begun
    if listed:
        rows = [(one.key, one.text.split("\n")[0]) for one in listed]
        show("".join(f"{line}\n" for line in two_columns(rows, width=width)))
        return
    if not found:
        keys = {name: name for one in known for name in one.names}
        keys |= {one.key.lower(): one.key for one in known}
        near = [keys[name] for name in nearest(asked, sorted(keys))]
        text = run.say("no-such-code", name=code)
        text += (
            run.say("did-you-mean", names=run.say("or").join(near))
            if near
            else run.say("explain-lists")
        )
        raise SettingsError(text.rstrip())
    blocks = []
    for one in found:
        head, *rest = one.text.split("\n")
        first = f"{one.key}  {head}" if rest else f"{one.key}: {head}"
        lines = wrap(first, width)
        for line in rest:
            lines += [f"  {part}" for part in wrap(line, width - 2)]
        blocks.append("\n".join(lines) + "\n")
    show("\n".join(blocks))
