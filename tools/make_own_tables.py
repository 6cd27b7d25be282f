"""Write corpus/resources/own_tables.tsv again from the messages: titles and columns of tables."""

from __future__ import annotations

import tomllib
from pathlib import Path

from analysis.cli.meanings import meanings
from corpus.reading.formats.own import MEANING

ROOT = Path(__file__).parents[1]
PREFIXES = {
    "title.": "title",
    "column.": "column",
    "measure.": "column",
    "class-": "column",
    "literature.": "column",
}
HEAD = """\
# What tables for people are called and how their columns are headed, in both languages: written by
# tools/make_own_tables.py from the messages. `title`, `column`, `rule` or `meaning` (how what
# `leitong explain` says begins), a tab, the words.
"""


def rows() -> set[tuple[str, str]]:
    """Return kind and words of every title and column."""
    found = set()
    for place in ("analysis/cli/messages.toml", "corpus/resources/messages.toml"):
        table = tomllib.loads((ROOT / place).read_text(encoding="utf-8"))
        for key, words in table.items():
            for prefix, kind in PREFIXES.items():
                if key.startswith(prefix):
                    found |= {(kind, words["zh"]), (kind, words["en"])}
    tables = tomllib.loads((ROOT / "corpus/resources/columns.toml").read_text(encoding="utf-8"))
    found |= {("title", words) for both in tables["tables"].values() for words in both}
    codes = tomllib.loads((ROOT / "analysis/views/rules.toml").read_text(encoding="utf-8"))
    for code, rule in codes.items():
        found |= {
            ("rule", f"{code}  {rule['zh']['name']}"),
            ("rule", f"{code}  {rule['en']['name']}"),
        }
    for lang in ("zh", "en"):
        for one in meanings(lang):
            head, *rest = one.text.split("\n")
            words = f"{one.key}  {head}" if rest else f"{one.key}: {head[:MEANING]}".rstrip()
            found.add(("rule" if rest else "meaning", words))
    return found


if __name__ == "__main__":
    text = HEAD + "".join(f"{kind}\t{words}\n" for kind, words in sorted(rows()))
    path = ROOT / "corpus" / "resources" / "own_tables.tsv"
    path.write_text(text, encoding="utf-8", newline="\n")
