"""Help pages, word for word: `make golden` writes them again, a person reads the difference."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner

from analysis.cli.messages import LANGUAGES
from analysis.cli.root import VERBS, leitong
from analysis.cli.terminal.help import GROUPS, long_name
from corpus.export.columns import cells


@pytest.mark.golden
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("verb", ["", *VERBS])
def test_a_help_page_changes_only_on_purpose(
    verb: str, lang: str, golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    result = CliRunner().invoke(leitong, [*([verb] if verb else []), "--help", "--lang", lang])
    assert result.exit_code == 0
    golden(f"help/{verb or 'leitong'}.{lang}.txt", result.stdout)


@pytest.mark.parametrize("columns", [60, 80, 100])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("verb", VERBS)
def test_a_help_page_fits_the_terminal(
    verb: str, lang: str, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    text = CliRunner().invoke(leitong, [verb, "--help", "--lang", lang]).stdout
    page = text.partition("例子：" if lang == "zh" else "Examples:")[0]
    long = [
        line for line in page.splitlines()
        if cells(line) > columns + 4 and "|" not in line  # closing marks; lists of values
    ]  # fmt: skip
    assert long == []
    text.encode("gbk")


def test_shared_options_stand_below_their_headings() -> None:
    import click

    for verb in VERBS:
        command = leitong.get_command(click.Context(leitong), verb)
        assert command is not None
        names = [long_name(p) for p in command.params if isinstance(p, click.Option)]
        homes = [name for name in names for group in GROUPS.values() if name in group]
        assert len(homes) == len(set(homes))
        assert {"lang", "quiet"} <= set(names)
