"""``leitong completion``: the lines a shell needs to complete verbs, options, values and paths."""

from __future__ import annotations

import click

from analysis.cli.options import talking, verb
from analysis.cli.run import Run
from analysis.cli.terminal.stdout import write_stdout

SHELLS = ("bash", "zsh", "fish")


@verb(
    "completion",
    example="""\
leitong completion bash > ~/.local/share/bash-completion/completions/leitong
leitong completion zsh > ~/.zfunc/_leitong
leitong completion fish > ~/.config/fish/completions/leitong.fish""",
)
@click.argument("shell", metavar="SHELL", type=click.Choice(SHELLS))
@talking
def completion(run: Run, *, shell: str) -> None:  # noqa: ARG001 - nothing to say but the script
    """Print click's own script for a shell."""
    from click.shell_completion import get_completion_class

    from analysis.cli.root import COMPLETION

    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101 - click knows these three
    # filled in here: asking click for it would start bash to learn its version
    facts = {"complete_func": "_leitong_completion", "complete_var": COMPLETION,
             "prog_name": "leitong"}  # fmt: skip
    script = kind.source_template % facts
    write_stdout([script.strip("\n").encode() + b"\n"])
