"""``leitong explain``: what a note's code or a field's name means."""

from __future__ import annotations

import click

from analysis.cli.help import show
from analysis.cli.options import talking, verb
from analysis.cli.run import Run
from analysis.cli.words import guess, table, two_columns
from corpus.errors import SettingsError
from corpus.messages import table as notes

# words of charts, report and collations, no codes
OF_VIEWS = ("chart-", "class-", "collation-", "descent-", "evidence-", "variant-")


@verb(
    "explain",
    example="""\
leitong explain numbering-gap
leitong explain similarity
leitong explain""",
)
@click.argument("code", required=False, metavar="CODE")
@talking
def explain(run: Run, *, code: str | None) -> None:
    """Print the meaning of one code, or list all."""
    words = meanings(run.lang)
    if code is None:
        show("".join(f"{line}\n" for line in two_columns(list(words.items()), width=100)))
        return
    if code not in words:
        text = run.say("no-such-code", name=code) + guess(code, list(words), run.lang)
        raise SettingsError(text.rstrip())
    show(f"{code}: {words[code]}\n")


def meanings(lang: str) -> dict[str, str]:
    """Give every code and field that has an explanation, in a language."""
    fields = {
        key.removeprefix("explain."): words[lang]
        for key, words in table().items()
        if key.startswith("explain.")
    }
    codes = {code: words[lang] for code, words in notes().items() if not code.startswith(OF_VIEWS)}
    from corpus.refusal import RULES

    rules: dict[str, str] = {}
    for code, rule in sorted(RULES.items()):
        rules[rule] = f"{rules[rule]}, {code}" if rule in rules else code
    return {
        **dict(sorted(fields.items())),
        **dict(sorted(rules.items())),
        **dict(sorted(codes.items())),
    }
