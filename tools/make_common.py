"""Write ``corpus/resources/common.txt``: the characters that most of any Chinese text is made of.

Run ``python tools/make_common.py``. The order is that of the word frequencies in jieba's dictionary
(MIT), summed by character; each simplified character brings the traditional forms that
``variants.tsv`` knows for it and Big5 can write.
"""

from __future__ import annotations

from collections import Counter
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

RESOURCES = Path(__file__).parent.parent / "corpus" / "resources"
FIRST, ALL = 500, 2000
"""73 % and 96 % of the running characters of the dictionary's own sources."""


def frequencies() -> Counter[str]:
    """Character → occurrences in the words of jieba's dictionary."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise SystemExit("install jieba first")
    count: Counter[str] = Counter()
    with (Path(spec.origin).parent / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, times, _ = line.split(" ")
            for char in word:
                count[char] += int(times)
    return count


def traditional() -> dict[str, str]:
    """Simplified character → its traditional forms in Big5."""
    forms: dict[str, str] = {}
    for line in (RESOURCES / "variants.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        form, plain, _ = line.split("\t")
        if form.encode("big5", "ignore"):
            forms[plain] = forms.get(plain, "") + form
    return forms


def main() -> None:
    """Write the file: a comment, the first class, the second class."""
    forms = traditional()
    ranked = sorted(frequencies().items(), key=lambda item: (-item[1], item[0]))
    chars = [char for char, _ in ranked if "\u4e00" <= char <= "\u9fff"][:ALL]
    lines = [
        f"# By tools/make_common.py from the dictionary of jieba {version('jieba')} (MIT):"
        f" the {FIRST} most frequent characters, then those up to {ALL},"
        " with traditional forms."
    ]
    lines += [
        "".join(char + forms.get(char, "") for char in part)
        for part in (chars[:FIRST], chars[FIRST:])
    ]
    text = "\n".join(lines) + "\n"
    (RESOURCES / "common.txt").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
